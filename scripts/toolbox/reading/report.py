"""What `toolbox read` shows in the terminal: a line a file, or what is the matter with it. Never an answer itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from toolbox.core.dutch import count
from toolbox.core.safetext import printable
from toolbox.reading.collected import Package, named_forms
from toolbox.reading.run import Progress, Read
from toolbox.reading.sheets import BLANK, LOOK, REFUSED, UNPLACED

WIPE = "\r\x1b[K"
MOST_LINES = 20  # about a screenful, for one file


@contextmanager
def progress() -> Iterator[Progress]:
    """How far it is, on one line that is wiped in the end; only for a person who looks at it."""
    looks = sys.stderr.isatty()

    def show(done: int, total: int) -> None:
        if looks:
            print(f"\r{done} van {total} bestanden", end="", file=sys.stderr, flush=True)

    try:
        yield show
    finally:
        if looks:
            print(WIPE, end="", file=sys.stderr, flush=True)


def lines(reads: Sequence[Read], package: Package, target: Path) -> Iterator[str]:
    """About each file, in their order, and then about all."""
    yield from _files(reads)
    if package.forms:
        yield from _totals(reads, package, target)
    else:
        yield "Er is niets gelezen en niets geschreven."


def _files(reads: Sequence[Read]) -> Iterator[str]:
    by_file: dict[str, list[str]] = {}
    for name, read, form in named_forms(reads):
        own = by_file.setdefault(read.file, [])
        if form is None:
            own.append(f"{name}: {REFUSED}. {read.refusal.message if read.refusal else ''}")
            continue
        status = LOOK if form.needs_a_look else BLANK if form.is_blank else "let op" if form.placed.notes else "ok"
        own.append(f"{name}: {status}")
        own += [f"  {note.brief}" for note in form.placed.notes]
    for own in by_file.values():
        shown = own if len(own) <= MOST_LINES else own[: MOST_LINES - 1]
        yield from map(printable, shown)
        if len(shown) < len(own):
            yield f"  … en nog {count(len(own) - len(shown), 'regel', 'regels')}; alles staat in meldingen.csv."


def _totals(reads: Sequence[Read], package: Package, target: Path) -> Iterator[str]:
    refused = sum(read.refusal is not None for read in reads)
    look = sum(read.needs_a_look for read in reads) - refused
    unplaced = sum(len(form.placed.unplaced) for read in reads for form in read.forms)
    blank = sum(not read.needs_a_look and any(form.is_blank for form in read.forms) for read in reads)
    fine = len(reads) - refused - look - blank
    empty = f", {blank} waarin niets is ingevuld" if blank else ""
    files = count(len(reads), "bestand", "bestanden")
    yield f"{files}: {fine} in orde, {look} om na te kijken, {refused} niet gelezen{empty}."
    if unplaced:
        yield f"Niet geplaatst: {unplaced}. Dat staat in {target / UNPLACED}.csv."
    if package.complaints:
        yield f"De standaardcontrole van datapakketten meldt iets ({len(package.complaints)}). Kijk in meldingen.csv."
    yield f"Het datapakket staat in {target}/."
