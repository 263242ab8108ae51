"""A filled-in CSV, or a data package as a zip  →  Found.

CSV as we write it (UTF-8, commas), and as Dutch Excel saves it: with semicolons, in UTF-8 with a mark or Windows-1252.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NoReturn

from toolbox.core.form import ANSWERS_NAME, Format, Question
from toolbox.forms.answers import Beside, Found
from toolbox.forms.formulas import original
from toolbox.reading.archive import read_archive
from toolbox.reading.csvmerged import BYTE_ORDER_MARK, take_apart
from toolbox.reading.grid import NAMES_WITHIN, TICK_NAME, Cells, ReadSheet, found_forms, named_sheet, read_sheets
from toolbox.reading.refusal import Refusal

MAX_CSV = 5_000_000  # bytes
MAX_CELLS = 200_000
MAX_JSON = 2_000_000  # bytes
DELIMITERS = (",", ";", "\t")
DESCRIPTOR = "datapackage.json"
OTHER_FILE = "Het bestand ‘{}’ in deze zip is niet gelezen."
# Of all names in a header and a definition together so many must be the same, and so many more than in any other.
ENOUGH, CLEAR = 0.5, 0.1

Likeness = Callable[[set[str]], float]


def read_csv(data: bytes, file: str, formats: Sequence[Format]) -> tuple[Found, ...]:
    """A lone CSV: the single questions (a row is a form) or one table, of the format whose columns it has. Several of
    them one below the other are as several sheets.

    Where two tables have the same columns, the file's name decides. Raises Refusal: file-too-big, file-damaged,
    file-many-forms or file-not-ours.
    """
    kinds = [kind for form in formats for kind in _kinds(form)]

    def likeness(names: set[str]) -> float:
        return max((kind.likeness(names) for kind in kinds), default=0)

    known = {name for kind in kinds for names in kind.columns for name in names}
    sheets: dict[str, list[ReadSheet]] = {}
    for part in take_apart(_records(data, likeness), partial(_is_header, known, likeness)):
        read = read_sheets(part, "")
        if not read[0].names:
            read = (named_sheet("", _header(part), part[1:]),)
        kind = _recognised(kinds, read[0], file)
        sheets.setdefault(kind.form.name, []).extend(replace(sheet, table=kind.names[0]) for sheet in read)
    found = [one for name, own in sheets.items() for one in found_forms(Found(file, "csv", name), own)]
    return tuple(replace(one, file=f"{file}#{count}" if count > 1 else file) for count, one in enumerate(found, 1))


def read_package(data: bytes, file: str) -> tuple[Found, ...]:
    """A zip with datapackage.json, in a folder or not, and the CSV files that it names; every other file is told of.

    With several rows in antwoorden.csv nothing says whose the rows of the tables are: see `grid`. Raises Refusal as
    `read_archive` does, and file-not-ours, file-damaged or file-too-big.
    """
    members = read_archive(data)
    paths = [path for path in members if path.rsplit("/", 1)[-1] == DESCRIPTOR]
    if not paths:
        raise Refusal("file-not-ours")
    path = min(paths, key=lambda path: (path.count("/"), path))
    folder = path.removesuffix(DESCRIPTOR)
    package = _descriptor(members[path])
    sheets = []
    for name, target, columns in _resources(package):
        # A name in the zip and nothing else: an address, or a path that leads out of it, is not in there. And once.
        if folder + target in members:
            rows = _records(members.pop(folder + target), partial(_shared, columns))
            sheets.append(named_sheet(name, _header(rows), rows[1:]))
    if not sheets:
        raise Refusal("file-damaged")
    others = (name for name in members if name != path and not name.rsplit("/", 1)[-1].startswith((".", "~$")))
    unread = tuple(Beside(OTHER_FILE.format(name), file) for name in others if not name.startswith("__MACOSX/"))
    return found_forms(Found(file, "data", package["name"], package["version"], beside=unread), sheets)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A resource of a format, and what it was called before; `columns` have their old names as well."""

    form: Format
    names: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]

    def likeness(self, header: set[str]) -> float:
        """0 for nothing the same, 1 for exactly these columns."""
        known = sum(1 for names in self.columns if header.intersection(names))
        return known / (len(header) + len(self.columns) - known)


