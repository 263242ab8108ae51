"""In which shapes a format, a step or the whole toolbox can be had: what its links on the site say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolbox.core import addresses
from toolbox.core.dutch import size_text
from toolbox.core.form import Format
from toolbox.core.method import Role, Words
from toolbox.core.page import Page
from toolbox.forms.packs import Pack

# Why a step's zip has folders: this order is the one in which a mentor looks for something.
PACK_FOLDERS = (
    ("1-printen", addresses.print_file),
    ("2-invulbare-pdf", addresses.fillable_file),
    ("3-word", addresses.word_file),
    ("4-excel", addresses.workbook_file),
    ("5-data", addresses.data_file),
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a page says of the files beside it, by site path: bytes, PDF pages, and (width, height) in pixels."""

    sizes: Mapping[str, int]
    pages: Mapping[str, int]
    previews: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to have something. `short` is its name in a list of many, `words` say for whom it is.

    `kind` and `size` are '' when it is a page of the site; `href` is relative to the site until a view makes it
    relative to a page.
    """

    label: str
    short: str
    words: str
    kind: str
    size: str
    href: str
    icon: str

    @property
    def facts(self) -> str:
        """'pdf, 89 kB': what someone wants to know before tapping."""
        return f"{self.kind}, {self.size}" if self.kind else "op deze site"

    @property
    def download(self) -> bool:
        """Whether a browser should keep it as a file: a PDF and a page can be looked at."""
        return self.kind not in ("", "pdf")


def _file(rendered: Rendered, path: str, label: str, short: str, words: str, icon: str) -> Shape:
    kind = path.rsplit(".", 1)[-1]
    return Shape(label, short, words, kind, size_text(rendered.sizes[path]), path, icon)


@dataclass(frozen=True, slots=True)
class RolePack:
    """What can be handed to one role of a step: `numbers` are those of the formats, '5.2 en 5.4'."""

    role: Role
    numbers: str
    shapes: tuple[Shape, ...]


def role_pack(pack: Pack, role: Role, shapes: tuple[Shape, ...]) -> RolePack:
    *first, last = (form.number for form in pack.forms)
    return RolePack(role, f"{', '.join(first)} en {last}", shapes)


def book_shape(rendered: Rendered, mark: str) -> Shape:
    """`mark` is that of the toolbox."""
    words = "Alle tekst en alle formats, met inhoudsopgave."
    return _file(rendered, addresses.book_file(mark), "De hele toolbox als boek", "Boek", words, "book")


def register_shape(rendered: Rendered, mark: str) -> Shape:
    """`mark` is that of the toolbox."""
    words = "Alle vragen van alle formats op een rij. Wat de formats niet zeggen, vul je zelf in."
    return _file(rendered, addresses.register_file(mark), "Register van gegevens", "Register", words, "sheet")


def pack_shapes(pack: Pack, rendered: Rendered) -> tuple[Shape, ...]:
    """All formats of a step at once, or what one role fills in of it."""
    one, every = (addresses.pack_file(pack.step, suffix, pack.slug) for suffix in (".pdf", ".zip"))
    folders = "In de zip heeft elke vorm een map: printen, invulbare pdf, Word, Excel en data."
    return (
        _file(rendered, one, "Alle formats in één pdf", "Alles in één pdf", "Om te printen.", "print"),
        _file(rendered, every, "Alle vormen in één zip", "Alles in één zip", folders, "pack"),
    )


def deck_shapes(page: Page, rendered: Rendered) -> tuple[Shape, ...]:
    """A page that is a presentation too."""
    show = "Om te laten zien en aan te passen. Wat je erbij vertelt, staat in de notities."
    paper = "Om te printen, met onder elke dia wat je erbij vertelt."
    return (
        _file(rendered, addresses.slides_file(page), "PowerPoint", "PowerPoint", show, "screen"),
        _file(rendered, addresses.handout_file(page), "Printen", "Printen", paper, "print"),
    )


def example_shape(form: Format, rendered: Rendered) -> Shape:
    """A format that somebody who was made up filled in."""
    words = "Om te lezen of te printen. Over elke bladzijde staat dat het een voorbeeld is."
    return _file(rendered, addresses.example_file(form), "Het voorbeeld op papier", "Voorbeeld", words, "print")


def format_shapes(form: Format, rendered: Rendered, words: Words) -> tuple[Shape, ...]:
    """Every shape of one format, in the order in which someone needs them."""
    screen = Shape(
        "Op het scherm invullen",
        "Op het scherm",
        "Voor tijdens het gesprek, op een laptop of telefoon. Het blijft op je apparaat.",
        "",
        "",
        addresses.fill_url(form.number),
        "screen",
    )
    return (
        _file(
            rendered,
            addresses.print_file(form),
            "Printen",
            "Printen",
            "Voor op papier: je vult het met een pen in.",
            "print",
        ),
        screen,
        _file(
            rendered,
            addresses.fillable_file(form),
            "Invulbare pdf",
            "Invulbare pdf",
            "Voor op de computer: je vult het in en bewaart het in het dossier.",
            "pen",
        ),
        _file(
            rendered,
            addresses.word_file(form),
            "Word",
            "Word",
            f"Voor wie het wil aanpassen aan {words.article} eigen {words.organisation}.",
            "word",
        ),
        _file(
            rendered,
            addresses.workbook_file(form),
            "Excel",
            "Excel",
            "Voor wie antwoorden in tabellen verzamelt.",
            "sheet",
        ),
        _file(
            rendered,
            addresses.data_file(form),
            "Data",
            "Data",
            "Voor ICT: het format als datapakket, voor een eigen systeem.",
            "data",
        ),
        *_phone(form, rendered),
    )


def _phone(form: Format, rendered: Rendered) -> Iterator[Shape]:
    if form.is_folded:
        words = "Voor in een bericht: een plaatje, zonder wat je zelf invult."
        yield _file(rendered, addresses.phone_file(form), "Plaatje voor de telefoon", "Plaatje", words, "screen")
