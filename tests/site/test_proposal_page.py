"""The page on which anyone proposes a change: used in a real browser as a mentor would, its patch applied by git."""

from __future__ import annotations

import base64
import functools
import hashlib
import http.server
import json
import re
import socketserver
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Download, Page

import papers
from boxes import ROOT, source_of
from imagefiles import SECRET, telling_jpg
from papers import squeeze
from patching import FORMATS, PAGES, TREE, Repository, difference, in_form
from serving import serve
from toolbox.assets import bundles, sheets, webfonts
from toolbox.build.pagefiles import paper_sheet
from toolbox.core import addresses
from toolbox.core.addresses import PROPOSAL
from toolbox.core.form import Format, Question
from toolbox.core.places import PACKAGE
from toolbox.core.settings import Settings
from toolbox.core.sheetwidth import SHEET_WIDTH
from toolbox.history.history import FileChange, History
from toolbox.proposals.patch import read_proposals
from toolbox.site import views
from toolbox.site.proposal import FORM, Editable, ProposalView, editables, source_script
from toolbox.site.proposalrules import RULES, rules_script
from toolbox.source import plain
from toolbox.source.check import Checked, check_source
from toolbox.source.kept import Kept
from toolbox.source.limits import COLUMN_WIDTH
from toolbox.source.pages import load_page
from toolbox.source.tree import Tree
from watched import NOTHING_STORED, STORED, accept_dialogs, violations, violations_in_both_schemes

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("proposal")

TOOLBOX, LAID = source_of(ROOT).toolbox, source_of(ROOT).overlaid
COMMIT = "1234567890abcdef1234567890abcdef12345678"
HISTORY = History((FileChange("1" * 40, "2026-11-01", "Twente", "M", "content/inleiding.md"),), head=COMMIT)
SETTINGS = Settings("https://toolbox.example/", "", "https://forge.example/groep/toolbox/issues/new")
MAIL = "voorstellen@toolbox.example"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'"
)
PHONE, LAPTOP = 320, 1280
TALK = next(path for path in FORMATS if path.startswith("forms/3.1"))
PLAN = next(path for path in FORMATS if path.startswith("forms/4.1"))
MAP = next(path for path in FORMATS if path.startswith("forms/1.4"))
STEP = "content/stappen/1-voorbereidingen.md"
INTRO = "content/inleiding.md"
# A text with a table, a list of words, and headings of two levels.
CHECKLIST = "content/bijlagen/1.1.1-voorbereiding-binnen-de-organisatie.md"
FRAME = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Iets verbeteren</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="../assets/site.css">
<link rel="stylesheet" href="../assets/fill.css">
<script src="../assets/proposal.js" defer></script></head>
<body><main class="tb-main tb-text">{body}</main></body></html>
"""


@functools.cache
def assets() -> dict[str, bytes]:
    """What is the same whatever the settings are."""
    files = {
        "assets/site.css": sheets.sheet("site"),
        "assets/fill.css": sheets.sheet("fill"),
        "assets/proposal.js": bundles.bundle_module(PACKAGE / "theme" / "js" / "proposal" / "page.js"),
        "assets/proposal-text.js": bundles.bundle("proposal-text"),
        addresses.PAPER_SHEET: paper_sheet(),
        PROPOSAL + RULES: rules_script(TOOLBOX),
    }
    return files | {f"assets/fonts/{name}": path.read_bytes() for name, path in webfonts.web_fonts().items()}


def write_site(folder: Path, mail: str = MAIL, issues_url: str = SETTINGS.issues_url) -> None:
    """The page as the site has it, in a frame with the site's own policy and style sheets."""
    settings = Settings(SETTINGS.url, "", issues_url, mail)
    proposal = ProposalView.of(TOOLBOX, HISTORY, settings, LAID)
    view = SimpleNamespace(to=functools.partial(addresses.relative, PROPOSAL), method=TOOLBOX.method)
    body = views.site_templates().get_template("proposal.html").render(view=view, proposal=proposal)
    files = {
        "voorstel/index.html": FRAME.format(policy=POLICY, body=body).encode(),
        "stappen/1/index.html": b'<!doctype html><link rel="icon" href="data:,"><title>Stap 1</title>',
    }
    for item in editables(TOOLBOX, LAID):
        files[PROPOSAL + item.script] = source_script(item, TREE.files, HISTORY, settings)
    for name, data in (assets() | files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("proposal")
    write_site(made)
    return made


@pytest.fixture(scope="module")
def place(folder: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(folder))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        serve(server)
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class Visitor:
    """A browser page on which nothing may go wrong and nothing may leave."""

    def __init__(self, browser: Browser, place: str, width: int = LAPTOP) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 800}, locale="nl-NL")
        self.page = self.context.new_page()
        self.place = place
        self.problems: list[str] = []
        self.requests: list[str] = []
        # What the page asked, each time answered with yes.
        self.asked: list[str] = []
        accept_dialogs(self.page, self.asked)
        # Where links lead is looked at here; nothing is really opened.
        self.page.add_init_script(
            """window.opened = [];
            HTMLAnchorElement.prototype.click = function () {
              if (this.hasAttribute("download")) {
                this.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
              } else {
                window.opened.push({ href: this.href, target: this.target, rel: this.rel });
              }
            };"""
        )
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def begin(self) -> None:
        """As if nothing was opened yet: a new window takes longer than most visits."""
        self.page.goto("about:blank")
        for noted in (self.problems, self.requests, self.asked):
            noted.clear()

    def open(self, path: str) -> Page:
        item = next(item for item in editables(TOOLBOX) if item.path == path)
        self.page.goto(f"{self.place}{PROPOSAL}?pagina={item.path}")
        self.page.wait_for_selector("[data-work]:not([hidden])")
        return self.page

    def opened(self) -> dict[str, str]:
        found: list[dict[str, str]] = self.page.evaluate("window.opened")
        (only,) = found
        return only


@pytest.fixture(scope="module")
def lasting(browser: Browser, place: str) -> Iterator[Visitor]:
    made = Visitor(browser, place)
    yield made
    made.context.close()


@pytest.fixture
def visitor(lasting: Visitor) -> Iterator[Visitor]:
    lasting.begin()
    yield lasting
    assert lasting.problems == []
    assert all(url.startswith((lasting.place, "data:", "blob:")) for url in lasting.requests)
    assert lasting.page.evaluate(STORED) == NOTHING_STORED


def toggle(page: Page, key: str) -> None:
    page.click(f'[data-toggle="{key}"]')


def open_source(page: Page, key: str) -> None:
    """A text as it stands in the source; the page keeps to that for the texts that are opened after it."""
    toggle(page, key)
    page.click(f"#{key} >> text=Bekijk de brontekst")


def save(page: Page) -> str:
    """Press 'Download'; gives the patch."""
    with page.expect_download() as waiting:
        page.click('[data-do="download"]')
    download: Download = waiting.value
    assert download.suggested_filename.startswith("voorstel-")
    return Path(download.path()).read_text("ascii")


def decoded(patch: str) -> str:
    return base64.b64decode(patch.split("\n\n", 1)[1]).decode()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "repository")
    made.commit(TREE.files)
    return made


def applied(repository: Repository, patch: str) -> dict[str, tuple[str | None, str | None]]:
    """Apply the patch; path → (before, after) of every file that changed, '' excluded."""
    done = repository.apply(patch)
    assert done.returncode == 0, done.stderr.decode()
    names = repository.git("diff", "--name-only", "-z", "HEAD~1").decode().strip("\0").split("\0")
    after = {name: repository.bytes_of(name) for name in names}
    return {
        name: (TREE.files[name].decode() if name in TREE.files else None, data.decode() if data is not None else None)
        for name, data in after.items()
    }


