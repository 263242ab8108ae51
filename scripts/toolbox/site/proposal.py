"""What the page for proposals shows, and the source text that it loads: one script for each page and format.

A script and not a data file: so it works under a policy that lets a page connect to nothing, and from a USB stick.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from toolbox.core import addresses
from toolbox.core.addresses import ABOUT_OVERLAY
from toolbox.core.form import Format
from toolbox.core.gitname import blob_name
from toolbox.core.model import Toolbox
from toolbox.core.page import Page, PageKind
from toolbox.core.settings import Settings
from toolbox.forms.concept import concept_note
from toolbox.history.history import History
from toolbox.shapes.paper.hyphens import broken_words
from toolbox.shapes.paper.routestrip import route_strip
from toolbox.site.proposalrules import RULES
from toolbox.source.overlays.baseline import base_hash
from toolbox.source.overlays.loading import EDITION as EDITION_FILE
from toolbox.source.overlays.model import Aim, Overlaid, Target

SOURCES = "bron/"
TEXT, FORM, EDITION = "tekst", "format", "editie"
# What edits a text as it looks, seen from the page for proposals.
RICH = addresses.relative(addresses.PROPOSAL, "assets/proposal-text.js")
# The looks of a format on paper, seen from there.
PAPER = addresses.relative(addresses.PROPOSAL, addresses.PAPER_SHEET)
OTHER_TITLE, EDITIONS_TITLE = "Andere pagina’s", "Edities per regio"
# As page.schema.json has it.
MAX_ORDER = 99


@dataclass(frozen=True, slots=True)
class Editable:
    """One source file that people can propose a change to. `url` is where it shows, relative to the site.

    `fixed_title`: the title also stands in another file, and has to stay the same there. `base` is the code of all that
    a page says: what a region writes beside it was made against that. Of a format, `note` is what it says of itself as
    a concept, `broken` where the long words of its tables break on paper.
    """

    path: str
    kind: str
    number: str
    title: str
    url: str
    version: str = ""
    fixed_title: bool = False
    base: str = ""
    note: str = ""
    broken: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """'3.1 School-naar-werk-gesprek', 'Stap 3: School-naar-werk-gesprek', 'Inleiding'."""
        step = self.number and "." not in self.number
        if step:
            return f"Stap {self.number}: {self.title}"
        return f"{self.number} {self.title}".strip()

    @property
    def slug(self) -> str:
        """A name for files about it: 'format-3.1-…', 'tekst-bijlagen-3.1-…'."""
        folders = PurePosixPath(self.path).with_suffix("").parts[1:]
        return "-".join([self.kind, *(folders[:-1] if self.kind == FORM else folders)])

    @property
    def script(self) -> str:
        """Where its source text stands, relative to the page for proposals."""
        return f"{SOURCES}{self.slug}.js"


@dataclass(frozen=True, slots=True)
class EditableRow:
    """One number in the list to choose from: its text, its format, or both."""

    number: str
    title: str
    items: tuple[Editable, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """The page for proposals. `mail` and `issues_url` may be ''; `regions` are those that proposed something before.

    A new page without a number comes at place `order`, under a name that is not `taken`. `strips` is JSON: by the
    number of a step, the two lines that a format of it has on paper beside the route.
    """

    groups: tuple[tuple[str, tuple[EditableRow, ...]], ...]
    issues_url: str
    mail: str
    sending: str
    regions: tuple[str, ...]
    rules: str = RULES
    rich: str = RICH
    paper: str = PAPER
    commit: str = ""
    order: int = 1
    taken: tuple[str, ...] = ()
    strips: str = "{}"

    @classmethod
    def of(
        cls, toolbox: Toolbox, history: History, settings: Settings, all_overlaid: Sequence[Overlaid] = ()
    ) -> ProposalView:
        regions = sorted({change.region for change in history.changes if change.region})
        ways = settings.issues_url, settings.contact, settings.sending
        order = min(MAX_ORDER, max((page.order for page in toolbox.pages), default=0) + 1)
        taken = tuple(sorted(addresses.TAKEN))
        return cls(
            tuple(_groups(toolbox, all_overlaid)),
            *ways,
            tuple(regions),
            commit=history.head,
            order=order,
            taken=taken,
            strips=json.dumps(_strips(toolbox), ensure_ascii=False),
        )


def _strips(toolbox: Toolbox) -> dict[int, tuple[str, str]]:
    route = toolbox.diagram("route")
    strips = {step.step: route_strip(route, step.step) for step in toolbox.of_kind(PageKind.STEP)}
    return {step: (strip.text, strip.first) for step, strip in strips.items()}


def editables(toolbox: Toolbox, all_overlaid: Sequence[Overlaid] = ()) -> tuple[Editable, ...]:
    """Every page, every format and every region's own, in the order of the list."""
    return tuple(item for _, rows in _groups(toolbox, all_overlaid) for row in rows for item in row.items)


