"""Formats at the limits of the profile: each is refused by the check, or comes out on paper whole.

A recipe makes the small toolbox's format as large, long or narrow as may be. What passes the check must give a blank
PDF and one to fill in, with every word on them, nothing drawn where printers cannot, no letter on another, and tags.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pikepdf
import pypdfium2
import yaml

from boxes import BASE, IMPRINT, source_of
from fuzz import corpus
from fuzz.recipe import Picks, read_recipe, recipes, varied
from fuzz.sources import PACKAGE
from fuzz.target import Target
from toolbox.assets.fonts import undrawable
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.source.check import check_source
from toolbox.source.tree import Tree

MM = 72 / 25.4  # points
MARGIN = 10  # mm that printers leave white
ON = 0.5  # of a letter's width and height that may be covered by another: some lean
# In what a name, a word or a sentence may be written.
WORDS = (
    "Naam",
    "arbeidsongeschiktheidsverzekeringsmaatschappij",
    "W" * 60,
    "i" * 120,
    "https://www.voorbeeld.nl/een/heel/lang/adres/dat/nergens/ophoudt?met=vragen&en=meer",
    "Şebnem Yılmaz-Świątek, Dvořák ğİıłě ŵŷ ħġ ŕĺ ÐÞ ẞ ŐŰ ŢŤ",
    "Ελληνικά Кириллица",
    "a/b-c_d.e:f;g(h)[i]{j}<k>&l|m",
    "€ × ÷ £ § ° ½ – — ‘’ “” … • ≤ ≥",
    "1234567890" * 6,
    "Wat vind je daarvan? " * 14,
)
# Than `toolbox format` writes it, which is not what is looked at here.
WRITTEN_OTHERWISE = {"not-canonical", "csv-derived"}
LONGEST = 300  # characters of a line
Package = dict[str, Any]


def _word(picks: Picks) -> str:
    text = " ".join(picks.of(WORDS) for _ in range(1 + picks.number(3)))
    return "".join(sign for sign in text if not undrawable(sign))[:LONGEST].strip() or "x"


def _fields(package: Package, at: int = 0) -> list[Package]:
    fields: list[Package] = package["resources"][at]["schema"]["fields"]
    return fields


def _table(package: Package, picks: Picks) -> Package:
    found: Package = package["resources"][1 + picks.number(2)]
    return found


def _unshared(table: Package) -> Package:
    """Without how wide its columns are: with another column these no longer fill it."""
    for field in table["schema"]["fields"]:
        field.pop("share", None)
    return table


def _titles(package: Package, picks: Picks) -> None:
    thing = picks.of([package, *package["sections"], *_fields(package)])
    thing["title"] = _word(picks)


def _helps(package: Package, picks: Picks) -> None:
    thing = picks.of([package, *_fields(package)])
    thing["description"] = " ".join(_word(picks) for _ in range(1 + picks.number(5)))


def _choices(package: Package, picks: Picks) -> None:
    """As many as there may be, with labels of any length."""
    kind, count = picks.of(("string", "list")), picks.of((2, 7, 30, 31))
    choices = [{"value": f"keuze-{number}", "label": f"{_word(picks)[:290]} {number}"} for number in range(count)]
    field: Package = {"name": f"keuze{len(_fields(package))}", "title": _word(picks), "type": kind, "section": "jezelf"}
    _fields(package).append({**field, "categories": choices})


def _questions(package: Package, picks: Picks) -> None:
    for number in range(picks.of((1, 10, 60, 114))):
        kind = picks.of(("string", "date", "boolean"))
        field = {"name": f"v{len(_fields(package))}", "title": f"{_word(picks)[:290]} {number}", "type": kind}
        field |= {"section": picks.of(("jezelf", "taken", "afspraken")), "width": picks.of(("full", "half", "third"))}
        _fields(package).append(field | ({"lines": picks.of((1, 4, 25, 26))} if kind == "string" else {}))


def _columns(package: Package, picks: Picks) -> None:
    table, count = _unshared(_table(package, picks)), picks.of((1, 2, 9, 40))
    for number in range(count):
        kind = picks.of(("string", "date", "boolean"))
        table["schema"]["fields"].append({"name": f"k{number}", "title": _word(picks), "type": kind})


def _matrix(package: Package, picks: Picks) -> None:
    count = picks.of((2, 3, 9, 30))
    choices = [{"value": f"w{number}", "label": f"{_word(picks)[:290]} {number}"} for number in range(count)]
    column = {"name": "raster", "title": _word(picks), "type": "string", "matrix": True, "categories": choices}
    _unshared(_table(package, picks))["schema"]["fields"].append(column)


def _shares(package: Package, picks: Picks) -> None:
    for field in _table(package, picks)["schema"]["fields"]:
        field["share"] = picks.of((3, 5, 10, 30, 90, 91))


def _empty_rows(package: Package, picks: Picks) -> None:
    package["resources"][2]["emptyRows"] = picks.of((0, 1, 39, 40, 41))


def _given_rows(package: Package, picks: Picks) -> None:
    """Rows with given text: many, or with much in them."""
    package["rows"] = [
        {"groep": f"Groep {number // picks.of((1, 3, 50))}", "nr": str(number), "taak": f"{_word(picks)} {number}"}
        for number in range(picks.of((1, 40, 100)))
    ]


def _sections(package: Package, picks: Picks) -> None:
    for number in range(picks.of((1, 10, 57, 58))):
        section = {
            "name": f"deel{number}",
            "title": f"{_word(picks)[:290]} {number}",
            "pageBreak": bool(picks.number(2)),
        }
        package["sections"].append(section if section["pageBreak"] else {k: section[k] for k in ("name", "title")})
        field = {"name": f"deel_v{number}", "title": "Vraag", "type": "string", "section": f"deel{number}", "lines": 1}
        _fields(package).append(field)


def _grounds(package: Package, picks: Picks) -> None:
    thing = picks.of([*_fields(package), package["resources"][2]])
    thing |= {"ground": _word(picks)}


def _lying(package: Package, picks: Picks) -> None:
    package["landscape"] = True


STEPS: Mapping[str, Callable[[Package, Picks], None]] = {
    "titles": _titles,
    "helps": _helps,
    "choices": _choices,
    "questions": _questions,
    "columns": _columns,
    "matrix": _matrix,
    "shares": _shares,
    "empty rows": _empty_rows,
    "given rows": _given_rows,
    "sections": _sections,
    "grounds": _grounds,
    "lying": _lying,
}


def source(data: bytes) -> Tree:
    """The small toolbox with the format that a recipe makes."""
    package = yaml.safe_load(corpus.base()[PACKAGE])
    for step in read_recipe(data).steps:
        STEPS[step.name](package, Picks(step.numbers))
    folder = PACKAGE.rsplit("/", 1)[0]
    given = package.pop("rows", None)
    if given is None:
        given = list(csv.DictReader(io.StringIO(corpus.base()[f"{folder}/taken_lijst.csv"].decode())))
    files = {f"{folder}/taken_lijst.csv": _csv(package["resources"][1], given)}
    text = yaml.safe_dump(package, allow_unicode=True, sort_keys=False, width=100)
    return Tree({**corpus.base(), **files, PACKAGE: text.encode()})


def _csv(resource: Package, rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    names = [field["name"] for field in resource["schema"]["fields"]]
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def check(data: bytes) -> set[str]:
    checked = check_source(source(data), ())
    codes = {finding.code for finding in checked.findings} - WRITTEN_OTHERWISE
    if codes:
        return codes
    (form,) = checked.toolbox.formats
    from toolbox.shapes.paper import single

    stamp = Stamp(form.version, "2026-11-23", "", "https://toolbox.example/bijlagen/1.2/", IMPRINT)
    route = source_of(BASE).toolbox.diagram("route")
    pages = [check_paper(paper, form) for paper in single.render_format(form, stamp, route)]
    return {"on paper", f"{min(pages[0], 9)} pages"}


def check_paper(data: bytes, form: Format) -> int:
    """How many pages. Whole: every word, within what printers print, no letter on another, and tags for who listens."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = _squeezed("".join(page.get_textpage().get_text_range() for page in document))
        count = len(document)
        for page in document:
            check_page(page)
    finally:
        document.close()
    lost = [word for part in _printed(form) for word in part.split() if _squeezed(word) not in text]
    assert not lost, f"not on paper: {lost[:3]}"
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root: Any = pdf.Root
        assert root.MarkInfo.Marked is True
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == "nl-NL"
    return count


