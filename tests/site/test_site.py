"""The built site as files: links, ids, titles, what must not be in it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
import pytest
import yaml

from pages import A_YEAR, FORMATS, PAGES, SHAPE_FILES
from toolbox.core.addresses import TAKEN

VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "path",
    "circle",
    "rect",
}


class Document(HTMLParser):
    """Ids, links and what a policy would refuse, of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.styled: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        for name in ("href", "src"):
            if name in found:
                self.links.append(str(found[name]))
        if "style" in found or tag == "style" or any(name.startswith("on") for name in found):
            self.styled.append(f"{tag} {attrs}")
        if tag == "script":
            self.scripts.append(found)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def html_file(site: Path, path: str) -> Path:
    return site / path if path.endswith(".html") else site / path / "index.html"


@pytest.fixture(scope="module")
def documents(site: Path) -> dict[str, Document]:
    return {path: Document(html_file(site, path).read_text("utf-8")) for path in PAGES}


def test_no_page_is_missing_and_none_is_unknown(site: Path) -> None:
    found = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    # Each region has a site of its own: see test_region_sites.
    found = {path for path in found if not re.match("regio/.+/", path) and not A_YEAR.search(path)}
    assert found == {html_file(site, path).relative_to(site).as_posix() for path in PAGES}


def test_no_page_can_take_the_place_of_what_the_site_has_of_its_own(site: Path, checkout: Path) -> None:
    own = {entry.name.split(".")[0] for entry in site.iterdir() if not entry.name.startswith((".", "_"))}
    pages = {path.stem for path in (checkout / "content").glob("*.md")}
    # Only a page of the source that shows an image brings the folder for them.
    assert (own - pages) | {"afbeeldingen"} == TAKEN
    assert pages & TAKEN == set()


def test_links_and_anchors_lead_somewhere(site: Path, documents: dict[str, Document]) -> None:
    checked = 0
    broken = []
    for path, document in documents.items():
        # The error page is served for any address: its links start at the root.
        for link in document.links:
            if urlsplit(link).scheme:
                continue
            target, anchor = urldefrag(urljoin("/" + path, link))
            name = unquote(urlsplit(target).path).lstrip("/")
            file = html_file(site, name) if name == "" or name.endswith("/") else site / name
            checked += 1
            if not file.is_file():
                broken.append(f"{path}: {link}")
            elif anchor and file.suffix == ".html":
                ids = Document(file.read_text("utf-8")).ids if name not in documents else documents[name].ids
                if anchor not in ids:
                    broken.append(f"{path}: {link}")
    assert broken == []
    assert checked > 1000


def test_outside_links_are_the_known_ones(documents: dict[str, Document]) -> None:
    outside = {link for document in documents.values() for link in document.links if urlsplit(link).netloc}
    hosts = {urlsplit(link).netloc for link in outside}
    assert hosts == {
        "github.com",
        "www.transitieroute.nl",
        "www.kbanijmegen.nl",
        "youtu.be",
        "www.youtube.com",
        "vimeo.com",
    }
    assert all(urlsplit(link).scheme == "https" for link in outside)


def test_no_id_is_used_twice(documents: dict[str, Document]) -> None:
    for path, document in documents.items():
        assert len(document.ids) == len(set(document.ids)), path


@pytest.mark.promise("no-script")
def test_no_inline_style_or_handler(documents: dict[str, Document]) -> None:
    assert {path: document.styled for path, document in documents.items() if document.styled} == {}


@pytest.mark.promise("no-script")
def test_policy_allows_own_files_only_and_no_page_has_an_inline_script(
    site: Path, documents: dict[str, Document]
) -> None:
    for path, document in documents.items():
        text = html_file(site, path).read_text("utf-8")
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy, path
        rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
        assert rules.pop("img-src") == "'self' data:"
        assert set(rules.values()) == {"'none'", "'self'"}
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == rules["style-src"] == "'self'"
        assert rules["connect-src"] == rules["worker-src"] == "'none'"
        inline = [script for script in document.scripts if "src" not in script]
        assert [script for script in inline if script.get("type") != "application/json"] == []


