"""A saved page of the site's form, or of somebody's whole route  →  Found of each form.

The page is parsed, never run; what it holds was checked when saved.

The check is a CRC-32 over the answers' JSON and over the text that a person reads, as `theme/js/form/crc.js` makes it:
a page changed by hand is refused, one that a browser saved once more is not.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from toolbox.forms.answers import Beside, Found
from toolbox.reading.refusal import Refusal

SHAPE = "html"
ROUTE = "Route 1"  # no format's name has a capital
# The check is over what stands in <main>. A browser shows what stands below the page's end as well.
UNSEEN = " or ".join(f"ancestor::{name}" for name in ("main", "head", "title", "script", "style"))
OUTSIDE = f"//text()[normalize-space() and not({UNSEEN})]"
MAX_SIZE = 5_000_000  # bytes, as in theme/js/form/open.js
# White space as HTML has it. Python's own idea of it, with non-breaking spaces, is wider.
WHITE_SPACE = re.compile("[ \t\n\f\r]+")
# WHATWG HTML, tokenization: from the tag open state up to the '>'. libxml2 compares each attribute with the others.
_SPACE, _NO_SPACE = rb"[ \t\n\f\r]", rb"[^ \t\n\f\r"
_VALUE = rb"""(?:"[^"]*+"|'[^']*+'|""" + _NO_SPACE + rb""">"']""" + _NO_SPACE + rb""">]*+)?+"""
_NAME = rb"(?:=" + _NO_SPACE + rb"/>=]*+|" + _NO_SPACE + rb"/>=]++)"
_ATTRIBUTE = _NAME + rb"(?:" + _SPACE + rb"*+=" + _SPACE + rb"*+" + _VALUE + rb")?+"
TAG = re.compile(rb"<[a-zA-Z]" + _NO_SPACE + rb"/>]*+((?:(?:" + _SPACE + rb"|/)++|" + _ATTRIBUTE + rb")*+)")
ATTRIBUTE = re.compile(_ATTRIBUTE)
MAX_ATTRIBUTES = 100


def read_page(data: bytes, file: str, toolbox: str) -> Found:
    """The answers in the saved page `data`; `file` is what it is called, `toolbox` the mark that it must have.

    Raises Refusal: file-too-big, file-not-ours, file-damaged or file-edited.
    """
    content, beside = _opened(data, toolbox)
    if not _is_saved(content, toolbox):
        raise Refusal("file-damaged")
    return _found(content, file, beside)


def read_saved(data: bytes, file: str, toolbox: str) -> tuple[Found, ...]:
    """The same of any file that the site's pages save: of one form, or of all forms in somebody's route.

    What was said at a station of the route stands beside its first form. Raises what `read_page` does, and
    file-route-empty.
    """
    content, beside = _opened(data, toolbox)
    if not _is_route(content, toolbox):
        if not _is_saved(content, toolbox):
            raise Refusal("file-damaged")
        return (_found(content, file, beside),)
    said = tuple(Beside(f"{name}: {text}") for name, texts in content["stations"].items() for text in _said(texts))
    if not content["forms"]:
        raise Refusal("file-route-empty")
    first, *rest = content["forms"]
    return (_found(first, file, said + beside), *(_found(form, file, ()) for form in rest))


def _opened(data: bytes, toolbox: str) -> tuple[Any, tuple[Beside, ...]]:
    """What the page says that it holds, and the text that stands outside what was checked."""
    if len(data) > MAX_SIZE:
        raise Refusal("file-too-big")
    page = _parse(data)
    marks = page.xpath("//meta[@name='keywords']/@content")
    if not marks or not str(marks[0]).startswith(f"{toolbox} "):
        raise Refusal("file-not-ours")
    scripts, mains = page.xpath("//script[@id='antwoorden']"), page.xpath("//main")
    if not scripts or not mains:
        raise Refusal("file-damaged")
    text = str(scripts[0].text or "")
    content = _content(text)
    if scripts[0].get("data-controle") != page_check(text, str(mains[0].xpath("string()"))):
        raise Refusal("file-edited")
    return content, tuple(Beside(" ".join(str(text).split())) for text in page.xpath(OUTSIDE))


def _found(content: Any, file: str, beside: tuple[Beside, ...]) -> Found:
    answers = content["answers"]
    rows = {table: tuple(rows) for table, rows in answers["rows"].items()}
    return Found(file, SHAPE, content["name"], content["version"], answers["values"], rows, beside)


def _said(texts: dict[str, str]) -> Iterator[str]:
    """What a person wrote; a tick is no text."""
    return (text for key, text in texts.items() if key in ("who", "note") and text.strip())


def page_check(text: str, readable: str) -> str:
    """Eight hexadecimal digits over the JSON `text` and over what a person reads."""
    folded = WHITE_SPACE.sub(" ", readable).strip(" ")
    checked = text + "\0" + folded
    return f"{zlib.crc32(checked.encode()):08x}"


def _parse(data: bytes) -> Any:
    # A browser takes any bytes as UTF-8 as well; libxml2 would stop at the first wrong one.
    clean = data.decode("utf-8-sig", "replace").encode()
    if any(len(tag[1]) > 2 * MAX_ATTRIBUTES and _is_crowded(tag[1]) for tag in TAG.finditer(clean)):
        raise Refusal("file-damaged")
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise Refusal("file-not-ours") from error


def _is_crowded(attributes: bytes) -> bool:
    return sum(1 for _ in ATTRIBUTE.finditer(attributes)) > MAX_ATTRIBUTES


def _content(text: str) -> Any:
    try:
        content = json.loads(text)
        # Half a character can stand in JSON, but in no file that is made from it.
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Refusal("file-damaged") from error
    return content


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _is_route(content: Any, toolbox: str) -> bool:
    """Whether it holds the forms of somebody's route: see theme/js/form/open.js."""
    if not isinstance(content, dict) or content.get("mark") != f"{toolbox} {ROUTE}":
        return False
    forms, stations = content.get("forms"), content.get("stations")
    return (
        isinstance(forms, list)
        and all(_is_saved(form, toolbox) for form in forms)
        and isinstance(stations, dict)
        and all(map(_is_texts, stations.values()))
    )


def _is_saved(content: Any, toolbox: str) -> bool:
    """Whether every part is of the kind that a saved page has."""
    if not isinstance(content, dict) or not isinstance(content.get("answers"), dict):
        return False
    name, version, answers = content.get("name"), content.get("version"), content["answers"]
    if not (isinstance(name, str) and isinstance(version, str)):
        return False
    if content.get("mark") != f"{toolbox} {name} {version}":
        return False
    tables = answers.get("rows")
    return (
        _is_texts(answers.get("values"))
        and isinstance(tables, dict)
        and all(isinstance(rows, list) and all(map(_is_texts, rows)) for rows in tables.values())
    )
