"""Three states of a table become one: one list of cases for this and for the page for proposals (`tests/js`)."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from boxes import ROOT
from toolbox.merging.clash import Bench
from toolbox.merging.rows import merge_rows

CASES = json.loads((ROOT / "tests" / "rows.json").read_text("utf-8"))


def text(table: dict[str, Any]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows([table["columns"], *table["rows"]])
    return out.getvalue()


@pytest.mark.parametrize("case", CASES, ids=[case["about"] for case in CASES])
def test_rows_come_together(case: dict[str, Any]) -> None:
    """Whoever is first: but for a cell that both made something else of."""
    base, mine, theirs = (text(case[side]) for side in ("base", "mine", "theirs"))
    bench = Bench("forms/x/x.csv")
    assert merge_rows(bench, base, mine, theirs) == text(case["result"])
    assert bool(bench.clashes) == case["clashes"]
    other = Bench("forms/x/x.csv")
    merged = merge_rows(other, base, theirs, mine)
    assert bool(other.clashes) == case["clashes"]
    assert case["clashes"] or merged == text(case["result"])
