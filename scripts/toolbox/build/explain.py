"""What to say when a command cannot do its work: never a traceback for what is not a fault in the code."""

from __future__ import annotations

from toolbox.assets.bundles import BundleError, MissingBundler
from toolbox.assets.webfonts import MissingFonts
from toolbox.build.publish import Busy
from toolbox.core.errors import SAME, TOO_HEAVY, Broken
from toolbox.core.settings import BadSettings
from toolbox.history.git import GitError, TooMuch
from toolbox.history.history import ShallowHistory
from toolbox.machine.confine import TooSlow
from toolbox.machine.store import TooHeavy
from toolbox.site.engine import EngineError

SHALLOW = (
    "Deze kopie heeft maar een deel van de geschiedenis. Data en namen op de site zouden dan niet kloppen; "
    f"{SAME}. Haal de rest op met ‘git fetch --unshallow’. "
    "Bouwt een server de site? Zet daar ‘fetch-depth: 0’ bij het ophalen (bij GitLab: GIT_DEPTH op 0)."
)


def explain(error: BaseException) -> str | None:
    """The sentence for `error`; None when it is a fault in the code."""
    match error:
        case Broken() | MissingFonts() | MissingBundler() | BundleError() | BadSettings():
            return str(error)
        case Busy():
            return "Er wordt hier al een site gebouwd. Wacht tot die klaar is."
        case ShallowHistory():
            return SHALLOW
        case EngineError():
            return f"De sitebouwer stopte; {SAME}. Hij zei:\n{error}"
        case TooMuch():
            return "Dit verandert meer dan er te lezen is. Kijk zelf met Git wat erin staat voordat je het gebruikt."
        case GitError():
            return f"Git gaf geen antwoord: {error}"
        case TooHeavy():
            return f"{error.names[0]}: {TOO_HEAVY[0].lower()}{TOO_HEAVY[1:]}"
        case MemoryError() | TooSlow():
            return TOO_HEAVY
        case OSError():
            return f"Lezen of schrijven lukte niet; {SAME}: {error}"
        case KeyboardInterrupt():
            return f"Gestopt. {SAME.capitalize()}."
    return None
