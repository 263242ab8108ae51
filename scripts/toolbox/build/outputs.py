"""A checked Toolbox  →  every file of the staged docs folder: papers, pictures, packages, pages, theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath

from toolbox.assets import bundles, licences, webfonts
from toolbox.core import addresses
from toolbox.core.addresses import PROPOSAL
from toolbox.core.edition import SHORT_COMMIT, Stamp
from toolbox.core.model import Format, PageKind, Toolbox
from toolbox.core.places import PACKAGE
from toolbox.core.settings import Settings
from toolbox.forms import datapackage
from toolbox.history.history import History
from toolbox.machine.store import Job, Store, run_jobs
from toolbox.news.chronicle import chapter_jobs, read_chapters
from toolbox.news.editions import edition_jobs, read_editions
from toolbox.news.past import Past
from toolbox.shapes import drawing
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import book, single
from toolbox.shapes.paper.lettering import lettering
from toolbox.shapes.paper.typeset import warm_up
from toolbox.shapes.preview import first_page, page_count
from toolbox.site import views
from toolbox.site.form.script import form_script
from toolbox.site.offers import PACK_FOLDERS, Rendered
from toolbox.site.proposal import editables, source_script
from toolbox.source.figures import shown_images
from toolbox.source.images import redraw
from toolbox.source.tree import Tree

IMAGE_STORE = "afbeeldingen-cache"
# In this order: a later sheet may change what an earlier one says.
SHEETS = (
    *("tokens", "base", "topbar", "search", "route", "home", "page", "prose"),
    *("tables", "shapes", "format", "downloads", "overviews"),
    *("form", "formtables", "formerrors", "formpaper", "proposal", "history", "footer", "print"),
)


def render_outputs(
    root: Path, toolbox: Toolbox, tree: Tree, history: History, settings: Settings, store: Store
) -> dict[str, bytes]:
    """Bytes by path in the staged folder. What `store` holds already is not rendered again.

    `tree` holds the sources of `toolbox`: the page for proposals starts from them as they stand. Of the repository at
    `root` only what Git keeps is read.
    """
    # In a store of its own: the book needs them drawn.
    drawn = run_jobs(list(_image_jobs(toolbox, tree)), Store(store.folder.with_name(IMAGE_STORE)))
    chapters, earlier = chapter_jobs(root, history), edition_jobs(root, toolbox, history, settings)
    jobs = [*_paper_jobs(toolbox, history, settings, drawn), *_office_jobs(toolbox, history, settings)]
    files = dict(run_jobs([*jobs, *chapters.values(), *(item.job for item in earlier)], store))
    past = Past(read_chapters(chapters, files), read_editions(earlier, files))
    pages = {path: page_count(data) for path, data in files.items() if path.endswith(".pdf")}
    previews = _previews(toolbox, files)
    _add_data(toolbox, files)
    sizes = {path: len(data) for path, data in files.items()}
    rendered = Rendered(sizes, pages, previews)
    for item in editables(toolbox):
        files[PROPOSAL + item.script] = source_script(item, tree.files, history, settings)
    files.update(drawn)
    files.update(theme_files())
    files.update(views.render_site(toolbox, history, settings, rendered, past))
    return files


def stamp(form: Format, history: History, settings: Settings) -> Stamp:
    """Which edition of a format this is: its own last change, so that another format's change leaves it as it was."""
    change = history.last_of(form.folder)
    date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
    return Stamp(form.version, date, commit, settings.url + addresses.format_url(form.number))


def _image_jobs(toolbox: Toolbox, tree: Tree) -> Iterator[Job]:
    """Every image that a page shows, drawn anew."""
    shown = shown_images(toolbox.pages)
    for image in toolbox.images:
        if image.path in shown:
            yield Job((addresses.image_file(image.path),), image.digest, partial(_render_image, tree.files[image.path]))


def _render_image(data: bytes) -> tuple[bytes]:
    return (redraw(data),)


