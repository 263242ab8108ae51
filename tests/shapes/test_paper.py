"""The papers that people print: what stands on them, how it stands there, and what their bytes promise to readers."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import outloud
import pikepdf
import pypdfium2
import pytest

from boxes import IMPRINT, ROOT
from fuzz import papers
from paperfaults import NOT_A_FAULT, NOT_A_FAULT_IN_THE_BOOK
from papers import FORMATS, ROUTE, TOOLBOX, Paper, format_paper, listening, squeeze, stamp
from toolbox.assets import fonts
from toolbox.assets.lettertype import MissingFonts
from toolbox.assets.webfonts import web_fonts
from toolbox.build.book import bind_all, the_book
from toolbox.core.edition import Stamp
from toolbox.core.form import Format, Question, Table
from toolbox.core.page import PageKind, Status
from toolbox.forms.packs import step_packs
from toolbox.forms.slots import slots
from toolbox.machine.fanout import fan_out
from toolbox.machine.store import NO_MEANWHILE, Job, Meanwhile
from toolbox.shapes import drawing
from toolbox.shapes.paper import book, chapters, fields, lettering, pdfua, sheet, single, typeset
from toolbox.shapes.paper.layout import FatalURLFetchingError, FontConfiguration
from toolbox.shapes.paper.sheet import Line, question_height

# What is drawn for one test serves the next: another worker would draw it again.
pytestmark = pytest.mark.xdist_group("paper")

PX = 96 / 25.4  # WeasyPrint's own unit
FONT = "Atkinson-Hyperlegible-Next"
# Change this on purpose only: it is the paper that schools have in their drawers.
PAGES = {
    "1.1.1": 1,
    "1.2.1": 3,
    "1.4": 2,
    "2.1": 1,
    "2.2.2": 4,
    "2.2.3": 2,
    "2.3": 2,
    "3.1": 6,
    "4.1": 6,
    "5.1.1": 3,
    "5.1.2": 2,
    "5.2": 2,
    "5.3.1": 3,
    "5.3.2": 2,
    "5.4": 4,
    "5.5": 2,
}


def on_its_own(form: Format, mark: Stamp) -> bytes:
    return single.render_format(form, mark, ROUTE)[0]


@cache
def pack_paper(slug: str = "") -> Paper:
    """Of step 5: all formats, or those of one role."""
    pack = next(pack for pack in step_packs(TOOLBOX, 5) if pack.slug == slug)
    formats = [(stamp(form), format_paper(form.number).data) for form in pack.forms]
    return Paper(*listening(lambda: single.render_pack("Stap 5: (Eind)stage", pack, formats)))


def run(jobs: Sequence[Job], *, meanwhile: Meanwhile = NO_MEANWHILE) -> Mapping[str, bytes]:
    return {path: data for job in jobs for path, data in zip(job.paths, job.render(), strict=True)}


@cache
def book_paper() -> Paper:
    stamps = {form.number: stamp(form) for form in TOOLBOX.formats}
    edition = Stamp("", "2026-11-23", "1a2b3c4", "https://toolbox.example/", IMPRINT)
    book = the_book(TOOLBOX, stamps, edition, {}, edition.url)
    return Paper(*listening(lambda: bind_all([book], run(list(book.first_jobs())), run)[book.name]))


@cache
def laid_out(number: str) -> Any:
    form = FORMATS[number]
    return single.lay_out_format(form, stamp(form), ROUTE)


def boxes_of(number: str, name: str) -> Iterator[tuple[Any, Any]]:
    """(parent, box) of every box whose element has class `name`."""

    def walk(box: Any) -> Iterator[tuple[Any, Any]]:
        for child in getattr(box, "children", ()):
            child = getattr(child, "_box", child)
            # An anonymous box has its parent's element.
            own = child.element is not None and child.element is not getattr(box, "element", None)
            if own and name in (child.element.get("class") or "").split():
                yield box, child
            yield from walk(child)

    for page in laid_out(number).document.pages:
        yield from walk(page._page_box)


all_formats = pytest.mark.parametrize("number", list(FORMATS))
# With a head and a foot on each page. What is folded has its own tests.
all_sheets = pytest.mark.parametrize("number", [number for number, form in FORMATS.items() if not form.is_folded])
ALL_PAPERS: dict[str, Callable[[], Paper]] = {
    **{number: partial(format_paper, number) for number in FORMATS},
    "pack": pack_paper,
    "book": book_paper,
}
all_papers = pytest.mark.parametrize("name", list(ALL_PAPERS))


def test_every_format_has_a_golden_page_count() -> None:
    assert {number: len(format_paper(number).texts) for number in FORMATS} == PAGES


def printed_texts(form: Format, *, examples: bool = True) -> list[str]:
    """Whatever a format says; with `examples` also given text that may be changed."""
    expected = [form.title, form.description, *(section.title for section in form.sections)]
    for question in form.questions:
        expected += [question.title, question.help, *(choice.label for choice in question.choices)]
    for table in form.tables:
        expected += [table.title, table.ground]
        for row in table.rows:
            cells = zip(table.columns, row, strict=True)
            expected += [cell for column, cell in cells if column.given or examples]
        for column in table.shown_columns:
            expected += [column.title, *(choice.label for choice in column.choices)]
    return expected


@all_sheets
def test_everything_of_the_source_stands_on_paper(number: str) -> None:
    expected, text = printed_texts(FORMATS[number]), format_paper(number).squeezed
    assert len(expected) > 8
    assert [part for part in expected if squeeze(part) not in text] == []


@all_formats
def test_every_ground_stands_on_paper_once_in_full(number: str) -> None:
    form, text = FORMATS[number], format_paper(number).squeezed
    asked: tuple[Question | Table, ...] = (*form.questions, *form.tables)
    grounds = {item.ground for item in asked if item.ground}
    assert [ground for ground in grounds if squeeze(ground) not in text] == []
    sensitive = sum(1 for item in asked if item.ground)
    assert text.count("Letop,gevoelig") == sensitive


@all_sheets
def test_each_page_says_what_it_is(number: str) -> None:
    form, texts = FORMATS[number], format_paper(number).texts
    for index, text in enumerate(texts, 1):
        flat = " ".join(text.split())
        assert f"Pagina {index} van {len(texts)}" in flat
        assert "Toolbox Transitieroute" in flat
        assert f"Versie {form.version}, 23 november 2026" in flat
        assert "1a2b3c4" not in flat
        assert f"Nieuwste versie: toolbox.example/bijlagen/{number}" in flat
        assert "Inleveren bij: Bewaren tot:" in flat
        assert number in flat
        assert form.title in flat
    where = "Hoort bij stap 1, vóór de route" if form.step == 1 else f"Hoort bij stap {form.step} van 8"
    assert where in " ".join(texts[0].split())


def test_unknown_edition_is_left_out() -> None:
    form = FORMATS["2.1"]
    data = on_its_own(form, Stamp(form.version, "", "", "", IMPRINT))
    text = " ".join(Paper(data, []).texts[0].split())
    assert f"Versie {form.version} Inleveren bij: Bewaren tot: Pagina 1 van 1" in text
    assert "Nieuwste versie" not in text


@all_formats
def test_lines_and_boxes_are_large_enough_for_a_pen(number: str) -> None:
    bottoms: dict[int, list[float]] = {}
    for parent, line in boxes_of(number, "line"):
        bottoms.setdefault(id(parent), []).append((line.position_y + line.border_height()) / PX)
    for at in bottoms.values():
        assert all(below - above >= 8 for above, below in itertools.pairwise(at))
    for _, tick in boxes_of(number, "tick"):
        assert min(tick.border_width(), tick.border_height()) / PX >= 4
    for _, box in boxes_of(number, "signature"):
        assert box.border_height() / PX >= 16
    for _, row in boxes_of(number, "lines-1"):
        assert row.height / PX >= 9.99


@all_formats
def test_number_of_lines_ticks_and_signatures_is_that_of_the_source(number: str) -> None:
    form = FORMATS[number]
    plain = [q for q in form.questions if not (q.choices or q.signature or q.type.value == "boolean")]
    assert len(list(boxes_of(number, "line"))) == sum(question.lines for question in plain)
    assert len(list(boxes_of(number, "signature"))) == sum(question.signature for question in form.questions)
    ticks = sum(len(q.choices) or q.type.value == "boolean" for q in form.questions)
    for table in form.tables:
        a_row = sum(len(c.choices) or c.type.value == "boolean" for c in table.shown_columns)
        ticks += a_row * (len(table.rows) + table.empty_rows)
    assert len(list(boxes_of(number, "tick"))) == ticks


@all_formats
def test_no_question_is_split_and_no_heading_is_left_alone(number: str) -> None:
    for name in ("row", "field", "group", "group-rows", "signature", "one-piece", "lines-0", "lines-1", "lines-2"):
        elements = [box.element for _, box in boxes_of(number, name)]
        assert len(elements) == len(set(elements)), f"a {name} stands on two pages"
    for page in laid_out(number).document.pages:
        path = []
        box = page._page_box.children[0]
        while box.element is not None and len(getattr(box, "children", ())):
            path.append(box)
            box = getattr(box.children[-1], "_box", box.children[-1])
        names = {name for box in path for name in [box.element_tag, *(box.element.get("class") or "").split()]}
        assert not names & {"h1", "h2", "h3", "group", "grid-head", "thead"}, names


@all_formats
def test_last_page_is_not_all_but_empty(number: str) -> None:
    *things, (_, _, _, height) = format_paper(number).drawn[-1]
    lowest = min(bottom for _, bottom, _, _ in things if bottom > 30)
    assert (height - 14 - lowest) / (height - 44) > 0.2


@all_sheets
def test_nothing_runs_onto_the_foot(number: str) -> None:
    """What stands on a page ends two millimetres above the foot's edge, however full the page is."""
    feet = [box for _, box in boxes_of(number, "foot")]
    pages = laid_out(number).document.pages
    for page, foot, (*things, _) in zip(pages, feet, format_paper(number).drawn, strict=True):
        sheet = page._page_box
        edge = (sheet.margin_height() - foot.position_y) / PX
        assert sheet.margin_bottom / PX >= edge + 1.9
        assert min(abs(top - edge) for _, _, _, top in things) < 0.2
        assert [thing for thing in things if thing[1] < edge + 1.9 and thing[3] > edge + 0.1] == []


