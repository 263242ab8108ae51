"""One question as the page to fill in shows it, and what it marks: must it be filled in, or may it stay open?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolbox.core.language import DUTCH, Language
from toolbox.core.model import Question, QuestionType
from toolbox.forms.slots import Control, control_of

LIST = "list"
# What a phone shows to type with, by how a question of one line is called.
KEYBOARDS = (
    ("tel", re.compile(r"(^|_)(tel|telefoon|mobiel)(_|$)")),
    ("email", re.compile(r"(^|_)e?_?mail(adres)?(_|$)")),
)
REQUIRED, OPTIONAL = "verplicht", "mag_leeg"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One question, or one place to fill in of a table's row. `control` is a `slots.Control`, or 'list'."""

    question: Question
    name: str
    control: str
    initial: str = ""
    mark: str = ""
    language: Language = DUTCH

    @property
    def id(self) -> str:
        return f"v-{self.name}"

    def described_by(self) -> str:
        """Ids of the texts that stand between the label and the field."""
        parts = {"hulp": self.question.help, "grond": self.question.ground, "wijze": self.hint}
        return " ".join(f"{self.id}-{part}" for part, text in parts.items() if text)

    @property
    def keyboard(self) -> str:
        """The keyboard that a phone shows; '' for the ordinary one."""
        if self.control == "date":
            return "numeric"
        if self.control != Control.LINE.value or self.question.signature:
            return ""
        return next((name for name, called in KEYBOARDS if called.search(self.question.name)), "")

    @property
    def hint(self) -> str:
        if self.control == "date":
            return self.language.text("datum_hulp")
        if self.question.signature:
            return self.language.text("teken_hulp")
        return self.language.text("meer_hulp") if self.control == LIST else ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Whichever is rarer is marked: what must be filled in, or what may stay open."""

    required: int
    optional: int
    language: Language = DUTCH

    @property
    def rule(self) -> str:
        if not self.required:
            return self.language.text("regel_leeg")
        if self.required <= self.optional:
            return self.language.text("regel_verplicht", woord=self.language.text(REQUIRED))
        return self.language.text("regel_alles", woord=self.language.text(OPTIONAL))

    def of(self, question: Question) -> str:
        if self.required <= self.optional:
            return self.language.text(REQUIRED) if question.required else ""
        return "" if question.required else self.language.text(OPTIONAL)

    def of_column(self, column: Question) -> str:
        """A row may always stay open, so only what a row cannot do without is marked."""
        return self.language.text(REQUIRED) if column.required and not column.given else ""


def control_name(question: Question) -> str:
    if question.signature:
        # On paper it takes the room of several lines; typed it is a name.
        return Control.LINE.value
    return LIST if question.type is QuestionType.LIST else control_of(question).value
