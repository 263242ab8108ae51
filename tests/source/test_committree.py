"""What no checkout can hold, but a commit can."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.core.findings import Finding
from toolbox.history import runner
from toolbox.source import limits, tree
from toolbox.source.committree import read_commit


def made(root: Path, *entries: str) -> str:
    """A tree object of lines as `git ls-tree` writes them."""
    return runner.run(root, "mktree", given="".join(f"{entry}\n" for entry in entries).encode()).decode().strip()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    past = Past(tmp_path / "past")
    past.commit("Begin")
    return past.root


@pytest.fixture
def blob(root: Path) -> str:
    return runner.run(root, "hash-object", "-w", "--stdin", given=b"tekst\n").decode().strip()


def test_a_name_that_stands_there_twice_is_refused(root: Path, blob: str) -> None:
    content = made(root, f"100644 blob {blob}\ta.md", f"100644 blob {blob}\ta.md")
    found = read_commit(root, made(root, f"040000 tree {content}\tcontent"))
    twice = Finding("name-not-allowed", "content/a.md", 0, {"reason": "hij staat er twee keer in"})
    assert found == (tree.Tree({"content/a.md": b"tekst\n"}, frozenset({"content/a.md"})), [twice])


def test_reading_ends_where_it_is_too_much(root: Path, blob: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_FILES", 2)
    content = made(root, *(f"100644 blob {blob}\t{name}.md" for name in "abcd"))
    read, found = read_commit(root, made(root, f"040000 tree {content}\tcontent"))
    assert list(read.files) == ["content/a.md", "content/b.md"]
    assert [(finding.code, finding.path) for finding in found] == [("too-many-files", "content/c.md")]


def test_a_listing_without_end_is_not_read(root: Path, blob: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "MAX_OUTPUT", 100)
    content = made(root, *(f"100644 blob {blob}\t{name}.md" for name in "abcd"))
    read, (finding,) = read_commit(root, made(root, f"040000 tree {content}\tcontent"))
    assert (read, finding.code, finding.path) == (tree.Tree({}), "too-many-files", "content")


def test_names_depth_and_kinds_are_judged_as_in_a_checkout(root: Path, blob: str) -> None:
    here = made(root, f"100644 blob {blob}\tdiep.md")
    for _ in range(limits.MAX_FOLDERS):
        here = made(root, f"040000 tree {here}\td")
    content = made(
        root,
        *(f"100644 blob {blob}\ta:b.md", f"120000 blob {blob}\tlink.md", f"160000 commit {'1' * 40}\tander"),
        f"040000 tree {here}\tmap",
    )
    read, found = read_commit(root, made(root, f"040000 tree {content}\tcontent"))
    assert read.files == {}
    assert sorted((finding.code, finding.path) for finding in found) == [
        ("folder-deep", "content/map/d/d/d/d/d/d"),
        ("name-not-allowed", "content/a:b.md"),
        ("not-a-file", "content/ander"),
        ("not-a-file", "content/link.md"),
    ]


def test_a_file_that_this_copy_has_lost_is_said_and_a_commit_without_files_is_empty(root: Path) -> None:
    lost = "1" * 40
    content = runner.run(root, "mktree", "--missing", given=f"100644 blob {lost}\ta.md\n".encode()).decode().strip()
    with pytest.raises(runner.GitError, match=f"{lost} ontbreekt"):
        read_commit(root, made(root, f"040000 tree {content}\tcontent"))
    assert read_commit(root, made(root)) == (tree.Tree({}), [])
