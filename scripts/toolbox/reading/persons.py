"""Forms that were read  →  one row a person, by what their questions have in common.

Which terms say whose a form is, the terms themselves say (`herkent`). The first of them must be there: forms on which
it is the same are one person's, unless another one of them differs. Two of one name whom none of them tells apart are
kept apart by where their forms come from: a folder, or a file, which a route is. What is sensitive has a column only
when its term is asked for by name. Pure, and nothing is decided in silence: what could not be joined, and what differs,
is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolbox.core.errors import Broken
from toolbox.core.form import Format
from toolbox.core.model import Term, number_key
from toolbox.reading.fitting import match_key
from toolbox.reading.notes import Note
from toolbox.reading.run import Form
from toolbox.reading.sheets import CollectedSheet, person_forms_sheet, person_sheet


class UnknownPerson(Broken):
    """Nobody is known by that name, or no sensitive term is."""


@dataclass(frozen=True, slots=True)
class Per:
    """How forms are joined: `who` is what a row is of, `keys` are the terms that say whose a form is, the needed one
    first; `columns` are the terms of a row."""

    who: str
    keys: tuple[Term, ...]
    columns: tuple[Term, ...]

    @property
    def table(self) -> str:
        return f"per-{self.who}"


def per(who: str, asked: Sequence[str], terms: Sequence[Term]) -> Per:
    """`asked` are the sensitive terms that get a column as well. Raises UnknownPerson."""
    keys = tuple(term for term in terms if term.identifies == who)
    if not keys:
        known = ", ".join(dict.fromkeys(term.identifies for term in terms if term.identifies)) or "niets"
        raise UnknownPerson(f"Formulieren samennemen kan niet per ‘{who}’. Hier kan het per: {known}.")
    sensitive = [term.name for term in terms if term.sensitive]
    if wrong := [name for name in asked if name not in sensitive]:
        known = ", ".join(sensitive) or "er zijn er geen"
        raise UnknownPerson(f"‘{wrong[0]}’ is geen gevoelig begrip. Met --with kies je uit: {known}.")
    return Per(who, keys, tuple(term for term in terms if not term.sensitive or term.name in asked))


@dataclass(slots=True)
class _Answered:
    """A form of `file`, and what it answers by term. `name` is what it is called among all that was read."""

    name: str
    file: str
    number: str
    values: Mapping[str, str]
    notes: list[Note] = field(default_factory=list)

    def key(self, term: Term) -> str:
        return match_key(self.values.get(term.name, ""))


@dataclass(frozen=True, slots=True)
class ByPerson:
    """The tables of persons, and what there is to say of each form, by its name."""

    sheets: tuple[CollectedSheet, ...]
    notes: tuple[tuple[str, Note], ...]


def joined_by_person(forms: Iterable[tuple[str, str, Form]], formats: Sequence[Format], how: Per) -> ByPerson:
    """`forms` with what each is called and its file, in order; without those that ask nothing that says whose it is."""
    answered = list(_answered(forms, formats, how))
    rows, of_forms = person_sheet(how.table, how.columns), person_forms_sheet(how.table)
    for number, group in enumerate(_persons(answered, how), start=1):
        ordered = sorted(group, key=lambda one: number_key(one.number))
        values = [_joined(ordered, term, how) for term in how.columns]
        rows.rows.append((str(number), ", ".join(one.number for one in ordered), *values))
        of_forms.rows += [(one.name, str(number)) for one in ordered]
    return ByPerson((rows, of_forms), tuple((one.name, note) for one in answered for note in one.notes))


def _answered(forms: Iterable[tuple[str, str, Form]], formats: Sequence[Format], how: Per) -> Iterator[_Answered]:
    by_number = {form.number: form for form in formats}
    for name, file, form in forms:
        questions = [question for question in by_number[form.number].questions if question.term]
        if how.keys[0].name in {question.term for question in questions} and not form.is_blank:
            found = {question.term: form.placed.answers.values.get(question.name, "") for question in questions}
            yield _Answered(name, file, form.number, found)


def _persons(answered: Sequence[_Answered], how: Per) -> Iterator[list[_Answered]]:
    """Who has the same name, in the order in which the names came."""
    named: dict[str, list[_Answered]] = {}
    for one in answered:
        if key := one.key(how.keys[0]):
            named.setdefault(key, []).append(one)
        else:
            one.notes.append(Note("filled-person-unnamed", (), {"term": how.keys[0].name, "table": how.table}))
    for group in named.values():
        yield from _apart(group, how.keys[1:], how)


def _apart(group: list[_Answered], others: Sequence[Term], how: Per) -> Iterator[list[_Answered]]:
    """One group, or one for each whom another term tells apart; who cannot be told from them stands alone."""
    for at, term in enumerate(others):
        kinds = list(dict.fromkeys(one.key(term) for one in group if one.key(term)))
        if len(kinds) > 1:
            for kind in kinds:
                yield from _apart([one for one in group if one.key(term) == kind], others[at + 1 :], how)
            for one in group:
                if not one.key(term):
                    values = {"term": term.name, "table": how.table, "name": one.values[how.keys[0].name]}
                    one.notes.append(Note("filled-person-unclear", (), values))
                    yield [one]
            return
    yield from _by_place(group, how)


def _by_place(group: list[_Answered], how: Per) -> Iterator[list[_Answered]]:
    """One group, or several where the forms cannot all be one person's: those of a folder together, else of a file.

    Forms that say who it is by more than a name are one person's, wherever they come from.
    """
    sure = [one for one in group if any(one.key(term) for term in how.keys[1:])]
    if not _clash(group, sure):
        yield group
        return
    by_folder, by_file = _parts(group, sure, _folder), _parts(group, sure, _file)
    is_enough = not any(_clash(part, sure) for part in by_folder)
    what = "elke map" if is_enough else "elk bestand"
    for one in group:
        if one not in sure:
            values = {"name": one.values[how.keys[0].name], "term": how.keys[-1].name, "table": how.table, "what": what}
            one.notes.append(Note("filled-person-namesake", (), values))
    yield from by_folder if is_enough else by_file


def _parts(
    group: Sequence[_Answered], sure: Sequence[_Answered], place: Callable[[_Answered], str]
) -> list[list[_Answered]]:
    """By place; what stands where a sure one stands is of the same person."""
    known = {place(one) for one in sure}
    parts: dict[str, list[_Answered]] = {}
    for one in group:
        parts.setdefault("" if one in sure or place(one) in known else f"/{place(one)}", []).append(one)
    return list(parts.values())


def _clash(group: Sequence[_Answered], sure: Sequence[_Answered]) -> bool:
    """Whether a form is there twice, or two files that each hold several: nobody has two routes."""
    files: dict[str, list[str]] = {}
    for one in group:
        files.setdefault("" if one in sure else f"/{one.file}", []).append(one.number)
    numbers = [number for own in files.values() for number in set(own)]
    routes = [file for file, own in files.items() if file and len(own) > 1]
    return len(set(numbers)) < len(numbers) or len(routes) > 1


def _file(one: _Answered) -> str:
    return one.file


def _folder(one: _Answered) -> str:
    return one.file.rpartition("/")[0]


def _joined(ordered: Sequence[_Answered], term: Term, how: Per) -> str:
    """The answer of the last form that has one; each that says something else is told of."""
    given = [one for one in ordered if one.values.get(term.name)]
    if not given:
        return ""
    taken = given[-1].values[term.name]
    for one in given[:-1]:
        if one.key(term) != match_key(taken):
            values = {"term": term.name, "found": one.values[term.name], "taken": taken, "table": how.table}
            one.notes.append(Note("filled-person-differs", (), values))
    return taken
