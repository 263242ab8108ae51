"""Rendered prose  →  its headings, paragraphs, list items and tables, and two of those put side by side."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import html

from toolbox.changes.align import Pair, State, align, likeness, states
from toolbox.changes.words import Mark, Marked, compare_words, is_changed, marked, tokens

TableRow = tuple[str, ...]
INLINE = frozenset({"a", "strong", "em", "code", "sup", "br"})
STYLES = frozenset({"strong", "em", "code"})
HEADINGS = frozenset({"h2", "h3", "h4"})
TABLE = "table"
SAME_KIND = 0.05


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: h2…h4, p, li (a bullet), step (a numbered item), quote, code, dt, dd, hr, img or table.

    `style` is the text with its bold, italic and code, so that a change of only those is seen. A table has `rows`, the
    first of them its heading.
    """

    kind: str
    text: str
    depth: int = 0
    style: str = ""
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class RowDiff:
    state: State
    cells: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class BlockDiff:
    """One block before and after. `restyled`: the words are the same, but how they stand on the page is not."""

    state: State
    kind: str
    depth: int = 0
    text: Marked = ()
    rows: tuple[RowDiff, ...] = ()
    restyled: bool = False


def read_blocks(prose: str) -> tuple[Block, ...]:
    """The blocks of safe HTML, in reading order."""
    if not prose.strip():
        return ()
    return tuple(_BlockReader().container(html.fragment_fromstring(prose, create_parent="div"), "p", "p", 0))


def read_links(prose: str) -> tuple[tuple[str, str], ...]:
    """(text, target) of every link but those to and from footnotes."""
    if not prose.strip():
        return ()
    found = html.fragment_fromstring(prose, create_parent="div").iter("a")
    return tuple((_flat(str(a.text_content())), a.get("href", "")) for a in found if not a.get("class"))


def _flat(text: str) -> str:
    return " ".join(text.split())


class _BlockReader:
    """Walks HTML that `prose.sanitise` let through: no other tags can be there."""

    def container(self, element: Any, first: str, rest: str, depth: int) -> Iterator[Block]:
        """What stands in an element that holds text, blocks, or both: the first is a `first`, the others a `rest`."""
        kind = first
        inline: list[Any] = [element.text or ""]
        for child in element:
            if child.tag in INLINE:
                inline += [child, child.tail or ""]
                continue
            for block in (*self.line(inline, kind, depth), *self.block(child, kind, rest, depth)):
                kind = rest
                yield block
            inline = [child.tail or ""]
        yield from self.line(inline, kind, depth)

    def line(self, pieces: Sequence[Any], kind: str, depth: int) -> Iterator[Block]:
        text = _flat("".join(_text(piece) for piece in pieces))
        if text:
            yield Block(kind, text, depth, _flat("".join(_style(piece) for piece in pieces)))

    def block(self, element: Any, first: str, rest: str, depth: int) -> Iterator[Block]:
        match element.tag:
            case "ul" | "ol":
                for item in element.iter("li"):
                    if item.getparent() is element:
                        yield from self.container(item, "li" if element.tag == "ul" else "step", "p", depth + 1)
            case "h2" | "h3" | "h4" | "dt":
                yield from self.line([element.text or "", *_children(element)], element.tag, depth)
            case "dl":
                for item in element:
                    yield from self.container(item, item.tag, "p", depth)
            case "blockquote":
                yield from self.container(element, "quote", "quote", depth + 1)
            case "pre":
                text = str(element.text_content())
                yield Block("code", _flat(text), depth, text.strip("\n"))
            case "hr":
                yield Block("hr", "", depth)
            case "img":
                # What it shows in words, and its file.
                name = element.get("src", "").removeprefix("image:content/")
                yield Block("img", _flat(f"{element.get('alt', '')} ({name})"), depth)
            case "table":
                yield _table(element, depth)
            case _:
                yield from self.container(element, first, rest, depth)


def _children(element: Any) -> Iterator[Any]:
    for child in element:
        yield child
        yield child.tail or ""


