"""What the pages over all formats tell: who fills in what, and what of it is sensitive."""

from __future__ import annotations

from dataclasses import replace

from boxes import BASE, source_of
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.site.overviews import AskedAs, count_in_words, formats_for, grounds, roles_of
from toolbox.source import profile

BOX = source_of(BASE).toolbox
FORM = BOX.formats[0]
ROLES = BOX.method.roles
ROLE = {role.name: role for role in ROLES}


def with_grounds(question: str = "", table: str = "", column: str = "") -> Format:
    """The base case's format with a reason at its last question, its table of tasks and that table's last column."""
    jezelf, taken, afspraken = FORM.sections
    tasks = taken.tables[0]
    columns = (*tasks.columns[:-1], replace(tasks.columns[-1], ground=column))
    questions = (*afspraken.questions[:-1], replace(afspraken.questions[-1], ground=question))
    sections = (
        jezelf,
        replace(taken, tables=(replace(tasks, ground=table, columns=columns),)),
        replace(afspraken, questions=questions),
    )
    return replace(FORM, sections=sections)


def test_the_published_profile_knows_the_roles_of_this_toolbox_and_no_other() -> None:
    published = profile.format_schema(BOX.method)["properties"]["roles"]["items"]["enum"]
    assert published == ["student", "ouder", "mentor", "coördinator"]
    assert "enum" not in profile.schema(profile.FORMAT)["properties"]["roles"]["items"]


def test_a_roles_anchor_and_title() -> None:
    assert ROLE["coördinator"].anchor == "rol-coordinator"
    assert ROLE["mentor"].anchor == "rol-mentor"
    assert ROLE["mentor"].title == "Mentor of SLB’er"


def test_roles_stand_in_one_order_whatever_the_definition_says() -> None:
    form = replace(FORM, roles=("coördinator", "mentor", "student"))
    assert [role.name for role in roles_of(form, ROLES)] == ["student", "mentor", "coördinator"]


def test_a_role_has_its_formats_in_order_and_may_have_none() -> None:
    second = replace(FORM, number="1.10", roles=("ouder", "student"))
    toolbox: Toolbox = replace(BOX, formats=(FORM, second))
    assert [form.number for form in formats_for(toolbox, ROLE["student"])] == ["1.2", "1.10"]
    assert [form.number for form in formats_for(toolbox, ROLE["ouder"])] == ["1.10"]
    assert formats_for(toolbox, ROLE["coördinator"]) == ()


def test_grounds_are_told_word_for_word_in_reading_order() -> None:
    form = with_grounds(question="Drie.", table="Een.", column="Twee.")
    own = "De student kiest zelf of dit wordt ingevuld."
    assert [ground.text for ground in grounds(form)] == [own, "Een.", "Twee.", "Drie."]
    found = [(asked.kind, asked.title, asked.section.name, asked.within) for g in grounds(form) for asked in g.asked]
    assert found == [
        (AskedAs.QUESTION, "Waar moeten we rekening mee houden?", "jezelf", ""),
        (AskedAs.TABLE, "Wat kun je al?", "taken", ""),
        (AskedAs.COLUMN, "Oordeel", "taken", "Wat kun je al?"),
        (AskedAs.QUESTION, "Handtekening", "afspraken", ""),
    ]


def test_the_same_ground_is_given_once() -> None:
    first, second = grounds(with_grounds(question="Hierom.", column="Hierom."))
    assert [asked.title for asked in first.asked] == ["Waar moeten we rekening mee houden?"]
    assert [asked.title for asked in second.asked] == ["Oordeel", "Handtekening"]


def test_the_column_that_groups_the_rows_may_be_sensitive_too() -> None:
    """It is no column on paper, but its headings are: what they tell of someone must be told."""
    section = FORM.sections[1]
    group, *others = section.tables[0].columns
    assert group.name == section.tables[0].group_by
    table = replace(section.tables[0], columns=(replace(group, ground="Hierom."), *others))
    (ground,) = grounds(replace(FORM, sections=(replace(section, tables=(table,)),)))
    assert [(asked.kind, asked.title, asked.within) for asked in ground.asked] == [
        (AskedAs.COLUMN, "Groep", "Wat kun je al?")
    ]


def test_a_table_without_a_title_is_called_as_its_section() -> None:
    section = FORM.sections[2]
    table = replace(section.tables[0], ground="Hierom.")
    form = replace(FORM, sections=(replace(section, tables=(table,)),))
    assert table.title == ""
    assert [(asked.title, asked.within) for ground in grounds(form) for asked in ground.asked] == [("Afspraken", "")]


def test_what_is_sensitive_is_counted_in_words() -> None:
    assert count_in_words(FORM) == "1 vraag"
    assert count_in_words(with_grounds(question="x")) == "2 vragen"
    assert count_in_words(with_grounds(table="x")) == "1 vraag en 1 tabel"
    assert count_in_words(with_grounds(question="x", table="y", column="z")) == "2 vragen, 1 tabel en 1 kolom"
    assert count_in_words(replace(FORM, sections=FORM.sections[1:])) == ""
    assert grounds(replace(FORM, sections=FORM.sections[1:])) == ()
