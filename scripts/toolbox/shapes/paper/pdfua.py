"""What WeasyPrint leaves open for PDF/UA-1 (ISO 14289-1) in a PDF/A-2a file, mended by pikepdf."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from toolbox.core.language import DUTCH
from toolbox.shapes.paper.schemes import BOOK_SCHEME

# Elements that mean nothing when nothing is in them; an empty TD still is a cell.
MAY_NOT_BE_EMPTY = frozenset({"/Div", "/NonStruct", "/Span", "/P", "/Sect", "/Lbl", "/LBody", "/LI", "/L"})

# The beginning of marked content as pydyf writes it, each operand on a line; parsing the whole stream takes ten times
# as long. And the beginning of page furniture (ISO 32000-1 clause 14.8.2.2).
MARK = re.compile(rb"^/\w+\n<</MCID (\d+)>>\nBDC$", re.M)
FURNITURE = b"/Artifact\n<</Type /Pagination>>\nBDC"

# ISO 14289-1 clause 5 asks for this mark; ISO 19005-2 clause 6.6.2.3 asks to describe any schema it does not know.
UA_MARK = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>part</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""


def finish(
    data: bytes,
    links: Sequence[Sequence[tuple[str, str]]],
    mend: Callable[[Any], None] | None = None,
    prefix: str = "",
    language: str = DUTCH.tag,
) -> bytes:
    """A tagged PDF/A-2a file by WeasyPrint → the same with all of PDF/UA-1; equal input gives equal bytes.

    `links` are the (place, words) of each link within the paper, page by page. `mend` changes the open file first.
    `prefix` goes before the names of its table headings. `language` is that of the paper; a Link in it that leads
    nowhere is Dutch text (see `wording`).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _describe_links(pdf, links)
        if mend:
            mend(pdf)
        pdf.Root.Lang = String(language)
        _mark_metadata(pdf)
        elements = _Structure(pdf, prefix)
        elements.walk(pdf.Root.StructTreeRoot)
        _running_text_to_artifacts(pdf, elements.seen)
        _drop_links(pdf, elements.cut_off)
        return as_bytes(pdf)


def as_bytes(pdf: Any) -> bytes:
    """The open file, written in the one way that we write a PDF."""
    # The first half of it is kept when a file has one, and WeasyPrint's is that of bytes with other fonts.
    if "/ID" in pdf.trailer:
        del pdf.trailer.ID
    buffer = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    pdf.save(buffer, object_stream_mode=mode, deterministic_id=True, compress_streams=True)
    return buffer.getvalue()


def _describe_links(pdf: Any, links: Sequence[Sequence[tuple[str, str]]]) -> None:
    """What is read out of a link (ISO 14289-1 clause 7.18.5) is its words; WeasyPrint has the name of a place there."""
    for page, described in zip(pdf.pages, links, strict=True):
        areas = [(note, to) for note in page.obj.get("/Annots", ()) if (to := _place(note))]
        for (area, to), (place, words) in zip(areas, described, strict=True):
            if to != place:
                raise ValueError(f"links in another order: {to}, {place}")
            area.Contents = String(words or place)


def _place(note: Any) -> str:
    """Where an annotation leads to in the paper or in the book; '' for any other."""
    if "/Dest" in note:
        return str(note.Dest)
    address = str(note.A.get("/URI", "")) if "/A" in note else ""
    return address if address.startswith(BOOK_SCHEME) else ""


def _mark_metadata(pdf: Any) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    if packet.count(b"</rdf:RDF>") < 1:
        raise ValueError("XMP metadata without rdf:RDF")
    pdf.Root.Metadata.write(packet.replace(b"</rdf:RDF>", UA_MARK, 1))


