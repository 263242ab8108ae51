"""A filled-in Word file  →  what stands in its content controls (ISO/IEC 29500-1 clause 17.5.2).

Elements are looked for by their local name: a file saved as 'Strict Open XML' has other namespaces.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from lxml import etree

from toolbox.core.form import Format
from toolbox.forms.answers import Found
from toolbox.reading.archive import read_archive
from toolbox.reading.plainxml import parse
from toolbox.reading.refusal import Refusal
from toolbox.reading.wordlines import PARTS, lines_beside
from toolbox.reading.wordmerged import form_number, take_apart
from toolbox.reading.wordplaces import restore
from toolbox.reading.wordrows import Collector
from toolbox.reading.wordvalues import at_bookmark, attribute, local
from toolbox.shapes.office import wordnames

SHAPE = "docx"
MARKED = r"[ ,;]+([a-z0-9-]+)[ ,;]+(\d+\.\d+\.\d+(?:\+[a-z0-9-]+)?)"
RELATIONS = "_rels/.rels"
# A format has 2,000 places at most (see `sizes`); people copy rows.
MAX_SPOTS = 5_000
MAX_ELEMENTS = 150_000


def read_word(data: bytes, file: str, toolbox: str, formats: Sequence[Format] = ()) -> tuple[Found, ...]:
    """The answers in a .docx that was made from a format of `toolbox` (its mark), as Word or LibreOffice saved it: of
    each form, where several were put together. Which of the `formats` each of those is, its heading says: the marks of
    the file can be those of any. What else is said of the whole file is the first one's; the second is 'naam.docx#2'.

    Raises Refusal: what `read_archive` raises, file-damaged, or file-not-ours when it is no Word file. One without any
    control or mark may be ours as well: see `otherwise`.
    """
    members, parts, main = _opened(data)
    own = _custom(_parsed(members, parts.get("custom-properties", "")))
    name, version = _marked(_keywords(_parsed(members, parts.get("core-properties", ""))), own, toolbox)
    apart = take_apart(_roots(members, main), (spot for spot, _ in _spots(main, own)))
    if len(apart) == 1:
        return (_read(apart[0], own, Found(file, SHAPE, name, version)),)
    forms = {form.number: form for form in formats}
    found = []
    for count, part in enumerate(apart, start=1):
        form = forms.get(form_number(part[0]))
        marked = form is not None and name in (form.name, *form.previous_names)
        called = file if count == 1 else f"{file}#{count}"
        found.append(_read(part, own, Found(called, SHAPE, form.name if form else "", version if marked else "")))
    return tuple(found)


def read_by_places(data: bytes, found: Found, blank: bytes) -> Found:
    """`found` is what `read_word` gave of `data`, in which no control is left; `blank` the Word file of its format."""
    members, _, main = _opened(data)
    blanks, parts, example = _opened(blank)
    restore(main, example)
    own = _custom(_parsed(blanks, parts.get("custom-properties", "")))
    return replace(_read(_roots(members, main), own, found), by_places=True)


def lines_of(data: bytes) -> tuple[str, ...]:
    """All that a person sees in a Word file, answers too, a line a paragraph. Raises as `read_word`."""
    members, _, main = _opened(data)
    return tuple(line.text for line in lines_beside(_roots(members, main), set()))


def _opened(data: bytes) -> tuple[Mapping[str, bytes], Mapping[str, str], Any]:
    """Its parts, what they are for, and the document."""
    members = read_archive(data)
    parts = _parts(members)
    main = _parsed(members, parts.get("officeDocument", ""))
    if main is None or local(main) != "document":
        raise Refusal("file-not-ours")
    if main.find("{*}body") is None:
        raise Refusal("file-damaged")
    if sum(1 for _ in islice(main.iter(), MAX_ELEMENTS + 1)) > MAX_ELEMENTS:
        raise Refusal("file-bomb")
    return members, parts, main


def _read(roots: Sequence[Any], own: Mapping[str, str], found: Found) -> Found:
    """`roots` is what holds text, the document first."""
    main = roots[0]
    collector = Collector()
    for count, (spot, slot) in enumerate(_spots(main, own), 1):
        if count > MAX_SPOTS:
            raise Refusal("file-bomb")
        collector.add(spot, slot)
    rows = collector.rows()
    aliases = {attribute(alias, "val"): None for alias in main.iter("{*}alias")}
    beside = lines_beside(roots, collector.taken)
    return replace(found, values=collector.values, rows=rows, beside=beside, labels=tuple(aliases))


def _roots(members: Mapping[str, bytes], main: Any) -> list[Any]:
    return [main, *(_parsed(members, part) for part in sorted(members) if PARTS.fullmatch(part))]


def _parts(members: Mapping[str, bytes]) -> dict[str, str]:
    """What a part is for → its name in the zip, from the package's own relations (ISO/IEC 29500-2)."""
    relations = _parsed(members, RELATIONS)
    if relations is None:
        raise Refusal("file-not-ours")
    parts = {}
    for relation in relations:
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        # Strict files say 'officeDocument' alike, but 'metadata/core-properties' and 'customProperties'.
        kind = "custom-properties" if kind == "customProperties" else kind
        parts[kind] = posixpath.normpath(relation.get("Target", "")).lstrip("/")
    return parts


def _parsed(members: Mapping[str, bytes], name: str) -> Any:
    """The root element of an XML part; None when the part is not there. Raises Refusal(file-damaged)."""
    if name not in members:
        return None
    try:
        return parse(members[name])
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("file-damaged") from error


def _keywords(core: Any) -> str:
    return " ".join(element.text or "" for element in core.iter("{*}keywords")) if core is not None else ""


def _custom(properties: Any) -> dict[str, str]:
    if properties is None:
        return {}
    return {element.get("name", ""): "".join(element.itertext()) for element in properties}


def _marked(keywords: str, own: Mapping[str, str], toolbox: str) -> tuple[str, str]:
    """Name and version of the format, '' when nothing says it. A school's own system may fill in the keywords."""
    for text in (keywords, own.get(wordnames.MARK_PROPERTY, "")):
        if match := re.search(toolbox + MARKED, text):
            return match[1], match[2]
    return "", ""


def _spots(main: Any, own: Mapping[str, str]) -> Iterator[tuple[Any, str]]:
    """(element, slot's name) of everything that holds an answer, in document order.

    An element is a content control with a tag; else, where a program lost the tag, the control at our bookmark, or the
    bookmark itself where there is no control any more.
    """
    tags = {}
    for control in main.iter("{*}sdt"):
        tag = control.find("{*}sdtPr/{*}tag")
        if tag is not None and attribute(tag, "val"):
            tags[control] = wordnames.from_tag(attribute(tag, "val"), own)
    tagged = set(tags.values())
    for element in main.iter("{*}sdt", "{*}bookmarkStart"):
        if element in tags:
            yield element, tags[element]
        elif local(element) == "bookmarkStart":
            slot = wordnames.from_bookmark(attribute(element, "name"), own)
            if slot and slot not in tagged:
                yield at_bookmark(element), slot
