"""What breaks a JSON Schema, by the library: it tells all, and takes long to load."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from typing import Any

import jsonschema

from toolbox.source.profile.patterns import fits


def _pattern(_validator: Any, pattern: str, value: Any, _schema: Any) -> Iterator[jsonschema.ValidationError]:
    if isinstance(value, str) and not fits(pattern, value):
        yield jsonschema.ValidationError(f"does not match {pattern}")


def _unique(_validator: Any, wanted: bool, value: Any, _schema: Any) -> Iterator[jsonschema.ValidationError]:
    """The library compares each item with each other one when they are of more than one type."""
    if wanted and isinstance(value, list) and len({json.dumps(item, sort_keys=True) for item in value}) < len(value):
        yield jsonschema.ValidationError("has non-unique elements")


_extend: Any = jsonschema.validators.extend
VALIDATOR: Any = _extend(jsonschema.Draft202012Validator, {"pattern": _pattern, "uniqueItems": _unique})


@functools.cache
def validator(name: str) -> Any:
    """Of the schema called `name`."""
    # The package asks for this module only when something is wrong.
    from toolbox.source.profile import schema

    return VALIDATOR(schema(name))