@pytest.mark.parametrize(
    ("site", "lines"),
    [
        ("www.transitieroute.nl/", ["Nieuwste versie:", "www.transitieroute.nl/bijlagen/2.2.3"]),
        (
            "a-name-as-long-as-forges-have.example.org/x/",
            ["a-name-as-long-as-forges-have.example.org/x/", "bijlagen/2.2.3"],
        ),
    ],
)
def test_the_address_in_the_foot_never_breaks_before_its_number(site: str, lines: list[str]) -> None:
    form = FORMATS["2.1"]
    mark = Stamp(form.version, "2026-11-23", "", f"https://{site}bijlagen/2.2.3/", IMPRINT)
    text = Paper(on_its_own(form, mark), []).texts[0].splitlines()
    at = text.index(lines[0])
    assert text[at : at + 2] == lines


@all_papers
def test_nothing_is_drawn_where_printers_cannot(name: str) -> None:
    for things in ALL_PAPERS[name]().drawn:
        *things, (_, _, width, height) = things
        assert things
        for left, bottom, right, top in things:
            assert left >= 10
            assert bottom >= 10
            assert right <= width - 10
            assert top <= height - 10


@all_papers
def test_reader_software_can_read_it_out(name: str) -> None:
    with pikepdf.open(io.BytesIO(ALL_PAPERS[name]().data)) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        root: Any = pdf.Root
        assert root.MarkInfo.Marked is True
        assert root.ViewerPreferences.DisplayDocTitle is True
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert str(pdf.docinfo["/Author"]) == "Toolbox Transitieroute"