def _groups(toolbox: Toolbox, all_overlaid: Sequence[Overlaid]) -> list[tuple[str, tuple[EditableRow, ...]]]:
    groups = [(toolbox.method.about, _rows(toolbox, toolbox.of_kind(PageKind.INTRO)))]
    for step in toolbox.of_kind(PageKind.STEP):
        pages = (step, *toolbox.appendices(step.step))
        groups.append((f"Stap {step.number}: {step.title}", _rows(toolbox, pages)))
    groups.append((OTHER_TITLE, _rows(toolbox, toolbox.of_kind(PageKind.PLAIN))))
    groups.append((EDITIONS_TITLE, tuple(row for one in all_overlaid for row in _of_region(one))))
    return [(title, rows) for title, rows in groups if rows]


def _rows(toolbox: Toolbox, pages: tuple[Page, ...]) -> tuple[EditableRow, ...]:
    return tuple(EditableRow(page.number, page.title, _items(toolbox, page)) for page in pages)


def _items(toolbox: Toolbox, page: Page) -> tuple[Editable, ...]:
    form = toolbox.format(page.number) if page.kind is PageKind.APPENDIX else None
    url = addresses.page_url(page)
    base = base_hash(toolbox, Target(Aim.TEXT, page.path))
    text = Editable(page.path, TEXT, page.number, page.title, url, fixed_title=form is not None, base=base)
    return (text, _of_format(form, url)) if form else (text,)


def _of_region(one: Overlaid) -> Iterator[EditableRow]:
    """Whose its edition is, and its own pages."""
    root, name = one.badge.root, one.badge.name
    about = Editable(f"{one.overlay.folder}/{EDITION_FILE}", EDITION, "", f"Editie {name}", root + ABOUT_OVERLAY)
    yield EditableRow("", f"Editie {name}", (about,))
    for page in one.overlay.pages:
        url = root + addresses.page_url(page)
        yield EditableRow("", f"{page.title} ({name})", (Editable(page.path, TEXT, "", page.title, url),))


def _of_format(form: Format, url: str) -> Editable:
    return Editable(
        *(form.path, FORM, form.number, form.title, url, form.version),
        fixed_title=True,
        note=concept_note(form),
        broken=broken_words(form),
    )


def source_script(item: Editable, files: Mapping[str, bytes], history: History, settings: Settings) -> bytes:
    """The script with the source text of `item`; `files` are the tree's. ASCII: no reader's encoding can change it.

    `blob` is the name that Git gives the text (SHA-1 of its header and bytes): the page checks that every byte came.
    """
    data = files[item.path]
    folder = item.path.rsplit("/", 1)[0]
    tables = sorted(path for path in files if path.startswith(f"{folder}/") and path.endswith(".csv"))
    source = {
        "path": item.path,
        "title": item.name,
        "url": settings.url + item.url,
        "version": item.version,
        "commit": history.head,
        "blob": blob_name(data),
        "fixedTitle": item.fixed_title,
        "note": item.note,
        "broken": dict(item.broken),
        "text": data.decode("utf-8"),
        "csv": {path.rsplit("/", 1)[1]: files[path].decode("utf-8") for path in tables if item.kind == FORM},
    }
    return f"toolboxSource({json.dumps(source)});\n".encode("ascii")
