"""The real content: all that the toolbox holds, written out here by hand and never read from the code under test."""

from __future__ import annotations

import csv
import importlib.resources
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from frictionless import Package
from ruamel.yaml import YAML

from boxes import ROOT, source_of
from toolbox.core.form import Format, Question, QuestionType
from toolbox.core.page import PageKind, Status
from toolbox.forms import datapackage
from toolbox.source.prose import plain_text

SOURCE = source_of(ROOT)
BOX, FINDINGS = SOURCE.toolbox, SOURCE.findings

INTRO = {
    "content/inleiding.md": "Inleiding",
    "content/aan-de-slag.md": "Aan de slag met de Transitieroute",
    "content/concept-transitieroute.md": "Het concept Transitieroute",
    "content/regionale-pilots.md": "De regionale pilots",
    "content/toolbox.md": "De Toolbox",
}
READY, CONCEPT, DRAFT = "uitgewerkt", "concept", "in ontwikkeling"
STEPS = [
    ("1", "Voorbereidingen", READY),
    ("2", "Studenten met een ondersteuningsvraag", READY),
    ("3", "School-naar-werk-gesprek", READY),
    ("4", "School-naar-werk-plan", READY),
    ("5", "(Eind)stage", READY),
    ("6", "Afronding opleiding", CONCEPT),
    ("7", "Eerste baan", CONCEPT),
    ("8", "Duurzaam werk", CONCEPT),
]
APPENDICES = [
    ("1.1.1", "Voorbereiding binnen de organisatie", READY),
    ("1.1.2", "Basis PowerPoint", CONCEPT),
    ("1.1.3", "Onderzoekrapport Transitieroute 2018", READY),
    ("1.1.4", "Voorbeeldfilmpjes jongeren", READY),
    ("1.2.1", "Format startbijeenkomst uitvoerders", READY),
    ("1.2.2", "Voorbeeld inkadering beleid (Rijn IJssel)", READY),
    ("1.4", "Sociale kaart werk", READY),
    ("2.1", "Selectiecriteria", READY),
    ("2.2.1", "Voorbeeld routeschema binnen de school", READY),
    ("2.2.2", "Voorbeeld 1 aanmeldformulier", READY),
    ("2.2.3", "Voorbeeld 2 aanmeldformulier", READY),
    ("2.3", "Flyer", CONCEPT),
    ("3.1", "Format school-naar-werk-gesprek", READY),
    ("4.1", "Format school-naar-werk-plan", READY),
    ("5.1.1", "Afspraken met regionale partijen", CONCEPT),
    ("5.1.2", "Voorbeelden van regionale afspraken", CONCEPT),
    ("5.2", "Aanvullingen op stageprotocol", READY),
    ("5.3.1", "Voortgangsformulier", CONCEPT),
    ("5.3.2", "Begeleidingsformulier", READY),
    ("5.4", "Beoordelingsformulier werkontwikkeling", READY),
    ("5.5", "Persoonlijke handleiding student", CONCEPT),
]
# Each step's table: what, and the numbers of its tools.
ROWS = {
    "1": [
        ("Achtergrondinformatie", ["1.1.1", "1.1.2", "1.1.3", "1.1.4"]),
        ("Draagvlak en commitment uitvoerders", ["1.2.1", "1.2.2"]),
        ("Draagvlak en commitment breed", []),
        ("Overzicht externe partners", ["1.4"]),
    ],
    "2": [
        ("Selectiecriteria", ["2.1"]),
        ("Aanmeldprocedures", ["2.2.1", "2.2.2", "2.2.3"]),
        ("Communicatie naar de studenten", ["2.3"]),
    ],
    "3": [("Kennismaking en verduidelijking ondersteuningsvraag", ["3.1"])],
    "4": [("School-naar-werk-plan", ["4.1"]), ("Ondersteuningsvormen", [])],
    "5": [
        ("Werving en selectie stagebedrijven", ["5.1.1", "5.1.2"]),
        ("Afspraken over aanpassingen in inhoud, vorm en duur van de eindstage", ["5.2"]),
        ("Begeleiding en ondersteuning", ["5.3.1", "5.3.2", "1.4"]),
        ("Afronding en vervolg", ["5.4", "5.5"]),
    ],
    "6": [
        ("Het plan bijwerken", ["4.1"]),
        ("De stage afsluiten", ["5.3.1", "5.4"]),
        ("Diploma of een ander bewijs", []),
        ("De student vertelt wat helpt", ["5.5"]),
        ("Begeleiding na school regelen", ["1.4"]),
    ],
    "7": [
        ("Een baan die past", ["4.1"]),
        ("Hulp bij de start", ["4.1", "5.5"]),
        ("Partners in de regio", ["1.4"]),
        ("De voortgang bijhouden", ["4.1"]),
    ],
    "8": [
        ("Werk houden", ["4.1"]),
        ("De voortgang bijhouden", ["4.1"]),
        ("Als het misgaat", ["4.1", "1.4"]),
        ("De route afsluiten", []),
    ],
}
# Each format's tables: given rows by group ('' without groups).
TABLES: dict[str, dict[str, dict[str, int]]] = {
    "1.1.1": {"checklist": {"": 8}},
    "1.2.1": {"genodigden": {"": 5}, "agenda": {"": 14}, "materiaal_lijst": {"": 4}, "planning": {"": 3}},
    "1.4": {"sociale_kaart": {"Intern": 1, "Extern": 8}},
    "2.1": {"criteria_lijst": {"": 5}},
    "2.2.2": {"leefgebieden_lijst": {"": 9}, "hulpverleners_lijst": {"": 0}},
    "2.2.3": {},
    "2.3": {},
    "3.1": {"vervoer": {"": 0}, "afspraken": {"": 0}, "contacten": {"": 0}},
    "4.1": {
        **{
            "functies": {"": 0},
            "bedrijven": {"": 0},
            "vaardigheden_werknemer": {"": 2},
            "vaardigheden_beroep": {"": 1},
        },
        **{"hulp_bij_werk": {"": 0}, "organisaties": {"": 0}, "acties": {"": 0}, "eigenaren": {"": 0}},
    },
    "5.2": {
        "aanvullingen": {
            "Voorwaarden binnen de school": 6,
            "Student": 5,
            "Stagebedrijven": 9,
            "Tijdens stage": 11,
        }
    },
    "5.1.1": {"partijen_lijst": {"": 11}, "voorwaarden_lijst": {"": 11}},
    "5.1.2": {},
    "5.3.1": {"momenten": {"": 3}, "leerdoelen_lijst": {"": 3}, "afspraken_lijst": {"": 0}},
    "5.3.2": {},
    "5.5": {},
    "5.4": {
        "taken": {"": 8},
        "gedrag": {
            "1. Goed werknemerschap": 6,
            "2. Omgaan met collega’s": 4,
            "3. Omgaan met opdrachten": 6,
            "4. Omgaan met problemen": 2,
            "5. Zorgdragen voor kwaliteit": 4,
            "6. Plannen en organiseren": 4,
        },
    },
}
# Columns that a person fills in: no format comes with anything in them.
BLANK_COLUMNS = {
    "1.1.1": {"check"},
    "1.2.1": {"naam", "uitgenodigd", "op_de_agenda", "klaar", "aantekeningen", "gedaan"},
    "1.4": {"contactpersoon", "contactgegevens"},
    "2.1": {"van_toepassing"},
    "2.2.2": {"probleem", "toelichting"},
    "5.1.1": {"afspraak", "contactpersoon"},
    "5.2": {"geregeld"},
    "5.3.1": {"datum", "besproken", "leerdoel", "voortgang", "actie", "wie"},
    "5.4": {"oordeel"},
}


