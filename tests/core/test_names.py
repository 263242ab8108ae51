"""One name for one thing: no two classes or types of ours are called the same."""

from __future__ import annotations

import re
from collections import defaultdict

from toolbox.core.places import PACKAGE

# `class Row:`, and what stands for a type: `Row = tuple[str, ...]`.
NAMED = re.compile(r"^(?:class (\w+)|([A-Z][a-z]\w*) = [\w.]+\[)", re.MULTILINE)


def test_every_type_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for found in NAMED.finditer(path.read_text("utf-8")):
            places[found[1] or found[2]].append(path.relative_to(PACKAGE).as_posix())
    assert len(places) > 200
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}
