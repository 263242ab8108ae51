"""What the commands say and ask."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from toolbox.core.errors import Broken
from toolbox.core.safetext import visible


def say(text: str = "", indent: int = 0) -> None:
    # Whoever reads along must not wait for what comes later.
    print(" " * indent + visible(text, 4_000), flush=True)


def say_all(title: str, lines: Iterable[str]) -> None:
    """`lines` below a title; nothing when there are none."""
    shown = list(lines)
    if shown:
        say(title)
    for line in shown:
        say(f"- {line}", 2)


class NobodyThere(Broken):
    """There is no keyboard to answer a question."""

    sentence = "Hier kan ik niets vragen. Met --ja gaat het zonder vraag."


def pick(question: str, answers: Sequence[str]) -> str:
    """One of `answers`; asked again until it is. Raises NobodyThere."""
    sys.stdout.flush()
    try:
        while (answer := input(f"{question} [{'/'.join(answers)}] ").strip()) not in answers:
            pass
    except EOFError:
        raise NobodyThere from None
    return answer


def confirm(question: str) -> bool:
    """Only 'j' or 'ja' is yes. Raises NobodyThere."""
    sys.stdout.flush()
    try:
        return input(f"{question} [j/N] ").strip().lower() in ("j", "ja")
    except EOFError:
        raise NobodyThere from None
