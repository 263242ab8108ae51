"""How much a toolbox may hold: every place to fill in becomes a field in four shapes, and strangers may add them.

A format of today has some 70 places, all of them together 550.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from toolbox.core.findings import Finding
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.forms.slots import Slot, slots

MAX_FORMATS = 400
MAX_PLACES = 2_000  # in one format; its PDF has a page for each 30
MAX_ALL_PLACES = 40_000


def check_sizes(box: Toolbox) -> Iterator[Finding]:
    """Formats that are too large, and the format with which there are too many."""
    total = 0
    for count, form in enumerate(box.formats, 1):
        found = places(form)
        total += found
        if found > MAX_PLACES:
            place = form.place["resources"]
            yield Finding("format-too-large", place.path, place.line, {"limit": str(MAX_PLACES)}, place.column)
        if count > MAX_FORMATS or total > MAX_ALL_PLACES:
            limits = {"formats": str(MAX_FORMATS), "places": str(MAX_ALL_PLACES)}
            yield Finding("too-many-formats", form.path, 0, limits)
            return


def places(form: Format) -> int:
    """How many places to fill in or tick; of a format with very many, one more than may be."""
    return sum(map(_weight, islice(slots(form), MAX_PLACES + 1)))


def _weight(slot: Slot) -> int:
    """A choice is a tick box for each of its options."""
    return 1 if slot.choice else max(len(slot.question.choices), 1)
