"""The HTML of pages, against golden files: what a change of templates does is seen in the difference.

The golden files are read by people when they change. To write them anew after looking:
    GOLDEN=write .venv/bin/pytest tests/site/test_views.py
"""

from __future__ import annotations

import os

import pytest

from boxes import BASE, TESTS, source_of
from toolbox.core import addresses
from toolbox.core.settings import Settings
from toolbox.history.history import FileChange, History, Proposed
from toolbox.news.chronicle import Story, Told
from toolbox.news.earlier import Earlier
from toolbox.news.editions import Edition
from toolbox.site.offers import Rendered
from toolbox.site.views import render_across, render_shared, site_facts

pytestmark = pytest.mark.promise("no-templates")

GOLDEN = TESTS / "golden" / "site"
BOX = source_of(BASE).toolbox
HISTORY = History(
    (
        FileChange("b" * 40, "2026-11-20", "Regio Voorbeeld", "M", "forms/1.2-kennismaking/datapackage.yaml"),
        FileChange("a" * 40, "2026-10-03", "", "A", "content/inleiding.md"),
        FileChange("a" * 40, "2026-10-03", "", "A", "content/stappen/1-kennismaken.md"),
    ),
    head="b" * 40,
    proposed=(
        Proposed("c" * 40, "2026-11-22", "Een <betere> vraag", "Regio Voorbeeld"),
        Proposed("d" * 40, "2026-11-21", "Een kortere tekst", ""),
    ),
)
PAST = Earlier(
    {
        "b" * 40: Story(
            (
                Told(
                    "forms/1.2-kennismaking",
                    "format",
                    "gewijzigd",
                    "1.2 Kennismaking",
                    ("Vraag ‘Naam’: De uitleg is anders.",),
                    '<p class="subject">Vraag ‘Naam’</p>\n<p>De uitleg is anders. <del>Oud</del><ins>Nieuw</ins></p>',
                ),
            )
        )
    },
    {"1.2": (Edition("2026.10", "2026-10-05", "0.9.0", "bestanden/eerder/2026.10/1.2-kennismaking.pdf", 51_000, 2),)},
)
SETTINGS = Settings("https://toolbox.example/", "https://forge.example/edit/{path}", "https://forge.example/new")
BOOK = addresses.book_file(BOX.method.mark)


def staged() -> dict[str, str]:
    form = BOX.formats[0]
    files = {
        addresses.print_file(form): 52_400,
        addresses.fillable_file(form): 71_000,
        addresses.word_file(form): 38_000,
        addresses.workbook_file(form): 9_400,
        addresses.data_file(form): 1_400,
        addresses.pack_file(1, ".pdf"): 60_000,
        addresses.pack_file(1, ".zip"): 50_000,
        BOOK: 1_234_000,
        addresses.register_file(BOX.method.mark): 12_300,
    }
    pages = {addresses.print_file(form): 2, addresses.pack_file(1, ".pdf"): 2, BOOK: 12}
    rendered = Rendered(files, pages, {addresses.preview_file(form): (420, 594)})
    facts = site_facts(BOX, HISTORY, SETTINGS, rendered, PAST)
    return {path: data.decode() for path, data in (*render_shared(facts), *render_across(facts))}


STAGED = staged()


def golden_name(path: str) -> str:
    name = path.replace("/", "_")
    return f"{name.removesuffix('.md')}.html" if name.endswith(".md") else name


@pytest.mark.parametrize("path", sorted(STAGED))
def test_page_is_as_last_looked_at(path: str) -> None:
    file = GOLDEN / golden_name(path)
    if os.environ.get("GOLDEN") == "write":
        file.parent.mkdir(exist_ok=True)
        file.write_text(STAGED[path], "utf-8")
    assert STAGED[path] == file.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {golden_name(path) for path in STAGED}


def test_pages_hold_what_their_source_says() -> None:
    """By hand, beside the golden files: the facts that a page must show."""
    page = STAGED["bijlagen/1.2/index.md"]
    for words in (
        'href="https://forge.example/edit/forms/1.2-kennismaking/datapackage.yaml"',
        'href="../../bestanden/1.2-kennismaking.pdf"',
        "pdf, 52 kB",
        "2 bladzijden",
        'Gewijzigd op <time datetime="2026-11-20">20 november 2026</time>',
        "Waar moeten we rekening mee houden?",
        "De student kiest zelf of dit wordt ingevuld.",
        'href="invullen/"',
        'href="../../bestanden/1.2-kennismaking-invulbaar.pdf"',
        'href="../../bestanden/1.2-kennismaking.docx" download',
        'href="../../bestanden/1.2-kennismaking.xlsx" download',
        "xlsx, 9 kB",
        'href="../../gegevens/#format-1.2"',
        'href="../../wie-vult-wat-in/#rol-mentor">mentor of SLB’er</a>',
    ):
        assert words in page, words
    news = STAGED["nieuw/index.md"]
    assert "met dank aan Regio Voorbeeld" in news
    assert "<li>Vraag ‘Naam’: De uitleg is anders.</li>" in news
    assert 'href="feed.xml"' in news
    assert 'href="../../bestanden/eerder/2026.10/1.2-kennismaking.pdf">1.2 uit uitgave 2026.10</a>' in page
    assert "<dt>Bijgedragen door</dt><dd>Regio Voorbeeld</dd>" in page
    assert "<del>Oud</del><ins>Nieuw</ins>" in page
    regions = STAGED["bijdragen/index.md"]
    assert regions.index("Regio Voorbeeld</h2>") < regions.index("Een &lt;betere&gt; vraag")
    assert regions.index("Voorstellen zonder regio</h2>") < regions.index("Een kortere tekst")
    roles = STAGED["wie-vult-wat-in/index.md"]
    assert "De toolbox heeft nog geen format dat een ouder invult." in roles
    assert "De toolbox heeft nog geen format dat een student invult." not in roles
    fill = STAGED["bijlagen/1.2/invullen/index.md"]
    assert fill.startswith('---\ntitle: "Invullen: 1.2 Kennismaking"\n')
    assert '\nform: "form"\n---\n' in fill


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        ("", "stappen/3/", "stappen/3/"),
        ("stappen/3/", "", "../../"),
        ("stappen/3/", "stappen/3/", "./"),
        ("stappen/3/", "bijlagen/3.1/#noten", "../../bijlagen/3.1/#noten"),
        ("bijlagen/3.1/", "bestanden/x.pdf", "../../bestanden/x.pdf"),
        ("", "", "./"),
    ],
)
def test_links_are_relative(source: str, target: str, link: str) -> None:
    assert addresses.relative(source, target) == link
