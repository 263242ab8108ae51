"""One question as the page to fill in shows it, and what it marks: must it be filled in, or may it stay open?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from toolbox.core.form import Question, QuestionType
from toolbox.core.language import DUTCH, Language
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
    def hint(self) -> Markup:
        if self.control == "date":
            return self.language.say("datum_hulp")
        if self.question.signature:
            return self.language.say("teken_hulp")
        return self.language.say("meer_hulp") if self.control == LIST else Markup("")


@dataclass(frozen=True, slots=True)
class Marks:
    """Whichever is rarer is marked: what must be filled in, or what may stay open."""

    required: int
    optional: int
    language: Language = DUTCH

    @property
    def rule(self) -> Markup:
        if not self.required:
            return self.language.say("regel_leeg")
        if self.required <= self.optional:
            return self.language.say("regel_verplicht", woord=self.language.say(REQUIRED))
        return self.language.say("regel_alles", woord=self.language.say(OPTIONAL))

    def of(self, question: Question) -> Markup:
        if self.required <= self.optional:
            return self.language.say(REQUIRED) if question.required else Markup("")
        return Markup("") if question.required else self.language.say(OPTIONAL)

    def of_column(self, column: Question) -> Markup:
        """A row may always stay open, so only what a row cannot do without is marked."""
        return self.language.say(REQUIRED) if column.required and not column.given else Markup("")


def control_name(question: Question) -> str:
    if question.signature:
        # On paper it takes the room of several lines; typed it is a name.
        return Control.LINE.value
    return LIST if question.type is QuestionType.LIST else control_of(question).value
