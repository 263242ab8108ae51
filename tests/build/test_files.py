"""A staged folder becomes what it should be; what is so already stays, and no file with two names is half new."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolbox.build.files import link_files, renew_files

FILES = {"a.txt": b"a", "map/b.txt": b"b", "map/diep/c.txt": b"c"}


def held(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    renew_files(tmp_path / "docs", FILES)
    return tmp_path / "docs"


def test_only_what_differs_is_written(folder: Path) -> None:
    before = {path: (folder / path).stat().st_ino for path in FILES}
    wanted = {"a.txt": b"a", "map/b.txt": b"other", "d.txt": b"d"}
    renew_files(folder, wanted)
    assert held(folder) == wanted
    assert (folder / "a.txt").stat().st_ino == before["a.txt"]


def test_the_other_name_of_a_file_keeps_what_it_had(folder: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    link_files(folder, [*FILES], site)
    assert (site / "a.txt").samefile(folder / "a.txt")
    renew_files(folder, {path: data * 2 for path, data in FILES.items()})
    assert held(site) == FILES


@pytest.mark.parametrize("path", ["a.txt", "map", "map/b.txt"])
def test_what_nobody_expects_there_goes(folder: Path, tmp_path: Path, path: str) -> None:
    """A link that leads out of it is not followed."""
    outside = tmp_path / "outside"
    (folder / path).rename(outside)
    (folder / path).symlink_to(outside)
    before = held(tmp_path / "outside") if outside.is_dir() else outside.read_bytes()
    renew_files(folder, {**FILES, path if path != "map" else "map/b.txt": b"new"})
    assert not (folder / path).is_symlink()
    assert (held(outside) if outside.is_dir() else outside.read_bytes()) == before


def test_a_file_where_a_folder_was(folder: Path) -> None:
    renew_files(folder, {"map": b"a file"})
    assert held(folder) == {"map": b"a file"}


def test_where_a_file_has_one_name_only_another_stands_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    link_files(folder, [*FILES], tmp_path / "site")
    assert held(tmp_path / "site") == FILES
    assert not (tmp_path / "site/a.txt").samefile(folder / "a.txt")
