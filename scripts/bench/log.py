"""What `make bench` measured, kept in the repository: a line of JSON for each run, with its machine and versions.

Ratios to a yardstick of the same run can be compared between machines; seconds cannot.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any

from bench.measuring import ROOT, spread

LOG = ROOT / "scripts" / "bench.jsonl"
YARDSTICK = "a plain `mkdocs build` of the same pages"
# Of the runs that do not say.
FIRST_YARDSTICK = "the site engine alone"
PACKAGES = ("weasyprint", "mkdocs", "mkdocs-material", "pikepdf")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured several times: `ratios` to the yardstick by the clock, sorted, and `processor` of processor
    time; median seconds by the clock; MB of the largest process.

    `goal` is the ratio that it should stay under, 0 for none; `most` the same in seconds.
    """

    name: str
    goal: float
    ratios: tuple[float, ...]
    seconds: float
    megabytes: int
    processor: tuple[float, ...] = ()
    most: float = 0


@dataclass(frozen=True, slots=True)
class Size:
    """What one word costs in a toolbox of so many pages: seconds of processor time, `plain` of the yardstick."""

    editions: int
    pages: int
    word: float
    plain: float


def keep(rows: Sequence[Row], sizes: Sequence[Size]) -> None:
    """Add a line, when this was asked for: most runs are a look."""
    if os.environ.get("KEEP") == "1":
        with LOG.open("a", encoding="utf-8") as file:
            file.write(json.dumps(_record(rows, sizes), ensure_ascii=False) + "\n")


def last(log: str) -> tuple[Mapping[str, Any], list[Row], list[Size]]:
    """(all of the last run that was kept, its rows, its sizes)."""
    run = json.loads(log.splitlines()[-1])
    return run, [_row(row) for row in run["rows"]], [Size(**size) for size in run.get("sizes", ())]


def _row(kept: dict[str, Any]) -> Row:
    spreads = {name: tuple(kept.get(name, ())) for name in ("ratios", "processor")}
    return Row(**{**kept, **spreads})


def _record(rows: Sequence[Row], sizes: Sequence[Size]) -> dict[str, object]:
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    machine = {"cores": os.cpu_count(), "system": platform.platform(terse=True), "python": platform.python_version()}
    versions = {name: metadata.version(name) for name in PACKAGES}
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    run = {"date": date, "commit": head.stdout.strip(), "machine": machine, "versions": versions}
    return {**run, "yardstick": YARDSTICK, "rows": [*map(asdict, rows)], "sizes": [*map(asdict, sizes)]}


def table(rows: Sequence[Row], yardstick: str = YARDSTICK) -> Iterator[str]:
    """Markdown."""
    yield f"| what | goal | × {yardstick}: by the clock | in processor time | seconds | MB a process |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for row in rows:
        spreads = f"{spread(row.ratios)} | {spread(row.processor)}"
        yield f"| {row.name} | {_goal(row)} | {spreads} | {row.seconds:.2f} | {row.megabytes} |"


def _goal(row: Row) -> str:
    if row.most:
        return f"≤ {row.most:g} s"
    return f"≤ {row.goal:g} ×" if row.goal else "–"
