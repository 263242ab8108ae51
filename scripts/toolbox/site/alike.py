"""Questions that several regions added in the same spirit: where the common toolbox may grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolbox.changes.meaning import same_meaning
from toolbox.core.form import Question
from toolbox.source.overlays.model import Operation, Overlaid


@dataclass(frozen=True, slots=True)
class Added:
    """A question that a region added to the format with this number."""

    overlaid: Overlaid
    number: str
    question: Question


def alike(all_overlaid: Sequence[Overlaid]) -> list[tuple[Added, ...]]:
    """Groups of two or more, in the order in which each begins; of one region at most one question is in a group."""
    groups: list[list[Added]] = []
    for one in _added(all_overlaid):
        fits = (group for group in groups if _fits(one, group))
        group = next(fits, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [tuple(group) for group in groups if len(group) > 1]


def _fits(one: Added, group: Sequence[Added]) -> bool:
    is_other = all(other.overlaid is not one.overlaid for other in group)
    return is_other and same_meaning(group[0].question.title, one.question.title)


def _added(all_overlaid: Sequence[Overlaid]) -> Iterator[Added]:
    for laid in all_overlaid:
        for override in laid.overlay.overrides:
            if override.operation is Operation.ADD and override.field:
                yield Added(laid, override.target.unit, override.field)
