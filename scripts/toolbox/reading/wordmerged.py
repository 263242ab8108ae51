"""Forms that somebody put together in one Word file  →  each apart, by the heading with which a form begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toolbox.reading.wordvalues import attribute, local, style, text_of

# See `shapes/office/word`: above all questions stands '2.2.2 Aanmeldformulier'.
HEADING, NUMBERED = re.compile(r"(Heading|Kop)1"), re.compile(r"(\d+(?:\.\d+)+) \S")
NOTES = ("comment", "footnote", "endnote")


def take_apart(roots: Sequence[Any], spots: Iterable[Any]) -> list[Sequence[Any]]:
    """What holds text, of each form: a document first, then notes. `roots` is that of the file; what no other form
    takes out of it is the first one's. `spots` are what holds its answers.

    A heading is of a form only where answers are below it, and above it those of another one.
    """
    main, *others = roots
    body = main.find("{*}body")
    blocks = list(body)
    parts = list(_parts(blocks, {_block(spot, body) for spot in spots}))
    documents = [_document(main, body, part) for part in parts[1:]]
    return [roots, *([document, *_notes(document, others)] for document in documents)]


def form_number(main: Any) -> str:
    """'2.2.2' where the document begins with the heading of a form, else ''."""
    return next(filter(None, map(_number, main.iter("{*}p"))), "")


def _parts(blocks: Sequence[Any], filled: set[Any]) -> Iterator[list[Any]]:
    part: list[Any] = []
    waiting: list[Any] = []  # what is below a heading, for as long as no answer is
    holds = False
    for block in blocks:
        if waiting or (holds and _number(block)):
            waiting.append(block)
            if block in filled:
                yield part
                part, waiting = waiting, []
        else:
            part.append(block)
            holds = holds or block in filled
    yield part + waiting


def _number(block: Any) -> str:
    if local(block) != "p" or not HEADING.fullmatch(style(block)):
        return ""
    match = NUMBERED.match(" ".join(text_of(block).split()))
    return match[1] if match else ""


def _block(spot: Any, body: Any) -> Any:
    """Of the children of the body the one around it."""
    while spot is not None and spot.getparent() is not body:
        spot = spot.getparent()
    return spot


def _notes(document: Any, others: Iterable[Any]) -> Iterator[Any]:
    """Those to which it refers, out of the parts of the file that hold them."""
    references = document.iter(*(f"{{*}}{kind}Reference" for kind in NOTES))
    wanted = {(local(one).removesuffix("Reference"), attribute(one, "id")) for one in references}
    for root in others:
        for note in list(root):
            if (local(note), attribute(note, "id")) in wanted:
                root.remove(note)
                yield note


def _document(main: Any, body: Any, blocks: Iterable[Any]) -> Any:
    """Takes them out of `main`."""
    made = main.makeelement(main.tag)
    inner = made.makeelement(body.tag)
    made.append(inner)
    inner.extend(blocks)
    return made
