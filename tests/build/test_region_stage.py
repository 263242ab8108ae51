"""A region that changes nothing is given the base's own bytes: nothing is made for it but what says whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from boxes import BASE, source_of
from conftest import ROOT
from toolbox.build.book import book_of
from toolbox.build.concerned import SiteKeys
from toolbox.build.given import Given
from toolbox.build.office import office_jobs
from toolbox.build.packs import data_files
from toolbox.build.paper import format_papers
from toolbox.core.badge import Badge
from toolbox.core.settings import Settings
from toolbox.history.history import FileChange, History
from toolbox.source.overlays.laying import lay
from toolbox.source.overlays.model import Overlay
from toolbox.source.tree import Tree, read_tree

BOX = source_of(BASE).toolbox
COMMON = Given(Path(), read_tree(BASE)[0], BOX, History(), Settings("https://toolbox.example/", "", ""))
EMPTY = lay(BOX, Overlay("content/regio/eigen", Badge("regio/eigen/", "Eigen", contact="a@eigen.example")))[0]
OWN = COMMON.of(EMPTY)


def test_no_paper_word_file_workbook_or_data_is_made_for_it() -> None:
    assert [*format_papers(OWN), *office_jobs(OWN)] == []
    assert dict(data_files(OWN.forms)) == {}
    assert [OWN.stamp(form) for form in BOX.formats] == [COMMON.stamp(form) for form in BOX.formats]


def test_of_its_book_only_what_says_whose_it_is_differs() -> None:
    theirs, mine = ({job.names: job.keys for job in book_of(given, {}).first_jobs()} for given in (COMMON, OWN))
    own = {name for names in theirs if mine[names] != theirs[names] for name in names}
    # What the file says of itself, and its cover.
    assert own == {"boek/kaft.pdf", "boek/omslag.pdf", "boek/omslag.json"}
    assert len(theirs) > 5


def site_key(
    files: Mapping[str, bytes] = MappingProxyType({}), changes: tuple[FileChange, ...] = (), edited: str = ""
) -> str:
    """What the site of `EMPTY` is called in a store when these are the sources, and Git knows this."""
    history = History(changes, edited=frozenset(filter(None, [edited])))
    given = replace(COMMON, root=ROOT, tree=Tree({**COMMON.tree.files, **files}), history=history)
    return SiteKeys(given).of_region(EMPTY)


@pytest.mark.parametrize(
    ("path", "is_made_again"),
    [
        ("content/regio/eigen/edition.yaml", True),
        ("content/stappen/9-nieuw.md", True),
        ("forms/nieuw/datapackage.yaml", True),
        ("content/regio/ander/edition.yaml", False),
        ("content/regio/eigen-ander/edition.yaml", False),
    ],
)
def test_the_site_of_a_region_is_made_again_for_its_own_sources_and_the_common_ones(
    path: str, is_made_again: bool
) -> None:
    before, change = site_key(), FileChange("c0ffee", "2026-11-01", "", "M", path)
    assert (site_key({path: b"x"}) != before) == is_made_again
    assert (site_key(edited=path) != before) == is_made_again
    assert (site_key(changes=(change,)) != before) == is_made_again
