"""Many files over the cores. Each is read in a process apart: a bad one costs only itself, whatever it does.

A worker has limits on its memory, its time and what it writes that the system keeps, so that they hold inside a library
as well; it has no network, sees no more of the machine than it needs, and ends with its parent. Of one that dies the
file is called damaged, or too slow.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from toolbox.core.form import Format, Question, Section
from toolbox.core.model import Toolbox
from toolbox.core.safetext import masked
from toolbox.forms.answers import Found
from toolbox.machine.aside import put_aside
from toolbox.machine.confine import Limits, limit, memory_now
from toolbox.machine.enclosure import shut_in
from toolbox.machine.fanout import fan_out
from toolbox.machine.landlock import Reach
from toolbox.machine.reach import of_machine
from toolbox.machine.worker import NO_LIMIT, WorkerDied
from toolbox.reading.accounted import BY_PLACES, account
from toolbox.reading.earlier import EarlierForms, no_earlier
from toolbox.reading.files import read_file
from toolbox.reading.fitting import tidy
from toolbox.reading.notes import Note
from toolbox.reading.officewall import office_reach, without_sockets
from toolbox.reading.placing import Placed, place, place_nowhere
from toolbox.reading.recognise import recognised
from toolbox.reading.refusal import Refusal

SECONDS = 20  # of processor time, for one file
ASLEEP = 10  # times as long by the clock: it waits for what never comes, or the machine has no time for us
MEMORY = 1_500_000_000  # bytes that reading may take on top of what the process has already
MAX_FILE = 50_000_000  # bytes of any file that a library may write for itself
MAX_ANSWER = 10_000_000  # bytes that one file may give: far more than any format holds
TOO_SLOW = (-signal.SIGPROF, -signal.SIGALRM)

Progress = Callable[[int, int], None]

# With these an answer, or that there is none, is not to be relied on.
NOT_SURE = (BY_PLACES, "filled-no-format")


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

    @property
    def needs_a_look(self) -> bool:
        return bool(self.placed.unplaced) or any(note.code in NOT_SURE for note in self.placed.notes)


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: its forms, or why it was refused."""

    file: str
    forms: tuple[Form, ...] = ()
    refusal: Note | None = None

    @property
    def needs_a_look(self) -> bool:
        return self.refusal is not None or any(form.needs_a_look for form in self.forms)


def file_name(path: Path) -> str:
    """What a file is called in all that is written: text that fits UTF-8, on one line."""
    return masked(os.fsencode(path).decode("utf-8", "replace"))


def read_one(path: Path, box: Toolbox, earlier: EarlierForms = no_earlier) -> Read:
    """Read and place one file, in this process and without limits."""
    name = file_name(path)
    try:
        return Read(name, read_forms(path, box, earlier))
    except Refusal as refusal:
        return Read(name, refusal=Note(refusal.code, (), refusal.values))
    except MemoryError:
        return Read(name, refusal=Note("file-bomb"))
    except Exception:
        # A reader meets whatever people send. What it did not foresee must not stop the other files.
        return Read(name, refusal=Note("file-damaged"))


def read_forms(path: Path, box: Toolbox, earlier: EarlierForms = no_earlier) -> tuple[Form, ...]:
    """Every form in the file, at least one. Raises Refusal, and whatever a reader did not foresee."""
    everything = read_file(path, box, file_name(path), earlier)
    if not everything:
        raise Refusal("file-not-ours")
    # Behind a form of ours something else is listed, and costs the form nothing.
    strict = len(everything) == 1
    return tuple(_placed(recognised(found, box.formats, strict=strict), box, earlier) for found in everything)


def _placed(found: Found, box: Toolbox, earlier: EarlierForms) -> Form:
    form = next((form for form in box.formats if found.name in (form.name, *form.previous_names)), None)
    before = partial(_versions, earlier, found.name, found.version)
    form = form and _as_asked(form, found.version, before)
    placed = place(found, form) if form else place_nowhere(found)
    placed = account(placed, found, form, box.method.imprint, box.diagrams, before)
    number = form.number if form else ""
    return Form(found.shape, tidy(found.name)[0], number, tidy(found.version)[0], placed)


