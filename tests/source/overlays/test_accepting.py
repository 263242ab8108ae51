"""What is recorded of an override that was not in step is in step afterwards, and the rest of the file stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from boxes import CASES
from remedies.changes import lay_out
from toolbox.source.check import Checked, read_source
from toolbox.source.overlays.accepting import Verdict, accepted, difference_at
from toolbox.source.overlays.model import Difference, Standing

EDITION = "content/regio/voorbeeld/edition.yaml"
QUESTION = "Hoe heet je?"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(tmp_path / "box", CASES / "valid" / "editie-met-alles")
    return tmp_path / "box"


def moved(root: Path, old: str = QUESTION, new: str = "Wat is je naam dan?") -> Checked:
    """The base moves on."""
    path = root / "forms/1.2-kennismaking/datapackage.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return read_source(root)


def only_behind(source: Checked) -> Difference:
    (one,) = source.overlaid[0].behind
    return one


def record(root: Path, one: Difference, verdict: Verdict) -> str:
    path = root / EDITION
    path.write_text(accepted(path.read_text("utf-8"), one, verdict), "utf-8")
    return path.read_text("utf-8")


@pytest.mark.parametrize("verdict", [Verdict.KEPT, Verdict.MERGED])
def test_after_it_is_accepted_it_is_in_step_and_says_how(root: Path, verdict: Verdict) -> None:
    before = (root / EDITION).read_text("utf-8")
    one = only_behind(moved(root))
    text = record(root, one, verdict)
    assert read_source(root).findings == ()
    assert f"- van: {one.override.base}\n        naar: {one.now}\n        als: {verdict}" in text
    # Only lines of that override are new.
    kept = set(before.split("\n"))
    assert len([line for line in text.split("\n") if line not in kept]) <= 5
    # A second time there is nothing to say.
    place = one.override.place
    again = difference_at(read_source(root).overlaid, f"{place.path}:{place.line}")
    assert again is not None
    assert accepted(text, again, verdict) == text


def test_a_second_verdict_follows_on_the_first(root: Path) -> None:
    record(root, only_behind(moved(root)), Verdict.KEPT)
    text = record(root, only_behind(moved(root, "Wat is je naam dan?", "Je naam, graag")), Verdict.MERGED)
    assert read_source(root).findings == ()
    assert text.count("uitkomsten:") == 1
    assert text.count("- van:") == 2


def test_what_is_adopted_goes(root: Path) -> None:
    one = only_behind(moved(root))
    text = record(root, one, Verdict.ADOPTED)
    assert "titel: Wat is je naam?" not in text
    assert read_source(root).findings == ()
    # The last of a list takes its key along.
    hidden = next(one for one in read_source(root).overlaid[0].differences if one.override.target.aim == "hulpmiddel")
    path = root / EDITION
    gone = Difference(hidden.override, Standing.GONE, "", hidden.words)
    assert "verborgen:" not in accepted(path.read_text("utf-8"), gone, Verdict.ADOPTED)


def test_each_override_is_found_by_the_place_that_is_told(root: Path) -> None:
    source = read_source(root)
    for one in source.overlaid[0].differences:
        place = one.override.place
        assert difference_at(source.overlaid, f"{place.path}:{place.line}") is one
        assert difference_at(source.overlaid, f"{place.path}:{place.line}:{place.column}") is one
    assert difference_at(source.overlaid, f"{EDITION}:1") is None