def form(number: str) -> Format:
    found = BOX.format(number)
    assert found, number
    return found


def question(number: str, name: str) -> Question:
    return next(question for question in form(number).questions if question.name == name)


def titles(number: str, section: str) -> list[str]:
    found = next(part for part in form(number).sections if part.title == section)
    return [question.title for question in found.questions]


def labels(number: str, name: str) -> list[str]:
    return [choice.label for choice in question(number, name).choices]


def page_text(path: str) -> str:
    return plain_text(next(page for page in BOX.pages if page.path == path).body.html)


def text_of(number: str) -> str:
    page = BOX.page(number)
    assert page
    return plain_text(page.body.html)


def test_no_findings() -> None:
    assert [str(finding) for finding in FINDINGS] == []


# Nothing is missing.


def test_introductory_pages() -> None:
    assert {page.path: page.title for page in BOX.of_kind(PageKind.INTRO)} == INTRO
    assert [page.path for page in BOX.of_kind(PageKind.INTRO)] == list(INTRO)


def test_steps() -> None:
    assert [(page.number, page.title, page.status.value) for page in BOX.of_kind(PageKind.STEP)] == STEPS


def test_appendices() -> None:
    found = [(page.number, page.title, page.status.value) for page in BOX.of_kind(PageKind.APPENDIX)]
    assert found == APPENDICES
    assert len(found) == 21
    assert sum(status == DRAFT for _, _, status in found) == 0
    assert sum(status == CONCEPT for _, _, status in found) == 6


