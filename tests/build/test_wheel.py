"""The wheel is whole: what it builds by itself, without a clone and without Node, is what a clone builds."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import toolbox
from conftest import ROOT, copy_checkout
from otherclock import BUILD, write_python
from toolbox.build.publish import hashes

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("wheel")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made as `make wheel` does, of a copy: a build leaves folders behind."""
    folder = tmp_path_factory.mktemp("wheel")
    source = copy_checkout(folder / "source")
    options = ("--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", *options, str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    shutil.rmtree(source)
    return made


def test_it_holds_every_file_of_the_package_and_what_stands_beside_it(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "scripts/toolbox"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    package = {name.removeprefix("scripts/") for name in listed.splitlines() if (ROOT / name).is_file()}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        kinds = {Path(name).suffix for name in held - package}
        lock = archive.read("toolbox/vendor/lock/requirements.txt")
    assert package <= held
    assert all(name.startswith("toolbox/vendor/") for name in held - package)
    # Two locks, four faces on paper, three on the site, nine scripts, two style sheets, and the licences of both fonts;
    # for languages in other scripts the faces of four families on paper (three each), what five scripts have on the
    # site, and licences.
    assert (len(held - package), kinds) == (49, {".txt", ".json", ".ttf", ".woff2", ".js", ".css", ""})
    assert lock == (ROOT / "scripts" / "lock" / "requirements.txt").read_bytes()


def test_it_has_the_version_of_the_code(wheel: Path) -> None:
    assert wheel.name == f"toolbox_transitieroute-{toolbox.__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`toolbox` in an environment of its own, with what the wheel needs of others but nothing of this checkout."""
    venv = tmp_path_factory.mktemp("installed") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    options = ("--no-deps", "--no-index", "--quiet")
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        venv / "bin" / "python",
        "install",
        *options,
        wheel,
    ]
    subprocess.run(command, capture_output=True, check=True)
    (packages,) = venv.glob("lib/*/site-packages")
    others = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "others.pth").write_text("".join(f"{path}\n" for path in others), "utf-8")
    return venv / "bin" / "toolbox"


@pytest.mark.promise("same-bytes")
def test_it_builds_what_a_clone_builds(program: Path, good: Path, tmp_path: Path) -> None:
    """From a checkout with content alone, on a machine with Git and no other program; and all that may not matter is
    another: the path, the time zone, the locale, the day and the hash seed.

    The process that does the work reads no PYTHONHASHSEED: its seed is another one each time by itself. It is the small
    toolbox of the tests; the real one is built again elsewhere and compared before each publication (`rebuilt`).
    """
    region = tmp_path / "een andere map"
    shutil.copytree(good, region, symlinks=True, ignore=shutil.ignore_patterns("scripts", "site", ".build"))
    assert not (region / "scripts").exists()
    only = tmp_path / "bin"
    only.mkdir()
    (only / "git").symlink_to(shutil.which("git") or "")
    clock = tmp_path / "python"
    write_python(clock, "@2031-05-05 03:04:05", python=program.with_name("python"))

    def run(*arguments: str | Path) -> str:
        other = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
        environment = {"PATH": str(only), "HOME": str(tmp_path), **other}
        done = subprocess.run(
            [clock, *arguments], cwd=region, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert str(ROOT / "scripts") not in run("-c", "import sys, toolbox; print(toolbox.__file__, *sys.path)")
    assert run("-c", "import time; print(time.localtime().tm_year)") == "2031\n"
    run("-I", "-c", BUILD, clock)
    assert time.localtime((region / ".build" / "clean").stat().st_mtime).tm_year == time.localtime().tm_year
    assert hashes(region / "site") == hashes(good / "site")