@all_papers
def test_accessibility_checker_finds_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(ALL_PAPERS[name]().data)
    found = outloud.check(str(file)).findings
    has_lists = name == "book" or (name in FORMATS and FORMATS[name].is_folded)
    skipped = NOT_A_FAULT.keys() | (NOT_A_FAULT_IN_THE_BOOK.keys() if has_lists else set())
    assert [finding for finding in found if finding.rule not in skipped] == []


@all_papers
def test_only_our_own_font_is_in_it_and_embedded(name: str) -> None:
    names = set()
    with pikepdf.open(io.BytesIO(ALL_PAPERS[name]().data)) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                names.add(str(font.BaseFont))
                assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert names
    assert [font for font in names if not re.match(rf"/[A-Z]{{6}}\+{FONT}", font)] == []


@all_papers
def test_weasyprint_has_nothing_to_say(name: str) -> None:
    assert ALL_PAPERS[name]().log == []


def test_same_input_gives_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "import test_paper as t\n"
        "print(hashlib.sha256(t.format_paper('1.4').data + t.pack_paper('projectleider').data).hexdigest())"
    )
    tests = ROOT / "tests"
    command = [sys.executable, "-c", script, str(ROOT / "scripts"), str(tests), str(Path(__file__).parent)]
    zone = "Pacific/Kiritimati" if "America" in os.environ.get("TZ", "") else "America/Los_Angeles"
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
    there = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    here = hashlib.sha256(format_paper("1.4").data + pack_paper("projectleider").data).hexdigest()
    assert there.strip() == here


