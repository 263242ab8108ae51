"""What a proposal that was applied comes to: what the check says, the change in plain Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.core.places import CONFIG
from toolbox.history import git
from toolbox.machine.enclosure import shut_in
from toolbox.machine.fanout import fan_out
from toolbox.machine.landlock import Reach
from toolbox.machine.reach import of_machine
from toolbox.proposals.refused import Refused

if TYPE_CHECKING:
    from toolbox.changes.report import Report

MAX_LINES = 40


@dataclass(frozen=True, slots=True)
class Judgement:
    """`summary` is a line each; `warnings` do not stand in the way."""

    summary: tuple[str, ...]
    warnings: tuple[str, ...]


def judge(root: Path, base: str, commit: str) -> Judgement:
    """Behind the walls. Raises Refused when the proposal makes the check fail."""
    reach = of_machine() | Reach(read=(*git.storage(root), root / CONFIG))
    ((_, judgement),) = fan_out((partial(_judge, root, base, commit),), partial(shut_in, reach))
    return judgement


def _judge(root: Path, base: str, commit: str) -> Judgement:
    # Here, because the whole build comes with it.
    from toolbox.changes.attention import attention
    from toolbox.changes.make import make_report
    from toolbox.changes.report import summary, where

    report = make_report(root, base, commit, paper=False)
    found = {
        level: tuple(f"{where(note)}: {note.message}" for note in report.annotations if note.level == level)
        for level in ("error", "warning")
    }
    if found["error"]:
        raise Refused("check-fails", *found["error"])
    # What the report opens with comes first and whole; the list of changes below it may be cut.
    opening = (*summary(report), *attention(report))
    return Judgement((*opening, *_changes(report, opening)), found["warning"])


def _changes(report: Report, told: tuple[str, ...]) -> Iterator[str]:
    """A line for each change that is not `told` yet."""
    found = [
        f"{item.name}: {f'{change.subject}. ' if change.subject else ''}{change.sentence}"
        for item in report.changes.items
        for change in item.changes
    ]
    lines = [line for line in found if not any(said.startswith(line) for said in told)]
    yield from lines[:MAX_LINES]
    if len(lines) > MAX_LINES:
        yield f"… en nog {len(lines) - MAX_LINES} veranderingen."
