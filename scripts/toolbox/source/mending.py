"""A file with mistakes, mended as far as that is safe: what is right in it can then be looked at all the same.

What is made of it serves to find the other mistakes and to tell what a proposal changes. It is never built from.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from toolbox.core.findings import Finding, nearest
from toolbox.core.place import Pointer
from toolbox.source import profile, yamlsource
from toolbox.source.decoding import decode
from toolbox.source.derived import drop_derived, drop_derived_status
from toolbox.source.yamlsource import YamlSource

Item = TypeVar("Item")
# A mended value may break what stands below it: no schema of ours is deeper.
ROUNDS = 8
# In what is wrong in more places than this is nothing to compare.
MOST_WRONG = 100
# Nobody can guess these.
DECISIVE = frozenset({"soort", "status", "nummer", "number"})
DERIVED = {profile.FORMAT: drop_derived, profile.INVENTORY: drop_derived_status}
# For a process that reads a source time and again, of which one text changed: what it found to keep to that schema.
_ALLOWED: set[tuple[str, str]] = set()
MOST_ALLOWED = 1_000
EMPTY: dict[str, Any] = {"string": "", "array": [], "object": {}, "integer": 1, "boolean": False}


@dataclass(frozen=True, slots=True)
class Mended(Generic[Item]):
    """What stands in a file, when nothing of it had to be guessed; and what is wrong with it.

    `guess` is what could be made of it for whoever compares: None when that is `item`, or when there is no telling.
    """

    item: Item | None
    findings: list[Finding]
    guess: Item | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of YAML that keeps to its schema, if need be because it was mended.

    `wrong` are the places where it does not of itself.
    """

    source: YamlSource | None
    findings: list[Finding]
    wrong: frozenset[Pointer] = frozenset()

    def follows(self, pointer: Pointer) -> bool:
        """Whether what is found at `pointer` may only follow from what is wrong: in it, around it, or in the same item
        of a list."""
        mine = _item(pointer)
        return any(pointer[: len(other)] == other or (mine and other[: len(mine)] == mine) for other in self.wrong)


def open_file(path: str, data: bytes, name: str) -> Opened:
    """A file as YAML that the schema called `name` allows."""
    text, findings = decode(path, data)
    if text is None:
        return Opened(None, findings)
    opened = open_yaml(path, text, name)
    return replace(opened, findings=findings + opened.findings)


def open_yaml(path: str, text: str, name: str, first_line: int = 1) -> Opened:
    """`text` as YAML that the schema called `name` allows."""
    source, findings = yamlsource.parse_on(path, text, first_line)
    if source is None:
        return Opened(None, findings)
    DERIVED.get(name, _nothing)(source.data)
    is_skipped = any(finding.code in ("yaml-merge", "yaml-key") for finding in findings)
    # Of a key that was skipped nobody knows what it held.
    if not is_skipped and _is_allowed(text, source.data, name):
        return Opened(YamlSource(path, source.data, source.places) if source.data else None, findings)
    findings += [] if is_skipped else _own(profile.validate(source, name), findings)
    wrong: set[Pointer] = {()} if is_skipped else set()
    data = _mended(source.data, name, wrong)
    return Opened(YamlSource(path, data, source.places) if data else None, findings, frozenset(wrong))


def _is_allowed(text: str, data: Any, name: str) -> bool:
    """Whether the schema called `name` allows `data`, which `text` says; it is looked at once."""
    if (name, text) in _ALLOWED:
        return True
    if is_allowed := profile.allows(data, name):
        if len(_ALLOWED) == MOST_ALLOWED:
            _ALLOWED.clear()
        _ALLOWED.add((name, text))
    return is_allowed


def _nothing(_data: Any) -> None:
    """Of other files nothing is derived."""


def _own(wrong: Iterable[Finding], before: Iterable[Finding]) -> list[Finding]:
    """Without what only follows from how the YAML is written: a value that is read otherwise."""
    lines = {finding.line for finding in before}
    return [finding for finding in wrong if finding.line not in lines]


def _item(pointer: Pointer) -> Pointer:
    """Up to the last place in a list."""
    last = max((index for index, part in enumerate(pointer) if isinstance(part, int)), default=-1)
    return pointer[: last + 1]


def _mended(data: Any, name: str, wrong: set[Pointer]) -> dict[str, Any] | None:
    """What the schema allows, but for the form and length of texts and lists; None when that cannot be had.

    Adds to `wrong` each place where it is not so in `data`.
    """
    wrong |= {tuple(error.absolute_path) for error in profile.errors(data, name) if not _has_own_places(error)}
    for _ in range(ROUNDS):
        errors = [error for error in profile.errors(data, name) if _matters(error)]
        if not errors:
            return dict(data)
        data = copy.deepcopy(data)
        for error in errors:
            wrong |= (changed := set(_mend(data, tuple(error.absolute_path), error, name)))
            if not changed or len(wrong) > MOST_WRONG:
                return None
    return None


def _has_own_places(error: Any) -> bool:
    """Whether an error is of keys in a block, not of the block."""
    return error.validator in ("required", "additionalProperties")


def _matters(error: Any) -> bool:
    """Whether a noun cannot be made, or not safely, from such a value. A text of any length can be shown."""
    match error.validator:
        case "type" | "required" | "additionalProperties" | "const":
            return True
        case "enum":
            return error.absolute_path[-1] in ("type", "soort", "status", "width")
        case "pattern":
            return error.absolute_path[-1] in ("number", "nummer")
    return False


def _mend(data: Any, pointer: Pointer, error: Any, name: str) -> Iterator[Pointer]:
    """The places in `data` that were changed, so that this error is gone: none when that cannot be."""
    match error.validator:
        case "additionalProperties":
            for key in _at(data, pointer).keys() - error.schema["properties"].keys():
                del _at(data, pointer)[key]
                yield (*pointer, key)
        case "required":
            missing = [key for key in error.validator_value if key not in error.instance]
            for key in missing if DECISIVE.isdisjoint(missing) else ():
                _at(data, pointer).setdefault(key, _default(key, pointer, error.schema["properties"][key], name))
                yield (*pointer, key)
        case "type" if pointer:
            _set(data, pointer, _as(error.validator_value, error.instance))
            yield pointer
        case "enum":
            near = nearest(str(error.instance)[:60], error.validator_value)
            # Of a question of no known kind the words can be compared.
            value = near if near is not None else {"type": "string", "width": "full"}.get(str(pointer[-1]))
            if value is not None:
                _set(data, pointer, value)
                yield pointer
        case "const":
            del _at(data, pointer[:-1])[pointer[-1]]
            yield pointer


def _at(data: Any, pointer: Pointer) -> Any:
    for part in pointer:
        data = data[part]
    return data


def _set(data: Any, pointer: Pointer, value: Any) -> None:
    _at(data, pointer[:-1])[pointer[-1]] = value


def _as(kind: str, value: Any) -> Any:
    """A value of this kind that says the same, or nothing."""
    if kind == "string" and isinstance(value, int):
        return str(value).lower()
    if kind == "array" and isinstance(value, str):
        return [value]
    return copy.copy(EMPTY[kind])


def _default(key: str, pointer: Pointer, rules: dict[str, Any], name: str) -> Any:
    if "$ref" in rules:
        rules = profile.schema(name)["$defs"][rules["$ref"].rsplit("/", 1)[-1]]
    if key == "name" and pointer and isinstance(pointer[-1], int):
        # No two alike, and none that anything has.
        return f"_{pointer[-1]}"
    return rules["enum"][0] if "enum" in rules else copy.copy(EMPTY[rules["type"]])
