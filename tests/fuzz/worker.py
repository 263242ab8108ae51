"""One target in a process apart, with limits that the system keeps: a hang inside a library ends as well.

The process hands over each input before it is tried, so that the one that killed it is known.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
import traceback
import warnings
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from multiprocessing import connection
from pathlib import Path

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from fuzz.kept import Known, Reached
from fuzz.target import Target
from patience import pace

SLOW = 2.0  # seconds of processor time, at the pace of `pace`, that one input may take
HANGS = 20.0  # then the system ends the process, in whatever code it is: ten times what is called slow
ASLEEP = 90.0  # seconds in which it did nothing at all: it waits for something that never comes
MEMORY = 1_500_000_000  # bytes on top of what the process has already
STATM = Path("/proc/self/statm")
TICKS = slice(11, 13)  # in /proc/<pid>/stat, behind the name: processor time, its own and the system's
HERE = Path(__file__).resolve().parent.parent.parent
_SAID: set[int] = set()  # what this process told already
_fork = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Failure:
    """`what` is the same for the same fault; `told` is for the person who mends it."""

    what: str
    told: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """`examples` of the strategy after `given`. The same every time when `number` is None; else `number` says which."""

    given: tuple[bytes, ...] = ()
    examples: int = 0
    number: int | None = None
    until: float = float("inf")  # on the monotonic clock
    known: frozenset[str] = frozenset()
    kept: tuple[bytes, ...] = ()  # to build further on
    traced: bool = False  # whether it is told what an input reached
    slow: float = SLOW
    hangs: float = HANGS


@dataclass(slots=True)
class Outcome:
    """What one or more runs of a target gave; of each fault the shortest input."""

    inputs: int = 0
    slowest: float = 0.0
    slowest_data: bytes = b""
    codes: set[str] = field(default_factory=set)
    new: list[bytes] = field(default_factory=list)
    failures: dict[str, Failure] = field(default_factory=dict)

    def add(self, data: bytes, seconds: float, codes: Iterable[str], is_new: bool = False) -> None:
        self.inputs += 1
        if is_new:
            self.new.append(data)
        self.codes.update(codes)
        if seconds > self.slowest:
            self.slowest, self.slowest_data = seconds, data

    def fail(self, failure: Failure) -> None:
        before = self.failures.get(failure.what)
        if before is None or len(failure.data) < len(before.data):
            self.failures[failure.what] = failure

    def merge(self, other: Outcome) -> None:
        self.inputs += other.inputs
        self.codes |= other.codes
        self.new += other.new
        if other.slowest > self.slowest:
            self.slowest, self.slowest_data = other.slowest, other.slowest_data
        for failure in other.failures.values():
            self.fail(failure)


class Worker:
    """A running process; `take` until it is done."""

    def __init__(self, target: Target, plan: Plan, known: Known | None = None) -> None:
        self.target = target
        self.known = known or Known()
        self.outcome = Outcome()
        self.data = b""
        self.failed = False
        self.ticks = ""
        self.busy_since = time.monotonic()
        if target.ready:
            target.ready()
        self.pipe, other = multiprocessing.Pipe()
        self.process = _fork.Process(target=_work, args=(self.pipe, other, target, plan), daemon=True)
        self.process.start()
        self.stat = Path(f"/proc/{self.process.pid}/stat")
        other.close()

    def take(self) -> bool:
        """Read what the process has to say; False when it has ended."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            self._end()
            return False
        self.busy_since = time.monotonic()
        if isinstance(said, bytes):
            self.data, self.failed = said, False
        elif isinstance(said, Failure):
            self.outcome.fail(said)
            self.failed = True
        else:
            seconds, codes, calls = said
            self.outcome.add(self.data, seconds, codes, self.known.is_new(calls, codes) and not self.failed)
            self.data = b""
        return True

    def stop_sleeper(self) -> None:
        if (ticks := _ticks(self.stat)) != self.ticks:
            self.ticks, self.busy_since = ticks, time.monotonic()
        elif time.monotonic() - self.busy_since > ASLEEP:
            self.process.kill()

    def _end(self) -> None:
        self.process.join()
        code = self.process.exitcode or 0
        if code:
            what = {-signal.SIGPROF: "hangs", -signal.SIGKILL: "waits for ever"}.get(code, f"dies ({code})")
            self.outcome.inputs += 1
            self.outcome.fail(Failure(what, what, self.data))
        self.pipe.close()
        self.process.close()