def _kinds(form: Format) -> Iterator[_Kind]:
    if form.questions:
        yield _Kind(form, (ANSWERS_NAME,), _column_names(form.questions))
    for table in form.tables:
        yield _Kind(form, (table.name, *table.previous_names), _column_names(table.columns))


def _column_names(questions: Iterable[Question]) -> tuple[tuple[str, ...], ...]:
    return tuple((question.name, *question.previous_names) for question in questions)


def _recognised(kinds: Iterable[_Kind], sheet: ReadSheet, file: str) -> _Kind:
    header = _questions(sheet.names)
    # A sheet of our workbook, saved as CSV, says itself what it holds.
    scored = [(kind.likeness(header), kind) for kind in kinds if sheet.table in ("", *kind.names)]
    best = max((likeness for likeness, _ in scored), default=0)
    near = [kind for likeness, kind in scored if likeness >= max(ENOUGH, best - CLEAR)]
    if len(near) > 1:
        stem = file.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
        near = [kind for kind in near if stem in kind.names]
    if len(near) != 1:
        raise Refusal("file-not-ours")
    return near[0]


def _header(rows: Sequence[Cells]) -> list[str]:
    return [name.strip() for name in rows[0]] if rows else []


def _questions(names: Iterable[str]) -> set[str]:
    """The questions that a header names: of the choices of a list the list."""
    stripped = [name.strip() for name in names]
    return {match[1] if (match := TICK_NAME.fullmatch(name)) else name for name in stripped if name}


def _is_header(known: set[str], likeness: Likeness, row: Cells) -> bool:
    """Two names or more: one can be somebody's answer."""
    return len(known.intersection(map(str.strip, row))) > 1 and likeness(_questions(row)) >= ENOUGH


def _shared(columns: frozenset[str], header: set[str]) -> float:
    return len(columns & header)


def _records(data: bytes, likeness: Likeness) -> list[list[str]]:
    """The rows of a CSV, split at the character that gives the header of which `likeness` is highest."""
    text = _decoded(data)
    first, _, rest = text.partition("\n")
    if first.strip(" \r") in {f"sep={mark}" for mark in DELIMITERS}:
        text = rest  # Excel's own first line.
    delimiter = max(DELIMITERS, key=lambda mark: _best_likeness(text, mark, likeness))
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            cells += len(row)
            if cells > MAX_CELLS:
                raise Refusal("file-too-big")
            rows.append([original(cell) for cell in row])
    except csv.Error as error:
        raise Refusal("file-damaged") from error
    return rows


def _best_likeness(text: str, delimiter: str, likeness: Likeness) -> float:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return max((likeness(_questions(row)) for row in itertools.islice(rows, NAMES_WITHIN) if row), default=0)
    except csv.Error:
        return 0


def _decoded(data: bytes) -> str:
    if len(data) > MAX_CSV:
        raise Refusal("file-too-big")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\0" not in text:
            # Where files were put together that of the second stands in the middle.
            return text.replace("\n" + BYTE_ORDER_MARK, "\n")
    raise Refusal("file-damaged")


def _descriptor(data: bytes) -> dict[str, Any]:
    """datapackage.json, with a name and a version. What JSON does not have (NaN) or says twice is refused."""
    if len(data) > MAX_JSON:
        raise Refusal("file-too-big")
    try:
        package = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal("file-damaged") from error
    if not (
        isinstance(package, dict) and all(isinstance(package.get(key), str) for key in ("name", "version", "number"))
    ):
        raise Refusal("file-not-ours")
    return package


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands there twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _resources(package: dict[str, Any]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """(name, path, names of its columns) of each resource that has them."""
    for resource in _dicts(package.get("resources")):
        name, path, schema = resource.get("name"), resource.get("path"), resource.get("schema")
        if isinstance(name, str) and isinstance(path, str) and isinstance(schema, dict):
            columns = frozenset(str(field.get("name")) for field in _dicts(schema.get("fields")))
            yield name, path, columns


def _dicts(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
