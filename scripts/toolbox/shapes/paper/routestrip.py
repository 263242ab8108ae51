"""The strip above a paper that shows where on the route its format belongs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolbox.core.diagram import Diagram
from toolbox.core.language import DUTCH, Language
from toolbox.shapes.drawing import station_marks

STATION_GAP, RING = 18.0, 2.5  # mm


@dataclass(frozen=True, slots=True)
class Station:
    """One ring of the route strip; x in mm from the strip's left."""

    mark: str
    x: float
    here: bool
    draft: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """Where on the route a format belongs. Step 1 comes before the route: its ring stands apart, `before` the line.

    `first` names the station that has a question mark. `stations` stand from left to right, also where the route itself
    goes from the right.
    """

    text: str
    alt: str
    first: str
    before: Station | None
    stations: tuple[Station, ...]

    @property
    def width(self) -> float:
        return max(station.x for station in (*self.stations, *filter(None, (self.before,)))) + RING + 0.5


def route_strip(route: Diagram, step: int, language: Language = DUTCH) -> Strip:
    boxes = sorted(route.boxes, key=lambda box: (box.row, box.column))
    # Two stations may lead to one step: the last is the step's own.
    here = max((index for index, box in enumerate(boxes) if box.step == step), default=-1)
    last = max(box.step for box in boxes)
    marks = station_marks(boxes)
    lead = min(box.step for box in boxes) - 1
    stations = tuple(
        Station(mark, RING + 0.5 + (index + bool(lead)) * STATION_GAP, index == here, box.draft)
        for index, (box, mark) in enumerate(zip(boxes, marks, strict=True))
    )
    before = Station(str(lead), RING + 0.5, here < 0, draft=False) if lead else None
    if language.from_right:
        before, stations = _mirrored(before, stations)
    first = f"{marks[0]} = {boxes[0].text}"
    if here < 0:
        text = language.text("hoort_bij_voor", stap=step)
        return Strip(text, language.text("route_plaatje_voor", stap=step), first, before, stations)
    text = language.text("hoort_bij", stap=step, laatste=last)
    return Strip(text, language.text("route_plaatje", stap=step), first, before, stations)


def _mirrored(before: Station | None, stations: tuple[Station, ...]) -> tuple[Station | None, tuple[Station, ...]]:
    """The same, of which the first stands at the right; still told from left to right."""
    ends = stations[-1].x + RING + 0.5
    turned = tuple(replace(station, x=ends - station.x) for station in reversed(stations))
    return replace(before, x=ends - before.x) if before else None, turned
