"""What a format's parts are called, and how they are described, in words a school reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolbox.core.form import Choice, Format, Question, QuestionType, Section, Table

WIDTHS = {"full": "een hele regel", "half": "een halve regel", "third": "een derde van een regel"}
TYPES = {
    QuestionType.DATE: "een datum",
    QuestionType.TICK: "een vakje om aan te kruisen",
    QuestionType.LIST: "vakjes; meer dan één mag",
}
QUESTION, COLUMN, TABLE = "vraag", "kolom", "tabel"


def section_title(section: Section) -> str:
    return section.title or section.name


def table_title(table: Table, form: Format) -> str:
    """Its own title, else that of its section: many tables have none."""
    section = next((section for section in form.sections if section.name == table.section), None)
    return table.title or (section_title(section) if section else table.name)


def answer_kind(question: Question) -> str:
    if question.given:
        return "vaste tekst"
    if question.type is QuestionType.TEXT:
        return "één keuze" if question.choices else "tekst"
    return TYPES[question.type]


def share_words(share: int) -> str:
    return f"{share}%" if share else "even breed als de andere"


def labels(choices: Sequence[Choice]) -> str:
    return ", ".join(f"‘{choice.label}’" for choice in choices)


def portrait(question: Question) -> Iterator[str]:
    """All that someone sees of a question, a sentence each; without its own text."""
    if question.signature:
        yield "Dit is een vak voor een handtekening."
    else:
        yield f"Soort antwoord: {answer_kind(question)}."
    if question.choices:
        yield f"Keuzes: {labels(question.choices)}."
    if question.help:
        yield f"Uitleg: {question.help}"
    if question.condition:
        yield f"Op het scherm verschijnt dit pas bij het antwoord {question.condition.words}."
    if question.required:
        yield "Dit moet ingevuld zijn."
    if question.source:
        yield f"Bron: {question.source}."
    if question.ground:
        yield f"Gevoelig. Reden: {question.ground}"