def test_inventory_says_the_same() -> None:
    listed = [row.key for row in BOX.inventory if row.key[0].isdigit()]
    assert listed == [number for number, _, _ in STEPS + APPENDICES]
    assert [row.key for row in BOX.inventory if row.kind is PageKind.INTRO] == list(INTRO)


def test_formats() -> None:
    title = {number: title for number, title, _ in APPENDICES}
    assert {found.number: found.title for found in BOX.formats} == {number: title[number] for number in TABLES}


def test_step_tables() -> None:
    for step, rows in ROWS.items():
        page = BOX.page(step)
        assert page
        assert page.table
        assert [(row.what, list(row.tools)) for row in page.table.rows] == rows
    used = {number for rows in ROWS.values() for _, tools in rows for number in tools}
    assert used == {number for number, _, _ in APPENDICES}
    assert not [page.number for page in BOX.of_kind(PageKind.STEP) if page.table and page.number not in ROWS]


CONCEPTS = [number for number, _, status in STEPS + APPENDICES if status == CONCEPT]


@pytest.mark.parametrize("number", CONCEPTS)
def test_a_concept_says_so_and_asks_for_reactions(number: str) -> None:
    text = text_of(number)
    assert "concept" in text
    assert "redactie" in text
    assert re.search(r"voorstel|suggestie|idee|voorbeeld", text, re.I)


CONCEPT_FORMATS = [found.number for found in BOX.formats if found.number in CONCEPTS]


@pytest.mark.parametrize("number", CONCEPT_FORMATS)
def test_each_part_of_a_concept_names_a_place_that_there_is(number: str) -> None:
    """A number of the toolbox with a block of its format or a heading of its page, or the editors themselves."""
    found = form(number)
    assert found.concept
    asked = [question.source for question in found.questions]
    own = [section.source for section in found.sections if section.source]
    own += [table.source for table in found.tables if table.source]
    for source in (one for text in (*asked, *own) for one in text.split("; ")):
        where, _, part = source.partition(", ")
        assert where == "redactie" or part, source
        assert part_is_there(where, part), source
    assert all(asked)


def part_is_there(where: str, part: str) -> bool:
    if where == "redactie":
        return True
    page = BOX.page(where.removeprefix("stap ")) or next((one for one in BOX.pages if one.title == where), None)
    assert page, where
    rows = [f"rij {number}" for number, _ in enumerate(page.table.rows if page.table else (), 1)]
    there = [heading.text for heading in page.body.headings] + rows + [plain_text(page.body.html)]
    if source := BOX.format(where):
        there += [section.title for section in source.sections] + [text for row in given_cells(source) for text in row]
        there += [choice.label for question in source.questions for choice in question.choices]
    return any(part.casefold() in text.casefold() for text in there)


def given_cells(found: Format) -> list[tuple[str, ...]]:
    return [row for table in found.tables for row in table.rows]


@pytest.mark.parametrize("number", CONCEPTS)
def test_each_point_on_the_page_of_a_concept_names_its_place(number: str) -> None:
    page = BOX.page(number)
    assert page
    # Below a slide the source stands in its last sentence: see the tests of slides.
    text = page.body.html.partition("<h3")[0] if page.is_deck else page.body.html
    points = re.findall(r"<li>(.*?)</li>", text, re.S)
    assert points
    points += [goal for row in page.table.rows for goal in row.goals] if page.table else []
    assert [point for point in points if "(bron: " not in point] == []


def test_a_finished_format_needs_no_place() -> None:
    assert not any(found.concept for found in BOX.formats if found.number not in CONCEPTS)


