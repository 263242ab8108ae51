"""The filled-in example on the site: each part says what it is, and it turns up in no search for something else."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from lxml.etree import _Element as Element

from boxes import ROOT, source_of

BOX = source_of(ROOT).toolbox
PAGE, SHOWN, NOT_SHOWN = "voorbeeld/", ("student", "mentor"), ("ouder", "bedrijf", "gemeente", "projectleider")


def _of_class(element: Element, name: str) -> list[Element]:
    return [one for one in element.iter() if name in str(one.get("class") or "").split()]


def test_each_part_says_that_it_is_an_example(site: Path) -> None:
    page = html.fromstring((site / PAGE / "index.html").read_bytes())
    parts = _of_class(page, "tb-example")
    forms = [form for written in BOX.example.forms if (form := BOX.format(written.format))]
    assert len(parts) == sum(len(form.sections) for form in forms)
    assert all(_of_class(part, "tb-example__mark") for part in parts)
    text = "".join(map(str, page.itertext()))
    assert text.count(BOX.example.note) == 1
    for written in BOX.example.forms:
        answers = {one.name: one.text for one in written.answers}
        form = BOX.format(written.format)
        assert form
        free = [item for item in form.questions if item.name in answers and not item.choices and item.type == "string"]
        assert all(answers[item.name] in text for item in free)


def test_its_papers_are_there(site: Path) -> None:
    page = html.fromstring((site / PAGE / "index.html").read_bytes())
    papers = [str(link.get("href")) for link in page.iter("a") if str(link.get("href")).endswith("-voorbeeld.pdf")]
    assert len(papers) == len(BOX.example.forms)
    assert all((site / PAGE / paper).is_file() for paper in papers)


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        *((f"bijlagen/{written.format}/", True) for written in BOX.example.forms),
        ("bijlagen/5.4/", False),
        ("downloads/", True),
        *((f"rol/{slug}/", True) for slug in SHOWN),
        *((f"rol/{slug}/", False) for slug in NOT_SHOWN),
    ],
)
def test_where_it_is_of_use_a_link_leads_to_it(site: Path, path: str, shown: bool) -> None:
    links = {str(link.get("href")) for link in html.fromstring((site / path / "index.html").read_bytes()).iter("a")}
    assert any(link.endswith(f"../{PAGE}") for link in links) is shown


def test_search_finds_the_page_and_none_of_its_answers(site: Path) -> None:
    index = (site / "assets" / "search-index.js").read_text("utf-8")
    assert BOX.example.title in index
    assert all(one.text not in index for written in BOX.example.forms for one in written.answers if len(one.text) > 25)


def test_a_region_shows_the_one_that_all_have(site: Path) -> None:
    page = html.fromstring((site / "regio" / "nijmegen" / "bijlagen" / "4.1" / "index.html").read_bytes())
    links = {str(link.get("href")) for link in page.iter("a")}
    assert f"../../../../{PAGE}" in links
    # A question may be another one here.
    assert "Het gezamenlijke format zoals iemand het kan invullen" in "".join(map(str, page.itertext()))
    assert not (site / "regio" / "nijmegen" / PAGE).exists()
