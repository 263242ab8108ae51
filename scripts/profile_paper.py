"""What `make profile` looks into: the blank paper of one format, laid out again and again.

Each time in three densities, as 3.1 has it, and without the collector of garbage, as a build lays out.
"""

from __future__ import annotations

import gc
from pathlib import Path

from toolbox.core.edition import Stamp
from toolbox.core.method import Imprint
from toolbox.shapes.paper import single
from toolbox.shapes.paper.typeset import warm_up
from toolbox.source.check import read_source

ROOT = Path(__file__).resolve().parent.parent
NUMBER = "3.1"
TIMES = 10
STAMP = Stamp("1.0.0", "2026-01-01", "1a2b3c4", "https://toolbox.example/", Imprint("Toolbox", "toolbox"))


def main() -> None:
    toolbox = read_source(ROOT).toolbox
    (form,) = (form for form in toolbox.formats if form.number == NUMBER)
    route = toolbox.diagram("route")
    warm_up(*single.SHEETS)
    gc.disable()
    for _ in range(TIMES):
        single.render_blank(form, STAMP, route)


if __name__ == "__main__":
    main()
