"""What of one row of things is what of another: against the plainest way to find it, which tries all there is."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolbox.changes import align as aligned
from toolbox.changes.align import ALIKE, Pair, State, align, likeness, opcodes, out_of_order, states

WORDS = st.lists(st.sampled_from("abcd"), max_size=6)
# Two that differ are as much alike as the letters that they share stand for, in quarters.
RATED = st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), st.sampled_from((0.25, 0.5, 0.75)))


def rows(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every way to pair things of both without crossing."""
    for size in range(min(len(old), len(new)) + 1):
        for left in combinations(range(len(old)), size):
            for right in combinations(range(len(new)), size):
                yield tuple(zip(left, right, strict=True))


def best(old: Sequence[str], new: Sequence[str], alike: Callable[[str, str], float]) -> float:
    """The largest sum of likeness that pairs can have of which each is alike enough."""
    sums = [[alike(old[i], new[j]) for i, j in pairs] for pairs in rows(old, new)]
    return max(sum(scores) for scores in sums if all(score >= ALIKE for score in scores))


@given(WORDS, WORDS)
def test_opcodes_turn_one_into_the_other_and_no_two_of_a_kind_follow(old: list[str], new: list[str]) -> None:
    found = opcodes(old, new)
    made: list[str] = []
    at = (0, 0)
    for tag, i1, i2, j1, j2 in found:
        assert (i1, j1) == at
        at = (i2, j2)
        made += old[i1:i2] if tag == "equal" else new[j1:j2]
        assert (tag == "equal") == (old[i1:i2] == new[j1:j2])
        assert (tag == "insert") == (i1 == i2)
        assert (tag == "delete") == (j1 == j2)
    assert made == new
    assert at == (len(old), len(new))
    assert all(one[0] != other[0] for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("old", "new"), [("abcd", "abxcd"), ("abcd", "cd"), ("abcd", "ab"), ("xbcy", "abcd"), ("", "a"), ("ab", "ab")]
)
def test_where_all_can_be_compared_they_are_those_of_difflib(old: str, new: str) -> None:
    assert opcodes(old, new) == difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def test_the_middle_is_one_piece_where_comparing_it_would_take_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many pairs of equal things as may be are compared; one more are not."""
    # Between the ends that are alike: three of a, and two of b with one and two of them.
    old, new = "1" + "xaaabby" + "2", "1" + "yabbx" + "2"
    pairs = 3 * 1 + 2 * 2 + 1 + 1
    whole = [("equal", 0, 1, 0, 1), ("replace", 1, 8, 1, 6), ("equal", 8, 9, 6, 7)]
    monkeypatch.setattr(aligned, "MAX_EQUAL_PAIRS", pairs)
    assert opcodes(old, new) == difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() != whole
    monkeypatch.setattr(aligned, "MAX_EQUAL_PAIRS", pairs - 1)
    assert opcodes(old, new) == whole


def test_a_page_of_two_words_over_and_over_is_too_much() -> None:
    old, new = ["a", "b"] * 400, ["b", "a"] * 400
    assert [tag for tag, *_ in opcodes(["x", *old, "y"], ["x", *new, "y"])] == ["equal", "replace", "equal"]


@given(WORDS, WORDS, RATED)
def test_pairs_are_as_alike_as_any_could_be(
    old: list[str], new: list[str], rated: dict[tuple[str, str], float]
) -> None:
    """Of each stretch in which the two differ; and every thing of both stands in one pair, in its order."""

    def alike(one: str, other: str) -> float:
        return 1.0 if one == other else rated.get((one, other), 0.0)

    pairs = list(align(old, new, alike))
    assert [pair.old for pair in pairs if pair.old is not None] == old
    assert [pair.new for pair in pairs if pair.new is not None] == new
    both = [(pair.old, pair.new) for pair in pairs if pair.old is not None and pair.new is not None]
    assert all(alike(*each) >= ALIKE for each in both)
    expected = sum(
        float(i2 - i1) if tag == "equal" else best(old[i1:i2], new[j1:j2], alike)
        for tag, i1, i2, j1, j2 in opcodes(old, new)
    )
    assert sum(alike(*each) for each in both) == expected


def test_what_is_gone_comes_before_what_came() -> None:
    """And two that are alike enough stand beside each other: from ALIKE on."""
    assert list(align("ab", "xy", lambda _one, _other: 0.0)) == [
        *(Pair(item, None) for item in "ab"),
        *(Pair(None, item) for item in "xy"),
    ]
    assert list(align("a", "x", lambda _one, _other: ALIKE)) == [Pair("a", "x")]
    assert list(align("a", "x", lambda _one, _other: ALIKE - 0.01)) == [Pair("a", None), Pair(None, "x")]


def test_of_too_many_to_compare_none_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    apart = [*(Pair(item, None) for item in "ab"), *(Pair(None, item) for item in "xyz")]
    monkeypatch.setattr(aligned, "MAX_ALIKE_PAIRS", 6)
    assert list(align("ab", "xyz", lambda _one, _other: 1.0)) != apart
    monkeypatch.setattr(aligned, "MAX_ALIKE_PAIRS", 5)
    assert list(align("ab", "xyz", lambda _one, _other: 1.0)) == apart
    # Where one side is empty there is nothing to compare.
    monkeypatch.setattr(aligned, "MAX_ALIKE_PAIRS", -1)
    assert list(align("ab", "", lambda _one, _other: 1.0)) == [Pair("a", None), Pair("b", None)]


def test_what_went_here_and_came_there_has_moved_and_as_often_as_it_did() -> None:
    pairs = [Pair("a", None), Pair("a", None), Pair("b", "c"), Pair("d", "d"), Pair(None, "a"), Pair(None, "e")]
    assert [state for state, _ in states(pairs)] == [
        *(State.MOVED_FROM, State.REMOVED, State.CHANGED, State.SAME, State.MOVED_TO, State.ADDED)
    ]
    assert [pair for _, pair in states(pairs)] == pairs
    came_first = [Pair(None, "a"), Pair(None, "a"), Pair("a", None)]
    assert [state for state, _ in states(came_first)] == [State.MOVED_TO, State.ADDED, State.MOVED_FROM]
    assert [pair.only for pair in (Pair("a", None), Pair(None, "b"), Pair("c", "d"))] == ["a", "b", "d"]


@given(st.permutations("abcdef"), st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_the_fewest_moved_so_that_the_rest_kept_its_order(mixed: list[str], gone: set[str], come: set[str]) -> None:
    old = [item for item in "abcdef" if item not in come]
    new = [item for item in mixed if item not in gone]
    moved = out_of_order(old, new)
    both = [item for item in new if item in old]
    stayed = [item for item in both if item not in moved]
    assert moved <= set(both)
    assert stayed == sorted(stayed)
    most = max(size for size in range(len(both) + 1) if any(list(c) == sorted(c) for c in combinations(both, size)))
    assert len(stayed) == most


def test_of_as_few_that_moved_it_is_always_the_same_one() -> None:
    """Of two that changed places the first one, as it stands now."""
    assert out_of_order("ab", "ba") == {"a"}
    assert out_of_order("abc", "cab") == {"c"}
    assert out_of_order("abcd", "badc") == {"a", "c"}


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [("", "", 1.0), ("a", "", 0.0), ("a b", "b a", 1.0), ("a b", "b c", 0.5), ("a a b", "a", 0.5), ("a b c", "a", 0.5)],
)
def test_likeness_is_the_part_of_the_words_that_both_have(old: str, new: str, part: float) -> None:
    one, other = Counter(old.split()), Counter(new.split())
    assert likeness(one, other) == likeness(other, one) == part