def test_pack_keeps_each_format_its_own_pages_and_bookmark() -> None:
    formats = [form for form in TOOLBOX.formats if form.step == 5]
    text = " ".join(" ".join(pack_paper().texts).split())
    for form in formats:
        assert f"Pagina 1 van {PAGES[form.number]}" in text
    with pikepdf.open(io.BytesIO(pack_paper().data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [f"{form.number} {form.title}" for form in formats]


def test_a_company_can_be_handed_a_step_without_the_form_that_is_the_students_own() -> None:
    numbers = []
    with pikepdf.open(io.BytesIO(pack_paper("bedrijf").data)) as pdf, pdf.open_outline() as outline:
        numbers = [item.title.split()[0] for item in outline.root]
        assert str(pdf.docinfo["/Title"]) == "Stap 5: (Eind)stage: wat een bedrijf invult"
    assert numbers == ["5.1.1", "5.2", "5.3.1", "5.4"]
    for step in TOOLBOX.of_kind(PageKind.STEP):
        for pack in step_packs(TOOLBOX, step.step)[1:]:
            assert pack.role
            assert all(pack.role.name in form.roles for form in pack.forms)


def test_table_cells_know_their_column_row_and_group() -> None:
    """5.4: a tick's headers are its question, its judgement and its group."""
    with pikepdf.open(io.BytesIO(format_paper("5.4").data)) as pdf:
        tables = [element for element in elements(pdf.Root.StructTreeRoot) if element.get("/S") == "/Table"]
        texts = []
        for table in tables:
            inside = list(elements(table))
            heads = {str(cell.ID): cell for cell in inside if cell.get("/S") == "/TH"}
            assert all("/Scope" in cell.A for cell in heads.values())
            for cell in inside:
                if cell.get("/S") == "/TD":
                    assert {str(head) for head in cell.A.Headers} <= set(heads)
                    texts.append(len(cell.A.Headers))
        assert len({str(cell.ID) for table in tables for cell in elements(table) if cell.get("/S") == "/TH"}) == sum(
            cell.get("/S") == "/TH" for table in tables for cell in elements(table)
        )
        assert max(texts) == 4


def elements(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


FINISHED = [page for page in TOOLBOX.of_kind(PageKind.STEP) if page.status is Status.READY]


def test_book_holds_every_page_and_format_and_its_links_lead_somewhere() -> None:
    text = book_paper().squeezed
    for page in TOOLBOX.pages:
        if page.kind is not PageKind.PLAIN:
            assert squeeze(page.title) in text
            for heading in page.body.headings:
                assert squeeze(heading.text) in text
    for form in TOOLBOX.formats:
        assert all(squeeze(section.title) in text for section in form.sections)
    assert 60 <= len(book_paper().texts) <= 130
    with pikepdf.open(io.BytesIO(book_paper().data)) as pdf:
        named = pdf.Root.Names.Dests.Names
        places = {str(named[index]) for index in range(0, len(named), 2)}
        links = [note for page in pdf.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Link"]
        inside = [str(note.Dest) for note in links if "/Dest" in note]
        assert len(inside) > 100
        # ISO 14289-1 clause 7.18.5.
        assert all(str(note.Contents) for note in links)
        said = {str(note.Contents) for note in links if "/Dest" in note}
        assert said.isdisjoint(places)
        assert said >= {"Noot 1", *(f"Stap {page.number}: {page.title}" for page in FINISHED)}
        assert set(inside) <= places


def test_a_link_to_a_page_that_is_not_in_the_book_is_plain_text_there() -> None:
    plain = next(page for page in TOOLBOX.pages if page.kind is PageKind.PLAIN)
    step, *_ = TOOLBOX.of_kind(PageKind.STEP)
    binder = chapters.Binder(TOOLBOX, {}, ROUTE, drawing.draw, "")
    html = f'Zie <a href="page:{plain.path}">hier</a> en <a href="page:{step.path}">daar</a>.'
    linked = replace(step, body=replace(step.body, html=html))
    assert binder.body(linked) == f'Zie hier en <a href="boek:{binder.id(step)}" rel="chapter">daar</a>.'


def test_no_page_of_the_book_is_all_but_empty() -> None:
    """Between running head and page number, at least a quarter of each page's height is used."""
    nearly_empty = []
    for number, things in enumerate(book_paper().drawn, 1):
        *bounds, (_, _, _, height) = things
        body = [bottom for _, bottom, _, top in bounds if bottom > 21 and top < height - 20]
        used = (height - 21 - min(body, default=height - 21)) / (height - 46)
        if used < 0.25:
            nearly_empty.append((number, round(used, 2)))
    assert nearly_empty == []


def test_no_word_of_a_table_in_a_text_is_broken() -> None:
    # After a slash a line may end.
    words = {word for text in book_paper().texts for word in re.findall(r"[^\s/]+", text)}
    tables = [table for page in TOOLBOX.pages for table in re.findall(r"<table>.*?</table>", page.body.html, re.S)]
    found = {word for table in tables for word in re.findall(r"[^\s/]+", unescape(re.sub(r"<[^>]*>", " ", table)))}
    # What stands behind a link stands apart here.
    written = {word for word in found if re.search(r"\w", word)}
    assert len(written) > 30
    assert written - words == set()


def test_a_term_of_the_book_stands_in_one_line_and_one_item_with_its_meaning() -> None:
    lines = [line for text in book_paper().texts for line in text.splitlines()]
    assert any("SBB: Samenwerkingsorganisatie Beroepsonderwijs Bedrijfsleven." in line for line in lines)
    page = TOOLBOX.page("5.2")
    assert page
    body = chapters.Binder(TOOLBOX, {}, ROUTE, drawing.draw, "").body(page)
    assert '<li class="term"><b>Jobcoach:</b> Iemand die een student of werknemer begeleidt' in body
    assert body.count('class="term"') == page.body.html.count("<dt>") == 8
    assert re.findall(r"</?d[ltd]>", body) == []


@pytest.mark.parametrize(
    ("ends", "thin"),
    [((0.9, 0.2), True), ((0.9, 0.3), False), ((0.2,), False), ((0.9, 0.2, 0.9), False)],
)
def test_a_chapter_is_set_closer_when_its_last_page_of_several_is_nearly_empty(
    ends: tuple[float, ...], *, thin: bool
) -> None:
    pages = [SimpleNamespace(anchors={"x": (0, 0, 9, end * 1000), "y": (0, 0, 9, 1)}, height=1000) for end in ends]
    assert book.thin_ended(pages, ["x"]) == (("x",) if thin else ())


def test_contents_of_the_book_name_the_right_pages() -> None:
    contents, *pages = book_paper().texts[1:]
    for step in TOOLBOX.of_kind(PageKind.STEP):
        match = re.search(
            rf"{re.escape(f'Stap {step.number}: {step.title}')}(?: \((?:in ontwikkeling|concept)\))?\s+(\d+)", contents
        )
        assert match
        assert step.title in " ".join(pages[int(match[1]) - 3].split())


def test_header_and_footer_are_page_furniture_and_all_else_has_its_element() -> None:
    with pikepdf.open(io.BytesIO(format_paper("3.1").data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        tree = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for page in pdf.pages:
            begun = [step.operands for step in pikepdf.parse_content_stream(page) if str(step.operator) == "BDC"]
            furniture = [1 for tag, told in begun if tag == "/Artifact" and told.get("/Type") == "/Pagination"]
            marks = {int(told.MCID) for _, told in begun if "/MCID" in told}
            elements = tree[int(page.obj.StructParents)]
            assert len(furniture) >= 3
            assert marks == {at for at, element in enumerate(elements) if isinstance(element, pikepdf.Dictionary)}
            assert len(marks) >= 10


def test_a_mark_in_another_writing_is_not_passed_over() -> None:
    content = b"/P\n<</MCID 0>>\nBDC\nEMC\n/P\n<</MCID 1>>\nBDC\nEMC"
    changed = b"/P\n<</MCID 0>>\nBDC\nEMC\n/Artifact\n<</Type /Pagination>>\nBDC\nEMC"
    assert pdfua._with_artifacts(content, {1}) == changed
    with pytest.raises(ValueError, match=r"not found: \[1\]"):
        pdfua._with_artifacts(content.replace(b"1>>", b"1 >>"), {1})


def test_metadata_without_a_place_for_the_mark_is_not_passed_over() -> None:
    with pikepdf.new() as pdf:
        pdf.Root.Metadata = pikepdf.Stream(pdf, b"<x:xmpmeta/>")
        with pytest.raises(ValueError, match="rdf:RDF"):
            pdfua._mark_metadata(pdf)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="https://example.invalid/x.png" alt="x">',
        '<p style="background: url(https://example.invalid/x.png)">x</p>',
        '<svg viewBox="0 0 9 9"><image href="file:///etc/hostname" width="9" height="9"/></svg>',
        '<link rel="stylesheet" href="https://example.invalid/x.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
    ],
)
@pytest.mark.promise("no-leaks", "no-network")
def test_any_other_address_ends_the_render(html: str) -> None:
    with pytest.raises(typeset.RefusedAddress, match=r"Dit adres mag papier niet openen: (file|https)://"):
        typeset.to_pdf(typeset.lay_out(f"<html lang=nl>{html}</html>", "paper.css"), "x", "x", stamp(FORMATS["2.1"]))


def test_a_file_of_our_own_that_cannot_be_opened_ends_the_render_as_well() -> None:
    with pytest.raises(FatalURLFetchingError), typeset._no_refusals(typeset._OwnOnly()):
        raise FatalURLFetchingError("file:///weg.woff2")


def test_what_is_forked_has_fonts_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pango 1.56 reads fonts in a thread: a process that was forked after that would wait for it for ever."""
    begun: list[int] = []

    class Fonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
        def __init__(self) -> None:
            begun.append(os.getpid())
            super().__init__()

    monkeypatch.setattr(typeset, "FontConfiguration", Fonts)
    typeset._fonts.cache_clear()
    typeset._sheet.cache_clear()
    typeset.warm_up(*single.SHEETS, *single.FILLABLE_SHEETS)
    assert begun == []
    typeset.lay_out("<html lang=nl><p>Hier</p>", "paper.css")
    assert begun == [os.getpid()]

    def laid_out() -> tuple[list[int], int]:
        typeset.lay_out("<html lang=nl><p>Elders</p>", "paper.css")
        return begun, os.getpid()

    ((_, (pids, child)),) = fan_out([laid_out])
    assert pids == [os.getpid(), child]


def test_a_word_that_is_longer_than_its_line_is_broken() -> None:
    long = "x" * 30
    assert lettering.wrap(f"een {long} twee\ndrie", 60, 9) == ["een", "x" * 13, "x" * 13, "xxxx twee", "drie"]
    # Not even one letter fits: a letter a line.
    assert lettering.wrap("xyz", 1, 9) == ["x", "y", "z"]


def test_fields_that_differ_from_the_slots_are_not_passed_over() -> None:
    slot, *_ = slots(FORMATS["2.1"])
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pytest.raises(fields.FieldsDiffer, match=re.escape(slot.name)):
            fields.make_fields(pdf, [slot])
        widget = pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, T=pikepdf.String("van-niemand"))
        pdf.pages[0].obj.Annots = pikepdf.Array([widget])
        with pytest.raises(fields.FieldsDiffer, match="van-niemand"):
            fields.make_fields(pdf, [])


def test_character_that_the_font_lacks_is_named() -> None:
    with pytest.raises(typeset.UndrawableText, match=r"‘☐’ \(U\+2610\)"):
        typeset.lay_out("<html lang=nl><p>Kruis aan: &#x2610; of ja</html>", "paper.css")


# As Dutch breaks them; no more than four letters, or three, go to a line of their own.
SYLLABLES = (
    "por-te-feuil-le-hou-der",
    "be-ge-lei-dings-be-hoef-te",
    "ar-beids-des-kun-di-ge",
    "werk-ne-mers-vaar-dig-he-den",
    "loon-kos-ten-sub-si-die",
    "uit-voe-rings-ver-ant-woor-de-lijk",
)


@pytest.mark.parametrize("millimetres", [22, 27, 32])
def test_a_long_word_in_a_narrow_cell_breaks_where_dutch_does_and_is_still_one_word(millimetres: int) -> None:
    words = [word.replace("-", "") for word in SYLLABLES]
    rows = "".join(f"<tr><td>de {word}</td><td>begeleiding</td></tr>" for word in words)
    table = f'<table class="grid" style="width: {2 * millimetres}mm"><tbody>{rows}</tbody></table>'
    document = typeset.lay_out(f"<html lang=nl-NL>{table}</html>", "paper.css")
    with pypdfium2.PdfDocument(typeset.to_pdf(document, "x", "x", stamp(FORMATS["2.1"]))) as pdf:
        text = pdf[0].get_textpage()
        # PDFium tells a hyphen that ends a line, and joins what it parts.
        read = text.get_text_range()
        hyphens = [text.get_charbox(at.start()) for at in re.finditer("\ufffe", read)]
    assert all(right - left > 1 for left, _, right, _ in hyphens)
    assert [word for word in words if word not in read.replace("\ufffe", "")] == []
    assert read.count("begeleiding\r\n") + read.endswith("begeleiding") >= len(words)
    broken = re.findall("([a-z]+(?:\ufffe[a-z]+)+)", read)
    assert len(broken) >= 3
    for word in broken:
        whole = next(syllables for syllables in SYLLABLES if syllables.replace("-", "") == word.replace("\ufffe", ""))
        assert is_broken_at(word, whole), word


def is_broken_at(word: str, syllables: str) -> bool:
    """Whether each break is one of `syllables`, and not too near to an end."""
    parts = word.split("\ufffe")
    allowed = set(itertools.accumulate(map(len, syllables.split("-"))))
    breaks = list(itertools.accumulate(map(len, parts[:-1])))
    return set(breaks) <= allowed and len(parts[0]) >= 5 and len(parts[-1]) >= 4


def test_missing_fonts_are_told_before_weasyprint_starts(tmp_path: Path) -> None:
    with pytest.raises(MissingFonts, match=r"Het lettertype ontbreekt: .*Draai scripts/setup.sh"):
        fonts.font_faces(modules=tmp_path)
    with pytest.raises(MissingFonts, match=r"Het lettertype ontbreekt: .*woff2. Draai scripts/setup.sh"):
        web_fonts(tmp_path)


def test_the_commit_is_in_the_metadata() -> None:
    with pikepdf.open(io.BytesIO(format_paper("2.1").data)) as pdf:
        assert str(pdf.docinfo["/Creator"]) == f"{IMPRINT.name} 1a2b3c4"
        assert b"1a2b3c4" in pdf.Root.Metadata.read_bytes()


def test_a_question_longer_than_a_page_goes_on_overleaf_and_a_word_longer_than_its_line_below() -> None:
    """What a page cannot hold used to run off the paper, and a long word over what stands beside it."""
    recipe = '{"file": 0, "steps": [["choices", 24083, 253, 50536, 5657], ["questions", 48766, 58307, 35158, 4708]]}'
    assert "on paper" in papers.check(recipe.encode())
    form = FORMATS["2.1"]
    (section, *others) = form.sections
    longest = "W" * 300
    long = replace(section.questions[0], title=longest, width="full", lines=25, choices=())
    changed = replace(form, sections=(replace(section, questions=(long, *section.questions[1:])), *others))
    papers.check_paper(on_its_own(changed, stamp(changed)), changed)
    assert question_height(long) > sheet.PAGE_HEIGHT
    assert not any(Line((question,)).long for each in FORMATS.values() for question in each.questions)
