"""What the README says of how long a build takes: the last line of what `make bench` kept, as a table and a drawing.

make docs
"""

from __future__ import annotations

from pathlib import Path

from bench.log import FIRST_YARDSTICK, LOG, last, table
from bench.plot import PICTURE, drawing, lines
from blocks import with_block

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- measured: written by `make docs` -->\n", "<!-- end of measured -->\n"


def main() -> None:
    log = LOG.read_text("utf-8")
    README.write_text(with_figures(README.read_text("utf-8"), log), "utf-8")
    _, rows, sizes = last(log)
    PICTURE.write_text(drawing(rows, sizes), "utf-8")


def with_figures(text: str, log: str) -> str:
    """The README with its block as it should be; `log` holds a line of JSON for each run that was kept."""
    run, rows, sizes = last(log)
    machine, versions = run["machine"], run["versions"]
    said = (
        f"Measured on {run['date']} with {machine['cores']} cores, Python {machine['python']}, "
        f"WeasyPrint {versions['weasyprint']} and MkDocs {versions['mkdocs']}; least, median and most:\n"
    )
    figures = [*table(rows, run.get("yardstick", FIRST_YARDSTICK)), "", *lines(sizes), *([""] if sizes else [])]
    return with_block(text, BEGIN, END, "\n".join([said, *figures]))


if __name__ == "__main__":
    main()
