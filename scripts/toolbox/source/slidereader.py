"""The HTML of a page  →  the texts of its slides, as `deck` has them: each heading of the third level is one."""

from __future__ import annotations

from html.parser import HTMLParser

SLIDE, SECTIONS = "h3", ("h2", "h3")
LISTS = ("ul", "ol")
# What holds nothing (HTML, section 13.1.2, void elements), of what our prose may have.
EMPTY = frozenset(("br", "hr", "img", "col"))


def read_slides(text: str) -> list[tuple[str, list[str], list[str]]]:
    """(title, points, notes) of each. `text` is sanitised: each element in it is closed."""
    reader = _Slides()
    reader.feed(text)
    reader.close()
    return reader.found


class _Slides(HTMLParser):
    """`found` is what `read_slides` gives, so far. (lxml takes longer to load than this to read a page.)"""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str], list[str]]] = []
        self._open: list[str] = []
        self._texts: list[str] = []
        self._in_slide = False

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag not in EMPTY:
            if not self._open or (len(self._open) == 1 and self._open[0] in LISTS):
                self._texts.clear()
            self._open.append(tag)

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            self._open.pop()
            if not self._open:
                self._section(tag)
            elif len(self._open) == 1 and self._open[0] in LISTS and self._in_slide:
                self.found[-1][1].append(self._words())

    def _section(self, tag: str) -> None:
        """One that stands in nothing else has ended."""
        if tag in SECTIONS:
            self._in_slide = tag == SLIDE
            if self._in_slide:
                self.found.append((self._words(), [], []))
        elif self._in_slide and tag not in LISTS:
            self.found[-1][2].append(self._words())

    def _words(self) -> str:
        return " ".join("".join(self._texts).split())
