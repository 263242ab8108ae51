"""The operations on formats of an edition.yaml  →  Overrides: which keys each needs, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from toolbox.core.form import Choice, Question, QuestionType
from toolbox.core.place import Pointer
from toolbox.core.prose import Prose
from toolbox.source import prose
from toolbox.source.choices import read_choices
from toolbox.source.overlays.model import Aim, Operation, Override, Target
from toolbox.source.overlays.readings import OverlaySource

HEADING_ID = re.compile(r'(<h[234]) id="[^"]*"')


@dataclass(frozen=True, slots=True)
class OperationKeys:
    """Of an operation: `one_of` names what it is about, `needs` must be there as well, `may` be."""

    one_of: tuple[str, ...]
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


KEYS = {
    Operation.RELABEL: OperationKeys(("vraag", "tabel", "blok"), (), ("keuze", "kolom", "titel", "uitleg")),
    Operation.CHOICE: OperationKeys(("vraag",), ("waarde", "titel"), ("na",)),
    Operation.CELLS: OperationKeys(("tabel",), ("regel", "cellen")),
    Operation.ROW: OperationKeys(("tabel",), ("cellen",), ("na",)),
    Operation.DEFAULT: OperationKeys(("vraag",), ("waarde",)),
    Operation.ADD: OperationKeys(("blok",), ("veld",), ("na",)),
    Operation.ORDER: OperationKeys(("blok",), ("vragen",)),
    Operation.HIDE: OperationKeys(("vraag", "tabel")),
}
ALWAYS = frozenset({"nummer", "doe", "basis", "uitkomsten"})
AIMS = {"vraag": Aim.QUESTION, "tabel": Aim.TABLE, "blok": Aim.SECTION}


def read_operations(source: OverlaySource) -> Iterator[Override]:
    for index, item in enumerate(source.data.get("bewerkingen", ())):
        operation = Operation(item["doe"])
        pointer: Pointer = ("bewerkingen", index)
        if _fits(source, pointer, item, operation):
            yield _override(source, pointer, item, operation)


def _fits(source: OverlaySource, pointer: Pointer, item: Mapping[str, Any], operation: Operation) -> bool:
    before, keys = len(source.findings), KEYS[operation]
    for key in item:
        if key not in (*ALWAYS, *keys.one_of, *keys.needs, *keys.may):
            source.find("key-does-not-fit", *pointer, key, key=key, what=f"‘doe: {operation}’")
    for key in keys.needs:
        if key not in item:
            source.find("key-missing", *pointer, key=key)
    named = [key for key in keys.one_of if key in item]
    if not named:
        source.find("key-missing", *pointer, key=keys.one_of[0])
    for key in named[1:]:
        source.find("key-does-not-fit", *pointer, key, key=key, what=f"‘{named[0]}’")
    if operation is Operation.RELABEL:
        _fits_relabel(source, pointer, item)
    return len(source.findings) == before


def _fits_relabel(source: OverlaySource, pointer: Pointer, item: Mapping[str, Any]) -> None:
    for key, of in (("keuze", "vraag"), ("kolom", "tabel")):
        if key in item and of not in item:
            source.find("key-does-not-fit", *pointer, key, key=key, what="iets anders dan een " + of)
    if "keuze" in item and "uitleg" in item:
        source.find("key-does-not-fit", *pointer, "uitleg", key="uitleg", what="een keuze")
    if "titel" not in item and ("uitleg" not in item or "keuze" in item):
        source.find("key-missing", *pointer, key="titel")


def _override(source: OverlaySource, pointer: Pointer, item: Mapping[str, Any], operation: Operation) -> Override:
    target = _target(item, operation)
    make = partial(source.override, pointer, item, operation, target)
    match operation:
        case Operation.CHOICE:
            _own(source, item["waarde"], *pointer, "waarde")
            return make(item["waarde"], choice=Choice(item["waarde"], item["titel"]), after=item.get("na", ""))
        case Operation.CELLS | Operation.ROW:
            cells = tuple((cell["kolom"], cell["tekst"]) for cell in item["cellen"])
            added = repr(cells) if operation is Operation.ROW else ""
            return make(added, cells=cells, after=item.get("na", ""))
        case Operation.DEFAULT:
            return make(value=item["waarde"])
        case Operation.ADD:
            field = item["veld"]
            _own(source, field["name"], *pointer, "veld", "name")
            wanted = field.get("showIf", {"question": "", "value": ""})
            question = _question(source, field, *pointer, "veld")
            return make(
                field["name"],
                field=question,
                condition=(wanted["question"], wanted["value"]),
                after=item.get("na", ""),
            )
        case Operation.ORDER:
            return make(order=tuple(item["vragen"]))
        case Operation.RELABEL:
            return make(title=item.get("titel", ""), **_help(source, item, target, *pointer, "uitleg"))
        case _:
            return make()


def _target(item: Mapping[str, Any], operation: Operation) -> Target:
    key = next(key for key in KEYS[operation].one_of if key in item)
    aim, part = AIMS[key], ""
    for other, more in (("keuze", Aim.CHOICE), ("kolom", Aim.COLUMN), ("regel", Aim.ROW)):
        if other in item:
            aim, part = more, item[other]
    return Target(aim, item["nummer"], item[key], part)


def _own(source: OverlaySource, name: str, *pointer: str | int) -> None:
    """What a region adds has a name that nobody else will use."""
    if not name.startswith(source.prefix):
        source.find("overlay-own-name", *pointer, name=name, prefix=source.prefix)


def _help(source: OverlaySource, item: Mapping[str, Any], target: Target, *pointer: str | int) -> dict[str, Any]:
    """Of a question it is a line of text, of a block or table a text."""
    words = item.get("uitleg", "")
    if target.aim in (Aim.QUESTION, Aim.COLUMN) or not words:
        return {"help": " ".join(words.split())}
    return {"text": rendered_text(source, words, *pointer)}


def rendered_text(source: OverlaySource, words: str, *pointer: str | int) -> Prose:
    """An explanation that may be more than a line, as in a format."""
    rendered, found = prose.render(source.source.path, words.strip() + "\n")
    for finding in found:
        code = "link-in-format" if finding.code == "link-scheme" else finding.code
        # A folded YAML text has other lines than the file.
        source.find("image-in-format" if code.startswith("image") else code, *pointer, **finding.values)
    for _, link in rendered.links:
        source.find("link-in-format", *pointer, link=link)
    if rendered.images:
        source.find("image-in-format", *pointer)
    return Prose(HEADING_ID.sub(r"\1", rendered.html))


def _question(source: OverlaySource, field: Mapping[str, Any], *pointer: str | int) -> Question:
    """As a field of a format: the same keys mean the same."""
    kind = QuestionType(field["type"])
    choices = read_choices(lambda code, *below, **more: source.find(code, *pointer, *below, **more), dict(field), kind)
    plain = kind is QuestionType.TEXT and not choices
    for key, fits in (("lines", plain), ("signature", plain), ("itemType", kind is QuestionType.LIST)):
        if key in field and not fits:
            source.find("key-does-not-fit", *pointer, key, key=key, what="dit type")
    return Question(
        name=field["name"],
        title=field["title"],
        help=" ".join(field.get("description", "").split()),
        type=kind,
        place=source.at(*pointer),
        choices=choices,
        required=field.get("constraints", {}).get("required", False),
        lines=field.get("lines", 1),
        width=field.get("width", "full"),
        signature=field.get("signature", False),
        ground=" ".join(field.get("ground", "").split()),
    )
