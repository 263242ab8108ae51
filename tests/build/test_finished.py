"""The site of a region, kept whole: what comes back is what was kept, or nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from toolbox.build.files import write_files
from toolbox.build.finished import keep_finished, keep_old, put_finished
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


def put(work: Path, target: Path, key: str = KEY) -> Store:
    store = Store(work / "cache")
    put_finished({ROOT: key, "regio/ander/": "1" * 64}, store, work, target)
    return store


def test_what_was_kept_comes_back_and_nothing_that_it_took_is_dropped(work: Path, tmp_path: Path) -> None:
    entries = files_in(work / "cache")
    store = put(work, tmp_path / "new")
    assert files_in(tmp_path / "new") == SITE
    # None is written: each is the same file, and where it was kept it is no more.
    assert all((tmp_path / "new" / path).samefile(tmp_path / "site" / path) for path in SITE)
    assert files_in(work / ROOT) == {}
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
        put(work, tmp_path / "new")
        assert files_in(tmp_path / "new") == {}
        entry.unlink(missing_ok=True)
        # The same bytes in another file, as a cache brings it back: then it is read.
        entry.write_bytes(whole)
    put(work, tmp_path / "new")
    assert files_in(tmp_path / "new") == SITE


@pytest.mark.parametrize("what", ["a file", "a link", "a pipe"])
def test_what_nobody_made_is_not_put_in_a_site(work: Path, tmp_path: Path, what: str) -> None:
    more = work / ROOT / "site/meer.html"
    if what == "a file":
        more.write_text("<p>meer</p>", "utf-8")
    elif what == "a link":
        more.symlink_to(tmp_path)
    else:
        os.mkfifo(more)
    put(work, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_what_was_taken_is_kept_again_of_the_site_that_goes(work: Path, tmp_path: Path) -> None:
    put(work, tmp_path / "new")
    keep_old(tmp_path / "site", work)
    assert files_in(tmp_path / "site") == {"index.html": b"common"}
    # Of one that has its own already none is taken.
    keep_old(tmp_path / "new", work)
    assert files_in(tmp_path / "new") == SITE
    put(work, tmp_path / "newer")
    assert files_in(tmp_path / "newer") == SITE


@pytest.mark.parametrize("place", ["work/regio", "work/regio/eigen", "site", "site/regio", "site/regio/eigen"])
def test_of_a_site_that_goes_nothing_is_kept_by_way_of_a_link(work: Path, tmp_path: Path, place: str) -> None:
    """The inner build can make one, and what keeps is not confined."""
    put(work, tmp_path / "new")
    folder = tmp_path / place
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(elsewhere)
    before = files_in(tmp_path)
    keep_old(tmp_path / "site", work)
    assert files_in(tmp_path) == before
    assert folder.is_symlink()
