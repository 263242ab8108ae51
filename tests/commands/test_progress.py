"""How far a build is, in three ways: a bar on a terminal, lines in a log, and nothing."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pytest

from toolbox.build.build import build
from toolbox.commands.progress import shown
from toolbox.machine.progress import BuildProgress, Stage
from warm import toolbox

TOLD = (
    BuildProgress(Stage.CHECK),
    BuildProgress(Stage.MAKE, "", 0, 250, 8),
    *(BuildProgress(Stage.MAKE, f"deel-{number}.pdf", number, 250, 8) for number in range(1, 251)),
    BuildProgress(Stage.SITE),
    BuildProgress(Stage.LOOK),
    BuildProgress(Stage.PLACE),
)
CLEAR, HIDE, SHOW = "\x1b[2K", "\x1b[?25l", "\x1b[?25h"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(
    stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, *, quiet: bool, of: Sequence[BuildProgress] = TOLD
) -> str:
    """What is written of it."""
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with shown(quiet=quiet) as tell:
        for progress in of:
            tell(progress)
    return stream.getvalue()


def test_a_terminal_has_a_bar_that_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(Terminal(), monkeypatch, quiet=False)
    for words in ("Controleren", "250/250, 8 bewaard  deel-250.pdf", "De pagina’s", "Nakijken", "Op zijn plaats"):
        assert words in said
    # The cursor is back, and the line that it stood on is empty.
    assert said.index(HIDE) < said.index(SHOW)
    assert said.endswith(CLEAR)


def test_square_brackets_are_no_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    said = told(Terminal(), monkeypatch, quiet=False, of=[BuildProgress(Stage.MAKE, "[red]a[/red]", 1, 2, 0)])
    assert "[red]a[/red]" in said


def test_a_log_has_a_line_for_each_stage_and_each_hundred_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(io.StringIO(), monkeypatch, quiet=False).splitlines() == [
        "Controleren …",
        *(f"Maken: {made} van 250 delen, 8 bewaard …" for made in (0, 100, 200)),
        *("De pagina’s …", "Nakijken …", "Op zijn plaats zetten …"),
    ]


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()])
def test_who_wants_quiet_hears_nothing(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(stream, monkeypatch, quiet=True) == ""


def test_nobody_is_told_without_a_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", None)
    with shown(quiet=False) as tell:
        tell(BuildProgress(Stage.CHECK))


def test_a_build_tells_what_it_makes_and_at_last_made_and_kept_and_seconds(good: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(good, tmp_path / "copy", symlinks=True))
    page = root / "content/over-deze-site.md"
    page.write_text(page.read_text("utf-8") + "\nNog een zin.\n", "utf-8")
    found: list[BuildProgress] = []
    result = build(root, tell=found.append)
    assert [stage for stage, _ in groupby(progress.stage for progress in found)] == list(Stage)
    made = [progress for progress in found if progress.stage is Stage.MAKE]
    assert made[-1].made == made[-1].known > 0
    assert {progress.what for progress in made} - {""} <= {*result.made}
    first = toolbox(root, "build")
    assert first.stdout == "Er is niets veranderd: de site was al klaar.\n"
    assert " …" not in first.stderr
    page.write_text(page.read_text("utf-8") + "\nEn nog een.\n", "utf-8")
    second = toolbox(root, "build", "--quiet")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    page.write_text(page.read_text("utf-8") + "\nDe laatste.\n", "utf-8")
    third = toolbox(root, "build")
    assert third.stderr.startswith("Controleren …\nMaken: 0 van ")
    assert " gemaakt, " in third.stdout
    assert third.stdout.endswith(" s).\n")
