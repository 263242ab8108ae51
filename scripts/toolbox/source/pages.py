"""A Markdown file with front matter  →  Page + findings."""

from __future__ import annotations

import datetime
from typing import Any

from toolbox.core.findings import Finding
from toolbox.core.model import Page, PageKind, Prose, Status, StepRow, StepTable
from toolbox.source import profile, prose, yamlsource
from toolbox.source.tree import decode

FENCE = "---"


def load_page(path: str, data: bytes) -> tuple[Page | None, list[Finding]]:
    """None when the front matter cannot be used; a page with findings in its text is still returned."""
    text, findings = decode(path, data)
    if findings:
        return None, findings
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0)
    if lines[0].rstrip() != FENCE or not "".join(lines[1:end]).strip():
        return None, [Finding("no-front-matter", path, 1)]
    source, findings = yamlsource.parse(path, "\n".join(lines[1:end]) + "\n", first_line=2)
    body, body_findings = _body(path, "\n".join(lines[end + 1 :]), end + 2)
    findings += body_findings
    if source is None:
        return None, findings
    findings += _front_matter_findings(source)
    if any(finding.path == path and finding.code.startswith(("key-", "value-", "list-")) for finding in findings):
        return None, findings
    return _page(source, body), findings


def _body(path: str, text: str, first_line: int) -> tuple[Prose, list[Finding]]:
    if not text.strip():
        return Prose(), [Finding("page-empty", path, first_line - 1)]
    return prose.render(path, text, first_line)


def _front_matter_findings(source: yamlsource.YamlSource) -> list[Finding]:
    findings = profile.validate(source, profile.PAGE)
    kind = source.data.get("soort")
    needs = {"inleiding": "volgorde", "stap": "nummer", "bijlage": "nummer", "pagina": "volgorde"}.get(str(kind))
    if needs and needs not in source.data:
        findings.append(source.finding("key-missing", "soort", where="", key=needs))
    for key in ("nummer", "volgorde", "tabel"):
        fits = {"nummer": ("stap", "bijlage"), "volgorde": ("inleiding", "pagina"), "tabel": ("stap",)}[key]
        if key in source.data and kind in ("inleiding", "stap", "bijlage", "pagina") and kind not in fits:
            findings.append(source.finding("key-does-not-fit", key, where="", key=key, what=f"soort ‘{kind}’"))
    review = source.data.get("herzien_voor")
    if isinstance(review, str) and not any(f.values.get("key") == "herzien_voor" for f in findings):
        try:
            datetime.date.fromisoformat(review)
        except ValueError:
            findings.append(source.finding("date-wrong", "herzien_voor", key="herzien_voor", value=review))
    return findings


def _page(source: yamlsource.YamlSource, body: Prose) -> Page:
    data = source.data
    return Page(
        path=source.path,
        kind=PageKind(data["soort"]),
        number=data.get("nummer", ""),
        order=data.get("volgorde", 0),
        title=data["titel"],
        status=Status(data["status"]),
        summary=data["samenvatting"].strip(),
        review=data["herzien_voor"],
        source=data["bron"],
        body=body,
        table=_step_table(source) if "tabel" in data else None,
        diagram=data.get("schema", ""),
        search_words=tuple(data.get("zoekwoorden", ())),
        place={key: source.place(key) for key in data},
    )


def _step_table(source: yamlsource.YamlSource) -> StepTable:
    table: dict[str, Any] = source.data["tabel"]
    rows = tuple(
        StepRow(
            what=row["wat"],
            goals=tuple(row.get("doel", ())),
            tools=tuple(row.get("tools", ())),
            place=source.place("tabel", "rijen", index, "tools"),
        )
        for index, row in enumerate(table["rijen"])
    )
    return StepTable(table["titel"], table.get("inleiding", ""), table["wat"], table["doel"], rows)
