"""What an override does, in plain Dutch for whoever keeps the edition or reads it."""

from __future__ import annotations

from toolbox.core.form import Format, Table
from toolbox.core.model import Toolbox
from toolbox.core.page import PageKind
from toolbox.source.overlays.model import Aim, Operation, Override

DOES = {
    Operation.REPLACE: "eigen tekst in plaats van {what}",
    Operation.BEFORE: "eigen tekst boven {what}",
    Operation.AFTER: "eigen tekst onder {what}",
    Operation.RELABEL: "andere woorden voor {what}",
    Operation.CHOICE: "een keuze erbij in {what}",
    Operation.CELLS: "andere tekst in {what}",
    Operation.ROW: "een rij erbij in {what}",
    Operation.DEFAULT: "al ingevuld: {what}",
    Operation.ADD: "een vraag erbij in {what}",
    Operation.ORDER: "een andere volgorde in {what}",
    Operation.HIDE: "weggelaten: {what}",
    Operation.TRANSLATE: "de vertaling van {what}",
}


def in_words(override: Override, base: Toolbox) -> str:
    """'3.1: een vraag erbij in blok ‘Afspraken’'."""
    does = DOES[override.operation].format(what=_what(override, base))
    unit = override.target.unit
    page = next((page for page in base.pages if unit in (page.path, page.number)), None)
    if override.target.aim in (Aim.TOOL, Aim.PHRASE, Aim.BOX):
        return does
    step = "stap " if page and page.kind is PageKind.STEP else ""
    name = f"{step}{page.number or page.title}" if page else unit.removeprefix("content/")
    return f"{name}: {does}"


def _what(override: Override, base: Toolbox) -> str:
    target = override.target
    if target.aim is Aim.TEXT:
        return f"het stuk ‘{_heading(override, base)}’" if target.name else "de hele tekst"
    if target.aim is Aim.PAGE:
        return "de titel en de samenvatting"
    if target.aim is Aim.FORM:
        return "de titel en de uitleg van het formulier"
    if target.aim is Aim.TOOL:
        page = base.page(target.unit)
        return f"{target.unit} {page.title}" if page else f"nummer {target.unit}"
    name = target.part or target.name
    return f"{target.aim} ‘{_title(override, base) or name}’"


def _heading(override: Override, base: Toolbox) -> str:
    page = next((page for page in base.pages if page.path == override.target.unit), None)
    found = (heading.text for heading in page.body.headings if heading.id == override.target.name) if page else ()
    return next(iter(found), override.target.name)


def _title(override: Override, base: Toolbox) -> str:
    """What people see of it; '' when it is not there."""
    target, form = override.target, base.format(override.target.unit)
    if form is None or target.aim is Aim.ROW:
        return ""
    if target.aim is Aim.SECTION:
        return next((one.title for one in form.sections if one.name == target.name), "")
    if target.aim in (Aim.QUESTION, Aim.CHOICE):
        question = form.question(target.name)
        if question and target.part:
            return next((one.label for one in question.choices if one.value == target.part), "")
        return question.title if question else ""
    table = form.table(target.name)
    if table and target.part:
        return next((one.title for one in table.columns if one.name == target.part), "")
    return _table_title(form, table) if table else ""


def _table_title(form: Format, table: Table) -> str:
    """A table without one is called as its block."""
    return table.title or next(one.title for one in form.sections if one.name == table.section)
