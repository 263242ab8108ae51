"""A Toolbox  →  what the search of the site looks through, as one script.

A script and not a data file: so it works under a policy that lets a page connect to nothing, and from a USB stick.
Searching itself is done in the browser: see `theme/js/search/`.

A page gives an entry for its own (title, number, summary) and one for each part under a heading. What a format asks
is no text of its page: it stands apart, so that a question is found but never shown as if the page said it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from lxml import html

from toolbox.core import addresses
from toolbox.core.form import Question, Section, Table
from toolbox.core.model import Toolbox
from toolbox.core.page import Page, PageKind
from toolbox.core.prose import Heading, Prose

HEADINGS = ("h2", "h3", "h4")


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One place to be found. `page` is the name of the page that it is on, `part` that of the part ('' for all of it).

    `other` are words that people use for it and that do not stand in it; `asks` is what a form asks there.
    """

    url: str
    page: str
    number: str = ""
    part: str = ""
    text: str = ""
    asks: str = ""
    other: str = ""


def search_script(toolbox: Toolbox, own: Iterable[SearchEntry]) -> bytes:
    """The script with all entries; `own` are the pages that have no file in content/. ASCII, whatever it holds."""
    entries = [*(entry for page in toolbox.pages for entry in _page(page, toolbox)), *own]
    rows = [{key: value for key, value in asdict(entry).items() if value} for entry in entries]
    # What looks like a tag looks so to nobody: a page shows it as text, and so does whoever opens this file.
    data = json.dumps(rows, separators=(",", ":")).replace("<", "\\u003c")
    return f"toolboxSearch({data});\n".encode("ascii")


def page_name(page: Page) -> str:
    """'Stap 3: School-naar-werk-gesprek', '3.1 Format school-naar-werk-gesprek', 'Inleiding'."""
    match page.kind:
        case PageKind.STEP:
            return f"Stap {page.number}: {page.title}"
        case PageKind.APPENDIX:
            return f"{page.number} {page.title}"
        case _:
            return page.title


def _page(page: Page, toolbox: Toolbox) -> Iterator[SearchEntry]:
    url, name = addresses.page_url(page), page_name(page)
    first, *parts = _parts(page.body)
    table = [text for row in page.table.rows for text in (row.what, *row.goals)] if page.table else []
    boxes = toolbox.diagram(page.diagram).boxes if page.diagram else ()
    text = _line((page.summary, first[1], *table, *(text for box in boxes for text in (box.text, *box.points))))
    yield SearchEntry(url, name, page.number, "", text, other=_line(page.search_words))
    for heading, words in parts:
        if heading and words:
            yield SearchEntry(f"{url}#{heading.id}", name, page.number, heading.text, words)
    form = toolbox.format(page.number) if page.kind is PageKind.APPENDIX else None
    for section in form.sections if form else ():
        if asks := " · ".join(filter(None, map(_one_line, _asked(section)))):
            yield SearchEntry(f"{url}#blok-{section.name}", name, page.number, section.title, asks=asks)


def _parts(body: Prose) -> list[tuple[Heading | None, str]]:
    """(heading, the words below it) of each part; the first is what stands above all headings."""
    ids = {heading.id: heading for heading in body.headings}
    parts: list[tuple[Heading | None, list[str]]] = [(None, [])]
    for element in html.fragment_fromstring(body.html, create_parent="div"):
        if element.tag in HEADINGS and element.get("id") in ids:
            parts.append((ids[str(element.get("id"))], []))
        else:
            parts[-1][1].extend(element.itertext())
    return [(heading, _line(words)) for heading, words in parts]


def _asked(section: Section) -> Iterator[str]:
    yield _words(section.intro)
    for run in section.runs:
        for question in run.questions:
            yield from _of_question(question)
        for table in run.tables:
            yield from _of_table(table)


def _of_question(question: Question) -> Iterator[str]:
    yield question.title
    yield question.help
    yield from (choice.label for choice in question.choices)


def _of_table(table: Table) -> Iterator[str]:
    yield table.title
    yield _words(table.help)
    yield from (column.title for column in table.shown_columns)
    for row in table.rows:
        yield from row


def _words(prose: Prose) -> str:
    return _line(html.fragment_fromstring(prose.html, create_parent="div").itertext())


def _line(parts: Iterable[str]) -> str:
    return _one_line(" ".join(parts))


def _one_line(text: str) -> str:
    return " ".join(text.split())
