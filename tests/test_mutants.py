"""`make mutants`: what pyproject.toml names is there, and its figures are counted right."""

from __future__ import annotations

import re
import tomllib

from boxes import ROOT
from mutants import STAGE, Module, report

CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]


def test_every_module_and_test_that_is_named_is_there() -> None:
    """mutmut says nothing of a module that moved: it would just not be changed any more."""
    modules = [ROOT / name.replace("src/", "scripts/", 1) for name in CONFIG["only_mutate"]]
    tests = [ROOT / name.partition("::")[0] for name in CONFIG["pytest_add_cli_args_test_selection"]]
    assert [path for path in (*modules, *tests) if not path.exists()] == []


def test_the_table_counts_what_ran() -> None:
    one = Module("toolbox/a.py", {"k1": 1, "k2": 3, "n1": 33, "n2": 5, "slow": -24, "not run": None})
    other = Module("toolbox/b.py", {"not run": None})
    assert list(report([one, other], []))[-2:] == [
        "| toolbox/a.py | 5 | 2 | 0 | 2 | 1 |",
        "| all | 5 | 2 | 0 | 2 | 1 |",
    ]


def test_no_tool_leaves_anything_where_a_build_refuses_links() -> None:
    """mutmut's stage and every virtual environment hold links: after `make mutants` no command would work any more."""
    tools = ("Makefile", "scripts/mutants.py", "scripts/newest.sh", "scripts/bench/peers.py", "scripts/bench/typst.py")
    text = "\n".join((ROOT / name).read_text("utf-8") for name in (*tools, "tests/clients/__main__.py"))
    places = set(re.findall(r'\.tools(?:/|" / ")([\w.-]+)', text))
    assert places >= {"profiler", "mutants", "newest", "mkdocs-to-pdf", "typst", "clients"}
    assert not places & set(re.findall(r'\.build(?:/|" / ")([\w.-]+)', text))
    assert str(STAGE.relative_to(ROOT)).startswith(".tools/")
