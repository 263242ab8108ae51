"""What the site says hangs on what mkdocs.yml holds: with an address and without; and what `toolbox build` tells."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from boxes import ROOT, source_of
from toolbox.build import build as building
from toolbox.build.build import Result
from toolbox.commands import build
from toolbox.core.places import CONFIG
from toolbox.core.settings import Settings, read_settings
from toolbox.history.history import History
from toolbox.site import views
from toolbox.site.offers import Rendered
from toolbox.site.page import PageView
from toolbox.site.proposal import ProposalView
from toolbox.site.spot import Facts
from toolbox.site.whole import SiteView

BOX = source_of(ROOT).toolbox
HISTORY = History((), head="1" * 40)
NO_ACCOUNT, ACCOUNT = "geen account nodig", "heb je een account nodig"
ISSUES, MAIL = "https://forge.example/new", "voorstellen@toolbox.example"


def settings(contact: str = "", issues_url: str = "", keeper: str = "") -> Settings:
    return Settings(url="https://toolbox.example/", edit_url="", issues_url=issues_url, contact=contact, keeper=keeper)


def page(name: str, own: Settings) -> str:
    view = SiteView(Facts(BOX, HISTORY, own, Rendered({}, {}, {})), f"{name}/")
    (found,) = [item for item in BOX.pages if item.path == f"content/{name}.md"]
    return views.site_templates().get_template("plain.html").render(view=view, page=PageView(found, view))


def proposal_page(own: Settings) -> str:
    view = SiteView(Facts(BOX, HISTORY, own, Rendered({}, {}, {})), "voorstel/")
    proposal = ProposalView.of(BOX, HISTORY, own)
    return views.site_templates().get_template("proposal.html").render(view=view, proposal=proposal)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (settings(MAIL, ISSUES), (True, False)),
        (settings(MAIL), (True, False)),
        (settings("", ISSUES), (False, True)),
        (settings(), (False, False)),
    ],
)
def test_no_account_is_said_only_where_a_mail_can_be_sent(own: Settings, said: tuple[bool, bool]) -> None:
    for text in (page("over-deze-site", own), proposal_page(own)):
        assert (NO_ACCOUNT in text, ACCOUNT in text) == said


def test_no_button_leads_nowhere() -> None:
    whole, bare = proposal_page(settings(MAIL, ISSUES)), proposal_page(settings())
    assert re.findall(r'data-do="(\w+)" aria-describedby', whole) == ["mail", "issue", "download", "keep"]
    assert re.findall(r'data-do="(\w+)" aria-describedby', bare) == ["download", "keep"]
    assert "niet ingevuld waar een voorstel naartoe kan" in bare
    assert "Daarna stuur je je voorstel op" not in bare


def test_the_colophon_says_who_keeps_the_toolbox() -> None:
    assert "<dd>nog niet ingevuld</dd>" in page("colofon", settings())
    assert "<dd>Regio &amp; School</dd>" in page("colofon", settings(keeper="Regio & School"))
    assert "Wie deze toolbox bijhoudt" not in page("over-deze-site", settings())


def write(root: Path, *lines: str) -> None:
    text = "\n".join(["site_name: Toolbox", "site_url: https://toolbox.example/", "extra:", "  not_named: []", *lines])
    (root / CONFIG).write_text(text, "utf-8")


def told(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setattr(building, "build", lambda _root, _placed, _tell: Result((), built=True, changed=False))
    assert build.run(root, argparse.Namespace(quiet=False)) == 0
    return capsys.readouterr().err


def test_build_tells_in_one_line_what_is_not_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path, "  issues_url: https://forge.example/new", "  contact: ''")
    assert read_settings(tmp_path).unset == ("contact", "security_contact", "keeper")
    assert told(tmp_path, monkeypatch, capsys) == (
        "Let op: in mkdocs.yml is niet ingevuld: ‘contact’, ‘security_contact’, ‘keeper’. "
        "De site laat weg wat daarvan afhangt; README.md legt uit wat.\n"
    )
    keys = ("issues_url: https://a.example/", "contact: a@b.nl", "security_contact: a@b.nl", "keeper: Regio")
    write(tmp_path, *(f"  {key}" for key in keys))
    assert told(tmp_path, monkeypatch, capsys) == ""


def test_no_text_of_the_source_promises_what_is_configured() -> None:
    folders = ("content", ".github/ISSUE_TEMPLATE", ".gitlab/issue_templates", "scripts/toolbox/templates")
    promised = [
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.*"))
        if path.is_file() and re.search(r"zonder account|geen account", path.read_text("utf-8", errors="replace"))
    ]
    assert promised == []


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [int(number) for number in re.findall(r"^(\d+)\. ?[A-Z]", text, re.M)] == list(range(1, 16))
    assert "Compatible Licences" in text
    assert 'license = "EUPL-1.2"' in (ROOT / "pyproject.toml").read_text("utf-8")
