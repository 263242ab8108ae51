"""`make clients`: types, saves, reads back, and prints what became of each answer.

Names of programs as arguments choose some of them. What was saved stays in .tools/clients/.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from boxes import ROOT, source_of
from clients import browsers, office, pdfs, webkit
from clients.judge import Tally
from clients.program import Program, Work
from clients.typed import Filled
from toolbox.core.model import Toolbox
from toolbox.reading.run import read_all

LOCK = ROOT / "scripts" / "lock" / "requirements-clients.txt"
TOOL = Path(sys.prefix) / "clients"
SAVED = ROOT / ".tools" / "clients"
PROGRAMS = (*pdfs.PROGRAMS, *office.PROGRAMS, *browsers.PROGRAMS, *webkit.PROGRAMS)
SHOWN = 5  # of each list, unless one program was chosen


def main(chosen: Sequence[str]) -> int:
    set_up()
    box = source_of(ROOT).toolbox
    forms = tuple(Filled(form, number) for number, form in enumerate(box.formats, start=1))
    programs = [program for program in PROGRAMS if program.name in chosen or not chosen]
    count = sum(len(filled.answers) for filled in forms)
    print(f"{count} answers in {len(forms)} formats\n")
    print("| program | version | typed | kept | listed | refused | lost |\n| --- | --- |" + " --: |" * 5, flush=True)
    tallies: list[Tally] = []
    absent: list[str] = []
    for program in programs:
        if lacking := tuple(program.lacking()):
            absent.append(f"{program.name}: not here, so not tried. Install it: {'; '.join(lacking)}")
            print(f"| {program.name} | not installed | – | – | – | – | – |", flush=True)
            continue
        for tally in tried(program, forms, box):
            tallies.append(tally)
            counts = (tally.typed, tally.kept, len(tally.listed), len(tally.refused), len(tally.lost))
            print(f"| {tally.name} | {program.version()} | {' | '.join(map(str, counts))} |", flush=True)
    print(*told(tallies, absent, len(programs) > 1), sep="\n")
    return 1 if any(tally.lost for tally in tallies) else 0


def set_up() -> None:
    """What pip brings for this alone, as locked, in a folder of its own: it goes behind what is there already."""
    done = TOOL / "done.txt"
    if not done.is_file() or done.read_bytes() != LOCK.read_bytes():
        shutil.rmtree(TOOL, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:"]
        subprocess.run([*pip, "--target", str(TOOL), "--requirement", str(LOCK)], check=True)
        done.write_bytes(LOCK.read_bytes())
    sys.path.append(str(TOOL))


def tried(program: Program, forms: tuple[Filled, ...], box: Toolbox) -> Iterator[Tally]:
    folder = SAVED / program.name.replace(" ", "-")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for how, paths in program.type_all(Work(ROOT / "site", folder), forms).items():
        tally = Tally(": ".join(filter(None, (program.name, how))))
        for filled, read in zip(forms, read_all(paths, box, lambda *_: None), strict=True):
            tally.add(filled, read)
        yield tally


def told(tallies: Sequence[Tally], absent: Sequence[str], brief: bool) -> Iterator[str]:
    yield from ("", *absent)
    for tally in tallies:
        for word, lines in (
            ("lost", tally.lost),
            ("refused", list(dict.fromkeys(tally.refused))),
            ("listed", tally.listed),
        ):
            shown = lines[:SHOWN] if brief else lines
            if lines:
                yield f"\n{tally.name}, {word}:"
                yield from (f"  {line[:300]}" for line in shown)
            if len(lines) > len(shown):
                yield f"  … and {len(lines) - len(shown)} more: make clients CLIENTS='{tally.name.partition(':')[0]}'"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
