"""What a reader gets of an image: on the site, in the book, and in the report of a proposal. Real builds."""

from __future__ import annotations

import argparse
import base64
import functools
import hashlib
import io
import json
import re
import shutil
import socketserver
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser

from boxes import CASES
from conftest import ROOT, _Quiet
from imagefiles import corner, gradient, jpg, png, telling_jpg
from paperfaults import NOT_A_FAULT, NOT_A_FAULT_IN_THE_BOOK
from pastrepo import Past
from patience import comes_true
from proposed import STEP, new_toolbox, write_person
from serving import serve
from toolbox.changes.make import make_report
from toolbox.changes.markdown import to_markdown
from toolbox.changes.webpage import content_policy, to_html
from toolbox.commands import propose
from toolbox.proposals.patch import read_proposal_file
from warm import toolbox
from watched import BY_COLOUR, LAPTOP, PHONE, Watched, violations

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = [pytest.mark.promise("images"), pytest.mark.xdist_group("images")]

FOLDER = "content/afbeeldingen/"
ALT = "Een hoge foto, voor het papier"
SHOWN = {
    "over-deze-site/": [
        ("Twee vakken met een pijl: van school naar werk", 1_600, 960),
        ('Een kleurverloop van rood naar groen, "een foto" & meer', 48, 64),
    ],
    "stappen/1/": [("Twee vakken", 1_600, 960), (ALT, 400, 3_000)],
    "inleiding/": [("Een kleurverloop van rood naar groen", 48, 64)],
}


def write_bytes(past: Past, path: str, data: bytes) -> None:
    (past.root / path).parent.mkdir(parents=True, exist_ok=True)
    (past.root / path).write_bytes(data)


