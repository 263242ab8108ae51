"""What comes of a proposal where it is taken in now: put together by Git, as a forge does it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from gitsettings import NAMES, program, set_all
from pastrepo import Past
from toolbox.history import merging
from toolbox.history.merging import Joined, join
from toolbox.history.revisions import TwoVersions, read_proposal
from toolbox.history.runner import Answer, TooMuch
from toolbox.source.committree import read_commit

STEP = "content/stappen/1-kennismaken.md"
FORM = "forms/1.2-kennismaking/datapackage.yaml"


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """'voorstel' changes a step; what 'main' does after that is for each test to say."""
    made = Past(tmp_path / "past")
    made.write(".gitignore", "/.venv/\n/.build/\n")
    made.commit("Begin")
    made.git("checkout", "-q", "-b", "voorstel")
    made.replace(STEP, "Neem de tijd", "Neem rustig de tijd")
    made.commit("Rustig")
    made.git("checkout", "-q", "main")
    return made


def meanwhile(past: Past, path: str, old: str, new: str) -> None:
    past.replace(path, old, new)
    past.commit("Intussen")


def test_what_both_did_is_in_it(past: Past) -> None:
    meanwhile(past, FORM, "Hoe heet je?", "Wat is je naam?")
    now, head = past.git("rev-parse", "main"), past.git("rev-parse", "voorstel")
    asked = read_proposal(past.root, "main...voorstel")
    assert asked.joined
    assert asked == TwoVersions(now, head, Joined(asked.joined.tree))
    tree, findings = read_commit(past.root, asked.joined.tree)
    assert findings == []
    assert b"Neem rustig de tijd" in tree.files[STEP]
    assert b"Wat is je naam?" in tree.files[FORM]
    # Nothing was checked out, and no branch has it.
    assert past.git("status", "--porcelain") == ""
    assert past.git("for-each-ref", "--format=%(objectname)").split() == [now, head]


def test_where_nothing_else_happened_there_is_nothing_to_join(past: Past) -> None:
    base, head = past.git("rev-parse", "main"), past.git("rev-parse", "voorstel")
    assert (
        read_proposal(past.root, "main...voorstel")
        == read_proposal(past.root, "main..voorstel")
        == TwoVersions(base, head)
    )


def test_what_cannot_be_joined_is_compared_by_itself_and_named(past: Past) -> None:
    base, head = past.git("rev-parse", "main"), past.git("rev-parse", "voorstel")
    meanwhile(past, STEP, "Neem de tijd", "Neem kort de tijd")
    assert read_proposal(past.root, "main...voorstel") == TwoVersions(base, head, Joined("", (STEP,)))


@pytest.mark.parametrize("error", [None, TooMuch("git ls-tree")])
def test_what_git_cannot_try_is_compared_by_itself(
    past: Past, monkeypatch: pytest.MonkeyPatch, error: TooMuch | None
) -> None:
    """An old git does not know the option; a tree can be made to unfold without end."""
    base, head = past.git("rev-parse", "main"), past.git("rev-parse", "voorstel")
    past.commit("Verder")

    def answer(*given: object, **more: object) -> bytes:
        if error:
            raise error
        return b""

    monkeypatch.setattr(merging, "limited", answer)
    monkeypatch.setattr(merging, "call", lambda *given: Answer(129, b"", "usage: git merge-tree <base> <one> <other>"))
    assert join(past.root, "main", "voorstel") == Joined("")
    assert read_proposal(past.root, "main...voorstel") == TwoVersions(base, head, Joined(""))


@pytest.mark.promise("commits")
@pytest.mark.parametrize("name", NAMES)
def test_no_driver_that_a_checkout_names_puts_them_together(past: Past, tmp_path: Path, name: str) -> None:
    command, mark = program(tmp_path)
    past.write(".gitattributes", f"* filter={name} diff={name} merge={name}\n")
    past.commit("Kenmerken")
    meanwhile(past, STEP, "Neem de tijd", "Neem kort de tijd")
    set_all(past.root, command)
    assert join(past.root, "main", "voorstel") == Joined("", (STEP,))
    assert not mark.exists(), mark.read_text("utf-8")
    # The trap is real: git itself falls into it.
    subprocess.run(["git", "merge-tree", "--write-tree", "main", "voorstel"], cwd=past.root, capture_output=True)
    assert mark.exists()


# --- the example that a forge builds ---


@pytest.fixture
def preview(past: Past) -> Callable[[], subprocess.CompletedProcess[str]]:
    """scripts/preview.sh in the checkout; in place of the whole toolbox stands a program that says what is there."""
    (past.root / "scripts").mkdir()
    (past.root / "scripts" / "preview.sh").write_bytes((ROOT / "scripts" / "preview.sh").read_bytes())
    built = past.root / ".venv" / "bin" / "toolbox"
    built.parent.mkdir(parents=True)
    built.write_text(f'#!/bin/sh\necho "$@"\ngrep -h "de tijd" {STEP}\ngrep -h "naam?" {FORM}\n', "utf-8")
    built.chmod(0o755)

    def run() -> subprocess.CompletedProcess[str]:
        command = ["bash", "scripts/preview.sh", past.git("rev-parse", "main"), past.git("rev-parse", "voorstel")]
        return subprocess.run(command, cwd=past.root, capture_output=True, text=True, check=False)

    return run


def test_the_example_is_the_proposal_with_what_is_current(
    past: Past, preview: Callable[[], subprocess.CompletedProcess[str]]
) -> None:
    meanwhile(past, FORM, "Hoe heet je?", "Wat is je naam?")
    done = preview()
    assert done.returncode == 0, done.stderr
    what, step, question = done.stdout.splitlines()
    assert what == "build"
    assert step.startswith("Neem rustig de tijd")
    assert question.endswith("Wat is je naam?")


def test_of_what_does_not_fit_there_is_no_example_and_that_is_said(
    past: Past, preview: Callable[[], subprocess.CompletedProcess[str]]
) -> None:
    meanwhile(past, STEP, "Neem de tijd", "Neem kort de tijd")
    done = preview()
    assert done.returncode == 1
    assert done.stdout == (
        "Van dit voorstel is er geen voorbeeld: het past niet meer bij wat er nu is. Op dezelfde plek is intussen iets "
        f"anders veranderd, in:\n{STEP}\n"
    )
    assert past.git("diff", "--name-only", "HEAD", "--", "content", "forms") == ""
