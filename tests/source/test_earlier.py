"""What a format was before, from a real history."""

from __future__ import annotations

from pathlib import Path

from pastrepo import Past
from toolbox.source.earlier import earlier_formats

FORM = "forms/1.2-kennismaking/datapackage.yaml"


def test_each_version_in_each_way_that_it_was(tmp_path: Path) -> None:
    past = Past(tmp_path / "box")
    first = (past.root / FORM).read_text("utf-8")
    past.commit("first")
    past.write(FORM, first.replace("title: Hoe heet je?", "title: Hoe heet jij?"))
    past.commit("a word put right")
    past.write(FORM, first.replace("version: 1.0.0", "version: 1.1.0"))
    past.commit("a new version")
    past.write(FORM, "name: [kapot")
    past.commit("broken")
    found = earlier_formats(past.root, "kennismaking")
    titles = {version: [form.questions[0].title for form in forms] for version, forms in found.items()}
    assert titles == {"1.1.0": ["Hoe heet je?"], "1.0.0": ["Hoe heet jij?", "Hoe heet je?"]}
    assert earlier_formats(past.root, "bestaat-niet") == {}
    past.write(".git/HEAD", "ref: refs/heads/weg\n")
    assert earlier_formats(past.root, "kennismaking") == {}


def test_without_a_history_or_with_a_strange_name_nothing_is_known(tmp_path: Path) -> None:
    assert earlier_formats(tmp_path, "kennismaking") == {}
    past = Past(tmp_path / "box")
    past.commit("first")
    for name in ("", "../kennismaking", "*", "kennis:making", "--all"):
        assert earlier_formats(past.root, name) == {}
