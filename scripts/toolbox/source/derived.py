"""What follows from something else in a format, and so is not kept in it: it is made where a package is handed out.

Two proposals that each add a question would otherwise both change a line that nobody wrote. Earlier versions held it,
and so may what is proposed on one of those: it is passed over where it is read, and `toolbox format` takes it away.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

SUFFIX = ".csv"


def file_name(resource: str) -> str:
    """The file with the rows of a table, in the format's folder: it is called as the table."""
    return f"{resource}{SUFFIX}"


def drop_derived(package: Any) -> None:
    """Take out of a parsed datapackage.yaml, whatever its shape, what says the same as something else in it:

    - `path`, of a file that is called as its resource;
    - `sensitive`, beside the `ground`;
    - `itemType` of a list;
    - `enum` beside `categories`, which are the choices.
    """
    for resource in _items(package, "resources"):
        if resource.get("path") == file_name(str(resource.get("name"))):
            del resource["path"]
        _drop_sensitive(resource)
        for field in _items(resource.get("schema"), "fields"):
            _drop_sensitive(field)
            if field.get("type") == "list" and field.get("itemType") == "string":
                del field["itemType"]
            _drop_enum(field)


def _items(owner: Any, key: str) -> Iterator[dict[str, Any]]:
    found = owner.get(key) if isinstance(owner, dict) else None
    yield from (item for item in (found if isinstance(found, list) else ()) if isinstance(item, dict))


def _drop_sensitive(owner: dict[str, Any]) -> None:
    if owner.get("sensitive") is True and owner.get("ground"):
        del owner["sensitive"]


def _drop_enum(field: dict[str, Any]) -> None:
    constraints = field.get("constraints")
    if not isinstance(constraints, dict) or not isinstance(constraints.get("enum"), list) or "categories" not in field:
        return
    if len(constraints) > 1:
        del constraints["enum"]
    else:
        # Empty it would be written as `{}`, which is refused.
        del field["constraints"]


def drop_derived_status(inventory: Any) -> None:
    """Leave of each number in a parsed inventory, whatever its shape, the number: the page itself says the rest."""
    for rows in inventory.values() if isinstance(inventory, dict) else ():
        for index, row in enumerate(rows) if isinstance(rows, list) else ():
            if isinstance(row, dict) and "nummer" in row and row.keys() <= {"nummer", "status", "format"}:
                rows[index] = row["nummer"]


def without_empty_columns(text: str) -> str | None:
    """A CSV with the columns that have some text; None when there is no row below its heading.

    What cannot be read comes back as it is: `toolbox check` says what is wrong with it.
    """
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
    except csv.Error:
        return text
    header, *below = rows or [[]]
    if not below:
        return None
    if any(len(row) != len(header) for row in below):
        return text
    # Which is no text that we take (`crlf`), and before Python 3.13 the writer makes two rows of it.
    if any("\r" in cell for row in rows for cell in row):
        return text
    kept = [index for index in range(len(header)) if any(row[index].strip() for row in below)]
    if not kept or len(kept) == len(header):
        return text
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([row[index] for index in kept] for row in rows)
    return out.getvalue()
