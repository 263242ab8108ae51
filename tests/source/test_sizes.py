"""What all of a toolbox together may hold, so that no lawful proposal takes the machine for hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from boxes import BASE, ROOT, source_of
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.source import sizes, tree
from toolbox.source.kept import Kept
from toolbox.source.load import Loaded
from toolbox.source.rules import check
from toolbox.source.sizes import check_sizes, places
from toolbox.source.tree import read_tree

pytestmark = pytest.mark.promise("limits")

(FORM,) = source_of(BASE).toolbox.formats
TODAY = source_of(ROOT).toolbox


def box(*formats: Format) -> Toolbox:
    return Toolbox((), formats, (), ())


def several(count: int) -> tuple[Format, ...]:
    return tuple(map(other, range(count)))


def other(number: int) -> Format:
    path = f"forms/{number}/datapackage.yaml"
    place = {key: replace(value, path=path) for key, value in FORM.place.items()}
    return replace(FORM, number=f"1.{number}", name=f"proef-{number}", path=path, place=place)


def test_a_choice_counts_for_each_of_its_options() -> None:
    # naam, geboren, gezondheid, handtekening, akkoord; stage and dagen with two options; three tasks with two options;
    # three empty rows of two columns.
    assert places(FORM) == 5 + 2 + 2 + 3 * 2 + 3 * 2


def test_there_is_room_for_twenty_times_as_much_as_there_is() -> None:
    assert list(check_sizes(TODAY)) == []
    assert max(map(places, TODAY.formats)) * 10 < sizes.MAX_PLACES
    assert sum(map(places, TODAY.formats)) * 20 < sizes.MAX_ALL_PLACES
    assert len(TODAY.formats) * 20 < sizes.MAX_FORMATS
    assert sum(map(len, read_tree(ROOT)[0].files.values())) * 20 < tree.MAX_TEXT_BYTES


def test_too_many_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MAX_FORMATS", 3)
    assert list(check_sizes(box(*several(3)))) == []
    found = list(check_sizes(box(*several(9))))
    assert [(finding.code, finding.path) for finding in found] == [("too-many-formats", "forms/3/datapackage.yaml")]
    assert found[0].message == (
        "met dit format erbij zijn het er te veel: hoogstens 3 formats, met samen 40000 plekken om in te vullen. "
        "Haal weg wat niet nodig is."
    )


def test_too_many_places_in_all_formats_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizes, "MAX_ALL_PLACES", 2 * places(FORM))
    assert list(check_sizes(box(*several(2)))) == []
    found = list(check_sizes(box(*several(9))))
    assert [(finding.code, finding.path) for finding in found] == [("too-many-formats", "forms/2/datapackage.yaml")]


def test_what_is_too_large_is_not_handed_to_frictionless(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []

    def problems(form: Format) -> Iterator[tuple[str, str]]:
        handed.append(form.path)
        return iter(())

    monkeypatch.setattr("toolbox.forms.datapackage.problems", problems)
    monkeypatch.setattr("toolbox.source.rules.is_certain", lambda _: False)
    loaded = Loaded(box(*several(4)), (), frozenset())
    monkeypatch.setattr(sizes, "MAX_PLACES", places(FORM))
    check(loaded, Kept())
    assert len(handed) == 4
    monkeypatch.setattr(sizes, "MAX_PLACES", places(FORM) - 1)
    check(loaded, Kept())
    monkeypatch.setattr(sizes, "MAX_PLACES", places(FORM))
    monkeypatch.setattr(sizes, "MAX_FORMATS", 3)
    check(loaded, Kept())
    assert len(handed) == 4


def test_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_TEXT_BYTES", 2_500)
    (tmp_path / "content").mkdir()
    for name in "abc":
        (tmp_path / "content" / f"{name}.md").write_bytes(b"a" * 1_000)
    read, found = read_tree(tmp_path)
    assert list(read.files) == ["content/a.md", "content/b.md"]
    assert list(map(str, found)) == [
        "content/c.md: de teksten en formats zijn samen groter dan 2 kB. Haal weg wat niet nodig is."
    ]
