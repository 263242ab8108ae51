"""News  →  an Atom feed (RFC 4287): the same bytes for the same history, whenever it is made."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote, urlsplit

from toolbox.core import addresses
from toolbox.core.settings import Settings
from toolbox.news.news import NewsItem

NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_ENTRIES = 50
# The feed of a copy without history says nothing, and has to say when.
NEVER = "1980-01-01T00:00:00Z"
# From this day on the site's name is ours: a tag URI (RFC 4151) needs one, and it never changes again.
SINCE = "2026-11-01"


def render_feed(news: Sequence[NewsItem], settings: Settings, name: str) -> bytes:
    """One entry per page or format and day. An entry keeps its id when the page is renamed later.

    `name` is that of the toolbox.
    """
    items = news[:MAX_ENTRIES]
    feed = ET.Element("feed", {"xmlns": NAMESPACE, LANGUAGE: "nl"})
    _add(feed, "id", f"{_tag(settings)}nieuw")
    _add(feed, "title", f"{name}: wat is nieuw")
    _add(feed, "updated", max((item.moment for item in items if item.moment), default=NEVER, key=_instant))
    _link(feed, "alternate", settings.url + addresses.NEWS, "text/html")
    _link(feed, "self", settings.url + addresses.FEED, "application/atom+xml")
    _add(ET.SubElement(feed, "author"), "name", name)
    for item in items:
        _entry(feed, item, settings)
    ET.indent(feed)
    text: str = ET.tostring(feed, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _entry(feed: ET.Element, item: NewsItem, settings: Settings) -> None:
    entry = ET.SubElement(feed, "entry")
    _add(entry, "id", f"{_tag(settings)}nieuw/{item.date}/{quote(item.key)}")
    _add(entry, "title", f"{item.title}: {item.words}")
    _add(entry, "updated", item.moment or f"{item.date}T00:00:00Z")
    _link(entry, "alternate", settings.url + (item.href or addresses.NEWS), "text/html")
    thanks = (f"Met dank aan {item.region}.",) if item.region else ()
    _add(entry, "summary", " ".join((f"{item.words.capitalize()}.", *item.short, *thanks)))


def _instant(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _tag(settings: Settings) -> str:
    return f"tag:{urlsplit(settings.url).hostname},{SINCE}:"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _link(parent: ET.Element, relation: str, address: str, kind: str) -> None:
    ET.SubElement(parent, "link", {"rel": relation, "type": kind, "href": address})
