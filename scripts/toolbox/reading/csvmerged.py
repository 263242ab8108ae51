"""Files that somebody put one below the other in one CSV  →  the rows of each, with its own header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from toolbox.reading.grid import Cells
from toolbox.reading.refusal import Refusal

BYTE_ORDER_MARK = "\ufeff"
MAX_PARTS = 500


def take_apart(rows: Sequence[Cells], is_header: Callable[[Cells], bool]) -> Iterator[Sequence[Cells]]:
    """What stands above the first header belongs to each that has the same above its own: a sheet has its titles there.

    Of one without such a header all is given. Raises Refusal(file-many-forms).
    """
    headers = list(islice((at for at, row in enumerate(rows) if is_header(row)), MAX_PARTS + 1))
    if len(headers) > MAX_PARTS:
        raise Refusal("file-many-forms", limit=str(MAX_PARTS))
    above = rows[: headers[0]] if headers else ()
    starts = [0, *(_start(rows, at, above) for at in headers[1:])]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield rows[start : _without_separator(rows, end)]


def _start(rows: Sequence[Cells], at: int, above: Sequence[Cells]) -> int:
    start = at - len(above)
    return start if rows[start:at] == above else at


def _without_separator(rows: Sequence[Cells], end: int) -> int:
    """Excel's own first line says how the next file is split: 'sep=;'."""
    return end - 1 if end and "".join(rows[end - 1]) == "sep=" else end
