"""The numbers of pages that each part of a book was drawn with the last time: an edit seldom changes them.

A guess, kept in the store by the place of the book alone: with another one all comes out the same, only later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from toolbox.machine.store import Store

LAST = "boek/nummers.json"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a part is drawn with: `close` are the chapters that are set closer, `places` has (place, page from 0)."""

    close: tuple[str, ...]
    places: tuple[tuple[str, int], ...]


def read_last(store: Store, at: str) -> Mapping[str, Numbers]:
    """By the name of a part; nothing where it is not known."""
    # As something that the book is made of: it stays as long as that does.
    store.ask(at + LAST, _key(at))
    try:
        said = json.loads(store.get(_key(at)) or b"{}")
        return {name: Numbers(tuple(close), tuple(map(tuple, places))) for name, (close, places) in said.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep_last(store: Store, at: str, numbers: Mapping[str, Numbers]) -> None:
    """For the next time."""
    data = json.dumps({name: (one.close, one.places) for name, one in numbers.items()}).encode()
    if store.get(_key(at)) != data:
        store.put(_key(at), data)


def _key(at: str) -> str:
    return hashlib.sha256(f"{at}{LAST}".encode()).hexdigest()
