"""Rendered bytes kept by the hash of what they were made from, and renders spread over the cores."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Protocol

from toolbox.core.errors import TOO_HEAVY, Broken
from toolbox.machine.code import SITE_ONLY, code_hash
from toolbox.machine.confine import TooSlow
from toolbox.machine.fanout import fan_out
from toolbox.machine.progress import BuildProgress, Stage, Tell, nobody
from toolbox.machine.readypool import ReadyPool
from toolbox.machine.worker import WorkerDied

# How many renders a process does. A fresh one for each takes a third more processor time.
PIECES = 64


@cache
def digest_of(data: bytes) -> str:
    """SHA-256 of what goes into several results: that of a paper, for each pack of each region that holds it."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Job:
    """One render that gives one or more outputs.

    `names` are the outputs' paths, in the order in which `render` returns them; `at` is the folder that they come in,
    which makes no other result of it; `inputs` is text that changes when a result would; the heaviest jobs start first.
    `prepare` is done once before any job that has it is rendered: what all of these need, such as a library that takes
    long to load. Without such a job nothing of it is loaded.
    """

    names: tuple[str, ...]
    inputs: str
    render: Callable[[], Sequence[bytes]]
    weight: int = 1
    prepare: Callable[[], None] | None = None
    at: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self.at + name for name in self.names)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """A name in the store for each output."""
        return tuple(
            hashlib.sha256(f"{code_hash(*SITE_ONLY)}\0{name}\0{self.inputs}".encode()).hexdigest()
            for name in self.names
        )


class Store:
    """A folder of results by key. Damaged or missing entries are rendered anew. `tell` hears how far that is; `pool`,
    which loads what draws, renders what takes that."""

    def __init__(self, folder: Path, tell: Tell = nobody, pool: ReadyPool | None = None) -> None:
        self.folder = folder
        self.pool = pool
        self._tell = tell
        self._begun, self._done = 0, 0
        self.used: set[str] = set()
        # By path of an output: the keys under which it was asked for.
        self.asked: dict[str, list[str]] = {}
        # Names of outputs that were rendered, and of those that were here already.
        self.made: list[str] = []
        self.kept: list[str] = []

    def get(self, key: str) -> bytes | None:
        self.used.add(key)
        try:
            data = (self.folder / key).read_bytes()
        except OSError:
            return None
        # A half-written entry of a killed build must not live on.
        digest, _, body = data.partition(b"\n")
        return body if digest == hashlib.sha256(body).hexdigest().encode() else None

    def lacks(self, job: Job) -> bool:
        """Whether anything of it is not here."""
        return not all((self.folder / key).exists() for key in job.keys)

    def ask(self, path: str, key: str) -> None:
        """Note that the output at `path` is made of what is called `key`."""
        self.used.add(key)
        self.asked.setdefault(path, []).append(key)

    def put(self, key: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        # By no number of a process: behind walls of their own two may have the same.
        temporary = self.folder / f".{key}.{os.urandom(8).hex()}"
        try:
            temporary.write_bytes(hashlib.sha256(data).hexdigest().encode() + b"\n" + data)
            temporary.replace(self.folder / key)
        except OSError:
            with suppress(OSError):
                temporary.unlink()
            raise

    def begin(self, jobs: Sequence[Job]) -> None:
        """These are going to be done."""
        self._begun += sum(len(job.names) for job in jobs)
        self._say("")

    def finish(self, job: Job) -> None:
        self._done += len(job.names)
        self._say(job.paths[0])

    def _say(self, what: str) -> None:
        self._tell(BuildProgress(Stage.MAKE, what, self._done, self._begun, len(self.kept)))

    def keep_used(self) -> None:
        """Drop what was not asked for, when all work is done. What cannot go is in nobody's way."""
        if self.folder.is_dir():
            for entry in self.folder.iterdir():
                if entry.name not in self.used:
                    with suppress(OSError):
                        entry.unlink()


class TooHeavy(Broken):
    """A render took more memory or time than it may; `names` are its outputs."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names

    def __str__(self) -> str:
        return f"{self.names[0]}: {TOO_HEAVY[0].lower()}{TOO_HEAVY[1:]}"


def nothing(_data: bytes) -> None:
    """There is nothing to do."""


@dataclass(frozen=True)
class Meanwhile:
    """Work for this process while others still do theirs: `work` is given what `path` is, as soon as that is there."""

    path: str
    work: Callable[[bytes], None]


NO_MEANWHILE = Meanwhile("", nothing)


class RunJobs(Protocol):
    def __call__(self, jobs: Sequence[Job], *, meanwhile: Meanwhile = NO_MEANWHILE) -> Mapping[str, bytes]:
        """As `run_jobs`, with a store."""


def run_jobs(jobs: Sequence[Job], store: Store, *, meanwhile: Meanwhile = NO_MEANWHILE) -> Mapping[str, bytes]:
    """Every output by path; only jobs of which something is not in the store are rendered, and each of what is the
    same once. Raises TooHeavy."""
    stored = {key: data for job in jobs for key in job.keys if (data := store.get(key)) is not None}
    for job in jobs:
        for path, key in zip(job.paths, job.keys, strict=True):
            store.ask(path, key)
    lacking = {job.keys: job for job in reversed(jobs) if not stored.keys() >= set(job.keys)}
    todo = [*lacking.values()]
    # The first of what weighs as much stands last here.
    todo.reverse()
    todo.sort(key=lambda job: -job.weight)
    store.made += [name for job in todo for name in job.paths]
    store.kept += [name for job in jobs if job not in todo for name in job.paths]
    loads = [*dict.fromkeys(job.prepare for job in todo if job.prepare)]
    store.begin(todo)
    awaited = {
        path: key for job in jobs for path, key in zip(job.paths, job.keys, strict=True) if path == meanwhile.path
    }

    def do_meanwhile() -> None:
        if awaited and stored.keys() >= set(awaited.values()):
            meanwhile.work(stored[awaited.popitem()[1]])

    try:
        work = [partial(_render, job) for job in todo]
        for index, results in _spread(work, loads, store.pool, do_meanwhile):
            for key, data in zip(todo[index].keys, results, strict=True):
                stored[key] = data
                store.put(key, data)
            store.finish(todo[index])
            do_meanwhile()
    except WorkerDied as died:
        raise TooHeavy(todo[died.index].names) from died
    do_meanwhile()
    return {path: stored[key] for job in jobs for path, key in zip(job.paths, job.keys, strict=True)}


def _spread(
    work: Sequence[Callable[[], Sequence[bytes]]],
    loads: Sequence[Callable[[], None]],
    pool: ReadyPool | None,
    meanwhile: Callable[[], None],
) -> Iterator[tuple[int, Sequence[bytes]]]:
    if loads and pool:
        return pool.fan_out(work, loads, pieces=PIECES, meanwhile=meanwhile)
    for load in loads:
        load()
    return fan_out(work, gc.freeze, pieces=PIECES, meanwhile=meanwhile)


def _render(job: Job) -> Sequence[bytes]:
    try:
        return job.render()
    except (MemoryError, TooSlow) as error:
        raise TooHeavy(job.names) from error
    finally:
        # Each paper leaves some 15 MB that hold each other. What was there before the fork is not looked through.
        gc.collect()
