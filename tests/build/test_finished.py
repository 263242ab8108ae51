"""The site of a region, kept whole: what comes back is what was kept, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from toolbox.build.finished import keep_finished, put_finished
from toolbox.machine.store import Job, Store, run_jobs

ROOT, KEY = "regio/eigen/", "0" * 64
PAGE = b"<p>pagina</p>"


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    """A store with the site of a region: a page, a paper that took a part, and a file that no job made."""
    store = Store(tmp_path / "cache")
    part = Job(("boek/deel.pdf",), "deel", lambda: (b"deel",), at=ROOT)
    paper = Job(("bestanden/a.pdf",), "a", lambda: (b"papier",), at=ROOT)
    made = run_jobs([part, paper], store)
    store.put("pagina", PAGE)
    outputs = {
        "index.md": b"# Thuis",
        f"{ROOT}index.md": b"# Eigen",
        f"{ROOT}bestanden/a.pdf": made[f"{ROOT}bestanden/a.pdf"],
        f"{ROOT}bestanden/a.zip": b"gegevens",
    }
    keep_finished(KEY, ROOT, outputs, {"index.html": "pagina"}, store)
    store.keep_used()
    return store


def files_in(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put(kept: Store, target: Path, key: str = KEY) -> Store:
    store = Store(kept.folder)
    put_finished({ROOT: key, "regio/ander/": "1" * 64}, store, target)
    return store


def test_what_was_kept_comes_back_and_nothing_that_it_took_is_dropped(kept: Store, tmp_path: Path) -> None:
    entries = {path.name for path in kept.folder.iterdir()}
    store = put(kept, tmp_path / "site")
    assert files_in(tmp_path / "site") == {
        f"{ROOT}index.html": PAGE,
        f"{ROOT}bestanden/a.pdf": b"papier",
        f"{ROOT}bestanden/a.zip": b"gegevens",
    }
    store.keep_used()
    assert {path.name for path in kept.folder.iterdir()} == entries
    # The part of the paper as well, for the next time that it is made.
    assert len(entries) == len(("deel", "papier", "pagina", "gegevens", "lijst"))


def test_of_other_sources_nothing_comes_back(kept: Store, tmp_path: Path) -> None:
    put(kept, tmp_path / "site", "2" * 64)
    assert files_in(tmp_path / "site") == {}


@pytest.mark.parametrize("damage", [b"", b"x" * 80, None])
def test_what_is_damaged_or_gone_takes_the_whole_site_with_it(
    kept: Store, tmp_path: Path, damage: bytes | None
) -> None:
    for entry in sorted(kept.folder.iterdir()):
        # What it took on the way is not asked for; without it a part is drawn again.
        if entry.read_bytes().endswith(b"\ndeel"):
            continue
        whole = entry.read_bytes()
        entry.unlink()
        if damage is not None:
            entry.write_bytes(damage)
        put(kept, tmp_path / "site")
        assert files_in(tmp_path / "site") == {}
        entry.write_bytes(whole)
    put(kept, tmp_path / "site")
    assert files_in(tmp_path / "site")
