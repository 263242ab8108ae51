"""Whether two wordings ask the same, by a small rule; and what follows for whatever kept its name. Pure.

An answer is known by the name of its question, so whatever is asked under that name later is what it is read as. A rule
cannot read: this one counts the words that two wordings share, without their endings, and leaves out what carries no
meaning. It rather asks once too often than keeps silent. What it gets wrong of 60 pairs is kept with its test.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from toolbox.changes.align import Pair
from toolbox.changes.model import Change
from toolbox.core.form import Question, Table
from toolbox.core.safetext import cut

Titled = TypeVar("Titled", Question, Table)

WORD = re.compile(r"\w+")
# Without these a question asks about the same things.
IDLE = frozenset(
    (
        "de het een je jij jouw jou u uw ik mij mijn me we wij ons onze hij zij ze hun zich men er hier daar dit dat "
        "die deze van in op aan bij voor met om te tot uit over door naar en of als dan is zijn ben bent was waren "
        "wordt word worden heb hebt heeft hebben had kan kun kunt kunnen zou zal gaat ga gaan ging doe doet doen deed "
        "al nog ook graag zo s t"
    ).split()
)
# What is asked after; another one asks another thing.
ASKING = {
    **{word: word for word in "wie wat waar wanneer waarom hoe hoeveel".split()},
    **dict.fromkeys(("welk", "welke"), "wat"),
}
TURNING = frozenset("niet geen nooit zonder minder behalve".split())
ENDINGS = ("tjes", "pjes", "jes", "tje", "je", "en", "es", "e", "s", "t")
# Shorter than this, what is left of a word is no longer that word.
SHORTEST = 3
# Of all words on both sides; where each side has words of its own, one thing may have come in the place of another.
SHARED, SHARED_BOTH = 0.5, 0.7
# Of all letters: what is more alike is the same word with a slip of the pen.
SLIP = 0.85
# So many words of a text count, and so many that went are compared with what came: a proposal may hold far more.
MAX_WORDS, MAX_PAIRS = 40, 400
SHOWN = 100  # letters of a title


def same_meaning(old: str, new: str) -> bool:
    """Whether the two wordings seem to ask the same."""
    before, after = _words(old), _words(new)
    if same_words(old, new):
        return True
    if TURNING.intersection(before) != TURNING.intersection(after) or _numbers(before) != _numbers(after):
        return False
    asked, asks = ({ASKING[word] for word in words if word in ASKING} for words in (before, after))
    if asked and asks and not asked & asks:
        return False
    one, other = _stems(before), _stems(after)
    if not one or not other:
        return bool(asked & asks) and not one and not other
    common, both = _shared(one, other)
    return common > (SHARED_BOTH if both else SHARED)


def _shared(one: frozenset[str], other: frozenset[str]) -> tuple[float, bool]:
    """(of all words on both sides, how many have a like: 0 to 1 (Dice), whether each side has some without)."""
    alone = sum(not any(_is_like(word, its) for its in other) for word in one)
    its_alone = sum(not any(_is_like(word, its) for its in one) for word in other)
    words = len(one) + len(other)
    return (words - alone - its_alone) / words, bool(alone and its_alone)


def _words(text: str) -> list[str]:
    return WORD.findall(_letters(text))[:MAX_WORDS]


def _letters(text: str) -> str:
    """`text` without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _numbers(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if word.isdigit())


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if word not in IDLE and word not in ASKING)


def stem(word: str) -> str:
    """Without the endings of Dutch plurals, verbs and small things, and with each doubled letter once."""
    if word.endswith("heden"):
        word = f"{word.removesuffix('heden')}heid"
    while found := next((end for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= SHORTEST), ""):
        word = word.removesuffix(found)
    single = re.sub(r"(.)\1", r"\1", word)
    return single[:-1] + {"v": "f", "z": "s"}.get(single[-1], single[-1])


def _is_like(one: str, other: str) -> bool:
    if one == other:
        return True
    if f"on{one}" == other or f"on{other}" == one:
        return False
    if min(len(one), len(other)) <= SHORTEST:
        return False
    matcher = difflib.SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= SLIP and matcher.quick_ratio() >= SLIP and matcher.ratio() >= SLIP


