"""Everything in order: read, load, check, render, stage, site engine, publish."""

from __future__ import annotations

import calendar
import datetime
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox import addresses, engine, packages, publish, webfonts
from toolbox.cache import PACKAGE, Job, Store, code_hash, run_jobs
from toolbox.characters import check_characters
from toolbox.checks import check
from toolbox.findings import Finding, Severity, sort_findings
from toolbox.fonts import undrawable
from toolbox.history import History, read_history
from toolbox.load import load
from toolbox.model import Format, PageKind, Stamp, Toolbox
from toolbox.settings import CONFIG, Settings, read_settings
from toolbox.tree import Tree, read_tree

WORK = ".build"
SITE = "site"
SHORT_COMMIT = 7
EARLIEST = datetime.date(1980, 1, 1)
# In this order: a later sheet may change what an earlier one says.
SHEETS = (
    *("tokens", "base", "topbar", "search", "route", "home", "page", "prose"),
    *("tables", "shapes", "format", "downloads", "footer", "print"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """A checkout, read and checked."""

    root: Path
    tree: Tree
    toolbox: Toolbox
    findings: tuple[Finding, ...]

    @property
    def has_errors(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did: `changed` is False when the site was already what it should be."""

    findings: tuple[Finding, ...]
    built: bool
    changed: bool
    pages: int = 0
    files: int = 0


def read_source(root: Path) -> Source:
    tree, tree_findings = read_tree(root)
    loaded = load(tree)
    characters = check_characters(tree, loaded.toolbox, undrawable)
    findings = sort_findings([*tree_findings, *loaded.findings, *check(loaded), *characters])
    return Source(root, tree, loaded.toolbox, findings)


def build(root: Path) -> Result:
    """Build the site of the checkout at `root`. With errors in the source nothing is written and the old site stays."""
    with publish.only_one(root / WORK / "lock"):
        source = read_source(root)
        if source.has_errors:
            return Result(source.findings, built=False, changed=False)
        history = read_history(root)
        fingerprint = _fingerprint(source, history)
        if publish.is_current(root / SITE, fingerprint):
            return Result(source.findings, built=True, changed=False)
        outputs = _outputs(source, history)
        new = root / WORK / "site.new"
        docs = root / WORK / "docs"
        _write(docs, outputs)
        shutil.rmtree(new, ignore_errors=True)
        engine.run_engine(root / CONFIG, docs, new, _epoch(history))
        publish.write_record(new, history.head, fingerprint)
        pages = sum(1 for path in outputs if path.endswith(".md"))
        publish.put_in_place(new, root / SITE)
        return Result(source.findings, built=True, changed=True, pages=pages, files=len(outputs))


def _fingerprint(source: Source, history: History) -> str:
    """Changes whenever the site would: sources, history, settings or code."""
    digest = hashlib.sha256(code_hash().encode())
    digest.update((source.root / CONFIG).read_bytes())
    digest.update(f"{history.head}\0{sorted(history.edited)}".encode())
    for path in sorted(source.tree.files):
        digest.update(f"{path}\0".encode() + hashlib.sha256(source.tree.files[path]).digest())
    return digest.hexdigest()


def _epoch(history: History) -> int:
    """Seconds since 1970 of the newest change: the same for every build of a commit."""
    date = datetime.date.fromisoformat(history.changes[0].date) if history.changes else EARLIEST
    return calendar.timegm(date.timetuple())


def _outputs(source: Source, history: History) -> dict[str, bytes]:
    """Everything of the staged docs folder, by path."""
    # WeasyPrint takes half a second to import: only a build that renders pays for it.
    from toolbox import views

    settings = read_settings(source.root)
    papers = run_jobs(list(_paper_jobs(source.toolbox, history, settings)), Store(source.root / WORK / "cache"))
    files = dict(papers)
    previews = _previews(source.toolbox, papers, files)
    _add_packs(source.toolbox, files)
    from toolbox.pageview import Rendered
    from toolbox.preview import page_count

    rendered = Rendered(
        sizes={path: len(data) for path, data in files.items()},
        pages={path: page_count(data) for path, data in papers.items()},
        previews=previews,
    )
    files.update(theme_files())
    files.update(views.render_site(source.toolbox, history, settings, rendered))
    return files


def stamp(form: Format, history: History, settings: Settings) -> Stamp:
    """Which edition of a format this is: its own last change, so that another format's change leaves it as it was."""
    change = history.last_of(form.folder)
    date, commit = (change.date, change.commit[:SHORT_COMMIT]) if change else ("", "")
    return Stamp(form.version, date, commit, settings.url + addresses.format_url(form.number))


def _paper_jobs(toolbox: Toolbox, history: History, settings: Settings) -> Iterator[Job]:
    from toolbox import book, drawing, paper

    route = toolbox.diagram("route")
    stamps = {form.number: stamp(form, history, settings) for form in toolbox.formats}
    for step in toolbox.of_kind(PageKind.STEP):
        forms = [(form, stamps[form.number]) for form in toolbox.formats if form.step == step.step]
        if forms:
            names = (*(addresses.print_file(form) for form, _ in forms), addresses.pack_file(step.step, ".pdf"))
            title = f"Stap {step.number}: {step.title}"
            render = partial(paper.render_step, title, step.number, forms, route)
            yield Job(names, repr((title, forms, route)), render, weight=len(forms))
    newest = history.changes[0] if history.changes and not history.edited else None
    edition = Stamp("", newest.date if newest else "", newest.commit[:SHORT_COMMIT] if newest else "", settings.url)

    def render_book() -> tuple[bytes]:
        return (book.render_book(toolbox, stamps, edition, route, drawing.draw),)

    yield Job((addresses.BOOK,), repr((toolbox, stamps, edition)), render_book, weight=100)


def _previews(toolbox: Toolbox, papers: Mapping[str, bytes], files: dict[str, bytes]) -> dict[str, tuple[int, int]]:
    from toolbox.preview import first_page

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


def _write(folder: Path, outputs: Mapping[str, bytes]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, data in outputs.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
