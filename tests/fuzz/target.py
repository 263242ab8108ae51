"""What one part of the toolbox must hold to, whatever it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hypothesis.strategies import SearchStrategy

Check = Callable[[bytes], Iterable[str]]
Vary = Callable[[Sequence[bytes]], SearchStrategy[bytes]]


@dataclass(frozen=True, slots=True)
class Target:
    """`check` gives the codes of the findings or refusals that `data` led to; whatever it raises is a fault.

    `inputs` makes the strategy, which is slow to build: only where it is used. `may_run_out` when the reader's own
    worker catches a MemoryError. `vary` makes more of what earlier runs kept. Where an input is a recipe, `file` gives
    what it makes, and `suffix` how such a file is called. `patience`: how many times as long as others it may take.
    `ready` is called before a worker is forked.
    """

    name: str
    inputs: Callable[[], SearchStrategy[bytes]]
    check: Check
    may_run_out: bool = False
    vary: Vary | None = None
    file: Callable[[bytes], bytes] | None = None
    suffix: str = ""
    patience: float = 1.0
    ready: Callable[[], object] | None = None
