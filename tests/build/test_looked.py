"""What came past the wall is not looked at again, and nothing that did not gets by for that."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from toolbox.build.looked import LOOKED, read_looked, wall_key, write_looked
from toolbox.core.places import RECORD, SITE
from toolbox.wall.site import OutputRefused, check_site
from toolbox.wall.standing import StandingSite

pytestmark = pytest.mark.promise("wall")

TOLD = (frozenset({"a.json", "b.json"}), "https://toolbox.example/", "default-src 'self'", ("/home/iemand",))
FILES = {"a.json": "0" * 64}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A checkout of which the site stands."""
    for folder in (SITE, Path(LOOKED).parent):
        (tmp_path / folder).mkdir()
    (tmp_path / SITE / RECORD).write_text(json.dumps({"files": FILES}), "utf-8")
    write_looked(tmp_path, wall_key(*TOLD))
    return tmp_path


def test_a_site_is_known_to_the_wall_that_let_it_through(root: Path) -> None:
    assert read_looked(root, wall_key(*TOLD)) == FILES


@pytest.mark.parametrize(
    "key",
    [
        wall_key(TOLD[0] | {"c.json"}, *TOLD[1:]),
        wall_key(TOLD[0], "https://elders.example/", *TOLD[2:]),
        wall_key(*TOLD[:2], "default-src 'none'", TOLD[3]),
        wall_key(*TOLD[:3], (*TOLD[3], "/home/anders")),
    ],
)
def test_a_wall_that_is_told_something_else_looks_at_all(root: Path, key: str) -> None:
    assert read_looked(root, key) == {}


@pytest.mark.parametrize("name", [f"{SITE}/{RECORD}", LOOKED])
@pytest.mark.parametrize("text", [None, "", "{}", '{"files": {"a.json": "1"}}'])
def test_what_is_not_what_the_build_left_is_not_believed(root: Path, name: str, text: str | None) -> None:
    (root / name).unlink()
    if text is not None:
        (root / name).write_text(text, "ascii")
    assert read_looked(root, wall_key(*TOLD)) == {}


def test_only_what_is_the_same_at_the_same_place_is_passed_over(tmp_path: Path) -> None:
    """`{` is no JSON: the wall says so of whatever it looks at."""
    known = hashlib.sha256(b"{").hexdigest()
    for name, data in (("a.json", b"{"), ("b.json", b"{"), ("c.json", b"{ ")):
        (tmp_path / name).write_bytes(data)
    wanted = frozenset({"a.json", "b.json", "c.json"})
    with pytest.raises(OutputRefused) as refused:
        check_site(tmp_path, wanted, *TOLD[1:], StandingSite(files={"a.json": known, "c.json": known}))
    assert [name for name, _ in refused.value.problems] == ["b.json", "c.json"]
    with pytest.raises(OutputRefused) as unasked:
        check_site(tmp_path, frozenset(), *TOLD[1:], StandingSite(files={"a.json": known}))
    assert [name for name, _ in unasked.value.problems] == sorted(wanted)


def packed(members: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


# `{` is no JSON, and a script in a zip is not ours.
WRONG = {"b.json": b"{", "assets/c.js": b"alert(1)"}


@pytest.mark.parametrize(
    ("at", "is_recorded", "passed"),
    [("a.zip", True, ["b.json"]), ("other.zip", True, []), ("a.zip", False, [])],
)
def test_of_a_zip_only_what_its_forerunner_held_is_passed_over(
    tmp_path: Path, at: str, is_recorded: bool, passed: list[str]
) -> None:
    """One member stood in the zip of that name, which is on record; but a script is looked at each time."""
    before, wanted = packed(WRONG), frozenset({"a.zip", "assets/c.js"})
    for folder, name, data in (("old", at, before), ("new", "a.zip", packed({**WRONG, "d.json": b"{"}))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_bytes(data)
    standing = StandingSite(tmp_path / "old", {at: hashlib.sha256(before if is_recorded else b"").hexdigest()})
    with pytest.raises(OutputRefused) as refused:
        check_site(tmp_path / "new", wanted, *TOLD[1:], standing)
    told = {what.partition(":")[0] for _, what in refused.value.problems}
    assert told == {*WRONG, "d.json"} - {*passed}
