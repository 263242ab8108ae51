"""Part of `make bench`: the shapes of a format against its print PDF, reading back, and what a form page carries."""

from __future__ import annotations

import gzip
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.measuring import ROOT, spread
from toolbox.assets.bundles import bundle
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.core.method import Imprint
from toolbox.reading.run import read_all
from toolbox.shapes.office.word import render_word
from toolbox.shapes.office.workbook import render_workbook
from toolbox.shapes.paper import single
from toolbox.shapes.paper.typeset import to_pdf, warm_up
from toolbox.source.check import read_source

RUNS = 5
COPIES = 40
STAMP = Stamp("1.0.0", "2026-01-01", "1a2b3c4", "https://toolbox.example/", Imprint("Toolbox", "toolbox"))


def seconds(render: Callable[[Format], object], formats: Iterable[Format]) -> float:
    """How long it takes to render all formats, one after another."""
    start = time.perf_counter()
    for form in formats:
        render(form)
    return time.perf_counter() - start


def rows() -> list[str]:
    """Rows of Markdown: what, bound, and the ratio or figure as minimum, median and maximum."""
    toolbox = read_source(ROOT).toolbox
    route = toolbox.diagram("route")
    warm_up(*single.SHEETS, *single.FILLABLE_SHEETS)

    def printed(form: Format) -> None:
        laid_out = single.lay_out_format(form, STAMP, route)
        to_pdf(laid_out.document, form.title, form.description, STAMP)

    densities = {form.number: single.lay_out_format(form, STAMP, route).density for form in toolbox.formats}
    renders: dict[str, Callable[[Format], object]] = {
        "fillable": lambda form: single.render_fillable(form, STAMP, route, densities[form.number]),
        "word": lambda form: render_word(form, STAMP),
        "workbook": lambda form: render_workbook(form, STAMP.toolbox),
    }
    ratios: dict[str, list[float]] = {name: [] for name in renders}
    for _ in range(RUNS):
        yardstick = seconds(printed, toolbox.formats)
        for name, render in renders.items():
            ratios[name].append(seconds(render, toolbox.formats) / yardstick)
    speeds = []
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for form in toolbox.formats:
            data = single.render_fillable(form, STAMP, route, densities[form.number])
            for copy in range(COPIES):
                path = Path(folder) / f"{form.number}-{copy}.pdf"
                path.write_bytes(data)
                files.append(path)
        for _ in range(RUNS):
            start = time.perf_counter()
            read_all(files, toolbox, lambda *_: None)
            speeds.append(len(files) / (time.perf_counter() - start))
    script = len(gzip.compress(bundle("form"), mtime=0)) / 1000
    library = len(gzip.compress(bundle("form-pdf"), mtime=0)) / 1000
    return [
        "| shape | goal | least – median – most |",
        "| --- | --- | --- |",
        f"| fillable PDF, × the time of the print PDF | ≤ 1.3 | {spread(ratios['fillable'])} |",
        f"| Word, × the time of the print PDF | ≤ 0.5 | {spread(ratios['word'])} |",
        f"| workbook, × the time of the print PDF | – | {spread(ratios['workbook'])} |",
        f"| filled-in PDFs read back, a second | ≥ 50 | {spread(speeds)} |",
        f"| script of a page to fill in, kB in gzip | ≤ 60 | {script:.1f} |",
        f"| the library for PDF, only when asked for, kB in gzip | – | {library:.1f} |",
    ]
