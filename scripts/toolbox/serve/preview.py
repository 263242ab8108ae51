"""The warm process (`previewing`) as `serve` has it: started, asked, heard and ended."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from toolbox.build.inner import Order, environment
from toolbox.serve.previewwire import FileWanted, NewState, WarmWord, laid, told


class WarmProcess:
    """Works in `folder`, which is its own. `hear` gets what it tells, in a thread apart, and in the end None.

    It ends with the thread that made it. Nothing here waits for it: what it is asked stands in a line.
    """

    def __init__(self, first: Order, folder: Path, hear: Callable[[WarmProcess, WarmWord | None], None]) -> None:
        self._folder, self._hear = folder, hear
        self._line: SimpleQueue[Order | NewState | FileWanted | None] = SimpleQueue()
        reading, writing = os.pipe()
        answers, answering = os.pipe()
        command = [sys.executable, "-I", "-m", "toolbox.serve.previewing"]
        self._process = subprocess.Popen(
            [*command, *map(str, (os.getpid(), reading, answering))],
            stdin=subprocess.DEVNULL,
            # What a library says is for nobody: the build after it says what is wrong.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=environment(str(folder), first.epoch),
            pass_fds=[reading, answering],
            start_new_session=True,
        )
        os.close(reading)
        os.close(answering)
        Thread(target=self._send, args=(Connection(writing, readable=False),), daemon=True).start()
        Thread(target=self._listen, args=(answers,), daemon=True).start()
        self._line.put(first)

    @property
    def number(self) -> int:
        """Of the process that all others of it end with."""
        return self._process.pid

    def ask(self, wanted: NewState | FileWanted) -> None:
        self._line.put(wanted)

    def take(self, number: int) -> bytes:
        """What was laid there for that number. Raises OSError."""
        return laid(self._folder, number)

    def close(self) -> None:
        """No process of it is left."""
        self._line.put(None)
        self._process.kill()
        self._process.wait()

    def _send(self, asking: Connection) -> None:
        with suppress(OSError), asking:
            while wanted := self._line.get():
                asking.send(wanted)

    def _listen(self, answers: int) -> None:
        with os.fdopen(answers, "rb"):
            for one in told(answers):
                self._hear(self, one)
        self._hear(self, None)
