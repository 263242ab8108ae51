"""What is left to the standard's own validator, and what is not said when too little was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from boxes import BASE
from toolbox.core.findings import Finding
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.forms.datapackage import problems
from toolbox.source.check import Checked, check_source
from toolbox.source.kept import Kept
from toolbox.source.load import load
from toolbox.source.rules import check
from toolbox.source.tree import Tree, read_tree

LOADED = load(read_tree(BASE)[0])
(FORM,) = LOADED.toolbox.formats
PACKAGE = "forms/1.2-kennismaking/datapackage.yaml"


def said(form: Format) -> list[str]:
    box = replace(LOADED.toolbox, formats=(form,))
    return [str(finding) for finding in check(replace(LOADED, toolbox=box), Kept()) if finding.code == "table-schema"]


def with_rows(rows: Iterable[tuple[str, ...]]) -> Format:
    """The first table with other rows."""
    sections = []
    for section in FORM.sections:
        tables = [replace(table, rows=tuple(rows)) if table == FORM.tables[0] else table for table in section.tables]
        sections.append(replace(section, tables=tuple(tables)))
    return replace(FORM, sections=tuple(sections))


def with_all_tables_named(name: str) -> Format:
    sections = [
        replace(section, tables=tuple(replace(table, name=name) for table in section.tables))
        for section in FORM.sections
    ]
    return replace(FORM, sections=tuple(sections))


def test_the_validator_has_nothing_against_what_is_right() -> None:
    assert list(problems(FORM)) == []
    assert said(FORM) == []


def test_what_the_validator_says_of_a_table_stands_at_the_table() -> None:
    wide = with_rows([(*FORM.tables[0].rows[0], "te veel")])
    sentence = 'Row at position "2" has an extra value in field at position "5"'
    assert list(problems(wide)) == [("taken_lijst", sentence)]
    assert said(wide) == [
        f"{PACKAGE}:{FORM.tables[0].place.line}:5: tabel ‘taken_lijst’: Frictionless, de standaardcontrole van "
        f"datapakketten, zegt: ‘{sentence}’. Pas datapackage.yaml of de CSV aan."
    ]


def test_what_the_validator_says_of_the_package_stands_at_its_resources() -> None:
    """Once from a package that it does not take at all, once from one that it looked at."""
    ((name, refused),) = problems(replace(FORM, name="Niet goed"))
    assert name == ""
    assert "'Niet goed' does not match" in refused
    twice = with_all_tables_named("zelfde")
    assert list(problems(twice)) == [("", "The data package has an error: names of the resources are not unique")]
    (line,) = said(twice)
    assert line.startswith(f"{PACKAGE}:{FORM.place['resources'].line}:1: Frictionless, ")


def test_what_was_not_read_is_not_called_missing() -> None:
    found = Finding("too-many-files", "content/z.md", 0, {"limit": "3"})
    assert check_source(Tree({}), [found]) == Checked(Toolbox((), (), (), ()), (found,))
