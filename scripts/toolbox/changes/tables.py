"""One table of a format before and after  →  Changes: its columns, its given rows, its empty ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from toolbox.changes.align import Pair, State
from toolbox.changes.blocks import (
    TABLE,
    BlockDiff,
    RowDiff,
    compare_blocks,
    compare_rows,
    compare_tables,
    head_row,
    read_blocks,
)
from toolbox.changes.formwords import COLUMN
from toolbox.changes.formwords import TABLE as WHAT
from toolbox.changes.links import link_changes
from toolbox.changes.meaning import meaning_changes, rename_changes, seemingly_renamed
from toolbox.changes.model import Change
from toolbox.changes.questions import (
    gone_question,
    ground_changes,
    moved_things,
    name_changes,
    new_question,
    origin_change,
    places_after,
    question_changes,
    same_things,
    what_went,
)
from toolbox.changes.words import compare_words, is_changed
from toolbox.core.form import Question, Table
from toolbox.core.prose import Prose

NO_COLUMN = "geen kolom"


def table_changes(old: Table, new: Table, subject: str) -> Iterator[Change]:
    """`subject` is what people call the table now."""
    yield from name_changes(old, new, WHAT, subject)
    if old.title != new.title:
        yield Change("reworded", subject, {"what": WHAT}, compare_words(old.title, new.title))
    yield from prose_change(old.help, new.help, "help", subject)
    yield from ground_changes(old.ground, new.ground, WHAT, subject)
    yield from origin_change(old.source, new.source, f"deze {WHAT}", subject)
    pairs = same_things(old.columns, new.columns)
    yield from _columns(pairs, old, new, subject)
    yield from _rows(pairs, old, new, subject)
    if old.empty_rows != new.empty_rows:
        values = {"old": str(old.empty_rows), "new": str(new.empty_rows)}
        yield Change("empty-rows", subject, values, effects=("rows-kept",))
    if (before := _group(old)) != (after := _group(new)):
        yield Change("group-by", subject, {"old": before, "new": after})


def new_table(table: Table, subject: str, place: str) -> Iterator[Change]:
    """`place` says where it stands, behind 'Nieuwe tabel'."""
    yield from _sensitive(table, "sensitive-new", subject)
    head, empty = _heads(table)
    block = BlockDiff(State.ADDED, TABLE, rows=compare_tables((empty,), (head, *table.rows)))
    yield Change("added", subject, {"what": WHAT, "place": place}, (), (block,), ("answers-absent",))


def gone_table(table: Table, subject: str, place: str, effects: tuple[str, ...]) -> Iterator[Change]:
    """`place` says where it stood; `effects` as `what_went` has them."""
    yield from _sensitive(table, "sensitive-gone", subject)
    head, empty = _heads(table)
    block = BlockDiff(State.REMOVED, TABLE, rows=compare_tables((head, *table.rows), (empty,)))
    yield Change("removed", subject, {"what": WHAT, "place": place}, (), (block,), effects)


def prose_change(old: Prose, new: Prose, code: str, subject: str) -> Iterator[Change]:
    """A longer text of a format."""
    if old.html == new.html:
        return
    blocks = compare_blocks(read_blocks(old.html), read_blocks(new.html))
    links = tuple(link_changes(old, new, subject))
    if not links or any(block.state is not State.SAME or block.restyled for block in blocks):
        yield Change(code, subject, blocks=blocks)
    yield from links


def column_subject(subject: str, column: Question) -> str:
    return f"{subject}, kolom ‘{column.title}’"


def _sensitive(table: Table, code: str, subject: str) -> Iterator[Change]:
    if table.ground:
        yield Change(code, subject, {"what": WHAT})
    for column in table.columns:
        if column.ground:
            yield Change(code, column_subject(subject, column), {"what": COLUMN})


def _heads(table: Table) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The table's heading, and one of as many empty cells."""
    head = tuple(column.title for column in table.columns)
    return head, ("",) * len(head)


def _group(table: Table) -> str:
    return next((f"kolom ‘{column.title}’" for column in table.columns if column.name == table.group_by), NO_COLUMN)


def _columns(pairs: Sequence[Pair[Question]], old: Table, new: Table, subject: str) -> Iterator[Change]:
    places = dict(zip([c.name for c in new.columns], places_after([c.title for c in new.columns]), strict=True))
    moved = moved_things(old.columns, pairs)
    named = partial(column_subject, subject)
    renamed = seemingly_renamed(pairs)
    said = meaning_changes(pairs, COLUMN, named)
    said |= rename_changes(renamed, COLUMN, new.columns, named, lambda column: column.title)
    for pair in pairs:
        name = named(pair.only)
        if pair.new is None:
            yield from gone_question(pair.only, COLUMN, name, "", what_went(pair.only, pairs, renamed))
            continue
        if pair.old is None:
            yield from new_question(pair.new, COLUMN, name, f" {places[pair.new.name]}")
        else:
            yield from question_changes(pair.old, pair.new, COLUMN, name)
        yield from said.get(pair.new.name, ())
        if pair.new.name in moved:
            yield Change("moved", name, {"what": COLUMN, "place": places[pair.new.name]})


def _rows(pairs: Sequence[Pair[Question]], old: Table, new: Table, subject: str) -> Iterator[Change]:
    """The given rows, cell by cell, the columns paired by their names."""
    before = {column.name: index for index, column in enumerate(old.columns)}
    after = {column.name: index for index, column in enumerate(new.columns)}
    columns = [
        Pair(before[pair.old.name] if pair.old else None, after[pair.new.name] if pair.new else None) for pair in pairs
    ]
    rows = compare_rows(columns, old.rows, new.rows)
    if all(row.state is State.SAME for row in rows):
        return
    titles = [(pair.old.title if pair.old else "", pair.new.title if pair.new else "") for pair in pairs]
    head = head_row(tuple(compare_words(*title) for title in titles))
    block = BlockDiff(State.CHANGED, TABLE, rows=(head, *rows))
    yield Change("rows", subject, blocks=(block,), effects=tuple(_row_effects(rows, pairs, new.group_by)))


def _row_effects(rows: Sequence[RowDiff], pairs: Sequence[Pair[Question]], group: str) -> Iterator[str]:
    """A filled-in row is known by the given text that it holds; the heading above it only breaks ties."""
    touched = {
        pair.only.name
        for row in rows
        if row.state is State.CHANGED
        for pair, cell in zip(pairs, row.cells, strict=True)
        if is_changed(cell) and pair.only.given
    }
    found = {row.state for row in rows}
    if State.REMOVED in found or touched - {group}:
        yield "rows-extra"
    if State.ADDED in found:
        yield "rows-absent"
    if group in touched:
        yield "headings-noted"
