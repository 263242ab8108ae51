"""The forms of one person in one row: who is who, what differs is told, and nothing sensitive comes along unasked."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from boxes import ROOT, source_of
from toolbox.core.findings import sentence
from toolbox.forms.answers import Answers
from toolbox.reading.collected import Package, collect
from toolbox.reading.page import page_check
from toolbox.reading.persons import UnknownPerson, per
from toolbox.reading.placing import Placed
from toolbox.reading.run import Form, Read
from warm import toolbox

BOX = source_of(ROOT).toolbox
FORMATS = {form.number: form for form in BOX.formats}


def read(file: str, number: str, **values: str) -> Read:
    form = FORMATS[number]
    return Read(file, (Form("csv", form.name, number, form.version, Placed(Answers(values))),))


def rows_of(package: Package, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package.files[f"{name}.csv"].decode())))


def joined(*reads: Read, asked: Sequence[str] = ()) -> Package:
    package = collect(reads, BOX.formats, per("student", asked, BOX.terms))
    assert package.complaints == ()
    return package


def told(package: Package) -> list[tuple[str, str]]:
    about = ("niet samengenomen", "verschilt")
    return [(row["bestand"], row["melding"]) for row in rows_of(package, "meldingen") if row["soort"] in about]


def test_the_forms_of_one_student_are_one_row_and_the_later_form_counts() -> None:
    package = joined(
        read("plan.csv", "4.1", naam_student="noor  Voorbeeld", opleiding="Kok", toekomstig_beroep="=Chef"),
        read("in.csv", "2.2.3", naam_student="Noor Voorbeeld", geboortedatum="2008-11-03", huidige_opleiding="Bakker"),
        read("ander.csv", "2.2.3", naam_student="Sam Voorbeeld"),
    )
    noor, sam = rows_of(package, "per-student")
    assert (noor["persoon"], noor["formats"]) == ("1", "2.2.3, 4.1")
    assert (noor["geboortedatum"], noor["opleiding"]) == ("2008-11-03", "Kok")
    # What a spreadsheet would take for a formula has an apostrophe here too.
    assert noor["wensberoep"] == "'=Chef"
    assert (sam["persoon"], sam["naam_student"], sam["opleiding"]) == ("2", "Sam Voorbeeld", "")
    of_forms = {row["bestand"]: row["persoon"] for row in rows_of(package, "per-student-formulieren")}
    assert of_forms == {"in.csv": "1", "plan.csv": "1", "ander.csv": "2"}
    (differs,) = told(package)
    values = {"term": "opleiding", "found": "Bakker", "taken": "Kok", "table": "per-student"}
    assert differs == ("in.csv", sentence("filled-person-differs", values))


def test_two_of_one_name_are_told_apart_by_their_birthday() -> None:
    package = joined(
        read("a.csv", "2.2.3", naam_student="Noor Voorbeeld", geboortedatum="2008-11-03"),
        read("b.csv", "2.2.2", naam="Noor Voorbeeld", geboortedatum_jongere="2009-01-31"),
        read("c.csv", "3.1", naam_student="Noor Voorbeeld", opleiding="Kok"),
        read("d.csv", "4.1", naam_student="Noor Voorbeeld", opleiding="Bakker"),
        read("e.csv", "3.1", opleiding="Kok"),
    )
    rows = rows_of(package, "per-student")
    assert [(row["formats"], row["geboortedatum"]) for row in rows] == [
        ("2.2.3", "2008-11-03"),
        ("2.2.2", "2009-01-31"),
        ("3.1", ""),
        ("4.1", ""),
    ]
    assert [file for file, _ in told(package)] == ["c.csv", "d.csv", "e.csv"]
    values = {"term": "geboortedatum", "name": "Noor Voorbeeld", "table": "per-student"}
    assert told(package)[0][1] == sentence("filled-person-unclear", values)
    assert told(package)[2][1] == sentence("filled-person-unnamed", {"term": "naam_student", "table": "per-student"})


def whole_route(file: str, name: str, *numbers: str) -> Read:
    forms = (
        Form("page", FORMATS[n].name, n, FORMATS[n].version, Placed(Answers({"naam_student": name}))) for n in numbers
    )
    return Read(file, tuple(forms))


def formats_per_row(*reads: Read) -> list[str]:
    return [row["formats"] for row in rows_of(joined(*reads), "per-student")]


def test_two_of_one_name_without_a_birthday_never_become_one() -> None:
    name, other = {"naam_student": "Noor Voorbeeld"}, {"naam_student": "noor voorbeeld"}
    # In one folder only the file tells which is which.
    one_folder = (read("a.csv", "3.1", **name), read("b.csv", "3.1", **other), read("c.csv", "4.1", **name))
    assert formats_per_row(*one_folder) == ["3.1", "3.1", "4.1"]
    package = joined(*one_folder)
    values = {"name": "Noor Voorbeeld", "term": "geboortedatum", "table": "per-student", "what": "elk bestand"}
    assert told(package)[0] == ("a.csv", sentence("filled-person-namesake", values))
    assert [file for file, _ in told(package)] == ["a.csv", "b.csv", "c.csv"]
    # In folders of their own what is in one folder is one person's.
    folders = (
        *(read("een/a.csv", "3.1", **name), read("een/b.csv", "4.1", **name)),
        *(read("twee/a.csv", "3.1", **other), read("twee/b.csv", "4.1", **other)),
    )
    assert formats_per_row(*folders) == ["3.1, 4.1", "3.1, 4.1"]
    assert "heeft elke map een eigen rij" in told(joined(*folders))[0][1]
    # Who did what the finding says, hears no more of it.
    assert formats_per_row(*folders[:2]) == ["3.1, 4.1"]
    assert told(joined(*folders[:2])) == []


def test_a_route_is_one_person_s_and_nobody_has_two() -> None:
    name = "Noor Voorbeeld"
    routes = (whole_route("route-1.html", name, "3.1", "4.1"), whole_route("route-2.html", name, "2.2.3", "5.3.1"))
    assert formats_per_row(*routes) == ["3.1, 4.1", "2.2.3, 5.3.1"]
    assert len(told(joined(*routes))) == 4
    assert formats_per_row(routes[0], read("aanmelding.csv", "2.2.3", naam_student=name)) == ["2.2.3, 3.1, 4.1"]


def test_a_birthday_on_one_form_leaves_the_namesake_apart() -> None:
    name, born = {"naam_student": "Noor Voorbeeld"}, {"geboortedatum": "2008-11-03"}
    reads = (
        *(read("een/a.csv", "2.2.3", **name, **born), read("een/b.csv", "3.1", **name)),
        read("twee/b.csv", "3.1", **name),
    )
    package = joined(*reads)
    assert [(row["formats"], row["geboortedatum"]) for row in rows_of(package, "per-student")] == [
        ("2.2.3, 3.1", "2008-11-03"),
        ("3.1", ""),
    ]
    assert [file for file, _ in told(package)] == ["een/b.csv", "twee/b.csv"]
    # Twice the same form of one birthday is an older and a newer one.
    again = (read("a.csv", "2.2.3", **name, **born), read("b.csv", "2.2.3", **name, **born))
    assert formats_per_row(*again) == ["2.2.3, 2.2.3"]


def test_what_is_sensitive_comes_along_only_when_it_is_asked_for_by_name() -> None:
    forms = (
        read("a.csv", "5.3.2", naam="Noor Voorbeeld", belemmerende_factoren="Drukte"),
        read("b.csv", "5.5", naam="Noor Voorbeeld", last_van="Lawaai"),
    )
    package = joined(*forms)
    (row,) = rows_of(package, "per-student")
    assert "last_van" not in row
    assert told(package) == []
    package = joined(*forms, asked=["last_van"])
    (row,) = rows_of(package, "per-student")
    assert row["last_van"] == "Lawaai"
    assert len(told(package)) == 1


def test_a_form_that_is_nobodys_is_in_no_row() -> None:
    package = joined(read("kaart.csv", "1.4", school_of_regio="Voorbeeld"), read("a.csv", "3.1", naam_student="Noor"))
    assert [row["formats"] for row in rows_of(package, "per-student")] == ["3.1"]
    assert told(package) == []


def test_without_being_asked_nothing_is_joined() -> None:
    package = collect([read("a.csv", "3.1", naam_student="Noor")], BOX.formats)
    assert not [name for name in package.files if name.startswith("per-")]


@pytest.mark.parametrize(
    ("who", "asked", "said"),
    [
        ("klas", [], "kan niet per ‘klas’. Hier kan het per: student."),
        ("student", ["opleiding"], "‘opleiding’ is geen gevoelig begrip. Met --with kies je uit: last_van."),
    ],
)
def test_what_nobody_knows_is_refused(who: str, asked: list[str], said: str) -> None:
    with pytest.raises(UnknownPerson, match=re.escape(said)):
        per(who, asked, BOX.terms)


def saved_route(*forms: tuple[str, dict[str, str]]) -> str:
    """What the page of the route saves, with nothing in it to read."""
    mark = BOX.method.mark
    content = {
        "mark": f"{mark} Route 1",
        "stations": {},
        "forms": [
            {
                "mark": f"{mark} {FORMATS[number].name} {FORMATS[number].version}",
                "name": FORMATS[number].name,
                "version": FORMATS[number].version,
                "answers": {"values": values, "rows": {}},
            }
            for number, values in forms
        ],
    }
    text = json.dumps(content)
    head = f'<meta name="keywords" content="{mark} Route 1">'
    script = f'<script type="application/json" id="antwoorden" data-controle="{page_check(text, "")}">{text}</script>'
    return f"<!doctype html>{head}<main></main>{script}"


def test_the_command_joins_a_saved_route(tmp_path: Path) -> None:
    """Each form in one file, and all of them in one row."""
    file, target = tmp_path / "mijn-route.html", tmp_path / "uit"
    plan = {"naam_student": "Noor Voorbeeld", "opleiding": "Kok"}
    file.write_text(saved_route(("3.1", {"naam_student": "Noor Voorbeeld"}), ("4.1", plan)), "utf-8")
    done = toolbox(ROOT, "read", "--with", "last_van", "--to", str(target), str(file))
    assert done.returncode == 2
    assert "Geef ook --per op." in done.stdout + done.stderr
    assert not target.exists()
    toolbox(ROOT, "read", "--per", "student", "--to", str(target), str(file))
    (row,) = csv.DictReader(io.StringIO((target / "per-student.csv").read_text("utf-8")))
    assert (row["formats"], row["opleiding"]) == ("3.1, 4.1", "Kok")
