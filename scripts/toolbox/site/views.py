"""Toolbox and what was rendered from it  →  the HTML of each page, staged as Markdown for the site engine.

The whole body of a page is our own HTML, made from our own templates: the site engine only puts the frame around it
and indexes it. So another engine builds the same folder.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import jinja2
from markupsafe import Markup, escape

from toolbox.core import addresses
from toolbox.core.addresses import PROPOSAL
from toolbox.core.dutch import dutch_date
from toolbox.core.form import Format
from toolbox.core.language import DUTCH
from toolbox.core.model import Toolbox
from toolbox.core.page import Page, PageKind
from toolbox.core.settings import Settings
from toolbox.forms.concept import source_words
from toolbox.history.history import History
from toolbox.machine.compiled import kept_templates
from toolbox.news.earlier import NOTHING_EARLIER, Earlier
from toolbox.news.feed import render_feed
from toolbox.news.news import month_groups, news_items
from toolbox.site import archive, lingualpages
from toolbox.site.form.form import FormView
from toolbox.site.offers import Rendered
from toolbox.site.ownpages import OwnPage, own_pages
from toolbox.site.page import PageView
from toolbox.site.proposal import ProposalView
from toolbox.site.search import SearchEntry, search_script
from toolbox.site.spot import Facts
from toolbox.site.whole import SiteView
from toolbox.source.overlays.model import Overlaid

TEMPLATES = {
    PageKind.STEP: "step",
    PageKind.APPENDIX: "appendix",
    PageKind.INTRO: "intro",
    PageKind.PLAIN: "plain",
}


PARTS = {PageKind.STEP: "route", PageKind.APPENDIX: "formats", PageKind.INTRO: "about", PageKind.PLAIN: ""}
# Of four parts or more.
COMPOUND = re.compile(r"(\w+-)((?:\w+-){2,}\w)")


def nothing(_part: str) -> str:
    """What there is to mark or draw at a part of a Dutch form."""
    return ""


def soft_hyphens(text: str) -> Markup:
    """Allow a break inside long compound names, where a person would break them: not after the first part."""
    return Markup(COMPOUND.sub(lambda match: match[1] + match[2].replace("-", "-<wbr>"), str(escape(text))))


@functools.cache
def site_templates() -> jinja2.Environment:
    """Our own templates only; everything that goes in is escaped unless it is Markup."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader("toolbox", "templates/site"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=kept_templates(),
    )
    # What was told of a change is HTML that escaped all it quotes: see `chronicle.Told`.
    env.filters.update(told=Markup)
    env.filters.update(source_words=source_words)
    env.globals.update(say=DUTCH.say, said=DUTCH.text, dutch=nothing, picture=nothing, nl="", spoken="")
    env.filters.update(dutch_date=dutch_date, soft_hyphens=soft_hyphens, groupby_month=month_groups)
    return env


def site_facts(
    toolbox: Toolbox,
    history: History,
    settings: Settings,
    rendered: Rendered,
    past: Earlier = NOTHING_EARLIER,
    all_overlaid: Sequence[Overlaid] = (),
    languages: Sequence[Overlaid] = (),
) -> Facts:
    """What the common site tells of. `all_overlaid` are the toolboxes of regions, which have sites of their own,
    `languages` what there is in others."""
    news = news_items(toolbox, history, past.told)
    facts = Facts(toolbox, history, settings, rendered, news, past)
    return replace(facts, all_overlaid=tuple(all_overlaid), has_overlays=bool(all_overlaid), languages=tuple(languages))


