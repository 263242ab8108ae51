"""content/mijn-route.yaml  →  the page that keeps one person's own route, + findings. A toolbox may be without."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.journey import (
    NO_CALENDAR,
    NO_JOURNEY,
    Anchor,
    Calendar,
    Journey,
    Milestone,
    RoleWords,
    SheetLine,
    SheetPart,
    Stop,
)
from toolbox.core.model import Toolbox
from toolbox.core.place import Place, Pointer
from toolbox.source import profile
from toolbox.source.mending import open_file
from toolbox.source.tree import Tree
from toolbox.source.yamlsource import YamlSource

JOURNEY = "content/mijn-route.yaml"


def load_journey(tree: Tree) -> tuple[Journey, list[Finding]]:
    if JOURNEY not in tree.files:
        return NO_JOURNEY, []
    opened = open_file(JOURNEY, tree.files[JOURNEY], profile.JOURNEY)
    findings = opened.findings
    if opened.source is None or findings:
        return NO_JOURNEY, findings
    findings += _doubles(opened.source)
    return (NO_JOURNEY if findings else _journey(opened.source)), findings


def _journey(source: YamlSource) -> Journey:
    data = source.data
    stops = tuple(
        Stop(
            one["station"],
            source.place("stations", index, "station"),
            one["gedaan"],
            one["hierna"],
            tuple(
                (number, source.place("stations", index, "formats", at))
                for at, number in enumerate(one.get("formats", ()))
            ),
        )
        for index, one in enumerate(data["stations"])
    )
    sheet = tuple(_sheet_part(source, index) for index in range(len(data["blad"])))
    return Journey(data["titel"], data["inleiding"], stops, sheet, _calendar(source))


def _sheet_part(source: YamlSource, index: int) -> SheetPart:
    data = source.data["blad"][index]
    lines = (
        SheetLine(line["format"], line["vraag"], line["tekst"], source.place("blad", index, "regels", at, "vraag"))
        for at, line in enumerate(data["regels"])
    )
    return SheetPart(data["kop"], tuple(lines))


def _calendar(source: YamlSource) -> Calendar:
    data = source.data.get("kalender")
    if not data:
        return NO_CALENDAR
    anchors = tuple(Anchor(one["naam"], one["tekst"], one["kort"]) for one in data["datums"])
    moments = (
        Milestone(
            one["naam"],
            one["tekst"],
            one["bron"],
            one["pagina"],
            source.place("kalender", "momenten", index, "vanaf" if "vanaf" in one else "naam"),
            one.get("vanaf", ""),
            years=one.get("jaren", 0),
            months=one.get("maanden", 0),
            weeks=one.get("weken", 0),
            days=one.get("dagen", 0),
            roles=_role_words(source, index),
        )
        for index, one in enumerate(data["momenten"])
    )
    return Calendar(data["titel"], data["inleiding"], anchors, tuple(moments))


def _role_words(source: YamlSource, index: int) -> tuple[RoleWords, ...]:
    at: Pointer = ("kalender", "momenten", index, "rollen")
    told = source.data["kalender"]["momenten"][index].get("rollen", ())
    return tuple(
        RoleWords(one["rol"], one["tekst"], source.place(*at, number, "rol")) for number, one in enumerate(told)
    )


def _doubles(source: YamlSource) -> Iterator[Finding]:
    """Each station, date and moment stands there once."""
    lists: list[tuple[tuple[str, ...], str, str]] = [(("stations",), "station", "dit station")]
    if "kalender" in source.data:
        lists += [(("kalender", "datums"), "naam", "deze datum"), (("kalender", "momenten"), "naam", "dit moment")]
    for path, key, what in lists:
        items = source.data
        for part in path:
            items = items[part]
        first: dict[str, int] = {}
        for index, one in enumerate(items):
            name = one[key]
            if name in first:
                yield source.finding("name-double", *path, index, key, name=name, first=str(first[name]), what=what)
            first.setdefault(name, source.place(*path, index, key).line)


def check_journey(box: Toolbox, broken: frozenset[str]) -> Iterator[Finding]:
    """Stations, formats, questions and dates that are named and not there. What could not be read may be there."""
    journey = box.journey
    boxes = [one.name for diagram in box.diagrams if diagram.name == "route" for one in diagram.boxes]
    forms = {form.number: form for form in box.formats}
    if boxes:
        for stop in journey.stops:
            yield from known(stop.box, boxes, "station", stop.place)
    for number, place in (named for stop in journey.stops for named in stop.formats):
        if not any(path.startswith(f"forms/{number}-") for path in broken):
            yield from known(number, list(forms), "format", place)
    for line in (line for part in journey.sheet for line in part.lines):
        if any(path.startswith(f"forms/{line.format}-") for path in broken):
            continue
        if line.format in forms:
            names = [question.name for question in forms[line.format].questions]
            yield from known(line.question, names, f"vraag in {line.format}", line.place)
        else:
            yield from known(line.format, list(forms), "format", line.place)
    pages = [key for page in box.pages for key in (page.number, page.path.removeprefix("content/")) if key]
    anchors = [anchor.name for anchor in journey.calendar.anchors]
    roles = [role.name for role in box.method.roles]
    for words in (words for moment in journey.calendar.moments for words in moment.roles):
        if roles:
            yield from known(words.role, roles, "rol", words.place)
    for moment in journey.calendar.moments:
        if moment.is_dated:
            yield from known(moment.anchor, anchors, "datum", moment.place)
        if not broken:
            yield from known(moment.page, pages, "pagina", moment.place)


def known(name: str, names: list[str], what: str, place: Place) -> Iterator[Finding]:
    """A finding at `place` when there is no `what` called `name`."""
    if name not in names:
        values = {"name": name, "what": what, "hint": did_you_mean(name, sorted(names))}
        yield Finding("journey-unknown", place.path, place.line, values, place.column)
