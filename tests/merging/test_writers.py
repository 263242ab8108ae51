"""Three writers make ten edits each on one toolbox: in whatever order they are taken in, nothing is lost."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from boxes import BASE
from examples import ALL, FEW
from merging_writers import Writer, written
from toolbox.merging.clash import Disagreement, Winner
from toolbox.merging.trees import merge_trees
from toolbox.source.tree import read_tree

pytestmark = pytest.mark.slow

FILES = dict(read_tree(BASE)[0].files)


def taken_in(writers: tuple[Writer, ...]) -> tuple[dict[str, bytes], list[Disagreement]]:
    """One after the other, each made on the same base."""
    files, clashes = dict(FILES), list[Disagreement]()
    for writer in writers:
        merged = merge_trees(FILES, files, writer.files, lower)
        files, clashes = dict(merged.files), [*clashes, *merged.clashes]
    return files, clashes


def lower(clash: Disagreement) -> Winner:
    """As if a person chose, whoever is first: what is there, and of two texts the lower one."""
    if clash.ours is None or clash.theirs is None:
        return Winner.THEIRS if clash.ours is None else Winner.OURS
    return Winner.OURS if clash.ours <= clash.theirs else Winner.THEIRS


@settings(max_examples=60 if ALL else 1 if FEW else 4, suppress_health_check=list(HealthCheck))
# Three who each put words without an end behind one title: together they would be one sentence.
@example(233)
@given(st.integers(0, 10**9))
def test_every_order_gives_the_same_or_names_the_same_clashes(seed: int) -> None:
    writers = tuple(written(FILES, name, seed) for name in "ABC")
    found = [taken_in(order) for order in permutations(writers)]
    names = [{clash.name for clash in clashes} for _, clashes in found]
    assert all(each == names[0] for each in names)
    assert all(files == found[0][0] for files, _ in found)
    for files, clashes in found:
        everywhere = "\n".join(data.decode() for data in files.values())
        everywhere += "\n".join(f"{clash.ours}\n{clash.theirs}" for clash in clashes)
        for writer in writers:
            own = "\n".join(data.decode() for data in writer.files.values())
            lost = [word for word in writer.said if word in own and word not in everywhere]
            assert lost == [], (seed, lost)
