"""That this machine or this copy cannot do what was asked, in Dutch for whoever asked it.

Each class that a person can meet is a Broken, with its sentence where it is defined or raised. A mistake in a source
file is no exception but a Finding.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

SAME, PUBLISHED = "de oude site is niet veranderd", "de nieuwe site staat er al"
TOO_HEAVY = (
    f"Dit kostte te veel geheugen of tijd en is gestopt; {SAME}. "
    "Zet grote teksten en tabellen in de bron in kleinere delen."
)

_MINE = "Dat is van een andere gebruiker, of beveiligd. Maak het van jou, of haal het weg."
_AWAY = "De schijf of de server waarop dit staat, werkt niet goed. Kijk of die er nog is, en probeer het opnieuw."
# What the system says → what to do.
_REMEDIES = {
    errno.ENOSPC: "De schijf is vol, of er kunnen geen bestanden meer bij. Maak ruimte en probeer het opnieuw.",
    errno.EDQUOT: "Je mag hier niet meer bewaren. Ruim iets op en probeer het opnieuw.",
    errno.EROFS: "Hier mag niets worden geschreven. Zet de map ergens anders, of koppel de schijf opnieuw aan.",
    errno.ENOLCK: "Hier kan een bouw niet vastleggen dat hij bezig is. Zet de map op een schijf van je eigen computer.",
    **dict.fromkeys((errno.EACCES, errno.EPERM), _MINE),
    **dict.fromkeys((errno.EIO, errno.ESTALE), _AWAY),
}


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
            return f"Lezen of schrijven lukte niet; {same}: {error}{_remedy(error)}"
        case KeyboardInterrupt():
            return f"Gestopt. {same[0].upper()}{same[1:]}."
    return None


def _remedy(error: OSError) -> str:
    found = _REMEDIES.get(error.errno or 0, "")
    return found and f". {found}"


@contextmanager
def afterwards(same: str) -> Iterator[None]:
    """What cannot be read or written here comes after what the command was asked to do: `same` says how things are."""
    try:
        yield
    except OSError as error:
        raise Broken(explain(error, same)) from error
