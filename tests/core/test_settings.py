"""mkdocs.yml as a maintainer left it: the settings, or a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolbox.core.settings import BadSettings, read_settings

pytestmark = pytest.mark.promise("statuses")

SITE = "site_url: https://toolbox.example\n"
WRONG = {
    "site_name: [": "mkdocs.yml:1: dit is geen geldige YAML",
    f"{SITE}a: 'x\n": "mkdocs.yml:3: dit is geen geldige YAML",
    "": "staan geen regels ‘naam: waarde’",
    "- a\n": "staan geen regels ‘naam: waarde’",
    "site_name: x\n": "staat geen ‘site_url’",
    "site_url: 5\n": "staat bij ‘site_url’ geen tekst",
    "\x01": "is geen geldige YAML",
    f"{SITE}extra: ja\n": "staan bij ‘extra’ geen regels",
    f"{SITE}extra:\n  contact: 12\n": "staat bij ‘contact’ geen tekst",
    f"{SITE}extra:\n  not_named: Kim\n": "staat bij ‘not_named’ geen lijst",
    f"{SITE}extra:\n  not_named: [1]\n": "staat bij ‘not_named’ geen lijst",
    f"{SITE}extra:\n  security_contact: bel ons\n": "iets anders dan een adres: ‘bel ons’",
}


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_what_cannot_be_so_is_said(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(BadSettings) as caught:
        read_settings(tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("security_contact: lek@school.example\n  contact: a@b.example", "mailto:lek@school.example"),
        ("security_contact: https://school.example/lek", "https://school.example/lek"),
        ("security_contact: ''\n  contact: a@b.example", "mailto:a@b.example"),
        # A contact that is no address of either kind is passed over.
        ("contact: bel ons\n  issues_url: https://forge.example/issues", "https://forge.example/issues"),
        ("issues_url: http://forge.example/issues", ""),
    ],
)
def test_where_a_hole_is_told_is_the_first_that_is_filled_in(tmp_path: Path, said: str, told: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{SITE}extra:\n  {said}\n", "utf-8")
    assert read_settings(tmp_path).security == told


def test_letters_of_another_kind_are_said(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(b"site_url: \xe9\n")
    with pytest.raises(BadSettings, match="niet in UTF-8"):
        read_settings(tmp_path)


def test_what_is_empty_is_not_filled_in(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"{SITE}extra:\n  contact:\n  keeper: ''\n", "utf-8")
    settings = read_settings(tmp_path)
    assert (settings.url, settings.contact, settings.keeper) == ("https://toolbox.example/", "", "")
