"""Part of `make bench`: many editions of regions, each with other texts on one page in twenty and two own formats; and
what a plan for more of them comes to. In processor time: so it holds on a machine that does other work.

    .venv/bin/python -m bench.regions [EDITIONS]
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from pathlib import Path

from bench.measuring import Run, build, copy_checkout, plain_build, run
from toolbox.core.model import Toolbox
from toolbox.source.check import read_source
from toolbox.source.overlays.baseline import base_hash
from toolbox.source.overlays.model import Aim, Target

EDITIONS = 40
# One page in so many has a text of the region's own.
PAGES_APART = 20
FORMATS = 2
# Of what a build of the base costs and takes: what each edition may.
MOST_TIME, MOST_SIZE, MOST_MEGABYTES = 0.35, 0.3, 1_000
# Of a plain build of a region's pages: what an edit of that region may take.
MOST_PLAIN = 2

# Every school, and every language that somebody asked for.
PLANNED = 300 + 40
JOBS, CORES = (1, 4, 12, 24), 2


def write_edition(root: Path, number: int, base: Toolbox) -> None:
    """An edition like no other: its own words, below the whole text of each of its pages and in two formats."""
    slug = f"regio-{number}"
    folder = root / "content" / "regio" / slug
    (folder / "teksten").mkdir(parents=True)
    lines = [f"naam: Regio {number}", "contact: ''", "teksten:"]
    for index, page in enumerate(base.pages[number % PAGES_APART :: PAGES_APART]):
        name = f"tekst-{index}.md"
        (folder / "teksten" / name).write_text(f"In regio {number} is dit anders, op plek {index}.\n", "utf-8")
        lines += [f"  - pagina: {page.path.removeprefix('content/')}", "    doe: erna", f"    bestand: {name}"]
        lines.append(f"    basis: {base_hash(base, Target(Aim.TEXT, page.path))}")
    lines.append("bewerkingen:")
    for index in range(FORMATS):
        form = base.formats[(number * FORMATS + index) % len(base.formats)]
        section = form.sections[0].name
        lines += [f"  - nummer: '{form.number}'", "    doe: vraag-erbij", f"    blok: {section}", "    veld:"]
        lines += [f"      name: {slug.replace('-', '_')}_vraag", f"      title: Vraag van regio {number}"]
        lines += ["      type: string", f"    basis: {base_hash(base, Target(Aim.SECTION, form.number, section))}"]
    (folder / "edition.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(editions: int = EDITIONS) -> int:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "checkout"
        copy_checkout(root)
        shutil.rmtree(root / "content" / "regio", ignore_errors=True)
        print("\n".join(rows(root, editions, read_source(root).toolbox)))
    return 0


def rows(root: Path, editions: int, base: Toolbox) -> list[str]:
    """Lines of a table: what, its goal, and what it was."""
    alone, alone_size = build(root), size_of(root / "site")
    same = build(root)
    for number in range(editions):
        write_edition(root, number, base)
    # The store has the base: what is left is what the editions cost.
    many = build(root)
    grown = (size_of(root / "site") - alone_size) / editions
    kept = build(root)
    text = root / "content/regio/regio-0/teksten/tekst-0.md"
    text.write_text("In regio 0 is dit nu nog anders.\n", "utf-8")
    edit = build(root)
    # One region alone, as anybody would build its pages.
    plain = run(plain_build(root / ".build/regio/regio-0/docs", root.parent), root)
    each = (many.processor - same.processor) / editions
    return [
        *_measured(editions, alone, many, each, grown / alone_size),
        f"| nothing changed, with all editions, processor seconds | – | {kept.processor:.1f} |",
        f"| one region's sentence, of a plain build of its pages, by the clock | ≤ {MOST_PLAIN} "
        f"| {edit.seconds / plain.seconds:.1f} ({edit.seconds:.1f} s) |",
        f"| the same, in processor time | ≤ {MOST_PLAIN} | {edit.processor / plain.processor:.1f} |",
        "",
        *plan(same.processor, each, alone_size, grown),
    ]


def _measured(editions: int, alone: Run, many: Run, each: float, grown: float) -> list[str]:
    share = each / alone.processor
    return [
        "| what | goal | was |",
        "| --- | --- | --- |",
        f"| the base alone, from nothing, processor seconds | – | {alone.processor:.1f} |",
        f"| an edition more, of the base's seconds ({editions} at once) | ≤ {MOST_TIME} | {share:.3f} |",
        f"| an edition more, of the base's bytes | ≤ {MOST_SIZE} | {grown:.3f} |",
        f"| the largest process, MB | ≤ {MOST_MEGABYTES} | {max(alone.megabytes, many.megabytes):.0f} |",
    ]


def plan(base: float, each: float, base_size: float, grown: float) -> list[str]:
    """PLANNED editions from nothing, over jobs that each have the base from a shared store. `base` are the seconds of a
    build that finds all of the base there, `each` those of an edition more; sizes are in bytes."""
    lines = [
        f"{PLANNED} editions: {(base_size + PLANNED * grown) / 1e9:.2f} GB",
        "",
        "| jobs | minutes each |",
        "| --- | --- |",
    ]
    for jobs in JOBS:
        lines.append(f"| {jobs} | {(base + math.ceil(PLANNED / jobs) * each) / CORES / 60:.1f} |")
    return lines


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
