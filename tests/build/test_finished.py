"""The site of a region, kept whole: what comes back is what was kept, or nothing; and no stranger can write in it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from toolbox.build.files import link_files, write_files
from toolbox.build.finished import find_finished, note_finished
from toolbox.build.keptsites import keep_new, keep_old, kept_site, offered, own_files, put_kept
from toolbox.machine.store import Job, Store, run_jobs

ROOT, KEY = "regio/eigen/", "0" * 64
FILES = {"index.html": b"<p>pagina</p>", "bestanden/a.pdf": b"papier", "bestanden/a.zip": b"gegevens"}
OWN = {ROOT + path: data for path, data in FILES.items()}
SITE = {"index.html": b"common", "bestanden/b.pdf": b"papier", **OWN}


def digests(files: Mapping[str, bytes]) -> Mapping[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Where the inner build works; the site that it made stands, and that of its region is kept."""
    work = tmp_path / "work"
    store = Store(work / "cache")
    part = Job(("boek/deel.pdf",), "deel", lambda: (b"deel",), at=ROOT)
    run_jobs([part], store)
    write_files(tmp_path / "site", SITE)
    note_finished(KEY, ROOT, store, tmp_path / "site")
    store.keep_used()
    keep_new(tmp_path / "site", digests(SITE), (), tmp_path / "kept")
    return work


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(work: Path, target: Path, key: str = KEY, *, drop: bool = False) -> Mapping[str, str]:
    """What a build does: ask what there is, find what is as it must be, and put it in the new site."""
    kept = work.parent / "kept"
    target.mkdir(exist_ok=True)
    sites = offered(kept)
    told = {root: one.files for root, one in sites.items()}
    store = Store(work / "cache")
    found = find_finished({ROOT: key, "regio/ander/": "1" * 64}, store, told, kept)
    if drop:
        store.keep_used()
    return put_kept(found, sites, kept, target)


def test_what_was_kept_comes_back_and_nothing_that_it_took_is_dropped(work: Path, tmp_path: Path) -> None:
    entries = files_in(work / "cache")
    assert put(work, tmp_path / "new", drop=True) == digests(OWN)
    assert files_in(tmp_path / "new") == OWN
    # None is written: each is the same file, and where it was kept it is no more.
    assert all((tmp_path / "new" / path).samefile(tmp_path / "site" / path) for path in OWN)
    assert not kept_site(tmp_path / "kept", ROOT).exists()
    # The part of the paper as well, for the next time that it is made.
    assert files_in(work / "cache") == entries
    assert len(entries) == len(("deel", "lijst"))


def test_what_is_kept_again_is_all_that_is_kept(work: Path, tmp_path: Path) -> None:
    other = {f"{ROOT}index.html": b"<p>ander</p>"}
    write_files(tmp_path / "other", other)
    store = Store(work / "cache")
    note_finished("3" * 64, ROOT, store, tmp_path / "other")
    keep_new(tmp_path / "other", digests(other), (), tmp_path / "kept")
    assert put(work, tmp_path / "new") == {}
    assert files_in(tmp_path / "new") == {}
    put(work, tmp_path / "new", "3" * 64)
    assert files_in(tmp_path / "new") == other


@pytest.mark.parametrize("what", ["a file", "a link"])
def test_what_a_commit_holds_of_that_name_is_no_folder_of_ours(work: Path, tmp_path: Path, what: str) -> None:
    kept = (tmp_path / "kept").rename(tmp_path / "elsewhere")
    before = files_in(kept)
    if what == "a file":
        (tmp_path / "kept").write_text("x", "utf-8")
    else:
        (tmp_path / "kept").symlink_to(kept)
    assert offered(tmp_path / "kept") == {}
    keep_new(tmp_path / "site", digests(SITE), (), tmp_path / "kept")
    assert files_in(kept) == before
    assert put(work, tmp_path / "new") == digests(OWN)


