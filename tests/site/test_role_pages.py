"""A page and a pack for each role: what it does, with where the toolbox says so, and nothing of somebody else."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import html

from boxes import ROOT, source_of
from pages import FORMATS
from watched import LAPTOP, PHONE, Reader, violations

ROLES = ("student", "ouder", "mentor", "zorgcoordinator", "projectleider", "stagebegeleider", "bedrijf", "gemeente")
BOX = source_of(ROOT).toolbox
ROLE_NAMES = {role.slug: role.name for role in BOX.method.roles}
OWN = {role.slug: [form.number for form in BOX.formats if role.name in form.roles] for role in BOX.method.roles}


def test_every_role_has_a_page() -> None:
    assert tuple(role.slug for role in BOX.method.roles) == ROLES
    assert all(BOX.method.guide(role) for role in BOX.method.roles)


@pytest.mark.parametrize("slug", ROLES)
def test_a_page_offers_the_formats_of_its_role_and_no_other(site: Path, slug: str) -> None:
    page = html.fromstring((site / "rol" / slug / "index.html").read_bytes())
    links = [str(link.get("href")) for link in page.iter("a")]
    filled = {found[1] for link in links if (found := re.search(r"bijlagen/([\d.]+)/invullen/", link))}
    assert sorted(filled, key=[*FORMATS].index) == OWN[slug]
    packs = [link.rpartition("/")[2] for link in links if "-formats." in link]
    many = len(OWN[slug]) > 1
    assert packs == ([f"rol-{slug}-formats.pdf", f"rol-{slug}-formats.zip"] if many else [])
    for name in packs:
        assert (site / "bestanden" / name).is_file()


@pytest.mark.parametrize("slug", [slug for slug in ROLES if len(OWN[slug]) > 1])
def test_a_pack_holds_what_the_role_fills_in(site: Path, slug: str) -> None:
    slugs = {form.slug for form in BOX.formats if form.number in OWN[slug]}
    with zipfile.ZipFile(site / "bestanden" / f"rol-{slug}-formats.zip") as pack:
        printed = {Path(name).stem for name in pack.namelist() if name.startswith("1-printen/")}
    assert printed == slugs
    with pikepdf.open(site / "bestanden" / f"rol-{slug}-formats.pdf") as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    first, *others = titles
    forms = others if first == "Jouw momenten" else titles
    assert [title.split()[0] for title in forms] == OWN[slug]
    assert (first == "Jouw momenten") is bool(BOX.journey.calendar.of(ROLE_NAMES[slug]))


def test_every_sentence_names_a_page_that_it_comes_from() -> None:
    """And the steps stand in the order of the route."""
    numbers = {page.number for page in BOX.pages if page.number}
    for guide in BOX.method.guides:
        steps = [int(duty.step) for duty in guide.duties]
        assert steps == sorted(set(steps)), guide.role
        assert all(point.source in numbers for duty in guide.duties for point in duty.points)


@pytest.mark.parametrize("slug", ROLES)
def test_a_page_tells_the_moments_of_its_role_as_the_calendar_counts_them(site: Path, slug: str) -> None:
    page = html.fromstring((site / "rol" / slug / "index.html").read_bytes())
    (part,) = (one for one in page.iter("section") if one.get("aria-labelledby") == "momenten")
    text = " ".join("".join(map(str, part.itertext())).split())
    own = BOX.journey.calendar.of(ROLE_NAMES[slug])
    for one in own:
        assert one.text in text
        assert (one.when or "samen afspreken") in text.lower()
        assert one.source in text
    links = [str(link.get("href")) for link in part.iter("a")]
    assert ("../../mijn-route/#kalender" in links) is bool(own)
    # Each says where the toolbox has it, and the last link counts the days.
    assert len(links) == len(own) + bool(own)


def test_moments_are_counted_in_words() -> None:
    told = {one.text: one.when for role in BOX.method.roles for one in BOX.journey.calendar.of(role.name)}
    assert told["De route eindigt."] == "een jaar na het diploma"
    assert told["Uiterlijk nu komt de school op bezoek."] == "twee weken na het begin van de laatste stage"
    assert told["De stage begint. De school belt jou en de student."] == "bij het begin van de laatste stage"
    assert told["Je tekent je school-naar-werk-plan."] == ""
    before = {when for text, when in told.items() if "startbijeenkomst" in text}
    assert before == {"drie maanden voor het begin van de laatste stage"}


def test_pages_of_roles_are_accessible_and_fit(reader: Reader) -> None:
    for slug in ("student", "projectleider"):
        for width in (PHONE, LAPTOP):
            page = reader.look(f"rol/{slug}/", width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == []
