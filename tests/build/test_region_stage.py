"""A region that changes nothing is given the base's own bytes: nothing is made for it but what says whose it is."""

from __future__ import annotations

from pathlib import Path

from boxes import BASE, source_of
from toolbox.build.book import the_book
from toolbox.build.given import Given
from toolbox.build.office import office_jobs
from toolbox.build.packs import data_files
from toolbox.build.paper import format_papers
from toolbox.core.badge import Badge
from toolbox.core.settings import Settings
from toolbox.history.history import History
from toolbox.source.overlays.laying import lay
from toolbox.source.overlays.model import Overlay
from toolbox.source.tree import read_tree

BOX = source_of(BASE).toolbox
COMMON = Given(Path(), read_tree(BASE)[0], BOX, History(), Settings("https://toolbox.example/", "", ""))
EMPTY = lay(BOX, Overlay("content/regio/eigen", Badge("regio/eigen/", "Eigen", contact="a@eigen.example")))[0]
OWN = COMMON.of(EMPTY)


def test_no_paper_word_file_workbook_or_data_is_made_for_it() -> None:
    assert [*format_papers(OWN), *office_jobs(OWN)] == []
    assert dict(data_files(OWN.forms)) == {}
    assert [OWN.stamp(form) for form in BOX.formats] == [COMMON.stamp(form) for form in BOX.formats]


def test_of_its_book_only_what_says_whose_it_is_differs() -> None:
    books = []
    for given in (COMMON, OWN):
        stamps = {form.number: given.stamp(form) for form in given.toolbox.formats}
        books.append(the_book(given.toolbox, stamps, given.whole_stamp(), {}, given.settings.url))
    theirs, mine = ({job.names: job.keys for job in book.first_jobs()} for book in books)
    own = {name for names in theirs if mine[names] != theirs[names] for name in names}
    # What the file says of itself, and its cover.
    assert own == {"boek/kaft.pdf", "boek/omslag.pdf", "boek/omslag.json"}
    assert len(theirs) > 5
