"""forms/begrippen.yaml  →  Terms + findings; and whether the questions that name a term belong together."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.form import Format, Question, QuestionType
from toolbox.core.model import Term, Toolbox
from toolbox.core.place import Place
from toolbox.source import profile
from toolbox.source.mending import open_file
from toolbox.source.tree import Tree
from toolbox.source.yamlsource import YamlSource

TERMS = "forms/begrippen.yaml"


def load_terms(tree: Tree) -> tuple[tuple[Term, ...], list[Finding]]:
    """Without any where the file is not there: a toolbox needs no terms."""
    if TERMS not in tree.files:
        return (), []
    opened = open_file(TERMS, tree.files[TERMS], profile.TERMS)
    if opened.source is None or opened.findings:
        return (), opened.findings
    return tuple(_terms(opened.source)), list(_doubles(opened.source))


def _terms(source: YamlSource) -> Iterator[Term]:
    for index, item in enumerate(source.data["begrippen"]):
        place = source.place("begrippen", index, "naam")
        sensitive, identifies = item.get("gevoelig", False), item.get("herkent", "")
        yield Term(item["naam"], item["betekenis"], QuestionType(item["type"]), sensitive, place, identifies)


def _doubles(source: YamlSource) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, item in enumerate(source.data["begrippen"]):
        line = source.place("begrippen", index, "naam").line
        if first.setdefault(item["naam"], line) != line:
            values = {"name": item["naam"], "first": str(first[item["naam"]]), "what": "dit begrip"}
            yield source.finding("name-double", "begrippen", index, "naam", **values)


def check_terms(box: Toolbox, *, is_whole: bool) -> Iterator[Finding]:
    """Each question fits its term, each term joins questions. What only a part of the formats names is no fault when
    not all could be read: `is_whole` says that they were."""
    terms = {term.name: term for term in box.terms}
    for form in box.formats:
        yield from _questions(form, terms)
    if is_whole:
        yield from _uses(box)


def _questions(form: Format, terms: dict[str, Term]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for question in form.questions:
        name = question.term
        if not name:
            continue
        if name not in terms:
            yield _at("term-unknown", question, hint=did_you_mean(name, terms))
            continue
        if name in seen:
            yield _at("term-double", question, other=seen[name])
        seen.setdefault(name, question.name)
        yield from _fits(question, terms[name])


def _fits(question: Question, term: Term) -> Iterator[Finding]:
    if question.type is not term.type:
        yield _at("term-type", question, type=question.type.value, wanted=term.type.value)
    if question.sensitive != term.sensitive:
        yield _at("term-not-sensitive" if question.sensitive else "term-sensitive", question)


def _at(code: str, question: Question, **values: str) -> Finding:
    place = question.place
    return Finding(
        code, place.path, place.line, {"question": question.name, "term": question.term, **values}, place.column
    )


def _uses(box: Toolbox) -> Iterator[Finding]:
    for term in box.terms:
        count = sum(question.term == term.name for form in box.formats for question in form.questions)
        if count < 2:
            place: Place = term.place
            code = "term-once" if count else "term-unused"
            yield Finding(code, place.path, place.line, {"term": term.name}, place.column)
