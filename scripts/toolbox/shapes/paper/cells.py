"""Whether what stands in a table stays within its cells, on laid-out pages.

A word that runs a little into its cell's own padding is read better than one that is broken without a hyphen; over the
next cell it is not read at all. CSS knows no such measure, so that it is taken here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from toolbox.shapes.paper.layout import boxes

# CSS pixels: a cell's edge is wider.
TOLERANCE = 0.5


def runs_over(pages: Sequence[Any]) -> bool:
    """Whether a word in a cell ends beyond that cell's own edge. `pages` are WeasyPrint's."""
    return any(
        _ends_beyond(word, cell)
        for page in pages
        # Public are only a page's sizes.
        for cell in _within(page._page_box, boxes.TableCellBox)
        for word in _within(cell, boxes.TextBox)
    )


def _ends_beyond(word: Any, cell: Any) -> bool:
    left, right = word.position_x - cell.position_x, word.position_x + word.width - cell.position_x
    return bool(left < -TOLERANCE or right > cell.border_width() + TOLERANCE)


def _within(box: Any, kind: type) -> Iterator[Any]:
    """The boxes of that kind; of one within another only the outer."""
    for child in getattr(box, "children", ()):
        if isinstance(child, kind):
            yield child
        else:
            yield from _within(child, kind)
