"""Part of `make bench`: how the cost of one word grows with the pages, and a drawing of what a rebuild costs.

The drawing is made by `make docs` of the last run that was kept. It is black and white: what stands beside a line or a
bar says what it is, and lines differ in their dashes.
"""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from bench.log import Row, Size
from bench.measuring import PAGE, ROOT, Edit, build, copy_checkout, plain_command, run
from bench.regions import write_edition
from toolbox.source.check import read_source

PICTURE = ROOT / ".github" / "pictures" / "bench.svg"
EDITIONS = (0, 1, 10, 40)
WIDTH, BAR, LEFT, RIGHT, TOP = 760, 34, 330, 90, 40  # px
HEIGHT = 200  # px, of the part with the lines
APART = 70  # px: words below the lines that stand closer than this would run into each other
TEXT = 'font-family="sans-serif" font-size="13"'


def sizes(folder: Path) -> list[Size]:
    """Of the common toolbox alone, and with more and more editions of regions."""
    root = folder / "checkout"
    copy_checkout(root)
    shutil.rmtree(root / "content" / "regio", ignore_errors=True)
    base = read_source(root).toolbox
    word, found, made = Edit(root / PAGE, " zich ", " zich ook "), [], 0
    for editions in EDITIONS:
        for number in range(made, editions):
            write_edition(root, number, base)
        made = editions
        build(root)
        plain = run(plain_command(root, folder), root).processor
        word.make()
        # The first edit after a commit also takes the date from each cover.
        build(root)
        word.make()
        cost = build(root).processor
        pages = sum(1 for _ in (root / ".build").glob("**/docs/**/*.md"))
        found.append(Size(editions, pages, round(cost, 2), round(plain, 2)))
    return found


def lines(found: Sequence[Size]) -> Iterator[str]:
    """Markdown."""
    if found:
        yield "| editions | pages | one word, processor seconds | a plain `mkdocs build` of the same pages |"
        yield "| --- | --- | --- | --- |"
    for size in found:
        yield f"| {size.editions} | {size.pages} | {size.word:.2f} | {size.plain:.2f} |"


def drawing(rows: Sequence[Row], found: Sequence[Size]) -> str:
    """SVG."""
    bars = [row for row in rows if row.goal]
    below = TOP + BAR * len(bars) + 60
    height = below + (HEIGHT + 50 if found else 0)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" {TEXT}>',
            "<title>What a rebuild costs</title>",
            f"<desc>{escape('; '.join(f'{row.name}: {_median(row):.2f} times' for row in bars))}</desc>",
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
            *_bars(bars),
            *(_lines(found, below) if found else ()),
            "</svg>\n",
        ]
    )


def _median(row: Row) -> float:
    return statistics.median(row.ratios)


def _bars(rows: Sequence[Row]) -> Iterator[str]:
    """Each as long as its ratio, with a stroke where the goal is."""
    scale = (WIDTH - LEFT - RIGHT) / max(*(_median(row) for row in rows), *(row.goal for row in rows))
    yield '<text x="10" y="24" font-weight="bold">× a plain mkdocs build of the same pages (stroke: the goal)</text>'
    for index, row in enumerate(rows):
        y, length, goal = TOP + BAR * index, _median(row) * scale, LEFT + row.goal * scale
        yield f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{escape(row.name.partition(":")[0])}</text>'
        yield f'<rect x="{LEFT}" y="{y + 2}" width="{length:.1f}" height="20" fill="#777"/>'
        yield f'<path d="M{goal:.1f} {y - 2}v28" stroke="#000" stroke-width="2"/>'
        yield f'<text x="{max(LEFT + length, goal) + 6:.1f}" y="{y + 17}">{_median(row):.2f}</text>'


def _lines(found: Sequence[Size], top: float) -> Iterator[str]:
    """Processor seconds against pages."""
    most, pages = max(max(size.word, size.plain) for size in found), max(size.pages for size in found)
    across, down = (WIDTH - 80 - 170) / pages, HEIGHT / most
    yield f'<text x="10" y="{top}" font-weight="bold">Processor seconds, by the number of pages (and editions)</text>'
    yield f'<path d="M50 {top + 20}v{HEIGHT}h{pages * across:.1f}" fill="none" stroke="#000"/>'
    yield f'<text x="44" y="{top + 26}" text-anchor="end">{most:.0f}</text>'
    said = -APART * 1.0
    for size in found:
        x = 50 + size.pages * across
        if x - said >= APART:
            said = x
            place = f'x="{x:.1f}" y="{top + HEIGHT + 38}"'
            yield f'<text {place} text-anchor="middle">{size.pages} ({size.editions})</text>'
    for name, values, dash in (
        ("one word", [size.word for size in found], ""),
        ("a plain mkdocs build", [size.plain for size in found], ' stroke-dasharray="6 4"'),
    ):
        points = [
            (50 + size.pages * across, top + 20 + HEIGHT - value * down)
            for size, value in zip(found, values, strict=True)
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="#000" stroke-width="2"{dash}/>'
        yield f'<text x="{points[-1][0] + 8:.1f}" y="{points[-1][1] + 4:.1f}">{name}</text>'
