"""One site takes the place of another, whole, also on a file system that cannot swap two folders in one step."""

from __future__ import annotations

import ctypes
import errno
import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from toolbox.build import build, publish
from toolbox.build.publish import Unmovable, hashes, is_current, put_in_place, put_right
from toolbox.core.errors import Broken
from warm import toolbox

pytestmark = pytest.mark.promise("whole-site")

COMMAND = str(Path(sys.executable).with_name("toolbox"))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A new site and the one that is there."""
    new, site = tmp_path / ".build" / "new", tmp_path / "site"
    for folder, text in ((new, "nieuw"), (site, "oud")):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text)
    (site / "weg.html").write_text("oud")
    return new, site


def cannot_swap(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """The system's answer to a swap; 0: this C library has no such call."""
    library = SimpleNamespace(renameat2=lambda *_: -1) if code else SimpleNamespace()
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library)
    monkeypatch.setattr(ctypes, "get_errno", lambda: code)


def test_what_was_published_as_it_is_before_is_not_flushed_again(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    new, site = folders
    for name in ("regio/een/a.html", "regio/een/stap/b.html", "regio/een/stap/c.html"):
        (new / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_text("regio")
    flushed: list[str] = []
    monkeypatch.setattr(publish, "_flush", lambda path: flushed.append(str(path)))
    put_in_place(new, site, placed={"regio/een/a.html", "regio/een/stap/b.html"})
    # What holds something new is, and what stands above it; of `regio/een` only the folder was moved.
    expected = [".", "index.html", "regio", "regio/een/stap", "regio/een/stap/c.html"]
    assert sorted(Path(path).relative_to(new).as_posix() for path in flushed if path.startswith(str(new))) == expected


@pytest.mark.parametrize("code", [None, 0, errno.EINVAL, errno.ENOSYS])
def test_the_new_site_is_there_and_nothing_of_the_old_one(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    new, site = folders
    if code is not None:
        cannot_swap(monkeypatch, code)
    # What a build that was killed in between left.
    (site.parent / ".site.old").mkdir()
    put_in_place(new, site)
    assert {path.name: path.read_text() for path in site.iterdir()} == {"index.html": "nieuw"}
    assert not new.exists()
    if code is not None:
        assert sorted(path.name for path in site.parent.iterdir()) == [".build", "site"]


def test_what_is_refused_leaves_the_old_site(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    new, site = folders
    old = hashes(site)
    with monkeypatch.context() as patch:
        cannot_swap(patch, errno.EACCES)
        with pytest.raises(PermissionError) as caught:
            put_in_place(new, site)
    assert caught.value.filename == str(site)
    assert hashes(site) == old
    cannot_swap(monkeypatch, errno.EINVAL)
    with pytest.raises(FileNotFoundError):
        publish._exchange(new.with_name("weg"), site)
    assert hashes(site) == old


def test_one_that_was_killed_between_the_two_moves_is_put_right(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system that cannot swap: for a moment there is no site, and the next build begins with the old one."""
    new, site = folders
    old = hashes(site)
    cannot_swap(monkeypatch, errno.EINVAL)
    rename = Path.rename

    def killed(path: Path, target: Path) -> Path:
        if path == new:
            raise KeyboardInterrupt
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            put_in_place(new, site)
    assert not site.exists()
    put_right(new, site)
    assert hashes(site) == old
    assert [path.name for path in site.parent.iterdir() if path != new.parent] == ["site"]
    assert not new.exists()


def test_who_is_told_of_an_error_after_the_swap_hears_that_the_new_site_stands(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old one stays where it can be found: the system did not say that the new one is on disk."""
    new, site = folders
    flush = publish._flush

    def broken(path: Path) -> None:
        if path == site.parent:
            raise OSError(errno.EIO, "kapot", str(path))
        flush(path)

    monkeypatch.setattr(publish, "_flush", broken)
    with pytest.raises(Broken, match=r"de nieuwe site staat er al: .*kapot.* werkt niet goed"):
        put_in_place(new, site)
    assert {path.name for path in site.iterdir()} == {"index.html"}
    assert {path.name for path in new.iterdir()} == {"index.html", "weg.html"}


def test_a_build_begins_with_putting_right(good: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(good, tmp_path / "copy", symlinks=True))
    before = hashes(root / "site")
    (root / "site").rename(root / ".site.old")
    done = toolbox(root, "build")
    assert (done.returncode, "niets veranderd" in done.stdout) == (0, True), done.stdout + done.stderr
    assert hashes(root / "site") == before


MOUNTED = """
mount --bind "$1" "$2" && shift 2 && exec "$@"
"""


def test_a_folder_that_is_mounted_is_refused_with_what_to_do(good: Path, tmp_path: Path) -> None:
    """A real mount, in a namespace of its own."""
    root = Path(shutil.copytree(good, tmp_path / "copy", symlinks=True))
    page = root / "content" / "inleiding.md"
    page.write_text(page.read_text("utf-8") + "\nNog een zin.\n", "utf-8")
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "index.html").write_text("oud")
    inside = ["sh", "-c", MOUNTED, "sh", str(tmp_path / "elders"), str(root / "site"), COMMAND, "build"]
    done = subprocess.run(["unshare", "-rm", *inside], cwd=root, capture_output=True, text=True)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "De map ‘site’ is hier aangekoppeld" in done.stderr
    assert "bouw ergens anders" in done.stderr
    assert [path.read_text() for path in (tmp_path / "elders").iterdir()] == ["oud"]


@pytest.mark.parametrize("code", [errno.EBUSY, errno.EXDEV])
def test_what_cannot_be_replaced_is_said(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    new, site = folders
    cannot_swap(monkeypatch, code)
    with pytest.raises(Unmovable, match="niet in één stap worden vervangen; de oude site is niet veranderd"):
        put_in_place(new, site)
    assert (site / "weg.html").read_text() == "oud"


@pytest.mark.parametrize("record", [None, "{", "[]", "{}", '{"fingerprint": "een"}', "5"])
def test_a_site_without_a_whole_record_is_not_current(folders: tuple[Path, Path], record: str | None) -> None:
    _, site = folders
    if record is not None:
        (site / "build.json").write_text(record)
    assert not is_current(site, "een")
    (site / "build.json").write_text(json.dumps({"fingerprint": "een", "files": hashes(site)}))
    assert is_current(site, "een")
    assert not is_current(site, "twee")
    (site / "weg.html").unlink()
    assert not is_current(site, "een")


def test_a_user_without_a_home_gives_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", none)
    assert build._home() == ""
