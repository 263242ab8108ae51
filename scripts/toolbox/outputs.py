"""A checked Toolbox  →  every file of the staged docs folder: papers, pictures, packages, pages, theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain

from toolbox import addresses, book, drawing, packages, paper, views, webfonts
from toolbox.cache import PACKAGE, Job, Store, run_jobs
from toolbox.history import History
from toolbox.lettering import lettering
from toolbox.model import Format, PageKind, Stamp, Toolbox
from toolbox.pageparts import Rendered
from toolbox.preview import first_page, page_count
from toolbox.settings import Settings
from toolbox.typeset import warm_up

SHORT_COMMIT = 7
# In this order: a later sheet may change what an earlier one says.
SHEETS = (
    *("tokens", "base", "topbar", "search", "route", "home", "page", "prose"),
    *("tables", "shapes", "format", "downloads", "footer", "print"),
)


def render_outputs(toolbox: Toolbox, history: History, settings: Settings, store: Store) -> dict[str, bytes]:
    """Bytes by path in the staged folder. What `store` holds already is not rendered again."""
    papers = run_jobs(list(_paper_jobs(toolbox, history, settings)), store)
    files = dict(papers)
    previews = _previews(toolbox, papers, files)
    _add_packs(toolbox, files)
    rendered = Rendered(
        sizes={path: len(data) for path, data in files.items()},
        pages={path: page_count(data) for path, data in papers.items()},
        previews=previews,
    )
    files.update(theme_files())
    files.update(views.render_site(toolbox, history, settings, rendered))
    return files


def stamp(form: Format, history: History, settings: Settings) -> Stamp:
    """Which edition of a format this is: its own last change, so that another format's change leaves it as it was."""
    change = history.last_of(form.folder)
    date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
    return Stamp(form.version, date, commit, settings.url + addresses.format_url(form.number))


def _paper_jobs(toolbox: Toolbox, history: History, settings: Settings) -> Iterator[Job]:
    warm_up(*paper.SHEETS)
    warm_up(*paper.SHEETS, *paper.FILLABLE_SHEETS)
    lettering()
    route = toolbox.diagram("route")
    stamps = {form.number: stamp(form, history, settings) for form in toolbox.formats}
    for step in toolbox.of_kind(PageKind.STEP):
        forms = [(form, stamps[form.number]) for form in toolbox.formats if form.step == step.step]
        if forms:
            singles = [(addresses.print_file(form), addresses.fillable_file(form)) for form, _ in forms]
            names = (*chain.from_iterable(singles), addresses.pack_file(step.step, ".pdf"))
            title = f"Stap {step.number}: {step.title}"
            render = partial(paper.render_step, title, step.number, forms, route)
            yield Job(names, repr((title, forms, route)), render, weight=len(forms))
    newest = history.changes[0] if history.changes and not history.edited else None
    edition = Stamp("", newest.date if newest else "", newest.commit[:SHORT_COMMIT] if newest else "", settings.url)

    def render_book() -> tuple[bytes]:
        return (book.render_book(toolbox, stamps, edition, route, drawing.draw),)

    yield Job((addresses.BOOK,), repr((toolbox, stamps, edition)), render_book, weight=100)


def _previews(toolbox: Toolbox, papers: Mapping[str, bytes], files: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    sizes = {}
    for form in toolbox.formats:
        path = addresses.preview_file(form)
        files[path], sizes[path] = first_page(papers[addresses.print_file(form)])
    return sizes


def _add_packs(toolbox: Toolbox, files: dict[str, bytes]) -> None:
    for form in toolbox.formats:
        files[addresses.data_file(form)] = packages.data_zip(form)
    for step in sorted({form.step for form in toolbox.formats}):
        forms = [form for form in toolbox.formats if form.step == step]
        members = [(addresses.print_file(form).rsplit("/", 1)[-1], files[addresses.print_file(form)]) for form in forms]
        files[addresses.pack_file(step, ".zip")] = packages.zip_bytes(members)


def theme_files() -> Iterator[tuple[str, bytes]]:
    """Style sheet, scripts, fonts, mark and the published profile."""
    theme = PACKAGE / "theme"
    sheets = [(theme / "css" / f"{name}.css").read_text("utf-8") for name in SHEETS]
    yield "assets/site.css", "\n".join(sheets).encode()
    for name in ("site.js", "scheme.js"):
        yield f"assets/{name}", (theme / "js" / name).read_bytes()
    yield "assets/merk.svg", (theme / "assets" / "merk.svg").read_bytes()
    for name, path in webfonts.web_fonts().items():
        yield f"assets/fonts/{name}", path.read_bytes()
    yield "profiel/format.schema.json", (PACKAGE / "profile" / "format.schema.json").read_bytes()
