"""Papers that were laid out alone, joined: one tag tree, one set of places, fonts of each face once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2
import pytest

from boxes import IMPRINT
from toolbox.core.edition import Stamp
from toolbox.shapes.paper.binding import Leaves, join
from toolbox.shapes.paper.typeset import empty_pdf, lay_out, to_pdf

STAMP = Stamp("1.0.0", "2026-11-23", "", "", IMPRINT)
TABLE = "<table><thead><tr><th>{0}</th></tr></thead><tbody><tr><td>een</td></tr></tbody></table>"


def paper(name: str, body: str) -> bytes:
    html = f"<html lang='nl'><h1 id='{name}' data-bookmark='{name}' class='title'>{name}</h1>{body}</html>"
    return to_pdf(lay_out(html, "paper.css"), name, "", STAMP, prefix=f"{name}-")


def joined(*papers: Leaves, furniture: bytes = b"") -> Any:
    return pikepdf.open(io.BytesIO(join(empty_pdf("Samen", "Proef", STAMP), papers, furniture)))


def elements(element: Any) -> Iterator[Any]:
    for kid in element.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


@pytest.fixture(scope="module")
def two() -> Any:
    first = paper("een", f"<p>Lees <a href='boek:tw%C3%A9%C3%A9'>verder</a>.</p>{TABLE.format('Wat')}")
    second = paper(
        "twéé", f"<p><b>Łódź</b> <i>schuin</i></p>{TABLE.format('Wie')}<p>Terug: <a href='boek:een'>een</a></p>"
    )
    return joined(Leaves(first), Leaves(second, depth=1))


def test_the_whole_says_of_itself_what_its_frame_says(two: Any) -> None:
    assert (str(two.docinfo.Title), str(two.docinfo.Subject)) == ("Samen", "Proef")
    assert b"pdfuaid:part" in two.Root.Metadata.read_bytes()
    with pypdfium2.PdfDocument(
        join(empty_pdf("x", "", STAMP), [Leaves(paper("a", "")), Leaves(paper("b", ""))])
    ) as pdf:
        assert [page.get_textpage().get_text_range().strip() for page in pdf] == ["a", "b"]


def test_every_mark_and_area_leads_to_an_element_of_the_one_tree(two: Any) -> None:
    tree = two.Root.StructTreeRoot
    known = {element.objgen for element in elements(tree.K[0])}
    assert [element.P.objgen == tree.K[0].objgen for element in tree.K[0].K] == [True] * len(tree.K[0].K)
    numbers = tree.ParentTree.Nums
    parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
    assert list(parents) == sorted(parents)
    used = []
    for page in two.pages:
        used.append(int(page.obj.StructParents))
        marked = [parent for parent in parents[used[-1]] if isinstance(parent, pikepdf.Dictionary)]
        assert marked
        assert {parent.objgen for parent in marked} <= known
        for area in page.obj.get("/Annots", ()):
            used.append(int(area.StructParent))
            assert parents[used[-1]].objgen in known
    assert sorted(used) == sorted(parents)


def test_headings_of_two_tables_have_names_of_their_own(two: Any) -> None:
    cells = list(elements(two.Root.StructTreeRoot.K[0]))
    names = [str(cell.ID) for cell in cells if "/ID" in cell]
    assert len(names) == len(set(names)) == 2
    assert [[str(name) for name in cell.A.Headers] for cell in cells if cell.S == "/TD"] == [[name] for name in names]


def test_links_between_papers_lead_to_their_places(two: Any) -> None:
    places = two.Root.Names.Dests.Names
    known = {str(places[at]): places[at + 1][0].objgen for at in range(0, len(places), 2)}
    assert known == {"een": two.pages[0].obj.objgen, "twéé": two.pages[1].obj.objgen}
    areas = [area for page in two.pages for area in page.obj.get("/Annots", ())]
    assert [(str(area.Dest), str(area.Contents), "/A" in area) for area in areas] == [
        ("twéé", "verder", False),
        ("een", "een", False),
    ]


def test_a_link_to_nowhere_is_a_fault() -> None:
    with pytest.raises(ValueError, match="no place in the book: weg"):
        joined(Leaves(paper("een", "<a href='boek:weg'>weg</a>")))


def test_bookmarks_of_a_deeper_paper_stand_below_the_one_before(two: Any) -> None:
    with two.open_outline() as outline:
        assert [(item.title, [kid.title for kid in item.children]) for item in outline.root] == [("een", ["twéé"])]


def test_each_face_is_there_once_and_draws_the_letters_of_all(two: Any) -> None:
    programs = {font.DescendantFonts[0].FontDescriptor.FontFile2.objgen for page in two.pages for font in fonts(page)}
    faces = {str(font.BaseFont).split("+")[1] for page in two.pages for font in fonts(page)}
    assert len(programs) == len(faces) == 3
    with pypdfium2.PdfDocument(io.BytesIO(saved(two))) as pdf:
        text = pdf[1].get_textpage().get_text_range()
    assert "Łódź" in text
    assert "schuin" in text


def fonts(page: Any) -> list[Any]:
    return list(page.obj.Resources.Font.values())


def saved(pdf: Any) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def test_a_paper_may_take_more_pages_than_it_has_and_furniture_stands_on_each() -> None:
    numbers = "<style>@page { @bottom-right { content: counter(page) } } p { break-after: page }</style>"
    over = to_pdf(lay_out(f"<html lang='nl'>{numbers}<p></p><p></p><div></div></html>", "paper.css"), "x", "", STAMP)
    whole = joined(Leaves(paper("een", ""), pages=2), Leaves(paper("twee", "")), furniture=over)
    with pypdfium2.PdfDocument(io.BytesIO(saved(whole))) as pdf:
        texts = [page.get_textpage().get_text_range().split() for page in pdf]
    assert [sorted(words) for words in texts] == [["1", "een"], ["2"], ["3", "twee"]]


def test_equal_input_gives_equal_bytes() -> None:
    frame, leaves = empty_pdf("x", "", STAMP), [Leaves(paper("een", "<b>a</b>")), Leaves(paper("twee", "<i>b</i>"))]
    assert join(frame, leaves) == join(frame, leaves)
