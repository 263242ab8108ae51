"""However long the history and however many the regions: pages that open, and nothing that is left out unsaid."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from toolbox.core.settings import Settings
from toolbox.history.history import FileChange, History, Proposed
from toolbox.news.credits import Contributors, Region, regions
from toolbox.news.news import NewsItem
from toolbox.site import archive
from toolbox.site.archive import FRESH, MOST, region_shelves, years
from toolbox.site.offers import Rendered
from toolbox.site.views import render_across, render_shared, site_facts
from toolbox.source.load import load
from toolbox.source.tree import read_tree

from boxes import BASE  # isort: skip

TOOLBOX = load(read_tree(BASE)[0]).toolbox
SETTINGS = Settings("https://toolbox.example/", "", "")
REGIONS = 500
PAGES = [page.path for page in TOOLBOX.pages]


def item(day: str) -> NewsItem:
    return NewsItem(day, "Inleiding", "inleiding/", "pagina gewijzigd", "")


def long_history(commits: int) -> History:
    """Of a commit a day, each to a page by a region by turns; newest first."""
    last = date(2026, 11, 28)
    return History(
        tuple(
            FileChange(
                f"{number:040x}",
                (last - timedelta(number)).isoformat(),
                f"Regio {number % REGIONS}",
                "M",
                PAGES[number % len(PAGES)],
                f"Mens {number % 900}",
            )
            for number in range(commits)
        ),
        proposed=(Proposed("f" * 40, "2026-11-28", "Een voorstel", "Regio 7"),),
    )


def test_a_young_toolbox_has_no_archive() -> None:
    assert years([item("2026-11-01")] * FRESH) == ()
    assert region_shelves(archive_regions(long_history(archive.TOGETHER - 1))) == ()


def archive_regions(history: History) -> tuple[Region, ...]:
    return regions(TOOLBOX, history, {}, ())


def test_a_year_is_whole_once_some_of_it_is_no_longer_on_the_first_page() -> None:
    items = [item("2026-05-01")] * (FRESH - 1) + [item("2025-12-31"), item("2025-02-01"), item("2023-01-01")]
    assert [(shelf.url, shelf.name, len(shelf.items), shelf.count) for shelf in years(items)] == [
        ("nieuw/2025/", "2025", 2, 2),
        ("nieuw/2023/", "2023", 1, 1),
    ]


def test_a_page_of_the_archive_says_what_it_leaves_out() -> None:
    (shelf,) = years([item("2026-05-01")] * (MOST + 1))
    assert (len(shelf.items), shelf.count) == (MOST, MOST + 1)


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        (("Twente", "Zuid-Limburg & Co", "Fryslân"), ("twente", "zuid-limburg-co", "fryslan")),
        (("A b", "A-b", "a  B"), ("a-b", "a-b-2", "a-b-3")),
        (("Тверь", "東京", "../x"), ("regio", "regio-2", "x")),
        (("a", "A", "a-2"), ("a", "a-2", "a-2-2")),
    ],
)
def test_each_region_has_an_address_of_its_own(names: tuple[str, ...], addresses: tuple[str, ...]) -> None:
    many = tuple(item("2026-05-01") for _ in range(archive.TOGETHER))
    found = region_shelves([Region(name, many, ()) for name in names])
    assert tuple(one.shelf.url for one in found) == tuple(f"bijdragen/{name}/" for name in addresses)


def test_every_page_of_a_long_history_is_one_that_a_phone_opens() -> None:
    """20,000 commits by 500 regions: each page is bounded, and from each a reader gets to all of it."""
    history = long_history(20_000)
    facts = site_facts(TOOLBOX, history, SETTINGS, rendered())
    made = {path: data.decode() for path, data in (*render_shared(facts), *render_across(facts))}
    assert {path: len(text) for path, text in made.items() if len(text) > 200_000 and path.endswith(".md")} == {}
    news, by_region = made["nieuw/index.md"], made["bijdragen/index.md"]
    assert news.count("<time ") == FRESH
    assert re.findall(r'href="(\d{4})/"', news) == [str(year) for year in range(2026, 1971, -1)]
    assert all(f"nieuw/{year}/index.md" in made for year in range(2026, 1971, -1))
    assert len(re.findall(r'<a href="regio-\d+/">', by_region)) == REGIONS
    assert "40 wijzigingen in de toolbox, 1 voorstel nog open" in by_region
    one = made["bijdragen/regio-7/index.md"]
    assert one.count("<time ") == 41
    assert "Een voorstel" in one


def rendered() -> Rendered:
    from toolbox.core import addresses
    from toolbox.forms.packs import step_packs

    (form,) = TOOLBOX.formats
    files = [addresses.print_file(form), addresses.fillable_file(form), addresses.word_file(form)]
    files += [addresses.workbook_file(form), addresses.data_file(form), addresses.book_file(TOOLBOX.method.mark)]
    files.append(addresses.register_file(TOOLBOX.method.mark))
    for pack in step_packs(TOOLBOX, form.step):
        files += [addresses.pack_file(pack.step, suffix, pack.slug) for suffix in (".pdf", ".zip")]
    return Rendered(dict.fromkeys(files, 1_000), dict.fromkeys(files, 1), {addresses.preview_file(form): (1, 1)})


def test_of_very_many_names_the_last_are_a_number() -> None:
    some = tuple(f"Regio {number}" for number in range(50))
    assert Contributors(some, tuple("abcdefghij")).names == (*some, *"abcdefghij")
    assert Contributors(some, tuple("abcdefghijk")).names == (*some, *"abcdefghijk")
    assert Contributors(some, tuple("abcdefghijkl")).names[-2:] == ("j", "en 2 anderen")
