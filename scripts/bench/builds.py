"""What a build and a check cost, each beside what it should stay under."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable
from pathlib import Path

from bench.log import Row
from bench.measuring import FORM, PAGE, TOOLBOX, Command, Edit, build, copy_checkout, plain_command, run
from toolbox.core.places import KEPT, KEPT_SITES, SITE, WORK


class Bench:
    """A copy of the checkout in `folder`, with its site, in which each thing is measured `runs` times, in turn with the
    yardstick: so a machine that slows down slows both."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.runs, self.root = runs, folder / "checkout"
        copy_checkout(self.root)
        build(self.root)
        self.plain = plain_command(self.root, folder)

    def rows(self) -> list[Row]:
        """As the goals have them."""
        word = Edit(self.root / PAGE, " zich ", " zich ook ")
        question = Edit(self.root / FORM, "          title: ", "          title: Ook ")
        whole: Command = [TOOLBOX, "build"]
        check: Command = [TOOLBOX, "check"]
        return [
            self._row("nothing changed", 0.15, whole, _nothing),
            self._row("one word on one page: site, book and all", 1.5, whole, word.make),
            self._row("one question reworded: its shapes, page, packs, book, site", 2, whole, question.make),
            self._row("everything, from nothing", 6, whole, self.forget),
            self._row("`toolbox check`, one file changed", 0, check, word.make, 0.25),
            self._row("`toolbox check` of a fresh copy", 0, check, self._unchecked, 0.5),
        ]

    def forget(self) -> None:
        """As if nothing had been built."""
        for name in (WORK, SITE, KEPT_SITES):
            shutil.rmtree(self.root / name, ignore_errors=True)

    def _unchecked(self) -> None:
        shutil.rmtree(self.root / WORK / KEPT, ignore_errors=True)

    def _row(self, name: str, goal: float, command: Command, prepare: Callable[[], None], most: float = 0) -> Row:
        """`goal` is a ratio, `most` seconds; 0 for none."""
        pairs = []
        for _ in range(self.runs):
            yardstick = run(self.plain, self.root)
            prepare()
            pairs.append((run(command, self.root), yardstick))
        clock = sorted(round(made.seconds / plain.seconds, 2) for made, plain in pairs)
        processor = sorted(round(made.processor / plain.processor, 2) for made, plain in pairs)
        seconds = round(statistics.median(made.seconds for made, _ in pairs), 2)
        megabytes = round(max(made.megabytes for made, _ in pairs))
        return Row(name, goal, tuple(clock), seconds, megabytes, tuple(processor), most)


def _nothing() -> None:
    """Leave all as it is."""
