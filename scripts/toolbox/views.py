"""Toolbox and what was rendered from it  →  the HTML of each page, staged as Markdown for the site engine.

The whole body of a page is our own HTML, made from our own templates: the site engine only puts the frame around it
and indexes it. So another engine builds the same folder.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator

import jinja2
from markupsafe import Markup, escape

from toolbox import addresses
from toolbox.history import History, dutch_date
from toolbox.model import PageKind, Toolbox
from toolbox.news import month_groups, news_items
from toolbox.pageparts import Rendered
from toolbox.pageview import PageView, View
from toolbox.settings import Settings

TEMPLATES = {
    PageKind.STEP: "step",
    PageKind.APPENDIX: "appendix",
    PageKind.INTRO: "intro",
    PageKind.PLAIN: "plain",
}
PARTS = {PageKind.STEP: "route", PageKind.APPENDIX: "formats", PageKind.INTRO: "about", PageKind.PLAIN: ""}


def soft_hyphens(text: str) -> Markup:
    """Allow a break inside the route's long compound names, where a person would break them."""
    return Markup(str(escape(text)).replace("naar-werk-", "naar-<wbr>werk-<wbr>"))


@functools.cache
def environment() -> jinja2.Environment:
    """Our own templates only; everything that goes in is escaped unless it is Markup."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("toolbox", "templates/site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    env.filters.update(dutch_date=dutch_date, soft_hyphens=soft_hyphens, groupby_month=month_groups)
    return env


def render_site(
    toolbox: Toolbox, history: History, settings: Settings, rendered: Rendered
) -> Iterator[tuple[str, bytes]]:
    """(staged path, Markdown bytes) of every page of the site."""
    news = news_items(toolbox, history)

    def view(url: str) -> View:
        return View(toolbox, history, settings, rendered, news, url)

    for page in toolbox.pages:
        url = addresses.page_url(page)
        here = view(url)
        body = _render(TEMPLATES[page.kind], here, PageView(page, here))
        name = f"{page.number} {page.title}" if page.kind is PageKind.APPENDIX else page.title
        title = f"Stap {page.number}: {page.title}" if page.kind is PageKind.STEP else name
        yield addresses.staged_path(url), _staged(title, page.summary, PARTS[page.kind], body)
    for url, template, title, words, part in (
        (
            addresses.HOME,
            "home",
            settings.name,
            "De route van school naar werk, met alle formats om te printen.",
            "",
        ),
        (
            addresses.DOWNLOADS,
            "downloads",
            "Formats en downloads",
            "Alle formats om te printen of te downloaden.",
            "formats",
        ),
        (
            addresses.NEWS,
            "news",
            "Wat is nieuw",
            "Welke pagina’s en formats nieuw of veranderd zijn.",
            "news",
        ),
    ):
        yield addresses.staged_path(url), _staged(title, words, part, _render(template, view(url), None))


def _render(template: str, view: View, page: PageView | None) -> str:
    return environment().get_template(f"{template}.html").render(view=view, page=page)


def _staged(title: str, description: str, part: str, body: str) -> bytes:
    """Front matter as JSON strings (valid YAML whatever they hold), then a block of HTML that Markdown leaves alone."""
    quoted = {"title": title, "description": description, "part": part}
    head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in quoted.items())
    return f'---\n{head}---\n\n<div class="tb-body">\n{body.strip()}\n</div>\n'.encode()
