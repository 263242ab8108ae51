"""What a comparison finds, as values: the Dutch sentences stand in `sentences`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from toolbox.changes.blocks import BlockDiff
from toolbox.changes.sentences import EFFECTS, SENTENCES
from toolbox.changes.words import Marked


class ItemKind(StrEnum):
    PAGE = "pagina"
    FORMAT = "format"
    DIAGRAM = "schema"
    INVENTORY = "inventaris"
    METHOD = "toolbox"
    SINCE = "feitenlijst"
    WORDS = "woordenlijst"
    JOURNEY = "eigen route"
    TERMS = "begrippenlijst"
    EXAMPLE = "voorbeeld"
    IMAGE = "afbeelding"
    OVERLAY = "editie"


class Fate(StrEnum):
    """What became of a page, format or diagram as a whole."""

    NEW = "nieuw"
    REMOVED = "verwijderd"
    MOVED = "verplaatst"
    CHANGED = "gewijzigd"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    `code` names the sentence and `values` fill it in; `subject` says what it is about ('Vraag ‘Naam’'; '' for the whole
    page or format). `words` is the text before and after in one, `blocks` the same for longer text and tables.
    `effects` are codes of sentences on what it means, filled in by the same values.
    """

    code: str
    subject: str = ""
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    words: Marked = ()
    blocks: tuple[BlockDiff, ...] = ()
    effects: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code].format_map(self.values)

    @property
    def effect_sentences(self) -> tuple[str, ...]:
        return tuple(EFFECTS[code].format_map(self.values) for code in self.effects)


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """All that changes in one page, format, diagram, image or the inventory. `old_path` is set when it was another."""

    kind: ItemKind
    fate: Fate
    path: str
    number: str
    title: str
    changes: tuple[Change, ...]
    old_path: str = ""

    @property
    def name(self) -> str:
        """'3.1 Format school-naar-werk-gesprek'."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Changes:
    """Pages in reading order, then formats, diagrams, the inventory and images.

    Empty when a reader sees no difference.
    """

    items: tuple[ItemDiff, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items)

    def of_kind(self, kind: ItemKind) -> tuple[ItemDiff, ...]:
        return tuple(item for item in self.items if item.kind is kind)
