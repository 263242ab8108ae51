"""The CSV of a table, as three people have it  →  one: rows by what they say, and of each row its cells."""

from __future__ import annotations

import csv
import io

from toolbox.merging.clash import Bench
from toolbox.merging.order import merge_order
from toolbox.merging.values import merge_list

ROW = "rij"
TableRows = list[dict[str, str]]


def merge_rows(bench: Bench, base: str, ours: str, theirs: str) -> str | None:
    """None when one of them is no table."""
    old, mine, new = _read(base), _read(ours), _read(theirs)
    if old is None or mine is None or new is None:
        return None
    names = merge_order(old[0], mine[0], new[0], ())
    rows: TableRows = merge_list(
        bench, (ROW,), *([_filled(row, names) for row in side[1]] for side in (old, mine, new))
    )
    used = [name for name in names if any(row.get(name) for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(used or names)
    writer.writerows([row.get(name, "") for name in used or names] for row in rows)
    return out.getvalue()


def _filled(row: dict[str, str], names: list[str]) -> dict[str, str]:
    """A cell without text is none, and all have one order: so that a column more or a column moved changes no row."""
    return {name: row[name] for name in names if row.get(name)}


def _read(text: str) -> tuple[list[str], TableRows] | None:
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        return None
    header, *below = rows or [[]]
    if len(set(header)) < len(header) or any(len(row) != len(header) for row in below):
        return None
    return header, [dict(zip(header, row, strict=True)) for row in below]
