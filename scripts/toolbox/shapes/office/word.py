"""Format  →  a Word file: to fill in on a computer or with a pen, and to adapt (ISO/IEC 29500-1, WordprocessingML)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import docx

from toolbox.core.diagram import Diagram
from toolbox.core.edition import Stamp
from toolbox.core.form import Format, Question, QuestionType, Section, Table
from toolbox.forms.concept import concept_note, source_words
from toolbox.forms.slots import Control, Slot, mark, question_slots
from toolbox.shapes.office import wordnames
from toolbox.shapes.office.wordcontrols import Controls, control_title
from toolbox.shapes.office.wordfile import (
    add_custom,
    drop_parts,
    packed,
    write_logo,
    write_page,
    write_properties,
    write_settings,
)
from toolbox.shapes.office.wordlanguage import all_in_dutch, in_dutch, phrase, read_from_right
from toolbox.shapes.office.wordprose import ProseWriter
from toolbox.shapes.office.wordstyles import write_lists, write_styles
from toolbox.shapes.office.wordtables import TableWriter
from toolbox.shapes.office.wordxml import bold, keep_with_next, paragraph, run, w
from toolbox.shapes.paper.sheet import WIDTHS, PaperForm, choice_columns, question_hint

# The route strip is a drawing for paper; without one a PaperForm still knows what stands side by side, and the edition.
NO_ROUTE = Diagram("", "", "", "", (), ())


def render_word(form: Format, stamp: Stamp) -> bytes:
    """The bytes of a .docx with all that the print says, and a content control for every slot and given cell.

    A control's tag is its slot's name (see `wordnames` for long ones); the keywords are `slots.mark`. The same input
    gives the same bytes.
    """
    document = docx.Document()
    sheet = PaperForm(form, stamp, NO_ROUTE)
    drop_parts(document.part)
    write_styles(document.styles.element, form.language)
    write_lists(document.part.numbering_part.element)
    write_settings(document.settings.element, form.language)
    write_properties(document.core_properties, form, stamp)
    width = write_page(document.sections[0], sheet)
    if stamp.logo:
        write_logo(document.sections[0], stamp.logo)
    controls = Controls()
    body = _Body(sheet, controls, ProseWriter(document.part), width)
    # The section's properties are last in a body, and stay so.
    document.element.body[:0] = list(body.blocks())
    if form.language.from_right:
        read_from_right(document.element.body)
        read_from_right(document.sections[0].footer._element)
    add_custom(document.part.package, wordnames.properties(controls.names, mark(form, stamp.toolbox.mark)))
    return packed(document)


class _Body:
    """What stands in the document, from top to bottom."""

    def __init__(self, sheet: PaperForm, controls: Controls, prose: ProseWriter, width: int) -> None:
        self.sheet, self.controls, self.prose, self.width = sheet, controls, prose, width
        self.language = sheet.form.language
        self.tables = TableWriter(controls, width, sheet.form)

    def blocks(self) -> Iterator[Any]:
        form = self.sheet.form
        head = (
            paragraph("Heading1", run(f"{form.number} {form.title}")),
            paragraph("Omschrijving", run(form.description)),
        )
        yield from all_in_dutch(head, form.in_dutch(""))
        yield paragraph("Uitleg", phrase(self.language, "hoort_bij_kort", stap=form.step))
        if form.concept:
            note = paragraph("Uitleg", phrase(self.language, "concept", w("b")), run(" "), run(concept_note(form)))
            yield note if self.language.has("concept_taal") else in_dutch(note)
        if form.translation:
            yield paragraph("Uitleg", phrase(self.language, "antwoord_taal"))
        for section in form.sections:
            yield from self.section(section)

    def section(self, section: Section) -> Iterator[Any]:
        new_page = (w("pageBreakBefore"),) if section.page_break else ()
        is_dutch = self.sheet.form.in_dutch(section.name)
        yield from all_in_dutch([paragraph("Heading2", run(section.title), extra=new_page)], is_dutch)
        intro = list(self.prose.blocks(section.intro, "Tekst"))
        if intro and (section.questions or section.tables):
            keep_with_next(intro[-1])
        yield from all_in_dutch(intro, is_dutch)
        yield from self.origin(section.source)
        for part in section.runs:
            for line in self.sheet.lines(part):
                if len(line.questions) == 1:
                    yield from self.question(line.questions[0])
                else:
                    yield self.side_by_side(line.questions)
                    yield paragraph("Tussenruimte")
            for table in part.tables:
                yield from self.table(table, section)

    def side_by_side(self, questions: tuple[Question, ...]) -> Any:
        """Short questions in one line: a table without lines, that is read from left to right."""
        widths = [self.width * WIDTHS[question.width] // 100 for question in questions]
        row = w("tr", w("trPr", w("cantSplit")))
        for question, width in zip(questions, widths, strict=True):
            properties = w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="bottom"))
            row.append(w("tc", properties, *self.question(question)))
        layout = w(
            "tblPr",
            # No style: in a cell of a table that has one, LibreOffice 7.4 forgets how high an open answer is.
            w("tblW", w=sum(widths), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=120, type="dxa")),
        )
        return w("tbl", layout, w("tblGrid", *(w("gridCol", w=width) for width in widths)), row)

    def question(self, question: Question) -> Iterator[Any]:
        return all_in_dutch(self._question(question), self.sheet.form.in_dutch(question.name))

    def _question(self, question: Question) -> Iterator[Any]:
        slots = list(question_slots(question, question.name, question.title, initial=question.default))
        if question.type is QuestionType.TICK:
            tick = self.controls.tick(slots[0].name, control_title(slots[0]))
            yield paragraph("Keuze", *tick, run("\t" + question.title))
            yield from self.origin(question.source)
            yield from self.explanation(question.help, question.ground)
            return
        is_date = question.type is QuestionType.DATE
        hint = self.language.text("datumvorm") if is_date else question_hint(question, self.language)
        small = w("sz", val=18)
        behind = [run(f" ({hint})", w("b", val=0), small)] if hint else []
        yield paragraph("Vraag", run(question.title), *behind)
        yield from self.origin(question.source)
        yield from self.explanation(question.help, question.ground)
        if question.type is QuestionType.LIST:
            yield from self.ticks(slots, question)
        else:
            yield self.answer(slots[0], question)

    def origin(self, source: str) -> Iterator[Any]:
        """Where a part of a concept comes from."""
        if source:
            yield paragraph("Uitleg", run(source_words(source), w("i"), w("sz", val=16)))

    def ticks(self, slots: list[Slot], question: Question) -> Iterator[Any]:
        """The boxes of a list: in one line when they fit."""
        pieces: list[list[Any]] = []
        for slot in slots:
            label = slot.choice.label if slot.choice else ""
            pieces.append([*self.controls.tick(slot.name, control_title(slot)), label])
        if choice_columns(question) == "run":
            line: list[Any] = []
            for *control, label in pieces:
                line += [*control, run(f" {label}" + "\u2003" * 2)]
            yield paragraph("Keuze", *line)
            return
        for *control, label in pieces:
            yield paragraph("Keuze", *control, run(f"\t{label}"))

    def answer(self, slot: Slot, question: Question) -> Any:
        title = control_title(slot)
        match slot.control:
            case Control.CHOICE:
                between = "\u2003" * 2 if choice_columns(question) == "run" else "\n"
                return paragraph("Keuze", *self.controls.choice(slot.name, title, question.choices, between))
            case Control.DATE:
                return paragraph("Antwoord", *self.controls.date(slot.name, title, tall=True))
            case _:
                return paragraph("Antwoord", *self.controls.area(slot.name, title, question.lines, slot.initial))

    def explanation(self, text: str, ground: str, of: str = "") -> Iterator[Any]:
        """Help, and the ground of what is sensitive in full: a school may take questions apart."""
        if text:
            lead = [bold(f"{of}: ")] if of else []
            yield paragraph("Uitleg", *lead, run(text))
        if ground:
            warning = phrase(self.language, "gevoelig_bij" if of else "gevoelig", w("b"), vraag=of)
            yield paragraph("Gevoelig", warning, run(" "), run(ground))

    def table(self, table: Table, section: Section) -> Iterator[Any]:
        form = self.sheet.form
        yield from all_in_dutch(self._above(table), form.in_dutch(table.name))
        for column in table.shown_columns:
            told = self.explanation(column.help, column.ground, of=column.title)
            yield from all_in_dutch(told, form.in_dutch(f"{table.name}.{column.name}"))
        yield self.tables.table(table, section)
        # Two tables without a paragraph in between would become one.
        yield paragraph("Tussenruimte")

    def _above(self, table: Table) -> Iterator[Any]:
        if table.title:
            yield paragraph("Heading3", run(table.title))
        yield from self.prose.blocks(table.help, "Uitleg")
        yield from self.origin(table.source)
        yield from self.explanation("", table.ground)
