"""HTML and SVG: only elements and attributes that our pages use, and nothing that runs or loads from elsewhere.

What is not on the lists is refused, so that a new way to run something is refused as well.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlsplit

TAGS = frozenset(
    "a article aside b body br button caption circle col colgroup code dd del details dialog div dl dt em fieldset "
    "blockquote datalist figcaption figure footer form h1 h2 h3 h4 head header hr html i img input ins label legend "
    "li link main meta nav noscript ol option p path pre q rect script section select small span strong summary sup "
    "svg table tbody td template text textarea th thead time title tr ul wbr".split()
)
ATTRIBUTES = frozenset(
    "accept alt as autocapitalize autocomplete autocorrect charset class colspan content crossorigin cx cy d "
    "datetime defer dir download fill focusable font-family font-size font-weight for height hidden href hreflang "
    "http-equiv id inputmode lang list loading maxlength name novalidate placeholder popover popovertarget property r "
    "rel required role rows rowspan rx ry scope selected spellcheck src start stroke stroke-dasharray stroke-linecap "
    "stroke-linejoin stroke-width tabindex text-anchor title transform type value viewbox width writingsuggestions "
    "x xmlns y".split()
)
OPEN_ATTRIBUTE = re.compile(r"(?:data|aria)-[a-z-]+")
LINK_SCHEMES = frozenset({"https", "mailto", "tel"})
# Names that the theme's script looks for; an element that bears one steers it (DOM clobbering).
THEME_IDS = frozenset({"__drawer", "__search"})
CANONICAL = frozenset({"canonical"})


def html_problems(text: str, canonical: str, policy: str) -> Iterator[str]:
    """What may not stand in a page. `canonical` is the address that all its own full addresses begin with.

    `policy` is the Content-Security-Policy that each page holds exactly once, before anything that loads.
    """
    # Where a comment ends is what parsers disagree about: our pages have none.
    for mark in ("<!--", "<![", "<?"):
        if mark in text:
            yield f"‘{mark}’"
    page = _Page(canonical, policy)
    page.feed(text)
    page.close()
    yield from page.problems
    if page.policies != 1:
        yield f"{page.policies} keer een Content-Security-Policy in plaats van één keer"


def svg_problems(text: str) -> Iterator[str]:
    """What may not stand in an SVG file."""
    for mark in ("<!", "<?", "&"):
        if mark in text:
            yield f"‘{mark}’"
    picture = _Page("", "")
    picture.feed(text)
    picture.close()
    yield from picture.problems


class _Page(HTMLParser):
    def __init__(self, canonical: str, policy: str) -> None:
        super().__init__(convert_charrefs=True)
        self.canonical, self.policy = canonical, policy
        self.problems: list[str] = []
        self.policies = 0
        # The text of a script element that holds data.
        self.data: list[str] | None = None

    def updatepos(self, _start: int, end: int) -> int:
        """Nobody asks on which line something stands, and counting lines takes a tenth of the time."""
        return end

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}
        if len(values) != len(attrs):
            self.problems.append(f"<{tag}> noemt iets twee keer")
        if tag not in TAGS:
            self.problems.append(f"<{tag}>")
        for name in values:
            if name not in ATTRIBUTES and not OPEN_ATTRIBUTE.fullmatch(name):
                self.problems.append(f"<{tag} {name}>")
        if values.get("id", "").startswith("__") and values["id"] not in THEME_IDS:
            self.problems.append(f"id ‘{values['id']}’")
        if tag == "script":
            self._script(values)
        elif tag == "meta":
            self._meta(values)
        self._addresses(tag, values)

    def _script(self, values: dict[str, str]) -> None:
        if "src" not in values:
            self.data = []
            if values.get("type") != "application/json":
                self.problems.append("een script in de pagina zelf")

    def _meta(self, values: dict[str, str]) -> None:
        if "http-equiv" not in values:
            return
        if values["http-equiv"] != "Content-Security-Policy" or values.get("content") != self.policy:
            self.problems.append(f"<meta http-equiv=‘{values['http-equiv']}’> met een andere inhoud dan de onze")
        self.policies += 1

    def _addresses(self, tag: str, values: dict[str, str]) -> None:
        for name in ("src", "href"):
            if name not in values:
                continue
            address = values[name]
            full = tag == "link" and values.get("rel") in CANONICAL and address.startswith(self.canonical)
            if not (full or is_own(address) or (tag == "a" and _is_link(address))):
                self.problems.append(f"<{tag} {name}=‘{address[:100]}’>")
            if tag != "a" and name in values and not self.policies and self.policy and not full:
                self.problems.append(f"<{tag} {name}=‘{address[:100]}’> vóór de Content-Security-Policy")

    def handle_data(self, data: str) -> None:
        if self.data is not None:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self.data is not None:
            try:
                json.loads("".join(self.data))
            except ValueError:
                self.problems.append("gegevens in de pagina die geen JSON zijn")
            self.data = None


def is_own(address: str) -> bool:
    """Whether an address leads into the site itself."""
    if not address.isprintable() or "\\" in address or address.startswith("//"):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def _is_link(address: str) -> bool:
    try:
        return address.isprintable() and urlsplit(address).scheme in LINK_SCHEMES
    except ValueError:
        return False
