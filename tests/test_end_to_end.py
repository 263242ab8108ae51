"""From a mentor without an account to a page that is live.

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
from playwright.sync_api import Browser

from conftest import copy_checkout, toolbox
from forge import Forge
from proposed import Checkout, write_person

TOKEN = "geheim-van-de-beheerder"
PAGE = "content/inleiding.md"
REGION = "Achterhoek"
BETTER = "Deze zin kwam van een mentor."


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


def test_a_sentence_of_a_mentor_goes_live_with_its_credit(
    browser: Browser, address: str, checkout: Path, maintainer: Checkout, tmp_path: Path
) -> None:
    patch = tmp_path / "voorstel.patch"
    patch.write_text(proposal_from(browser, address), "utf-8")
    with Forge(tmp_path / "forge", {TOKEN: "beheer"}) as forge:
        forge.create("beheer/toolbox", maintainer.root)
        mine = Checkout(forge.path("beheer/toolbox"), "Kim Jansen").clone(tmp_path / "mine", "Kim Jansen")
        mine.git("config", "toolbox.forge", "github")
        mine.git("config", "toolbox.api", forge.api)
        taken = toolbox(mine.root, "intake", "--ja", "--zonder-muren", str(patch))
        assert taken.returncode == 0, taken.stdout + taken.stderr
        (pull,) = forge.pulls["beheer/toolbox"].values()
        bare = forge.bare("beheer/toolbox")
        assert [file["filename"] for file in bare.files("main", pull.head)] == [PAGE]
        changes = toolbox(
            mine.root,
            "changes",
            f"main...{pull.head}",
            "--zonder-muren",
            "--no-paper",
            "--to",
            str(tmp_path / "verslag"),
        )
        assert changes.returncode == 0, changes.stdout + changes.stderr
        assert BETTER in (tmp_path / "verslag" / "wijzigingen.md").read_text("utf-8")
        merge = urllib.request.Request(
            f"{forge.api}/repos/beheer/toolbox/pulls/1/merge",
            data=b"{}",
            method="PUT",
            headers={"Authorization": f"Bearer {TOKEN}"},
        )
        with urllib.request.urlopen(merge) as response:
            assert json.load(response)["merged"]
        mine.git("checkout", "--quiet", "main")
        mine.git("pull", "--quiet")
    # As where this site was built before: what the sentence does not change is not drawn again.
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
    page = html.parse(mine.root / "site" / "inleiding" / "index.html").getroot().text_content()
    assert BETTER in page
    assert "Bijgedragen door" in page
    assert REGION in page
    assert REGION in html.parse(mine.root / "site" / "nieuw" / "index.html").getroot().text_content()
