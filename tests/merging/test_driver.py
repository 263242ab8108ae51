"""Git itself merges by meaning once `toolbox setup-git` was run in the clone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from pastrepo import Past
from warm import toolbox

FORM = "forms/1.2-kennismaking/datapackage.yaml"
BEFORE = "        - name: geboren\n"
LIMIT = 60  # seconds


def question(name: str, title: str) -> str:
    return f"        - name: {name}\n          title: {title}\n          type: string\n          section: jezelf\n"


def merged(past: Past, branch: str) -> subprocess.CompletedProcess[str]:
    person = {
        f"GIT_{who}_{key}": "beheer@toolbox.example" for who in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    return subprocess.run(
        ["git", "merge", "--no-edit", branch],
        cwd=past.root,
        env=os.environ | person,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT,
    )


def test_two_questions_in_one_place_and_a_clash_without_marks(tmp_path: Path) -> None:
    past = Past(tmp_path / "box")
    past.commit("base")
    for branch, name, title in (("one", "zorg", "Wat is je naam?"), ("two", "adres", "Hoe heet je?")):
        past.git("checkout", "-q", "-B", branch, "main")
        past.replace(FORM, BEFORE, question(name, "Nog iets?") + BEFORE)
        past.replace(FORM, "title: Hoe heet je?", f"title: {title}")
        past.commit(branch)
    past.git("checkout", "-q", "-B", "three", "main")
    past.replace(FORM, "title: Hoe heet je?", "title: Wie ben jij?")
    past.commit("three")
    assert toolbox(past.root, "setup-git").returncode == 0
    assert toolbox(past.root, "setup-git").returncode == 0
    past.git("checkout", "-q", "two")
    done = merged(past, "one")
    assert done.returncode == 0, done.stdout + done.stderr
    text = (past.root / FORM).read_text("utf-8")
    assert text.index("name: adres") < text.index("name: zorg") < text.index("name: geboren")
    assert "title: Wat is je naam?" in text
    done = merged(past, "three")
    assert done.returncode == 1
    assert f"{FORM}: vraag of kolom ‘naam’, titel" in done.stderr
    assert (past.root / FORM).read_text("utf-8") == text
    assert past.git("diff", "--name-only", "--diff-filter=U") == FORM
