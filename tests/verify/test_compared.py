"""The page that says that a site was built again: nothing else gets past a check in its name."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from toolbox.build.publish import hashes, is_current
from toolbox.commands import verify_site
from toolbox.verify import rebuild as rebuilding
from toolbox.verify.compared import Comparison, is_of, page
from toolbox.verify.rebuild import Compared
from toolbox.verify.verify import verify

pytestmark = pytest.mark.promise("rebuilt")

RECORD = "b" * 64
WITH, AGAIN = "Python 3.12, Pango 1.50.12 en HarfBuzz 6.0.0", "Python 3.13, Pango onbekend en HarfBuzz 10.2.0"
FACTS = Comparison("28 november 2026", "176 bestanden", "a" * 40, RECORD, WITH, AGAIN, "61 andere onderdelen")


def published(folder: Path) -> str:
    """A site with its list; gives the SHA-256 of that."""
    (folder / "index.html").write_bytes(b"<p>Hoi</p>")
    listed = {"commit": "a" * 40, "fingerprint": "een", "files": hashes(folder)}
    (folder / "build.json").write_text(json.dumps(listed), "utf-8")
    return hashlib.sha256((folder / "build.json").read_bytes()).hexdigest()


def test_it_says_in_dutch_what_was_compared_when_and_with_which_hashes() -> None:
    text = page(FACTS).decode()
    assert text.count('lang="nl"') == text.count("<h1>") == 1
    words = re.sub(r"<[^>]+>|\s+", " ", text)
    for fact in (FACTS.day, FACTS.files, FACTS.commit, FACTS.record, WITH, AGAIN, FACTS.others):
        assert fact in words
    assert not re.search("<script|<style|style=| on[a-z]+=|https?:", text)


def test_it_fits_a_phone_in_the_looks_of_the_site(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        tab = context.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.route("**/nagebouwd.html", lambda route: route.fulfill(body=page(FACTS), content_type="text/html"))
        tab.goto(address + "nagebouwd.html")
        assert tab.evaluate("document.documentElement.scrollWidth") == 320
        family = tab.evaluate("getComputedStyle(document.querySelector('main')).fontFamily")
        assert "Atkinson" in family
        assert said == []


@pytest.mark.parametrize("facts", [FACTS, replace(FACTS, files="1 bestand", others="1 ander onderdeel")])
def test_one_page_alone_fits_its_list(facts: Comparison) -> None:
    assert is_of(page(facts), RECORD)
    assert not is_of(page(facts), "c" * 64)


@pytest.mark.parametrize(
    "changed",
    [
        lambda data: data + b"<script src=//x></script>",
        lambda data: data.replace(b"gelijk", b"anders"),
        lambda data: data.replace(b"176", b"<b>176</b>"),
        lambda data: data.replace(b"28 november", "28 november".encode("utf-16")),
        lambda data: b"",
    ],
)
def test_a_page_that_was_changed_is_no_such_page(changed: type) -> None:
    assert not is_of(changed(page(FACTS)), RECORD)


def test_a_check_passes_over_the_page_and_over_nothing_else(tmp_path: Path) -> None:
    record = published(tmp_path)
    place = tmp_path / "nagebouwd.html"
    place.write_bytes(page(replace(FACTS, record=record)))
    assert verify(tmp_path, None)[1] == []
    assert is_current(tmp_path, "een")
    place.write_bytes(page(FACTS))
    (told,) = verify(tmp_path, None)[1]
    assert told.startswith("‘nagebouwd.html’: hoort hier niet. Haal het weg. De pagina hoort bij een andere build.json")
    place.unlink()
    place.symlink_to("index.html")
    assert len(verify(tmp_path, None)[1]) == 1


@pytest.mark.parametrize("differs", [(), ("‘index.html’: is anders.",)])
@pytest.mark.parametrize("asked", [True, False])
def test_the_page_is_written_when_asked_for_and_when_all_is_the_same(
    tmp_path: Path, differs: tuple[str, ...], asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = published(tmp_path)
    facts = replace(FACTS, record=record)
    monkeypatch.setattr(rebuilding, "rebuild", lambda *_: Compared(facts, (), differs, 1, same_machine=True))
    options = argparse.Namespace(folder=tmp_path, record=None, rebuild=True, page=asked, signature=None)
    assert verify_site.run(tmp_path, options) == len(differs)
    assert (tmp_path / "nagebouwd.html").exists() == (asked and not differs)
    assert verify(tmp_path, None)[1] == []
