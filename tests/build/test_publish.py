"""One site takes the place of another, whole, also on a file system that cannot swap two folders in one step."""

from __future__ import annotations

import ctypes
import errno
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from toolbox.build import build, publish
from toolbox.build.publish import hashes, is_current, put_in_place

pytestmark = pytest.mark.promise("whole-site")


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
