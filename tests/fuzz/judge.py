"""What HTML from a text may hold, judged by two parsers that the wall itself does not use.

`html.parser` sees the text as it stands; `tinyhtml5` builds the tree that a browser would (WHATWG HTML, tree
construction), which is where mutation XSS shows itself.
"""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

import tinyhtml5

# Written out here on purpose: a tag that is added to the code must be added here too.
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        "p ul strong em code pre blockquote br hr table thead tbody tr th td dl dt dd".split(), frozenset()
    ),
    **dict.fromkeys(["h2", "h3", "h4", "sup", "li"], frozenset({"id"})),
    "a": frozenset({"href", "class", "title", "id", "aria-label"}),
    "div": frozenset({"class"}),
    "ol": frozenset({"start"}),
    "img": frozenset({"src", "alt"}),
}
CLASSES = {"footnote", "footnote-ref", "footnote-backref"}
IMAGE = re.compile(r"image:content/afbeeldingen/(?:[a-z0-9_-][a-z0-9_.-]*/)*[a-z0-9_-][a-z0-9_.-]*\.(?:png|jpg)")
SCHEMES = {"https", "mailto", "tel", "page"}
MAX_TREE = 30_000  # characters: it takes a second for some hundred thousand
# What the tree builder adds around a fragment.
FRAME = {"html", "head", "body"}
# A browser takes these out of an address before it looks at the scheme (WHATWG URL, basic URL parser).
IGNORED = re.compile(r"[\t\n\r]|^[\x00-\x20]+")


def wrongs(text: str) -> list[str]:
    """Everything in `text` that should not be there."""
    reader = _Reader()
    try:
        reader.feed(text)
        reader.close()
    except AssertionError as error:
        # How `html.parser` says that a declaration makes no sense.
        reader.wrong.append(str(error))
    return [*reader.wrong, *(_tree_wrongs(text) if len(text) < MAX_TREE else ())]


def _tree_wrongs(text: str) -> Iterator[str]:
    with warnings.catch_warnings(action="ignore"):
        # A short text by itself would be taken for the name of a file.
        tree = tinyhtml5.parse(io.StringIO(f"<!doctype html>{text}"), namespace_html_elements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield f"a comment or instruction: {element.text!r}"
        elif element.tag not in FRAME:
            yield from _element_wrongs(element.tag, dict(element.attrib))


def _element_wrongs(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    if tag not in ALLOWED:
        yield f"<{tag}>"
        return
    for name, value in attributes.items():
        text = value or ""
        if name not in ALLOWED[tag]:
            yield f"<{tag} {name}={text!r}>"
        elif name == "class" and not set(text.split()) <= CLASSES:
            yield f"class={text!r}"
        elif name == "href":
            yield from _address_wrongs(text)
        elif name == "src" and not IMAGE.fullmatch(text):
            yield f"src={text!r}"
        elif name == "id" and (not text or text.startswith("_") or re.search(r"\s", text)):
            yield f"id={text!r}"


def _address_wrongs(address: str) -> Iterator[str]:
    seen = IGNORED.sub("", address)
    if seen.startswith("#"):
        return
    if seen.replace("\\", "/").startswith("//"):
        yield f"href={address!r} leads to another host"
    try:
        scheme = urlsplit(seen).scheme
    except ValueError:
        yield f"href={address!r} cannot be read"
        return
    if scheme not in SCHEMES:
        yield f"href={address!r}"
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") for letter in address):
        yield f"href={address!r} holds what cannot be seen"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.wrong += _element_wrongs(tag, dict(attrs))
        if len({name for name, _ in attrs}) < len(attrs):
            self.wrong.append(f"<{tag}> has an attribute twice")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        self.wrong.append(f"<![{data}")
