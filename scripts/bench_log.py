"""What `make bench` measured, kept in the repository: a line of JSON for each run, with its machine and versions.

Ratios to a yardstick of the same run can be compared between machines; seconds cannot.
"""

from __future__ import annotations

import datetime
import json
import os
import platform
import statistics
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOG = ROOT / "scripts" / "bench.jsonl"
YARDSTICK = "a plain `mkdocs build`"
# Of the runs that do not say.
FIRST_YARDSTICK = "the site engine alone"
PACKAGES = ("weasyprint", "mkdocs", "mkdocs-material", "pikepdf")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured several times: `ratios` to the yardstick, sorted; median seconds; MB of the largest process.

    `goal` is the ratio that it should stay under, 0 for none.
    """

    name: str
    goal: float
    ratios: tuple[float, ...]
    seconds: float
    megabytes: int


def keep(rows: Sequence[Row]) -> None:
    """Add a line, when this was asked for: most runs are a look."""
    if os.environ.get("KEEP") == "1":
        with LOG.open("a", encoding="utf-8") as file:
            file.write(json.dumps(_record(rows), ensure_ascii=False) + "\n")


def _record(rows: Sequence[Row]) -> dict[str, object]:
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    machine = {"cores": os.cpu_count(), "system": platform.platform(terse=True), "python": platform.python_version()}
    versions = {name: metadata.version(name) for name in PACKAGES}
    date = datetime.datetime.now(datetime.UTC).date().isoformat()
    measured = [asdict(row) for row in rows]
    run = {"date": date, "commit": head.stdout.strip(), "machine": machine, "versions": versions}
    return {**run, "yardstick": YARDSTICK, "rows": measured}


def table(rows: Sequence[Row], yardstick: str = YARDSTICK) -> Iterator[str]:
    """Markdown."""
    yield f"| what | goal | × {yardstick} (min – median – max) | seconds (median) | MB a process |"
    yield "| --- | --- | --- | --- | --- |"
    for row in rows:
        spread = f"{row.ratios[0]:.2f} – {statistics.median(row.ratios):.2f} – {row.ratios[-1]:.2f}"
        goal = f"≤ {row.goal:g}" if row.goal else "–"
        yield f"| {row.name} | {goal} | {spread} | {row.seconds:.2f} | {row.megabytes} |"
