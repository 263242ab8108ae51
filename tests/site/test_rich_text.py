"""A text that is edited as it looks: what is opened and saved is the same, and what one sees is what the site makes of
it. The editor reads Markdown itself; what it does not take stands as source text."""

from __future__ import annotations

import json
import random
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from javascript import run, stage
from patching import PAGES, TREE
from toolbox.source import prose

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("rich-text")

GENERATED, MADE = 500, 200
# Lines that are right, odd and wrong, put together at random: more than half of what stands beside each other is odd.
LINES = (
    *("woord", "een *twee* drie", "**vet** en _schuin_", "5 * 3", "a_b_c", "*open", "**a *b* c**", "***x***", "__a__"),
    *("- een", "- twee", "    - diep", "    verder", "  half", "* ster", "+ plus", "1. een", "2. twee", "1. weer"),
    *("10. tien", "1) een", "- ", "## Kop", "### Kop ###", "##Kop", "#### a", "> citaat", ">", "> - x", "#", "-"),
    *("Term", ":   uitleg", ": kort", "a: b", ":x", "| a | b |", "| --- | --- |", "|---|---|", "| 1 | 2 |", "a | b"),
    *("--- | ---", "a|b", "---", "***", "- - -", "===", "~~~", "```", "![foto](../afbeeldingen/a.png)", "![x](y) z"),
    *("[link](../inleiding.md)", "[x][y]", "[y]: https://a.nl", "[^1]", "[^1]: noot", "[a](b c)", "[ ] taak"),
    *('[a](https://x.nl "t")', "[**a**](x.md)", "**[a](x.md)**", "<b>x</b>", "`code`", "``x``", "<https://a.nl>"),
    *("<a@b.nl>", "&amp; &lt;b", "&copy;", "a\\", "\\", "\\*niet\\*", "a  ", "  a", "    code", "\tx", "x\u00a0y", "é"),
)
ENDS = ("\n", "\n", "\n\n", "\n\n", "\n\n\n", "\n \n")


def generated(count: int) -> list[str]:
    """The same texts each time."""
    chosen = random.Random(3)
    texts = [
        "".join(chosen.choice(LINES) + chosen.choice(ENDS) for _ in range(chosen.randint(1, 7))) for _ in range(count)
    ]
    return [text if chosen.random() < 0.2 else text.strip("\n") for text in texts]


class Shape(HTMLParser):
    """Each letter of a text with its marks, and the blocks around them; spaces have no marks that anyone sees."""

    INLINE = frozenset({"strong", "em", "code", "a"})
    SAME = frozenset({"thead", "tbody"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._marks: list[str] = []
        self._items = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.INLINE:
            # An address is made symbolic where the site is made: its last part is the same.
            self._marks.append(f"{tag} {(dict(attrs).get('href') or '').rsplit('/', 1)[-1]}")
        elif tag == "img":
            self.found.append(f"<img {dict(attrs)['alt']}>")
        else:
            self._block(f"<{tag}>", tag, 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.INLINE:
            self._marks.pop()
        elif tag != "img":
            self._block(f"</{tag}>", tag, -1)

    def _block(self, found: str, tag: str, change: int) -> None:
        self._items += change if tag in {"li", "dd"} else 0
        # Whether an item has its words in a paragraph depends on an empty line beside it.
        if tag not in self.SAME and not (tag == "p" and self._items):
            self.found.append(found)

    def handle_data(self, data: str) -> None:
        marks = " ".join(sorted(set(self._marks)))
        self.found += [f"{letter} {marks}" for letter in data if not letter.isspace()]


def shape(html: str) -> list[str]:
    """Without the notes below a text, and without paragraphs in which nothing stands."""
    plain = re.sub(r'<div class="footnote">.*</div>', "", html, flags=re.S)
    plain = re.sub(r"<sup[^>]*>.*?</sup>", "<sup>?</sup>", plain)
    return Shape(re.sub(r"<p>\s*</p>", "", plain)).found


def built(text: str) -> list[str]:
    return shape(prose._html("content/bijlagen/a.md", text))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = stage(tmp_path_factory.mktemp("rich"))
    bodies = [source(path).split("\n---\n", 1)[1].strip("\n") for path in PAGES]
    given = {"pages": [source(path) for path in PAGES], "texts": bodies + generated(GENERATED), "made": MADE}
    (folder / "in.json").write_text(json.dumps(given), "utf-8")
    done = run(Path(folder), "tests/js/rich.js", "in.json")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def source(path: str) -> str:
    return TREE.files[path].decode("utf-8")


def test_a_page_that_is_opened_and_saved_keeps_each_byte(edited: dict[str, Any]) -> None:
    assert edited["pages"] == [source(path) for path in PAGES]


def test_so_does_any_text(edited: dict[str, Any]) -> None:
    assert len(edited["texts"]) == len(PAGES) + GENERATED
    for text in edited["texts"]:
        assert text["written"] == text["text"]


def test_nothing_of_our_own_pages_is_shown_as_source(edited: dict[str, Any]) -> None:
    for text in edited["texts"][: len(PAGES)]:
        assert text["sources"] == []


def test_what_one_sees_is_what_the_site_makes_of_it(edited: dict[str, Any]) -> None:
    """Of what is not shown as source, and of what the check takes."""
    read = [text for text in edited["texts"] if not text["sources"] and not prose.lint("a.md", text["text"])[1]]
    assert len(read) > len(PAGES) + 40
    for text in read:
        assert shape(text["html"]) == built(text["text"]), text["text"]


def test_what_is_typed_is_what_the_site_makes_of_it(edited: dict[str, Any]) -> None:
    """No word of it becomes a sign; marks that run across each other are the one thing that may go."""
    whole = 0
    for document in edited["documents"]:
        text = document["text"]
        on_site, meant = built(text), shape(document["meant"])
        assert [each[:1] if " " in each else each for each in on_site] == [
            each[:1] if " " in each else each for each in meant
        ], text
        assert document["sources"] or shape(document["html"]) == on_site, text
        whole += on_site == meant
    assert whole > MADE * 0.7
