"""A toolbox without some of its tools: nothing leads to them any more."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import replace

from toolbox.core.addresses import PROPOSAL_SOURCE
from toolbox.core.method import Home, Method
from toolbox.core.model import Toolbox
from toolbox.core.page import Page

# A link of Prose to another page; a link holds no other.
LINK = re.compile(r'<a href="page:([^"#]+)(#[^"]*)?"([^>]*)>(.*?)</a>', re.S)


def without_tools(box: Toolbox, numbers: Container[str]) -> Toolbox:
    """The toolbox without these bijlagen and their formats."""
    pages = tuple(_without_rows(page, numbers) for page in box.pages if page.number not in numbers)
    return replace(
        box,
        pages=pages,
        formats=tuple(form for form in box.formats if form.number not in numbers),
        inventory=tuple(row for row in box.inventory if row.key not in numbers),
        method=_method(box.method, numbers),
    )


def _without_rows(page: Page, numbers: Container[str]) -> Page:
    if not page.table:
        return page
    rows = tuple(
        replace(row, tools=tuple(number for number in row.tools if number not in numbers)) for row in page.table.rows
    )
    return replace(page, table=replace(page.table, rows=rows))


def _method(method: Method, numbers: Container[str]) -> Method:
    home, start = method.home, method.home.start
    picks = tuple(pick for pick in start.picks if pick.number not in numbers)
    formats = tuple((number, place) for number, place in home.formats if number not in numbers)
    shown: Home = replace(home, start=replace(start, picks=picks), formats=formats)
    return replace(method, home=shown)


def relinked(box: Toolbox) -> Toolbox:
    """Links to pages that are not there are words, and links to a heading that is not there lead to its page."""
    ids = {page.path: {heading.id for heading in page.body.headings} for page in box.pages}
    return replace(box, pages=tuple(_relinked(page, ids) for page in box.pages))


def _relinked(page: Page, ids: Mapping[str, Container[str]]) -> Page:
    def link(match: re.Match[str]) -> str:
        path, anchor, rest, words = match.groups()
        # The page about proposals is no page of the source.
        if path not in ids:
            return match[0] if path == PROPOSAL_SOURCE else words
        known = not anchor or anchor[1:] in ids[path]
        return match[0] if known else f'<a href="page:{path}"{rest}>{words}</a>'

    html = LINK.sub(link, page.body.html)
    return page if html == page.body.html else replace(page, body=replace(page.body, html=html))
