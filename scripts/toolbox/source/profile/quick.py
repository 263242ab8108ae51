"""Whether something is as a JSON Schema wants it: yes or no, with the words that our schemas use and no others.

What is nearly always so then takes no library. When the answer is no, that has to say why.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toolbox.source.profile.patterns import compiled

Look = Callable[[Any], bool]
# These say nothing of the data.
SILENT = frozenset({"$schema", "$id", "$defs", "title", "description"})
# Of an object all is looked at in one go.
OF_OBJECT = frozenset({"required", "properties", "additionalProperties"})
# `bool` is an `int` to Python.
TYPES: dict[str, Look] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def look_for(schema: Mapping[str, Any]) -> Look:
    """Raises NotImplementedError for a keyword that is not known here."""
    return _Schema(schema.get("$defs", {})).look(schema)


class _Schema:
    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self.definitions = definitions
        self.known: dict[str, Look] = {}

    def look(self, node: Mapping[str, Any]) -> Look:
        looks = list(self._looks(node))
        if len(looks) == 1:
            return looks[0]
        return lambda value: all(look(value) for look in looks)

    def _looks(self, node: Mapping[str, Any]) -> Iterator[Look]:
        # Whether it is of the type comes first: that is what the others take for granted.
        for key in sorted(node.keys() - SILENT, key=lambda key: (key != "type", key)):
            if key == "$ref":
                yield self._reference(node[key].removeprefix("#/$defs/"))
            elif key == "items":
                yield self._items(node[key])
            elif key not in OF_OBJECT:
                yield _simple(key, node[key])
        if not OF_OBJECT.isdisjoint(node):
            yield self._object(node)

    def _reference(self, name: str) -> Look:
        if name not in self.known:
            self.known[name] = self.look(self.definitions[name])
        return self.known[name]

    def _items(self, node: Mapping[str, Any]) -> Look:
        look = self.look(node)
        return lambda value: not isinstance(value, list) or all(map(look, value))

    def _object(self, node: Mapping[str, Any]) -> Look:
        looks = {key: self.look(below) for key, below in node.get("properties", {}).items()}
        required, rule = frozenset(node.get("required", ())), node.get("additionalProperties", True)
        others = self.look(rule) if isinstance(rule, dict) else lambda _: bool(rule)

        def look(value: Any) -> bool:
            return not isinstance(value, dict) or (
                value.keys() >= required and all(looks.get(key, others)(below) for key, below in value.items())
            )

        return look


def _simple(key: str, limit: Any) -> Look:
    match key:
        case "type":
            return TYPES[limit]
        case "pattern":
            whole = compiled(limit).fullmatch
            return lambda value: not isinstance(value, str) or whole(value) is not None
        case "enum":
            return lambda value: any(type(one) is type(value) and one == value for one in limit)
        case "const":
            return lambda value: type(limit) is type(value) and limit == value
        case "minLength":
            return lambda value: not isinstance(value, str) or len(value) >= limit
        case "maxLength":
            return lambda value: not isinstance(value, str) or len(value) <= limit
        case "minItems":
            return lambda value: not isinstance(value, list) or len(value) >= limit
        case "maxItems":
            return lambda value: not isinstance(value, list) or len(value) <= limit
        case "uniqueItems":
            return lambda value: not limit or not isinstance(value, list) or _are_unique(value)
        case "minimum":
            return lambda value: not TYPES["integer"](value) or value >= limit
        case "maximum":
            return lambda value: not TYPES["integer"](value) or value <= limit
    raise NotImplementedError(key)


def _are_unique(items: list[Any]) -> bool:
    return len({json.dumps(item, sort_keys=True) for item in items}) == len(items)
