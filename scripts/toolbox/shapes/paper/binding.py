"""Finished papers, each laid out alone  →  one PDF/A-2a and PDF/UA-1 file: their pages joined, nothing laid out again.

Tag trees hang under one Document, with one parent tree (ISO 32000-1 clause 14.7.4.4); places, bookmarks and links from
one paper to another become those of the whole; fonts are shared (see `sharedfonts`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, OutlineItem, String

from toolbox.shapes.paper.pdfua import as_bytes
from toolbox.shapes.paper.schemes import BOOK_SCHEME
from toolbox.shapes.paper.sharedfonts import FontShelf


@dataclass(frozen=True, slots=True)
class Leaves:
    """A finished paper. In the whole its bookmarks stand `depth` levels deeper than in itself.

    It takes `pages` there, the last of them empty when it has fewer itself.
    """

    pdf: bytes
    depth: int = 0
    pages: int = 0


def join(frame: bytes, papers: Sequence[Leaves], furniture: bytes = b"") -> bytes:
    """The pages of `papers` in order, in a file that says of itself what `frame` does. Equal input gives equal bytes.

    All are files by `typeset`; no two have the same name of a place or of a table heading. `furniture` has a page for
    each page of the whole: what is put upon it. Raises ValueError for a link to a place that is not there.
    """
    with ExitStack() as opened:

        def file(data: bytes) -> Any:
            return opened.enter_context(pikepdf.open(io.BytesIO(data)))

        whole, sources = file(frame), [file(paper.pdf) for paper in papers]
        over = file(furniture) if furniture else None
        shelf = FontShelf(whole)
        for source in (*sources, *([over] if over else ())):
            shelf.take(source.pages[0].obj.Resources.Font)
        binder = _Binder(whole, shelf.fonts())
        for source, paper in zip(sources, papers, strict=True):
            binder.add(source, paper.depth)
            binder.add_empty(paper.pages - len(source.pages))
        binder.finish()
        if over:
            _lay_upon(whole, over)
        return as_bytes(whole)


class _Binder:
    """Empties the file it is given, and fills it paper by paper."""

    def __init__(self, whole: Any, fonts: Any) -> None:
        self.whole, self.fonts = whole, fonts
        self.colours = whole.pages[0].obj.Resources.ColorSpace
        tree = whole.Root.StructTreeRoot
        self.document, self.parents = tree.K[0], Array()
        self.document.K = Array()
        self.next_parent = 0
        self.places: dict[str, Any] = {}
        self.bookmarks: list[tuple[int, str, Any]] = []
        del whole.pages[0]

    def add(self, source: Any, depth: int) -> None:
        shared = source.pages[0].obj.Resources
        # These do not come along; in place, for what is drawn within a drawing has them too.
        _empty(shared.Font)
        _empty(shared.ColorSpace)
        start = len(self.whole.pages)
        for page in source.pages:
            self.whole.pages.append(page)
        pages = [page.obj for page in list(self.whole.pages)[start:]]
        _fill(pages[0].Resources.Font, self.fonts)
        _fill(pages[0].Resources.ColorSpace, self.colours)
        self._take_tags(source, pages)
        self._take_places(source)
        self._take_bookmarks(source, depth)

    def add_empty(self, count: int) -> None:
        """As many pages as large as the last one, with nothing on them; none for 0 or less."""
        for _ in range(count):
            last = self.whole.pages[-1]
            page = self.whole.add_blank_page(page_size=(float(last.mediabox[2]), float(last.mediabox[3])))
            page.obj.Resources = last.obj.Resources

    def _take_tags(self, source: Any, pages: Sequence[Any]) -> None:
        tree = self.whole.copy_foreign(source.Root.StructTreeRoot)
        for element in tree.K[0].K:
            element.P = self.document
            self.document.K.append(element)
        numbers = tree.ParentTree.Nums
        for at in range(0, len(numbers), 2):
            self.parents.append(int(numbers[at]) + self.next_parent)
            self.parents.append(numbers[at + 1])
        for page in pages:
            page.StructParents = int(page.StructParents) + self.next_parent
            for area in page.get("/Annots", ()):
                area.StructParent = int(area.StructParent) + self.next_parent
        self.next_parent = int(self.parents[len(self.parents) - 2]) + 1

    def _take_places(self, source: Any) -> None:
        names = source.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
        for at in range(0, len(names), 2):
            self.places[str(names[at])] = self._of_whole(source, names[at + 1])

    def _take_bookmarks(self, source: Any, depth: int) -> None:
        for level, item in _bookmarks(source):
            self.bookmarks.append((level + depth, str(item.Title), self._of_whole(source, item.Dest)))

    def _of_whole(self, source: Any, place: Any) -> Any:
        """A place of `source`, whose pages have come along, as one of the whole: [page, /XYZ, left, top, zoom]."""
        return Array(self.whole.copy_foreign(source.make_indirect(place)))

    def finish(self) -> None:
        """Raises ValueError for a link to nowhere."""
        root = self.whole.Root
        root.StructTreeRoot.ParentTree.Nums = self.parents
        names = [it for name in sorted(self.places) for it in (String(name), self.places[name])]
        root.Names = Dictionary(Dests=Dictionary(Names=Array(names)))
        self._tie_links()
        _write_bookmarks(self.whole, self.bookmarks)

    def _tie_links(self) -> None:
        """Links from one paper to another, each of which could not know where the others are."""
        for page in self.whole.pages:
            for area in page.obj.get("/Annots", ()):
                address = str(area.A.get("/URI", "")) if "/A" in area else ""
                if address.startswith(BOOK_SCHEME):
                    place = unquote(address.removeprefix(BOOK_SCHEME))
                    if place not in self.places:
                        raise ValueError(f"no place in the book: {place}")
                    area.Dest = String(place)
                    del area["/A"]


def _empty(dictionary: Any) -> None:
    for key in list(dictionary):
        del dictionary[key]


def _fill(dictionary: Any, given: Any) -> None:
    for key in given:
        dictionary[key] = given[key]


def _bookmarks(pdf: Any) -> Iterator[tuple[int, Any]]:
    """(level from 0, outline item) in order."""

    def below(parent: Any, level: int) -> Iterator[tuple[int, Any]]:
        item = parent.get("/First")
        while item is not None:
            yield level, item
            yield from below(item, level + 1)
            item = item.get("/Next")

    return below(pdf.Root.get("/Outlines", Dictionary()), 0)


def _write_bookmarks(pdf: Any, bookmarks: Sequence[tuple[int, str, Any]]) -> None:
    """All open; one that is deeper than the one before it by more than a level stands right below that one."""
    with pdf.open_outline() as outline:
        above = [(-1, outline.root)]
        for level, title, place in bookmarks:
            while above[-1][0] >= level:
                above.pop()
            item = OutlineItem(title, place)
            item.is_closed = False
            above[-1][1].append(item)
            above.append((level, item.children))


def _lay_upon(whole: Any, furniture: Any) -> None:
    """Before the page's own content, which may leave another measure behind."""
    for page, over in zip(whole.pages, furniture.pages, strict=True):
        content = b"q\n%b\nQ\n" % over.obj.Contents.read_bytes()
        page.obj.Contents = Array([whole.make_stream(content), page.obj.Contents])