def test_the_route_has_eight_stations() -> None:
    route = BOX.diagram("route")
    assert [box.text for box in sorted(route.boxes, key=lambda box: box.row)] == [
        *("Student met vraag", "Aanmelding", "School-naar-werk-gesprek", "School-naar-werk-plan"),
        *("(Eind)stage", "Afronding opleiding", "Eerste baan", "Duurzaam werk"),
    ]
    assert [box.draft for box in sorted(route.boxes, key=lambda box: box.row)] == [False] * 8
    assert len(route.arrows) == 7


def test_the_example_route_within_a_school_has_fourteen_boxes() -> None:
    page = BOX.page("2.2.1")
    assert page
    diagram = BOX.diagram(page.diagram)
    assert len(diagram.boxes) == 14
    assert [len(box.points) for box in diagram.boxes if box.points] == [3]
    assert "voorbeeld" in text_of("2.2.1").lower()


# What changed since 2020: each fact by hand, with a word that its source said, and where it belongs.

SINCE = {
    "doorstroompunt": ("1 mei 2023", "ingrado.nl", {"1.4", "2.2.3", "5.1.1"}),
    "wet_van_school_naar_duurzaam_werk": ("1 januari 2026", "vng.nl", {"6", "7", "8"}),
    "vier_maatregelen": ("tot 27 jaar", "brighthives.com", {"1.1.1", "5.1.1", "6", "7", "8"}),
    "periode_loopbaanbegeleiding": ("Volgens het wetsvoorstel", "atr-regeldruk.nl", {"", "6", "7", "8"}),
    "verordening_gemeente": ("artikel 7a en 8a", "vng.nl", {"1.4", "5.1.1", "7"}),
    "regionaal_programma": ("40 Doorstroompuntregio’s", "samenvoordeklant.nl", {"1.4", "5.1.1"}),
    "afspraken_ondersteuning": ("1 augustus 2023", "steunpuntpassendonderwijs-povo.nl", {"2", "2.1", "2.2.2", "4"}),
    "kennisplein": ("1.2.1", "vanopleidingnaarwerk.nl", {"1.2.1", "6"}),
    "onderzoeksrapport": ("46 bladzijden", "fdocuments.nl", {"1.1.3"}),
}


def test_what_changed_since_2020() -> None:
    assert [fact.name for fact in BOX.since.facts] == list(SINCE)
    for fact in BOX.since.facts:
        said, publisher, numbers = SINCE[fact.name]
        assert said in fact.text
        assert publisher in [reference.publisher.split(",")[0] for reference in fact.references]
        assert {page.number for page in BOX.pages if fact in BOX.facts(page)} == numbers
        assert fact.review == "2027-11-01"


def test_words_have_a_meaning_and_stand_in_the_texts() -> None:
    words = {word.word: word for word in BOX.glossary.words}
    assert words["Doorstroompunt"].since == "1 mei 2023"
    assert "werkgeverservicepunt" in words["Werkgeversservicepunt"].refused
    assert "redactie" in BOX.glossary.intro
    said = " ".join(
        [*(page_text(page.path) for page in BOX.pages), *(f"{fact.title} {fact.text}" for fact in BOX.since.facts)]
    )
    said += " ".join(found.title for found in BOX.formats)
    assert [word for word, one in words.items() if not any(form in said for form in (word, *one.forms))] == []


# Facts and figures.

FACTS = [
    ("content/inleiding.md", "20.000", "Negen", "vijftien", "2018", "2019", "Van opleiding naar werk"),
    (
        "content/inleiding.md",
        "ROC Nijmegen",
        "Albeda",
        "Rijn IJssel",
        "Graafschap College",
        "REA College",
        "KBA Nijmegen",
    ),
    (
        "content/concept-transitieroute.md",
        "20.000",
        "negen",
        "2017",
        "2018",
        "2015",
        "KBA Nijmegen",
        "MBO Raad",
        "Wajong",
    ),
    (
        "content/concept-transitieroute.md",
        "een jaar voordat",
        "een jaar nadat",
        "Twee derde",
        "minder dan de helft",
        "cluster 4",
    ),
    ("content/regionale-pilots.md", "twintig", "2019", "2020", "REA College", "KBA Nijmegen", "mindshift"),
    (
        "content/bijlagen/1.1.1-voorbereiding-binnen-de-organisatie.md",
        "SMART",
        "twintig studenten",
        "drie tot vier medewerkers",
        "vier uur per week",
    ),
    ("content/bijlagen/1.2.1-format-startbijeenkomst-uitvoerders.md", "3 maanden"),
    ("content/bijlagen/2.2.2-voorbeeld-1-aanmeldformulier.md", "16"),
    ("content/bijlagen/5.3.2-begeleidingsformulier.md", "Begeleidingsprotocol"),
    ("content/bijlagen/5.4-beoordelingsformulier-werkontwikkeling.md", "acht werkprocessen", "26 punten"),
]


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: f"{facts[0]}-{facts[1]}")
def test_facts_are_told(facts: tuple[str, ...]) -> None:
    text = page_text(facts[0])
    assert [fact for fact in facts[1:] if fact.lower() not in text.lower()] == []


