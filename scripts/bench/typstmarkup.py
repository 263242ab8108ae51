"""A format as Typst markup, for `bench.typst`: the same words, the same places to write and tick, on A4.

What is as on our paper: all words but those of the route strip's drawing, labels with hint, help and ground, lines and
boxes, ticks in columns, tables with their headings, groups and as many rows, running head, foot with QR code, measures
and the three densities. What is not: the strip's drawing and a logo; a flyer is laid out as any other format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from toolbox.core.edition import bare_url
from toolbox.core.form import Question, QuestionType, Section, Table
from toolbox.core.prose import Prose
from toolbox.forms.concept import concept_note
from toolbox.forms.slots import Row
from toolbox.shapes.paper import sheet as paper
from toolbox.shapes.paper.qrcode import QR_TITLE

# Which density is asked for comes from outside (`sys.inputs`), so that one file serves for all three. A line of text
# is as high as its letters and what stands between them, as in CSS.
PREAMBLE = """
#let dense = sys.inputs.density != "roomy"
#let tight = sys.inputs.density == "tight"
#let pick(roomy, close) = if dense { close } else { roomy }
#set text(font: "Atkinson Hyperlegible Next", size: 11pt, lang: "nl", region: "NL")
#set text(top-edge: 0.8em, bottom-edge: -0.2em)
#set par(leading: 0.3em, spacing: 0.8mm)
#set block(spacing: 0.8mm)
#set table(stroke: 0.3mm, inset: (x: 2mm, y: pick(1.2mm, 0.6mm)), align: horizon)
#show heading.where(level: 1): set text(21pt, weight: 700)
#show heading.where(level: 2): set text(pick(13.5pt, 13pt), weight: 700)
#show heading.where(level: 3): set text(11pt, weight: 700)
#show heading: set block(spacing: 0.8mm)
#let rule = 0.25mm + rgb("#333")
#let small(body) = block(text(8.5pt, body))
#let help(body) = block(text(pick(9.5pt, 9pt), body))
#let named(name, body) = help[#strong(name) #body]
#let ground(name, body) = block(inset: (left: 2mm), stroke: (left: 0.7mm), text(8.5pt)[#strong(name) #body])
#let intro(..parts) = block(text(pick(10pt, 9.5pt), parts.pos().join()), sticky: true)
#let asked(title, hint) = block({
  text(10pt, weight: 600, title)
  if hint != "" { text(9pt, " (" + hint + ")") }
})
#let tick(shape) = box(width: 4.8mm, height: 4.8mm, stroke: 0.4mm, radius: if shape == "round" { 2.4mm } else { 0.5mm })
#let choice(shape, words) = block(height: auto, inset: (y: pick(1.2mm, 0.9mm)), grid(
  columns: (7.2mm, 1fr), align: horizon, tick(shape), words
))
#let run(shape, ..labels) = block(inset: (y: pick(1.2mm, 0.9mm)), labels.pos().map(words => box(
  grid(columns: 2, column-gutter: 2.4mm, align: horizon, tick(shape), words)
)).join(h(9mm)))
#let choices(count, shape, ..labels) = grid(columns: (1fr,) * count, ..labels.pos().map(words => choice(shape, words)))
#let line-to-write(height, words) = block(height: height, width: 100%, spacing: 0pt, stroke: (bottom: rule), {
  if words != "" { align(bottom, text(10pt, words)) }
})
#let lines(signed, ..texts) = for (index, words) in texts.pos().enumerate() {
  let height = if signed { pick(19mm, 16.6mm) } else if index == 0 { pick(8mm, 7mm) } else { pick(9mm, 8.05mm) }
  line-to-write(height, words)
}
#let signature(words) = block(
  height: pick(18mm, 16.2mm), width: 100%, stroke: 0.3mm, radius: 1mm, inset: (left: 2mm), align(horizon, words)
)
#let row(long, widths, ..fields) = block(above: pick(3mm, 1.9mm), breakable: long, width: 100%, grid(
  columns: widths, column-gutter: 5mm, align: bottom, ..fields
))
#let part(new, whole, body) = {
  if new { pagebreak(weak: true) }
  block(above: pick(6mm, 3.6mm), breakable: not whole, width: 100%, body)
}
#let grid-head(body) = block(above: pick(3mm, 1.9mm), breakable: false, sticky: true, width: 100%, body)
#let rooms = (pick(8.5mm, 7.2mm), pick(10mm, 10mm), pick(14mm, 10mm), pick(20mm, 14mm))
#let room(count, body) = block(height: rooms.at(count) - 2 * pick(1.2mm, 0.6mm), align(horizon, body))
#let ticked(count, shape) = align(center, room(count, tick(shape)))
#let th(words) = text(9.5pt, weight: 600, words)
#let head-cell(columns: 1, rows: 1, words) = table.cell(colspan: columns, rowspan: rows, align: bottom, th(words))
#let group(count, words) = table.cell(colspan: count, block(height: pick(6mm, 5.6mm), align(bottom, strong(words))))
#let asked-table(small, columns, heads, ..cells) = block(
  above: pick(2mm, 1.4mm), breakable: tight or not small, width: 100%,
  text(10pt, table(columns: columns, table.header(..heads), ..cells))
)
#let head(number, title, description) = grid(
  columns: (auto, 1fr), column-gutter: 5mm, align: horizon,
  box(stroke: 1.1mm, radius: 2.4mm, inset: 3.2mm, text(21pt, weight: 700, number)),
  { heading(level: 1, title); block(description) },
)
#let running(number, title) = context if here().page() > 1 {
  block(width: 100%, stroke: (bottom: 0.6mm), inset: (bottom: 1.2mm), text(10.5pt)[#strong(number) #title])
}
#let foot(code, alt, origin, custody) = block(width: 100%, stroke: (top: 0.3mm), inset: (top: 2.5mm), grid(
  columns: (14mm, 1fr, 55mm, 28mm), column-gutter: 4mm, align: horizon,
  if code != "" { image(bytes(code), format: "svg", width: 14mm, alt: alt) },
  text(8pt, origin.join(linebreak())),
  text(9pt, weight: 600, custody.map(words => line-to-write(7mm, words)).join()),
  block(width: 100%, inset: (y: 1.4mm), stroke: 0.3mm, radius: 1mm, align(center, context text(
    10pt, weight: 700, [Pagina #counter(page).display() van #counter(page).final().first()]
  ))),
))
"""
COLUMNS = {"halves": 2, "thirds": 3, "whole": 1}


def literal(text: str) -> str:
    """A Typst string: in it nothing is markup, so that words stay what they are."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(letter if letter >= " " else f"\\u{{{ord(letter):x}}}" for letter in escaped) + '"'


