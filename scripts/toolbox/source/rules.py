"""Rules over a whole Toolbox  →  Findings. Pure: nothing is read here."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator, Mapping
from itertools import islice

from toolbox.core import addresses
from toolbox.core.findings import MOST, Finding, did_you_mean
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.core.page import Page, PageKind
from toolbox.core.place import Place
from toolbox.forms import datapackage
from toolbox.forms.certain import is_certain
from toolbox.source.deck import check_decks
from toolbox.source.examplerules import check_example
from toolbox.source.figures import shown_images, source_path
from toolbox.source.journey import check_journey
from toolbox.source.kept import Kept
from toolbox.source.limits import is_image
from toolbox.source.load import Loaded
from toolbox.source.method import check_method
from toolbox.source.since import check_since
from toolbox.source.sizes import check_sizes
from toolbox.source.terms import TERMS, check_terms

ROUTE = "route"
KIND_NAMES = {
    PageKind.INTRO: "pagina",
    PageKind.PLAIN: "pagina",
    PageKind.STEP: "stap",
    PageKind.APPENDIX: "bijlage",
}


def check(loaded: Loaded, kept: Kept) -> list[Finding]:
    """Findings that need more than one file. A page or format that could not be read is not called missing as well."""
    box = loaded.toolbox
    too_large = list(check_sizes(box))
    return [
        *too_large,
        *_numbers(box),
        *_urls(box),
        *_names(box),
        *_steps(loaded),
        *_inventory(loaded),
        *_formats(loaded),
        *_packages(loaded, too_large, kept),
        *_links(loaded),
        *_images(loaded),
        *_diagrams(loaded),
        *check_method(box, loaded.broken),
        *check_since(box, loaded.broken),
        *check_journey(box, loaded.broken),
        *check_example(box, loaded.broken),
        *check_decks(box.pages, kept),
        *_terms(loaded),
    ]


def _at(code: str, place: Place, **values: str) -> Finding:
    return Finding(code, place.path, place.line, values, place.column)


def _page_place(page: Page, key: str) -> Place:
    return page.place.get(key, Place(page.path, 1))


def _numbers(box: Toolbox) -> Iterator[Finding]:
    pages: dict[str, str] = {}
    for page in box.pages:
        if page.number and pages.setdefault(page.number, page.path) != page.path:
            yield _at("number-used", _page_place(page, "nummer"), number=page.number, other=pages[page.number])
    forms: dict[str, str] = {}
    for form in box.formats:
        if forms.setdefault(form.number, form.path) != form.path:
            yield _at("number-used", form.place["number"], number=form.number, other=forms[form.number])


def _urls(box: Toolbox) -> Iterator[Finding]:
    """No page stands where the site has something of its own."""
    for page in box.pages:
        name = addresses.page_url(page).rstrip("/")
        if name in addresses.TAKEN:
            yield Finding("page-place-taken", page.path, 0, {"name": name})


def _names(box: Toolbox) -> Iterator[Finding]:
    """A filled-in form says the name of its format: no two formats may have had the same one."""
    taken: dict[str, str] = {form.name: form.path for form in reversed(box.formats)}
    for form in box.formats:
        if taken[form.name] != form.path:
            hint = "Kies een andere."
            yield _at("format-name-used", form.place["name"], name=form.name, other=taken[form.name], hint=hint)
        for name in form.previous_names:
            place = form.place["previousNames"]
            if name == form.name:
                first = str(form.place["name"].line)
                yield _at("previous-name-used", place, where="", name=name, first=first)
            elif taken.setdefault(name, form.path) != form.path:
                hint = "Haal hem weg bij `previousNames`."
                yield _at("format-name-used", place, name=name, other=taken[name], hint=hint)


def _broken_numbers(loaded: Loaded) -> set[str]:
    """Numbers of files that could not be read, by their names: '2.1' for content/bijlagen/2.1-….md."""
    return {path.rsplit("/", 1)[-1].split("-", 1)[0] for path in loaded.broken if not is_image(path)}


def _steps(loaded: Loaded) -> Iterator[Finding]:
    box, broken = loaded.toolbox, _broken_numbers(loaded)
    steps = {page.step for page in box.of_kind(PageKind.STEP)} | {int(n) for n in broken if n.isdecimal()}
    appendices = [page.number for page in box.of_kind(PageKind.APPENDIX)]
    for page in box.of_kind(PageKind.APPENDIX):
        if page.step not in steps:
            yield _at("number-wrong-step", _page_place(page, "nummer"), number=page.number, step=str(page.step))
    for page in box.of_kind(PageKind.STEP):
        for index, row in enumerate(page.table.rows if page.table else (), 1):
            for number in row.tools:
                if number not in appendices and number not in broken:
                    hint = did_you_mean(number, appendices)
                    yield _at("number-unknown", row.place, where=f"rij {index}: ", number=number, hint=hint)


def _inventory(loaded: Loaded) -> Iterator[Finding]:
    """What must be there, is."""
    there = {(page.number or page.path, page.kind) for page in loaded.toolbox.pages}
    out = _broken_numbers(loaded) | loaded.broken
    for row in loaded.toolbox.inventory:
        if (row.key, row.kind) not in there and row.key not in out:
            yield _at("page-missing", row.place, kind=KIND_NAMES[row.kind], number=row.key)


def _formats(loaded: Loaded) -> Iterator[Finding]:
    """Each format has a page of its number and title."""
    box, out = loaded.toolbox, _broken_numbers(loaded)
    for form in box.formats:
        page = box.page(form.number)
        if page is None and form.number not in out:
            yield _at("format-without-page", form.place["number"], number=form.number)
        elif page and page.title != form.title:
            yield _at("title-differs", form.place["title"], title=form.title, other=page.title, file=page.path)
        if form.concept:
            yield from _sources(form)


def _sources(form: Format) -> Iterator[Finding]:
    """Each part of a concept says where it comes from: a table stands under its block's source when it has none."""
    for section in form.sections:
        if section.intro and not section.source:
            yield _at("source-missing", form.place["sections"], what="blok", name=section.name)
        for question in section.questions:
            if not question.source:
                yield _at("source-missing", question.place, what="vraag", name=question.name)
        for table in section.tables:
            if not (table.source or section.source):
                yield _at("source-missing", table.place, what="tabel", name=table.name)