def test_footnotes_of_the_concept() -> None:
    page = next(page for page in BOX.pages if page.path == "content/concept-transitieroute.md")
    notes = page.body.html.split('<div class="footnote">')[1]
    assert re.findall(r'<li id="fn-(\w+)">', notes) == list("123456")
    assert set(re.findall(r'href="#fn-(\w+)"', page.body.html)) == set("123456")
    text = plain_text(notes)
    for fact in ("Kennis & Özdemir, 2013", "Boon & Kennis, 2012", "Ministerie OCW (2017)", "Passend Onderwijs"):
        assert fact in text


def test_films_and_report_are_links() -> None:
    films = BOX.page("1.1.4")
    assert films
    assert re.findall(r'href="(https:[^"]+)"', films.body.html) == [
        "https://youtu.be/6PiUfpT7k-4",
        "https://youtu.be/DaHzpWXeXH4",
        "https://vimeo.com/editiem/review/298878947/657b32143c",
        "https://www.youtube.com/watch?v=VBFGnO1vvI0&amp;feature=youtu.be",
    ]
    report = BOX.page("1.1.3")
    assert report
    assert len(re.findall(r'href="https://www\.kbanijmegen\.nl/', report.body.html)) == 1


# The formats.


@pytest.mark.parametrize("number", TABLES)
def test_rows_of_tables(number: str) -> None:
    found = {table.name: {heading: len(rows) for heading, rows in table.groups} for table in form(number).tables}
    assert found == TABLES[number]


