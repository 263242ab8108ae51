"""The fields of the editor from a JSON Schema of our profile: every key has its widget, so the two cannot differ."""

from __future__ import annotations

from typing import Any

from toolbox.editor.words import WORDS, Wording

Schema = dict[str, Any]
Widget = dict[str, Any]
LONGEST_LINE = 300


def fields(schema: Schema, root: Schema, where: str = "", *, may_miss: bool = False) -> list[Widget]:
    """A widget for each property of `schema`, in its order. `may_miss`: the whole may be left out, so each part too."""
    needed = [] if may_miss else schema.get("required", [])
    return [
        widget(key, part, root, f"{where}{key}", is_needed=key in needed) for key, part in schema["properties"].items()
    ]


def widget(key: str, schema: Schema, root: Schema, where: str, *, is_needed: bool) -> Widget:
    word = WORDS[where]
    common: Widget = {"name": key, "label": word.label, "required": is_needed}
    if word.hint:
        common["hint"] = word.hint
    return common | _kind(resolved(schema, root), root, where, word, is_needed=is_needed)


def resolved(schema: Schema, root: Schema) -> Schema:
    """`schema`, or the definition in `root` that it names."""
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def _kind(schema: Schema, root: Schema, where: str, word: Wording, *, is_needed: bool) -> Widget:
    if "enum" in schema:
        return {"widget": "select", "options": _options(schema, word)}
    match schema.get("type", type(schema.get("const")).__name__):
        case "object":
            parts = fields(schema, root, f"{where}.", may_miss=not is_needed)
            return {"widget": "object", "collapsed": not is_needed, "fields": parts}
        case "array":
            return _list(schema, root, where, word)
        case "integer":
            limits = {"min": schema["minimum"], "max": schema["maximum"]}
            return {"widget": "number", "value_type": "int", "step": 1, **limits}
        case "boolean" | "bool":
            return {"widget": "boolean"}
    return _text(schema)


def _options(schema: Schema, word: Wording) -> list[dict[str, str]]:
    return [{"value": value, "label": word.options.get(value, value)} for value in schema["enum"]]


def _text(schema: Schema) -> Widget:
    is_line = schema.get("maxLength", 0) <= LONGEST_LINE
    shape: Widget = {"widget": "string" if is_line else "text"}
    if "pattern" in schema:
        shape["pattern"] = [schema["pattern"], "heeft tekens die hier niet kunnen"]
    return shape


def _list(schema: Schema, root: Schema, where: str, word: Wording) -> Widget:
    """A list of texts gets a `field`: without one it is a line of text that is split at its commas."""
    items = resolved(schema["items"], root)
    limits = {name: schema[key] for name, key in (("min", "minItems"), ("max", "maxItems")) if key in schema}
    if "enum" in items:
        return {"widget": "select", "multiple": True, "options": _options(items, word), **limits}
    shape: Widget = {"widget": "list", "label_singular": word.one, "collapsed": True, **limits}
    if items["type"] == "object":
        return shape | {"summary": f"{{{{fields.{word.shown}}}}}", "fields": fields(items, root, f"{where}.")}
    item = {"name": "tekst", "label": word.one.capitalize(), "required": True, **_text(items)}
    return shape | {"field": item}


def shape(schema: Schema, root: Schema) -> Any:
    """{key: shape of what is in it, or None}, in the profile's order; a list has the shape of its items."""
    schema = resolved(schema, root)
    if schema.get("type") == "array":
        return shape(schema["items"], root)
    if "properties" not in schema:
        return None
    return {key: shape(part, root) for key, part in schema["properties"].items()}
