"""What can be done to a filled-in PDF, by what it is made of (ISO 32000-1): fields, widgets, pages, strings."""

from __future__ import annotations

from collections.abc import Mapping

from fuzz import pdfodd, pdfsame
from fuzz.kitchen import Change
from fuzz.meaning import Promise

CHANGES: Mapping[str, Change] = {
    "packed": Change(pdfsame.packed, Promise.SAME),
    "readable": Change(pdfsame.readable, Promise.SAME),
    "opened again": Change(pdfsame.opened_again, Promise.SAME),
    "locked for nobody": Change(pdfsame.locked_for_nobody, Promise.SAME),
    "junk around": Change(pdfsame.junk_around, Promise.SAME),
    "updated": Change(pdfsame.updated, Promise.SAME),
    "other letters": Change(pdfsame.other_letters, Promise.SAME),
    "with language": Change(pdfsame.with_language, Promise.SAME),
    "text in stream": Change(pdfsame.text_in_stream, Promise.SAME),
    "indirect": Change(pdfsame.indirect, Promise.SAME),
    "inherited": Change(pdfsame.inherited, Promise.SAME),
    "kind from above": Change(pdfsame.kind_from_above, Promise.SAME),
    "widget apart": Change(pdfsame.widget_apart, Promise.SAME),
    "without list": Change(pdfsame.without_list, Promise.SAME),
    "without looks": Change(pdfsame.without_looks, Promise.SAME),
    "beside": Change(pdfsame.beside, Promise.SAME),
    "other pages": Change(pdfsame.other_pages, Promise.SAME_OR_TOLD),
    "tree": Change(pdfodd.tree, Promise.NOTHING_LOST),
    "backwards": Change(pdfodd.backwards, Promise.SAME),
    "widget gone": Change(pdfodd.widget_gone, Promise.SAME),
    "page moved": Change(pdfodd.page_moved, Promise.SAME_OR_TOLD),
    "page gone": Change(pdfodd.page_gone, Promise.NOTHING_MOVES),
    "page twice": Change(pdfodd.page_twice, Promise.NOTHING_LOST),
    "odd value": Change(pdfodd.odd_value, Promise.NOTHING_MOVES),
    "huge": Change(pdfodd.huge, Promise.NOTHING_MOVES),
    "emptied": Change(pdfodd.emptied, Promise.NOTHING_MOVES),
    "other name": Change(pdfodd.other_name, Promise.NOTHING_LOST),
    "same name twice": Change(pdfodd.same_name_twice, Promise.NOTHING_LOST),
    "crowded": Change(pdfodd.crowded, Promise.NOTHING_LOST),
    "loop": Change(pdfodd.loop, Promise.NOTHING_INVENTED),
    "odd form": Change(pdfodd.odd_form, Promise.NOTHING_INVENTED),
    "odd anything": Change(pdfodd.odd_anything, Promise.NOTHING_INVENTED),
    "cut": Change(pdfodd.cut, Promise.NOTHING_INVENTED),
}
