"""A file of boxes and arrows  →  Diagram + findings."""

from __future__ import annotations

from pathlib import PurePosixPath

from toolbox.core.diagram import Arrow, Box, Diagram
from toolbox.core.findings import Finding, did_you_mean
from toolbox.source import profile, yamlsource
from toolbox.source.mending import Mended, open_file


def load_diagram(path: str, data: bytes) -> Mended[Diagram]:
    opened = open_file(path, data, profile.DIAGRAM)
    source, findings = opened.source, opened.findings
    if source is None:
        return Mended(None, findings)
    boxes = tuple(
        Box(
            box["naam"],
            box["tekst"],
            tuple(box.get("punten", ())),
            box["rij"],
            box["kolom"],
            box.get("stap", 0),
        )
        for box in source.data["vakken"]
    )
    arrows = tuple(Arrow(arrow["van"], arrow["naar"], arrow.get("tekst", "")) for arrow in source.data["pijlen"])
    if not opened.wrong:
        findings += _box_findings(source, boxes) + _arrow_findings(source, boxes, arrows)
    diagram = Diagram(
        path,
        PurePosixPath(path).stem,
        source.data["titel"],
        " ".join(source.data["beschrijving"].split()),
        boxes,
        arrows,
    )
    return Mended(None, findings, diagram) if findings else Mended(diagram, [])


def _box_findings(source: yamlsource.YamlSource, boxes: tuple[Box, ...]) -> list[Finding]:
    findings: list[Finding] = []
    names: dict[str, int] = {}
    cells: dict[tuple[int, int], str] = {}
    for index, box in enumerate(boxes):
        at = ("vakken", index, "naam")
        if box.name in names:
            first = str(names[box.name])
            findings.append(source.finding("name-double", *at, name=box.name, first=first, what="dit vak"))
        names.setdefault(box.name, source.place(*at).line)
        other = cells.setdefault((box.row, box.column), box.name)
        if other != box.name:
            findings.append(source.finding("diagram-cell-double", *at, name=box.name, other=other))
    return findings


def _arrow_findings(source: yamlsource.YamlSource, boxes: tuple[Box, ...], arrows: tuple[Arrow, ...]) -> list[Finding]:
    findings: list[Finding] = []
    names = [box.name for box in boxes]
    for index, arrow in enumerate(arrows):
        for key, name in (("van", arrow.source), ("naar", arrow.target)):
            if name not in names:
                hint = did_you_mean(name, names)
                findings.append(source.finding("diagram-box-unknown", "pijlen", index, key, name=name, hint=hint))
        if arrow.source == arrow.target:
            findings.append(source.finding("diagram-loop", "pijlen", index, name=arrow.source))
    return findings