def _text(piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    if piece.tag == "br":
        return " "
    if piece.get("class") == "footnote-backref":
        return ""
    inner = (piece.text or "") + "".join(_text(child) for child in _children(piece))
    return f"[{inner}]" if piece.tag == "sup" else inner


def _style(piece: Any) -> str:
    if isinstance(piece, str):
        return piece
    if piece.tag == "br":
        return "<br>"
    if piece.get("class") == "footnote-backref":
        return ""
    inner = (piece.text or "") + "".join(_style(child) for child in _children(piece))
    return f"<{piece.tag}>{inner}</{piece.tag}>" if piece.tag in STYLES else inner


def _table(element: Any, depth: int) -> Block:
    rows: list[TableRow] = []
    styles: list[str] = []
    for row in element.iter("tr"):
        cells = [[cell.text or "", *_children(cell)] for cell in row]
        rows.append(tuple(_flat("".join(_text(piece) for piece in cell)) for cell in cells))
        styles += [_flat("".join(_style(piece) for piece in cell)) for cell in cells]
    return Block(TABLE, "", depth, "|".join(styles), tuple(rows))


@functools.lru_cache(maxsize=4096)
def _words(text: str) -> Counter[str]:
    return Counter(tokens(text.casefold()))


def alike(old: Block, new: Block) -> float:
    if (old.kind == TABLE) != (new.kind == TABLE):
        return 0.0
    shared = likeness(_words(_all_text(old)), _words(_all_text(new)))
    return shared + SAME_KIND if old.kind == new.kind else shared


def _all_text(block: Block) -> str:
    return " ".join(" ".join(row) for row in block.rows) if block.kind == TABLE else block.text


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[BlockDiff, ...]:
    """Every block of both in order, with the changed words marked."""
    return tuple(_block_diff(state, pair) for state, pair in states(list(align(old, new, alike))))


def _block_diff(state: State, pair: Pair[Block]) -> BlockDiff:
    block = pair.only
    if pair.old is None or pair.new is None or state is State.SAME:
        mark = {State.ADDED: Mark.ADDED, State.REMOVED: Mark.REMOVED}.get(state, Mark.SAME)
        rows = tuple(RowDiff(state, tuple(marked(cell, mark) for cell in row)) for row in block.rows)
        return BlockDiff(state, block.kind, block.depth, marked(block.text, mark), rows)
    old, new = pair.old, pair.new
    if new.kind == TABLE:
        rows = compare_tables(old.rows, new.rows)
        return BlockDiff(state, TABLE, new.depth, (), rows, restyled=old.rows == new.rows)
    return BlockDiff(state, new.kind, new.depth, compare_words(old.text, new.text), restyled=old.text == new.text)


def compare_tables(old: Sequence[TableRow], new: Sequence[TableRow]) -> tuple[RowDiff, ...]:
    """Two tables with their heading as first row, the columns matched by the words of that heading."""
    old_head, new_head = (old[0] if old else ()), (new[0] if new else ())
    columns = align_columns(old_head, new_head)
    return head_row(_cells(columns, old_head, new_head)), *compare_rows(columns, old[1:], new[1:])


def head_row(cells: tuple[Marked, ...]) -> RowDiff:
    return RowDiff(State.CHANGED if any(map(is_changed, cells)) else State.SAME, cells)


# A column of the old table (its index, or None for a new one), and of the new one.
Columns = Sequence[Pair[int]]


def align_columns(old: TableRow, new: TableRow) -> list[Pair[int]]:
    """Columns by the words of their headings."""

    def near(one: tuple[str, int], other: tuple[str, int]) -> float:
        return 1.0 if one[0] == other[0] else likeness(_words(one[0]), _words(other[0]))

    before = [(text, index) for index, text in enumerate(old)]
    after = [(text, index) for index, text in enumerate(new)]
    if len(old) == len(new):
        return [Pair(index, index) for index in range(len(new))]
    pairs = list(align(before, after, near))
    return [Pair(pair.old[1] if pair.old else None, pair.new[1] if pair.new else None) for pair in pairs]


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A row that is the same row when its cells in the columns that stayed are the same."""

    key: TableRow
    row: TableRow = field(compare=False)


def compare_rows(columns: Columns, old: Sequence[TableRow], new: Sequence[TableRow]) -> tuple[RowDiff, ...]:
    """Row by row, cell by cell. A column that came or went shows in each row."""
    kept = [(pair.old, pair.new) for pair in columns if pair.old is not None and pair.new is not None]
    before = [_Keyed(tuple(_cell(row, index) for index, _ in kept), row) for row in old]
    after = [_Keyed(tuple(_cell(row, index) for _, index in kept), row) for row in new]
    return tuple(_row_diff(columns, state, pair) for state, pair in states(list(align(before, after, _near))))


def _near(old: _Keyed, new: _Keyed) -> float:
    return likeness(_words(" ".join(old.key)), _words(" ".join(new.key)))


def _row_diff(columns: Columns, state: State, pair: Pair[_Keyed]) -> RowDiff:
    if pair.old is not None and pair.new is not None:
        cells = _cells(columns, pair.old.row, pair.new.row)
        return RowDiff(State.CHANGED if any(map(is_changed, cells)) else state, cells)
    mark = {State.ADDED: Mark.ADDED, State.REMOVED: Mark.REMOVED}.get(state, Mark.SAME)
    sides = [column.new if pair.old is None else column.old for column in columns]
    return RowDiff(state, tuple(marked(_cell(pair.only.row, side), mark) for side in sides))


def _cells(columns: Columns, old: TableRow, new: TableRow) -> tuple[Marked, ...]:
    return tuple(compare_words(_cell(old, pair.old), _cell(new, pair.new)) for pair in columns)


def _cell(row: TableRow, index: int | None) -> str:
    return row[index] if index is not None and index < len(row) else ""
