"""What an overlay says, before anything is done with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from toolbox.core.badge import Badge
from toolbox.core.form import Choice, Format, Question
from toolbox.core.language import DUTCH, Language
from toolbox.core.model import Toolbox
from toolbox.core.page import Image, Page
from toolbox.core.place import Place
from toolbox.core.prose import Prose


class Operation(StrEnum):
    """What an override does, as `doe` says it. The order is that in which those of one format are done."""

    REPLACE = "vervang"
    BEFORE = "ervoor"
    AFTER = "erna"
    RELABEL = "hernoem"
    CHOICE = "keuze-erbij"
    CELLS = "rij-anders"
    ROW = "rij-erbij"
    DEFAULT = "standaard"
    ADD = "vraag-erbij"
    ORDER = "volgorde"
    HIDE = "verberg"
    TRANSLATE = "vertaal"


NO_TEXT, NOWHERE = Prose(), Place("")
TEXT_OPERATIONS = (Operation.REPLACE, Operation.BEFORE, Operation.AFTER)


class Aim(StrEnum):
    """What of the base an override is about, as people call it."""

    TEXT = "tekst"
    TOOL = "hulpmiddel"
    QUESTION = "vraag"
    TABLE = "tabel"
    SECTION = "blok"
    CHOICE = "keuze"
    ROW = "rij"
    COLUMN = "kolom"
    FORM = "formulier"
    PAGE = "pagina"
    BOX = "vak"
    PHRASE = "woord"


@dataclass(frozen=True, slots=True)
class Target:
    """`unit` is a page's path, a format's number or the name of a diagram ('' for our own phrases); `name` is a
    heading's id ('' for the whole text) or the name of a question, table, block, box or phrase; `part` is a choice's
    value, a column's name or the first words of a row."""

    aim: Aim
    unit: str
    name: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """One thing that an overlay does otherwise. `base` is the hash of what it was made against ('' when it does not
    say), `outcomes` what was decided each time that moved on. What follows is for the operations that need it."""

    operation: Operation
    target: Target
    base: str
    place: Place
    outcomes: tuple[tuple[str, str, str], ...] = ()
    text: Prose = NO_TEXT
    file: str = ""
    title: str = ""
    help: str = ""
    field: Question | None = None
    condition: tuple[str, str] = ("", "")
    choice: Choice | None = None
    choices: tuple[Choice, ...] = ()
    ground: str = ""
    picture: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    value: str = ""
    after: str = ""
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A row of a region's social map: `purposes` are what the organisation can be asked for, `details` (title, text) of
    all else, `checked` the date on which somebody last looked whether it is so."""

    group: str
    organisation: str
    purposes: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    checked: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """The folder of a region or a language, as it was read; `contacts` is its social map."""

    folder: str
    badge: Badge
    overrides: tuple[Override, ...] = ()
    language: Language = DUTCH
    pages: tuple[Page, ...] = ()
    logo: Image | None = None
    contacts: tuple[Contact, ...] = ()
    place: Place = NOWHERE

    @property
    def name(self) -> str:
        """As the version of its formats has it: 'nijmegen', 'taal-en'."""
        return self.badge.slug if self.language == DUTCH else f"taal-{self.badge.slug}"


class Standing(StrEnum):
    """Whether an override is in step with the base."""

    SAME = "bij"
    CHANGED = "basis veranderd"
    GONE = "basis weg"
    CLASH = "botst"


@dataclass(frozen=True, slots=True)
class Difference:
    """An override as it stands now. `now` is the hash of what it is about, '' when that is gone; `why` says what
    clashes."""

    override: Override
    standing: Standing
    now: str
    words: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A toolbox with an overlay laid over it. `changed` are the numbers of the formats that differ from the base's."""

    overlay: Overlay
    toolbox: Toolbox
    differences: tuple[Difference, ...] = ()
    changed: frozenset[str] = frozenset()

    @property
    def badge(self) -> Badge:
        return self.overlay.badge

    @property
    def forms(self) -> tuple[Format, ...]:
        """The formats that differ from the base's."""
        return tuple(form for form in self.toolbox.formats if form.number in self.changed)

    @property
    def behind(self) -> tuple[Difference, ...]:
        """What is no longer in step with the base."""
        return tuple(one for one in self.differences if one.standing is not Standing.SAME)
