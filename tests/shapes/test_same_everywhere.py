"""All shapes of a format hold the same questions, in the same order, with the same labels, choices and given rows.

What must be there is taken from the definition itself, and what is there from the files: with pikepdf, lxml, openpyxl
and json, never with the project's own readers.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import lxml.html
import openpyxl
import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from test_fillable import expected_fields, terminal_fields, widgets

import xpaths
from boxes import IMPRINT, ROOT
from examples import examples
from generated import formats
from papers import FORMATS, ROUTE, TOOLBOX, squeeze, stamp
from toolbox.core.form import Format, Question, Table
from toolbox.core.settings import read_settings
from toolbox.forms import datapackage
from toolbox.history.history import History
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import single
from toolbox.shapes.paper.typeset import to_pdf
from toolbox.site.form.form import FormView
from toolbox.site.offers import Rendered
from toolbox.site.spot import Facts
from toolbox.site.views import site_templates
from toolbox.site.whole import SiteView

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = read_settings(ROOT)
all_formats = pytest.mark.parametrize("number", list(FORMATS))
# A format with all its shapes takes half a second.
generated = settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Asked:
    """One place to fill in, as the definition has it."""

    name: str
    question: Question
    choice: str

    @property
    def labels(self) -> list[str]:
        """What one must be able to read beside it."""
        return [self.question.title, *(choice.label for choice in self.question.choices)]


def asked(form: Format) -> list[Asked]:
    return [Asked(*found) for found in expected_fields(form)]


def labels_in_order(form: Format) -> list[str]:
    """Titles of sections, questions with their choices, and tables with their columns and given cells."""
    labels: list[str] = []
    for section in form.sections:
        labels.append(section.title)
        for run in section.runs:
            for question in run.questions:
                labels += [question.title, question.help, *(choice.label for choice in question.choices)]
            for table in run.tables:
                labels += [table.title, *(column.title for column in table.shown_columns), *cells_in_order(table)]
    return [label for label in labels if label]


def cells_in_order(table: Table) -> Iterator[str]:
    """Given cells by row; what rows are grouped by stands once above them."""
    group = [column.name for column in table.columns].index(table.group_by) if table.group_by else -1
    heading = None
    for row in table.rows:
        if group >= 0 and row[group] != heading:
            heading = row[group]
            yield heading
        yield from (cell for index, cell in enumerate(row) if index != group)


def given_cells(form: Format) -> list[str]:
    return [cell for table in form.tables for row in table.rows for cell in row if cell]


def missing_in_order(labels: list[str], text: str) -> list[str]:
    """The labels that are not in `text`; those that are must come one after another."""
    missing, at = [], 0
    for label in labels:
        found = text.find(squeeze(label), at)
        if found < 0:
            missing.append(label)
        else:
            at = found + len(squeeze(label))
    return missing


# What stands in each shape: read with other means than the project's own.


def pdf_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return squeeze("".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()


def docx_parts(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def docx_text(data: bytes) -> str:
    return squeeze("".join(node.text or "" for node in docx_parts(data).iter(f"{W}t")))


def docx_drop_downs(data: bytes) -> Iterator[list[str]]:
    for control in docx_parts(data).iter(f"{W}dropDownList"):
        items = [(item.get(f"{W}value"), item.get(f"{W}displayText")) for item in control.iter(f"{W}listItem")]
        yield [label for value, label in items if value]


@dataclass
class Shapes:
    """Every shape of one format."""

    form: Format

    def __post_init__(self) -> None:
        mark = stamp(self.form)
        laid_out = single.lay_out_format(self.form, mark, ROUTE)
        self.paper = to_pdf(laid_out.document, "x", "y", mark)
        self.fillable = single.render_fillable(self.form, mark, ROUTE, laid_out.density)
        self.word = render_word(self.form, mark)
        self.workbook = render_workbook(self.form, IMPRINT)
        self.data = datapackage.data_zip(self.form)


def check_paper(shapes: Shapes) -> None:
    titles = [asked.question.title for asked in asked_once(shapes.form)]
    assert missing_in_order(titles, pdf_text(shapes.paper)) == []
    text = pdf_text(shapes.paper)
    assert [label for label in labels_in_order(shapes.form) if squeeze(label) not in text] == []


def asked_once(form: Format) -> list[Asked]:
    """Single questions only: a table's columns stand above its rows."""
    first: dict[str, Asked] = {}
    for item in asked(form):
        if "." not in item.name:
            first.setdefault(item.name, item)
    return list(first.values())