@functools.cache
def found_before() -> dict[str, str]:
    """All that is looked at in what a proposal is made of; what it leaves alone need not be looked at again."""
    kept = Kept(as_text=plain)
    check_source(TREE, (), kept)
    return kept.now


def checked(files: dict[str, bytes]) -> Checked:
    return check_source(Tree(files), (), Kept(found_before(), plain))


# --- what the build writes ---


def test_every_page_and_format_can_be_chosen() -> None:
    assert {item.path for item in editables(TOOLBOX)} == {*PAGES, *FORMATS}
    assert len({item.slug for item in editables(TOOLBOX)}) == len(PAGES) + len(FORMATS)


@pytest.mark.parametrize("item", editables(TOOLBOX), ids=lambda item: item.slug)
def test_a_source_script_holds_every_byte(item: Editable) -> None:
    script = source_script(item, TREE.files, HISTORY, SETTINGS).decode("ascii")
    called = re.fullmatch(r"toolboxSource\((.*)\);\n", script)
    assert called
    source = json.loads(called[1])
    data = TREE.files[item.path]
    assert source["text"].encode() == data
    assert source["blob"] == hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
    assert source["commit"] == COMMIT
    assert source["url"].startswith("https://toolbox.example/")
    folder = item.path.rsplit("/", 1)[0]
    for name, text in source["csv"].items():
        assert text.encode() == TREE.files[f"{folder}/{name}"]
    here = [path for path in TREE.under(f"{folder}/") if path.endswith(".csv")] if item.kind == FORM else []
    assert [f"{folder}/{name}" for name in source["csv"]] == sorted(here)


def test_any_source_text_stays_inside_its_script() -> None:
    item = next(item for item in editables(TOOLBOX) if item.path == INTRO)
    text = "</script> \u2028 \ufeff\r\n'\"\\ 😀 \x00"
    script = source_script(item, {INTRO: text.encode()}, HISTORY, SETTINGS).decode("ascii")
    assert json.loads(script.removeprefix("toolboxSource(").removesuffix(");\n"))["text"] == text


# --- choosing ---