def _as_asked(form: Format, version: str, before: Callable[[], Sequence[Format]]) -> Format:
    """The format as one region or language asks it: what it leaves out is missing in none of its forms, what it filled
    in for everyone is no answer, and a choice is known by its own label too."""
    own = before() if "+" in version else ()
    if not own:
        return form
    asked = {question.name: question for question in own[0].questions}
    asked |= {f"{table.name}.{column.name}": column for table in own[0].tables for column in table.columns}
    return replace(form, sections=tuple(_asked_section(section, asked) for section in form.sections))


def _asked_section(section: Section, asked: Mapping[str, Question]) -> Section:
    questions = (
        _labelled(replace(one, default=asked[one.name].default), asked[one.name])
        if one.name in asked
        else replace(one, required=False)
        for one in section.questions
    )
    tables = (
        replace(table, columns=tuple(_labelled(one, asked.get(f"{table.name}.{one.name}")) for one in table.columns))
        for table in section.tables
    )
    return replace(section, questions=tuple(questions), tables=tuple(tables))


def _labelled(question: Question, asked: Question | None) -> Question:
    """A sheet holds the label that its reader saw; the value is the base's."""
    return replace(question, choices=asked.choices) if asked and asked.choices else question


def _versions(earlier: EarlierForms, name: str, version: str) -> Sequence[Format]:
    return earlier(name).get(version, ())


def read_all(
    paths: Sequence[Path],
    box: Toolbox,
    progress: Progress,
    seconds: int = SECONDS,
    earlier: EarlierForms = no_earlier,
    asks: Sequence[Path] = (),
) -> tuple[Read, ...]:
    """What each file gave, in the order of `paths`. `progress` is told (done, of how many) after each file.

    `asks`: what `earlier` reads, as files or folders.
    """

    def refused(index: int, error: Exception) -> Read:
        return Read(file_name(paths[index]), refusal=Note(_code(error)))

    # Each worker remembers what it asked of the history.
    earlier = cache(earlier)
    work = [partial(_read_in_time, path, box, earlier, seconds) for path in paths]
    results: dict[int, Read] = {}
    # What a worker leaves behind when it is ended in the middle of its work goes with this folder.
    with without_sockets(), put_aside() as room:
        reach = of_machine() | office_reach() | Reach(read=(*paths, *asks), write=(room,))
        prepare = partial(_keep_limits, str(room), reach)
        for index, read in fan_out(work, prepare, pieces=NO_LIMIT, max_answer=MAX_ANSWER, instead=refused):
            results[index] = read
            progress(len(results), len(paths))
    return tuple(results[index] for index in range(len(paths)))


def _code(error: Exception) -> str:
    """What to call a file of which nothing came back."""
    match error:
        case WorkerDied(exitcode=exitcode) if exitcode in TOO_SLOW:
            return "file-slow"
        case MemoryError():
            return "file-bomb"
    return "file-damaged"


def _read_in_time(path: Path, box: Toolbox, earlier: EarlierForms, seconds: int) -> Read:
    """In a worker, which the system ends when it takes too long: a handler in Python would wait for a library."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(seconds * ASLEEP)
    read = read_one(path, box, earlier)
    signal.alarm(0)
    signal.setitimer(signal.ITIMER_PROF, 0)
    return read


def _keep_limits(room: str, reach: Reach) -> None:
    """What a worker does first; what it writes for itself comes in `room`. What libraries print is for nobody."""
    tempfile.tempdir = room
    for end in TOO_SLOW:
        signal.signal(-end, signal.SIG_DFL)
    limit(Limits(memory=memory_now() + MEMORY, processor=None, file=MAX_FILE))
    shut_in(reach)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
