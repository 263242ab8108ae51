"""What the README says of how long a build takes: the last line of what `make bench` kept, as a table.

make docs
"""

from __future__ import annotations

import json
from pathlib import Path

from bench_log import FIRST_YARDSTICK, LOG, Row, table
from blocks import with_block

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- measured: written by `make docs` -->\n", "<!-- end of measured -->\n"


def main() -> None:
    README.write_text(with_figures(README.read_text("utf-8"), LOG.read_text("utf-8")), "utf-8")


def with_figures(text: str, log: str) -> str:
    """The README with its block as it should be; `log` holds a line of JSON for each run that was kept."""
    last = json.loads(log.splitlines()[-1])
    rows = [Row(**{**row, "ratios": tuple(row["ratios"])}) for row in last["rows"]]
    machine, versions = last["machine"], last["versions"]
    said = (
        f"Measured on {last['date']} with {machine['cores']} cores, Python {machine['python']}, "
        f"WeasyPrint {versions['weasyprint']} and MkDocs {versions['mkdocs']}:\n"
    )
    return with_block(text, BEGIN, END, "\n".join([said, *table(rows, last.get("yardstick", FIRST_YARDSTICK)), ""]))


if __name__ == "__main__":
    main()
