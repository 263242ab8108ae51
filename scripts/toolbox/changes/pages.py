"""One page before and after  →  Changes."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.changes.align import State
from toolbox.changes.blocks import TABLE, BlockDiff, TableRow, compare_blocks, compare_tables, read_blocks
from toolbox.changes.links import link_changes, links_elsewhere
from toolbox.changes.model import Change
from toolbox.changes.words import Mark, compare_words, marked
from toolbox.core.page import Page, StepTable

# As in the site's own step table.
TOOLS_HEADING = "Tools"
NONE = "geen"


def page_changes(old: Page, new: Page) -> Iterator[Change]:
    yield from _facts(old, new)
    yield from _diagram(old.diagram, new.diagram)
    yield from _text(old, new)
    yield from link_changes(old.body, new.body)
    yield from _step_table(old.table, new.table)


def whole_page(page: Page, state: State) -> Iterator[Change]:
    """What there is to read on a page that is new (State.ADDED) or gone (State.REMOVED)."""
    new = state is State.ADDED
    mark = Mark.ADDED if new else Mark.REMOVED
    yield Change("status-whole", values={"status": page.status})
    yield Change("summary-new" if new else "summary-removed", words=marked(page.summary, mark))
    blocks = read_blocks(page.body.html)
    if blocks and new:
        yield Change("text-new", blocks=compare_blocks((), blocks))
    elif blocks:
        yield Change("text-removed", blocks=compare_blocks(blocks, ()))
    if new:
        yield from links_elsewhere(page.body)
    if page.table:
        yield _whole_table(page.table, state)


def _whole_table(table: StepTable, state: State) -> Change:
    rows = _table_rows(table)
    empty = (tuple("" for _ in rows[0]),)
    new = state is State.ADDED
    diff = compare_tables(empty, rows) if new else compare_tables(rows, empty)
    words = marked(f"{table.title} {table.intro}".strip(), Mark.ADDED if new else Mark.REMOVED)
    code = "step-table-added" if new else "step-table-removed"
    return Change(code, words=words, blocks=(BlockDiff(state, TABLE, rows=diff),))


def _facts(old: Page, new: Page) -> Iterator[Change]:
    if old.title != new.title:
        yield Change("title", words=compare_words(old.title, new.title))
    for code, before, after in (
        ("number", old.number or NONE, new.number or NONE),
        ("status", old.status, new.status),
        ("page-kind", old.kind, new.kind),
        ("page-order", str(old.order), str(new.order)),
        ("review", old.review, new.review),
        ("search-words", ", ".join(old.search_words) or NONE, ", ".join(new.search_words) or NONE),
    ):
        if before != after:
            yield Change(code, values={"old": before, "new": after})
    if old.is_deck != new.is_deck:
        yield Change("deck-on" if new.is_deck else "deck-off")
    if old.summary != new.summary:
        yield Change("summary", words=compare_words(old.summary, new.summary))
    if old.source != new.source:
        yield Change("source", words=compare_words(old.source, new.source))


def _diagram(old: str, new: str) -> Iterator[Change]:
    if old != new:
        code = "page-diagram-changed" if old and new else "page-diagram-added" if new else "page-diagram-removed"
        yield Change(code, values={"old": old, "new": new})


def _text(old: Page, new: Page) -> Iterator[Change]:
    if old.body.html == new.body.html:
        return
    blocks = compare_blocks(read_blocks(old.body.html), read_blocks(new.body.html))
    if all(block.state is State.SAME or block.restyled for block in blocks):
        if any(block.restyled for block in blocks):
            yield Change("layout", blocks=blocks)
        return
    yield Change("text", blocks=blocks)


def _step_table(old: StepTable | None, new: StepTable | None) -> Iterator[Change]:
    if old is None or new is None:
        if new:
            yield _whole_table(new, State.ADDED)
        if old:
            yield _whole_table(old, State.REMOVED)
        return
    if old.title != new.title:
        yield Change("step-table-title", words=compare_words(old.title, new.title))
    if old.intro != new.intro:
        yield Change("step-table-intro", words=compare_words(old.intro, new.intro))
    before, after = _table_rows(old), _table_rows(new)
    if before != after:
        rows = compare_tables(before, after)
        yield Change("step-table", blocks=(BlockDiff(State.CHANGED, TABLE, rows=rows),))


def _table_rows(table: StepTable) -> tuple[TableRow, ...]:
    head = (table.what_heading, table.goal_heading, TOOLS_HEADING)
    return (
        head,
        *((row.what, " ".join(f"• {goal}" for goal in row.goals), ", ".join(row.tools)) for row in table.rows),
    )
