"""What hostile code inside a reader could reach: it runs in a worker, in place of a reader."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest

from patience import comes_true
from processes import can_cut
from readers import read_all
from toolbox.machine import landlock
from toolbox.reading import run
from toolbox.reading.notes import Note
from toolbox.reading.run import Read

pytestmark = pytest.mark.promise("reading")


def inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hostile: Callable[[], str]) -> str:
    """What `hostile` says from within a worker; 'died' when that ended the worker."""

    def reader(path: Path, box: object, earlier: object) -> Read:
        return Read(path.name, refusal=Note("file-damaged", (), {"said": hostile()}))

    monkeypatch.setattr(run, "read_one", reader)
    (read,) = read_all([tmp_path / "bestand.pdf"], (), lambda done, total: None)
    assert read.refusal is not None
    return read.refusal.values.get("said", "died")


def test_a_worker_has_no_network(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()

        def hostile() -> str:
            try:
                socket.create_connection(address, timeout=5).close()
            except OSError:
                return "refused"
            return "connected"

        assert hostile() == "connected"
        assert inside(monkeypatch, tmp_path, hostile) == ("refused" if can_cut() else "connected")


def test_a_worker_writes_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def hostile() -> str:
        try:
            with tempfile.TemporaryFile() as stream:
                stream.truncate(run.MAX_FILE + 1)
        except OSError as error:
            return str(error.strerror)
        return "written"

    assert hostile() == "written"
    assert inside(monkeypatch, tmp_path, hostile) == "File too large"


@pytest.mark.promise("walled")
def test_a_worker_reads_and_writes_its_own_files_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given, beside = tmp_path / "bestand.pdf", tmp_path / "kanarie"
    given.write_text("")
    beside.write_text("")
    # Of this process, which is the worker's parent: that of a process without one of its own, nobody may read.
    here = os.getpid()

    def reaches(what: Callable[[], object]) -> bool:
        try:
            what()
        except OSError:
            return False
        return True

    def hostile() -> str:
        tried = (
            given.read_bytes,
            beside.read_bytes,
            lambda: beside.write_text("x"),
            lambda: (tmp_path / "nieuw").touch(),
            lambda: os.kill(here, 0),
            lambda: list(Path.home().iterdir()),
            Path(f"/proc/{here}/environ").read_bytes,
        )
        return str([reaches(what) for what in tried])

    assert hostile() == str([True] * 7)
    (tmp_path / "nieuw").unlink()
    kept = landlock.abi()
    expected = [True, *[not kept] * 3, kept < landlock.SIGNALS_SINCE, *[not kept] * 2]
    assert inside(monkeypatch, tmp_path, hostile) == str(expected)


PARENT = """
import fcntl, tempfile, time
from pathlib import Path
from typing import IO
from readers import read_all
from toolbox.reading import run
def reader(path, box, earlier):
    held = Path(tempfile.gettempdir(), "new")
    with held.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        held.rename(held.with_name("held"))
        while True: time.sleep(1)
run.read_one = reader
read_all([Path("x")], (), lambda done, total: None, seconds=600)
"""


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    around = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1]), "TMPDIR": str(tmp_path)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], env=around)
    try:
        assert comes_true(lambda: any(tmp_path.glob("*/held")))
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    # Behind the walls it has another number than outside: what it held is let go of when it ends.
    (held,) = tmp_path.glob("*/held")
    with held.open() as handle:
        assert comes_true(lambda: _can_lock(handle))


def _can_lock(handle: IO[str]) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("answer", "code"),
    [(lambda: b"x" * (run.MAX_ANSWER + 1), "file-bomb"), (lambda: lambda: None, "file-damaged")],
    ids=["too long", "cannot be sent"],
)
def test_what_a_worker_cannot_send_costs_only_its_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: Callable[[], object], code: str
) -> None:
    def reader(path: Path, box: object, earlier: object) -> object:
        return answer() if path.name == "fout.pdf" else Read(path.name)

    monkeypatch.setattr(run, "read_one", reader)
    bad, good = read_all([tmp_path / "fout.pdf", tmp_path / "goed.pdf"], (), lambda done, total: None)
    assert bad == Read(str(tmp_path / "fout.pdf"), refusal=Note(code))
    assert good == Read("goed.pdf")
