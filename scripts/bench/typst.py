"""Part of `make bench BENCH=--all`: what another engine, Typst, takes for the same blank papers.

Both find the density of a format by the same rule, so that Typst too lays out a format once to three times, and write
PDF/A-2a with PDF/UA-1. Each counts in a process of its own, with nothing kept, from before it loads its engine until
the last file is there: Python's own start and reading the source are no part of it. That is one process for all
formats, as a build has it; of Typst it is also told what a process for each takes, as its command would. What Typst
does by itself on several cores shows as more processor time than time by the clock.

What its files lack: see `typstmarkup`. Its tables are tagged, with the cells that head a column, not those that name a
row. Typst itself looks whether they are PDF/UA-1; the tests' checker faults one of 16, a matrix with its headings in
two rows.

The project does not need it, so no lock has it. By itself: `python -m bench.typst`.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

import pikepdf

from bench import typstmarkup
from bench.measuring import ROOT
from toolbox.assets.fonts import font_faces
from toolbox.build.given import Given
from toolbox.build.paper import format_papers
from toolbox.core.settings import read_settings
from toolbox.history.history import read_history
from toolbox.machine.store import Store, run_jobs
from toolbox.shapes.paper.sheet import PaperForm
from toolbox.source.check import check_source
from toolbox.source.tree import read_tree

PLACE = ".tools/typst"
VERSION = "0.15.2"
RUNS = 3
STANDARDS = ["a-2a", "ua-1"]
GET = f"`.venv/bin/python -m pip install --target {PLACE} typst=={VERSION}`"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds by the clock and of processor time, and the number of pages of each format."""

    seconds: float
    processor: float
    pages: dict[str, int]
    unchanged: float = 0
    made: int = 0


def row(root: Path) -> str:
    """One row of words. `root` is a checkout; the engine is looked for here."""
    if not importlib.util.find_spec("typst") and not (ROOT / PLACE / "typst").is_dir():
        return f"Typst is not measured: it is not there. To get it: {GET}."
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = _write(root, folder)
        together, apart, ours = list[Took](), list[Took](), list[Took]()
        for _ in range(RUNS):
            together.append(_in_process("typst", *files))
            apart.append(_sum([_in_process("typst", file) for file in files]))
            ours.append(_in_process("ours", root))
    return _said(_middle(together), _middle(apart), _middle(ours))


def _said(together: Took, apart: Took, ours: Took) -> str:
    differ = "; ".join(
        f"{number}: {count}, ours {ours.pages[number]}"
        for number, count in together.pages.items()
        if count != ours.pages[number]
    )
    return (
        f"Typst, the {len(ours.pages)} blank formats from nothing, {sum(together.pages.values())} pages: "
        f"{_figures(together)}, a process for each {_figures(apart)}; ours, {sum(ours.pages.values())} pages: "
        f"{_figures(ours)} ({ours.processor / together.processor:.1f} × its processor time, "
        f"{ours.processor / apart.processor:.1f} × with a process for each). "
        f"When nothing changed ours lays out {ours.made} and takes {ours.unchanged:.3f} s. "
        f"Other numbers of pages: {differ or 'none'}."
    )


def _figures(took: Took) -> str:
    return f"{took.seconds:.2f} s ({took.processor:.2f} s of processor time)"


def _middle(all_of: list[Took]) -> Took:
    return sorted(all_of, key=lambda took: took.processor)[len(all_of) // 2]


def _sum(parts: list[Took]) -> Took:
    pages = {number: count for part in parts for number, count in part.pages.items()}
    return Took(sum(part.seconds for part in parts), sum(part.processor for part in parts), pages)


def _given(root: Path) -> Given:
    tree, found = read_tree(root)
    toolbox = check_source(tree, found).toolbox
    return Given(root, tree, toolbox, read_history(root), read_settings(root))


def _write(root: Path, folder: Path) -> list[Path]:
    """A file of markup for each format."""
    given = _given(root)
    route = given.toolbox.diagram("route")
    files = []
    for form in given.forms:
        file = folder / f"{form.number}.typ"
        file.write_text(typstmarkup.markup(PaperForm(form, given.stamp(form), route)), "utf-8")
        files.append(file)
    return files


def _in_process(engine: str, *paths: Path) -> Took:
    where = os.pathsep.join(filter(None, (str(ROOT / PLACE), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", "bench.typst", engine, *map(str, paths)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": where}, capture_output=True, text=True, check=True)
    return Took(**json.loads(done.stdout))


class Clock:
    """Counts what is done within it, by the clock and of processor time."""

    def __init__(self) -> None:
        self.seconds, self.processor = 0.0, 0.0

    def __enter__(self) -> None:
        self.seconds -= time.perf_counter()
        self.processor -= time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.perf_counter()
        self.processor += time.process_time()


def _typst(*files: str) -> Took:
    clock, pages = Clock(), dict[str, int]()
    fonts = sorted({str(face.path.parent) for face in font_faces()})
    with clock:
        # Nothing is known of its types where it is not there.
        typst = importlib.import_module("typst")

    def count(file: str, density: str) -> int:
        named = {"sys_inputs": {"density": density}, "font_paths": fonts, "ignore_system_fonts": True}
        with clock:
            data = typst.compile(file, pdf_standards=STANDARDS, **named)
        return _count(data)

    for file in files:
        # As `lay_out_format` goes about it.
        roomy = count(file, "roomy")
        tight = count(file, "tight") if roomy > 1 else roomy
        pages[Path(file).stem] = tight
        if tight != roomy:
            count(file, "dense")
    return Took(clock.seconds, clock.processor, pages)


def _ours(root: str) -> Took:
    given, clock = _given(Path(root)), Clock()
    route, made = given.toolbox.diagram("route"), dict[str, bytes]()
    gc.freeze()
    # As the build has it, with a look at what can go after each.
    gc.disable()
    with clock:
        from toolbox.shapes.paper.single import SHEETS, render_blank
        from toolbox.shapes.paper.typeset import warm_up

        warm_up(*SHEETS)
        for form in given.forms:
            made[form.number] = render_blank(form, given.stamp(form), route)[0]
            gc.collect()
    pages = {number: _count(data) for number, data in made.items()}
    return Took(clock.seconds, clock.processor, pages, *_again(given, made))


def _again(given: Given, made: dict[str, bytes]) -> tuple[float, int]:
    """Seconds for the papers of the same formats when a store has them, and how many are laid out then."""
    with tempfile.TemporaryDirectory() as folder:
        store, clock = Store(Path(folder)), Clock()
        for job, data in zip(format_papers(given), made.values(), strict=True):
            for key in job.keys:
                store.put(key, data)
        with clock:
            run_jobs(list(format_papers(given)), store)
    return clock.seconds, len(store.made)


def _count(data: bytes) -> int:
    with pikepdf.open(BytesIO(data)) as pdf:
        return len(pdf.pages)


def main(engine: str = "", *paths: str) -> None:
    """Without an engine: both, of this checkout."""
    if engine:
        print(json.dumps(asdict(_typst(*paths) if engine == "typst" else _ours(*paths))))
    else:
        print(row(ROOT))


if __name__ == "__main__":
    main(*sys.argv[1:])