@pytest.mark.parametrize("number", TABLES)
def test_blank_formats_are_blank(number: str) -> None:
    """Names and an employer stood in the source's own example: nothing that a person fills in is filled in here."""
    for path in sorted((ROOT / form(number).folder).glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8"))))
        if path.name == "antwoorden.csv":
            assert len(rows) == 1
            continue
        for index, column in enumerate(rows[0]):
            if column in BLANK_COLUMNS.get(number, set()):
                assert [row[index] for row in rows[1:] if row[index]] == []
    names = {column.name for table in form(number).tables for column in table.columns}
    assert names >= BLANK_COLUMNS.get(number, set())


def test_ticks_and_dates_in_tables_are_empty() -> None:
    for table in (table for found in BOX.formats for table in found.tables):
        for index, column in enumerate(table.columns):
            if column.type is not QuestionType.TEXT or column.choices:
                assert {row[index] for row in table.rows} <= {""}, (table.file, column.name)


def test_1_1_1() -> None:
    (table,) = form("1.1.1").tables
    assert [column.title for column in table.columns] == ["Nr", "Wat", "Wie", "Check"]
    assert [row[0] for row in table.rows] == ["", *"1234567"]
    assert table.rows[0][1] == "Initiatiefnemer binnen of buiten de school"
    assert table.rows[1][1:3] == ("Beleidsbesluit", "College van Bestuur (CvB)")


def test_1_4() -> None:
    (table,) = form("1.4").tables
    assert [column.title for column in table.shown_columns] == [
        *("Organisatie", "Waarvoor te benaderen", "Afdeling", "Contactpersoon", "Contactgegevens")
    ]
    assert [row[1].split(" (")[0] for row in table.rows] == [
        *(
            "Eigen school",
            "Werkbedrijf/Sociale Dienst",
            "Gemeente",
            "Leerwerkloket",
            "RMC",
            "SBB",
            "UWV",
            "MEE",
            "Stageplaatsen",
        )
    ]


def test_2_2_2() -> None:
    assert titles("2.2.2", "Persoons- en aanvullende gegevens") == [
        *(
            "Naam",
            "Adres",
            "Postcode/Woonplaats",
            "Telefoon jongere",
            "Geboortedatum jongere",
            "Contactgegevens ouder(s)",
        ),
        *("E-mailadres jongere", "Burgerservicenummer (BSN)", "Toestemming om aan te melden?"),
    ]
    assert question("2.2.2", "bsn").sensitive
    assert "wet" in question("2.2.2", "bsn").ground
    areas = next(table for table in form("2.2.2").tables if table.name == "leefgebieden_lijst")
    assert [column.title for column in areas.columns] == ["Leefgebieden", "Probleem?", "Toelichting"]
    assert [row[0] for row in areas.rows] == [
        *("Onderwijs", "Thuis/gezin", "Huisvesting", "Vrije tijd", "Gezondheid", "Werk/stage", "Financiën", "Gedrag"),
        "Politie/justitie",
    ]
    assert areas.ground
    assert titles("2.2.2", "Schoolsituatie en ondernomen acties") == ["Studievoortgang", "Gedrag / zorg", "Studiekeuze"]


def test_2_2_3() -> None:
    ticks = [found.title for found in form("2.2.3").questions if found.type is QuestionType.TICK]
    assert ticks == ["School-ex", "Transitieroute", "RMC"]
    assert len(titles("2.2.3", "Motivatie aanmelding student")) == 4
    assert titles("2.2.3", "Voor akkoord") == ["Datum", "Handtekening aanmelder", "Handtekening student"]
    assert [found.name for found in form("2.2.3").questions if found.signature] == [
        *("handtekening_aanmelder", "handtekening_student")
    ]


def test_3_1() -> None:
    assert [part.title for part in form("3.1").sections] == [
        *("School-naar-werk-gesprek", "Gegevens van de student", "Uitgangssituatie", "Sollicitatievaardigheden"),
        *("Bijbaan/werkervaring", "Stages", "Mobiliteit", "Vragen en opmerkingen"),
        *("Doelen en aanpak / proces en implementatie", "Vervolgafspraken", "AVG", "Toestemming"),
    ]
    agreements = next(table for table in form("3.1").tables if table.name == "afspraken")
    assert [column.title for column in agreements.columns] == ["Datum", "Actie"]
    assert agreements.empty_rows >= 3


def test_4_1() -> None:
    assert len(form("4.1").sections) == 16
    for name in ("vaardigheden_werknemer", "vaardigheden_beroep"):
        table = next(table for table in form("4.1").tables if table.name == name)
        (mark,) = [column for column in table.columns if column.choices]
        assert [choice.label[0] for choice in mark.choices] == ["O", "V", "G"]
        assert table.empty_rows >= 3
    signatures = [found.name for found in form("4.1").questions if found.signature]
    assert {"handtekening_student", "handtekening_school"} <= set(signatures)


def test_5_3_2() -> None:
    assert labels("5.3.2", "delen_met") == [
        *("docent", "SLB’er", "BPV-docent", "praktijkondersteuner", "collega’s", "mw. PaO")
    ]
    assert question("5.3.2", "delen_met").type is QuestionType.LIST


def test_5_4() -> None:
    assert titles("5.4", "Algemene gegevens") == [
        *(
            "Naam deelnemer",
            "Naam bedrijf",
            "Setting",
            "Functie",
            "Naam beoordelaar",
            "Naam begeleider",
            "Datum beoordeling",
        )
    ]
    assert titles("5.4", "Eindoordeel")[:2] == [
        "Zou u de deelnemer aannemen?",
        "Kan de deelnemer zich ontwikkelen in werkprocessen/beroepsrichting?",
    ]
    assert labels("5.4", "aannemen") == labels("5.4", "ontwikkelen") == ["Ja", "Nee"]
    assert [label.split(" (")[0] for label in labels("5.4", "meer_aandacht")] == [
        *(
            "Betrouwbaarheid",
            "Samenwerking",
            "Presentatie/houding",
            "Uiting geven aan wie je bent",
            "Taakgericht communiceren",
        )
    ]
    tasks, behaviour = form("5.4").tables
    assert tasks.rows[0][1] == "Beheert de agenda en het reserveringssysteem"
    assert sum(len(rows) for _, rows in behaviour.groups) == 26
    for table, middle in ((tasks, "onder begeleiding"), (behaviour, "na aansturing")):
        choices = [choice.label for choice in table.columns[-1].choices]
        assert len(choices) == 4
        assert choices[-1] == "n.v.t."
        assert middle in choices[1]


def test_5_4_is_for_everyone() -> None:
    """The source's example speaks of one man; ours of no one in particular."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / form("5.4").folder).iterdir())]
    texts += [path.read_text("utf-8") for path in (ROOT / "content/bijlagen").glob("5.4-*.md")]
    assert len(texts) >= 4
    # ‘zijn’ is a verb as well: as a pronoun it stands right before a noun of this form.
    pronoun = (
        r"\b(?:hij|hem|haar|zijn (?:werk|taken?|collega|leidinggevende|eigen|tijd|gedrag|energie|houding|stage))\b"
    )
    assert [match for text in texts for match in re.findall(pronoun, text, re.I)] == []


def test_sensitive_questions_say_on_what_ground() -> None:
    must = {
        "2.2.2": {"bsn"},
        "2.2.3": {"belemmeringen", "belemmeringen_welke", "indicatie_banenafspraak"},
        "3.1": {"uitkering_indicatie", "welke_uitkering"},
        "5.3.2": {"kenmerken", "belemmerende_factoren"},
    }
    for number, names in must.items():
        assert {found.name for found in form(number).questions if found.sensitive} >= names


# Data packages, as others see them.

PACKAGES = sorted((ROOT / "forms").glob("*/datapackage.yaml"))


def test_there_are_fifteen_packages() -> None:
    assert len(PACKAGES) == 16


@pytest.mark.parametrize("form", BOX.formats, ids=lambda form: form.slug)
def test_frictionless_finds_every_package_valid(form: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is handed out: what follows from something else is in it."""
    with zipfile.ZipFile(io.BytesIO(datapackage.data_zip(form))) as packed:
        packed.extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    report = Package("datapackage.json").validate()
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []
    assert report.valid
    assert len(report.tasks) == len(list(tmp_path.glob("*.csv"))) == bool(form.questions) + len(form.tables)


@pytest.mark.parametrize("form", BOX.formats, ids=lambda form: form.slug)
def test_the_published_data_package_profile(form: Format) -> None:
    """`dplib-py` carries the profile of Data Package v2 with all that it refers to."""
    folder = importlib.resources.files("dplib") / "profiles" / "2.0"
    profile: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    data = datapackage.descriptor(form)
    # The standard's text has the field type ‘list’; its published 2.0 profile forgot it
    # (github.com/frictionlessdata/datapackage/issues/1089, mended in 2.1): this fails once dplib-py has 2.1.
    assert '"list"' not in json.dumps(profile)
    for field in (field for resource in data["resources"] for field in resource["schema"]["fields"]):
        if field["type"] == "list":
            field["type"] = "string"
    validator = jsonschema.Draft7Validator(profile)
    assert [error.message for error in validator.iter_errors(data)] == []
    # And the profile does bite.
    assert not validator.is_valid({**data, "resources": []})


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_canonical_form(path: Path) -> None:
    ruamel = YAML()
    ruamel.indent(mapping=2, sequence=4, offset=2)
    ruamel.width = 80
    ruamel.preserve_quotes = True
    out = io.StringIO()
    ruamel.dump(ruamel.load(path.read_text("utf-8")), out)
    assert out.getvalue() == path.read_text("utf-8")


def test_nothing_is_empty_any_more() -> None:
    assert {page.status for page in BOX.pages} == {Status.READY, Status.CONCEPT}


def test_frictionless_has_the_last_word() -> None:
    """What our own rules would let through, the standard's validator still finds: here a second field of one name."""
    form = BOX.format("5.3.2")
    assert form is not None
    assert list(datapackage.problems(form)) == []
    section = form.sections[0]
    twice = replace(section, questions=(*section.questions, section.questions[0]))
    broken = replace(form, sections=(twice, *form.sections[1:]))
    assert [problem for _, problem in datapackage.problems(broken) if "not unique" in problem]
