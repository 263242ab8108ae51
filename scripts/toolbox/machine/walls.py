"""Which of the walls that SECURITY.md promises stand on this machine: tried, in a process behind all of them."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from toolbox.machine.confine import LIMITS, limit
from toolbox.machine.enclosure import shut_in
from toolbox.machine.fanout import fan_out
from toolbox.machine.kernel import libc
from toolbox.machine.landlock import SIGNALS_SINCE, TCP_SINCE, TRUNCATE_SINCE, Reach, abi
from toolbox.machine.namespaces import has_network
from toolbox.machine.seccomp import is_known


class Stands(Enum):
    WHOLE = "staat"
    PART = "staat voor een deel"
    NOT = "staat niet"


@dataclass(frozen=True, slots=True)
class Tried:
    """What was tried behind the walls.

    `landlock` is its ABI, 0 where a process that asked for the wall could still read. `has_room`: what it may not reach
    is not there at all. `alone`: the process outside that started it could not be signalled. `filtered`: calls are;
    `is_known`: for this kind of machine there is such a filter. `is_root`: who asked is.
    """

    limited: bool
    no_network: bool
    landlock: int
    has_room: bool
    alone: bool
    filtered: bool
    is_known: bool
    is_root: bool


@dataclass(frozen=True, slots=True)
class Wall:
    """`name` and `why` are Dutch; `why` is '' for a wall that stands whole."""

    name: str
    stands: Stands
    why: str = ""


def look() -> Tried:
    ((_, tried),) = fan_out((partial(_inside, os.getpid(), is_root=os.geteuid() == 0),), _shut)
    return tried


def _shut() -> None:
    limit()
    shut_in(Reach())


def _inside(outside: int, *, is_root: bool) -> Tried:
    return Tried(
        limited=0 < resource.getrlimit(resource.RLIMIT_AS)[0] <= LIMITS.memory,
        no_network=not has_network(),
        landlock=0 if _can_read() else abi(),
        has_room=not Path("/proc").is_dir(),
        alone=not _can_signal(outside),
        # Of no kind it would always be granted.
        filtered=libc().unshare(0) != 0,
        is_known=is_known(),
        is_root=is_root,
    )


def _can_read() -> bool:
    try:
        os.close(os.open("/", os.O_RDONLY))
    except OSError:
        return False
    return True


def _can_signal(process: int) -> bool:
    """Among processes of its own such a number is nobody's, or its own."""
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return process not in (os.getpid(), os.getppid())


def walls(facts: Tried) -> tuple[Wall, ...]:
    limits = Stands.WHOLE if facts.limited else Stands.NOT
    return (
        Wall("grenzen aan geheugen, tijd en bestanden", limits),
        _network(facts),
        _files(facts),
        _processes(facts),
        _calls(facts),
    )


def _network(facts: Tried) -> Wall:
    name = "geen netwerk"
    if facts.no_network:
        return Wall(name, Stands.WHOLE)
    why = "het systeem laat een programma zijn netwerk niet loslaten (naamruimtes staan uit)"
    if facts.landlock >= TCP_SINCE:
        return Wall(name, Stands.PART, f"{why}. Alleen TCP is dicht, door Landlock")
    return Wall(name, Stands.NOT, why)


def _files(facts: Tried) -> Wall:
    name = "geen andere bestanden en programma’s"
    if facts.has_room:
        return Wall(f"{name} ({', '.join(_keepers(facts))})", Stands.WHOLE)
    if not facts.landlock:
        why = "deze Linux heeft geen Landlock (nodig is 5.13 of nieuwer, met Landlock aan) en geeft geen naamruimtes"
        return Wall(name, Stands.NOT, why)
    if facts.landlock < TRUNCATE_SINCE:
        why = f"Landlock is hier versie {facts.landlock} en houdt niet tegen dat een bestand wordt leeggemaakt"
        return Wall(name, Stands.PART, why)
    return Wall(f"{name} ({', '.join(_keepers(facts))})", Stands.WHOLE)


def _keepers(facts: Tried) -> Iterator[str]:
    if facts.has_room:
        yield "eigen bestandssysteem"
    if facts.landlock:
        yield f"Landlock {facts.landlock}"


def _processes(facts: Tried) -> Wall:
    name = "geen toegang tot andere processen"
    if facts.alone:
        return Wall(name, Stands.WHOLE)
    why = "een ander programma van dezelfde gebruiker is te stoppen"
    if facts.landlock:
        return Wall(name, Stands.PART, f"{why}; Landlock houdt dat pas vanaf versie {SIGNALS_SINCE} tegen")
    return Wall(name, Stands.NOT, f"{why}, en zonder filter ook te lezen" if not facts.filtered else why)


def _calls(facts: Tried) -> Wall:
    name = "geen ongewone vragen aan Linux (seccomp)"
    if facts.filtered:
        return Wall(name, Stands.WHOLE)
    if facts.is_known:
        return Wall(name, Stands.NOT, "deze Linux laat geen filter toe")
    return Wall(name, Stands.PART, "voor dit soort processor is er geen filter; de andere muren staan er los van")
