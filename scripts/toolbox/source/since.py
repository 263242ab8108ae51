"""content/sinds.yaml  →  what changed since the source was made, + findings. A toolbox may be without."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.lists import NOTHING_SINCE, Fact, Reference, Since
from toolbox.core.model import Toolbox
from toolbox.source import profile
from toolbox.source.mending import open_file
from toolbox.source.tree import Tree
from toolbox.source.yamlsource import YamlSource

FOLDER = "content/"
SINCE = f"{FOLDER}sinds.yaml"


def load_since(tree: Tree) -> tuple[Since, list[Finding]]:
    if SINCE not in tree.files:
        return NOTHING_SINCE, []
    opened = open_file(SINCE, tree.files[SINCE], profile.SINCE)
    findings = opened.findings
    if opened.source is None or findings:
        return NOTHING_SINCE, findings
    findings += _own_findings(opened.source)
    return (NOTHING_SINCE if findings else _since(opened.source)), findings


def _since(source: YamlSource) -> Since:
    data = source.data
    facts = tuple(_fact(source, index) for index in range(len(data["feiten"])))
    return Since(data["titel"], _line(data["inleiding"]), data["gelezen"], facts)


def _fact(source: YamlSource, index: int) -> Fact:
    data = source.data["feiten"][index]
    pages = tuple(
        (page, source.place("feiten", index, "paginas", number)) for number, page in enumerate(data["paginas"])
    )
    return Fact(
        data["naam"],
        data["titel"],
        _line(data["tekst"]),
        tuple(Reference(one["titel"], one["van"], one.get("datum", "")) for one in data["bronnen"]),
        data["herzien_voor"],
        pages,
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _own_findings(source: YamlSource) -> Iterator[Finding]:
    """What the schema cannot say: a name that is there twice, and a date that does not exist."""
    names: dict[str, int] = {}
    for index, fact in enumerate(source.data["feiten"]):
        at = ("feiten", index)
        if fact["naam"] in names:
            first = str(names[fact["naam"]])
            yield source.finding("name-double", *at, "naam", name=fact["naam"], first=first, what="dit feit")
        names.setdefault(fact["naam"], source.place(*at, "naam").line)
        try:
            datetime.date.fromisoformat(fact["herzien_voor"])
        except ValueError:
            values = {"key": "herzien_voor", "value": fact["herzien_voor"]}
            yield source.finding("date-wrong", *at, "herzien_voor", **values)


def check_since(box: Toolbox, broken: frozenset[str]) -> Iterator[Finding]:
    """Pages that are named and not there."""
    names = {key for page in box.pages for key in (page.number, page.path.removeprefix(FOLDER)) if key}
    unread = {path.rsplit("/", 1)[-1].split("-", 1)[0] for path in broken}
    for fact in box.since.facts:
        for name, place in fact.pages:
            if name not in names and name not in unread and FOLDER + name not in broken:
                values = {"name": fact.name, "page": name, "hint": did_you_mean(name, sorted(names))}
                yield Finding("since-page-unknown", place.path, place.line, values, place.column)
