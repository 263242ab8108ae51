"""What people write as Markdown comes out as CommonMark says, or is a finding: no word, link or list goes in silence.

The examples are in the manner of CommonMark's specification, as far as it is about what a text of the toolbox may hold;
what they come to is asked of an implementation of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from marko import Markdown
from marko.ext.gfm import elements
from marko.ext.gfm.renderer import GFMRendererMixin
from marko.helpers import MarkoExtension

from boxes import TESTS
from toolbox.source.prose import render

EXAMPLES = (TESTS / "golden" / "commonmark.txt").read_text("utf-8").rstrip("\n").split("\n%%\n")
TABLES = MarkoExtension(
    elements=[elements.Table, elements.TableRow, elements.TableCell], renderer_mixins=[GFMRendererMixin]
)
INLINE = {"em", "strong", "a", "code", "sup"}
EMPTY = {"br", "hr"}
COUNTED = {"li", "br", "hr", "tr", "td", "blockquote"}
# Where Python-Markdown differs and no check says so: hardly anybody writes it, and what is lost can be seen.
OTHER = {
    "eerste\\\ntweede": "a backslash is no end of a line: it stays",
    "&nietbestaand; &#87654321; &x;": "a sign that does not exist",
    "### Kop \\###\n## Kop #\\##": "signs at the end of a heading",
    "### foo\\": "a backslash at the end of a heading",
    "*(*foo*)*": "which stars belong together",
    "[link](https://x.nl/a b)": "a link all the same",
    "[foo [bar](https://x.nl)](https://y.nl)": "the outer one is the link",
    "[foo] [bar]\n\n[bar]: https://x.nl": "a link all the same, of the first words",
    "[foo]: https://x.nl '\ntitel\nover regels\n'\n\n[foo]": "it stands there as words",
    "[foo]: https://x.nl\n[foo]: https://y.nl\n\n[foo]": "the last one counts, not the first",
    "> foo\n\n> bar": "two quotes with only an empty line between them are one",
    ">     foo\n    bar": "one block of code",
    "- foo\n\n      bar": "no code within a list, but its words",
    "1.     code\n\n   alinea": "no code within a list, but its words",
    "1. foo\n2.\n3. bar": "an item without words is words",
    "| a \\| b | c |\n| --- | --- |\n| `x \\| y` | **z** |": "a backslash stays in code",
}


class Reader(HTMLParser):
    """Counts what HTML has: words, and the texts of links, emphasis, headings and code."""

    def __init__(self) -> None:
        super().__init__()
        self.has: Counter[tuple[str, ...]] = Counter()
        self.text: list[str] = []
        self.open: list[tuple[str, str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in COUNTED:
            self.has[(tag,)] += 1
        if values.get("align"):
            self.has[("align", values["align"] or "")] += 1
        if tag not in INLINE:
            self.text.append(" ")
        if tag not in EMPTY:
            self.open.append((tag, values.get("href") or "", len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        while self.open:
            name, href, start = self.open.pop()
            if name == tag:
                break
        said = "".join("".join(self.text[start:]).split())
        if tag in ("em", "strong", "code", "h2", "h3", "h4"):
            self.has[(tag, said)] += 1
        elif tag == "a":
            self.has[(tag, unquote(href), said)] += 1
        if tag not in INLINE:
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read(page: str) -> Counter[tuple[str, ...]]:
    reader = Reader()
    reader.feed(page)
    reader.close()
    words = re.findall(r"\w+", "".join(reader.text))
    return reader.has + Counter(("word", word) for word in words)


def lost(example: str) -> Counter[tuple[str, ...]] | None:
    """What CommonMark makes of it and we do not; None for a text that the check refuses."""
    prose, findings = render("content/a.md", example)
    return None if findings else read(Markdown(extensions=[TABLES]).convert(example)) - read(prose.html)


@pytest.mark.parametrize("example", EXAMPLES)
def test_nothing_that_passes_comes_out_with_less(example: str) -> None:
    assert bool(lost(example)) == (example in OTHER)


def test_most_of_it_is_simply_read() -> None:
    """A check that refuses all would lose nothing."""
    assert len(EXAMPLES) > 200
    assert sum(lost(example) is not None for example in EXAMPLES) > 0.7 * len(EXAMPLES)
    assert set(OTHER) <= set(EXAMPLES)