def test_edit_links_lead_to_the_source(checkout: Path, documents: dict[str, Document]) -> None:
    """Each page's own file; for a format its datapackage.yaml as well. Each file is there."""
    expected = {
        "inleiding/": ["content/inleiding.md"],
        "stappen/3/": ["content/stappen/3-school-naar-werk-gesprek.md"],
        "bijlagen/1.1.2/": ["content/bijlagen/1.1.2-basis-powerpoint.md"],
        "bijlagen/3.1/": [
            "content/bijlagen/3.1-format-school-naar-werk-gesprek.md",
            "forms/3.1-format-school-naar-werk-gesprek/datapackage.yaml",
        ],
    }
    pattern = re.compile(r"https://github\.com/[^/]+/[^/]+/edit/main/(.+)")
    for path, document in documents.items():
        found = [match[1] for link in document.links if (match := pattern.fullmatch(link))]
        if path in expected:
            assert found == expected[path]
        assert all((checkout / name).is_file() for name in found)
    assert set(expected) <= set(documents)


@pytest.mark.parametrize("number", FORMATS)
def test_every_shape_of_a_format_is_offered_where_people_look(
    site: Path, documents: dict[str, Document], number: str
) -> None:
    """On its own page, its step's page, the downloads and the page by role; with kind and size, in the same order."""
    name = f"{number}-{FORMATS[number]}"
    files = [f"/bestanden/{name}{ending}" for ending in SHAPE_FILES]
    shapes = [files[0], f"/bijlagen/{number}/invullen/", *files[1:]]
    for path in (f"bijlagen/{number}/", f"stappen/{number[0]}/", "downloads/", "wie-vult-wat-in/"):
        links = [urljoin("/" + path, link) for link in documents[path].links]
        assert set(shapes) <= set(links), path
        last = [len(links) - 1 - links[::-1].index(shape) for shape in shapes]
        assert last == sorted(last), path
        words = " ".join(" ".join(documents[path].words).split())
        for ending in SHAPE_FILES:
            kind = ending.rsplit(".", 1)[-1]
            size = round((site / "bestanden" / f"{name}{ending}").stat().st_size / 1000)
            assert f"{kind}, {max(1, size)} kB" in words, path
    for ending, start in SHAPE_FILES.items():
        assert (site / "bestanden" / f"{name}{ending}").read_bytes().startswith(start)
    assert (site / "bestanden" / f"{name}.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("step", range(1, 6))
def test_a_steps_pack_holds_every_shape_of_its_formats(site: Path, step: int) -> None:
    names = [f"{number}-{name}" for number, name in FORMATS.items() if number.startswith(f"{step}.")]
    folders = ("1-printen", "2-invulbare-pdf", "3-word", "4-excel", "5-data")
    expected = [
        (f"{folder}/{name}{ending}", name + ending)
        for folder, ending in zip(folders, SHAPE_FILES, strict=True)
        for name in names
    ]
    with zipfile.ZipFile(site / "bestanden" / f"stap-{step}-formats.zip") as pack:
        assert pack.namelist() == [path for path, _ in expected]
        for path, name in expected:
            assert pack.read(path) == (site / "bestanden" / name).read_bytes()


def test_book_and_packs_are_offered(site: Path, documents: dict[str, Document]) -> None:
    links = {urljoin("/downloads/", link) for link in documents["downloads/"].links}
    assert "/bestanden/toolbox-transitieroute.pdf" in links
    for step in range(1, 6):
        for suffix in ("pdf", "zip"):
            assert f"/bestanden/stap-{step}-formats.{suffix}" in links
            assert (site / "bestanden" / f"stap-{step}-formats.{suffix}").stat().st_size > 1000


ROLES = [
    *("Student", "Ouder", "Mentor of SLB’er", "Zorgcoördinator", "Projectleider"),
    *("Stagebegeleider", "Bedrijf", "Gemeente"),
]
FILLED_IN_BY = {
    "1.1.1": ["Projectleider"],
    "1.2.1": ["Zorgcoördinator", "Projectleider"],
    "1.4": ["Mentor of SLB’er", "Projectleider"],
    "2.1": ["Mentor of SLB’er"],
    "2.2.2": ["Student", "Ouder", "Mentor of SLB’er", "Zorgcoördinator"],
    "2.2.3": ["Student", "Mentor of SLB’er", "Zorgcoördinator"],
    "2.3": ["Projectleider"],
    "3.1": ["Student", "Mentor of SLB’er"],
    "4.1": ["Student", "Mentor of SLB’er", "Bedrijf", "Gemeente"],
    "5.1.1": ["Projectleider", "Bedrijf", "Gemeente"],
    "5.1.2": ["Projectleider"],
    "5.2": ["Mentor of SLB’er", "Bedrijf"],
    "5.3.1": ["Student", "Stagebegeleider", "Bedrijf"],
    "5.3.2": ["Student"],
    "5.4": ["Stagebegeleider", "Bedrijf"],
    "5.5": ["Student"],
}


def html_tree(site: Path, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(html_file(site, path).read_text("utf-8"))


def words(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_who_fills_in_what_is_a_table_and_a_list_for_each_role(site: Path) -> None:
    tree = html_tree(site, "wie-vult-wat-in/")
    table = tree.find(".//table")
    assert [words(cell) for cell in table.findall("thead//th")] == ["Format", *ROLES]
    found = {}
    for row in table.findall("tbody/tr"):
        cells = [words(cell) for cell in row.findall("td")]
        if cells:
            assert set(cells) <= {"", "vult in"}
            number = words(row.find("th")).split()[0]
            found[number] = [role for role, cell in zip(ROLES, cells, strict=True) if cell]
    assert found == FILLED_IN_BY
    listed = {
        words(section.find("h2")): [words(link).split()[0] for link in section.find_class("tb-bundle__name")]
        for section in tree.find_class("tb-role")
    }
    assert listed == {role: [number for number, who in FILLED_IN_BY.items() if role in who] for role in ROLES}
    assert "stap 6 (Afronding opleiding), stap 7 (Eerste baan) en stap 8 (Duurzaam werk)" in words(tree.body)


def named_as_sensitive(definition: Any) -> Iterator[tuple[str, str]]:
    """(title or '', ground) of all that a definition names so, as it stands in the file."""
    if isinstance(definition, dict):
        if "ground" in definition:
            yield " ".join(definition.get("title", "").split()), " ".join(definition["ground"].split())
        for value in definition.values():
            yield from named_as_sensitive(value)
    elif isinstance(definition, list):
        for value in definition:
            yield from named_as_sensitive(value)


def test_every_sensitive_question_stands_with_its_ground_on_the_privacy_page(site: Path, checkout: Path) -> None:
    tree = html_tree(site, "gegevens/")
    without = []
    for number, name in FORMATS.items():
        text = (checkout / "forms" / f"{number}-{name}" / "datapackage.yaml").read_text("utf-8")
        sensitive = list(named_as_sensitive(yaml.safe_load(text)))
        sections = tree.xpath("//section[@aria-labelledby = $name]", name=f"format-{number}")
        on_its_page = html_tree(site, f"bijlagen/{number}/").xpath(
            "//a[@href = $link]", link=f"../../gegevens/#format-{number}"
        )
        assert len(sections) == len(on_its_page) == bool(sensitive), number
        if not sensitive:
            without.append(number)
            continue
        told = words(sections[0])
        for title, ground in sensitive:
            assert title in told, number
            assert ground in told, number
        assert len(sections[0].findall(".//dt")) == len(sensitive)
    assert without == ["1.1.1", "1.2.1", "1.4", "2.3", "5.1.1", "5.1.2", "5.2"]
    listed = tree.xpath("//section[@aria-labelledby = 'zonder']//li")
    assert [words(item).split()[0] for item in listed] == without


def test_the_overviews_can_be_found_from_every_page(documents: dict[str, Document]) -> None:
    for path, document in documents.items():
        links = {urljoin("/" + path, link) for link in document.links}
        assert {"/wie-vult-wat-in/", "/gegevens/"} <= links, path


@pytest.mark.parametrize("number", ["1.1.2", "2.3"])
def test_what_the_source_left_empty_is_a_concept_that_can_be_taken(
    site: Path, documents: dict[str, Document], number: str
) -> None:
    document = documents[f"bijlagen/{number}/"]
    assert "Dit is een concept van de redactie." in " ".join(document.words)
    files = {link.rpartition("/")[2] for link in document.links if "/bestanden/" in link}
    assert len(files) >= 2
    assert all((site / "bestanden" / name).is_file() for name in files)


@pytest.mark.parametrize("path", ["stappen/6/", "bijlagen/5.3.1/", "bijlagen/5.3.1/invullen/"])
def test_concepts_say_so_and_ask_for_reactions(site: Path, path: str) -> None:
    told = words(html_tree(site, path).body)
    assert "Dit is een concept van de redactie." in told
    assert "Wat vind je ervan? Laat het weten" in told
    assert "bron: " in told


def test_what_changed_since_2020_stands_apart_on_its_pages_and_together_on_one(site: Path) -> None:
    (note,) = html_tree(site, "bijlagen/2.2.3/").find_class("tb-since")
    assert note.tag == "aside"
    assert "Doorstroompunt" in words(note)
    assert "Bron: ‘Doorstroompunt nieuwe naam voor RMC’, ingrado.nl, 19 april 2023" in words(note)
    assert "Nakijken vóór 1 november 2027" in words(note)
    assert len(html_tree(site, "sinds/").find_class("tb-since")) == 9


def test_pages_say_when_they_changed(documents: dict[str, Document]) -> None:
    words = " ".join(documents["stappen/4/"].words)
    assert re.search(r"Gewijzigd op \d{1,2} [a-z]+ 20\d\d", " ".join(words.split()))
    assert "Nakijken vóór" in words


def test_only_asked_for_files_are_published(site: Path) -> None:
    suffixes = {path.suffix for path in site.rglob("*") if path.is_file()}
    files = {".pdf", ".docx", ".pptx", ".xlsx", ".zip"}
    # _headers and .htaccess, _nginx.conf, security.txt.
    for_servers = {"", ".conf", ".txt"}
    assert suffixes == {".html", ".css", ".js", ".json", ".svg", ".png", ".woff2", ".xml", *files, *for_servers}
    assert [path for path in site.rglob("*") if path.is_symlink()] == []


def test_no_machine_path_is_published(site: Path, checkout: Path) -> None:
    needles = [str(checkout).encode(), b"/work/", b"/root/", b"/home/"]
    for path in site.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [needle for needle in needles if needle in data], path


def test_diagrams_are_pictures_with_words(site: Path) -> None:
    text = html_file(site, "bijlagen/2.2.1/").read_text("utf-8")
    svg = re.search(r"<svg class=\"tb-diagram.*?</svg>", text, re.S)
    assert svg
    tree = ET.fromstring(svg[0])
    assert tree.get("role") == "img"
    assert tree.find("{http://www.w3.org/2000/svg}title") is not None
    assert len(tree.findall(".//{http://www.w3.org/2000/svg}rect")) == 14
    words = " ".join(Document(text).words)
    for box in ("Intake bij toelating", "Aanvraag doelgroepregister", "Diploma behaald", "Tussentijdse uitstroom"):
        assert box in words
