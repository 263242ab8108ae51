"""A folder dropped in `tests/proposals` is a test: see `proposal_case`."""

from __future__ import annotations

from itertools import islice, permutations

import pytest

from proposal_case import Files, ProposalCase, proposed, read_proposal_cases
from toolbox.changes.compare import compare
from toolbox.changes.sides import load_sides
from toolbox.merging.clash import Disagreement
from toolbox.merging.trees import merge_trees
from toolbox.merging.words import about
from toolbox.source.check import check_source
from toolbox.source.tree import Tree

pytestmark = pytest.mark.slow

CASES = read_proposal_cases()


def taken_in(base: Files, sides: tuple[Files, ...]) -> tuple[Files, Files, list[Disagreement]]:
    """(before the last one, after it, all clashes)."""
    before, files, clashes = base, base, list[Disagreement]()
    for side in sides:
        merged = merge_trees(base, files, side)
        before, files, clashes = files, dict(merged.files), [*clashes, *merged.clashes]
    return before, files, clashes


def test_there_are_cases() -> None:
    assert len(CASES) >= 40
    assert len({case.about for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_comes_to_what_it_must(case: ProposalCase) -> None:
    base = case.files
    sides = tuple(proposed(base, steps) for steps in case.people.values())
    before, files, clashes = taken_in(base, sides)
    named = sorted({about(clash) for clash in clashes})
    assert len(named) == len(case.clashes), named
    assert all(line.startswith(start) for line, start in zip(named, sorted(case.clashes), strict=True)), named
    for path, texts in case.result.items():
        assert (path in files) is (texts is not None), path
        at = 0
        for text in texts or ():
            at = files[path].decode().find(text, at)
            assert at >= 0, (path, text, files[path].decode())
            at += len(text)
    for path, gone in case.without.items():
        assert [text for text in gone if text in files[path].decode()] == []
    findings = [str(finding) for finding in check_source(Tree(files), ()).findings]
    assert len(findings) == len(case.check), findings
    assert all(line.startswith(start) for line, start in zip(findings, case.check, strict=True)), findings
    if case.told:
        sides_of_report = load_sides(Tree(before), Tree(files))
        told = compare(sides_of_report.old, sides_of_report.new)
        said = [change.sentence for item in told.items for change in item.changes]
        assert [line for line in case.told if not any(line in each for each in said)] == [], said
    # The first order is the one above.
    for order in islice(permutations(sides), 1, 4):
        _, others, found = taken_in(base, order)
        assert {clash.name for clash in found} == {clash.name for clash in clashes}
        assert clashes or others == files
        assert b"<<<<<<<" not in b"".join(others.values())
