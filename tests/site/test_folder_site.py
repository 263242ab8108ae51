"""The whole site as a zip: what is in it, and a browser that opens it from a folder, without any server."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser

from formsite import DATE, fill_path, save, saved_answers
from toolbox.build.foldersite import Copy, zipped
from toolbox.core.dutch import dutch_date, size_text
from watched import Watched

# What one worker unpacked serves all.
pytestmark = pytest.mark.xdist_group("folder-site")

ZIP = "bestanden/toolbox-transitieroute-site.zip"
URL = "https://www.transitieroute.nl/"
# About the copy that a server has, and nothing that a reader of a folder asks for.
NOT_IN_IT = {"404.html", "sitemap.xml", ZIP}


@pytest.fixture(scope="module")
def folder(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As someone unpacks it, in a folder with a space in its name."""
    target = tmp_path_factory.mktemp("van de stick") / "toolbox transitieroute"
    zipfile.ZipFile(site / ZIP).extractall(target)
    return target


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_it_holds_all_pages_and_files_but_itself_and_the_regions(site: Path, folder: Path) -> None:
    served = {"build.json", "build.intoto.json", "sbom.cdx.json", "_headers", ".htaccess", "_nginx.conf"}
    common = {name for name in names(site) if not re.match(r"regio/[^/]+/.", name) or name == "regio/index.html"}
    assert names(folder) == common - served - NOT_IN_IT - {".well-known/security.txt"}
    changed = {name for name in names(folder) if (folder / name).read_bytes() != (site / name).read_bytes()}
    assert all(name.endswith(".html") or name == "assets/search-index.js" for name in changed)


def links(folder: Path) -> Iterator[tuple[str, str]]:
    """(page, address) of every link."""
    for page in sorted(folder.rglob("*.html")):
        name = page.relative_to(folder).as_posix()
        for link in html.fromstring(page.read_bytes()).iter("a", "link"):
            yield name, str(link.get("href", "")).partition("#")[0]


def test_every_link_leads_to_a_file_in_it_or_to_where_the_site_is_published(folder: Path) -> None:
    inside = names(folder)
    outside = set()
    for page, address in links(folder):
        if address.startswith(URL):
            outside.add(address.removeprefix(URL))
        elif address and not re.match(r"https:|mailto:|tel:", address):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page), address.partition("?")[0]))
            assert target in inside, (page, address)
    pages = {f"{page.removesuffix('index.html')}" for page in inside if page.endswith("index.html")}
    # The canonical address of each page, the newest zip, and what stands in the zip no more.
    assert ZIP in outside
    assert all(place in pages or place in NOT_IN_IT or place.startswith("regio/") for place in outside)


def test_the_page_says_how_large_it_is_and_of_when(site: Path, folder: Path) -> None:
    said, own = (
        re.findall("data-folder>([^<]*)", (root / "downloads/index.html").read_text("utf-8")) for root in (site, folder)
    )
    ((year, month, day, *clock),) = {info.date_time for info in zipfile.ZipFile(site / ZIP).infolist()}
    assert clock == [0, 0, 0]
    as_of = f", zoals de site was op {dutch_date(f'{year}-{month:02}-{day:02}')}"
    size = f", {size_text((site / ZIP).stat().st_size)}"
    # While something is edited there is no date to say.
    assert (said, own) in [([f"zip{size}{then}"], [f"zip{then}"]) for then in (as_of, "")]


def test_the_same_files_give_the_same_zip() -> None:
    files = {"a.html": b"<p>een</p>", "b.png": b"\x89PNG"}
    date = "2026-11-28"
    assert zipped(files, date) == zipped(files, date)
    assert [info.filename for info in zipfile.ZipFile(io.BytesIO(zipped(files, date))).infolist()] == [*files]


@pytest.mark.parametrize(
    ("page", "link", "expected"),
    [
        ("index.html", "stappen/3/", "stappen/3/index.html"),
        ("stappen/3/index.html", "../..", "../../index.html"),
        ("stappen/3/index.html", "../../", "../../index.html"),
        ("stappen/3/index.html", "./", "./index.html"),
        ("stappen/3/index.html", "../../assets/site.css", "../../assets/site.css"),
        ("stappen/3/index.html", "../../bestanden/a.zip", f"{URL}bestanden/a.zip"),
        ("index.html", "regio/stad/", f"{URL}regio/stad/"),
        ("index.html", "https://example.org/", "https://example.org/"),
        ("index.html", "mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_in_the_zip(page: str, link: str, expected: str) -> None:
    members = frozenset({"index.html", "stappen/3/index.html", "assets/site.css"})
    copy = Copy(members, members | {"bestanden/a.zip", "regio/stad/index.html"}, URL)
    assert copy.page(page, f'<a href="{link}#kop">') == f'<a href="{expected}#kop">'


def test_a_browser_opens_it_from_a_folder(browser: Browser, folder: Path, tmp_path: Path) -> None:
    """A page, a link, the search, the filter of Downloads, a form that is filled in and saved: no server, and nothing
    asked of anyone."""
    address = f"{folder.as_uri()}/"
    with browser.new_context(locale="nl-NL") as context:
        watched = Watched(context, address)
        page = watched.open("index.html")
        page.click("nav >> text=Formats")
        assert page.url == f"{address}downloads/index.html"
        # A click waits until the next page has begun; before its style sheet is read it knows no font.
        page.wait_for_load_state()
        assert page.evaluate("document.fonts.load('16px \"Atkinson Hyperlegible Next\"').then((all) => all.length)")
        page.select_option("#f-stap", "3")
        assert page.is_hidden("tr[data-step='4']")
        page.click("[data-search-open]")
        page.fill("[data-search] input", "wensberoep")
        page.click(".tb-find__link:has-text('3.1')")
        assert page.url == f"{address}bijlagen/3.1/index.html"
        page.click("a[href$='invullen/index.html'] >> nth=0")
        assert page.url == f"{address}{fill_path('3.1')}index.html"
        page.fill("#v-naam_student", "Voorbeeld Student")
        page.fill("#v-datum_gesprek", DATE)
        answers = saved_answers(save(page, tmp_path))
        assert answers["values"]["naam_student"] == "Voorbeeld Student"
        with page.expect_download() as waiting:
            page.click("[data-do=pdf]")
        assert Path(waiting.value.path()).read_bytes().startswith(b"%PDF-")
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert watched.problems == []
        assert all(url.startswith((address, "blob:", "data:")) for url in watched.requests)
