"""What hostile code inside a reader could reach: it runs in a worker, in place of a reader."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from patience import comes_true
from processes import can_cut, is_gone
from readers import read_all
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
            with (tmp_path / "groot").open("wb") as stream:
                stream.truncate(run.MAX_FILE + 1)
        except OSError as error:
            return str(error.strerror)
        return "written"

    assert inside(monkeypatch, tmp_path, hostile) == "File too large"
    assert (tmp_path / "groot").stat().st_size <= run.MAX_FILE


PARENT = """
import os, sys, time
from pathlib import Path
from readers import read_all
from toolbox.reading import run
def reader(path, box, earlier):
    path.with_suffix(".new").write_text(str(os.getpid()))
    path.with_suffix(".new").rename(path)
    while True: time.sleep(1)
run.read_one = reader
read_all([Path(sys.argv[1])], (), lambda done, total: None, seconds=600)
"""


def test_a_worker_ends_with_its_parent(tmp_path: Path) -> None:
    told = tmp_path / "nummer"
    around = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(told)], env=around)
    try:
        assert comes_true(told.exists)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert is_gone(int(told.read_text("utf-8")))


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
