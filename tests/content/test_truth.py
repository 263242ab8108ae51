"""What the content may say: nothing that the printed toolbox does not hold without the mark ‘tip van de redactie’, one
word for one thing, and of what the law protects only what may be asked of who fills it in."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from boxes import ROOT, source_of
from toolbox.core.form import Format, Question, Section, Table
from toolbox.source.prose import plain_text

BOX = source_of(ROOT).toolbox
TIP = re.compile(r"\btips? van de redactie\b", re.I)
# What the printed toolbox calls something may be told.
OLD_WORD = "In de gedrukte Toolbox ook: Doelgroepenregister."
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder in ("content", "forms")
    for path in sorted((ROOT / folder).rglob("*.*"))
    if path.suffix in {".md", ".yaml", ".csv"}
}


def form(number: str) -> Format:
    found = BOX.format(number)
    assert found, number
    return found


def section(number: str, name: str) -> Section:
    return next(part for part in form(number).sections if part.name == name)


def question(number: str, name: str) -> Question:
    return next(found for found in form(number).questions if found.name == name)


def table(number: str, name: str) -> Table:
    return next(found for found in form(number).tables if found.name == name)


def page_text(number: str) -> str:
    page = BOX.page(number)
    assert page
    return plain_text(page.body.html)


def texts_of(found: Format) -> Iterator[str]:
    """All that a format says on paper."""
    yield found.description
    for part in found.sections:
        yield plain_text(part.intro.html)
    for asked in asked_in(found):
        yield asked.title
        yield asked.ground
        yield asked.help if isinstance(asked.help, str) else plain_text(asked.help.html)


def asked_in(found: Format) -> Iterator[Question | Table]:
    """Its questions, its tables and their columns."""
    yield from found.questions
    yield from found.tables
    for item in found.tables:
        yield from item.columns


def cells(found: Format) -> Iterator[str]:
    return (cell for item in found.tables for row in item.rows for cell in row)


# As the printed toolbox has it.


def test_2_2_3_asks_by_whom_a_student_is_proposed() -> None:
    names = [found.title for found in section("2.2.3", "aanmelder").questions]
    assert names == [
        *("Door wie aangemeld", "Naam decaan", "Mail", "Tel.nr", "School-ex", "Transitieroute"),
        *("Naam mentor/BPV-begeleider", "RMC"),
    ]


def test_5_2_has_conditions_above_the_whole_table() -> None:
    found = table("5.2", "aanvullingen")
    assert found.title == "Randvoorwaarden"
    assert [heading for heading, _ in found.groups] == [
        *("Voorwaarden binnen de school", "Student", "Stagebedrijven", "Tijdens stage")
    ]


@pytest.mark.parametrize("found", BOX.formats, ids=lambda found: found.number)
def test_no_format_doubts_its_own_words(found: Format) -> None:
    assert [
        text for text in texts_of(found) if re.search(r"\b(waarschijnlijk .*bedoeld|onduidelijk|weten we niet)\b", text)
    ] == []


@pytest.mark.parametrize("found", BOX.formats, ids=lambda found: found.number)
def test_no_row_repeats_its_group(found: Format) -> None:
    repeated = [
        (heading, row)
        for item in found.tables
        for heading, rows in item.groups
        for row in rows
        if heading and heading in row[1:]
    ]
    assert repeated == []


def test_the_toolbox_page_promises_only_what_the_steps_have() -> None:
    text = next(plain_text(page.body.html) for page in BOX.pages if page.path == "content/toolbox.md")
    assert "geen aparte delen" in text
    assert "Een stap heeft een organisatorische en een operationele kant" not in text
    assert "Het eerste heet ‘Student met vraag’" in text


def test_a_word_is_explained_once() -> None:
    told = [path for path, text in SOURCES.items() if re.search(r"\*\*Loonwaarde\*\*|^Loonwaarde\n:", text, re.M)]
    assert told == ["forms/2.1-selectiecriteria/datapackage.yaml"]


# What the editors added says so.


def test_editors_tips_are_marked_on_the_page() -> None:
    counts = {number: len(TIP.findall(page_text(number))) for number in ("1.4", "2.1", "3.1", "4.1", "5.3.2", "5.4")}
    assert counts == {"1.4": 2, "2.1": 3, "3.1": 3, "4.1": 2, "5.3.2": 3, "5.4": 2}


@pytest.mark.parametrize(
    ("number", "name"),
    [
        *(("3.1", "toestemming"), ("4.1", "werknemersvaardigheden"), ("4.1", "beroepsvaardigheden")),
        *(("4.1", "ondertekening"), ("5.4", "werkprocessen")),
    ],
)
def test_blocks_that_the_editors_added_say_so(number: str, name: str) -> None:
    assert TIP.search(plain_text(section(number, name).intro.html))


def test_the_third_answer_says_that_the_editors_added_it() -> None:
    asked = question("3.1", "man_vrouw")
    assert len(asked.choices) == 3
    assert TIP.search(asked.help)


def test_the_site_says_what_the_mark_means() -> None:
    page = next(page for page in BOX.pages if page.path == "content/over-deze-site.md")
    assert "tip van de redactie" in plain_text(page.body.html)
    assert "Wat de redactie toevoegde" in [heading.text for heading in page.body.headings]


# One word for one thing.


@pytest.mark.parametrize(
    ("right", "any_way"),
    [
        ("studentvolgsysteem", r"\bstudent(?:en)? ?volg ?systeem"),
        ("werkgeversservicepunt", r"\bwerkgevers? ?service ?punt"),
        ("doelgroepregister", r"\bdoelgroep(?:en)? ?register"),
        ("aanmelder", r"\b(?:aan)?melder"),
    ],
)
def test_one_spelling(right: str, any_way: str) -> None:
    said = [text for found in BOX.formats for text in (*texts_of(found), *cells(found))]
    said += [plain_text(page.body.html).replace(OLD_WORD, "") for page in BOX.pages]
    said += [box.text for diagram in BOX.diagrams for box in diagram.boxes]
    spelt = [match.lower() for text in said for match in re.findall(any_way, text, re.I)]
    assert len(spelt) > 1
    assert set(spelt) == {right}


def test_via_this_website_is_a_link() -> None:
    told = {path: len(re.findall(r"via deze website", text)) for path, text in SOURCES.items()}
    linked = {
        path: len(re.findall(r"\[via deze website\]\((?:\.\./)?voorstel\.md\)", text)) for path, text in SOURCES.items()
    }
    assert told == linked
    assert sum(linked.values()) == 15


# Who may write down what.


def grounds() -> Iterator[tuple[str, str]]:
    """(format's number, ground) of all that is sensitive."""
    for found in BOX.formats:
        for asked in asked_in(found):
            if asked.ground:
                yield found.number, asked.ground


def test_the_schools_exception_is_told_to_schools() -> None:
    """UAVG art. 30 lid 2 is about schools: each ground that names it says so."""
    named = [(number, text) for number, text in grounds() if "UAVG" in text and "art. 30" in text]
    assert len(named) > 15
    assert [(number, text) for number, text in named if "school" not in text] == []


@pytest.mark.parametrize("number", ["4.1", "5.4"])
def test_what_others_fill_in_or_read_asks_nothing_about_health(number: str) -> None:
    for _, text in (item for item in grounds() if item[0] == number):
        assert re.search(r"niets op over ziekte|niet welke ziekte|Noem hier geen organisatie voor zorg", text)


def test_home_and_money_are_not_called_specially_protected() -> None:
    areas = table("2.2.2", "leefgebieden_lijst").ground
    assert "Thuis/gezin en financiën zijn volgens de wet geen bijzondere gegevens" in areas
    assert "schulden hoort daar niet bij" in table("4.1", "organisaties").ground
