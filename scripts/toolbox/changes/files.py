"""A report  →  a folder of three files: for people, for a comment on a forge, and for programs."""

from __future__ import annotations

from pathlib import Path

from toolbox.changes.data import to_json
from toolbox.changes.markdown import to_markdown
from toolbox.changes.report import Report
from toolbox.changes.webpage import to_html

NAME = "wijzigingen"
PAGE = f"{NAME}.html"


def write_report(report: Report, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((f"{NAME}.md", to_markdown(report)), (PAGE, to_html(report)), (f"{NAME}.json", to_json(report))):
        (folder / name).write_text(text, "utf-8")