def _ticks(stat: Path) -> str:
    """What it has worked so far; a machine that is busy with something else gives it little, but never nothing."""
    try:
        return " ".join(stat.read_text().rpartition(")")[2].split()[TICKS])
    except OSError:
        return "ended"


def run(target: Target, plan: Plan) -> Outcome:
    """All of `plan`. A process that dies is started again for what comes after the input that killed it."""
    outcome = Outcome()
    left = plan.given
    while True:
        worker = Worker(target, replace(plan, given=left))
        more = True
        while more:
            ready = connection.wait([worker.pipe], timeout=1)
            more = worker.take() if ready else True
            if more:
                worker.stop_sleeper()
        outcome.merge(worker.outcome)
        if not left or worker.outcome.inputs >= len(left):
            return outcome
        left = left[worker.outcome.inputs :]


def _work(mine: connection.Connection, pipe: connection.Connection, target: Target, plan: Plan) -> None:
    mine.close()
    _keep_limits()
    for data in plan.given:
        _try(pipe, target, plan, data)
    if plan.examples:
        _explore(pipe, target, plan)


def _keep_limits() -> None:
    """Ctrl-C is for the parent; what libraries print about an input is for nobody."""
    warnings.resetwarnings()
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    limit = int(STATM.read_text().split()[0]) * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _explore(pipe: connection.Connection, target: Target, plan: Plan) -> None:
    raised: list[Exception] = []

    def one(data: bytes) -> None:
        if time.monotonic() > plan.until:
            os._exit(0)
        error = _try(pipe, target, plan, data)
        if error is not None:
            raised.append(error)
            raise error

    inputs = target.inputs()
    if plan.kept and target.vary:
        inputs = inputs | target.vary(plan.kept)
    exploring = settings(
        max_examples=plan.examples,
        database=None,
        deadline=None,
        derandomize=plan.number is None,
        phases=(Phase.generate, Phase.shrink),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        verbosity=Verbosity.quiet,
    )(given(inputs)(one))
    try:
        (exploring if plan.number is None else seed(plan.number)(exploring))()
    except Exception as error:
        # What an input led to was told when it was tried.
        if error not in raised:
            pipe.send(_failure(error, b""))


def _try(pipe: connection.Connection, target: Target, plan: Plan, data: bytes) -> Exception | None:
    """The exception that a new kind of fault gave, so that a shorter input is looked for."""
    pipe.send(data)
    error: Exception | None = None
    codes: tuple[str, ...] = ()
    reached, slow = Reached(), plan.slow * target.patience * pace()
    signal.setitimer(signal.ITIMER_PROF, plan.hangs * target.patience * pace())
    start = time.process_time()
    try:
        with reached if plan.traced else nullcontext():
            codes = tuple(target.check(data))
    except MemoryError as found:
        error = None if target.may_run_out else found
    except Exception as found:
        error = found
    seconds = time.process_time() - start
    signal.setitimer(signal.ITIMER_PROF, 0)
    if error is not None:
        failure = _failure(error, data)
        pipe.send(failure)
    elif seconds > slow and (seconds := min(seconds, _again(target, plan, data))) > slow:
        pipe.send(Failure("slow", f"{seconds:.1f} s", data))
    pipe.send((seconds, codes, tuple(reached.calls - _SAID)))
    _SAID.update(reached.calls)
    return error if error is not None and failure.what not in plan.known else None


def _again(target: Target, plan: Plan, data: bytes) -> float:
    """The machine may have been busy with something else the first time."""
    signal.setitimer(signal.ITIMER_PROF, plan.hangs * target.patience * pace())
    start = time.process_time()
    try:
        for _ in target.check(data):
            pass
    except Exception:
        return 0.0
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return time.process_time() - start


def _failure(error: Exception, data: bytes) -> Failure:
    told = "".join(traceback.format_exception(error))
    return Failure(f"{type(error).__name__} in {_where(error)}", told[-4_000:], data)


def _where(error: Exception) -> str:
    """The deepest line of our own."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(HERE))]
    own = [frame for frame in own if ".venv" not in frame.filename] or own
    return f"{Path(own[-1].filename).name}:{own[-1].name}" if own else "?"
