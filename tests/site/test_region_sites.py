"""The sites of regions in the built site: each whole by itself, and what equals the common toolbox made once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import html

from boxes import ROOT, source_of
from toolbox.core import addresses
from toolbox.source.overlays.model import Overlaid
from xpaths import elements, texts

LAID = source_of(ROOT).overlaid
NAMES = [one.badge.slug for one in LAID]


def of(slug: str) -> Overlaid:
    return next(one for one in LAID if one.badge.slug == slug)


def read(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_text("utf-8"))


def pages(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_each_region_has_a_site() -> None:
    assert NAMES == ["nijmegen", "rijn-ijssel", "voorbeeldregio"]


@pytest.mark.parametrize("slug", NAMES)
def test_every_link_of_a_region_leads_to_something_and_no_page_is_lost(site: Path, slug: str) -> None:
    root = site / "regio" / slug
    found = pages(root)
    urls = {addresses.page_url(page) for page in of(slug).toolbox.pages}
    assert {path.parent.relative_to(root).as_posix() + "/" for path in found} >= urls - {"./"}
    for path in found:
        for link in texts(read(path), "//@href | //@src | //*/@data-script"):
            if re.match(r"https?:|mailto:|tel:|#", link):
                continue
            target, anchor = urldefrag(link)
            file = (path.parent / target).resolve()
            file = file / "index.html" if target.endswith(("/", ".")) else file
            assert file.is_file(), (path, link)
            if anchor and file.suffix == ".html":
                assert f'id="{anchor}"' in file.read_text("utf-8"), (path, link)


@pytest.mark.parametrize("slug", NAMES)
def test_a_page_says_whose_it_is_and_where_it_stands(site: Path, slug: str) -> None:
    one = of(slug)
    for path in pages(site / "regio" / slug):
        page = read(path)
        (url,) = texts(page, "//link[@rel='canonical']/@href")
        assert url.endswith(
            f"/regio/{slug}/{path.parent.relative_to(site / 'regio' / slug).as_posix()}/".replace("/./", "/")
        )
        assert one.badge.label in elements(page, "//a[@class='tb-brand']")[0].text_content()
        assert elements(page, "//title")[0].text.endswith(f"Toolbox Transitieroute, {one.badge.label}")


@pytest.mark.parametrize("slug", NAMES)
def test_a_region_has_no_file_that_the_common_toolbox_has(site: Path, slug: str) -> None:
    own = [path for path in (site / "regio" / slug).rglob("*") if path.is_file() and path.suffix != ".html"]
    for path in own:
        common = site / path.relative_to(site / "regio" / slug)
        assert not common.is_file() or common.read_bytes() != path.read_bytes(), path
    changed = {form.slug for form in of(slug).forms}
    papers = {path.stem for path in own if path.suffix == ".docx"}
    assert papers == changed


@pytest.mark.parametrize("slug", NAMES)
def test_the_search_of_a_region_finds_its_own_words(site: Path, slug: str) -> None:
    script = (site / "regio" / slug / "assets" / "search-index.js").read_text("ascii")
    entries = json.loads(script.removeprefix("toolboxSearch(").removesuffix(");\n"))
    assert {entry["url"].partition("#")[0] for entry in entries} >= {"editie/", "stappen/1/", "bijlagen/1.4/"}


def test_of_the_example_every_difference_is_told(site: Path) -> None:
    about = read(site / "regio/voorbeeldregio/editie/index.html")
    told = elements(about, "//section[@aria-labelledby='editie-anders']//li")
    assert len(told) == len(of("voorbeeldregio").differences) == 15
    step = (site / "regio/voorbeeldregio/stappen/1/index.html").read_text("utf-8")
    assert "Dit stuk staat in plaats van de gezamenlijke tekst" in step
    assert "Het zorgteam" not in step
    assert not (site / "regio/voorbeeldregio/bijlagen/1.1.2").exists()
    overview = (site / "regio/index.html").read_text("utf-8")
    assert all(f'href="{slug}/"' in overview for slug in NAMES)


def test_a_form_that_a_region_left_as_it_was_is_filled_in_where_everyone_does(site: Path) -> None:
    form = read(site / "regio/nijmegen/bijlagen/3.1/index.html")
    assert "../../../../bijlagen/3.1/invullen/" in texts(form, "//a/@href")
    own = read(site / "regio/nijmegen/bijlagen/1.4/invullen/index.html")
    assert texts(own, "//input[@name='school_of_regio']/@value") == ["ROC Nijmegen"]


def test_the_social_map_of_a_region_is_a_table_with_filters(site: Path) -> None:
    contacts = of("voorbeeldregio").overlay.contacts
    page = read(site / "regio/voorbeeldregio/sociale-kaart/index.html")
    rows = elements(page, "//tr[@data-contact]")
    assert [row.get("data-contact") for row in rows] == [contact.organisation for contact in contacts]
    assert texts(page, "//tr[@data-contact]//time/@datetime") == [contact.checked for contact in contacts]
    offered = [option.text_content() for option in elements(page, "//select[@id='kaart-wie']/option")]
    assert offered[1:] == [contact.organisation for contact in contacts]
    assert not (site / "regio/nijmegen/sociale-kaart").exists()
