"""What was found out of a piece of the source, by the digest of all that it depends on: it need not be found again.

It does not matter where it is kept, nor whether: what `look` gives is the same either way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

Found = TypeVar("Found")
# What another process found out: texts by key, and what was looked at.
Learned = tuple[Mapping[str, str], Iterable[tuple[str, str]]]
NOTHING: Mapping[str, str] = MappingProxyType({})


class AsText(Protocol):
    """How what was found out is written on one line; reading may raise any error of what is no such line."""

    def to_text(self, value: Any) -> str: ...

    def from_text(self, text: str) -> Any: ...


class Kept:
    """`known` is what earlier runs found out; `now` what this run asked for, to keep; `looked` what it found out anew,
    as (rule, what of). Without a way to write it nothing is kept."""

    def __init__(self, known: Mapping[str, str] = NOTHING, as_text: AsText | None = None) -> None:
        self.now: dict[str, str] = {}
        self.looked: list[tuple[str, str]] = []
        self._known, self._as_text = known, as_text
        self._expected: Container[tuple[str, str]] = ()
        self._wait: Callable[[], Learned] | None = None

    def beside(self) -> Kept:
        """For another process. What an earlier one found comes first."""
        self._learn()
        return Kept(self._known, self._as_text)

    def with_others(self) -> dict[str, str]:
        """What to keep after a run that does not ask for all that a check does: also what it did not ask for, as long
        as that is not the greater part."""
        others = {key: text for key, text in self._known.items() if key not in self.now}
        return self.now | (others if len(others) <= len(self.now) else {})

    def expect(self, names: Container[tuple[str, str]], wait: Callable[[], Learned]) -> None:
        """Another process looks at these (rule, what of); `wait` gives what it found, once it has."""
        self._expected, self._wait = names, wait

    def _learn(self) -> None:
        if self._wait:
            now, looked = self._wait()
            self._known = {**self._known, **now}
            self.looked += looked
        self._expected, self._wait = (), None

    def knows(self, rule: str, of: str, given: Iterable[bytes]) -> bool:
        """Whether nothing has to be looked at for it."""
        return _key(rule.encode(), of.encode(), *given) in self._known

    def hold(self, rule: str, of: str, given: Iterable[bytes]) -> None:
        """Keep what is known of it, if anything is, without a look."""
        key = _key(rule.encode(), of.encode(), *given)
        if key in self._known:
            self.now.setdefault(key, self._known[key])

    def look(self, rule: str, of: str, given: Iterable[bytes], look: Callable[[], Found]) -> Found:
        """What `look` gives by `rule`, which depends on the name `of` and on the bytes `given`, and on nothing else."""
        if self._as_text is None:
            return look()
        key = _key(rule.encode(), of.encode(), *given)
        if (rule, of) in self._expected and key not in self._known:
            self._learn()
        text = self._known.get(key)
        if text is not None:
            try:
                found: Found = self._as_text.from_text(text)
            except (ValueError, TypeError, KeyError, IndexError, RecursionError):
                # Written by something else.
                pass
            else:
                self.now[key] = text
                return found
        self.looked.append((rule, of))
        found = look()
        self.now[key] = self._as_text.to_text(found)
        return found


def _key(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"%d " % len(part))
        digest.update(part)
    return digest.hexdigest()
