"""Reads a toolbox for the tests: a folder, or the base case with an overlay."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from toolbox.core.findings import Finding
from toolbox.core.form import Format
from toolbox.core.method import NO_METHOD, Imprint, Method
from toolbox.core.model import Toolbox
from toolbox.source.check import Checked, check_source, read_source
from toolbox.source.method import METHOD as METHOD_PATH
from toolbox.source.method import load_method
from toolbox.source.tree import Tree, read_tree

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
BASE = CASES / "base"
# What stands in a case's folder beside its overlay.
REMOVE, EXPECTED = "_remove.txt", "expected.txt"
# Of the real toolbox.
METHOD: Method = load_method(Tree({METHOD_PATH: (ROOT / METHOD_PATH).read_bytes()}))[0] or NO_METHOD
IMPRINT: Imprint = METHOD.imprint


@functools.cache
def source_of(root: Path) -> Checked:
    """The toolbox at ROOT or BASE, read and checked once for all tests of this process: it is frozen."""
    return read_source(root)


def boxed(formats: Iterable[Format]) -> Toolbox:
    """Formats of the real toolbox, and nothing else of it."""
    return Toolbox((), tuple(formats), (), (), method=METHOD)


def inspect_case(case: Path) -> tuple[Finding, ...]:
    """Findings of the base with `case` laid over it."""
    return check_source(*case_tree(case)).findings


def case_tree(case: Path) -> tuple[Tree, list[Finding]]:
    """The base with `case` laid over it, and what was found in reading that; `_remove.txt` names what to take away."""
    base, found = read_tree(BASE)
    assert found == []
    over, found = read_tree(case)
    removed = (case / REMOVE).read_text("utf-8").split() if (case / REMOVE).exists() else []
    assert set(removed) <= base.files.keys(), f"{case.name}/{REMOVE} names a path that base does not have"
    files = {path: data for path, data in base.files.items() if path not in removed}
    return Tree({**files, **over.files}, over.refused), found