def add_images(past: Past) -> None:
    shutil.copytree(CASES / "valid" / "afbeeldingen-op-een-pagina", past.root, dirs_exist_ok=True)
    write_bytes(past, f"{FOLDER}schema.png", png(gradient(2_000, 1_200)))
    turned = Image.Exif()
    turned[0x0112] = 6
    write_bytes(past, f"{FOLDER}zeeland/foto.jpg", jpg(gradient(64, 48), exif=turned))
    write_bytes(past, f"{FOLDER}hoog.jpg", jpg(gradient(400, 3_000)))
    step = "content/stappen/1-kennismaken.md"
    past.write(step, (past.root / step).read_text("utf-8") + f"\n![{ALT}](../afbeeldingen/hoog.jpg)\n")


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toolbox with a past: first without images, then with; and its site."""
    past = Past(tmp_path_factory.mktemp("images") / "toolbox")
    past.write("mkdocs.yml", (ROOT / "mkdocs.yml").read_text("utf-8"))
    past.commit("Begin")
    add_images(past)
    past.commit("Afbeeldingen erbij")
    build(past.root)
    return past.root


def build(root: Path) -> None:
    done = toolbox(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def place(illustrated: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(illustrated / "site"))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        serve(server)
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


# The site.


def test_only_what_we_drew_is_on_the_site(illustrated: Path) -> None:
    published = illustrated / "site" / "afbeeldingen"
    found = {}
    for path in sorted(published.rglob("*")):
        if path.is_file():
            with Image.open(path) as image:
                found[path.relative_to(published).as_posix()] = (image.format, image.size, len(image.getexif()))
    assert found == {
        "hoog.jpg": ("JPEG", (400, 3_000), 0),
        "schema.png": ("PNG", (1_600, 960), 0),
        "zeeland/foto.jpg": ("JPEG", (48, 64), 0),
    }


@pytest.mark.parametrize("path", SHOWN)
def test_images_show_and_fit(browser: Browser, place: str, path: str) -> None:
    """At 320 px and 1280 px, light and dark: drawn, with their words, within the page; the policy is kept."""
    with browser.new_context(viewport={"width": PHONE, "height": 700}, locale="nl-NL") as context:
        watched = Watched(context, place)
        page = watched.open(path)
        for width in (PHONE, LAPTOP):
            page.set_viewport_size({"width": width, "height": 800})
            images = page.locator(".tb-prose img")
            assert images.count() == len(SHOWN[path])
            for image, (alt, natural, height) in zip(images.all(), SHOWN[path], strict=True):
                # Until then its place is kept: the text does not jump.
                before = image.bounding_box()
                image.scroll_into_view_if_needed()
                assert comes_true(partial(image.evaluate, "(image) => image.complete"))
                sizes = image.evaluate("(image) => [image.naturalWidth, image.naturalHeight]")
                after = image.bounding_box()
                assert image.get_attribute("alt") == alt
                assert sizes == [natural, height]
                assert before
                assert after
                assert (before["width"], before["height"]) == (after["width"], after["height"])
                assert after["width"] == pytest.approx(min(natural, after["width"]))
                assert after["x"] + after["width"] <= width
                assert after["height"] / after["width"] == pytest.approx(height / natural, abs=0.02)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            for scheme, rules in (("light", ()), ("dark", BY_COLOUR)):
                page.evaluate("(scheme) => { document.documentElement.dataset.scheme = scheme; }", scheme)
                assert violations(page, rules) == []
        assert watched.problems == []


def test_a_page_without_images_has_no_trace_of_them(illustrated: Path) -> None:
    text = (illustrated / "site/bijlagen/1.1/index.html").read_text("utf-8")
    assert "afbeeldingen" not in text


def test_the_news_tells_of_them_in_words(illustrated: Path) -> None:
    text = (illustrated / "site/stappen/1/index.html").read_text("utf-8")
    assert "Afbeelding: " in text
    assert f"{ALT} (afbeeldingen/hoog.jpg)" in text


def test_the_same_commit_gives_the_same_files_elsewhere(illustrated: Path, tmp_path: Path) -> None:
    twin = tmp_path / "elders"
    shutil.copytree(illustrated, twin, ignore=shutil.ignore_patterns(".build", "site"))
    build(twin)

    def digests(root: Path) -> dict[str, str]:
        files = (path for path in sorted((root / "site").rglob("*")) if path.is_file())
        return {str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    assert digests(twin) == digests(illustrated)


# The book.


@pytest.fixture(scope="module")
def book(illustrated: Path) -> bytes:
    return (illustrated / "site/bestanden/toolbox-transitieroute.pdf").read_bytes()


def figures(element: pikepdf.Object) -> Iterator[str]:
    """The words of every figure, in reading order."""
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if pikepdf.Name.Figure == kid.S:
                yield str(kid.get("/Alt", ""))
            yield from figures(kid)


def test_images_are_in_the_book_with_their_words(book: bytes, illustrated: Path) -> None:
    with pikepdf.open(io.BytesIO(book)) as pdf:
        drawn: dict[tuple[int, int], Any] = {
            (int(item.Width), int(item.Height)): item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Image
        }
        assert drawn.keys() == {(1_600, 960), (400, 3_000), (48, 64)}
        for item in drawn.values():
            assert item.ColorSpace in (pikepdf.Name.DeviceRGB, pikepdf.Name.DeviceGray)
            # ISO 19005-2, 6.2.8.1.
            assert item.Interpolate is False
            assert "/SMask" not in item
        # A photo stands in it byte for byte as on the site.
        tall = drawn[400, 3_000].read_raw_bytes()
        assert tall == (illustrated / "site/afbeeldingen/hoog.jpg").read_bytes()
        said = list(figures(pdf.Root.StructTreeRoot))
    assert [words for words in said if words in ("Twee vakken", ALT, "Een kleurverloop van rood naar groen")] == [
        "Een kleurverloop van rood naar groen",
        "Twee vakken",
        ALT,
    ]


def test_no_image_runs_off_the_paper(book: bytes) -> None:
    document = pypdfium2.PdfDocument(book)
    seen = 0
    for page in document:
        width, height = page.get_size()
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=8):
            left, bottom, right, top = item.get_bounds()
            seen += 1
            # In points, within the margins of book.css.
            assert 50 < left < right < width - 40
            assert 50 < bottom < top < height - 60
    assert seen == 3
    document.close()


def test_the_accessibility_checker_finds_nothing_in_the_book(book: bytes, tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(book)
    found = outloud.check(str(tmp_path / "book.pdf")).findings
    skipped = NOT_A_FAULT.keys() | NOT_A_FAULT_IN_THE_BOOK.keys()
    assert [finding for finding in found if finding.rule not in skipped] == []


# The report of a proposal.


@pytest.fixture
def past(tmp_path: Path) -> Past:
    past = Past(tmp_path / "toolbox")
    add_images(past)
    past.commit("Begin")
    return past


def pictures_in(page: str) -> list[tuple[str, tuple[int, int]]]:
    found = re.findall(r'<img src="data:(image/\w+);base64,([\w+/=]+)"', page)
    return [(kind, Image.open(io.BytesIO(base64.b64decode(data))).size) for kind, data in found]


def test_a_report_tells_what_became_of_images(past: Past) -> None:
    write_bytes(past, f"{FOLDER}zeeland/foto.jpg", telling_jpg())
    write_bytes(past, f"{FOLDER}nieuw.png", png(corner()))
    (past.root / FOLDER / "hoog.jpg").unlink()
    past.replace(
        "content/stappen/1-kennismaken.md",
        f"![{ALT}](../afbeeldingen/hoog.jpg)",
        "![Een zwart blok](../afbeeldingen/nieuw.png)",
    )
    past.commit("Andere afbeeldingen")
    report = make_report(past.root, "HEAD~1", "HEAD", paper=True)
    assert report.errors == 0
    assert [(item.kind, item.path, item.fate) for item in report.changes.items] == [
        ("pagina", "content/stappen/1-kennismaken.md", "gewijzigd"),
        ("afbeelding", f"{FOLDER}hoog.jpg", "verwijderd"),
        ("afbeelding", f"{FOLDER}nieuw.png", "nieuw"),
        ("afbeelding", f"{FOLDER}zeeland/foto.jpg", "gewijzigd"),
    ]
    comment = to_markdown(report)
    for line in (
        "- Nieuw: 1 afbeelding.",
        "- Gewijzigd: 1 pagina en 1 afbeelding.",
        "- Verwijderd: 1 afbeelding.",
        "<summary>Afbeelding afbeeldingen/hoog.jpg: verwijderd</summary>",
        "- De afbeelding was 400 × 3.000 pixels.",
        "- De afbeelding is 40 × 24 pixels.",
        "- Er komt een andere afbeelding. Die was 48 × 64 pixels en wordt 64 × 48.",
    ):
        assert line in comment.splitlines()
    assert "> Afbeelding: " in comment
    assert "base64" not in comment
    page = to_html(report)
    # Small, drawn anew, and allowed by the policy that the page has already.
    assert "img-src data:" in content_policy()
    assert pictures_in(page) == [
        ("image/jpeg", (400, 3_000)),
        ("image/png", (40, 24)),
        ("image/jpeg", (48, 64)),
        ("image/jpeg", (64, 48)),
    ]
    assert base64.b64encode(telling_jpg())[100:200].decode() not in page


def test_without_paper_a_report_holds_no_pictures(past: Past) -> None:
    write_bytes(past, f"{FOLDER}schema.png", png(corner()))
    past.commit("Ander schema")
    report = make_report(past.root, "HEAD~1", "HEAD", paper=False)
    assert [item.path for item in report.changes.items] == [f"{FOLDER}schema.png"]
    assert pictures_in(to_html(report)) == []


def test_an_image_that_is_unfit_is_an_error_of_the_proposal(past: Past) -> None:
    write_bytes(past, f"{FOLDER}schema.png", telling_jpg())
    write_bytes(past, f"{FOLDER}hoog.jpg", jpg(gradient(400, 3_000))[:4_000])
    past.commit("Kapot")
    report = make_report(past.root, "HEAD~1", "HEAD", paper=True)
    assert [(note.path, note.code) for note in report.annotations] == [
        (f"{FOLDER}hoog.jpg", "image-damaged"),
        (f"{FOLDER}schema.png", "image-kind"),
    ]
    assert report.unreadable == (f"{FOLDER}hoog.jpg", f"{FOLDER}schema.png")
    assert not report.changes


def test_the_command_that_reports_and_the_one_that_checks_agree(past: Past) -> None:
    write_bytes(past, f"{FOLDER}los.png", png(corner()))
    past.commit("Los")
    sentence = f"{FOLDER}los.png: geen enkele pagina laat deze afbeelding zien."
    checked = toolbox(past.root, "check")
    assert checked.returncode == 1
    assert sentence in checked.stdout + checked.stderr
    assert toolbox(past.root, "changes", "HEAD~1..HEAD", "--zonder-muren", "--no-paper").returncode == 1
    told = json.loads((past.root / ".build/wijzigingen/wijzigingen.json").read_text("utf-8"))
    assert [note["code"] for note in told["annotations"]] == ["image-unused"]


# A proposal with an image: from a checkout it goes along, and as a patch.


def test_an_image_is_proposed_from_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_person(tmp_path / "person", "Kim Jansen")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "person"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    origin = new_toolbox(tmp_path / "origin")
    mine = origin.clone(tmp_path / "mine", "Kim Jansen")
    (mine.root / FOLDER).mkdir()
    (mine.root / FOLDER / "blok.png").write_bytes(png(corner()))
    mine.write(STEP, mine.read(STEP) + "\n![Een blok](../afbeeldingen/blok.png)\n")
    options = argparse.Namespace(regio="", titel="Een blok erbij", waarom="", ja=True)
    assert propose.run(mine.root, options) == 0, capsys.readouterr().out
    said = capsys.readouterr().out
    assert f"{FOLDER}blok.png" in said
    assert "afbeeldingen/blok.png: De afbeelding is 40 × 24 pixels." in said
    assert mine.git("show", f"HEAD:{FOLDER}blok.png") == png(corner())
    # The same change as a patch.
    (tmp_path / "blok.patch").write_text(mine.patch(1, "--binary"), "ascii")
    (proposal,) = read_proposal_file(tmp_path / "blok.patch")
    assert {file.path: file.content for file in proposal.files} == {f"{FOLDER}blok.png": png(corner()), STEP: None}


# The page for proposals: a file cannot come along, but the words of an image may change.
