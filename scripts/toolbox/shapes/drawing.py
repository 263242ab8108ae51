"""A Diagram (boxes and arrows)  →  accessible inline SVG, and the same as a list in words.

Colours stand as attributes, in black and white, so that paper needs no style sheet; the site's CSS overrides them.
Text is measured by a mean letter width: browsers and WeasyPrint draw it in the same font.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from toolbox.core.diagram import Arrow, Box, Diagram

LETTER = 0.5  # mean width of a letter, in em
SIZE, LINE = 15, 20
BOX_WIDTH, GAP_X, GAP_Y, PAD = 216, 60, 34, 12
STATION_STEP, RING = 66, 22
LANE = 12  # between the lines beside the boxes of a standing drawing
STANDING = "standing"

Href = Callable[[int], str]


def draw(diagram: Diagram, href: Href | None = None) -> str:
    """SVG of a diagram. Boxes that lead to a step become stations, linked by `href(step)` when given."""
    if all(box.step for box in diagram.boxes):
        return _stations(diagram, href)
    return _flow(diagram)


def draw_standing(diagram: Diagram) -> str:
    """The same boxes and arrows in one column, for a phone; '' for a diagram that stands already.

    An arrow to the next box goes straight down; every other has a lane of its own beside the boxes.
    """
    if len({box.column for box in diagram.boxes}) == 1:
        return ""
    cells, height = _column(diagram)
    order = list(cells)
    far = [arrow for arrow in diagram.arrows if order.index(arrow.target) - order.index(arrow.source) != 1]
    width = BOX_WIDTH + 4 + LANE * (len(far) + 1)
    parts = [_open(diagram, STANDING, width, height, links=False)]
    for arrow in diagram.arrows:
        source, target = cells[arrow.source], cells[arrow.target]
        lane = BOX_WIDTH + 2 + LANE * (far.index(arrow) + 1) if arrow in far else 0
        parts += _beside(source, target, arrow, lane) if lane else _arrow(source, target, arrow)
    for cell in cells.values():
        parts += _box(cell)
    return "".join(parts) + "</svg>"


def in_words(diagram: Diagram) -> tuple[tuple[Box, tuple[tuple[str, str], ...]], ...]:
    """Each box with (label, next box's text) of its arrows: the picture's text alternative."""
    names = {box.name: box.text for box in diagram.boxes}
    return tuple(
        (
            box,
            tuple((arrow.text, names[arrow.target]) for arrow in diagram.arrows if arrow.source == box.name),
        )
        for box in sorted(diagram.boxes, key=lambda box: (box.row, box.column))
    )


def _open(diagram: Diagram, kind: str, width: int, height: int, *, links: bool) -> str:
    title_id = f"schema-{diagram.name}" + ("-staand" if kind == STANDING else "")
    # With links inside, role img would hide them from screen readers.
    role = "group" if links else "img"
    return (
        f'<svg class="tb-diagram tb-diagram--{kind}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="{role}" aria-labelledby="{title_id}" font-size="{SIZE}">'
        f'<title id="{title_id}">{escape(diagram.title)}. {escape(diagram.description)}</title>'
    )


def _stations(diagram: Diagram, href: Href | None) -> str:
    """One line from top to bottom: a ring with the step's number, and the station's name beside it."""
    boxes = sorted(diagram.boxes, key=lambda box: box.row)
    width, height = 330, STATION_STEP * len(boxes)
    parts = [_open(diagram, "route", width, height, links=href is not None)]
    centre = RING + 4
    for index, box in enumerate(boxes[1:], 1):
        top, bottom = (
            STATION_STEP * index - STATION_STEP // 2 + RING,
            STATION_STEP * index + STATION_STEP // 2 - RING,
        )
        dash = ' stroke-dasharray="7 5"' if box.draft else ""
        width_of = 3 if box.draft else 4
        parts.append(
            f'<path class="{"is-draft" if box.draft else "is-ready"}" d="M{centre} {top}V{bottom}" '
            f'fill="none" stroke="#000" stroke-width="{width_of}"{dash}/>'
        )
    for index, (box, mark) in enumerate(zip(boxes, station_marks(boxes), strict=True)):
        station = _station(box, mark, centre, STATION_STEP * index + STATION_STEP // 2)
        parts.append(f'<a href="{escape(href(box.step))}">{station}</a>' if href else station)
    return "".join(parts) + "</svg>"


def station_marks(boxes: Sequence[Box]) -> tuple[str, ...]:
    """What stands in each ring: the step's number, and '?' where the next station belongs to the same step."""
    after = [*(box.step for box in boxes[1:]), -1]
    return tuple("?" if box.step == step else str(box.step) for box, step in zip(boxes, after, strict=True))


def _station(box: Box, mark: str, x: int, y: int) -> str:
    state = "is-draft" if box.draft else "is-ready"
    dash = ' stroke-dasharray="6 4"' if box.draft else ""
    below = f"stap {box.step}" + (", in ontwikkeling" if box.draft else "")
    beside = x + RING + 14
    return (
        f'<circle class="tb-diagram__ring {state}" cx="{x}" cy="{y}" r="{RING - 2}" fill="#fff" stroke="#000" '
        f'stroke-width="{2.5 if box.draft else 4}"{dash}/>'
        f'<text class="tb-diagram__mark {state}" x="{x}" y="{y + 6}" text-anchor="middle" '
        f'font-weight="700" font-size="18">{mark}</text>'
        f'<text class="tb-diagram__name" x="{beside}" y="{y - 1}" font-weight="600" font-size="17">'
        f"{escape(box.text)}</text>"
        f'<text class="tb-diagram__note" x="{beside}" y="{y + 19}" font-size="14">{below}</text>'
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    box: Box
    lines: tuple[tuple[str, bool], ...]
    x: int
    y: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + BOX_WIDTH // 2, self.y + self.height // 2


def _wrap(text: str, indent: str = "") -> list[str]:
    columns = int((BOX_WIDTH - 2 * PAD) / (SIZE * LETTER))
    return textwrap.wrap(text, columns, initial_indent=indent, subsequent_indent="   " if indent else "")


def _lines(box: Box) -> tuple[tuple[str, bool], ...]:
    """(text, is strong) of each line in a box."""
    points = tuple((line, False) for point in box.points for line in _wrap(point, "•  "))
    return (*((line, True) for line in _wrap(box.text)), *points)


def _cells(diagram: Diagram) -> tuple[dict[str, _Cell], int, int]:
    """Every box with its place in pixels; rows are as high as their highest box."""
    texts = {box.name: _lines(box) for box in diagram.boxes}
    heights = {name: len(lines) * LINE + 2 * PAD for name, lines in texts.items()}
    columns = sorted({box.column for box in diagram.boxes})
    tops: dict[int, tuple[int, int]] = {}
    y = 2
    for row in sorted({box.row for box in diagram.boxes}):
        high = max(heights[box.name] for box in diagram.boxes if box.row == row)
        tops[row] = (y, high)
        y += high + GAP_Y
    cells = {}
    for box in diagram.boxes:
        top, high = tops[box.row]
        x = 2 + columns.index(box.column) * (BOX_WIDTH + GAP_X)
        cells[box.name] = _Cell(box, texts[box.name], x, top + (high - heights[box.name]) // 2, heights[box.name])
    return cells, len(columns) * (BOX_WIDTH + GAP_X) - GAP_X + 4, y - GAP_Y + 4


def _column(diagram: Diagram) -> tuple[dict[str, _Cell], int]:
    """Every box below the one before it, in reading order; and how high that is."""
    cells: dict[str, _Cell] = {}
    y = 2
    for row, box in enumerate(sorted(diagram.boxes, key=lambda box: (box.row, box.column))):
        lines = _lines(box)
        height = len(lines) * LINE + 2 * PAD
        cells[box.name] = _Cell(replace(box, row=row), lines, 2, y, height)
        y += height + GAP_Y
    return cells, y - GAP_Y + 4


def _beside(source: _Cell, target: _Cell, arrow: Arrow, lane: int) -> Iterator[str]:
    """From a box's right side along a lane into the side of another; its text stands above where it arrives."""
    edge = 2 + BOX_WIDTH
    start, end = source.middle[1] + LANE // 2, target.middle[1] - LANE // 2
    yield (
        f'<path class="tb-diagram__line" d="M{edge} {start}H{lane}V{end}H{edge + 3}" fill="none" stroke="#000" '
        'stroke-width="2"/>'
    )
    yield f'<path class="tb-diagram__tip" d="{_tip(edge + 3, end, "left")}" fill="#000"/>'
    if arrow.text:
        yield (
            f'<text class="tb-diagram__note" x="{edge}" y="{target.y - 5}" font-size="13" '
            f'text-anchor="end">{escape(arrow.text)}</text>'
        )


def _flow(diagram: Diagram) -> str:
    cells, width, height = _cells(diagram)
    parts = [_open(diagram, "flow", width, height, links=False)]
    for arrow in diagram.arrows:
        parts += _arrow(cells[arrow.source], cells[arrow.target], arrow)
    for cell in cells.values():
        parts += _box(cell)
    return "".join(parts) + "</svg>"


def _box(cell: _Cell) -> Iterator[str]:
    yield (
        f'<rect class="tb-diagram__box" x="{cell.x}" y="{cell.y}" width="{BOX_WIDTH}" height="{cell.height}" rx="8" '
        'fill="#fff" stroke="#000" stroke-width="2"/>'
    )
    y = cell.y + PAD + LINE - 6
    for line, strong in cell.lines:
        weight = ' font-weight="600"' if strong else ""
        start = cell.x + PAD + (len(line) - len(line.lstrip())) * 4
        yield f'<text class="tb-diagram__name" x="{start}" y="{y}"{weight}>{escape(line.strip())}</text>'
        y += LINE


def _arrow(source: _Cell, target: _Cell, arrow: Arrow) -> Iterator[str]:
    """A straight line between neighbours; between other cells down, aside and down again."""
    (sx, sy), (tx, ty) = source.middle, target.middle
    if source.box.row == target.box.row:
        right = tx > sx
        start = source.x + BOX_WIDTH if right else source.x
        end = target.x - 3 if right else target.x + BOX_WIDTH + 3
        path, tip, label = (
            f"M{start} {sy}H{end}",
            (end, ty, "right" if right else "left"),
            ((start + end) // 2, sy - 8),
        )
    else:
        start, end = source.y + source.height, target.y - 3
        turn = end - GAP_Y // 2
        path = f"M{sx} {start}V{end}" if sx == tx else f"M{sx} {start}V{turn}H{tx}V{end}"
        tip, label = (tx, end, "down"), (tx + 8, turn + 4)
    yield f'<path class="tb-diagram__line" d="{path}" fill="none" stroke="#000" stroke-width="2"/>'
    yield f'<path class="tb-diagram__tip" d="{_tip(*tip)}" fill="#000"/>'
    if arrow.text:
        anchor = "middle" if source.box.row == target.box.row else "start"
        yield (
            f'<text class="tb-diagram__note" x="{label[0]}" y="{label[1]}" font-size="13" '
            f'text-anchor="{anchor}">{escape(arrow.text)}</text>'
        )


def _tip(x: int, y: int, direction: str) -> str:
    if direction == "down":
        return f"M{x - 6} {y - 9}H{x + 6}L{x} {y + 1}Z"
    back = x - 9 if direction == "right" else x + 9
    point = x + 1 if direction == "right" else x - 1
    return f"M{back} {y - 6}V{y + 6}L{point} {y}Z"
