"""Limits that hold whatever a library does: real processes that try to get past them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from patience import PATIENCE, comes_true
from toolbox.machine.fanout import WorkerDied, fan_out
from toolbox.machine.store import Job, Store, TooHeavy, run_jobs


def run_confined(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Python code in a process that has confined itself, with small limits: 600 MB, 2 s, 1 MB."""
    start = (
        "from toolbox.machine.confine import Limits, cut_network, limit\n"
        "limit(Limits(memory=600_000_000, processor=2, file=1_000_000)); cut_network()\n"
    )
    return subprocess.run(
        [sys.executable, "-I", "-c", start + code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def test_memory_ends_as_an_exception(tmp_path: Path) -> None:
    done = run_confined("try: bytearray(900_000_000)\nexcept MemoryError: print('stopped')", tmp_path)
    assert done.stdout == "stopped\n"
    assert run_confined("bytearray(100_000_000); print('fine')", tmp_path).stdout == "fine\n"


def test_an_endless_loop_ends_by_itself(tmp_path: Path) -> None:
    loop = "try:\n    while True: sum(range(1000))\nexcept TooSlow: print('stopped')"
    code = f"from toolbox.machine.confine import TooSlow\n{loop}"
    assert run_confined(code, tmp_path).stdout == "stopped\n"


def test_a_loop_that_ignores_the_warning_is_killed(tmp_path: Path) -> None:
    code = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
    assert run_confined(code, tmp_path).returncode == -signal.SIGKILL


def test_a_file_that_grows_is_stopped(tmp_path: Path) -> None:
    code = "try: open('big', 'wb').write(bytes(3_000_000))\nexcept OSError as error: print(error.strerror)"
    assert run_confined(code, tmp_path).stdout == "File too large\n"
    assert (tmp_path / "big").stat().st_size <= 1_000_000


def can_cut() -> bool:
    """Whether this system lets a process leave the network, asked of util-linux and not of our own code."""
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0


def test_there_is_no_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        code = (
            f"import socket\nfrom toolbox.machine.confine import has_network\nprint(has_network())\n"
            f"try: socket.create_connection(('127.0.0.1', {port}), 3); print('out')\n"
            "except OSError: print('in')"
        )
        done = run_confined(code, tmp_path)
        # A system that keeps its network from no one (some containers) keeps it from us neither.
        assert done.stdout == ("False\nin\n" if can_cut() else "True\nout\n")


def test_without_rights_files_keep_their_owner(tmp_path: Path) -> None:
    """As an ordinary user the network goes by a user namespace, in which we are still ourselves."""
    code = """
import ctypes, os, pathlib, tempfile
os.setgid(12345); os.setuid(12345)
# Linux keeps /proc/self from a process that changed its user; an ordinary user's never did.
ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
from toolbox.machine.confine import cut_network, has_network
cut_network()
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    pathlib.Path("mine").write_text("x")
    print(os.geteuid(), os.stat("mine").st_uid, has_network())
"""
    user = os.geteuid() or 12345
    if os.geteuid():
        code = code.replace("os.setgid(12345); os.setuid(12345)", "pass")
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import toolbox.machine.confine\n" + code],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{user} {user} {not can_cut()}\n", done.stderr


CHILD = """
import os, sys, time
from toolbox.machine.confine import die_with
die_with(int(sys.argv[1]))
print(os.getpid(), flush=True)
time.sleep(600)
"""
PARENT = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-I", "-c", sys.argv[1], str(os.getpid())])
time.sleep(600)
"""


def test_a_process_dies_with_its_parent() -> None:
    process = subprocess.Popen([sys.executable, "-I", "-c", PARENT, CHILD], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    process.kill()
    process.wait()
    process.stdout.close()
    assert is_gone(pid)


def is_gone(pid: int) -> bool:
    """Whether a process has ended (as a zombie that nobody asked after, perhaps)."""

    def has_ended() -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
        except OSError:
            return True

    return comes_true(has_ended)


def test_fan_out_gives_every_result_and_each_in_a_process_of_its_own() -> None:
    found = dict(fan_out([lambda number=number: (number * number, os.getpid()) for number in range(7)]))
    assert {index: value for index, (value, _) in found.items()} == {n: n * n for n in range(7)}
    assert len({pid for _, pid in found.values()}) == 7


def test_what_a_worker_raises_is_raised_with_where_it_happened() -> None:
    def wrong() -> None:
        raise LookupError("weg")

    with pytest.raises(LookupError, match="weg") as caught:
        dict(fan_out([wrong]))
    assert "in wrong" in caught.value.__notes__[0]


def test_a_killed_worker_is_named_and_the_others_are_ended(tmp_path: Path) -> None:
    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def wait() -> None:
        (tmp_path / "pid").write_text(str(os.getpid()), "utf-8")
        time.sleep(600)

    pieces = [wait, die, wait] if len(os.sched_getaffinity(0)) > 1 else [die]
    with pytest.raises(WorkerDied) as caught:
        for _ in fan_out(pieces):
            pass
    assert caught.value.index == pieces.index(die)
    if (tmp_path / "pid").exists():
        assert is_gone(int((tmp_path / "pid").read_text("utf-8")))


def test_a_render_that_takes_too_much_names_its_file(tmp_path: Path) -> None:
    def greedy() -> tuple[bytes]:
        raise MemoryError

    with pytest.raises(TooHeavy) as caught:
        run_jobs([Job(("bestanden/3.1.pdf",), "x", greedy)], Store(tmp_path))
    assert caught.value.names == ("bestanden/3.1.pdf",)
