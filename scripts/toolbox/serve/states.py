"""Single files of the newest state of the source, while the build of all that state is not there yet.

What is made of it behind the walls is looked at as a whole site is (`wall`) before anybody gets it. Whatever does not
come in this way is waited for: an answer is of a state after every edit before the question, or of the build that is.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from toolbox.core import addresses
from toolbox.serve.builds import LONGEST, Builds
from toolbox.serve.preview import WarmProcess
from toolbox.serve.previewwire import FileWanted, NewState, WarmWord

# What is wrong with the file of that path.
LookAt = Callable[[str, bytes], list[str]]


@dataclass(slots=True)
class _Piece:
    """A file that was asked for under `number`. `is_there`: it was made; `is_over`: no more comes of it than `data`."""

    number: int
    is_there: bool = False
    is_over: bool = False
    data: bytes | None = None


@dataclass(slots=True)
class _State:
    """Of the source as it was when reading it `began`. `is_good`: without mistakes; None while that is looked at."""

    number: int
    began: float
    look: LookAt
    is_good: bool | None = None
    pieces: dict[str, _Piece] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Served:
    """`data` is None for a file as it stands in the site of the build with that number or a later one."""

    number: int
    data: bytes | None = None


class NewestState:
    """The newest one, and the warm process that makes its files: None as long as there is none."""

    def __init__(self, builds: Builds) -> None:
        self.preview: WarmProcess | None = None
        self._builds, self._changed = builds, builds.changed
        self._numbers = itertools.count(1)
        self._state: _State | None = None

    def begin(self, new: Callable[[int], NewState], began: float, look: LookAt) -> None:
        """There is a newer state, which the process is going to check; `new` is that by its number."""
        with self._changed:
            self._state = _State(next(self._numbers), began, look)
            if self.preview:
                self.preview.ask(new(self._state.number))

    def hear(self, preview: WarmProcess, told: WarmWord | None) -> None:
        """What the process says; None when it has ended."""
        with self._changed:
            if preview is not self.preview:
                return
            if told is None:
                self.drop()
            elif self._state and told.number == self._state.number and self._state.is_good is None:
                self._state.is_good = told.is_good
                self._builds.number += told.is_good
            elif self._state:
                for piece in self._state.pieces.values():
                    if piece.number == told.number:
                        piece.is_there, piece.is_over = told.is_good, not told.is_good
            self._changed.notify_all()

    def drop(self) -> None:
        """From here on all waits for builds, until there is a process again."""
        with self._changed:
            self.preview, self._state = None, None
            self._changed.notify_all()

    def wait_for_first(self, seconds: float) -> None:
        """Until somebody got something of the newest edit, or nobody will, or for so long."""
        with self._changed:
            self._changed.wait_for(self._is_begun, seconds)

    def _is_begun(self) -> bool:
        state = self._state
        if self.preview is None:
            return True
        if state is None or self._builds.edited_at > state.began:
            return False
        return state.is_good is False or any(piece.is_over for piece in state.pieces.values())

    def answer(self, path: str, *, stands: bool) -> Served:
        """For who asks now. `stands`: the site that stands has such a file."""
        until = time.monotonic() + LONGEST
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_decided(path, stands), max(0, until - time.monotonic()))
                state, preview = self._usable(), self.preview
                if not self._builds.is_behind() or state is None or preview is None or _is_of_code(path):
                    return Served(self._builds.number)
                piece = state.pieces.get(path)
                if piece and piece.data is not None:
                    return Served(self._builds.number, piece.data)
                if piece is None:
                    state.pieces[path] = _Piece(next(self._numbers))
                    preview.ask(FileWanted(state.pieces[path].number, state.number, path))
                    continue
                if not piece.is_there:
                    # It took too long.
                    return Served(self._builds.number)
                piece.is_there = False
            self._take(preview, state, path, piece)

    def _is_decided(self, path: str, stands: bool) -> bool:
        """Whether there is an answer, or something to do for it."""
        state = self._usable()
        if not self._builds.is_behind():
            return True
        if state is None:
            return False
        if _is_of_code(path):
            return stands
        piece = state.pieces.get(path)
        return piece is None or piece.is_there or piece.data is not None

    def _usable(self) -> _State | None:
        """The newest state, when nothing was edited since, and all that is no source is as in the site that stands."""
        state = self._state
        is_newest = state and state.is_good and not self._builds.edited_at > state.began
        return state if is_newest and not self._builds.has_other_code() else None

    def _take(self, preview: WarmProcess, state: _State, path: str, piece: _Piece) -> None:
        data = None
        try:
            data = preview.take(piece.number)
            if state.look(path, data):
                data = None
        except OSError:
            pass
        finally:
            with self._changed:
                piece.data, piece.is_over = data, True
                self._changed.notify_all()


def _is_of_code(path: str) -> bool:
    """Whether it is the same for every source."""
    return path.startswith("assets/") and path != addresses.SEARCH
