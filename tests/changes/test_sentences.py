"""What changes seldom, told in the one sentence that is about it and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from boxes import BASE, source_of
from toolbox.changes.compare import compare
from toolbox.changes.model import Changes
from toolbox.core.form import Format, Table
from toolbox.core.model import Toolbox
from toolbox.core.prose import Prose
from toolbox.source.load import load
from toolbox.source.tree import Tree, read_tree

TREE = read_tree(BASE)[0]
BOX = source_of(BASE).toolbox
(FORM,) = BOX.formats
(DIAGRAM,) = BOX.diagrams
STEP = "content/stappen/1-kennismaken.md"
TASKS, APPOINTMENTS = FORM.sections[1].tables[0], FORM.sections[2].tables[0]


def told(found: Changes) -> list[str]:
    return [f"{change.subject}: {change.sentence}" for item in found.items for change in item.changes]


def page(change: Callable[[str], str]) -> Toolbox:
    """The base with another text of its step."""
    text = TREE.files[STEP].decode()
    return load(Tree({**TREE.files, STEP: change(text).encode()})).toolbox


def saying(text: str) -> Toolbox:
    return page(lambda whole: f"{whole.rpartition('---')[0]}---\n{text}\n")


def without_table(text: str) -> str:
    return text.partition("tabel:\n")[0] + "---\n" + text.rpartition("---\n")[2]


def form(change: Callable[[Format], Format]) -> Toolbox:
    return replace(BOX, formats=(change(FORM),))


def tables(section: int, *new: Table) -> Toolbox:
    """The base with other tables in one section of its format."""
    sections = list(FORM.sections)
    sections[section] = replace(sections[section], tables=new)
    return form(lambda old: replace(old, sections=tuple(sections)))


def previously(*names: str) -> Toolbox:
    first, *others = FORM.sections
    questions = (replace(first.questions[0], previous_names=names), *first.questions[1:])
    return form(lambda old: replace(old, sections=(replace(first, questions=questions), *others)))


def intro(html: str) -> Toolbox:
    """The base with a text above the first block of its format."""
    first, *others = FORM.sections
    return form(lambda old: replace(old, sections=(replace(first, intro=Prose(html)), *others)))


SECOND = replace(TASKS, name="tweede", title="Wat wil je leren?")
BACK = replace(DIAGRAM.arrows[0], source="werk", target="gesprek")
BOTH = (*DIAGRAM.arrows, BACK)
LINKS = ("[een](https://een.nl/)", "[twee](https://twee.nl/)", "[drie](https://drie.nl/)")
FORWARD, BACKWARD = ("Zie " + " en ".join(links) + "." for links in (LINKS, LINKS[::-1]))
OF_TASKS = "Tabel ‘Wat kun je al?’"


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        (BOX, form(lambda old: replace(old, landscape=True)), [": Opmaak: het papier ligt nu."]),
        (form(lambda old: replace(old, landscape=True)), BOX, [": Opmaak: het papier staat nu."]),
        (
            *(BOX, tables(1, replace(TASKS, empty_rows=TASKS.empty_rows + 2))),
            [f"{OF_TASKS}: Het aantal lege rijen was 0 en wordt 2."],
        ),
        (
            *(tables(1, TASKS, SECOND), tables(1, SECOND, TASKS)),
            [f"{OF_TASKS}: Deze tabel staat nu na ‘Wat wil je leren?’."],
        ),
        (
            *(BOX, tables(2, replace(APPOINTMENTS, columns=APPOINTMENTS.columns[::-1]))),
            ["Tabel ‘Afspraken’, kolom ‘Wat spreken we af?’: Deze kolom staat nu na ‘Wanneer?’."],
        ),
        (tables(1, TASKS, SECOND), BOX, ["Tabel ‘Wat wil je leren?’: Deze tabel is weg uit blok ‘Taken’."]),
        (
            *(previously("a", "b"), previously("b", "a")),
            ["Vraag ‘Hoe heet je?’: De eerdere namen staan in een andere volgorde."],
        ),
        (
            *(BOX, page(lambda text: text.replace("de tijd", "**de tijd**"))),
            [": De opmaak van de tekst is iets anders. De woorden zijn gelijk."],
        ),
        (saying(FORWARD), saying(BACKWARD), [": De tekst is anders.", ": De links staan in een andere volgorde."]),
        (
            intro('<p>Zie <a href="https://een.nl/">dit</a>.</p>'),
            intro('<p>Zie <a href="https://twee.nl/">dit</a>.</p>'),
            ["Blok ‘Over jezelf’: De link ‘dit’ gaat nu naar https://twee.nl/. Eerst ging hij naar https://een.nl/."],
        ),
        (BOX, page(without_table), [": De tabel van deze stap is weg."]),
        (page(without_table), BOX, [": Er komt een tabel op deze stap."]),
        (
            *(BOX, replace(BOX, inventory=BOX.inventory[::-1])),
            [": De volgorde van de lijst is anders. Dat ziet een lezer niet."],
        ),
        (
            replace(BOX, diagrams=(replace(DIAGRAM, arrows=BOTH),)),
            replace(BOX, diagrams=(replace(DIAGRAM, arrows=BOTH[::-1]),)),
            [": De pijlen worden in een andere volgorde voorgelezen."],
        ),
    ],
)
def test_it_is_told_in_words(old: Toolbox, new: Toolbox, sentences: list[str]) -> None:
    assert told(compare(old, new)) == sentences
