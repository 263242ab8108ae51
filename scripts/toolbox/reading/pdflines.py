"""The text of a PDF that stands in no field: comments on its pages, and what was added to the pages themselves.

Which lines are printed on a page, the page says itself (see `shapes/paper/origin`): the rest somebody put there. When
no page of a file says it, the file is older than that: then all its lines come, and `accounted` sifts them. In a file
where some pages say it, a page that does not is none of the form's: all its lines are somebody's.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pypdfium2
from pikepdf import Dictionary, Name

from toolbox.forms.answers import Beside
from toolbox.shapes.paper.origin import DIGEST, PIECE, line_digest, printed_lines

MAX_PAGES = 100
MAX_NOTES = 2_000  # comments on one page
# What is no text of a person's: places to fill in, links, and the window of a comment.
SILENT = (Name.Widget, Name.Link, Name.Popup)
FURTHER = "Van bladzijde {} en verder is alleen gelezen wat in de velden staat."
# What stands on pages that the form page added (`theme/js/form/continued.js`).
CONTINUED = (
    "Vervolg",
    "Deze antwoorden passen niet in hun vak op het formulier. Hier staan ze helemaal.",
)
SAID = "\0"
UNSEEN = re.compile("[\\s\0\ufffe\u00ad\u200b-\u200f\u2060\ufe0f\ufeff-]")
COMMENT, PAGE = "opmerking op bladzijde {}", "bladzijde {}"


def lines_beside(
    pdf: Any, data: bytes, answers: Sequence[str], labels: Iterable[str] = ()
) -> tuple[tuple[Beside, ...], bool]:
    """The lines, and whether the form's own may be among them.

    `answers` are the texts of the fields: a flattened copy on a page says nothing new, nor does a page that the form
    page added for them, on which each has a heading of `labels`.
    """
    texts = ["".join(text.split()) for text in answers]
    pages = list(pdf.pages)[:MAX_PAGES]
    known = [_digests(page) for page in pages]
    more = frozenset(number for number, page in enumerate(pages, start=1) if "/Continued" in _private(page))
    said = [*CONTINUED, *answers, *labels] if more else []
    beside = [*_comments(pages), *_added(known, data, texts, more, said)]
    if len(pdf.pages) > MAX_PAGES:
        beside.append(Beside(FURTHER.format(MAX_PAGES + 1)))
    return tuple(beside), not any(known)


def has_text(data: bytes) -> bool:
    """Whether any page holds letters; a scan holds a picture of them."""
    try:
        return any(printed_lines(data))
    except pypdfium2.PdfiumError:
        return True


def _comments(pages: Sequence[Any]) -> Iterator[Beside]:
    for number, page in enumerate(pages, start=1):
        for note in list(page.obj.get("/Annots", ()))[:MAX_NOTES]:
            if isinstance(note, Dictionary) and note.get("/Subtype") not in SILENT:
                text = str(note.get("/Contents", "")).replace("\r", "\n").strip()
                if text:
                    yield Beside(text, COMMENT.format(number))


def _added(
    known: Sequence[Counter[str]], data: bytes, answers: Sequence[str], more: frozenset[int], said: Iterable[str]
) -> Iterator[Beside]:
    try:
        printed = printed_lines(data)
    except pypdfium2.PdfiumError:
        yield Beside("De tekst van de bladzijden is niet te lezen.", PAGE.format(1))
        return
    continued = {number: printed[number - 1] for number in more if number <= len(printed)}
    yield from (Beside(line, PAGE.format(number)) for number, line in unsaid(continued, said))
    for number, (own, lines) in enumerate(zip(known, printed, strict=False), start=1):
        for line in lines if number not in more else ():
            digest = line_digest(line)
            if own[digest]:
                own[digest] -= 1
            elif not _is_answer(line, answers):
                yield Beside(line, PAGE.format(number))


def _digests(page: Any) -> Counter[str]:
    lines = str(_private(page).get("/Lines", ""))
    return Counter(lines[at : at + DIGEST] for at in range(0, len(lines), DIGEST))


def _private(page: Any) -> Any:
    return page.obj.get("/PieceInfo", {}).get(PIECE, {}).get("/Private", {})


def unsaid(pages: Mapping[int, Sequence[str]], said: Iterable[str]) -> Iterator[tuple[int, str]]:
    """(page, line) of each line that holds something else than `said`: each text once, wherever lines and pages end."""
    lines = [(number, line) for number in sorted(pages) for line in pages[number]]
    whole = "".join(_letters(line) for _, line in lines)
    for text in sorted(map(_letters, said), key=len, reverse=True):
        whole = whole.replace(text, SAID * len(text), 1) if text else whole
    at = 0
    for number, line in lines:
        end = at + len(_letters(line))
        if whole[at:end].strip(SAID):
            yield number, line
        at = end


def _letters(text: str) -> str:
    """Without what the page draws otherwise: white space, hyphens at a line's end, and what shows nowhere."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", text))


def _is_answer(line: str, answers: Sequence[str]) -> bool:
    letters = "".join(line.split())
    return len(letters) > 1 and letters in answers