def _paper_jobs(toolbox: Toolbox, history: History, settings: Settings, images: Mapping[str, bytes]) -> Iterator[Job]:
    warm_up(*single.SHEETS)
    warm_up(*single.SHEETS, *single.FILLABLE_SHEETS)
    lettering()
    route = toolbox.diagram("route")
    stamps = {form.number: stamp(form, history, settings) for form in toolbox.formats}
    for step in toolbox.of_kind(PageKind.STEP):
        forms = [(form, stamps[form.number]) for form in toolbox.formats if form.step == step.step]
        if forms:
            singles = [(addresses.print_file(form), addresses.fillable_file(form)) for form, _ in forms]
            names = (*chain.from_iterable(singles), addresses.pack_file(step.step, ".pdf"))
            title = f"Stap {step.number}: {step.title}"
            render = partial(single.render_step, title, step.number, forms, route)
            # Against the 1 of a Word file with its workbook, and the 100 of the book.
            yield Job(names, repr((title, forms, route)), render, weight=10 * len(forms))
    newest = history.changes[0] if history.changes and not history.edited else None
    edition = Stamp("", newest.date if newest else "", newest.commit[:SHORT_COMMIT] if newest else "", settings.url)

    def render_book() -> tuple[bytes]:
        return (book.render_book(toolbox, stamps, edition, route, drawing.draw, images),)

    yield Job((addresses.BOOK,), repr((toolbox, stamps, edition)), render_book, weight=100)


def _office_jobs(toolbox: Toolbox, history: History, settings: Settings) -> Iterator[Job]:
    """A Word file and a workbook for each format."""
    for form in toolbox.formats:
        edition = stamp(form, history, settings)
        names = (addresses.word_file(form), addresses.workbook_file(form))
        yield Job(names, repr((form, edition)), partial(_render_office, form, edition))


def _render_office(form: Format, edition: Stamp) -> tuple[bytes, bytes]:
    return render_word(form, edition), render_workbook(form)


def _previews(toolbox: Toolbox, files: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    sizes = {}
    for form in toolbox.formats:
        path = addresses.preview_file(form)
        files[path], sizes[path] = first_page(files[addresses.print_file(form)])
    return sizes


def _add_data(toolbox: Toolbox, files: dict[str, bytes]) -> None:
    """Data packages, what a form page loads, and a zip per step with every shape of its formats."""
    for form in toolbox.formats:
        files[addresses.data_file(form)] = datapackage.data_zip(form)
        files[addresses.form_script(form)] = form_script(form, files[addresses.fillable_file(form)])
    for step in sorted({form.step for form in toolbox.formats}):
        forms = [form for form in toolbox.formats if form.step == step]
        files[addresses.pack_file(step, ".zip")] = datapackage.zip_bytes(_pack(forms, files))


def _pack(forms: Sequence[Format], files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path in the zip, bytes): a folder for each shape."""
    for folder, address in PACK_FOLDERS:
        for form in forms:
            path = address(form)
            yield f"{folder}/{PurePosixPath(path).name}", files[path]


def theme_files() -> Iterator[tuple[str, bytes]]:
    """Style sheet, scripts, fonts, mark, the licences of what others made, and the published profile."""
    theme = PACKAGE / "theme"
    sheets = [(theme / "css" / f"{name}.css").read_text("utf-8") for name in SHEETS]
    yield "assets/site.css", "\n".join(sheets).encode()
    for name in ("site.js", "scheme.js"):
        yield f"assets/{name}", (theme / "js" / name).read_bytes()
    for name in bundles.BUNDLES:
        yield f"assets/{name}.js", bundles.bundle(name)
    yield "assets/merk.svg", (theme / "assets" / "merk.svg").read_bytes()
    for name, path in webfonts.web_fonts().items():
        yield f"assets/fonts/{name}", path.read_bytes()
    yield licences.NAME, licences.notices().encode()
    yield "profiel/format.schema.json", (PACKAGE / "source" / "profile" / "format.schema.json").read_bytes()
