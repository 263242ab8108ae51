"""The strip above a paper: which station of the route it lights, and what it says of the first."""

from __future__ import annotations

from boxes import ROOT, source_of
from toolbox.shapes.paper.routestrip import route_strip


def test_the_strip_names_its_first_station_and_lights_a_step_before_the_line() -> None:
    route = source_of(ROOT).toolbox.diagram("route")
    before, on = route_strip(route, 1), route_strip(route, 3)
    assert before.first == on.first == "? = Student met vraag"
    assert before.before is not None
    assert on.before is not None
    assert (before.before.mark, before.before.here, on.before.here) == ("1", True, False)
    assert [station.here for station in before.stations] == [False] * 8
    assert [station.mark for station in on.stations if station.here] == ["3"]
