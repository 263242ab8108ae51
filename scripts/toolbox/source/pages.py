"""A Markdown file with front matter  →  Page + findings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from toolbox.core.findings import Finding
from toolbox.core.page import Page, PageKind, Status, StepRow, StepTable
from toolbox.core.prose import Prose
from toolbox.source import profile, prose
from toolbox.source.decoding import decode
from toolbox.source.frontmatter import FRONT, front_matter
from toolbox.source.kept import Kept
from toolbox.source.mending import Mended, Opened, open_yaml
from toolbox.source.yamlsource import YamlSource

DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# Which key each kind of page needs, and to which kinds a key belongs.
NEEDS = {"inleiding": "volgorde", "stap": "nummer", "bijlage": "nummer", "pagina": "volgorde"}
FITS = {
    "presentatie": ("bijlage",),
    "nummer": ("stap", "bijlage"),
    "volgorde": ("inleiding", "pagina"),
    "tabel": ("stap",),
}
NUMBERS = {"stap": "een getal zonder punt, zoals '3'", "bijlage": "een nummer met een punt, zoals '3.1' of '1.2.1'"}


def load_page(path: str, data: bytes, kept: Kept | None = None) -> Mended[Page]:
    """An item when its front matter is in order; when its text is not, that is left out of it. `kept` knows what need
    not be read again."""
    text, findings = decode(path, data)
    if text is None:
        return Mended(None, findings)
    lines = text.split("\n")
    front = front_matter(text)
    if not front.strip():
        return Mended(None, [*findings, Finding("no-front-matter", path, 1)])
    end = front.count("\n") + 1
    # Text is changed more often than what stands above it.
    read = (kept or Kept()).look(FRONT, path, (front.encode(),), partial(_front, path, front))
    findings += read.findings
    text, first_line = "\n".join(lines[end + 1 :]), end + 2
    body, found = _body(path, text, first_line)
    bare = read.item or read.guess
    if bare is None:
        return Mended(None, findings + found)
    page = replace(bare, body=body)
    shown = replace(body, html=prose.render_wrong(path, text, found, first_line)) if found else body
    guess = replace(page, body=shown) if findings or found else None
    return Mended(None if findings else page, findings + found, guess)


def _front(path: str, text: str) -> Mended[Page]:
    """The page without its text, from what stands above that."""
    opened = open_yaml(path, text, profile.PAGE, first_line=2)
    if opened.source is None:
        return Mended(None, opened.findings)
    findings = [*opened.findings, *_front_matter_findings(opened)]
    page = _page(opened.source, Prose())
    return Mended(None, findings, page) if findings else Mended(page, [])


def _body(path: str, text: str, first_line: int) -> tuple[Prose, list[Finding]]:
    if not text.strip():
        return Prose(), [Finding("page-empty", path, first_line - 1)]
    return prose.render(path, text, first_line)


def _front_matter_findings(opened: Opened) -> Iterator[Finding]:
    """What the schema cannot say: which keys go together, and a date that exists."""
    source = opened.source
    assert source
    kind = str(source.data["soort"])
    needs = NEEDS[kind]
    if needs not in source.data and not opened.follows(("soort",)):
        yield source.finding("key-missing", "soort", where="", key=needs)
    for key, kinds in FITS.items():
        if key in source.data and kind not in kinds and not opened.follows(("soort",)):
            yield source.finding("key-does-not-fit", key, where="", key=key, what=f"soort ‘{kind}’")
    if kind in NUMBERS and "nummer" in source.data and not opened.follows(("nummer",)):
        yield from _number_findings(source, kind)
    review = source.data["herzien_voor"]
    if profile.fits(DATE, review):
        try:
            datetime.date.fromisoformat(review)
        except ValueError:
            yield source.finding("date-wrong", "herzien_voor", key="herzien_voor", value=review)


def _number_findings(source: YamlSource, kind: str) -> Iterator[Finding]:
    """A step has a number without a point and a bijlage one with; the name of the file begins with it."""
    number, file = source.data["nummer"], PurePosixPath(source.path).name
    is_step = kind == PageKind.STEP
    if ("." in number) == is_step:
        yield source.finding("number-kind", "nummer", number=number, kind=kind, hint=NUMBERS[kind])
    elif file.split("-", 1)[0] != number:
        yield source.finding("number-file", "nummer", number=number, file=file)


def _page(source: YamlSource, body: Prose) -> Page:
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
        is_deck=data.get("presentatie", False),
        search_words=tuple(data.get("zoekwoorden", ())),
        place={key: source.place(key) for key in data},
    )


def _step_table(source: YamlSource) -> StepTable:
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
