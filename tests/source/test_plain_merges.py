"""What two regions add to one toolbox, taken together by plain Git, as the button of a forge does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from boxes import ROOT
from pastrepo import Past
from toolbox.core.findings import Severity
from toolbox.source.check import read_source

pytestmark = pytest.mark.slow

TALK = "forms/3.1-format-school-naar-werk-gesprek/datapackage.yaml"
CARD = "forms/1.4-sociale-kaart-werk/sociale_kaart.csv"
STEP = "content/stappen/5-eindstage.md"
Change = Callable[[Past], None]
PAGE = """\
---
nummer: '{number}'
titel: {title}
soort: bijlage
status: in ontwikkeling
samenvatting: Een voorbeeld uit een regio.
herzien_voor: 2027-11-01
bron: Zelf geschreven
---
Dit is in ontwikkeling. Heb je een voorbeeld? Deel het.
"""
FORM = """\
name: {name}
title: {title}
description: Hiermee leg je iets vast.
version: 1.0.0
number: '{number}'
kind: formulier
roles:
  - student
sections:
  - name: een
    title: Een
resources:
  - name: antwoorden
    schema:
      fields:
        - name: wie
          title: Wie ben je?
          type: string
          section: een
"""


def before(path: str, mark: str, text: str) -> Change:
    return lambda past: past.replace(path, mark, text + mark)


def question(name: str, section: str, mark: str) -> Change:
    field = (
        f"        - name: {name}\n          title: Nog iets?\n          type: string\n          section: {section}\n"
    )
    return before(TALK, f"        - name: {mark}\n", field)


def appendix(number: str, title: str, name: str, form: str = "") -> Change:
    def change(past: Past) -> None:
        past.write(f"content/bijlagen/{number}-{name}.md", PAGE.format(number=number, title=title))
        if form:
            past.write(f"forms/{number}-{name}/datapackage.yaml", FORM.format(number=number, title=title, name=name))

    return change


def both(*changes: Change) -> Change:
    def change(past: Past) -> None:
        for each in changes:
            each(past)

    return change


def choice(value: str, mark: str) -> Change:
    return before(
        TALK, f"            - value: {mark}\n", f"            - value: {value}\n              label: {value}\n"
    )


def tool(number: str, mark: str) -> Change:
    """A tool in the table of a step, before another one in another row."""
    return before(STEP, mark, f"        - '{number}'\n")


CASES: dict[str, tuple[Change, Change]] = {
    "a question in two blocks": (
        question("hobby", "student", "telefoon"),
        question("rijbewijs_b", "stages", "rol_stage"),
    ),
    "a choice in two places": (choice("weet_niet", "man"), choice("wisselt", "anders")),
    "rows of one table": (
        before(CARD, "Extern,Werkbedrijf", "Intern,Decaan,Kennis,Loopbaanpunt\n"),
        lambda past: past.write(CARD, (past.root / CARD).read_text("utf-8") + "Extern,Bibliotheek,Kennis,Balie\n"),
    ),
    "two tools in one step": (
        both(appendix("5.6", "Nog een tool", "nog-een-tool"), tool("5.6", "        - '5.1.1'\n")),
        both(appendix("5.7", "Weer een tool", "weer-een-tool"), tool("5.7", "        - '5.5'\n")),
    ),
    "two pages": (appendix("2.4", "Voorbeeld uit A", "uit-a"), appendix("2.5", "Voorbeeld uit B", "uit-b")),
    "two formats": (
        appendix("2.4", "Lijst uit A", "lijst-a", "form"),
        appendix("2.5", "Lijst uit B", "lijst-b", "form"),
    ),
}


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    past = Past(tmp_path_factory.mktemp("past") / "box", ROOT)
    past.commit("base")
    for key in ("name", "email"):
        past.git("config", f"user.{key}", "beheer@toolbox.example")
    return past


@pytest.mark.parametrize("case", CASES)
def test_both_are_taken_without_a_word(past: Past, case: str) -> None:
    past.git("checkout", "-q", "-B", "two", "main")
    for branch, change in zip(("one", "two"), CASES[case], strict=True):
        past.git("checkout", "-q", "-B", branch, "main")
        change(past)
        past.commit(branch)
    past.git("merge", "-q", "--no-edit", "one")
    source = read_source(past.root)
    # Who keeps a translation is told that a choice came; that stops nobody.
    assert [str(finding) for finding in source.findings if finding.severity is Severity.ERROR] == []