def check_page(page: Any) -> None:
    width, height = page.get_width(), page.get_height()
    for thing in page.get_objects(max_depth=1):
        left, bottom, right, top = thing.get_bounds()
        inside = min(left, bottom, width - right, height - top) >= MARGIN * MM - 0.1
        assert inside, f"off the paper: {left:.0f} {bottom:.0f} {right:.0f} {top:.0f}"
    covered = next(_covered(page.get_textpage()), None)
    assert covered is None, f"letters on each other: {covered}"


def _covered(text: Any) -> Iterator[str]:
    """What stands on something else: two letters, each more than half of its own size."""
    seen: dict[tuple[int, int], list[tuple[tuple[float, ...], int]]] = {}
    for index in range(text.count_chars()):
        box = text.get_charbox(index)
        left, bottom, right, top = box
        if right - left < 1 or top - bottom < 1:
            continue
        place = (round((left + right) / 8), round((bottom + top) / 8))
        near = [item for i in (-1, 0, 1) for j in (-1, 0, 1) for item in seen.get((place[0] + i, place[1] + j), ())]
        for other, at in near:
            if _shared(box, other) > ON:
                yield text.get_text_range(min(at, index), 12) + " | " + text.get_text_range(index, 12)
        seen.setdefault(place, []).append((box, index))


def _shared(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return width * height / min(areas) if width > 0 and height > 0 else 0.0


def _printed(form: Format) -> Iterator[str]:
    yield from (form.title, form.description, *(section.title for section in form.sections))
    for question in form.questions:
        yield from (question.title, question.help, question.ground, *(choice.label for choice in question.choices))
    for table in form.tables:
        yield from (table.title, table.ground)
        yield from (cell for row in table.rows for cell in row)
        for column in table.shown_columns:
            yield from (column.title, *(choice.label for choice in column.choices))


def _squeezed(text: str) -> str:
    """Without white space and hyphens: lines break anywhere."""
    return re.sub(r"[\s\-\u00ad\ufffe\x00-\x1f]", "", text)


def made(data: bytes) -> bytes:
    """The format's files, for a person to look at."""
    files = {path: content.decode() for path, content in source(data).files.items() if path.startswith("forms/")}
    return json.dumps(files, ensure_ascii=False, indent=1).encode()


NAMES = tuple(STEPS)
TARGETS = (
    Target(
        "paper-limits",
        lambda: recipes(NAMES, 3),
        check,
        vary=lambda kept: varied(kept, NAMES),
        file=made,
        suffix=".json",
        patience=10.0,
    ),
)
