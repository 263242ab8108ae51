"""The formats of all regions as one: what is filled in on any of them fits in one table.

A question keeps its name and its meaning whatever a region calls it, so of the base nothing is left out; what regions
added comes behind it, under names that begin with theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolbox.core.form import Format, Question, Section
from toolbox.core.model import Toolbox
from toolbox.source.overlays.model import Overlaid


def joined(base: Toolbox, overlaid: Iterable[Overlaid]) -> Toolbox:
    """The base with the questions and choices of all these regions, whose formats are the base's otherwise."""
    regions = tuple(overlaid)
    formats = []
    for form in base.formats:
        own = [other for one in regions if (other := one.toolbox.format(form.number)) and form.number in one.changed]
        formats.append(_joined(form, own) if own else form)
    return replace(base, formats=tuple(formats))


def of_version(overlaid: Iterable[Overlaid], name: str) -> dict[str, tuple[Format, ...]]:
    """Version → the format called `name` as each region or language has it now."""
    return {form.version: (form,) for one in overlaid for form in one.forms if form.name == name}


def slug_of(version: str) -> str:
    """'nijmegen' of '1.0.0+nijmegen'; '' of the common format's."""
    return version.partition("+")[2]


def _joined(form: Format, own: Sequence[Format]) -> Format:
    return replace(form, sections=tuple(_section(section, own) for section in form.sections))


def _section(section: Section, own: Sequence[Format]) -> Section:
    known = {question.name for question in section.questions}
    asked = [_question(question, own) for question in section.questions]
    for form in own:
        here = next((one for one in form.sections if one.name == section.name), None)
        asked += [question for question in (here.questions if here else ()) if question.name not in known]
        known |= {question.name for question in asked}
    return replace(section, questions=tuple(asked))


def _question(question: Question, own: Sequence[Format]) -> Question:
    choices = list(question.choices)
    for form in own:
        theirs = form.question(question.name)
        values = {choice.value for choice in choices}
        choices += [choice for choice in (theirs.choices if theirs else ()) if choice.value not in values]
    return replace(question, choices=tuple(choices))
