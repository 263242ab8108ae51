"""Which of the walls that SECURITY.md promises stand on this machine: tried, each in a process of its own."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from toolbox.machine.confine import LIMITS, cut_network, has_network, limit
from toolbox.machine.fanout import fan_out
from toolbox.machine.landlock import SIGNALS_SINCE, TCP_SINCE, TRUNCATE_SINCE, Reach, abi, raise_wall


class Stands(Enum):
    WHOLE = "staat"
    PART = "staat voor een deel"
    NOT = "staat niet"


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried. `landlock` is its ABI, 0 where a process that asked for the wall could still read."""

    limited: bool
    no_network: bool
    landlock: int
    is_root: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """`name` and `why` are Dutch; `why` is '' for a wall that stands whole."""

    name: str
    stands: Stands
    why: str = ""


def look() -> Tried:
    limited = 0 < _tried(_memory_limit, limit) <= LIMITS.memory
    return Tried(limited, not _tried(has_network, cut_network), _landlock(), os.geteuid() == 0)


def walls(facts: Tried) -> tuple[Wall, ...]:
    limits = Stands.WHOLE if facts.limited else Stands.NOT
    return (Wall("grenzen aan geheugen, tijd en bestanden", limits), _network(facts), _files(facts))


def _network(facts: Tried) -> Wall:
    name = "geen netwerk"
    if facts.no_network:
        return Wall(name, Stands.WHOLE)
    why = "het systeem laat een programma zijn netwerk niet loslaten (naamruimtes van gebruikers staan uit)"
    if facts.landlock >= TCP_SINCE:
        return Wall(name, Stands.PART, f"{why}. Alleen TCP is dicht, door Landlock")
    return Wall(name, Stands.NOT, why)


def _files(facts: Tried) -> Wall:
    name = "geen andere bestanden en programma’s"
    if not facts.landlock:
        return Wall(name, Stands.NOT, "deze Linux heeft geen Landlock (nodig is 5.13 of nieuwer, met Landlock aan)")
    if lacking := ", ".join(_lacking(facts.landlock)):
        return Wall(name, Stands.PART, f"Landlock is hier versie {facts.landlock} en houdt niet tegen: {lacking}")
    return Wall(f"{name} (Landlock {facts.landlock})", Stands.WHOLE)


def _lacking(version: int) -> Iterator[str]:
    if version < TRUNCATE_SINCE:
        yield "een bestand leegmaken"
    if version < SIGNALS_SINCE:
        yield "een ander programma van dezelfde gebruiker stoppen"


def _landlock() -> int:
    return abi() if abi() and not _tried(_can_read, _shut) else 0


def _shut() -> None:
    raise_wall(Reach())


def _can_read() -> bool:
    try:
        os.close(os.open("/", os.O_RDONLY))
    except OSError:
        return False
    return True


def _memory_limit() -> int:
    return resource.getrlimit(resource.RLIMIT_AS)[0]


def _tried(piece: Callable[[], int], prepare: Callable[[], None]) -> int:
    ((_, answer),) = fan_out((piece,), prepare)
    return answer
