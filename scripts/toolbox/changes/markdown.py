"""Report  →  Markdown for a comment on a pull request.

A forge makes more of a comment than its author wrote: mentions, references, links, commands. What a proposal says is
shown as plain letters only, and no line begins with it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from toolbox.changes.align import State
from toolbox.changes.attention import answers, attention
from toolbox.changes.blocks import HEADINGS, TABLE, BlockDiff, RowDiff
from toolbox.changes.model import Change, ItemDiff
from toolbox.changes.printed import PrintedFormat
from toolbox.changes.report import (
    Report,
    excerpt,
    level_word,
    page_numbers,
    page_title,
    same_words_on_paper,
    subjects,
    summary,
    where,
)
from toolbox.changes.words import Mark, Marked, Run, marked
from toolbox.core.safetext import masked, one_line

# GitHub takes 65,536 characters a comment; a job that posts may want to add a line.
MAX_LENGTH = 60_000
CUT = "**Dit bericht is hier afgekapt: de rest staat in het volledige verslag.**"
# One change never fills the comment: the middle of a very long unchanged or changed text is left out.
MAX_TEXT = 1_500
OPEN_ITEMS = 5  # with so few, nobody has to unfold anything
MAX_LISTED = 40

# Unseen, it breaks what forges look for: @name, #12, !3, https://…, www.…
BREAK = "&#8203;"
BACKSLASHED = frozenset("\\`*_[]{}|~#$^!")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
REFERENCE = frozenset("@#!~$%^&")
ADDRESS = re.compile(r"(?i)://|www\.|\bgh-")
LIST_MARK = re.compile(r"[-+=]|\d{1,9}[.)](?=\s|$)")


def escape(text: str) -> str:
    """`text` as it reads, on one line, whatever Markdown or a forge would make of it."""
    flat = masked(one_line(text))
    safe: list[str] = []
    for index, letter in enumerate(flat):
        safe.append(ENTITIES.get(letter, f"\\{letter}" if letter in BACKSLASHED else letter))
        if letter in REFERENCE and not flat[index + 1 : index + 2].isspace():
            safe.append(BREAK)
    broken = ADDRESS.sub(lambda match: match[0][:-1] + BREAK + match[0][-1], "".join(safe))
    if match := LIST_MARK.match(broken):
        return f"{match[0][:-1]}\\{broken[match.end() - 1 :]}"
    return broken


def escape_html(text: str) -> str:
    """The same for text between tags, where Markdown does not count but mentions do."""
    flat = masked(one_line(text))
    broken = re.sub(r"[@#!~$%^&](?=\S)", lambda match: match[0] + "\u200b", flat)
    return ADDRESS.sub(lambda match: match[0][:-1] + "\u200b" + match[0][-1], html.escape(broken, quote=False))


def to_markdown(report: Report) -> str:
    """At most MAX_LENGTH characters."""
    paper = _Paper(MAX_LENGTH)
    paper.write(["## Wat dit voorstel verandert", "", *(f"- {escape(line)}" for line in summary(report)), ""])
    paper.write(_listed("### Let op", attention(report)))
    notes = [f"{where(note)}: {level_word(note)}: {note.message}" for note in report.annotations]
    paper.write(_listed("### De controle", notes))
    if report.changes:
        paper.write(
            ["### Wat er anders is", "", "<ins>Onderstreept</ins> is nieuw, <del>doorgestreept</del> is weg.", ""]
        )
    few = len(report.changes.items) <= OPEN_ITEMS
    for item in report.changes.items:
        title = f"{item.kind.capitalize()} {item.name}: {item.fate}"
        paper.unfold(title, few, _item(item, report.paper(item), answers(report, item)))
    paper.write(_listed("### Alleen anders opgeschreven", report.rewritten))
    paper.write(_listed("### Niet te lezen", report.unreadable))
    paper.write(_listed("### Buiten de teksten en formats", report.outside))
    return paper.text


class _Paper:
    """Takes whole lines as long as they fit, and then says that it is full."""

    def __init__(self, length: int) -> None:
        self.lines: list[str] = []
        self.left = length - len(CUT) - len("\n\n</details>\n\n")
        self.full = False

    def write(self, lines: Iterable[str]) -> None:
        for line in lines:
            if self.full:
                return
            if len(line) + 1 > self.left:
                self.full = True
                return
            self.lines.append(line)
            self.left -= len(line) + 1

    def unfold(self, title: str, is_open: bool, lines: Iterable[str]) -> None:
        """A part with a title; what was opened is always closed."""
        head = ["<details open>" if is_open else "<details>", f"<summary>{escape_html(title)}</summary>", ""]
        if self.full or sum(len(line) + 1 for line in head) > self.left:
            self.full = True
            return
        self.write(head)
        self.write(lines)
        self.lines += ["", "</details>", ""]
        self.left -= len("\n</details>\n\n")

    @property
    def text(self) -> str:
        end = ["", CUT] if self.full else []
        return "\n".join([*self.lines, *end]).rstrip() + "\n"


def _listed(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from (title, "")
        yield from (f"- {escape(line)}" for line in lines[:MAX_LISTED])
        if len(lines) > MAX_LISTED:
            yield f"- … en nog {len(lines) - MAX_LISTED}"
        yield ""


def _item(item: ItemDiff, paper: PrintedFormat | None, kept: str) -> Iterator[str]:
    yield from (f"- {escape(kept)}", "") if kept else ()
    for subject, changes in subjects(item):
        if subject:
            yield from (f"**{escape(subject)}**", "")
        for change in changes:
            yield from _change(change)
    if paper:
        yield from _on_paper(paper)


def _change(change: Change) -> Iterator[str]:
    words = f" {_words(change.words)}" if change.words else ""
    yield f"- {escape(change.sentence)}{words}"
    yield from (f"  - Gevolg: {escape(effect)}" for effect in change.effect_sentences)
    yield ""
    for block in excerpt(change.blocks):
        if block is None:
            yield from ("> …", "")
        elif block.kind == TABLE:
            yield from _table(block.rows)
        else:
            yield from (f"> {_block(block)}", "")


def _words(words: Marked) -> str:
    parts: list[str] = []
    for previous, run in zip((None, *words), words, strict=False):
        text = escape(_shortened(run).strip())
        tag = {Mark.ADDED: "ins", Mark.REMOVED: "del"}.get(run.mark)
        # What came stands apart from what went, even where both begin the text.
        apart = run.text.startswith(" ") or (run.mark is Mark.ADDED and previous is not None)
        before = " " if apart and parts else ""
        parts.append(before + (f"<{tag}>{text}</{tag}>" if tag and text else text) + " " * run.text.endswith(" "))
    return "".join(parts)


def _shortened(run: Run) -> str:
    text = run.text
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT // 2]} … {text[-MAX_TEXT // 2 :]}"


def _block(block: BlockDiff) -> str:
    text = _words(block.text)
    notes = {State.MOVED_FROM: "stond eerst hier", State.MOVED_TO: "staat nu hier"}
    note = notes.get(block.state, "opmaak is anders" if block.restyled else "")
    said = f"{text} ({note})" if note else text
    if block.kind in HEADINGS:
        return f"Kop: {said}"
    if block.kind == "img":
        return f"Afbeelding: {said}"
    return f"• {said}" if block.kind in ("li", "step") else said or "(streep)"


def _table(rows: Sequence[RowDiff]) -> Iterator[str]:
    """GitHub's tables: the first row is the heading."""
    width = max((len(row.cells) for row in rows), default=0)
    for index, row in enumerate(rows):
        cells = [_words(cell) for cell in row.cells] or ["…"] * width
        yield f"| {' | '.join(cells)} | {_row_note(row.state)} |"
        if index == 0:
            yield "| --- " * (width + 1) + "|"
    yield ""


def _row_note(state: State) -> str:
    words = {State.ADDED: "nieuw", State.REMOVED: "weg", State.CHANGED: "anders"}
    return words.get(
        state, "stond eerst hier" if state is State.MOVED_FROM else "staat nu hier" * (state is State.MOVED_TO)
    )


def _on_paper(paper: PrintedFormat) -> Iterator[str]:
    yield f"- {escape(page_numbers(paper))}"
    if same_words_on_paper(paper):
        yield "- De woorden op papier zijn gelijk."
    for page in paper.changed:
        words = (*marked(page.removed, Mark.REMOVED), *marked(page.added, Mark.ADDED))
        yield f"  - {page_title(page)}: {' '.join(_words((run,)) for run in words)}"
    yield ""
