"""Slots  →  Word's content controls (w:sdt), each inside a paragraph and inside a bookmark of its own.

Inside a paragraph, because LibreOffice loses the second paragraph of a control around several. Every text control is a
rich one: of a plain one LibreOffice 7.4 loses the letters' size and moves the line breaks outside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from toolbox.core.form import Choice
from toolbox.forms.slots import Slot
from toolbox.shapes.office import wordnames
from toolbox.shapes.office.wordstyles import RING_SIZE
from toolbox.shapes.office.wordxml import run, styled, w, w14

MAX_TITLE = 64
SHORTEST_ROW = 24  # characters of a row's name that stay
# What an open control shows: white space, so that there is room for a pen and nothing to write through.
BLANK, NARROW_BLANK = "\u2002" * 5, "\u2002" * 2
RING = "○"
TICKED, OPEN = "2612", "2610"  # ☒ and ☐


@dataclass(slots=True)
class Controls:
    """Makes the controls of one document, and keeps count: `names` are theirs in reading order."""

    names: list[str] = field(default_factory=list)

    def area(self, name: str, title: str, lines: int, text: str = "") -> tuple[Any, ...]:
        """Open, it is as high as `lines` lines written by hand; with a `text` it holds that."""
        shown = run(text) if text else styled(BLANK + "\n" * (lines - 1), "Schrijfruimte")
        return self._control(name, title, w("richText"), shown, open_=not text)

    def cell(self, name: str, title: str, text: str) -> tuple[Any, ...]:
        """Text in a table, whose rows give room themselves."""
        shown = run(text) if text else styled(NARROW_BLANK, "PlaceholderText")
        return self._control(name, title, w("richText"), shown, open_=not text)

    def date(self, name: str, title: str, *, tall: bool) -> tuple[Any, ...]:
        kind = w(
            "date",
            w("dateFormat", val="dd-MM-yyyy"),
            w("lid", val="nl-NL"),
            w("storeMappedDataAs", val="dateTime"),
            w("calendar", val="gregorian"),
        )
        shown = styled(BLANK, "Schrijfruimte") if tall else styled(NARROW_BLANK, "PlaceholderText")
        return self._control(name, title, kind, shown, open_=True)

    def choice(self, name: str, title: str, choices: tuple[Choice, ...], between: str) -> tuple[Any, ...]:
        """A drop-down; open, it shows the choices with rings to tick on paper, and `between` them."""
        shown: list[Any] = []
        for choice in choices:
            before = between if shown else ""
            shown += [styled(before + RING, "Rondje"), styled(f" {choice.label}", "Keuzeruimte")]
        return self._drop_down(name, title, choices, *shown)

    def rings(self, name: str, title: str, choices: tuple[Choice, ...]) -> tuple[Any, ...]:
        """A drop-down; open, it shows a ring at each tab stop, below the choice of the table's head."""
        # Its size once more: in a table that has a style, LibreOffice 7.4 forgets that of letters.
        shown = run(f"\t{RING}" * len(choices), w("rStyle", val="Rondje"), w("sz", val=RING_SIZE))
        return self._drop_down(name, title, choices, shown)

    def _drop_down(self, name: str, title: str, choices: tuple[Choice, ...], *shown: Any) -> tuple[Any, ...]:
        items = [w("listItem", displayText=choice.label, value=choice.value) for choice in choices]
        return self._control(name, title, w("dropDownList", *items), *shown, open_=True)

    def tick(self, name: str, title: str) -> tuple[Any, ...]:
        font = "MS Gothic"
        kind = w14(
            "checkbox",
            w14("checked", val=0),
            w14("checkedState", val=TICKED, font=font),
            w14("uncheckedState", val=OPEN, font=font),
        )
        return self._control(name, title, kind, styled(chr(int(OPEN, 16)), "Vakje"), open_=False)

    def _control(self, name: str, title: str, kind: Any, *shown: Any, open_: bool) -> tuple[Any, ...]:
        self.names.append(name)
        number = len(self.names)
        properties = w(
            "sdtPr",
            w("alias", val=title),
            w("tag", val=wordnames.tag(name)),
            w("id", val=number),
            w("showingPlcHdr") if open_ else None,
            kind,
        )
        return (
            w("bookmarkStart", id=number, name=wordnames.bookmark(name)),
            w("sdt", properties, w("sdtContent", *shown)),
            w("bookmarkEnd", id=number),
        )


def control_title(slot: Slot) -> str:
    """What Word shows above a control and a screen reader says: in a table the row, and what is asked."""
    label = slot.question.title
    if slot.choice:
        label = f"{label.rstrip(':')}: {slot.choice.label}"
    return titled(slot.row.name, label) if slot.row else titled("", label)


def titled(row: str, label: str) -> str:
    """'row: label' in at most 64 characters, the most that Word keeps; the row's name loses first."""
    if not row:
        return _cut(label, MAX_TITLE)
    end = ": " + _cut(label, MAX_TITLE - SHORTEST_ROW - 2)
    return _cut(row, MAX_TITLE - len(end)) + end


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
