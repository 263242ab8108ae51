"""What looks like somebody's name: a small rule, with what it misses and what it wrongly takes for one."""

from __future__ import annotations

import re

import pytest

from toolbox.source.kept import Kept
from toolbox.source.people import FIRST_NAMES, NAME, check_people
from toolbox.source.tree import Tree

PAGE = "content/voorbeeld.md"
FOUND = {
    "Bijvoorbeeld: Fatima el Amrani gaat naar het loket.": "Fatima el Amrani",
    "Ingevuld door Jan Jansen op 3 mei.": "Jan Jansen",
    "Spreek af met Ayşe Yılmaz.": "Ayşe Yılmaz",
    "Zoals Şule Şahin en anderen.": "Şule Şahin",
    "Contact: Piet van der Berg, 3e klas.": "Piet van der Berg",
    "**Kim de Vries** is mentor.": "Kim de Vries",
    "| Naam | Sanne J. Bakker |": "Sanne J. Bakker",
    "Vraag het mevrouw De Vries.": "mevrouw De Vries",
    "Vraag het dhr. Jan Bakker.": "dhr. Jan",
    "Jan werkt op dinsdag.": "",
    "Mark noemt drie dingen.": "",
    "Anna Maria Toolbox": "Anna Maria",
}
# Who has a rare first name, only a first name, or writes it in another order or in small letters.
MISSED = (
    "Zoals Quirijn Bakker.",
    "Fatima wil in de zorg werken.",
    "Jansen, Jan",
    "jan jansen",
    "J. Bakker belt morgen.",
)
# Places, firms and schools that are called after somebody.
FALSE_ALARMS = ("Anna Paulowna", "het Leo Kannerhuis", "Jan Linders", "de Johan Cruijff Arena", "Max Havelaar")


@pytest.mark.parametrize(("text", "name"), FOUND.items())
def test_a_name_is_found_with_all_that_belongs_to_it(text: str, name: str) -> None:
    match = re.search(NAME, text)
    assert (match[0] if match else "")[: len(name) or None] == name


@pytest.mark.parametrize("text", MISSED)
def test_these_are_missed(text: str) -> None:
    assert not re.search(NAME, text)


@pytest.mark.parametrize("text", FALSE_ALARMS)
def test_these_are_false_alarms(text: str) -> None:
    assert re.search(NAME, text)


def test_it_is_a_warning_at_its_place() -> None:
    (finding,) = check_people(Tree({PAGE: b"Een\n\nZoals Jan Jansen, of niet.\n"}), Kept())
    assert (finding.code, finding.line, finding.values) == ("personal-name", 3, {"name": "Jan Jansen"})


def test_the_first_names_are_said_once() -> None:
    assert len(set(FIRST_NAMES)) == len(FIRST_NAMES)
    assert all(name[:1].isupper() and name.isalpha() for name in FIRST_NAMES)
