"""Which other formats ask what a format asks, and under which names: no more than a page needs to take answers over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolbox.core.form import Format


def shared(form: Format, formats: Sequence[Format]) -> dict[str, Any]:
    """{name of a format, also a former one: {"title": number and title, "terms": {name of a question: term}}}.

    Present names of questions come before former ones. Only of formats and terms that `form` shares.
    """
    mine = {question.term for question in form.questions if question.term}
    found: dict[str, Any] = {}
    for other in formats:
        terms = _terms(other, mine)
        if other.name != form.name and terms:
            told = {"title": f"{other.number} {other.title}", "terms": terms}
            found |= dict.fromkeys((other.name, *other.previous_names), told)
    return found


def _terms(form: Format, wanted: set[str]) -> dict[str, str]:
    asked = [question for question in form.questions if question.term in wanted]
    before = {name: question.term for question in asked for name in question.previous_names}
    now = {question.name: question.term for question in asked}
    return now | {name: term for name, term in before.items() if name not in now}
