"""`scripts/setup.sh`: what it says to someone who waits, and what it asks of apt."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from boxes import ROOT

# Nothing is installed, the person may install, and apt can only fail: set-up ends there.
PROGRAMS = {
    "dpkg-query": "exit 1",
    "id": "echo 0",
    "apt-get": 'echo "$@" >> "$ASKED"; exit 1',
}
LOCKS = ("lists/lock", "archives/lock", "dpkg/lock-frontend", "dpkg/lock")


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """An environment in which apt keeps its locks in `tmp_path`, for a set-up in `tmp_path`/checkout."""
    for name, does in PROGRAMS.items():
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{does}\n", "utf-8")
        program.chmod(0o755)
    for lock in LOCKS:
        (tmp_path / lock).parent.mkdir(exist_ok=True)
        (tmp_path / lock).touch()
    settings = (
        f'Dir::State::lists "{tmp_path}/lists"; Dir::Cache::archives "{tmp_path}/archives"; '
        f'Dir::State::status "{tmp_path}/dpkg/status";\n'
    )
    (tmp_path / "apt.conf").write_text(settings, "utf-8")
    (tmp_path / "checkout" / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup.sh", tmp_path / "checkout" / "scripts")
    return {
        **os.environ,
        "PATH": f"{tmp_path}/bin:{os.environ['PATH']}",
        "APT_CONFIG": str(tmp_path / "apt.conf"),
        "ASKED": str(tmp_path / "asked"),
    }


def start(tmp_path: Path, machine: dict[str, str]) -> subprocess.Popen[str]:
    script = tmp_path / "checkout" / "scripts" / "setup.sh"
    return subprocess.Popen([script, "site"], env=machine, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("name", LOCKS)
def test_setup_says_that_it_waits_for_another_apt_and_goes_on(
    tmp_path: Path, machine: dict[str, str], name: str
) -> None:
    with (tmp_path / name).open("r+") as lock:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        process = start(tmp_path, machine)
        assert process.stderr
        assert process.stderr.readline().startswith("toolbox: installeren via apt: git ")
        told = process.stderr.readline()
        assert told == "toolbox: een ander programma is bezig met apt; wachten tot het klaar is (hoogstens 5 minuten)\n"
        assert not (tmp_path / "asked").exists()
    rest = process.communicate()[1]
    assert "apt lukte niet. Installeer zelf: sudo apt-get install git " in rest
    assert (tmp_path / "asked").read_text("utf-8") == "-o DPkg::Lock::Timeout=300 update -qq\n"
    assert process.returncode == 2


def test_setup_does_not_wait_when_nobody_installs(tmp_path: Path, machine: dict[str, str]) -> None:
    process = start(tmp_path, machine)
    told = process.communicate()[1]
    assert "wachten" not in told
    assert (tmp_path / "asked").is_file()
