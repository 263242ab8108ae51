"""The one form of formats, terms and the inventory, without what follows from something else in them.

Editors in a browser rewrite YAML in this form; kept to it, a change of one line is a difference of one line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolbox.core.findings import Finding
from toolbox.core.model import Toolbox
from toolbox.source import yamlsource
from toolbox.source.derived import SUFFIX, drop_derived, drop_derived_status, without_empty_columns
from toolbox.source.kept import Kept
from toolbox.source.load import INVENTORY
from toolbox.source.terms import TERMS
from toolbox.source.tree import Tree

if TYPE_CHECKING:
    from ruamel.yaml import YAML

# Letters in a line: of a package, and of what is not folded.
WIDTH, ENDLESS = 80, 1_000_000


def _yaml(width: int = WIDTH) -> YAML:
    # It takes long to load, and what has not changed since it was in order need not be looked at.
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = width
    yaml.preserve_quotes = True
    return yaml


def canonical(text: str) -> str:
    """`text` in the canonical form, without what is derived. Unreadable YAML comes back as it is."""
    from ruamel.yaml.error import YAMLError

    yaml = _yaml()
    try:
        data = _loaded(yaml, text)
        if not data:
            return text
        drop_derived(data)
        drop_derived_status(data)
        out = io.StringIO()
        yaml.dump(data, out)
    except (YAMLError, AttributeError, KeyError, TypeError):
        return text
    return out.getvalue()


def document(text: str) -> Any:
    """Keys and lists that remember how they were written; None for what is no strict YAML."""
    from ruamel.yaml.error import YAMLError

    try:
        return _loaded(_yaml(), text)
    except YAMLError:
        return None


def written(data: Any, width: int) -> str:
    """A document, or one made of parts of several, as text."""
    out = io.StringIO()
    _yaml(width).dump(data, out)
    return out.getvalue()


def check_canonical(tree: Tree, toolbox: Toolbox, kept: Kept) -> Iterator[Finding]:
    """A finding for each package that is not in the canonical form, for the terms and for the inventory."""
    lists = [path for path, items in ((TERMS, toolbox.terms), (INVENTORY, toolbox.inventory)) if items]
    for path in (*(form.path for form in toolbox.formats), *lists):
        text = tree.files[path].decode("utf-8")
        yield from kept.look("canonical", path, (tree.files[path],), partial(_differences, path, text))


def _differences(path: str, text: str) -> list[Finding]:
    from toolbox.source.canonicalform import is_canonical

    return [] if is_canonical(text) or canonical(text) == text else [Finding("not-canonical", path)]


def _loaded(yaml: YAML, text: str) -> Any:
    """None for what is no strict YAML: this library calls itself for each list within a list, and follows anchors."""
    return yaml.load(text) if yamlsource.parse("", text)[0] else None


def format_all(root: Path, tree: Tree) -> list[str]:
    """Bring what `tree`, which was read at `root`, holds of them in the canonical form; gives the paths that changed.

    Broken files are left alone.
    """
    changed: list[str] = []
    for path in (*tree.under("forms/"), *tree.under(INVENTORY)):
        text = tree.files[path].decode("utf-8", "replace")
        wanted: str | None = text
        if path.endswith("/datapackage.yaml") or path in (TERMS, INVENTORY):
            wanted = canonical(text)
        elif path.endswith(SUFFIX) and path.count("/") > 1:
            wanted = without_empty_columns(text)
        if wanted is None:
            (root / path).unlink()
        elif wanted != text:
            (root / path).write_bytes(wanted.encode())
        if wanted != text:
            changed.append(path)
    return changed
