"""SentReport  →  the comment: our own Markdown, with what a proposal says in it as plain text only.

No line begins with a stranger's text, and of HTML there is only `ins`, `del`, `details` and `summary`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from toolbox.forgereport.plain import plain
from toolbox.forgereport.shape import (
    ADDED,
    REMOVED,
    SAME,
    SentBlock,
    SentChange,
    SentItem,
    SentNote,
    SentReport,
    SentRow,
    SentRun,
)

MARKER = "<!-- toolbox-verslag -->"
TITLE = "## Wat dit voorstel verandert"
MAX_LENGTH = 60_000  # characters; GitHub takes 65,536
MAX_SHOWN = 60  # lines of one list
FEW_ITEMS = 5  # with so few, nobody has to unfold anything
MORE = "- … en nog {count}. Zie het hele verslag."
CUT = "**De rest staat in het hele verslag.**"


def head_mark(head: str) -> str:
    """Unseen in the comment: which commit it is about."""
    return f"<!-- stand {head} -->"


def to_comment(report: SentReport, outside: Sequence[str], where: str) -> str:
    """`outside` are changed paths beyond content/ and forms/, as the forge lists them. `where` is the full report."""
    parts = [
        _listed("", report.summary),
        _listed("### Let op", report.attention),
        _listed("### De controle", [_note(note) for note in report.notes]),
        *_items(report.items),
    ]
    return _assemble(parts, report.head, outside, where)


def to_refusal(reason: str, head: str, outside: Sequence[str], where: str) -> str:
    """The comment when there is no report that can be shown. `reason` is a sentence of ours."""
    said = [reason, "Bekijk de uitvoer van de controle, of vraag een beheerder om hulp."]
    return _assemble([_listed("", said)], head, outside, where)


def _assemble(parts: Iterable[str], head: str, outside: Sequence[str], where: str) -> str:
    begin = f"{MARKER}\n{head_mark(head)}\n{TITLE}\n\n{_outside(outside)}"
    end = f"{where}\n"
    left = MAX_LENGTH - len(begin) - len(end) - len(CUT) - 2
    chosen: list[str] = []
    for part in parts:
        if len(part) > left:
            return begin + "".join(chosen) + f"{CUT}\n\n" + end
        chosen.append(part)
        left -= len(part)
    return begin + "".join(chosen) + end


def _outside(paths: Sequence[str]) -> str:
    if not paths:
        return ""
    told = "Dit voorstel verandert ook bestanden buiten `content/` en `forms/`. Een beheerder leest die met de hand."
    lines = _listed("", paths).rstrip("\n").split("\n")
    return "\n".join(["> [!WARNING]", f"> {told}", ">", *(f"> {line}" for line in lines)]) + "\n\n"


def _listed(title: str, lines: Sequence[str]) -> str:
    if not lines:
        return ""
    shown = [f"- {plain(line)}" for line in lines[:MAX_SHOWN]]
    if len(lines) > MAX_SHOWN:
        shown.append(MORE.format(count=len(lines) - MAX_SHOWN))
    return "\n".join([*([title, ""] if title else []), *shown]) + "\n\n"


def _note(note: SentNote) -> str:
    line = f", regel {note.line}" if note.line else ""
    character = f", teken {note.column}" if note.column else ""
    return f"{note.path}{line}{character}: {'fout' if note.level == 'error' else 'let op'}: {note.message}"


def _items(items: Sequence[SentItem]) -> Iterator[str]:
    if items:
        yield "### Wat er anders is\n\n<ins>Onderstreept</ins> is nieuw, <del>doorgestreept</del> is weg.\n\n"
    opened = "<details open>" if len(items) <= FEW_ITEMS else "<details>"
    for item in items:
        title = plain(f"{item.kind.capitalize()} {item.name}: {item.fate}")
        lines = list(itertools.islice(_item(item), MAX_SHOWN + 1))
        if len(lines) > MAX_SHOWN:
            lines[-1] = "- … en meer. Zie het hele verslag."
        yield "\n".join([opened, f"<summary>{title}</summary>", "", *lines, "", "</details>"]) + "\n\n"


def _item(item: SentItem) -> Iterator[str]:
    if item.answers:
        yield f"- {plain(item.answers)}"
    for change in item.changes:
        yield from _change(change)
    if item.pages and item.pages[0] != item.pages[1]:
        yield f"- Bladzijden op papier: {item.pages[0]} wordt {item.pages[1]}."


def _change(change: SentChange) -> Iterator[str]:
    subject = f"{plain(change.subject)}: " if change.subject else ""
    words = f" {_marked(change.words)}" if change.words else ""
    yield f"- {subject}{plain(change.sentence)}{words}"
    yield from (f"  - Gevolg: {plain(effect)}" for effect in change.effects)
    for block in change.blocks:
        yield from (f"  - {line}" for line in _block(block))


def _block(block: SentBlock) -> Iterator[str]:
    """Only what changed: the picture of the whole is in the full report."""
    if block.state == SAME:
        return
    said = {"stond hier": " (stond eerst hier)", "verplaatst": " (staat nu hier)"}.get(block.state, "")
    if block.text:
        yield f"Tekst: {_marked(block.text)}{said}"
    for row in block.rows:
        if row.state != SAME:
            yield f"{_row_word(row)}: {' · '.join(_marked(cell) for cell in row.cells)}"


def _row_word(row: SentRow) -> str:
    return {ADDED: "Nieuwe rij", REMOVED: "Rij weg"}.get(row.state, "Rij")


def _marked(runs: Sequence[SentRun]) -> str:
    return " ".join(filter(None, map(_run, runs)))


def _run(run: SentRun) -> str:
    text = plain(run.text)
    tag = {ADDED: "ins", REMOVED: "del"}.get(run.mark, "")
    return f"<{tag}>{text}</{tag}>" if tag and text else text
