"""The site of a region, kept whole: what comes back is what was kept, or nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from toolbox.build.files import write_files
from toolbox.build.finished import keep_finished, put_finished, read_finished
from toolbox.machine.store import Job, Store, run_jobs

ROOT, KEY = "regio/eigen/", "0" * 64
FILES = {"index.html": b"<p>pagina</p>", "bestanden/a.pdf": b"papier", "bestanden/a.zip": b"gegevens"}
SITE = {ROOT + path: data for path, data in FILES.items()}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Where the site of a region is kept: a page, a paper that took a part, and a file that no job made."""
    work = tmp_path / "work"
    store = Store(work / "cache")
    part = Job(("boek/deel.pdf",), "deel", lambda: (b"deel",), at=ROOT)
    run_jobs([part], store)
    write_files(tmp_path / "site", {"index.html": b"common", **SITE})
    keep_finished(KEY, ROOT, store, work, tmp_path / "site")
    store.keep_used()
    return work


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(work: Path, target: Path, key: str = KEY) -> tuple[Store, bool]:
    """Whether it is there or what it should be was known."""
    store = Store(work / "cache")
    found = read_finished({ROOT: key, "regio/ander/": "1" * 64}, store)
    assert found.keys() <= {ROOT}
    damaged = put_finished(found, work, target)()
    return store, bool(found) and not damaged


def test_what_was_kept_comes_back_and_nothing_that_it_took_is_dropped(work: Path, tmp_path: Path) -> None:
    entries = files_in(work / "cache")
    store, is_there = put(work, tmp_path / "new")
    assert is_there
    assert files_in(tmp_path / "new") == SITE
    # None is written: each is the same file.
    assert all((tmp_path / "new" / path).samefile(tmp_path / "site" / path) for path in SITE)
    store.keep_used()
    # The part of the paper as well, for the next time that it is made.
    assert files_in(work / "cache") == entries
    assert len(entries) == len(("deel", "lijst"))


def test_what_is_kept_again_is_all_that_is_kept(work: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "other", {f"{ROOT}index.html": b"<p>ander</p>"})
    keep_finished("3" * 64, ROOT, Store(work / "cache"), work, tmp_path / "other")
    put(work, tmp_path / "new")
    assert files_in(tmp_path / "new") == {}
    put(work, tmp_path / "new", "3" * 64)
    assert files_in(tmp_path / "new") == {f"{ROOT}index.html": b"<p>ander</p>"}


def test_of_other_sources_nothing_comes_back(work: Path, tmp_path: Path) -> None:
    put(work, tmp_path / "new", "2" * 64)
    assert files_in(tmp_path / "new") == {}


@pytest.mark.parametrize("damage", [b"", b"x" * 80, None])
def test_what_is_damaged_or_gone_takes_the_whole_site_with_it(work: Path, tmp_path: Path, damage: bytes | None) -> None:
    kept = [work / "cache" / KEY, *(work / ROOT / "site" / path for path in FILES)]
    for entry in kept:
        whole = entry.read_bytes()
        entry.unlink()
        if damage is not None:
            entry.write_bytes(damage)
        _, is_there = put(work, tmp_path / "new")
        assert not is_there
        assert files_in(tmp_path / "new") == {}
        entry.unlink(missing_ok=True)
        entry.write_bytes(whole)
    # The same bytes in another file, as a cache brings it back: then it is read.
    assert put(work, tmp_path / "new")[1]
    assert files_in(tmp_path / "new") == SITE


def test_when_the_process_ends_nothing_is_taken_for_whole(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("toolbox.build.finished.link_files", lambda *_: os._exit(3))
    assert not put(work, tmp_path / "new")[1]


def test_where_the_system_gives_no_other_process_it_is_done_here(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.fork", full)
    assert put(work, tmp_path / "new")[1]
    assert files_in(tmp_path / "new") == SITE
