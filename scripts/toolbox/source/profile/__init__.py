"""Our own JSON Schemas, and what breaks them as Dutch findings with a place.

In: a YamlSource and the name of a schema. Out: findings. Looks at core and `yamlsource` alone.
"""

from __future__ import annotations

import copy
import functools
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolbox.core.dutch import count
from toolbox.core.findings import MOST, Finding, did_you_mean
from toolbox.core.method import Method
from toolbox.core.place import Pointer
from toolbox.source.profile.patterns import fits as fits
from toolbox.source.profile.quick import Look, look_for
from toolbox.source.yamlsource import YamlSource

if TYPE_CHECKING:
    import jsonschema

FORMAT, PAGE, DIAGRAM, INVENTORY, TOOLBOX, EDITION = "format", "page", "diagram", "inventory", "toolbox", "edition"
SINCE, WORDS, TERMS, JOURNEY = "since", "words", "terms", "journey"
LANGUAGE, TRANSLATION, EXAMPLE = "language", "translation", "example"

# What people call an item of each list; {name} is its own name.
ITEMS = {
    "fields": "vraag ‘{name}’: ",
    "columns": "kolom ‘{name}’: ",
    "sections": "blok ‘{name}’: ",
    "resources": "tabel ‘{name}’: ",
    "categories": "keuze ‘{name}’: ",
    "vakken": "vak ‘{name}’: ",
    "pijlen": "pijl {index}: ",
    "rijen": "rij {index}: ",
    "stappen": "stap ‘{name}’: ",
    "bijlagen": "bijlage ‘{name}’: ",
    "woorden": "woord ‘{name}’: ",
    "feiten": "feit ‘{name}’: ",
    "bronnen": "bron {index}: ",
    "rollen": "rol ‘{name}’: ",
    "stations": "station {index}: ",
    "blad": "blad {index}: ",
    "formulieren": "formulier {index}: ",
    "regels": "regel {index}: ",
    "datums": "datum ‘{name}’: ",
    "momenten": "moment ‘{name}’: ",
    "begrippen": "begrip ‘{name}’: ",
    "menu": "menu {index}: ",
    "onderaan": "onderaan {index}: ",
    "keuzes": "keuze {index}: ",
    "teksten": "tekst {index}: ",
    "verborgen": "verborgen {index}: ",
    "bewerkingen": "bewerking {index}: ",
    "cellen": "cel {index}: ",
    "uitkomsten": "uitkomst {index}: ",
    "titels": "titel {index}: ",
    "vertalingen": "vertaling {index}: ",
}
HINTS = {
    "name": "Gebruik kleine letters, cijfers en _ (bij een format: -), en begin met een letter.",
    "naam": "Gebruik kleine letters, cijfers en _.",
    "value": "Gebruik kleine letters, cijfers, _ en -.",
    "number": "Schrijf het zoals '3.1' of '1.2.1'.",
    "nummer": "Schrijf het zoals '3', '3.1' of '1.2.1'.",
    "version": "Schrijf drie getallen met punten, zoals 1.0.0.",
    "kenmerk": "Gebruik kleine letters, cijfers en streepjes, en begin met een letter.",
    "naar": "Schrijf een bestand in content/, zoals inleiding.md, of een eigen pagina van de site, zoals downloads.",
    "doe": "Kijk welke bewerkingen er zijn.",
    "kop": "Schrijf wat in het adres van de pagina achter # staat.",
    "pagina": "Schrijf een bestand in content/, zoals stappen/3-school-naar-werk-gesprek.md.",
    "bestand": "Schrijf de naam van een bestand in de map teksten, zoals partners.md.",
    "herzien_voor": "Schrijf jaar-maand-dag, zoals 2027-11-01.",
}
# Keys of a data package that follow from others of a format.
FOLLOWS = {
    "path": "Haal hem weg: een CSV heet altijd zoals de tabel, met .csv erachter.",
    "enum": "Haal hem weg: wat mag, volgt uit ‘categories’.",
    "itemType": "Haal hem weg: die volgt uit ‘type’.",
}
LINE_HINT = "Gebruik één regel zonder < en >."
EMPTY_HINT = "Vul het in."
# Keys that no schema calls required and that something else in the file may need.
NEEDED = frozenset("nummer volgorde section categories emptyRows".split())
TYPES = {
    "string": "tekst",
    "integer": "een heel getal",
    "boolean": "true of false",
    "array": "een lijst",
    "object": "een blok met sleutels",
}


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) called `name`."""
    text = Path(__file__).with_name(f"{name}.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def format_schema(method: Method) -> dict[str, Any]:
    """The schema of a format, with the roles of this toolbox in it."""
    whole = copy.deepcopy(schema(FORMAT))
    whole["title"] = f"Format van de {method.name}"
    roles = whole["properties"]["roles"]
    roles["items"] = {"enum": [role.name for role in method.roles]}
    roles["description"] = "Who fills it in."
    return whole


def errors(data: Any, name: str) -> Iterator[jsonschema.ValidationError]:
    """What in `data` breaks the schema called `name`, in the library's own words."""
    from toolbox.source.profile.library import validator

    found: Iterator[jsonschema.ValidationError] = validator(name).iter_errors(data)
    return found


