"""Text and answers of WordprocessingML elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from toolbox.forms.answers import OPEN_BOX, is_ticked
from toolbox.forms.dates import iso_date
from toolbox.forms.slots import TICKED
from toolbox.reading.wordsigns import sign
from toolbox.shapes.office.wordnames import BOOKMARK

RING = "○"
BOXES = frozenset({"", OPEN_BOX, "☒", "☑"})
ANSWER_STYLE = "Antwoord"  # see shapes/wordstyles
# Our own paragraphs, and headings and lists by whatever name a program gives their styles: never pasted in an answer.
OWN_STYLE = re.compile(
    r"(Vraag|Uitleg|Gevoelig|Tekst|Keuze|Omschrijving|Tussenruimte|Tabel\w*|Footer|Voettekst|(Heading|Kop)\w*|"
    r"List(Bullet|Number)\d)"
)
# What Word itself shows in a control that somebody emptied, in Dutch and English, before and since Word 2013.
PROMPTS = frozenset(
    (
        *("klik of tik om tekst in te voeren.", "klik of tik om een datum in te voeren.", "kies een item."),
        *("klik hier als u tekst wilt invoeren.", "klik hier als u een datum wilt invoeren."),
        *("click or tap here to enter text.", "click or tap to enter a date.", "choose an item."),
        *("click here to enter text.", "click here to enter a date.", "klik of tik hier om tekst in te voeren."),
    )
)
ON = ("1", "true", "on")
# What is not (or no longer) part of the text: properties, deleted and moved text, fields' codes, the second version of
# the same drawing.
NO_TEXT = frozenset("sdtPr pPr rPr tblPr trPr tcPr del moveFrom delText instrText Fallback sdtEndPr".split())
TEXTS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


def local(element: Any) -> str:
    return str(etree.QName(element).localname)


def attribute(element: Any, name: str) -> str:
    """By local name: '' when it is not there."""
    return next((str(value) for key, value in element.items() if etree.QName(key).localname == name), "")


def text_of(element: Any, without: Any = None) -> str:
    """What a person reads in it, but for the element `without`: '\\n' between paragraphs and at line breaks."""
    text = "".join(_pieces(element, without))
    # The last paragraph's end divides nothing.
    return text[:-1] if next(element.iter("{*}p"), None) is not None else text


def _pieces(element: Any, without: Any) -> Iterator[str]:
    kind = local(element)
    if kind in NO_TEXT or element is without:
        return
    if kind == "t":
        yield element.text or ""
    elif kind == "sym":
        yield sign(attribute(element, "font"), attribute(element, "char"))
    elif kind in TEXTS:
        yield TEXTS[kind]
    else:
        for child in element:
            yield from _pieces(child, without)
        if kind == "p":
            yield "\n"


def at_bookmark(start: Any) -> Any:
    """The control that a bookmark was set around; the bookmark itself when there is none (any more)."""
    if local(start.getparent()) == "sdtContent":
        return start.getparent().getparent()
    following = start.getnext()
    return following if following is not None and local(following) == "sdt" else start


def spot_value(spot: Any, around: Any, taken: set[Any]) -> str:
    """The answer in a content control or at a bookmark: text as in a CSV (see `answers`), '' when open.

    `around` is the paragraph or cell that is there for this answer alone, or None: what was typed in it beside the
    control belongs to the answer. Every element whose whole text the answer holds, or that is open, goes into `taken`.
    """
    if local(spot) != "sdt":
        between = list(_between(spot))
        taken.update(between)
        return _filled("".join(map(text_of, between)))
    properties, content = _child(spot, "sdtPr"), _child(spot, "sdtContent")
    shown = text_of(content) if content is not None else ""
    box = _child(properties, "checkbox") if properties is not None else None
    if box is not None:
        return _ticked(spot, box, shown, taken)
    inside = _inside(properties, shown) if properties is not None else _filled(shown)
    if inside or is_open(shown, properties):
        taken.add(spot)
    if around is None or any(control is not spot for control in around.iter("{*}sdt")):
        return inside
    beside = text_of(around, without=spot)
    if not _filled(beside) or spot not in taken:
        return inside
    taken.add(around)
    return text_of(around) if inside else beside.strip()


def _ticked(spot: Any, box: Any, shown: str, taken: set[Any]) -> str:
    """'true' for a box that is ticked, in whatever way; what else was typed in its place is given as it is."""
    state = _child(box, "checked")
    on = state is not None and attribute(state, "val") in ON
    if shown.strip() in BOXES or is_ticked(shown):
        taken.add(spot)
        return TICKED if on or is_ticked(shown) else ""
    if on:
        return TICKED  # The words beside the tick are left for the list.
    taken.add(spot)
    return shown.strip()


def is_open(shown: str, properties: Any = None) -> bool:
    """Whether a control shows what an open one does: nothing, Word's own prompt, or rings before all of its choices."""
    if shown.strip() in ("", OPEN_BOX) or " ".join(shown.split()).casefold() in PROMPTS:
        return True
    rest = shown.replace(RING, " ")
    if rest == shown:
        return False
    choices = properties.iter("{*}listItem") if properties is not None else ()
    labels = sorted((attribute(item, "displayText") for item in choices), key=len, reverse=True)
    for label in labels:
        rest = rest.replace(label, " ", 1)
    return not rest.strip()