def _packages(loaded: Loaded, too_large: list[Finding], kept: Kept) -> Iterator[Finding]:
    """The standard's own validator has the last word on a format in which we found nothing wrong ourselves."""
    wrong = {finding.path.rsplit("/", 1)[0] for finding in (*loaded.findings, *too_large)}
    if any(finding.code == "too-many-formats" for finding in too_large):
        # That would take minutes, for what will not be built.
        return
    for form in loaded.toolbox.formats:
        if form.folder not in wrong:
            yield from kept_problems(kept, form)


def kept_problems(kept: Kept, form: Format) -> list[Finding]:
    if is_certain(form):
        return []
    return kept.look("table-schema", form.path, (repr(form).encode(),), lambda: problems_of(form))


def problems_of(form: Format, at: Place | None = None) -> list[Finding]:
    """What the standard's own validator has against a format, which it is asked when that is not certain."""
    return [] if is_certain(form) else list(package_problems(form, at))


def package_problems(form: Format, at: Place | None = None) -> Iterator[Finding]:
    """What Frictionless has against a format as a data package; all of it `at` one place, when that is given."""
    places = {table.name: table.place for table in form.tables}
    for name, problem in datapackage.problems(form):
        where = f"tabel ‘{name}’: " if name in places else ""
        yield _at("table-schema", at or places.get(name, form.place["resources"]), where=where, problem=problem)


def _terms(loaded: Loaded) -> Iterator[Finding]:
    if TERMS not in loaded.broken:
        yield from check_terms(loaded.toolbox, is_whole=not any(path.startswith("forms/") for path in loaded.broken))


def _links(loaded: Loaded) -> Iterator[Finding]:
    """Every relative link leads to a page, and its anchor to a heading there."""
    pages = {page.path: page for page in loaded.toolbox.pages}
    # Also of a page with mistakes elsewhere in it.
    for page in (*pages.values(), *_guesses(loaded)):
        yield from islice(_page_links(page, pages, loaded.broken), MOST + 1)


def _guesses(loaded: Loaded) -> Iterator[Page]:
    """What could be made of the pages that could not be read."""
    return (page for page in loaded.guesses.pages if page.path in loaded.broken)


def linked(page: Page, target: str) -> tuple[str, str]:
    """(file, id of a heading or '') of a relative link in the text of `page`."""
    file, _, anchor = target.partition("#")
    return (posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file)) if file else page.path), anchor


def _page_links(page: Page, pages: Mapping[str, Page], broken: Container[str]) -> Iterator[Finding]:
    for place, target in page.body.links:
        path, anchor = linked(page, target)
        other = pages.get(path)
        if other is None:
            if path not in broken and (path != addresses.PROPOSAL_SOURCE or anchor):
                yield _at("link-missing", place, link=target, hint=did_you_mean(path, pages))
        elif anchor and anchor not in (ids := anchors(other)):
            yield _at("link-anchor", place, link=target, hint=did_you_mean(anchor, ids))


def _images(loaded: Loaded) -> Iterator[Finding]:
    """Every image in a text is there, and every image that is there is in a text."""
    box = loaded.toolbox
    known = {image.path for image in box.images}
    for page in (*box.pages, *_guesses(loaded)):
        for place, target in page.body.images:
            path = source_path(page.path, target)
            if path not in known | loaded.broken:
                folder = posixpath.dirname(page.path)
                options = [posixpath.relpath(image, folder) for image in sorted(known)]
                yield _at("image-missing", place, target=target, hint=did_you_mean(target, options))
    if not any(path.endswith(".md") for path in loaded.broken):
        yield from (Finding("image-unused", path) for path in sorted(known - shown_images(box.pages)))


def anchors(page: Page) -> list[str]:
    return [heading.id for heading in page.body.headings]


def _diagrams(loaded: Loaded) -> Iterator[Finding]:
    box = loaded.toolbox
    names = [diagram.name for diagram in box.diagrams]
    broken = {path.rsplit("/", 1)[-1].removesuffix(".yaml") for path in loaded.broken}
    for page in box.pages:
        if page.diagram and page.diagram not in names and page.diagram not in broken:
            hint = did_you_mean(page.diagram, names)
            yield _at("diagram-unknown", _page_place(page, "schema"), name=page.diagram, hint=hint)
    if ROUTE not in names and ROUTE not in broken and box.inventory:
        yield Finding("diagram-unknown", "content/schemas/route.yaml", 0, {"name": ROUTE, "hint": "Voeg het toe."})