def check_fillable(shapes: Shapes) -> None:
    places = asked(shapes.form)
    with pikepdf.open(io.BytesIO(shapes.fillable)) as pdf:
        fields = list(terminal_fields(pdf))
        assert [name for name, _ in fields] == [place.name for place in places]
        for (_, field), place in zip(fields, places, strict=True):
            spoken = " ".join([str(field.TU), *(str(widget.get("/TU", "")) for widget in widgets(field))])
            wanted = [place.question.title.rstrip(":"), place.choice] if place.choice else place.labels
            assert [label for label in wanted if label.rstrip(":") not in spoken] == []
    shown = pdf_text(shapes.fillable)
    in_fields = {
        cell
        for table in shapes.form.tables
        for row in table.rows
        for column, cell in zip(table.columns, row, strict=True)
        if not column.given
    }
    assert [
        label for label in labels_in_order(shapes.form) if label not in in_fields and squeeze(label) not in shown
    ] == []


def check_word(shapes: Shapes) -> None:
    assert missing_in_order(labels_in_order(shapes.form), docx_text(shapes.word)) == []
    choices = [
        [choice.label for choice in place.question.choices]
        for place in asked(shapes.form)
        if place.question.choices and not place.choice
    ]
    assert list(docx_drop_downs(shapes.word)) == choices


def check_workbook(shapes: Shapes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shapes.workbook))
    texts = [[str(cell.value or "") for row in sheet.iter_rows() for cell in row] for sheet in book]
    everything = squeeze("".join(text for sheet in texts for text in sheet))
    wanted = [label for place in asked(shapes.form) for label in place.labels] + given_cells(shapes.form)
    assert [label for label in wanted if squeeze(label) not in everything] == []
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def check_data(shapes: Shapes) -> None:
    with zipfile.ZipFile(io.BytesIO(shapes.data)) as archive:
        package = json.loads(archive.read("datapackage.json"))
    resources = {resource["name"]: resource["schema"]["fields"] for resource in package["resources"]}
    expected: dict[str, tuple[Question, ...]] = {table.name: table.columns for table in shapes.form.tables}
    if shapes.form.questions:
        expected = {"antwoorden": shapes.form.questions, **expected}
    assert list(resources) == list(expected)
    for name, questions in expected.items():
        fields = resources[name]
        assert [(field["name"], field["title"]) for field in fields] == [(q.name, q.title) for q in questions]
        labels = [[choice["label"] for choice in field.get("categories", [])] for field in fields]
        assert labels == [[choice.label for choice in question.choices] for question in questions]


def check_web(shapes: Shapes) -> None:
    view = SiteView(Facts(TOOLBOX, History(), SETTINGS, Rendered({}, {}, {})), "bijlagen/1.1/invullen/")
    html = site_templates().get_template("fill.html")
    about = SimpleNamespace(shapes=(), number=shapes.form.number)
    page = lxml.html.fromstring(html.render(view=view, page=about, form=FormView.of(shapes.form, IMPRINT.mark)))
    (fields,) = xpaths.elements(page, "//div[@data-fields]")
    for row_to_add in xpaths.elements(fields, ".//template"):
        row_to_add.getparent().remove(row_to_add)
    found: list[str] = []
    labels: dict[str, list[str]] = {}
    for field in xpaths.elements(fields, ".//input | .//textarea"):
        name, value = str(field.get("name")), field.get("value")
        listed = field.get("type") == "checkbox" and value != "true"
        found += [f"{name}.{value}"] if listed else [name] * (name not in found)
        if listed or field.get("type") == "radio":
            labels.setdefault(name, []).append(field.getparent().text_content().strip())
    places = asked(shapes.form)
    assert found == [place.name for place in places]
    expected = {
        place.name.removesuffix(f".{place.name.rsplit('.', 1)[-1]}") if place.choice else place.name: [
            choice.label for choice in place.question.choices
        ]
        for place in places
        if place.question.choices
    }
    assert labels == expected
    text = squeeze(fields.text_content() + " ".join(xpaths.texts(fields, ".//input[@type='text']/@value")))
    assert [label for label in labels_in_order(shapes.form) if squeeze(label) not in text] == []
    titles = [place.question.title for place in asked_once(shapes.form)]
    assert missing_in_order(titles, text) == []


CHECKS: list[Callable[[Shapes], None]] = [
    check_paper,
    check_fillable,
    check_word,
    check_web,
    check_workbook,
    check_data,
]


@all_formats
def test_every_shape_of_every_format(number: str) -> None:
    shapes = Shapes(FORMATS[number])
    for check in CHECKS:
        check(shapes)


@generated
@given(formats())
def test_every_shape_of_any_format(form: Format) -> None:
    shapes = Shapes(form)
    for check in CHECKS:
        check(shapes)