def call(name: str, *arguments: str) -> str:
    """A call of one of the preamble's functions, in code."""
    return f"{name}({', '.join(arguments)})"


def content(parts: Iterable[str]) -> str:
    """Calls one below another, as one piece of content."""
    return "[\n" + "".join(f"#{part}\n" for part in parts) + "]"


def array(parts: Iterable[str]) -> str:
    """Also one of a single part is an array."""
    return "(" + "".join(f"{part}, " for part in parts) + ")"


def yes(value: bool) -> str:
    return "true" if value else "false"


class _Paragraphs(HTMLParser):
    """The words of safe HTML, a text for each paragraph or item."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[bool, str]] = []
        self._item = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  # As the parser calls it.
        if tag in ("p", "li", "dt", "dd"):
            self._item = tag == "li"
            self.found.append((self._item, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            item, text = self.found[-1]
            self.found[-1] = (item, text + data)


def prose(text: Prose) -> list[str]:
    reader = _Paragraphs()
    reader.feed(text.html)
    found = ((item, " ".join(words.split())) for item, words in reader.found)
    return [call("list" if item else "block", literal(words)) for item, words in found if words]


def markup(sheet: paper.PaperForm) -> str:
    """The whole file of a format."""
    form = sheet.form
    title, number = literal(form.title), literal(form.number)
    origin = ("Nieuwste versie: " + bare_url(sheet.stamp.url), sheet.stamp.toolbox.name, sheet.stamp.words)
    # In a file of its own an SVG says what it is.
    code = str(sheet.qr).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    custody = map(literal, ("Inleveren bij:", "Bewaren tot:"))
    foot = call("foot", literal(code), literal(QR_TITLE), array(map(literal, origin)), array(custody))
    strip = [call("small", literal(words)) for words in (sheet.strip.text, sheet.strip.first)]
    named = call("document", f"title: {literal(f'{form.number} {form.title}')}", f"author: {literal(origin[1])}")
    page = (
        f'paper: "a4", flipped: {yes(form.landscape)}, header: running({number}, {title}), footer: {foot}, '
        "margin: (top: 20mm, right: 16mm, bottom: 29.5mm, left: 20mm), header-ascent: 3mm, footer-descent: 2mm"
    )
    head = [call("head", number, title, literal(form.description)), *strip]
    note = concept_note(form)
    body = (*head, *([call("help", literal(note))] if note else []), *(_section(sheet, one) for one in form.sections))
    return "".join((PREAMBLE, f"#set {named}\n#set page({page})\n", *(f"#{part}\n" for part in body)))


def _section(sheet: paper.PaperForm, section: Section) -> str:
    def parts() -> Iterator[str]:
        yield call("heading", "level: 2", literal(section.title))
        if words := prose(section.intro):
            yield call("intro", *words)
        for run in section.runs:
            for line in sheet.lines(run):
                yield _line(sheet, line)
            for table in run.tables:
                yield call("grid-head", content(_before_table(sheet, table)))
                yield _table(table)

    return call("part", yes(section.page_break), yes(paper.is_one_piece(section)), content(parts()))


def _line(sheet: paper.PaperForm, line: paper.Line) -> str:
    # What is too long for a page stands one below another.
    widths = ["1fr"] if line.long else [f"{paper.WIDTHS[question.width]}fr" for question in line.questions]
    spare = 0 if line.long else 100 - sum(paper.WIDTHS[question.width] for question in line.questions)
    columns = array([*widths, *([f"{spare}fr"] if spare > 1 else [])])
    fields = (content(_field(question, sheet.ground(question), line.signed)) for question in line.questions)
    return call("row", yes(line.long), columns, *fields)


def _field(question: Question, ground: str, signed: bool) -> Iterator[str]:
    is_tick = question.type is QuestionType.TICK
    if is_tick:
        yield call("choice", '"square"', literal(question.title))
    else:
        yield call("asked", literal(question.title), literal(paper.question_hint(question)))
    if question.help:
        yield call("help", literal(question.help))
    if ground:
        yield call("ground", literal("Gevoelig."), literal(ground))
    if question.choices:
        yield _choices(question)
    elif question.signature:
        yield call("signature", literal(question.default))
    elif not is_tick:
        texts = (question.default,) if question.type is QuestionType.DATE else paper.answer_lines(question)
        yield call("lines", yes(signed), *map(literal, texts))


def _choices(question: Question) -> str:
    shape = '"square"' if question.type is QuestionType.LIST else '"round"'
    labels = [literal(choice.label) for choice in question.choices]
    how = paper.choice_columns(question)
    return call("run", shape, *labels) if how == "run" else call("choices", str(COLUMNS[how]), shape, *labels)


def _before_table(sheet: paper.PaperForm, table: Table) -> Iterator[str]:
    if table.title:
        yield call("heading", "level: 3", literal(table.title))
    if words := prose(table.help):
        yield call("help", content(words))
    if ground := sheet.ground(table):
        yield call("ground", literal("Gevoelig."), literal(ground))
    for column in table.shown_columns:
        if column.help:
            yield call("named", literal(f"{column.title}:"), literal(column.help))
        if column.ground:
            yield call("ground", literal(f"Gevoelig bij ‘{column.title}’."), literal(column.ground))


def _table(table: Table) -> str:
    deep = paper.table_has_matrix(table)
    heads = [
        call("head-cell", f"columns: {len(column.choices) if column.matrix else 1}", "rows: 2", literal(column.title))
        if deep and not column.matrix
        else call("head-cell", f"columns: {len(column.choices) if column.matrix else 1}", literal(column.title))
        for column in table.shown_columns
    ]
    matrix = (column for column in table.shown_columns if column.matrix)
    heads += [call("head-cell", literal(choice.label)) for column in matrix for choice in column.choices]
    shares = paper.column_shares(table)
    cells: list[str] = []
    for heading, rows in paper.row_groups(table):
        cells += [call("group", str(len(shares)), literal(heading))] if heading else []
        cells += [cell for row in rows for cell in _cells(row)]
    columns = array(f"{share}fr" for share in shares)
    return call("asked-table", yes(paper.is_small(table)), columns, array(heads), *cells)


def _cells(row: Row) -> Iterator[str]:
    count = str(paper.row_lines(row))
    for column in row.table.shown_columns:
        if column.matrix:
            yield from (call("ticked", count, '"round"') for _ in column.choices)
        elif column.type is QuestionType.TICK:
            yield call("ticked", count, '"square"')
        elif column.choices:
            yield _choices(column)
        elif text := row.cell(column):
            yield literal(text)
        else:
            yield call("room", count, literal(""))
