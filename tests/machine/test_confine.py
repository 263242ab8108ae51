"""Limits that hold whatever a library does: real processes that try to get past them."""

from __future__ import annotations

import mmap
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from patience import PATIENCE
from processes import can_cut, is_gone
from toolbox.machine.confine import memory_now

pytestmark = pytest.mark.promise("limits")


def run_confined(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Python code in a process that has confined itself, with small limits: 600 MB, 1 s and another, 1 MB."""
    start = (
        "from toolbox.machine import confine\nconfine.GRACE = 1\n"
        "confine.limit(confine.Limits(memory=600_000_000, processor=1, file=1_000_000))\n"
        "from toolbox.machine.namespaces import cut_network, has_network\ncut_network()\n"
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


def test_what_a_process_has_already_is_counted() -> None:
    before = memory_now()
    with mmap.mmap(-1, 1 << 30):
        assert (1 << 30) <= memory_now() - before < (1 << 31)


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


@pytest.mark.promise("no-network")
def test_there_is_no_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        code = (
            f"import socket\nprint(has_network())\n"
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
from toolbox.machine.namespaces import cut_network, has_network
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
        [sys.executable, "-I", "-c", "import toolbox.machine.namespaces\n" + code],
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


def test_a_process_whose_parent_is_gone_already_ends() -> None:
    code = "import os\nfrom toolbox.machine.confine import die_with\ndie_with(os.getpid())\nprint('verder')"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, b"")