def test_of_a_region_that_is_no_more_nothing_is_kept(work: Path, tmp_path: Path) -> None:
    keep_new(tmp_path / "site", digests({"index.html": b"common"}), (), tmp_path / "kept")
    assert sorted(entry.name for entry in (tmp_path / "kept").iterdir()) == [".gitignore", "stamps.json"]


def test_of_other_sources_nothing_comes_back(work: Path, tmp_path: Path) -> None:
    put(work, tmp_path / "new", "2" * 64)
    assert files_in(tmp_path / "new") == {}


@pytest.mark.parametrize("damage", [b"", b"x" * 80, None])
def test_what_is_damaged_or_gone_takes_the_whole_site_with_it(work: Path, tmp_path: Path, damage: bytes | None) -> None:
    folder = kept_site(tmp_path / "kept", ROOT)
    for entry in [work / "cache" / KEY, *(folder / path for path in FILES)]:
        whole = entry.read_bytes()
        entry.unlink()
        if damage is not None:
            entry.write_bytes(damage)
        put(work, tmp_path / "new")
        assert files_in(tmp_path / "new") == {}
        entry.unlink(missing_ok=True)
        # The same bytes in another file, as a cache brings it back: then it is read.
        entry.write_bytes(whole)
    # Which is what the wall does too: it is not said to be known.
    assert put(work, tmp_path / "new") == {}
    assert files_in(tmp_path / "new") == OWN


@pytest.mark.parametrize("what", ["a file", "a link", "a pipe"])
def test_what_nobody_made_is_not_put_in_a_site(work: Path, tmp_path: Path, what: str) -> None:
    more = kept_site(tmp_path / "kept", ROOT) / "meer.html"
    if what == "a file":
        more.write_text("<p>meer</p>", "utf-8")
    elif what == "a link":
        more.symlink_to(tmp_path)
    else:
        os.mkfifo(more)
    put(work, tmp_path / "new")
    assert files_in(tmp_path / "new") == {}


@pytest.mark.parametrize("stamps", [b"", b"[]", b"{", b'{"index.html": 7}', b'{"index.html": ["1 2 3", "x"]}', None])
def test_without_stamps_all_is_read(work: Path, tmp_path: Path, stamps: bytes | None) -> None:
    file = tmp_path / "kept/eigen/stamps.json"
    file.unlink()
    if stamps is None:
        file.symlink_to(tmp_path / "kept/stamps.json")
    else:
        file.write_bytes(stamps)
    assert put(work, tmp_path / "new") == {}
    assert files_in(tmp_path / "new") == OWN


def test_what_is_made_anew_comes_in_the_place_of_what_was_kept(work: Path, tmp_path: Path) -> None:
    page = f"{ROOT}index.html"
    write_files(tmp_path / "new", {page: b"anders"})
    assert put(work, tmp_path / "new").keys() == OWN.keys() - {page}
    assert files_in(tmp_path / "new") == {**OWN, page: b"anders"}
    assert files_in(tmp_path / "site") == SITE


@pytest.mark.parametrize(
    "made",
    [["regio/eigen/nieuw.html"], ["regio/eigen"], ["regio"], ["regio/eigen/bestanden"]],
    ids=lambda made: made[0],
)
def test_what_is_no_part_of_it_is_left_to_the_wall(work: Path, tmp_path: Path, made: Sequence[str]) -> None:
    write_files(tmp_path / "new", dict.fromkeys(made, b"vreemd"))
    before = files_in(tmp_path)
    assert put(work, tmp_path / "new") == {}
    assert files_in(tmp_path) == before


def test_what_was_taken_is_kept_again_of_the_site_that_goes(work: Path, tmp_path: Path) -> None:
    put(work, tmp_path / "new")
    keep_old(tmp_path / "site", tmp_path / "kept", is_published=True)
    assert files_in(tmp_path / "site") == {path: SITE[path] for path in SITE.keys() - OWN.keys()}
    # Of one that has its own already none is taken.
    keep_old(tmp_path / "new", tmp_path / "kept", is_published=True)
    assert files_in(tmp_path / "new") == OWN
    assert put(work, tmp_path / "newer") == digests(OWN)
    assert files_in(tmp_path / "newer") == OWN


