"""What may not be in what the toolbox made: a secret, wherever it hides, and what does something in a browser."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pypdfium2

# A stream that unpacks further is not one of ours.
MAX_DEPTH = 3
ADDRESSES = frozenset(
    "href src srcset action formaction data poster background ping cite longdesc profile manifest xlink:href".split()
)
FOREIGN = frozenset(
    "iframe frame frameset object embed applet base portal style math foreignobject animate set use".split()
)
# A link for people to follow; everything else that has an address is loaded.
FOLLOWED = {"a": {"https", "mailto", "tel", ""}, "link": {"https", ""}}
JSON_SCRIPT = {"type": "application/json", "id": "__config"}
DOING = frozenset(
    "/JS /JavaScript /Launch /SubmitForm /ImportData /GoToR /GoToE /Rendition /RichMedia /OpenAction /AA /EF"
    " /EmbeddedFiles /Movie /Sound /Trans /XFA".split()
)
OWN_POLICY = "Content-Security-Policy"


# --- secrets ---


def holds(data: bytes, token: str) -> bool:
    """Whether the token is in `data`, as it is or in a way in which something else unpacks it again."""
    forms = list(_forms(token))
    return any(form in piece for piece in layered(data) for form in forms)


def _forms(token: str) -> Iterator[bytes]:
    plain = token.encode()
    yield from (plain, plain[::-1], plain.hex().encode(), plain.hex().upper().encode())
    yield from (token.encode("utf-16-le"), token.encode("utf-16-be"))
    for start in range(3):
        # Without the letters at both ends that depend on what stands beside it.
        yield base64.b64encode(b"\0" * start + plain)[4:-4]


@cache
def layered(data: bytes) -> tuple[bytes, ...]:
    """All of `layers`, once for all that is looked for; whoever has looked forgets them."""
    return tuple(layers(data))


def layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """The bytes as they are, and what is packed in them: members of zips; streams, texts and pages of PDFs."""
    yield data
    if depth > MAX_DEPTH:
        return
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                yield info.filename.encode()
                yield from layers(archive.read(info), depth + 1)
    elif data.startswith(b"%PDF-"):
        for piece in _pdf_layers(data):
            yield from layers(piece, depth + 1)
    else:
        for found in re.finditer(rb"[A-Za-z0-9+/]{400,}={0,2}", data):
            if found[0].startswith((b"JVBER", b"UEsDB")):
                yield from layers(base64.b64decode(found[0] + b"==="), depth + 1)


@cache
def _pdf_layers(data: bytes) -> tuple[bytes, ...]:
    """Once for the paper by itself and in each zip that it is in."""
    return tuple(_unpacked_pdf(data))


def forget() -> None:
    layered.cache_clear()
    _pdf_layers.cache_clear()


def _unpacked_pdf(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # As one: there are tens of thousands.
        things = (pdf.trailer.get("/Info", None), *pdf.objects)
        yield "\0".join(text for thing in things for text in _texts(thing, 0)).encode()
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    yield thing.read_bytes()
                except pikepdf.PdfError:
                    # A picture in a form that is no text.
                    yield thing.read_raw_bytes()
    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield page.get_textpage().get_text_bounded().encode()
    document.close()


def _texts(thing: Any, depth: int) -> Iterator[str]:
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif depth < 20 and isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            # What is a thing of its own comes by itself.
            if not getattr(value, "is_indirect", False):
                yield str(key)
                yield from _texts(value, depth + 1)
    elif depth < 20 and isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _texts(value, depth + 1)


# --- PDFs ---


def pdf_problems(data: bytes) -> list[str]:
    """What in a PDF does something by itself, or brings another file along."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = {str(key) for thing in pdf.objects for key in _keys(thing, 0)}
    return sorted(found & DOING)


def _keys(thing: Any, depth: int) -> Iterator[str]:
    """Keys of dictionaries, and names of actions."""
    if depth < 20 and isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in thing.items():
            yield str(key)
            yield from [str(value)] if key == "/S" else []
            if not getattr(value, "is_indirect", False):
                yield from _keys(value, depth + 1)
    elif depth < 20 and isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _keys(value, depth + 1)


# --- pages ---


class Page(HTMLParser):
    """`wrong` is what a page of ours never has; `scripts` are the addresses of its scripts."""

    def __init__(self, text: str, *, is_report: bool = False) -> None:
        super().__init__()
        self.is_report = is_report
        self.wrong: list[str] = []
        self.scripts: set[str] = set()
        self.ids: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in FOREIGN and not (self.is_report and tag == "style"):
            self.wrong.append(f"<{tag}>")
        if tag == "script":
            self._script(found)
        if tag == "meta" and found.get("http-equiv", OWN_POLICY) != OWN_POLICY:
            self.wrong.append(f"<meta {found}>")
        if "id" in found:
            self.ids.append(found["id"])
        for name, value in found.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.wrong.append(f"{tag} {name}={value}")
            if name in ADDRESSES and not self._is_fine(tag, value):
                self.wrong.append(f"{tag} {name}={value}")

    def _script(self, found: dict[str, str]) -> None:
        if "src" in found:
            self.scripts.add(found["src"].split("/")[-1])
        elif found != JSON_SCRIPT:
            self.wrong.append(f"<script {found}>")

    def _is_fine(self, tag: str, address: str) -> bool:
        try:
            parts = urlsplit(address)
        except ValueError:
            return False
        if not address.isprintable() or "\\" in address or (parts.netloc and not parts.scheme):
            return False
        if self.is_report and tag == "img":
            return parts.scheme == "data"
        return parts.scheme in FOLLOWED.get(tag, {""})


def page_problems(text: str, known_scripts: frozenset[str], *, is_report: bool = False) -> list[str]:
    """What in the page `text` could run, load from elsewhere, or take the place of something of ours."""
    page = Page(text, is_report=is_report)
    doubled = sorted({name for name in page.ids if page.ids.count(name) > 1})
    strange = sorted(page.scripts - known_scripts)
    return [*page.wrong, *(f"script {name}" for name in strange), *(f"two of #{name}" for name in doubled)]


@cache
def scripts_of(site: Path) -> frozenset[str]:
    """The names of the scripts that the pages of a good site load."""
    return frozenset(name for path in site.rglob("*.html") for name in Page(path.read_text("utf-8")).scripts)
