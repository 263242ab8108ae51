"""All targets, and what is kept of the faults that each of them had."""

from __future__ import annotations

from collections.abc import Iterator

from fuzz import bombs, letters, papers, readings, received, sources
from fuzz.corpus import SEEDS
from fuzz.target import Target

TARGETS: tuple[Target, ...] = (
    *sources.TARGETS,
    *readings.TARGETS,
    *received.TARGETS,
    *letters.TARGETS,
    *papers.TARGETS,
)


def kept(target: Target) -> Iterator[tuple[str, bytes]]:
    """(name, input) of everything that once went wrong."""
    folder = SEEDS / target.name
    if folder.is_dir():
        yield from ((path.name, path.read_bytes()) for path in sorted(folder.iterdir()))
    if target.name in bombs.BOMBS:
        yield from bombs.BOMBS[target.name]().items()
