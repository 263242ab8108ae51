"""One question or column before and after  →  Changes; and which belong together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from toolbox.changes.align import Pair, State, out_of_order
from toolbox.changes.blocks import BlockDiff
from toolbox.changes.formwords import WIDTHS, answer_kind, labels, portrait, share_words
from toolbox.changes.meaning import choice_remarks
from toolbox.changes.model import Change
from toolbox.changes.terms import of_question
from toolbox.changes.words import Mark, compare_words, marked
from toolbox.core.form import Choice, Question, QuestionType, Table

Named = TypeVar("Named", Question, Table)
NONE = "geen"
ONLY = {
    QuestionType.DATE: "only-dates",
    QuestionType.TICK: "only-ticks",
    QuestionType.LIST: "only-choices",
}


def same_things(old: Sequence[Named], new: Sequence[Named]) -> list[Pair[Named]]:
    """By name, else by an old name that was written down: anything else would be a guess. New order, then what went."""
    left: dict[str, Named] = {item.name: item for item in old}
    kept = {item.name for item in new}
    pairs: list[Pair[Named]] = []
    for item in new:
        earlier = [name for name in item.previous_names if name in left and name not in kept]
        name = item.name if item.name in left else earlier[-1] if earlier else ""
        pairs.append(Pair(left.pop(name, None), item))
    for item in left.values():
        pairs.append(Pair(item, None))
    return pairs


def moved_things(old: Sequence[Named], pairs: Sequence[Pair[Named]]) -> set[str]:
    """New names of the fewest that changed places among those that stayed."""
    now = {pair.old.name: pair.new.name for pair in pairs if pair.old and pair.new}
    before = [now[item.name] for item in old if item.name in now]
    return out_of_order(before, [pair.new.name for pair in pairs if pair.old and pair.new])


def places_after(titles: Sequence[str]) -> list[str]:
    """Where each stands: 'vooraan', or behind the one before it."""
    return [f"na ‘{title}’" if title else "vooraan" for title in ("", *titles[:-1])][: len(titles)]


def maybe_renamed(pairs: Sequence[Pair[Named]]) -> bool:
    """Whether something came where something went, so that it may be one thing under a new name."""
    return any(pair.old is None for pair in pairs) and any(pair.new is None for pair in pairs)


def question_changes(old: Question, new: Question, what: str, subject: str) -> Iterator[Change]:
    """`what` is 'vraag' or 'kolom'; `subject` what people call it now."""
    yield from name_changes(old, new, what, subject)
    if old.title != new.title:
        yield Change("reworded", subject, {"what": what}, compare_words(old.title, new.title))
    yield from help_change(old.help, new.help, subject)
    if old.default != new.default:
        yield Change("default", subject, words=compare_words(old.default, new.default))
    yield from ground_changes(old.ground, new.ground, what, subject)
    yield from origin_change(old.source, new.source, f"deze {what}", subject)
    yield from _type(old, new, subject)
    if old.choices and new.choices:
        yield from _choices(old.choices, new.choices, subject)
    if old.required != new.required:
        effects = ("missing-noted",) if new.required else ()
        yield Change("required-on" if new.required else "required-off", subject, effects=effects)
    yield from of_question(old.term, new.term, subject)
    yield from _layout(old, new, subject)


def new_question(question: Question, what: str, subject: str, place: str) -> Iterator[Change]:
    """`place` says where it stands, behind 'Nieuwe vraag'."""
    values = {"what": what, "place": place}
    if question.ground:
        yield Change("sensitive-new", subject, values)
    effects: tuple[str, ...] = () if question.given else ("answers-absent",)
    effects += ("missing-noted",) if question.required else ()
    yield Change("added", subject, values, blocks=_portrait_blocks(question, State.ADDED, Mark.ADDED), effects=effects)


def what_went(item: Named, pairs: Sequence[Pair[Named]], renamed: Mapping[str, Named]) -> tuple[str, ...]:
    """The effects of its going. Where it seems to be in `renamed`, that is told with the new one."""
    if item in renamed.values():
        return ()
    return ("answers-unplaced", "maybe-renamed") if maybe_renamed(pairs) else ("answers-unplaced",)


def gone_question(
    question: Question, what: str, subject: str, place: str, effects: tuple[str, ...]
) -> Iterator[Change]:
    """`place` says where it stood; `effects` as `what_went` has them."""
    values = {"what": what, "place": place}
    if question.ground:
        yield Change("sensitive-gone", subject, values)
    if question.given:
        effects = tuple(effect for effect in effects if effect != "answers-unplaced")
    blocks = _portrait_blocks(question, State.REMOVED, Mark.REMOVED)
    yield Change("removed", subject, values, blocks=blocks, effects=effects)


def _portrait_blocks(question: Question, state: State, mark: Mark) -> tuple[BlockDiff, ...]:
    return tuple(BlockDiff(state, "p", text=marked(line, mark)) for line in (question.title, *portrait(question)))


def name_changes(old: Question | Table, new: Question | Table, what: str, subject: str) -> Iterator[Change]:
    """A new technical name, and what was written down of the old ones."""
    noted = list(new.previous_names)
    if old.name != new.name:
        effects = ("answers-follow",) if old.name in noted else ("answers-unplaced",)
        yield Change("renamed", subject, {"old": old.name, "new": new.name, "what": what}, effects=effects)
        noted = [name for name in noted if name != old.name]
    for name in noted:
        if name not in old.previous_names:
            yield Change("old-name-added", subject, {"name": name, "what": what}, effects=("old-answers-follow",))
    for name in old.previous_names:
        if name not in noted and name != new.name:
            yield Change("old-name-removed", subject, {"name": name, "what": what}, effects=("old-answers-unplaced",))
    if noted != list(old.previous_names) and sorted(noted) == sorted(old.previous_names):
        yield Change("old-names-order", subject)


def help_change(old: str, new: str, subject: str) -> Iterator[Change]:
    if old != new:
        code = "help" if old and new else "help-added" if new else "help-removed"
        yield Change(code, subject, words=compare_words(old, new))


def ground_changes(old: str, new: str, what: str, subject: str) -> Iterator[Change]:
    """Whether something counts as sensitive, and the ground for asking it."""
    if old == new:
        return
    code = "ground" if old and new else "sensitive-on" if new else "sensitive-off"
    yield Change(code, subject, {"what": what}, compare_words(old, new))


def origin_change(old: str, new: str, what: str, subject: str) -> Iterator[Change]:
    """Where a part of a concept comes from."""
    if old != new:
        yield Change("origin", subject, {"what": what, "old": old or NONE, "new": new or NONE})


def _type(old: Question, new: Question, subject: str) -> Iterator[Change]:
    if (old.type, bool(old.choices)) != (new.type, bool(new.choices)):
        text = new.type is QuestionType.TEXT
        effect = "only-choices" if text and new.choices else "kept-as-text" if text else ONLY[new.type]
        # Choices on both sides are compared one by one.
        both = bool(old.choices and new.choices)
        words = () if both else compare_words(labels(old.choices), labels(new.choices))
        values = {"old": answer_kind(old), "new": answer_kind(new)}
        yield Change("type", subject, values, words, effects=(effect,))
    if old.given != new.given:
        effects = ("given-replaced",) if new.given else ("given-matched",)
        yield Change("given-on" if new.given else "given-off", subject, effects=effects)


def _choices(old: Sequence[Choice], new: Sequence[Choice], subject: str) -> Iterator[Change]:
    before = {choice.value: choice.label for choice in old}
    after = {choice.value: choice.label for choice in new}
    remarks = choice_remarks(before, after)
    gone = {value: label for value, label in before.items() if value not in after}
    for value, label in after.items():
        same_label = next((other for other, its_label in gone.items() if its_label == label), None)
        if value not in before and same_label is not None:
            del gone[same_label]
            values = {"label": label, "old": same_label, "new": value}
            yield Change("choice-value", subject, values, effects=("choice-unplaced", "choice-remedy"))
        elif value not in before:
            yield Change("choice-added", subject, {"label": label})
        elif before[value] != label:
            values = {"old": before[value], "new": label}
            effects = () if value in remarks else ("choice-kept",)
            yield Change("choice-label", subject, values, compare_words(before[value], label), effects=effects)
            if value in remarks:
                yield Change(remarks[value], subject, values, effects=("choice-becomes",))
    for label in gone.values():
        yield Change("choice-removed", subject, {"label": label}, effects=("choice-unplaced",))
    kept_before = [choice for choice in old if choice.value in after]
    kept_after = [choice for choice in new if choice.value in before]
    if [choice.value for choice in kept_before] != [choice.value for choice in kept_after]:
        yield Change("choice-order", subject, {"old": labels(kept_before), "new": labels(kept_after)})


def _layout(old: Question, new: Question, subject: str) -> Iterator[Change]:
    """What is only seen on paper or screen."""
    if old.signature != new.signature:
        yield Change("signature-on" if new.signature else "signature-off", subject)
    if old.condition != new.condition:
        words = {"words": new.condition.words} if new.condition else {}
        yield Change("condition-on" if new.condition else "condition-off", subject, words)
    if old.after != new.after:
        yield Change("after-on" if new.after else "after-off", subject, {"table": new.after})
    if old.matrix != new.matrix:
        yield Change("matrix-on" if new.matrix else "matrix-off", subject)
    for code, before, after in (
        ("lines", str(old.lines), str(new.lines)),
        ("width", WIDTHS[old.width], WIDTHS[new.width]),
        ("share", share_words(old.share), share_words(new.share)),
    ):
        if before != after:
            yield Change(code, subject, {"old": before, "new": after})
