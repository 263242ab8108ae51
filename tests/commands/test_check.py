"""What `toolbox check` says is the same, whatever an earlier one kept and whether it can keep anything."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from boxes import BASE, ROOT
from toolbox.core.places import CONFIG, KEPT, WORK
from toolbox.machine.keeping import FILE

COMMAND = Path(sys.executable).with_name("toolbox")
PAGE = "content/stappen/1-kennismaken.md"
FINE = (0, "In orde: 5 pagina’s en 1 formats.\n", "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small toolbox, checked before."""
    shutil.copytree(BASE, tmp_path / "toolbox")
    shutil.copy(ROOT / CONFIG, tmp_path / "toolbox")
    assert check(tmp_path / "toolbox") == FINE
    assert kept_in(tmp_path / "toolbox").is_file()
    return tmp_path / "toolbox"


def kept_in(root: Path) -> Path:
    return root / WORK / KEPT / FILE


def start(root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([COMMAND, "check"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def check(root: Path) -> tuple[int, str, str]:
    with start(root) as started:
        said, wrong = started.communicate()
    return started.returncode, said, wrong


def broken(root: Path) -> tuple[int, str, str]:
    """What is said of a page with a fault, when nothing was kept."""
    with (root / PAGE).open("a", encoding="utf-8") as page:
        page.write("\n<b>vet</b>\n")
    shutil.copytree(root, root.parent / "bare", ignore=shutil.ignore_patterns(WORK))
    said = check(root.parent / "bare")
    assert said[0] == 1
    return said


def test_a_fault_comes_and_goes(root: Path) -> None:
    text = (root / PAGE).read_text("utf-8")
    said = broken(root)
    assert [check(root), check(root)] == [said, said]
    (root / PAGE).write_text(text, "utf-8")
    assert [check(root), check(root)] == [FINE, FINE]


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-500])


def damage(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"Mended", b"Mendet", 1))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def unreadable(path: Path) -> None:
    path.chmod(0)


@pytest.mark.parametrize("harm", [Path.unlink, truncate, damage, empty, a_folder, unreadable])
def test_what_was_kept_is_harmed(root: Path, harm: Callable[[Path], None]) -> None:
    said = broken(root)
    harm(kept_in(root))
    assert check(root) == said


@pytest.fixture
def read_only(root: Path) -> Iterator[Path]:
    folders = [path for path in (root, *root.rglob("*")) if path.is_dir()]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    yield root
    for folder in folders:
        folder.chmod(stat.S_IRWXU)


def test_nothing_may_be_written(read_only: Path) -> None:
    """Not by who is not root: then each check is as the first."""
    (read_only / PAGE).chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert check(read_only) == FINE
    with (read_only / PAGE).open("a", encoding="utf-8") as page:
        page.write("\nNog een zin.\n")
    assert check(read_only) == FINE


def test_where_nothing_can_be_kept(root: Path) -> None:
    """Not by root either."""
    work = root / WORK
    shutil.rmtree(work)
    work.write_text("a file", "utf-8")
    assert check(root) == check(root) == FINE
    assert work.read_text("utf-8") == "a file"


def test_several_at_once(root: Path) -> None:
    said = broken(root)
    started = [start(root) for _ in range(3)]
    assert [(*reversed(each.communicate()), each.returncode)[::-1] for each in started] == [
        (said[0], said[1], said[2]) for _ in started
    ]
    assert check(root) == said
    assert [path.name for path in kept_in(root).parent.iterdir()] == [FILE]
