"""That this machine or this copy cannot do what was asked, in Dutch for whoever asked it.

Each class that a person can meet is a Broken, with its sentence where it is defined or raised. A mistake in a source
file is no exception but a Finding.
"""

from __future__ import annotations

SAME = "de oude site is niet veranderd"
TOO_HEAVY = (
    f"Dit kostte te veel geheugen of tijd en is gestopt; {SAME}. "
    "Zet grote teksten en tabellen in de bron in kleinere delen."
)


class Broken(Exception):
    """`str` of it is Dutch and says it all. A class of which every instance says the same has that in `sentence`."""

    sentence = ""

    def __str__(self) -> str:
        return super().__str__() or self.sentence


def explain(error: BaseException, same: str = SAME) -> str | None:
    """What to say instead of a traceback; None when it is a fault in the code. `same` says what was left as it was."""
    match error:
        case Broken():
            return str(error)
        case MemoryError():
            return TOO_HEAVY
        case OSError():
            return f"Lezen of schrijven lukte niet; {same}: {error}"
        case KeyboardInterrupt():
            return f"Gestopt. {same[0].upper()}{same[1:]}."
    return None
