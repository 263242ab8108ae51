"""The one form of a datapackage.yaml, and what follows from it (CSV headers, `enum`).

Editors in a browser rewrite YAML in this form; kept to it, a change of one line is a difference of one line.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from toolbox.core.findings import Finding
from toolbox.core.model import Toolbox
from toolbox.machine.passed import Passed
from toolbox.source import yamlsource
from toolbox.source.tree import Tree

# As in the profile: a file beside the package, whatever system it stands on.
FILE = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}\.csv")


def _yaml() -> YAML:
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = 80
    yaml.preserve_quotes = True
    return yaml


def canonical(text: str) -> str:
    """`text` in the canonical form, every `enum` equal to its `categories`. Unreadable YAML comes back as it is."""
    yaml = _yaml()
    try:
        data = _loaded(yaml, text)
        _follow_choices(data)
        out = io.StringIO()
        yaml.dump(data, out)
    except (YAMLError, AttributeError, KeyError, TypeError):
        return text
    return out.getvalue()


def check_canonical(tree: Tree, toolbox: Toolbox, passed: Passed) -> Iterator[Finding]:
    """A finding for each package that is not in the canonical form."""
    for form in toolbox.formats:
        text = tree.files[form.path].decode("utf-8")
        yield from passed.look("canonical", text, partial(_differences, form.path, text))


def _differences(path: str, text: str) -> list[Finding]:
    return [Finding("not-canonical", path)] if canonical(text) != text else []


def _loaded(yaml: YAML, text: str) -> Any:
    """None for what is no strict YAML: this library calls itself for each list within a list, and follows anchors."""
    return yaml.load(text) if yamlsource.parse("", text)[0] else None


def _follow_choices(data: Any) -> None:
    for resource in data["resources"]:
        for field in resource["schema"]["fields"]:
            values = [category["value"] for category in field.get("categories", [])]
            constraints = field.get("constraints", {})
            current = list(constraints.get("enum", []))
            expected = values if field.get("type") == "string" else []
            if current == expected:
                continue
            if expected:
                field.setdefault("constraints", {})["enum"] = expected
            elif len(constraints) > 1:
                del constraints["enum"]
            else:
                # Empty it would be written as `{}`, which is refused.
                del field["constraints"]


def header_follows(text: str, names: list[str]) -> str:
    """A CSV with its columns as in `names`: new ones empty, the order followed. No cell with text is ever dropped.

    What cannot be followed without a loss comes back as it is: `toolbox check` says what is wrong with it.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        return text
    header, *below = rows or [[]]
    if len(set(header)) < len(header) or any(len(row) != len(header) for row in below):
        return text
    records = [dict(zip(header, row, strict=True)) for row in below]
    if any(cell.strip() for record in records for name, cell in record.items() if name not in names):
        return text
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([record.get(name, "") for name in names] for record in records)
    return out.getvalue()


def format_all(root: Path, tree: Tree) -> list[str]:
    """Write every package of `tree`, which was read at `root`, in the canonical form; gives the paths that changed.

    Broken files are left alone.
    """
    changed: list[str] = []
    for path in tree.under("forms/"):
        if not path.endswith("/datapackage.yaml"):
            continue
        text = tree.files[path].decode("utf-8", "replace")
        wanted = {path: canonical(text)} | _headers(path, text, tree.files)
        for target, new in wanted.items():
            # What is there but was not read may be a link that leads anywhere.
            is_ours = target in tree.files or not os.path.lexists(root / target)
            if is_ours and tree.files.get(target, b"") != new.encode():
                (root / target).write_bytes(new.encode())
                changed.append(target)
    return changed


def _headers(path: str, text: str, files: dict[str, bytes]) -> dict[str, str]:
    folder = path.rsplit("/", 1)[0]
    found: dict[str, str] = {}
    try:
        for resource in _loaded(_yaml(), text)["resources"]:
            if not FILE.fullmatch(resource["path"]):
                continue
            target = f"{folder}/{resource['path']}"
            names = [str(field["name"]) for field in resource["schema"]["fields"]]
            found[target] = header_follows(files.get(target, b"").decode("utf-8"), names)
    except (YAMLError, KeyError, TypeError, UnicodeDecodeError):
        return {}
    return found
