"""From two people without an account to pages that are live: a sentence, and a format that was not there.

The built site in a real browser, `toolbox intake` on what it gave, a forge that merges, and the site built anew with
the credit on it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from conftest import copy_checkout
from forge import Forge
from proposed import Checkout, write_person
from warm import toolbox

TOKEN = "geheim-van-de-beheerder"
PAGE = "content/inleiding.md"
REGION = "Achterhoek"
BETTER = "Deze zin kwam van een mentor."
NUMBER, ABOUT, TABLE, COLUMNS = "5.9", "Wie er in de wijk helpt.", "Hulp in de wijk", ("Wie", "Waarvoor")
NEW = ["content/bijlagen/5.9-kaart-voor-de-wijk.md", "forms/5.9-kaart-voor-de-wijk/datapackage.yaml"]
MOST_TABS = 300


def proposal_from(browser: Browser, address: str) -> str:
    """What someone downloads who changed a text on the page for proposals: a patch."""
    page = browser.new_page(accept_downloads=True)
    page.goto(f"{address}inleiding/")
    page.get_by_role("link", name="Verbeter deze pagina").click()
    page.locator("[data-toggle='stuk-1']").click()
    page.locator("#stuk-1-tekst").press("ControlOrMeta+End")
    page.keyboard.press("Enter")
    page.keyboard.type(BETTER)
    page.fill("#waarom", "Dat mist nog.")
    page.fill("#naam", "Ayşe de Groot")
    page.fill("#regio", REGION)
    with page.expect_download() as waiting:
        page.click("[data-do='download']")
    text = Path(waiting.value.path()).read_text("utf-8")
    page.close()
    return text


def tab_to(page: Page, place: str, words: str = "") -> None:
    """As someone without a mouse: from where the focus is to `place`, and type there."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(place) => document.activeElement.matches(place)", place):
            break
    else:
        raise AssertionError(place)
    page.keyboard.type(words)


def new_format_from(browser: Browser, address: str) -> str:
    """A patch of a format with a table, made by keyboard alone."""
    page = browser.new_page(accept_downloads=True)
    page.goto(f"{address}voorstel/")
    page.wait_for_selector("[data-new]:not([hidden])")
    fields = {"soort": "Een nieuw format", "nummer": NUMBER, "titel": "Kaart voor de wijk", "samenvatting": ABOUT}
    for name, words in fields.items():
        tab_to(page, f"#nieuw-{name}", words)
    tab_to(page, "[data-new-role]", " ")
    tab_to(page, "[data-do='make']")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-work]:not([hidden])")
    tab_to(page, "[data-add-table]")
    page.keyboard.press("Enter")
    page.keyboard.type(TABLE)
    for column, words in enumerate(COLUMNS):
        tab_to(page, f"[id$=-kolom-{column}-titel]", words)
    tab_to(page, "#naam", "Sanne Vos")
    tab_to(page, "#regio", "Zeeland")
    tab_to(page, "[data-do='download']")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    text = Path(waiting.value.path()).read_text("utf-8")
    page.close()
    return text


@pytest.fixture
def maintainer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """The repository as it stands, everything committed, on main."""
    write_person(tmp_path / "person", "Kim Jansen")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "person"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    (tmp_path / "original").mkdir()
    original = Checkout(copy_checkout(tmp_path / "original"), "Kim Jansen")
    original.git("checkout", "--quiet", "-B", "main")
    original.commit("Alles zoals het nu is")
    return original


def merge(forge: Forge, number: int) -> None:
    request = urllib.request.Request(
        f"{forge.api}/repos/beheer/toolbox/pulls/{number}/merge",
        data=b"{}",
        method="PUT",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    with urllib.request.urlopen(request) as response:
        assert json.load(response)["merged"]


def words_of(path: Path) -> str:
    return str(html.parse(path / "index.html").getroot().text_content())


def test_a_sentence_and_a_new_format_go_live_with_their_credit(
    browser: Browser, address: str, checkout: Path, maintainer: Checkout, tmp_path: Path
) -> None:
    patches = [tmp_path / "zin.patch", tmp_path / "format.patch"]
    for patch, made in zip(patches, (proposal_from, new_format_from), strict=True):
        patch.write_text(made(browser, address), "utf-8")
    with Forge(tmp_path / "forge", {TOKEN: "beheer"}) as forge:
        forge.create("beheer/toolbox", maintainer.root)
        mine = Checkout(forge.path("beheer/toolbox"), "Kim Jansen").clone(tmp_path / "mine", "Kim Jansen")
        mine.git("config", "toolbox.forge", "github")
        mine.git("config", "toolbox.api", forge.api)
        taken = toolbox(mine.root, "intake", "--ja", "--zonder-muren", *map(str, patches))
        assert taken.returncode == 0, taken.stdout + taken.stderr
        sentence, new = forge.pulls["beheer/toolbox"].values()
        bare = forge.bare("beheer/toolbox")
        assert [file["filename"] for file in bare.files("main", sentence.head)] == [PAGE]
        assert [file["filename"] for file in bare.files("main", new.head)] == NEW
        changes = toolbox(
            mine.root,
            "changes",
            f"main...{sentence.head}",
            "--zonder-muren",
            "--no-paper",
            "--to",
            str(tmp_path / "verslag"),
        )
        assert changes.returncode == 0, changes.stdout + changes.stderr
        assert BETTER in (tmp_path / "verslag" / "wijzigingen.md").read_text("utf-8")
        merge(forge, 1)
        merge(forge, 2)
        mine.git("checkout", "--quiet", "main")
        mine.git("pull", "--quiet")
    # As where this site was built before: what the proposals do not change is not drawn again.
    shutil.copytree(checkout / ".build/cache", mine.root / ".build/cache", copy_function=os.link)
    built = subprocess.run(
        [Path(sys.executable).with_name("toolbox"), "build"],
        cwd=mine.root,
        env=os.environ | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    site = mine.root / "site"
    page = words_of(site / "inleiding")
    assert BETTER in page
    assert "Bijgedragen door" in page
    assert REGION in page
    assert REGION in words_of(site / "nieuw")
    page = words_of(site / "bijlagen" / NUMBER)
    assert all(words in page for words in (ABOUT, TABLE, *COLUMNS, "Zeeland"))
    assert {"-invulbaar.pdf", ".docx", ".xlsx"} <= {
        path.name.removeprefix(f"{NUMBER}-kaart-voor-de-wijk") for path in (site / "bestanden").iterdir()
    }