def allows(data: Any, name: str) -> bool:
    """Whether `data` is as the schema called `name` wants it: what is nearly always so takes one quick look."""
    return _look(name)(data)


@functools.cache
def _look(name: str) -> Look:
    return look_for(schema(name))


def validate(source: YamlSource, name: str) -> list[Finding]:
    """What in `source` breaks the schema called `name`: everything, or more than anyone is shown."""
    findings = (found for error in errors(source.data, name) for found in _explain(source, error, name))
    return list(itertools.islice(findings, MOST + 1))


def pointer_words(source: YamlSource, pointer: Pointer) -> str:
    """'vraag ‘wensberoep’: ' for a pointer into that question; '' at the top."""
    best = ""
    value = source.data
    parent: str | int = ""
    table = False
    for part in pointer:
        value = value[part] if isinstance(value, list) or part in value else None  # type: ignore[index]
        if isinstance(part, int) and parent in ITEMS:
            kind = "columns" if parent == "fields" and table else str(parent)
            fields = value if isinstance(value, dict) else {}
            own = (
                fields.get("name")
                or fields.get("naam")
                or fields.get("woord")
                or fields.get("vak")
                or fields.get("nummer")
                or fields.get("value")
                or str(part + 1)
            )
            if kind == "resources" and own == "antwoorden":
                best = "de losse vragen (antwoorden): "
            else:
                best = ITEMS[kind].format(name=_shown(own), index=part + 1)
        if isinstance(part, int) and parent == "resources":
            table = isinstance(value, dict) and value.get("name") != "antwoorden"
        parent = part
    return best


def _may_go(error: jsonschema.ValidationError, name: str) -> bool:
    """Whether the key of a value may be left out."""
    node: Any = schema(name)
    owner = node
    for part in error.absolute_schema_path:
        if "$ref" in node:
            node = schema(name)["$defs"][node["$ref"].rsplit("/", 1)[-1]]
        owner = node if part == "properties" else owner
        node = node[part]
    key = error.absolute_path[-1]
    return isinstance(key, str) and key not in NEEDED and key not in owner.get("required", ())


def _explain(source: YamlSource, error: jsonschema.ValidationError, name: str) -> Iterator[Finding]:
    pointer: Pointer = tuple(error.absolute_path)
    key = str(pointer[-1]) if pointer else ""
    if pointer and isinstance(pointer[-1], int):
        key = str(pointer[-2]) if len(pointer) > 1 else ""
    value: Any = error.instance
    context = {"where": pointer_words(source, pointer), "key": key, "value": _shown(value)}
    limit: Any = error.validator_value
    rules: Any = error.schema

    def found(code: str, *at: str | int, **more: str) -> Finding:
        return source.finding(code, *pointer, *at, **{**context, **more})

    empty = "Vul het in of haal de sleutel weg." if pointer and _may_go(error, name) else EMPTY_HINT
    match "type" if value is None else error.validator:
        case "required":
            for missing in [name for name in limit if name not in value]:
                if error.message.startswith(f"'{missing}'"):
                    yield found("key-missing", key=missing)
        case "additionalProperties":
            known = rules["properties"].keys()
            for extra in [key for key in value if key not in known]:
                if extra == "sensitive" and "ground" in known:
                    yield found("needs-ground", extra)
                    continue
                hint = FOLLOWS.get(extra) if name == FORMAT else ""
                hint = hint or did_you_mean(extra, sorted(known - value.keys()))
                yield found("key-unknown", extra, key=_shown(extra), hint=hint)
        case "enum":
            yield found("value-unknown", hint=did_you_mean(str(value), limit))
        case "const":
            expected = "true" if limit is True else str(limit)
            yield found("value-unknown", hint=f"Schrijf ‘{key}: {expected}’ of haal de sleutel weg.")
        case "type":
            code = "value-empty" if value is None else "value-type"
            quotes = limit == "string" and isinstance(value, int)
            hint = f"Zet er aanhalingstekens omheen: '{context['value']}'." if quotes else "Pas de waarde aan."
            hint = empty if value is None else hint
            yield found(code, expected=TYPES.get(str(limit), str(limit)), hint=hint)
        case "pattern":
            hint = HINTS.get(key, LINE_HINT)
            yield found("value-pattern", hint=hint)
        case "minLength":
            yield found("value-empty", hint=empty)
        case "maxLength":
            yield found("value-too-long", limit=str(limit))
        case "minimum" | "maximum":
            yield found("value-range", low=str(rules.get("minimum", "")), high=str(rules.get("maximum", "")))
        case "minItems":
            some = f"maar {count(len(value), 'onderdeel', 'onderdelen')}" if value else "geen onderdelen"
            yield found("list-too-short", count=some, low=str(limit))
        case "maxItems":
            yield found("list-too-long", high=str(limit))
        case "uniqueItems":
            yield found("list-double")
        case _:  # a schema keyword without a sentence is a bug
            raise NotImplementedError(error.validator)


def _shown(value: Any) -> str:
    text = "true" if value is True else "false" if value is False else " ".join(str(value).split())
    return text if len(text) <= 60 else text[:57] + "…"