def below(line: Any, answer: str, taken: set[Any]) -> str:
    """The answer in the paragraph `line`, and what was typed or pasted in the paragraphs below it."""
    if line is None or style(line) != ANSWER_STYLE:
        return answer
    more = []
    for following in line.itersiblings():
        if local(following) in ("bookmarkStart", "bookmarkEnd", "proofErr"):
            continue
        if local(following) != "p" or OWN_STYLE.fullmatch(style(following)) or _has_control(following):
            break
        taken.add(following)
        more.append(text_of(following))
    typed = "\n".join(more)
    if not typed.strip():
        return answer
    return f"{answer}\n{typed.rstrip()}" if answer else typed.strip()


def _has_control(line: Any) -> bool:
    """Also one that only a bookmark of ours tells of."""
    controls = line.iter("{*}sdt", "{*}bookmarkStart")
    return any(local(element) == "sdt" or attribute(element, "name").startswith(BOOKMARK) for element in controls)


def style(line: Any) -> str:
    # The properties come first: what is in the paragraph is not looked through.
    properties = next(iter(line), None)
    named = properties.find("{*}pStyle") if properties is not None and local(properties) == "pPr" else None
    return attribute(named, "val") if named is not None else ""


def _between(start: Any) -> Iterator[Any]:
    """The elements up to the bookmark's end, in its own paragraph."""
    number = attribute(start, "id")
    for element in start.itersiblings():
        if local(element) == "bookmarkEnd" and attribute(element, "id") == number:
            break
        yield element


def _inside(properties: Any, shown: str) -> str:
    # The flag (w:showingPlcHdr) says nothing: some programs lose it, LibreOffice 7.4 leaves it when somebody types.
    if is_open(shown, properties):
        return ""
    date = _child(properties, "date")
    if date is not None:
        return _filled(_date(shown, attribute(date, "fullDate")))
    for kind in ("dropDownList", "comboBox"):
        choices = _child(properties, kind)
        if choices is not None:
            return _filled(_chosen(shown, choices))
    return _filled(shown)


def _child(element: Any, name: str) -> Any:
    return element.find(f"{{*}}{name}")


def _filled(text: str) -> str:
    """'' for white space, which is how an open answer stands, and for an open box."""
    return "" if text.strip() in ("", OPEN_BOX) else text


def _date(shown: str, full: str) -> str:
    """The ISO date when what is shown says the same; else what is shown, for that is what a person saw."""
    iso = full[:10]
    return iso if iso and iso_date(shown) == iso else shown


def _chosen(shown: str, choices: Any) -> str:
    for item in choices.iter("{*}listItem"):
        value = attribute(item, "value")
        if shown.strip() == (attribute(item, "displayText") or value).strip() and value:
            return value
    return shown
