"""Report  →  JSON, for programs: the job that posts a comment, the page 'Wat is nieuw'.

```
{
  "version": 2,
  "base": "<commit>", "head": "<commit>",
  "empty": bool,                      nothing differs at all
  "summary": [sentence, …], "attention": [sentence, …],
  "items": [{
    "kind": "pagina|format|schema|inventaris|toolbox|begrippenlijst|feitenlijst|woordenlijst|eigen route|voorbeeld|
             afbeelding|editie",
    "fate": "nieuw|verwijderd|verplaatst|gewijzigd",
    "path": str, "old_path": str ('' when the same), "number": str, "title": str,
    "answers": sentence ('' when there is nothing to say of other answers),
    "changes": [{
      "code": str, "subject": str, "sentence": str, "values": {str: str},
      "words": [run, …], "blocks": [block, …], "effects": [sentence, …]
    }, …],
    "paper": null | {"old_pages": int, "new_pages": int, "changed": [
      {"old_page": int, "new_page": int, "removed": str, "added": str}, …]}     pages from 1; 0 where there is none
  }, …],
  "annotations": [{
    "path": str, "line": int (0: whole file), "column": int (0: whole line), "level": "error|warning", "code": str,
    "message": str
  }, …],
  "errors": int, "elsewhere": int,
  "rewritten": [path, …], "outside": [path, …], "unreadable": [path, …], "faulty": [path, …]
}
run    {"mark": "gelijk|toegevoegd|verwijderd", "text": str}
block  {"state": str, "kind": str, "depth": int, "restyled": bool, "text": [run, …],
        "rows": [{"state": str, "cells": [[run, …], …]}, …]}
```
All text is data: who shows it, escapes it. Pictures stand in the HTML only.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from toolbox.changes.attention import answers, attention
from toolbox.changes.blocks import BlockDiff
from toolbox.changes.model import Change, ItemDiff
from toolbox.changes.printed import PrintedFormat
from toolbox.changes.report import Report, summary
from toolbox.changes.words import Marked

VERSION = 2


def to_json(report: Report) -> str:
    data = {
        "version": VERSION,
        "base": report.base,
        "head": report.head,
        "empty": report.is_empty,
        "summary": summary(report),
        "attention": attention(report),
        "items": [_item(item, report.paper(item), answers(report, item)) for item in report.changes.items],
        "annotations": [asdict(note) for note in report.annotations],
        "errors": report.errors,
        "elsewhere": report.elsewhere,
        "rewritten": report.rewritten,
        "outside": report.outside,
        "unreadable": report.unreadable,
        "faulty": report.faulty,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _item(item: ItemDiff, paper: PrintedFormat | None, kept: str) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "fate": item.fate,
        "path": item.path,
        "old_path": item.old_path,
        "number": item.number,
        "title": item.title,
        "answers": kept,
        "changes": [_change(change) for change in item.changes],
        "paper": _paper(paper) if paper else None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "code": change.code,
        "subject": change.subject,
        "sentence": change.sentence,
        "values": dict(change.values),
        "words": _runs(change.words),
        "blocks": [_block(block) for block in change.blocks],
        "effects": change.effect_sentences,
    }


def _runs(words: Marked) -> list[dict[str, str]]:
    return [{"mark": run.mark, "text": run.text} for run in words]


def _block(block: BlockDiff) -> dict[str, Any]:
    return {
        "state": block.state,
        "kind": block.kind,
        "depth": block.depth,
        "restyled": block.restyled,
        "text": _runs(block.text),
        "rows": [{"state": row.state, "cells": [_runs(cell) for cell in row.cells]} for row in block.rows],
    }


def _paper(paper: PrintedFormat) -> dict[str, Any]:
    pages = [
        {"old_page": page.old_page, "new_page": page.new_page, "removed": page.removed, "added": page.added}
        for page in paper.changed
    ]
    return {"old_pages": paper.old_pages, "new_pages": paper.new_pages, "changed": pages}
