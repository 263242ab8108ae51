"""The Atom feed, read back as RFC 4287 asks."""

from __future__ import annotations

import datetime
import re

import lxml.etree
import pytest

import xpaths
from toolbox.core.settings import Settings
from toolbox.news.feed import MAX_ENTRIES, render_feed
from toolbox.news.news import NewsItem

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SETTINGS = Settings("https://toolbox.example/nl/", "", "")
INTRO = NewsItem(
    "2026-11-20",
    "Inleiding",
    "inleiding/",
    "pagina gewijzigd",
    "Twente",
    ("De tekst is anders.",),
    "2026-11-20T23:30:00+01:00",
    "content/inleiding.md",
)
GONE = NewsItem(
    "2026-11-20",
    "<b>Oud & weg</b>",
    "",
    "pagina verwijderd",
    "",
    (),
    "2026-11-20T22:45:00Z",
    "content/oud en weg.md",
)


def read(items: list[NewsItem]) -> lxml.etree._Element:
    return lxml.etree.fromstring(render_feed(items, SETTINGS, "Toolbox"))


def texts(feed: lxml.etree._Element, path: str) -> list[str]:
    """Of an attribute, or of what stands in an element."""
    if "/@" in path:
        return xpaths.texts(feed, path, ATOM)
    return [node.text or "" for node in entries(feed, path)]


def entries(feed: lxml.etree._Element, path: str = "a:entry") -> list[lxml.etree._Element]:
    return xpaths.elements(feed, path, ATOM)


@pytest.mark.parametrize("items", [[], [INTRO], [INTRO, GONE]])
def test_feed_and_entries_have_what_the_rfc_asks(items: list[NewsItem]) -> None:
    feed = read(items)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert texts(feed, "a:author/a:name") == ["Toolbox"]
    assert texts(feed, "a:link[@rel='self']/@href") == ["https://toolbox.example/nl/nieuw/feed.xml"]
    assert texts(feed, "a:link[@rel='alternate']/@href") == ["https://toolbox.example/nl/nieuw/"]
    assert len(entries(feed)) == len(items)
    for node in [feed, *entries(feed)]:
        for name in ("id", "title", "updated"):
            (text,) = texts(node, f"a:{name}")
            assert text
        assert datetime.datetime.fromisoformat(texts(node, "a:updated")[0]).tzinfo is not None
        # RFC 4151: tag:AUTHORITY,DATE:SPECIFIC, with nothing in it that a URI may not hold.
        assert re.fullmatch(r"tag:toolbox\.example,\d{4}-\d\d-\d\d:[\w./%~-]+", texts(node, "a:id")[0], re.ASCII)
    ids = texts(feed, "//a:id")
    assert len(ids) == len(set(ids))


def test_an_entry_says_what_changed_where_and_thanks_to_whom() -> None:
    feed = read([INTRO, GONE])
    assert texts(feed, "a:entry/a:title") == ["Inleiding: pagina gewijzigd", "<b>Oud & weg</b>: pagina verwijderd"]
    assert texts(feed, "a:entry/a:summary") == [
        "Pagina gewijzigd. De tekst is anders. Met dank aan Twente.",
        "Pagina verwijderd.",
    ]
    assert texts(feed, "a:entry/a:link/@href") == [
        "https://toolbox.example/nl/inleiding/",
        "https://toolbox.example/nl/nieuw/",
    ]


def test_the_feed_is_as_new_as_its_newest_entry_in_any_time_zone() -> None:
    # 23:30 in a zone an hour ahead is before 22:45 in UTC.
    assert texts(read([INTRO, GONE]), "a:updated") == ["2026-11-20T22:45:00Z"]


def test_a_long_history_gives_a_short_feed() -> None:
    items = [
        NewsItem("2026-11-20", "T", "t/", "pagina gewijzigd", "", (), "2026-11-20T22:45:00Z", f"content/{number}.md")
        for number in range(MAX_ENTRIES + 20)
    ]
    assert len(entries(read(items))) == MAX_ENTRIES
