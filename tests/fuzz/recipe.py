"""An input as a recipe: which real file, and what is done to it, step by step. JSON, so that a person can read it.

Bytes say what stands in a file, and no longer what was done to it; a recipe says both, so that more can be asked of
what is read than that it ends. Each step has some numbers to choose with; where a file has nothing left to choose
from, the step does nothing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
FAR = 1 << 16
NUMBERS = 4  # in one step
MOST = 6  # steps


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    file: int
    steps: tuple[Step, ...]

    def written(self) -> bytes:
        steps = [[step.name, *step.numbers] for step in self.steps]
        return json.dumps({"file": self.file, "steps": steps}).encode()


def read_recipe(data: bytes) -> Recipe:
    """Raises ValueError for what is none."""
    content = json.loads(data)
    return Recipe(content["file"], tuple(Step(name, tuple(numbers)) for name, *numbers in content["steps"]))


class Picks:
    """Choices by the numbers of a step; after the last one comes the first again."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers or (0,)
        self.at = 0

    def number(self, below: int) -> int:
        chosen = self.numbers[self.at % len(self.numbers)]
        self.at += 1
        return chosen % max(1, below)

    def of(self, things: Sequence[T]) -> T:
        """Raises IndexError when there is nothing to choose from."""
        return things[self.number(len(things))]


def recipes(names: Sequence[str], most: int = MOST) -> st.SearchStrategy[bytes]:
    return st.builds(Recipe, st.integers(0, 30), st.lists(_steps(names), max_size=most).map(tuple)).map(Recipe.written)


def _steps(names: Sequence[str]) -> st.SearchStrategy[Step]:
    numbers = st.lists(st.integers(0, FAR), min_size=NUMBERS, max_size=NUMBERS).map(tuple)
    return st.builds(Step, st.sampled_from(names), numbers)


def varied(kept: Sequence[bytes], names: Sequence[str]) -> st.SearchStrategy[bytes]:
    """What was worth keeping, with another step in it, or the steps of two after each other."""
    known = st.integers(0, len(kept) - 1).map(lambda index: read_recipe(kept[index]))
    more = st.lists(_steps(names), min_size=1, max_size=2).map(tuple)
    longer = st.builds(lambda one, steps: Recipe(one.file, (*one.steps, *steps)[-2 * MOST :]), known, more)
    both = st.builds(lambda one, two: Recipe(one.file, (*one.steps, *two.steps)[-2 * MOST :]), known, known)
    return st.one_of(longer, both).map(Recipe.written)


def shorter(data: bytes) -> list[bytes]:
    """The same recipe without one of its steps, each in turn."""
    recipe = read_recipe(data)
    steps = recipe.steps
    return [Recipe(recipe.file, (*steps[:at], *steps[at + 1 :])).written() for at in range(len(steps))]
