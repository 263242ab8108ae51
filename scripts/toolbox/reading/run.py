"""Many files over the cores. Each is read in a process apart: a bad one costs only itself, whatever it does.

A worker has limits on its memory, its time and what it writes that the system keeps, so that they hold inside a library
as well; it has no network, and ends with its parent. A worker that dies is replaced, and its file is called damaged.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import resource
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import connection
from pathlib import Path

from toolbox.core.model import Format, Toolbox
from toolbox.core.safetext import masked
from toolbox.machine.confine import cut_network, die_with
from toolbox.reading.accounted import account
from toolbox.reading.files import read_file
from toolbox.reading.fitting import tidy
from toolbox.reading.notes import Note
from toolbox.reading.placing import Placed, place, place_nowhere
from toolbox.reading.recognise import recognised
from toolbox.reading.refusal import Refusal

SECONDS = 20  # of processor time, for one file
ASLEEP = 10  # times as long by the clock: it waits for what never comes, or the machine has no time for us
MEMORY = 1_500_000_000  # bytes that reading may take on top of what the process has already
MAX_FILE = 50_000_000  # bytes of any file that a library may write for itself
MAX_ANSWER = 10_000_000  # bytes that one file may give: far more than any format holds
STOPPING = (signal.SIGINT, signal.SIGTERM)
TOO_SLOW = (-signal.SIGPROF, -signal.SIGALRM)
STATM = Path("/proc/self/statm")

Progress = Callable[[int, int], None]
# The name of a format → what it was before, by version (see `source.earlier`).
Earlier = Callable[[str], Mapping[str, Sequence[Format]]]
_fork = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Form:
    """One filled-in form of a file. `format` is what the file says it is, `number` '' when there is no such format."""

    shape: str
    format: str
    number: str
    version: str
    placed: Placed

    @property
    def is_blank(self) -> bool:
        """Nobody filled anything in, so nothing is in order either."""
        return any(note.code == "filled-blank" for note in self.placed.notes)


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: its forms, or why it was refused."""

    file: str
    forms: tuple[Form, ...] = ()
    refusal: Note | None = None

    @property
    def needs_a_look(self) -> bool:
        return self.refusal is not None or any(form.placed.unplaced for form in self.forms)


def no_earlier(_name: str) -> Mapping[str, Sequence[Format]]:
    """Of a copy of the toolbox without its history."""
    return {}


def file_name(path: Path) -> str:
    """What a file is called in all that is written: text that fits UTF-8, on one line."""
    return masked(os.fsencode(path).decode("utf-8", "replace"))


def read_one(path: Path, box: Toolbox, earlier: Earlier = no_earlier) -> Read:
    """Read and place one file, in this process and without limits."""
    name = file_name(path)
    by_name = {name: form for form in box.formats for name in (form.name, *form.previous_names)}
    try:
        forms = []
        for found in read_file(path, box, name):
            found = recognised(found, box.formats)
            form = by_name.get(found.name)
            placed = place(found, form) if form else place_nowhere(found)
            before = partial(_versions, earlier, found.name, found.version)
            placed = account(placed, found, form, box.method.imprint, box.diagrams, before)
            number = form.number if form else ""
            forms.append(Form(found.shape, tidy(found.name)[0], number, tidy(found.version)[0], placed))
        if not forms:
            raise Refusal("file-not-ours")
    except Refusal as refusal:
        return Read(name, refusal=Note(refusal.code, (), refusal.values))
    except MemoryError:
        return Read(name, refusal=Note("file-bomb"))
    except Exception:
        # A reader meets whatever people send. What it did not foresee must not stop the other files.
        return Read(name, refusal=Note("file-damaged"))
    return Read(name, tuple(forms))


def _versions(earlier: Earlier, name: str, version: str) -> Sequence[Format]:
    return earlier(name).get(version, ())


def read_all(
    paths: Sequence[Path], box: Toolbox, progress: Progress, seconds: int = SECONDS, earlier: Earlier = no_earlier
) -> tuple[Read, ...]:
    """What each file gave, in the order of `paths`. `progress` is told (done, of how many) after each file."""
    results: dict[int, Read] = {}
    todo = list(reversed(range(len(paths))))
    workers: list[_Worker] = []
    try:
        while len(results) < len(paths):
            while todo and len(workers) < len(os.sched_getaffinity(0)):
                workers.append(_Worker(paths, box, seconds, earlier))
                workers[-1].give(todo.pop())
            ready = connection.wait([worker.pipe for worker in workers])
            for worker in [worker for worker in workers if worker.pipe in ready]:
                results[worker.index] = worker.take(paths)
                progress(len(results), len(paths))
                if worker.alive and todo:
                    worker.give(todo.pop())
                else:
                    workers.remove(worker)
                    worker.end()
    finally:
        for worker in workers:
            worker.end()
    return tuple(results[index] for index in range(len(paths)))


class _Worker:
    """A process that reads one file at a time, and the pipe to it."""

    def __init__(self, paths: Sequence[Path], box: Toolbox, seconds: int, earlier: Earlier) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.index = -1
        self.alive = True
        work = (self.pipe, other, paths, box, seconds, cache(earlier), os.getpid())
        self.process = _fork.Process(target=_work, args=work, daemon=True)
        # A Ctrl-C must not fall between the worker's start and its own choice of what to do with it.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        self.process.start()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        # Now the worker holds the only other end: when it dies, this end says so.
        other.close()

    def give(self, index: int) -> None:
        self.index = index
        try:
            self.pipe.send(index)
        except OSError:
            # It died while it had nothing to do; `take` finds out.
            self.alive = False

    def take(self, paths: Sequence[Path]) -> Read:
        """What the file that was given last gave. Waits for it."""
        try:
            read: Read = pickle.loads(self.pipe.recv_bytes())
        except (EOFError, OSError):
            self.alive = False
            self.process.join()
            code = "file-slow" if self.process.exitcode in TOO_SLOW else "file-damaged"
            return Read(file_name(paths[self.index]), refusal=Note(code))
        return read

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()
        self.process.close()


def _work(
    mine: connection.Connection,
    pipe: connection.Connection,
    paths: Sequence[Path],
    box: Toolbox,
    seconds: int,
    earlier: Earlier,
    parent: int,
) -> None:
    """The worker's whole life. `mine` is the parent's end of `pipe`: open here, it would hide that the parent ended."""
    mine.close()
    _keep_limits()
    cut_network()
    # After that: who enters another namespace loses this (prctl(2)).
    die_with(parent)
    while True:
        try:
            index = pipe.recv()
        except EOFError:
            return
        # The system ends a worker that takes too long: a handler in Python would wait for a library to return.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(seconds * ASLEEP)
        answer = pickle.dumps(read_one(paths[index], box, earlier))
        if len(answer) > MAX_ANSWER:
            answer = pickle.dumps(Read(file_name(paths[index]), refusal=Note("file-bomb")))
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send_bytes(answer)


def _keep_limits() -> None:
    """Ctrl-C is for the parent, which ends its workers itself. What libraries print about a file is for nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for end in TOO_SLOW:
        signal.signal(-end, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    limit = int(STATM.read_text().split()[0]) * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE, MAX_FILE))
    # A file that grows too large is an OSError then, and not the end of the process.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