def test_of_a_build_that_failed_it_is_kept_as_what_a_stranger_made(work: Path, tmp_path: Path) -> None:
    put(work, tmp_path / "new")
    keep_old(tmp_path / "new", tmp_path / "kept", is_published=False)
    assert put(work, tmp_path / "newer") == {}
    assert files_in(tmp_path / "newer") == OWN
    # The next one that comes past the wall is known again.
    keep_new(tmp_path / "newer", digests(OWN), (), tmp_path / "kept")
    assert put(work, tmp_path / "newest") == digests(OWN)


@pytest.mark.parametrize("place", ["kept", "kept/eigen", "site", "site/regio", "site/regio/eigen"])
def test_of_a_site_that_goes_nothing_is_kept_by_way_of_a_link(work: Path, tmp_path: Path, place: str) -> None:
    """The inner build can make one, and what keeps is not confined."""
    put(work, tmp_path / "new")
    folder = tmp_path / place
    elsewhere = folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(elsewhere)
    before = files_in(tmp_path)
    keep_old(tmp_path / "site", tmp_path / "kept", is_published=True)
    assert files_in(tmp_path) == before
    assert folder.is_symlink()


@pytest.mark.parametrize("place", ["kept", "kept/eigen", "kept/eigen/site", "new", "new/regio", "new/regio/eigen"])
def test_nothing_is_put_by_way_of_a_link(work: Path, tmp_path: Path, place: str) -> None:
    folder, elsewhere = tmp_path / place, tmp_path / "elsewhere"
    (tmp_path / "new").mkdir()
    if folder.exists():
        folder.rename(elsewhere)
    else:
        elsewhere.mkdir()
        folder.parent.mkdir(exist_ok=True)
    folder.symlink_to(elsewhere)
    before = files_in(tmp_path)
    put(work, tmp_path / "new")
    assert files_in(tmp_path) == before


def names_of(folder: Path) -> set[int]:
    return {path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_where_a_file_can_have_no_second_name_it_is_copied(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    made = {"bestanden/b.pdf": b"papier"}
    write_files(work / "docs", made)
    link_files(work / "docs", made, tmp_path / "new")
    monkeypatch.setattr("os.link", refused)
    own_files(tmp_path / "new", tmp_path / "site", digests(made), tmp_path / "kept")
    assert files_in(tmp_path / "new") == made
    assert not names_of(tmp_path / "new") & (names_of(work) | names_of(tmp_path / "site"))
    keep_new(tmp_path / "site", digests(SITE), (), tmp_path / "kept")
    assert put(work, tmp_path / "newer") == {}
    assert files_in(tmp_path / "newer") == OWN


def test_no_file_of_a_site_can_be_written_by_another_name(work: Path, tmp_path: Path) -> None:
    """The inner build makes one file of what stands in two folders; the site that is published has none of these."""
    new, site, kept = tmp_path / "new", tmp_path / "site", tmp_path / "kept"
    made = {"index.html": b"common", "bestanden/b.pdf": b"papier", "bestanden/c.pdf": b"nieuw", f"{ROOT}a.pdf": b"a"}
    write_files(work / "docs", made)
    link_files(work / "docs", made, new)
    assert names_of(new) == names_of(work / "docs")
    own_files(new, site, digests(made), kept)
    assert files_in(new) == made
    assert not names_of(new) & names_of(work)
    # What stands as it was is no other file.
    assert (new / "bestanden/b.pdf").samefile(site / "bestanden/b.pdf")
    # What stands there otherwise than it was noted is not taken.
    (site / "bestanden/b.pdf").write_bytes(b"anders")
    link_files(work / "docs", made, tmp_path / "newer")
    own_files(tmp_path / "newer", site, digests(made), kept)
    assert files_in(tmp_path / "newer") == made
    assert not names_of(tmp_path / "newer") & names_of(work)
    assert not (tmp_path / "newer/bestanden/b.pdf").samefile(site / "bestanden/b.pdf")
