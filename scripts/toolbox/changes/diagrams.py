"""A diagram or the inventory before and after  →  Changes in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolbox.changes.align import out_of_order
from toolbox.changes.model import Change
from toolbox.changes.words import compare_words
from toolbox.core.diagram import Arrow, Box, Diagram
from toolbox.core.model import Listed

POINT = "• "


def diagram_changes(old: Diagram, new: Diagram, described: str = "description") -> Iterator[Change]:
    """Boxes by their name, arrows by where they come from and go to. `described` is the code of another description."""
    if old.title != new.title:
        yield Change("title", words=compare_words(old.title, new.title))
    if old.description != new.description:
        yield Change(described, words=compare_words(old.description, new.description))
    before = {box.name: box for box in old.boxes}
    after = {box.name: box for box in new.boxes}
    for name, box in after.items():
        if name in before:
            yield from _box(before[name], box)
        else:
            yield Change("box-added", _subject(box), words=compare_words("", _whole(box)))
    for name, box in before.items():
        if name not in after:
            yield Change("box-removed", _subject(box), words=compare_words(_whole(box), ""))
    if out_of_order(list(before), list(after)):
        yield Change("boxes-order")
    texts = {box.name: box.text for box in (*old.boxes, *new.boxes)}
    yield from _arrows(old.arrows, new.arrows, texts)


def _subject(box: Box) -> str:
    return f"Vak ‘{box.text}’"


def _points(box: Box) -> str:
    return " ".join(POINT + point for point in box.points)


def _whole(box: Box) -> str:
    return f"{box.text} {_points(box)}".strip()


def _step(box: Box) -> str:
    return f"stap {box.step}" if box.step else "geen stap"


def _box(old: Box, new: Box) -> Iterator[Change]:
    subject = _subject(new)
    if old.text != new.text:
        yield Change("box-text", subject, words=compare_words(old.text, new.text))
    if old.points != new.points:
        yield Change("box-points", subject, words=compare_words(_points(old), _points(new)))
    if (old.row, old.column) != (new.row, new.column):
        places = {"old_row": old.row, "old_column": old.column, "row": new.row, "column": new.column}
        yield Change("box-place", subject, {key: str(value) for key, value in places.items()})
    if old.step != new.step:
        yield Change("box-step", subject, {"old": _step(old), "new": _step(new)})


def _arrows(old: Sequence[Arrow], new: Sequence[Arrow], texts: dict[str, str]) -> Iterator[Change]:
    before = {(arrow.source, arrow.target): arrow for arrow in old}
    after = {(arrow.source, arrow.target): arrow for arrow in new}
    for ends, arrow in after.items():
        values = _arrow_values(arrow, texts)
        if ends not in before:
            yield Change("arrow-added", values=values)
        elif before[ends].text != arrow.text:
            yield Change("arrow-text", values=values, words=compare_words(before[ends].text, arrow.text))
    for ends, arrow in before.items():
        if ends not in after:
            yield Change("arrow-removed", values=_arrow_values(arrow, texts))
    if out_of_order(list(before), list(after)):
        yield Change("arrows-order")


def _arrow_values(arrow: Arrow, texts: dict[str, str]) -> dict[str, str]:
    words = f", met de woorden ‘{arrow.text}’" if arrow.text else ""
    source, target = texts.get(arrow.source, arrow.source), texts.get(arrow.target, arrow.target)
    return {"source": source, "target": target, "words": words}


def inventory_changes(old: Sequence[Listed], new: Sequence[Listed]) -> Iterator[Change]:
    before = {listed.key: listed for listed in old}
    after = {listed.key: listed for listed in new}
    for key, listed in after.items():
        if key not in before:
            yield Change("listed-added", values={"what": _listed(listed)})
        elif before[key].kind is not listed.kind:
            yield Change("listed-changed", values={"old": _listed(before[key]), "new": _listed(listed)})
    for key, listed in before.items():
        if key not in after:
            yield Change("listed-removed", values={"what": _listed(listed)})
    if out_of_order(list(before), list(after)):
        yield Change("listed-order")


def _listed(listed: Listed) -> str:
    """'bijlage 3.1'."""
    return f"{listed.kind} {listed.key}"
