"""A format as the print templates want it: lines of questions, how each table stands on paper."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from toolbox.core.diagram import Diagram
from toolbox.core.edition import Stamp, bare_url
from toolbox.core.form import Choice, Format, Question, QuestionType, Section, Stretch, Table
from toolbox.core.language import DUTCH, Language
from toolbox.forms.answers import split_list
from toolbox.forms.concept import source_words
from toolbox.forms.slots import Row, table_rows
from toolbox.shapes.paper.qrcode import qr_code
from toolbox.shapes.paper.routestrip import Strip, route_strip
from toolbox.shapes.paper.wording import PaperWords

# Of a hundred: three thirds fill a line.
WIDTHS = {"full": 100, "half": 50, "third": 33}
# The longest label, in letters, of choices that stand in three or in two columns of a full line.
CHOICE_COLUMNS = ((24, "thirds"), (38, "halves"))
# Width of a full line, of a letter in a label, and of a tick box with the space around it.
LINE_WIDTH, LETTER, TICK_SPACE = 174, 2.0, 17  # mm
# A page at most, a line of text and one to write on, and a letter that is wide.
PAGE_HEIGHT, TEXT_LINE, WRITING_LINE, WIDE_LETTER = 190, 5.0, 9.0, 3.0  # mm
SMALL_TABLE = 6  # rows: a table of so few is not split over two pages
FEW_QUESTIONS = 2  # before a small table: they, the table, its heading and its legend stay together
# Up to how many letters of a label a date's pattern fits behind it, and 'kies één', which round boxes say too.
DATE_HINT_LETTERS = {"full": 80, "half": 26, "third": 12}
CHOICE_HINT_LETTERS = {"full": 200, "half": 38, "third": 20}
# What is written on a line, in points; and what stands between two columns of questions.
WRITTEN_SIZE, COLUMN_GAP = 10, 5.0  # points, mm
MM_PER_POINT = 25.4 / 72
# Letters: so many of the widest fit beside a format's number and a logo. And where words may be broken.
LONG_WORD, BREAKS = 24, re.compile(r"\s+|(?<=-)(?=[^\W\d])")


@dataclass(frozen=True, slots=True)
class Line:
    """Questions side by side."""

    questions: tuple[Question, ...]

    @property
    def signed(self) -> bool:
        return any(question.signature for question in self.questions)

    @property
    def long(self) -> bool:
        """Whether no page may hold it whole: then it may go on overleaf, and its questions stand below each other."""
        return any(question_height(question) > PAGE_HEIGHT for question in self.questions)


@dataclass(frozen=True)
class PaperForm:
    """A format as the templates want it. `example` says above a filled-in one that nobody is meant."""

    form: Format
    stamp: Stamp
    route: Diagram
    example: str = ""

    @cached_property
    def strip(self) -> Strip:
        return route_strip(self.route, self.form.step, self.form.language)

    @cached_property
    def qr(self) -> Markup:
        return qr_code(self.stamp.url)

    @cached_property
    def address(self) -> tuple[str, str]:
        """Where the newest version is: 'www.example.nl/' and 'bijlagen/3.1', which stays in one piece; or ('', '')."""
        start, *page = bare_url(self.stamp.url).rsplit("/", 2)
        return (f"{start}/" if page else start), "/".join(page)

    @property
    def _items(self) -> Iterator[Question | Table]:
        """Questions and tables in the order of the paper."""
        for run in (run for section in self.form.sections for run in section.runs):
            yield from run.questions
            yield from run.tables

    @cached_property
    def _first_with_ground(self) -> dict[str, str]:
        """Ground → name of the first question or table that has it."""
        first: dict[str, str] = {}
        for item in self._items:
            first.setdefault(item.ground, item.name)
        return first

    def ground(self, item: Question | Table) -> str:
        """The ground in full where it comes first; after that, where it stands."""
        first = self._first_with_ground[item.ground]
        if not item.ground or first == item.name:
            return item.ground
        title = next((other.title for other in self._items if other.name == first), "")
        pointer = self.form.language.text("lees_uitleg", vraag=title)
        return pointer if title and len(pointer) < len(item.ground) else item.ground

    def lines(self, run: Stretch) -> Iterator[Line]:
        """Questions in order, side by side as far as their widths allow."""
        waiting: list[Question] = []
        for question in run.questions:
            if waiting and sum(WIDTHS[other.width] for other in (*waiting, question)) > 100:
                yield Line(tuple(waiting))
                waiting = []
            waiting.append(question)
        if waiting:
            yield Line(tuple(waiting))


def question_height(question: Question) -> float:
    """Millimetres that a question takes at most, with wide letters."""
    letters = LINE_WIDTH * WIDTHS[question.width] / 100 / WIDE_LETTER
    texts = (
        f"{question.title} {source_words(question.source)}",
        question.help,
        question.ground,
        *(choice.label for choice in question.choices),
    )
    lines = sum(len(text) // letters + 1 for text in texts if text)
    return lines * TEXT_LINE + (0 if question.choices else question.lines * WRITING_LINE)


def choice_columns(question: Question) -> str:
    """How its choices stand: all in one line when they fit, else in columns ('run', 'thirds', 'halves', 'whole')."""
    letters = [len(choice.label) for choice in question.choices]
    if len(letters) * TICK_SPACE + sum(letters) * LETTER <= LINE_WIDTH * WIDTHS[question.width] / 100:
        return "run"
    if question.width != "full":
        return "whole"
    return next((name for limit, name in CHOICE_COLUMNS if max(letters) <= limit), "whole")


def question_hint(question: Question, language: Language = DUTCH) -> str:
    """A few words behind the label on how to answer."""
    letters = len(question.title)
    if question.choices:
        if question.type is QuestionType.LIST:
            return language.text("meer_mag")
        return language.text("kies_een") if letters <= CHOICE_HINT_LETTERS[question.width] else ""
    is_short = question.type is QuestionType.DATE and letters <= DATE_HINT_LETTERS[question.width]
    return language.text("datumvorm") if is_short else ""


def answer_lines(question: Question) -> tuple[str, ...]:
    """What stands on each line to write on, '' for an empty one: more lines than it has where the text takes them."""
    if not question.default:
        return ("",) * question.lines
    # What reads fonts is loaded when something is to be written.
    from toolbox.shapes.paper.lettering import wrap

    width = LINE_WIDTH * WIDTHS[question.width] / 100 - (0 if question.width == "full" else COLUMN_GAP)
    lines = wrap(question.default, width / MM_PER_POINT, WRITTEN_SIZE)
    return (*lines, *[""] * (question.lines - len(lines)))


def is_chosen(text: str, choice: Choice) -> bool:
    """Whether an answer, as in a CSV, holds the choice."""
    return choice.value in split_list(text)


def table_has_matrix(table: Table) -> bool:
    return any(column.matrix for column in table.columns)


def column_shares(table: Table) -> tuple[float, ...]:
    """Per cent of the width for each drawn column: a matrix column counts once for each choice."""
    columns = table.shown_columns
    shares: list[float] = []
    for column in columns:
        share = column.share or 100 / len(columns)
        parts = len(column.choices) if column.matrix else 1
        shares += [round(share / parts, 3)] * parts
    return tuple(shares)


def row_header(table: Table) -> int:
    """Index of the shown column whose text names the row; -1 when none does."""
    return next((index for index, column in enumerate(table.shown_columns) if column.given), -1)


def beside_label(question: Question) -> bool:
    """Whether the choices may stand behind the label, when space is scarce: nothing comes in between."""
    return bool(question.choices) and not question.help and not question.ground


def is_small(table: Table) -> bool:
    return len(table.rows) + table.empty_rows <= SMALL_TABLE


def is_one_piece(section: Section) -> bool:
    """Whether a section stays on one page: a small table with its heading and legend, what all sign, an explanation."""
    if not section.tables:
        return not section.questions or any(question.signature for question in section.questions)
    return len(section.tables) == 1 and is_small(section.tables[0]) and len(section.questions) <= FEW_QUESTIONS


def row_lines(row: Row) -> int:
    """Lines of writing in the row, at most 3: 0 when there is only something to tick.

    Text that is printed in a cell is an example: who wants another uses an empty row, so no pen comes there.
    """
    written = [
        column.lines
        for column in row.table.shown_columns
        if not (column.given or column.choices or column.type is QuestionType.TICK or row.cell(column))
    ]
    return min(3, max(written, default=0))


def row_groups(table: Table) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """(heading, rows) in order; the empty rows stand under the last heading."""
    groups: list[tuple[str, list[Row]]] = []
    for own, rows in itertools.groupby(table_rows(table), key=lambda row: row.own):
        if own and groups:
            groups[-1][1].extend(rows)
        else:
            groups += [(heading, list(same)) for heading, same in itertools.groupby(rows, key=lambda row: row.heading)]
    return tuple((heading, tuple(rows)) for heading, rows in groups)


def has_long_word(html: str) -> bool:
    """Whether something in it that is not broken may be too wide for where the head of a format has its text."""
    return any(len(word) > LONG_WORD for word in BREAKS.split(re.sub(r"<[^>]*>", " ", html)))


# What the templates call.
HELPERS = {
    "has_long_word": has_long_word,
    "source_words": source_words,
    "fillable": False,
    "answer_lines": answer_lines,
    "is_chosen": is_chosen,
    "beside_label": beside_label,
    "is_one_piece": is_one_piece,
    "is_small": is_small,
    "choice_columns": choice_columns,
    "column_shares": column_shares,
    "has_matrix": table_has_matrix,
    "hint": question_hint,
    "row_groups": row_groups,
    "row_header": row_header,
    "row_lines": row_lines,
    "together": SMALL_TABLE,
    "words": PaperWords(),
}
