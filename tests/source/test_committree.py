"""What no checkout can hold, but a commit can."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.core.findings import Finding
from toolbox.history import runner
from toolbox.source import tree
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