def render_shared(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """(staged path, bytes) of every page of the common site, as Markdown, and of its feed, but for those that look
    across regions: these say nothing of what regions have of their own, only whether there are any."""
    facts = replace(facts, all_overlaid=())
    yield from _pages(facts)
    owns = list(own_pages(facts.toolbox, languages=[one.badge.name for one in facts.languages]))
    yield from (page for page in _own_pages(facts, owns) if page[0] != addresses.staged_path(addresses.OVERLAYS))
    yield from _archive(facts)
    yield addresses.FEED, render_feed(facts.news, facts.settings, facts.method.name)
    yield from _fill_pages(facts)
    for one in facts.languages:
        yield from lingualpages.pages(one, facts, render, staged)


def render_across(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """The same of those that look across all regions: which there are, and where people propose something to each."""
    overlays = next(own for own in own_pages(facts.toolbox) if own.url == addresses.OVERLAYS)
    yield addresses.staged_path(addresses.OVERLAYS), own_page(facts, overlays)
    yield addresses.staged_path(PROPOSAL), _proposal_page(SiteView(facts, PROPOSAL))


def _pages(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """Those that have a text."""
    for page in facts.toolbox.pages:
        yield addresses.staged_path(addresses.page_url(page)), text_page(facts, page)


def text_page(facts: Facts, page: Page) -> bytes:
    here = SiteView(facts, addresses.page_url(page))
    body = render(TEMPLATES[page.kind], here, page=PageView(page, here))
    name = f"{page.number} {page.title}" if page.kind is PageKind.APPENDIX else page.title
    title = f"Stap {page.number}: {page.title}" if page.kind is PageKind.STEP else name
    return staged({"title": title, "description": page.summary, "part": PARTS[page.kind]}, body)


def own_page(facts: Facts, own: OwnPage) -> bytes:
    body = render(own.template, SiteView(facts, own.url))
    head = {"title": own.title, "description": own.words, "part": own.part}
    head |= {"form": own.script} if own.script else {}
    return staged(head, body)


def _own_pages(facts: Facts, pages: Sequence[OwnPage]) -> Iterator[tuple[str, bytes]]:
    """Those that have none, and the search over all pages."""
    for own in pages:
        yield addresses.staged_path(own.url), own_page(facts, own)
    # The home page leads to all others and says nothing of its own; a form's page has the words of its format.
    entries = [SearchEntry(own.url, own.title, text=own.words) for own in pages if own.url]
    since = facts.toolbox.since
    entries += [
        SearchEntry(f"{addresses.SINCE}#{fact.name}", since.title, part=fact.title, text=fact.text)
        for fact in since.facts
    ]
    glossary = facts.toolbox.glossary
    entries += [
        SearchEntry(
            f"{addresses.WORDS}#{word.anchor}", glossary.title, "", word.word, word.meaning, other=" ".join(word.forms)
        )
        for word in glossary.words
    ]
    yield addresses.SEARCH, search_script(facts.toolbox, entries)


def _fill_pages(facts: Facts) -> Iterator[tuple[str, bytes]]:
    for form in facts.overlaid.forms if facts.overlaid else facts.toolbox.formats:
        yield addresses.staged_path(addresses.fill_url(form.number)), fill_page(facts, form)


def render_overlaid(
    overlaid: Overlaid,
    history: History,
    settings: Settings,
    rendered: Rendered,
    own: frozenset[str],
    past: Earlier = NOTHING_EARLIER,
) -> Iterator[tuple[str, bytes]]:
    """(staged path, bytes) of every page that the site of a region has, relative to that site.

    `own` are the paths of the files that it has of its own. News, proposals and all that is one for everybody are the
    common toolbox's.
    """
    toolbox = overlaid.toolbox
    facts = Facts(toolbox, history, settings, rendered, (), past, overlaid, own)
    yield from _pages(facts)
    names = dict.fromkeys(contact.organisation for contact in overlaid.overlay.contacts)
    owns = [own for own in own_pages(toolbox, overlaid.badge, list(names)) if not addresses.is_common(own.url)]
    yield from _own_pages(facts, owns)
    yield from _fill_pages(facts)


def _archive(facts: Facts) -> Iterator[tuple[str, bytes]]:
    """(staged path, bytes) of what no longer stands on one page."""
    for year in archive.years(facts.news):
        body = render("newsyear", SiteView(facts, year.url), year=year)
        head = {"title": f"Nieuws uit {year.name}", "description": "Wat er in dat jaar veranderde.", "part": "news"}
        yield addresses.staged_path(year.url), staged(head, body)
    for one in archive.region_shelves(facts.regions):
        body = render("region", SiteView(facts, one.shelf.url), region=one.region, shelf=one.shelf)
        head = {"title": one.region.name, "description": "Wat deze regio bijdroeg aan de toolbox.", "part": "news"}
        yield addresses.staged_path(one.shelf.url), staged(head, body)


def fill_page(facts: Facts, form: Format) -> bytes:
    """Where the format is filled in."""
    view = SiteView(facts, addresses.fill_url(form.number))
    body = render(
        "fill",
        view,
        page=view.appendix(form.number),
        form=FormView.of(form, view.method.mark, view.facts.toolbox.formats, _kept_by(form, view)),
    )
    head = {
        "title": f"Invullen: {form.number} {form.title}",
        "description": "Vul dit format in op het scherm. Wat je invult, blijft op je eigen apparaat.",
        "part": "formats",
        "form": "form",
    }
    return staged(head, body)


def _kept_by(form: Format, view: SiteView) -> str:
    """What the page is called that keeps it among the forms of one person; '' when none does."""
    journey = view.facts.toolbox.journey
    kept = any(number == form.number for stop in journey.stops for number, _ in stop.formats)
    return journey.title if kept else ""


def _proposal_page(view: SiteView) -> bytes:
    """Where a text or a format is changed."""
    proposal = ProposalView.of(view.facts.toolbox, view.facts.history, view.settings, view.facts.all_overlaid)
    head = {
        "title": "Iets verbeteren",
        "description": "Stel een betere tekst of vraag voor.",
        "part": "",
        "form": "proposal",
    }
    return staged(head, render("proposal", view, proposal=proposal))


def render(template: str, view: SiteView, **more: object) -> str:
    """The body of a page. Without more it speaks Dutch."""
    return site_templates().get_template(f"{template}.html").render(view=view, **more)


def staged(head: Mapping[str, object], body: str) -> bytes:
    """Front matter as JSON (valid YAML whatever it holds), then a block of HTML that Markdown leaves alone."""
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    return f'---\n{lines}---\n\n<div class="tb-body">\n{body.strip()}\n</div>\n'.encode()