def meaning_changes(
    pairs: Sequence[Pair[Titled]], what: str, subject_of: Callable[[Titled], str]
) -> dict[str, tuple[Change, ...]]:
    """By new name, of what keeps its answers under the words of another or under words that ask something else."""
    taken = {_plain(pair.old.title): pair.old for pair in pairs if pair.old and _left_its_words(pair)}
    found: dict[str, tuple[Change, ...]] = {}
    for pair in pairs:
        old, new = pair.old, pair.new
        if not (old and new and old.title and new.title) or same_words(old.title, new.title):
            continue
        # What stands there already is nobody's answer.
        if isinstance(old, Question) and old.given:
            continue
        values = {"what": what, "old": cut(old.title, SHOWN), "new": cut(new.title, SHOWN), "name": new.name}
        other = taken.get(_plain(new.title))
        code, effect = "meaning", "reads-as-doubt"
        if old.name != new.name:
            code, effect, values["was"] = "meaning-follows", "reads-by-record", old.name
        elif other is not None and other.name != old.name:
            code, effect, values["other"] = "meaning-taken", "reads-as-other", other.name
        if code == "meaning-taken" or not same_meaning(old.title, new.title):
            found[new.name] = (Change(code, subject_of(new), values, effects=(effect,)),)
    return found


def _left_its_words(pair: Pair[Titled]) -> bool:
    """Whether what was asked here is asked here no more."""
    return pair.old is not None and not (pair.new and same_words(pair.old.title, pair.new.title))


def same_words(old: str, new: str) -> bool:
    return _plain(old) == _plain(new)


def _plain(text: str) -> str:
    return "".join(WORD.findall(_letters(text)))


def rename_changes(
    renamed: Mapping[str, Titled],
    what: str,
    new: Iterable[Titled],
    subject_of: Callable[[Titled], str],
    title_of: Callable[[Titled], str],
) -> dict[str, tuple[Change, ...]]:
    """By new name, of what is in `renamed` (see there) of `new`. `title_of` says what the old one was called."""
    found: dict[str, tuple[Change, ...]] = {}
    for item in new:
        if item.name in renamed:
            old = renamed[item.name]
            values = {"what": what, "title": cut(title_of(old), SHOWN), "old": old.name, "new": item.name}
            found[item.name] = (Change("rename-unnoted", subject_of(item), values, effects=("rename-remedy",)),)
    return found


def seemingly_renamed(pairs: Sequence[Pair[Titled]]) -> dict[str, Titled]:
    """New name → what went, where that seems to be the same thing whose old name nobody wrote down."""
    gone = [pair.old for pair in pairs if pair.old and pair.new is None]
    come = [pair.new for pair in pairs if pair.new and pair.old is None]
    # Of very many only those that say the very same: a proposal must not take minutes.
    closeness = _closeness if len(gone) * len(come) <= MAX_PAIRS else _equality
    scores = sorted(
        (-closeness(_says(gone[before]), _says(come[after])), before, after)
        for before in range(len(gone))
        for after in range(len(come))
    )
    found: dict[str, Titled] = {}
    taken: set[int] = set()
    for score, before, after in scores:
        if score and come[after].name not in found and before not in taken:
            found[come[after].name] = gone[before]
            taken.add(before)
    return found


def _says(item: Question | Table) -> str:
    """A table without a title is known by the heads of its columns."""
    return item.title or (" ".join(column.title for column in item.columns) if isinstance(item, Table) else "")


def _equality(old: str, new: str) -> float:
    return 2.0 if same_words(old, new) else 0.0


def _closeness(old: str, new: str) -> float:
    one, other = _stems(_words(old)), _stems(_words(new))
    if same_words(old, new) or not (one and other and same_meaning(old, new)):
        return _equality(old, new)
    return _shared(one, other)[0]


def choice_remarks(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Value → code of what to say of a choice that kept its value and seems to be another; in: labels by value."""
    left = {_plain(label) for value, label in old.items() if not same_words(label, new.get(value, ""))}
    found: dict[str, str] = {}
    for value, label in new.items():
        if value not in old or same_words(old[value], label):
            continue
        if _plain(label) in left:
            found[value] = "choice-taken"
        elif not same_meaning(old[value], label):
            found[value] = "choice-meaning"
    return found
