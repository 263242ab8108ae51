"""How far a build is: a bar on a terminal, a line now and then where there is none, or nothing at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from toolbox.core.dutch import count
from toolbox.machine.progress import BuildProgress, Stage, Tell, nobody

WORDS = {
    Stage.CHECK: "Controleren",
    Stage.MAKE: "Maken",
    Stage.SITE: "De pagina’s",
    Stage.LOOK: "Nakijken",
    Stage.PLACE: "Op zijn plaats zetten",
}
# In a log: a line for each so many parts.
EACH = 100


@contextmanager
def shown(*, quiet: bool) -> Iterator[Tell]:
    """Whom to tell. Nothing of a bar stays on the terminal."""
    stream = sys.stderr
    if quiet or stream is None:
        yield nobody
    elif stream.isatty():
        with _bar(stream) as tell:
            yield tell
    else:
        yield ProgressLines(stream)


class ProgressLines:
    """A line for each stage, and for each so many parts that are made."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._last: tuple[Stage, int] | None = None

    def __call__(self, progress: BuildProgress) -> None:
        now = progress.stage, progress.made // EACH
        if now != self._last:
            self._last = now
            print(_line(progress), file=self.stream, flush=True)


def _line(progress: BuildProgress) -> str:
    word = WORDS[progress.stage]
    if progress.stage is not Stage.MAKE:
        return f"{word} …"
    parts = count(progress.known, "deel", "delen")
    return f"{word}: {progress.made} van {parts}, {progress.kept} bewaard …"


@contextmanager
def _bar(stream: TextIO) -> Iterator[Tell]:
    # Only who looks at a terminal waits for it to load.
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as RichProgress

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[told]}", markup=False),
    )
    # Without a thread of its own, which a process that is forked meanwhile would lack.
    with RichProgress(*columns, console=Console(file=stream), transient=True, auto_refresh=False) as bar:
        task = bar.add_task(WORDS[Stage.CHECK], total=None, told="")

        def tell(progress: BuildProgress) -> None:
            is_counted = progress.stage is Stage.MAKE and progress.known
            told = f"{progress.made}/{progress.known}, {progress.kept} bewaard  {progress.what}" if is_counted else ""
            total = progress.known if is_counted else None
            # Stages have no sizes that can be compared: each begins anew.
            bar.update(task, description=WORDS[progress.stage], completed=progress.made, total=total, told=told)
            bar.refresh()

        yield tell