def test_without_a_question_the_list_shows(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(f"{visitor.place}{PROPOSAL}")
    assert page.is_visible("text=Iets verbeteren")
    own = sum(1 + len(one.overlay.pages) for one in LAID)
    assert page.locator("[data-source]:visible").count() == len(PAGES) + len(FORMATS) + own
    page.click(f'[data-path="{TALK}"]')
    page.wait_for_selector("text=Wat is je wensberoep?")
    assert page.inner_text("h1 [data-title]") == "3.1 Format school-naar-werk-gesprek"
    assert page.get_attribute("[data-back]", "href") == "../bijlagen/3.1/"


@pytest.mark.parametrize("question", ["scripts/toolbox/git.py", "../../etc/passwd", "https://elders.example/x.js", ""])
def test_only_what_stands_in_the_list_opens(visitor: Visitor, question: str) -> None:
    visitor.page.goto(f"{visitor.place}{PROPOSAL}?pagina={question}")
    assert visitor.page.is_visible("[data-unknown]")
    assert visitor.page.is_hidden("[data-work]")
    assert not [url for url in visitor.requests if "bron/" in url]


def test_a_source_that_came_in_damaged_is_refused(browser: Browser, tmp_path: Path) -> None:
    write_site(tmp_path)
    script = next(tmp_path.glob("voorstel/bron/*inleiding.js"))
    script.write_text(script.read_text("ascii").replace("de", "dE", 1).replace(" en ", " n ", 1), "ascii")
    page = browser.new_page()
    page.goto(f"{(tmp_path / 'voorstel' / 'index.html').as_uri()}?pagina={INTRO}")
    page.wait_for_selector("[data-failed]:not([hidden])")
    assert "niet goed binnengekomen" in page.inner_text("[data-failed]")
    page.close()


def test_without_script_it_says_where_to_write(browser: Browser, place: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{place}{PROPOSAL}?pagina={TALK}")
        assert page.is_visible("noscript .tb-note")
        links = page.locator("noscript a").all()
        assert [link.get_attribute("href") for link in links] == [f"mailto:{MAIL}", SETTINGS.issues_url]
        assert page.is_hidden("[data-work]")


# --- a text ---


def test_a_better_sentence_becomes_a_patch(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    field = page.locator("#stuk-1-tekst")
    assert field.evaluate("(field) => field === document.activeElement")
    assert field.input_value().startswith("## Wie je nodig hebt\n\nHet zorgteam")
    field.fill(field.input_value().replace("- mentoren\n", "- mentoren en **coaches**\n"))
    assert page.inner_text("#stuk-1 .tb-preview strong") == "coaches"
    assert page.locator("#stuk-1 .tb-compare ins").all_inner_texts() == [" en coaches"]
    page.fill("#waarom", "Wij hebben ook coaches.\n\nFrom: ik")
    page.fill("#naam", "Anne van ’t Hoff")
    page.fill("#regio", "Twente")
    patch = save(page)
    changed = applied(repository, patch)
    assert set(changed) == {STEP}
    assert difference(*changed[STEP]) == (["- mentoren"], ["- mentoren en **coaches**"])
    assert repository.last("%an") == "Anne van ’t Hoff"
    assert repository.last("%(trailers:key=Regio,valueonly)").strip() == "Twente"
    assert repository.last("%s") == "Voorstel bij Stap 1: Voorbereidingen: de tekst onder ‘Wie je nodig hebt’"
    assert "Wij hebben ook coaches." in repository.last("%b")
    assert "Anne" not in page.inner_text("[data-said]")


def test_a_text_is_changed_as_it_looks_by_keyboard(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    page.focus('[data-toggle="stuk-1"]')
    page.keyboard.press("Enter")
    text = page.get_by_role("textbox", name="Tekst van ‘Wie je nodig hebt’")
    assert text.evaluate("(element) => element === document.activeElement")
    assert "##" not in page.inner_text("#stuk-1")
    page.keyboard.press("ControlOrMeta+Home")
    while page.evaluate("getSelection().anchorNode.textContent") != "mentoren":
        page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    page.keyboard.type(" en ")
    page.keyboard.press("ControlOrMeta+b")
    page.keyboard.type("coaches")
    assert page.locator("#stuk-1 .tb-compare ins").all_inner_texts() == [" en coaches"]
    changed = applied(repository, save(page))
    assert difference(*changed[STEP]) == (["- mentoren"], ["- mentoren en **coaches**"])


def test_buttons_make_a_list_a_table_and_a_link_without_a_mouse(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    toggle(page, "stuk-0")
    press = page.keyboard.press
    press("ControlOrMeta+End")
    press("Enter")
    page.keyboard.type("Lees ook: ")
    press("ControlOrMeta+k")
    assert page.evaluate("document.activeElement.id") == "stuk-0-tekst-woorden"
    page.keyboard.type("het begin")
    page.select_option("#stuk-0-tekst-pagina", label="Inleiding")
    page.focus("#stuk-0-tekst-woorden")
    press("Enter")
    assert page.evaluate("document.activeElement.id") == "stuk-0-tekst"
    press("End")
    press("Enter")
    press("Alt+F10")
    assert page.evaluate("document.activeElement.textContent") == "Vet"
    for _ in range(6):
        press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "Opsomming"
    press("Enter")
    for word in ("een", "twee", ""):
        page.keyboard.type(word)
        press("Enter")
    press("Alt+F10")
    press("End")
    while page.evaluate("document.activeElement.textContent") != "Tabel":
        press("ArrowLeft")
    press("Enter")
    page.keyboard.type("Wie")
    press("Enter")
    page.keyboard.type("Ik | jij")
    press("Enter")
    press("Enter")
    page.keyboard.type("5 * 3 <b> is 15")
    page.click("#stuk-0 >> text=Bekijk de brontekst")
    source = page.input_value("#stuk-0-tekst")
    page.click("#stuk-0 >> text=Schrijf zoals het eruitziet")
    page.keyboard.press("ControlOrMeta+End")
    changed = applied(repository, save(page))
    went, came = difference(*changed[STEP])
    assert went == []
    assert [line for line in came if line] == [
        *("Lees ook: [het begin](../inleiding.md)", "- een", "- twee"),
        *("| Wie |  |", "| --- | --- |", r"| Ik \| jij |  |", "|  |  |", "5 * 3 &lt;b> is 15"),
    ]
    assert "\n".join(came).strip() in source


def test_an_image_is_drawn_anew_and_comes_along(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    toggle(page, "stuk-0")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("Alt+F10")
    while page.evaluate("document.activeElement.textContent") != "Afbeelding":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "stuk-0-tekst-bestand"
    page.set_input_files("#stuk-0-tekst-bestand", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"geen beeld"})
    page.wait_for_selector("text=Dit bestand kan je browser niet als afbeelding lezen.")
    page.set_input_files(
        "#stuk-0-tekst-bestand", {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": telling_jpg()}
    )
    page.wait_for_selector("text=64 × 48 pixels. De afbeelding is opnieuw getekend")
    page.focus("#stuk-0-tekst-alt")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Schrijf op wat er op de afbeelding te zien is")
    page.keyboard.type("Een [blok] in Zoë")
    assert violations_in_both_schemes(page) == []
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-changes-list] >> text=Nieuwe afbeelding: een-blok-in-zoe.jpg (1 kB, 64 × 48 pixels)")
    assert page.locator(".tb-rich__figure img").evaluate("(image) => image.naturalWidth") == 64
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Alt+F10")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "Een blok in Zoë"
    page.keyboard.press("End")
    page.keyboard.type(" en Bo")
    page.keyboard.press("Enter")
    with page.expect_download() as waiting:
        page.click('[data-do="keep"]')
    page.goto(f"{visitor.place}{PROPOSAL}")
    page.set_input_files("[data-file]", waiting.value.path())
    page.wait_for_selector("[data-work]:not([hidden])")
    patch = save(page)
    done = repository.apply(patch)
    assert done.returncode == 0, done.stderr.decode()
    image = "content/afbeeldingen/een-blok-in-zoe.jpg"
    data, text = repository.bytes_of(image), repository.bytes_of(STEP)
    assert data
    assert text
    assert "\n\n![Een blok in Zoë en Bo](../afbeeldingen/een-blok-in-zoe.jpg)\n" in text.decode()
    assert SECRET.encode() not in data
    assert b"Exif" not in data
    assert [str(each) for each in checked({**TREE.files, image: data, STEP: text}).findings] == []
    (proposal,) = read_proposals(patch.encode())
    assert {file.path: file.content for file in proposal.files} == {STEP: None, image: data}


def test_what_is_pasted_becomes_a_text_of_the_toolbox(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    toggle(page, "stuk-0")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.press("Enter")
    html = (
        "<h1 style='color:red'>Groot</h1><p onclick='x()'>Een <b>vet</b> woord, <a href='javascript:x()'>niet</a> "
        "<a href='https://c.example'>wel</a></p><img src='https://c.example/x.png'><ul><li>punt</li></ul>"
        "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td></tr></table>"
    )
    page.evaluate(
        """(html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
          document.querySelector(".tb-rich__text").dispatchEvent(paste);
        }""",
        html,
    )
    changed = applied(repository, save(page))
    _, came = difference(*changed[STEP])
    assert [line for line in came if line] == [
        *("## Groot", "Een **vet** woord, niet [wel](https://c.example)", "- punt"),
        *("| a | b |", "| --- | --- |", "| 1 |  |"),
    ]


def test_title_and_summary_change_by_themselves(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    toggle(page, "kop")
    page.fill("#titel", "Goed  voorbereid: zo")
    page.fill("#samenvatting", "Wat je regelt\nvoordat je begint.")
    changed = applied(repository, save(page))
    went, came = difference(*changed[STEP])
    assert came == ["titel: 'Goed voorbereid: zo'", "samenvatting: Wat je regelt voordat je begint."]
    assert len(went) == 2


def test_the_table_of_a_step_and_its_status_change_without_yaml(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    toggle(page, "kop")
    page.select_option("#status", "in ontwikkeling")
    toggle(page, "tabel")
    page.fill("#tabel-rij-2-doel", "Iedereen informeren: altijd\n\nEn weer.")
    page.click("#tabel-rij-0-omlaag")
    assert page.evaluate("document.activeElement.id") == "tabel-rij-1-wat"
    page.click("#tabel-nieuwe-rij")
    page.click('[data-do="download"]')
    assert "De tabel, rij 5: ‘rij’ is leeg." in page.inner_text("[data-errors]")
    page.focus("#tabel-rij-4-wat")
    page.keyboard.type("Nazorg")
    page.select_option("#tabel-rij-4-tool", "3.1")
    page.click("#tabel-rij-3-weg")
    changed = applied(repository, save(page))
    assert set(changed) == {STEP}
    _, came = difference(*changed[STEP])
    assert {"status: in ontwikkeling", "        - 'Iedereen informeren: altijd'", "        - '3.1'"} <= set(came)
    read = load_page(STEP, (changed[STEP][1] or "").encode())
    assert not read.findings
    assert read.item
    assert read.item.table
    assert [row.what for row in read.item.table.rows] == [
        *("Draagvlak en commitment uitvoerders", "Achtergrondinformatie", "Draagvlak en commitment breed", "Nazorg")
    ]


def test_a_title_that_may_not_be_is_said_in_words_of_the_page(visitor: Visitor) -> None:
    page = visitor.open(STEP)
    toggle(page, "kop")
    for title, said in ((" ", "‘titel’ is leeg. Vul het in."), ("<b>", "Gebruik één regel zonder < en >.")):
        page.fill("#titel", title)
        page.click('[data-do="download"]')
        assert page.inner_text("[data-errors]").endswith(said)


def test_a_title_that_stands_in_two_files_stays(visitor: Visitor) -> None:
    page = visitor.open(next(path for path in PAGES if "3.1" in path))
    toggle(page, "kop")
    assert page.locator("#titel").count() == 0
    assert page.is_visible("text=De titel staat ook in het format.")


def test_back_to_the_old_text(visitor: Visitor) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    old = page.input_value("#stuk-1-tekst")
    page.fill("#stuk-1-tekst", "Niets.")
    page.click("text=Terug naar de oude tekst")
    assert page.input_value("#stuk-1-tekst") == old
    page.wait_for_selector("[data-changes-none]:not([hidden])")


def test_the_preview_shows_no_html_and_leads_nowhere(visitor: Visitor) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    words = "<script>x()</script> <img src=x onerror=y()> [a](javascript:z()) ![p](q)"
    page.fill("#stuk-1-tekst", f"{words}\n\n[b](https://c.example)[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    preview = page.locator("#stuk-1 .tb-sidebyside .tb-preview")
    assert preview.locator(".tb-rich__source").inner_text().endswith(words)
    assert preview.locator("script, img, [href], [style]").count() == 0
    assert preview.locator("sup").inner_text() == "noot 1"
    assert preview.locator("td").count() == 2


REFUSED = (
    ("<b>vet</b>", "HTML zoals ‘<b’ mag niet in de tekst."),
    ("![foto](foto.png)", "‘foto.png’ kan geen afbeelding zijn."),
    ("# Groot", "een kop met één # of met meer dan vier mag niet"),
    ("[x](javascript:y)", "de link ‘javascript:y’ mag niet"),
    ("x {: .y }", "met accolades mag niet"),
    ("x " * 20_001, "hoogstens 40000 mag"),
    ("Zie [hier](../inleidng.md).", "gaat naar een pagina die er niet is. Bedoelde je ‘content/inleiding.md’?"),
    (
        "Een\n\nblije 😀 dag",
        "bij ‘blije 😀 dag’: het teken ‘😀’ (U+1F600) staat niet in het lettertype van het papier.",
    ),
    ("a" * 9_000, "hier staat een woord of adres van meer dan 500 tekens."),
)


def test_what_the_toolbox_refuses_is_said_here(visitor: Visitor) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    for words, expected in REFUSED:
        page.fill("#stuk-1-tekst", words)
        page.click('[data-do="download"]')
        assert expected in page.inner_text("[data-errors]")
        assert page.evaluate("document.activeElement.hasAttribute('data-errors')")
        toggle(page, "stuk-1")
        page.click("[data-errors] a >> nth=0")
        assert page.evaluate("document.activeElement.id") == "stuk-1-tekst"


def test_what_is_wrong_is_said_beside_it_while_it_is_so(visitor: Visitor) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    field = page.locator("#stuk-1-tekst")
    field.fill("Een\n\n[klik](../weg.md)")
    page.wait_for_selector("#stuk-1 [data-wrong]:not(:empty)")
    assert page.inner_text("#stuk-1 [data-wrong]").startswith("Bij ‘klik’: de link ‘../weg.md’ gaat naar een pagina")
    assert page.locator("[data-wrong]:not(:empty)").count() == 1
    assert page.is_hidden("[data-errors]")
    field.fill("Een\n\n[klik](../inleiding.md)")
    page.wait_for_selector("#stuk-1 [data-wrong]:empty", state="attached")


def test_a_letter_that_paper_lacks_is_said_at_its_question(visitor: Visitor) -> None:
    page = visitor.open(PLAN)
    toggle(page, "vraag-0")
    page.fill("#vraag-0-titel", "Hoe gaat het? 😀")
    page.wait_for_selector("#vraag-0 [data-wrong]:not(:empty)")
    assert "het teken ‘😀’ (U+1F600)" in page.inner_text("#vraag-0 [data-wrong]")
    page.click('[data-do="download"]')
    assert "het teken ‘😀’ (U+1F600)" in page.inner_text("[data-errors]")


def test_a_reader_of_the_screen_hears_it_after_a_pause(visitor: Visitor) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    page.focus("#stuk-1-tekst")
    page.keyboard.type("Een twee drie ")
    assert page.inner_text("[data-counted]") == ""
    page.wait_for_selector("[data-counted]:not(:empty)", state="attached")
    assert page.inner_text("[data-counted]") == "Er is 1 wijziging. Nieuw: 3 woorden."


# --- a format ---


def test_a_question_is_reworded_without_yaml(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(TALK)
    assert "name:" not in page.inner_text("[data-editor]")
    page.click("section:has(> div h3:text-is('Wat is je wensberoep?')) [data-toggle]")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Welk werk wil je doen?")
    changed = applied(repository, save(page))
    assert set(changed) == {TALK}
    in_form(TALK, changed)
    assert difference(*changed[TALK]) == (
        ["          title: Wat is je wensberoep?"],
        ["          title: Welk werk wil je doen?"],
    )


def test_a_question_is_added_moved_and_answered_with_choices(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(PLAN)
    page.click('[data-add="algemeen"]')
    assert page.evaluate("document.activeElement.id") == "vraag-nieuw-1-titel"
    page.keyboard.type("Hoe ga je naar je werk?")
    page.select_option("#vraag-nieuw-1-soort", "choice")
    page.fill("#vraag-nieuw-1-keuze-0", "Met de fiets")
    page.fill("#vraag-nieuw-1-keuze-1", "Met de bus")
    page.click("#vraag-nieuw-1-nieuwe-keuze")
    page.keyboard.type("Anders")
    page.click("#vraag-nieuw-1 >> text=Verplicht: dit moet ingevuld zijn")
    page.focus('[data-up="vraag-nieuw-1"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.up") == "vraag-nieuw-1"
    assert page.inner_text("[data-told]") == "De vraag staat een plaats hoger."
    changed = applied(repository, save(page))
    assert set(changed) == {PLAN}
    in_form(PLAN, changed)
    went, came = difference(*changed[PLAN])
    assert went == []
    assert [line.strip() for line in came] == [
        *("- name: hoe_ga_je_naar_je_werk", "title: Hoe ga je naar je werk?", "type: string", "section: algemeen"),
        *("categories:", "- value: met_de_fiets", "label: Met de fiets", "- value: met_de_bus", "label: Met de bus"),
        *("- value: anders", "label: Anders", "constraints:", "required: true"),
    ]


def test_a_question_goes_and_comes_back(visitor: Visitor) -> None:
    page = visitor.open(PLAN)
    page.click('[data-remove="vraag-0"]')
    assert page.is_visible("text=Weggehaald: Naam student")
    page.wait_for_selector("[data-changes-list] >> text=Vraag weg")
    assert page.evaluate("document.activeElement.dataset.undo") == "vraag-0"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.remove") == "vraag-0"
    page.wait_for_selector("[data-changes-none]:not([hidden])")


def test_a_question_that_waits_for_one_that_goes_is_told_of(visitor: Visitor, repository: Repository) -> None:
    """On a screen it would never come; what it says to do is enough."""
    page = visitor.open(TALK)
    page.get_by_role("button", name=re.compile("Haal weg ?: Bijbaan")).click()
    page.click('[data-do="download"]')
    said = page.inner_text("[data-errors]")
    assert "komt pas in beeld na ‘ja’ bij een vraag die je weghaalt. Zet die terug, of haal" in said
    page.get_by_role("button", name=re.compile("Haal weg ?: Zo ja, wat")).click()
    in_form(TALK, applied(repository, save(page)))


def test_a_question_moves_to_the_next_block(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(PLAN)
    page.click('[data-down="vraag-3"]')
    assert page.inner_text("[data-told]") == "De vraag staat nu in blok ‘Sollicitatie-ervaring’."
    changed = applied(repository, save(page))
    in_form(PLAN, changed)
    assert difference(*changed[PLAN]) == (["          section: algemeen"], ["          section: sollicitatie"])


def test_rows_of_a_table_are_edited_as_a_grid(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(MAP)
    toggle(page, "tabel-sociale_kaart")
    page.fill("#tabel-sociale_kaart-rij-2-afdeling", "Loket, balie")
    page.click("#tabel-sociale_kaart >> text=Rij toevoegen")
    page.keyboard.type("Extern")
    page.keyboard.press("Tab")
    page.keyboard.type("Bibliotheek")
    page.click("#tabel-sociale_kaart-omhoog-10")
    page.fill("#tabel-sociale_kaart-leeg", "5")
    page.click("#tabel-sociale_kaart-rij-1-organisatie")
    changed = applied(repository, save(page))
    in_form(MAP, changed)
    rows = MAP.replace("datapackage.yaml", "sociale_kaart.csv")
    assert set(changed) == {MAP, rows}
    assert difference(*changed[MAP]) == (["    emptyRows: 3"], ["    emptyRows: 5"])
    went, came = difference(*changed[rows])
    assert sorted(line.split(",")[1] for line in came) == ["Bibliotheek", "Werkbedrijf/Sociale Dienst"]
    assert len(went) == 1


def test_blocks_tables_and_columns_are_added_and_blocks_change_places(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(PLAN)
    page.click('[data-block-down="algemeen"]')
    page.focus("[data-add-section]")
    page.keyboard.press("Enter")
    page.keyboard.type("Nazorg")
    page.wait_for_selector("[data-changes-list] >> text=Nieuw blok")
    section = page.evaluate("document.activeElement.id").removesuffix("-titel").removeprefix("blok-")
    page.focus(f'[data-add-table="{section}"]')
    page.keyboard.press("Enter")
    page.keyboard.type("Wie doet wat na het diploma")
    columns = page.locator("[id^=tabel-tabel_nieuw][id*=kolom][id$=-titel]")
    columns.nth(0).fill("Wie")
    columns.nth(1).fill("Wat")
    toggle(page, "tabel-acties")
    page.focus('[data-add-column="acties"]')
    page.keyboard.press("Enter")
    page.keyboard.type("Klaar?")
    changed = applied(repository, save(page))
    assert set(changed) == {PLAN}
    in_form(PLAN, changed)
    source = checked({**TREE.files, PLAN: (changed[PLAN][1] or "").encode()})
    assert [str(finding) for finding in source.findings] == []
    made = source.toolbox.format("4.1")
    assert made
    assert [each.title for each in made.sections][-1] == "Nazorg"
    assert made.sections[1].name == "algemeen"
    (table,) = made.sections[-1].tables
    assert [column.title for column in table.columns] == ["Wie", "Wat"]


def test_columns_move_go_come_back_and_are_of_another_kind(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(MAP)
    toggle(page, "tabel-sociale_kaart")
    before = [column.title for column in columns_of(TREE.files)]
    assert page.locator("#tabel-sociale_kaart-kolom-0-weg").count() == 0
    page.focus("#tabel-sociale_kaart-kolom-1-later")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tabel-sociale_kaart-kolom-2-later"
    for _ in range(2):
        page.click("#tabel-sociale_kaart-kolom-3-weg")
    assert page.evaluate("document.activeElement.id") == "tabel-sociale_kaart-kolom-terug"
    page.keyboard.press("Enter")
    page.click('[data-add-column="sociale_kaart"]')
    page.keyboard.type("Hoe bereik je ze?")
    last = page.evaluate("document.activeElement.id").removesuffix("-titel")
    page.select_option(f"#{last}-soort", "choice")
    page.fill(f"#{last}-keuze-0", "Mail")
    page.fill(f"#{last}-keuze-1", "Telefoon")
    page.wait_for_selector("[data-changes-list] >> text=Kolom weg")
    assert page.locator("[data-changes-list] >> text=de kolommen staan in een andere volgorde").count() == 1
    assert page.locator("[data-changes-list] >> text=rijen").count() == 0
    patch = save(page)
    changed = applied(repository, patch)
    in_form(MAP, changed)
    files = {**TREE.files, **{path: (after or "").encode() for path, (_, after) in changed.items()}}
    # A region that changes one of these columns is told so.
    findings = [str(each) for each in checked(files).findings]
    assert [each for each in findings if not each.startswith("content/regio/")] == []
    now = columns_of(files)
    assert [column.title for column in now] == [before[0], before[2], before[1], *before[4:], "Hoe bereik je ze?"]
    assert [choice.label for choice in now[-1].choices] == ["Mail", "Telefoon"]


def columns_of(files: dict[str, bytes]) -> tuple[Question, ...]:
    made = checked(files).toolbox.format("1.4")
    assert made
    return next(table for section in made.sections for table in section.tables).columns


@pytest.mark.parametrize(
    ("form", "card", "field", "text", "expected"),
    [
        (PLAN, "vraag-0", "titel", " ", "De tekst van een vraag is leeg."),
        (PLAN, "vraag-0", "titel", "x" * 301, "is te lang: hoogstens 300 tekens mag."),
        (PLAN, "vraag-4", "keuze-0", "ja", "de keuze ‘ja’ staat er twee keer. Geef elke keuze een eigen tekst."),
        (PLAN, "vraag-4", "keuze-0", "", "een keuze is leeg."),
        (
            MAP,
            "tabel-sociale_kaart",
            "rij-2-contactpersoon",
            "x" * 2_001,
            "deze cel is te lang (hoogstens 2000 tekens).",
        ),
    ],
)
def test_what_a_format_may_not_be_is_said_here(
    visitor: Visitor, form: str, card: str, field: str, text: str, expected: str
) -> None:
    page = visitor.open(form)
    toggle(page, card)
    page.fill(f"#{card}-{field}", text)
    page.click('[data-do="download"]')
    assert expected in page.inner_text("[data-errors]")


def test_a_column_for_which_paper_has_no_room_is_said(visitor: Visitor) -> None:
    """As many as the check takes, and one more."""
    page = visitor.open(PLAN)
    toggle(page, "tabel-acties")
    columns = page.locator("[id^=tabel-acties-kolom-][id$=-titel]")
    most = int(SHEET_WIDTH // COLUMN_WIDTH)
    while columns.count() < most:
        page.click('[data-add-column="acties"]')
        columns.last.fill(f"Kolom {columns.count()}")
    page.click('[data-do="download"]')
    assert page.is_hidden("[data-errors]")
    page.click('[data-add-column="acties"]')
    columns.last.fill("Nog een")
    page.click('[data-do="download"]')
    assert "is op papier geen plaats voor kolom" in page.inner_text("[data-errors]")


PAPER_WORDS = """() => {
  const root = document.querySelector(".tb-paper__frame").shadowRoot;
  const texts = ".title, .description, .concept, .intro, .section-title, .table-title, .help, .sensitive, .label";
  const all = `${texts}, .choice, tr`;
  const items = [...root.querySelectorAll(all)].filter((each) => each.textContent.trim());
  const last = items.findLastIndex((each) => each.offsetHeight);
  return [items.slice(0, last + 1), items.slice(last + 1)].map((some) => some.map((each) => each.textContent));
}"""


def print_pages(site: Path, form: Format) -> list[str]:
    """Of the paper that the site has, which was drawn once for all tests."""
    paper = papers.Paper((site / "bestanden" / f"{form.slug}.pdf").read_bytes(), [])
    return [squeeze(text) for text in paper.texts]


@pytest.mark.parametrize("path", FORMATS)
def test_the_first_page_of_a_format_shows_as_it_prints(visitor: Visitor, site: Path, path: str) -> None:
    """All that stands on the first page of the PDF, and nothing else; of a folded one there is no such page."""
    page = visitor.open(path)
    form = next(form for form in papers.FORMATS.values() if form.path == path)
    if form.is_folded:
        assert page.query_selector("[aria-controls=papier]") is None
        return
    page.click("[aria-controls=papier]")
    said = page.wait_for_selector(".tb-paper__body:not([hidden]) >> text=Op papier")
    assert said
    first, *others = print_pages(site, form)
    words = f"zijn dit ongeveer {len(others) + 1} bladzijden." if others else "is dit één bladzijde."
    assert f"Op papier {words}" in said.inner_text()
    shown, hidden = ([squeeze(text) for text in texts] for texts in page.evaluate(PAPER_WORDS))
    assert len(shown) > 5
    assert [text for text in shown if text not in first] == []
    assert bool(hidden) == bool(others)
    assert [text for text in hidden[:1] if text in first] == []


def test_the_first_page_is_drawn_again_after_a_change(visitor: Visitor) -> None:
    page = visitor.open(PLAN)
    page.focus("[aria-controls=papier]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tb-paper__body:not([hidden]) >> text=Op papier")
    change_title(page, "Hoe heet je voluit?")
    page.wait_for_selector(".tb-paper__frame >> text=Hoe heet je voluit?")
    assert violations_in_both_schemes(page) == []


# --- the ways out ---


def test_nothing_at_all_is_said_first(visitor: Visitor) -> None:
    page = visitor.open(STEP)
    assert page.is_hidden('[data-do="download"]')
    page.click('[data-do="mail"]')
    assert "nog niets veranderd" in page.inner_text("[data-errors]")
    assert page.evaluate("window.opened") == []


def test_only_a_reaction_is_a_mail_with_page_version_and_section(visitor: Visitor) -> None:
    page = visitor.open(TALK)
    page.select_option("#onderdeel", index=1)
    part = page.input_value("#onderdeel")
    page.fill("#waarom", "Deze vragen zijn te moeilijk & te lang.")
    page.click('[data-do="mail"]')
    address = visitor.opened()["href"]
    assert address.startswith(f"mailto:{MAIL}?subject=")
    assert len(address) < 2_000
    query = parse_qs(urlsplit(address).query)
    assert query["subject"] == [f"Reactie op 3.1 Format school-naar-werk-gesprek: {part}"]
    body = unquote(address.split("&body=")[1]).split("\r\n")
    assert "https://toolbox.example/bijlagen/3.1/" in body
    form = TOOLBOX.format("3.1")
    assert form is not None
    assert f"Versie van het format: {form.version}" in body
    assert f"Onderdeel: {part}" in body
    assert body[-1] == "Deze vragen zijn te moeilijk & te lang."


def test_one_proposal_holds_several_pages_and_formats(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    toggle(page, "stuk-1")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" Echt.")
    page.click("text=Nog een pagina of format erbij")
    page.click(f'[data-path="{PLAN}"]')
    page.wait_for_selector("#vraag-0")
    change_title(page, " ")
    page.wait_for_selector("[data-changes-list] h3 >> nth=1")
    titles = page.locator("[data-changes-list] h3").all_inner_texts()
    assert [title.split("\n")[0] for title in titles] == ["Stap 1: Voorbereidingen", "4.1 Format school-naar-werk-plan"]
    page.click("[data-changes-list] >> text=Ga hierheen")
    assert page.inner_text("h1 [data-title]") == "Stap 1: Voorbereidingen"
    assert page.inner_text("#stuk-1 .tb-compare ins") == " Echt."
    # What is wrong stands in the other part: its link leads there.
    page.click('[data-do="mail"]')
    page.click("[data-errors] a")
    assert page.evaluate("document.activeElement.id") == "vraag-0-titel"
    page.keyboard.type("Naam")
    assert set(applied(repository, save(page))) == {STEP, PLAN}
    assert repository.last("%s") == (
        "Voorstel bij Stap 1: Voorbereidingen en 1 meer: de tekst onder ‘Wie je nodig hebt’ en nog één wijziging"
    )
    page.click('[data-do="issue"]')
    body = parse_qs(urlsplit(visitor.opened()["href"]).query)["body"][0].replace("\r", "")
    assert "Pagina: 4.1 Format school-naar-werk-plan\nhttps://toolbox.example/bijlagen/4.1/" in body


def make_new(page: Page, kind: str, number: str, start: str = "") -> None:
    """By keyboard alone, from the first field to the button."""
    page.focus("#nieuw-soort")
    page.keyboard.type(kind)
    for words in (number, "Kaart voor de wijk", "Wie er in de wijk helpt: een overzicht."):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    if kind == "Een nieuw format":
        page.keyboard.press("Tab")
        page.keyboard.type(start)
        page.keyboard.press("Tab")
        page.keyboard.type("overzicht")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    while page.evaluate("document.activeElement.dataset.do") != "make":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("start", ["Een leeg format", "Een kopie van 1.4"])
def test_a_new_format_is_made_by_keyboard_and_passes_the_check(
    visitor: Visitor, repository: Repository, start: str
) -> None:
    page = visitor.page
    page.goto(f"{visitor.place}{PROPOSAL}")
    page.wait_for_selector("[data-new]:not([hidden])")
    make_new(page, "Een nieuw format", "3.1", start)
    assert page.inner_text("[data-new-fault]") == "Nummer 3.1 is er al. Kies een ander nummer."
    page.fill("#nieuw-nummer", "3.2")
    page.press("#nieuw-nummer", "Tab")
    page.click('[data-do="make"]')
    page.wait_for_selector("[data-work]:not([hidden])")
    assert page.inner_text("h1 [data-title]") == "3.2 Kaart voor de wijk"
    assert page.inner_text("[data-changes-list] h3 >> nth=0").startswith("3.2 Kaart voor de wijk")
    add = page.locator("[data-add]").first
    add.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Welke wijk?")
    patch = save(page)
    changed = applied(repository, patch)
    folder = "forms/3.2-kaart-voor-de-wijk/"
    new = {"content/bijlagen/3.2-kaart-voor-de-wijk.md", f"{folder}datapackage.yaml"}
    assert new <= set(changed)
    files = {**TREE.files, **{path: (after or "").encode() for path, (_, after) in changed.items()}}
    source = checked(files)
    assert [str(finding) for finding in source.findings] == []
    made = source.toolbox.format("3.2")
    assert made
    assert any(question.title == "Welke wijk?" for section in made.sections for question in section.questions)
    assert bool(made.tables) == (start != "Een leeg format")
    page.click("text=Toch niet: haal dit weg")
    assert page.is_visible("[data-choose]")
    assert page.is_hidden("[data-return]")


def test_a_region_makes_its_edition_on_the_page(visitor: Visitor, repository: Repository) -> None:
    page = visitor.page
    page.goto(f"{visitor.place}{PROPOSAL}")
    page.wait_for_selector("[data-new]:not([hidden])")
    page.select_option("#nieuw-soort", "editie")
    assert page.is_hidden("#nieuw-nummer")
    page.fill("#nieuw-titel", "Nijmegen")
    page.click('[data-do="make"]')
    assert page.inner_text("[data-new-fault]") == "Die regio heeft al een editie."
    page.fill("#nieuw-titel", "Hoge Land")
    page.click('[data-do="make"]')
    page.wait_for_selector("[data-work]:not([hidden])")
    page.fill("#editie-instellingen", "Noorderpoort\nAlfa-college: Delfzijl")
    page.fill("#editie-contact", "bel ons")
    page.click('[data-do="mail"]')
    assert "Schrijf een mailadres" in page.inner_text("[data-errors]")
    page.fill("#editie-contact", "loket@hogeland.example")
    logo = (ROOT / "content/regio/voorbeeldregio/logo.png").read_bytes()
    page.set_input_files("#editie-logo", {"name": "x.png", "mimeType": "image/png", "buffer": logo})
    page.wait_for_selector("text=Dit logo gaat mee")
    applying = repository.apply(save(page))
    assert applying.returncode == 0, applying.stderr.decode()
    names = repository.git("diff", "--name-only", "-z", "HEAD~1").decode().strip("\0").split("\0")
    assert names == [f"content/regio/hoge-land/{name}" for name in ("edition.yaml", "logo.png")]
    files = {name: data for name in names if (data := repository.bytes_of(name))}
    source = checked({**TREE.files, **files})
    assert [str(finding) for finding in source.findings] == []
    made = next(one.badge for one in source.overlaid if one.badge.slug == "hoge-land")
    assert (made.name, made.contact) == ("Hoge Land", "loket@hogeland.example")
    assert made.institutions == ("Noorderpoort", "Alfa-college: Delfzijl")
    assert made.logo == names[1]


def test_what_is_for_one_region_goes_in_its_folder(visitor: Visitor, repository: Repository) -> None:
    edition = "content/regio/nijmegen/edition.yaml"
    page = visitor.page
    page.goto(f"{visitor.place}{PROPOSAL}?pagina={edition}&bij={INTRO}")
    page.wait_for_selector("[data-work]:not([hidden])")
    assert page.input_value("#regio") == "Nijmegen"
    page.fill("#editie-tekst-0", "Bij ons begin je bij het stagebureau.")
    with page.expect_download() as waiting:
        page.click('[data-do="keep"]')
    page.goto(f"{visitor.place}{PROPOSAL}")
    page.set_input_files("[data-file]", waiting.value.path())
    page.wait_for_selector("[data-work]:not([hidden])")
    assert violations(page) == []
    changed = applied(repository, save(page))
    own = "content/regio/nijmegen/teksten/inleiding.md"
    assert set(changed) == {edition, own}
    files = {**TREE.files, **{path: (after or "").encode() for path, (_, after) in changed.items()}}
    source = checked(files)
    assert [str(finding) for finding in source.findings] == []
    one = next(one for one in source.overlaid if one.badge.slug == "nijmegen")
    text = next(page.body.html for page in one.toolbox.pages if page.path == INTRO)
    assert "<p>Bij ons begin je bij het stagebureau.</p>" in text
    assert repository.last("%(trailers:key=Regio,valueonly)") == "Nijmegen"


def test_a_new_page_is_kept_and_opened_again(visitor: Visitor, repository: Repository) -> None:
    page = visitor.page
    page.goto(f"{visitor.place}{PROPOSAL}")
    page.wait_for_selector("[data-new]:not([hidden])")
    make_new(page, "Een nieuwe bijlage", "8.1")
    page.wait_for_selector("[data-work]:not([hidden])")
    with page.expect_download() as waiting:
        page.click('[data-do="keep"]')
    page.goto(f"{visitor.place}{PROPOSAL}")
    page.set_input_files("[data-file]", waiting.value.path())
    page.wait_for_selector("[data-work]:not([hidden])")
    changed = applied(repository, save(page))
    ((path, (before, text)),) = changed.items()
    assert (path, before) == ("content/bijlagen/8.1-kaart-voor-de-wijk.md", None)
    source = checked({**TREE.files, path: (text or "").encode()})
    assert [str(finding) for finding in source.findings] == []


@pytest.mark.parametrize(
    ("sort", "number", "path", "url"),
    [
        ("Een nieuwe stap", "9", "content/stappen/9-kaart-voor-de-wijk.md", "stappen/9/"),
        ("Een pagina bij", "", "content/kaart-voor-de-wijk.md", "kaart-voor-de-wijk/"),
        ("Een losse pagina", "", "content/kaart-voor-de-wijk.md", "kaart-voor-de-wijk/"),
    ],
)
def test_a_page_of_another_sort_is_new(
    visitor: Visitor, repository: Repository, sort: str, number: str, path: str, url: str
) -> None:
    page = visitor.page
    page.goto(f"{visitor.place}{PROPOSAL}")
    page.wait_for_selector("[data-new]:not([hidden])")
    page.focus("#nieuw-soort")
    page.keyboard.type(sort)
    assert page.is_visible("#nieuw-nummer") is bool(number)
    if number:
        page.fill("#nieuw-nummer", "8")
    page.fill("#nieuw-titel", "Kaart voor de wijk" if number else "Nieuw")
    page.fill("#nieuw-samenvatting", "Wie er in de wijk helpt.")
    page.click('[data-do="make"]')
    said = "Nummer 8 is er al." if number else "Er is al een pagina die zo heet."
    assert page.inner_text("[data-new-fault]").startswith(said)
    page.fill("#nieuw-nummer" if number else "#nieuw-titel", number or "Kaart voor de wijk")
    page.click('[data-do="make"]')
    page.wait_for_selector("[data-work]:not([hidden])")
    changed = applied(repository, save(page))
    assert set(changed) == {path}
    source = checked({**TREE.files, path: (changed[path][1] or "").encode()})
    assert [str(finding) for finding in source.findings] == []
    (made,) = (each for each in source.toolbox.pages if each.path == path)
    assert addresses.page_url(made) == url


def test_a_proposal_that_is_kept_is_opened_again_elsewhere(
    visitor: Visitor, browser: Browser, place: str, repository: Repository
) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    page.fill("#stuk-1-tekst", page.input_value("#stuk-1-tekst").replace("- mentoren\n", "- mentoren en coaches\n"))
    page.click("text=Nog een pagina of format erbij")
    page.click(f'[data-path="{PLAN}"]')
    page.wait_for_selector("#vraag-0")
    change_title(page, "Naam")
    page.click('[data-add="algemeen"]')
    page.keyboard.type("Hoe gaat het?")
    page.fill("#waarom", "Zo is het beter.")
    with page.expect_download() as waiting:
        page.click('[data-do="keep"]')
    assert waiting.value.suggested_filename == "voorstel-tekst-stappen-1-voorbereidingen-en-meer.json"
    elsewhere = Visitor(browser, place, PHONE)
    elsewhere.page.goto(f"{place}{PROPOSAL}")
    elsewhere.page.set_input_files("[data-file]", waiting.value.path())
    elsewhere.page.wait_for_selector("[data-work]:not([hidden])")
    assert elsewhere.page.input_value("#waarom") == "Zo is het beter."
    changed = applied(repository, save(elsewhere.page))
    assert difference(*changed[STEP]) == (["- mentoren"], ["- mentoren en coaches"])
    in_form(PLAN, changed)
    assert "- name: hoe_gaat_het" in "".join(difference(*changed[PLAN])[1])
    elsewhere.page.set_input_files("[data-file]", {"name": "x.json", "mimeType": "", "buffer": b"{}"})
    elsewhere.page.wait_for_selector("[data-failed]:not([hidden])")
    assert "geen voorstel" in elsewhere.page.inner_text("[data-failed]")
    elsewhere.page.click("text=Terug naar je voorstel")
    assert elsewhere.page.is_visible("[data-changes-list] h3 >> nth=1")
    assert elsewhere.problems == []
    elsewhere.context.close()


@pytest.mark.promise("nothing-stored", "draft-sealed")
def test_a_draft_with_a_code_word_survives_a_reload(browser: Browser, place: str) -> None:
    made = Visitor(browser, place)
    page = made.open(STEP)
    toggle(page, "stuk-1")
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(" Echt.")
    page.click("[data-draft-start]")
    page.fill("#codewoord", "drie groene appels")
    page.fill("#codewoord-weer", "drie groene appels")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-draft-kept]:not([hidden])")
    page.fill("#naam", "Anne")
    page.wait_for_timeout(1_000)
    assert page.evaluate("Object.values(localStorage).some((text) => text.includes('Echt'))") is False
    page.reload()
    assert made.asked == []
    page.fill("#concept-woord", "drie groene appels")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-changes-list] ins")
    assert page.input_value("#naam") == "Anne"
    page.click("[data-draft-remove]")
    assert page.evaluate(STORED) == NOTHING_STORED
    assert made.problems == []
    made.context.close()


def test_a_reaction_to_selected_words_names_them(visitor: Visitor) -> None:
    words = "Het zorgteam & de rest"
    visitor.page.goto(
        f"{visitor.place}{PROPOSAL}?pagina={STEP}#woorden=Het zorgteam %26 de  rest&kop=Wie je nodig hebt"
    )
    page = visitor.page
    page.wait_for_selector("[data-quote]:not([hidden])")
    page.keyboard.type("Wie is dat?")
    page.click('[data-do="mail"]')
    body = unquote(visitor.opened()["href"].split("&body=")[1]).split("\r\n")
    assert [line for line in body if line][:5] == [
        *("Pagina: Stap 1: Voorbereidingen", "https://toolbox.example/stappen/1/", "Stand van de toolbox: 1234567"),
        *("Onderdeel: Wie je nodig hebt", f"Bij de woorden: ‘{words}’"),
    ]
    page.evaluate("window.opened = []")
    page.click("text=Toch niet op deze woorden")
    page.click('[data-do="mail"]')
    assert words not in unquote(visitor.opened()["href"])


def change_title(page: Page, words: str) -> None:
    toggle(page, "vraag-0")
    page.fill("#vraag-0-titel", words)


def test_a_button_stays_under_the_mouse_that_presses_it(visitor: Visitor) -> None:
    """The list of changes above it grows when the mouse is up again, or the click would be lost."""
    page = visitor.open(PLAN)
    toggle(page, "vraag-0")
    page.hover('[data-do="issue"]')
    page.mouse.down()
    page.evaluate(
        """const field = document.getElementById("vraag-0-titel");
        field.value = "Naam";
        field.dispatchEvent(new Event("input", { bubbles: true }));"""
    )
    page.wait_for_timeout(1_000)
    assert page.is_visible("[data-changes-none]")
    page.mouse.up()
    assert "was ‘Naam student’, wordt ‘Naam’" in parse_qs(urlsplit(visitor.opened()["href"]).query)["body"][0]
    assert page.is_hidden("[data-changes-none]")


def test_a_short_patch_stands_in_the_issue_itself(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(PLAN)
    change_title(page, "Naam")
    page.click('[data-do="issue"]')
    opened = visitor.opened()
    assert opened["target"] == "_blank"
    assert "noopener" in opened["rel"]
    assert len(opened["href"]) < 6_000
    query = parse_qs(urlsplit(opened["href"]).query)
    assert query["title"] == ["Voorstel bij 4.1 Format school-naar-werk-plan: vraag ‘Naam student’"]
    assert "was ‘Naam student’, wordt ‘Naam’" in query["body"][0]
    patch = query["body"][0].split("```\n")[1].replace("\r\n", "\n")
    assert set(applied(repository, patch)) == {PLAN}


def test_a_long_patch_is_saved_and_asked_to_be_added(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(STEP)
    open_source(page, "stuk-1")
    words = "## Kop\n\n" + " ".join(f"woord{number}" for number in range(900))
    page.fill("#stuk-1-tekst", words)
    with page.expect_download() as waiting:
        page.click('[data-do="mail"]')
    address = visitor.opened()["href"]
    assert len(address) < 1_950
    assert "Voeg dat toe voordat je dit verstuurt." in unquote(address)
    assert waiting.value.suggested_filename == "voorstel-tekst-stappen-1-voorbereidingen.patch"
    assert waiting.value.suggested_filename in page.inner_text("[data-said]")
    assert set(applied(repository, Path(waiting.value.path()).read_text("ascii"))) == {STEP}


@pytest.mark.parametrize(
    ("form", "title", "body"),
    [
        ("https://github.com/a/b/issues/new", "title", "body"),
        ("https://codeberg.org/a/b/issues/new?template=voorstel.md", "title", "body"),
        ("https://gitlab.com/a/b/-/issues/new", "issue[title]", "issue[description]"),
    ],
)
def test_each_forge_gets_its_own_names(browser: Browser, tmp_path: Path, form: str, title: str, body: str) -> None:
    write_site(tmp_path, mail="", issues_url=form)
    made = Visitor(browser, (tmp_path / "voorstel").as_uri().removesuffix(PROPOSAL))
    made.page.goto(f"{(tmp_path / 'voorstel' / 'index.html').as_uri()}?pagina={INTRO}")
    made.page.wait_for_selector("[data-work]:not([hidden])")
    assert made.page.locator('[data-do="mail"]').count() == 0
    made.page.fill("#waarom", "Goed zo.")
    made.page.click('[data-do="issue"]')
    query = parse_qs(urlsplit(made.opened()["href"]).query)
    assert query[title] == ["Reactie op Inleiding"]
    assert "Goed zo." in query[body][0]
    made.context.close()


def test_an_address_as_name_is_warned_about(visitor: Visitor) -> None:
    page = visitor.open(PLAN)
    change_title(page, "Naam")
    page.fill("#naam", "jan@school.nl")
    page.click('[data-do="download"]')
    assert "Dit lijkt een mailadres." in page.inner_text("[data-errors]")


def test_nobody_has_to_give_a_name(visitor: Visitor, repository: Repository) -> None:
    page = visitor.open(PLAN)
    change_title(page, "Naam")
    applied(repository, save(page))
    assert repository.last("%an <%ae>") == "Zonder naam <voorstel@toolbox.invalid>"
    assert repository.last("%(trailers:key=Regio,valueonly)").strip() == ""


def test_leaving_with_unsaved_work_is_asked_about(visitor: Visitor) -> None:
    page = visitor.open(PLAN)
    change_title(page, "Naam")
    page.reload()
    assert visitor.asked == ["beforeunload"]
    page.wait_for_selector("[data-work]:not([hidden])")
    change_title(page, "Naam")
    save(page)
    page.reload()
    assert visitor.asked == ["beforeunload"]


def test_nothing_is_kept(visitor: Visitor) -> None:
    page = visitor.open(PLAN)
    change_title(page, "Naam")
    page.fill("#naam", "Anne")
    save(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    page.goto(f"{visitor.place}stappen/1/")
    page.go_back()
    page.wait_for_selector("[data-work]:not([hidden])")
    assert page.input_value("#naam") == ""
    assert page.is_visible("text=Naam student")


# --- for everyone ---


@pytest.mark.parametrize(
    ("path", "widths"), [*((path, (PHONE, LAPTOP)) for path in ("", STEP, PLAN, MAP)), (CHECKLIST, (PHONE,))]
)
def test_it_is_accessible_and_fits(browser: Browser, place: str, path: str, widths: tuple[int, ...]) -> None:
    made = Visitor(browser, place, widths[0])
    page = made.page
    page.goto(f"{place}{PROPOSAL}{f'?pagina={path}' if path else ''}")
    page.wait_for_selector("[data-work]:not([hidden])" if path else "[data-choose]")
    found: list[str] = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} {text}" for text in violations(page)]
    opened = slice(8, 14) if path == CHECKLIST else slice(7)
    for button in page.locator("[data-toggle]").all()[opened] + page.locator("[data-toggle^=tabel]").all()[:2]:
        button.click()
    if path == PLAN:
        page.click('[data-remove="vraag-6"]')
        page.select_option("#vraag-1-soort", "list")
    if path == STEP:
        page.fill("#stuk-0-tekst", "Heel anders <b> 😀.\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    if path:
        page.fill("#naam", "x@y")
        page.click('[data-do="issue"]')
        page.wait_for_selector("[data-errors]:not([hidden])")
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width} {text}" for text in violations_in_both_schemes(page)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert found == []
    assert made.problems == []
    made.context.close()


def test_it_works_from_a_stick(browser: Browser, folder: Path, repository: Repository) -> None:
    """As a file, where a page may load nothing but scripts and pictures."""
    made = Visitor(browser, "file:")
    page = made.page
    page.goto(f"{(folder / 'voorstel' / 'index.html').as_uri()}?pagina={PLAN}")
    page.wait_for_selector("[data-work]:not([hidden])")
    change_title(page, "Naam")
    assert set(applied(repository, save(page))) == {PLAN}
    made.context.close()