def _children(element: Any) -> list[Any]:
    """Child elements, content marks and references, in reading order."""
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _is_area(kid: Any) -> bool:
    """A reference to an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


class _Structure:
    """Walks the structure tree: table scopes and headers, and no empty elements."""

    def __init__(self, pdf: Any, prefix: str) -> None:
        self.pdf, self.prefix = pdf, prefix
        self.seen: set[tuple[int, int]] = set()
        self.cut_off: set[tuple[int, int]] = set()
        self.numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        self.places = {int(self.numbers[i]): i for i in range(0, len(self.numbers), 2)}
        self.tables = 0

    def walk(self, element: Any) -> None:
        self.seen.add(element.objgen)
        kept: list[Any] = []
        for kid in _children(element):
            if _is_element(kid):
                self.walk(kid)
                if str(kid.S) in MAY_NOT_BE_EMPTY and not _children(kid):
                    continue
            kept.append(kid)
        element.K = Array(kept)
        if element.get("/S") == Name.LI:
            self._wrap_item(element)
        elif element.get("/S") == Name.Link:
            self._flatten_link(element)
            if not any(map(_is_area, _children(element))):
                _mark_dutch(element)
        elif element.get("/S") == Name.Table:
            self.tables += 1
            _link_headers(element, f"{self.prefix}t{self.tables}")

    def _flatten_link(self, link: Any) -> None:
        """One Link with all its areas: WeasyPrint makes another Link in it for text that a style sheet adds."""
        kept: list[Any] = []
        areas: list[Any] = []
        for kid in _children(link):
            if _is_element(kid) and str(kid.S) == "/Link":
                kid.S = Name.Span
                areas += [area for area in _children(kid) if _is_area(area)]
                kid.K = Array([other for other in _children(kid) if not _is_area(other)])
                kept += [kid] if kid.K else []
            else:
                (areas if _is_area(kid) else kept).append(kid)
        for area in areas:
            # ISO 32000-1 clause 14.7.4.4: the parent tree leads from the annotation to its element.
            self.numbers[self.places[int(area.Obj.StructParent)] + 1] = link
            left, _, right, _ = (float(value) for value in area.Obj.Rect)
            if left == right:
                # What a line's end cut off; nobody can click it.
                self.cut_off.add(area.Obj.objgen)
        link.K = Array(kept + [area for area in areas if area.Obj.objgen not in self.cut_off])

    def _wrap_item(self, item: Any) -> None:
        """A list item holds a label and a body (ISO 32000-1 table 336); WeasyPrint leaves paragraphs bare in it."""
        kids = _children(item)
        bare = [kid for kid in kids if not _is_element(kid) or kid.S not in (Name.Lbl, Name.LBody)]
        if not bare:
            return
        body = self.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, K=Array(bare)))
        self.seen.add(body.objgen)
        for kid in bare:
            if _is_element(kid):
                kid.P = body
        item.K = Array([kid for kid in kids if not any(kid is other for other in bare)] + [body])


def _mark_dutch(element: Any) -> None:
    is_block = any(_is_element(kid) and str(kid.S) not in ("/Span", "/NonStruct") for kid in _children(element))
    element.S = Name.Div if is_block else Name.Span
    element.Lang = String(DUTCH.tag)


def _rows(table: Any) -> Iterator[tuple[str, Any]]:
    """(kind of the row's group, row) from top to bottom. WeasyPrint puts each row in a group, as CSS does."""
    for part in _children(table):
        if _is_element(part) and str(part.S) in ("/THead", "/TBody", "/TFoot"):
            yield from ((str(part.S), row) for row in _children(part) if _is_element(row))


def _link_headers(table: Any, prefix: str) -> None:
    """Scope on every TH, and Headers on every TD (ISO 32000-1 table 349): its column, its row, its group heading.

    WeasyPrint's own links repeat the same ids over pages and know no group headings.
    """
    columns: dict[int, list[Any]] = {}
    taken: dict[tuple[int, int], bool] = {}
    group: list[Any] = []
    for at, (part, row) in enumerate(_rows(table)):
        cells = [cell for cell in _children(row) if _is_element(cell) and str(cell.S) in ("/TH", "/TD")]
        heads: list[Any] = []
        column = 0
        for cell in cells:
            while (at, column) in taken:
                column += 1
            attributes = cell.get("/A", Dictionary(O=Name.Table))
            across, down = int(attributes.get("/ColSpan", 1)), int(attributes.get("/RowSpan", 1))
            taken.update({(at + i, column + j): True for i in range(down) for j in range(across)})
            if cell.S == Name.TH:
                identity = String(f"{prefix}-{at}-{column}")
                cell.ID = identity
                attributes.Scope = Name.Column if part == "/THead" else Name.Row
                if part == "/THead":
                    for j in range(across):
                        columns.setdefault(column + j, []).append(identity)
                elif len(cells) == 1:
                    group = [identity]
                else:
                    heads.append(identity)
            else:
                attributes.Headers = Array([*columns.get(column, []), *group, *heads])
            cell.A = attributes
            column += across


def _running_text_to_artifacts(pdf: Any, seen: set[tuple[int, int]]) -> None:
    """Headers and footers stand outside the structure tree: mark them as page furniture (ISO 14289-1 clause 7.8)."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    tree = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pdf.pages:
        parents = tree[int(page.obj.StructParents)]
        orphans = set()
        for number, parent in enumerate(parents):
            if isinstance(parent, Dictionary) and parent.objgen not in seen:
                orphans.add(number)
                parents[number] = None
        if orphans:
            page.obj.Contents = pdf.make_stream(_with_artifacts(page.obj.Contents.read_bytes(), orphans))


def _with_artifacts(content: bytes, orphans: set[int]) -> bytes:
    """A page's content stream, in which the marks of `orphans` say that they are page furniture.

    Text in it stands as hexadecimal glyphs, so what looks like a mark is one; raises ValueError when not each is found.
    """
    found: set[int] = set()

    def furniture(mark: re.Match[bytes]) -> bytes:
        number = int(mark[1])
        if number not in orphans:
            return mark[0]
        found.add(number)
        return FURNITURE

    changed = MARK.sub(furniture, content)
    if found != orphans:
        raise ValueError(f"content marks not found: {sorted(orphans - found)}")
    return changed


def _drop_links(pdf: Any, cut_off: set[tuple[int, int]]) -> None:
    """Those in `cut_off` have no area."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([link for link in page.obj.Annots if link.objgen not in cut_off])
