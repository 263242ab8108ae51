"""`make mutants`: what pyproject.toml names is there, and its figures are counted right."""

from __future__ import annotations

import tomllib

from boxes import ROOT
from mutants import Module, report

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
