"""A Word file that lost its controls  →  the same with the controls of the blank form, where the printed words say so.

Programs that write a Word file anew (such as pandoc) keep paragraphs and tables, and drop controls and bookmarks.
So the blank form is laid beside it: what stands between the same printed words stands in the same place. Where the two
do not agree nothing is put in a place, and the text is listed as any other that stands beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any

from toolbox.forms.answers import OPEN_BOX
from toolbox.reading.leftover import line_key
from toolbox.reading.wordboxes import boxes_of, ticks_in
from toolbox.reading.wordvalues import BOXES, attribute, is_open, local, style, text_of

SIGNS = "".join(sorted(filter(None, BOXES)))
Key = tuple[str, str]
# A paragraph that is nothing but a place to fill in equals no other.
PLACE = "plek"
BOXED, TABLE, TICK = "vakje", "tabel", "☒"
# What other programs write above a table, of what a table is called out of sight.
CAPTION = re.compile("caption|bijschrift", re.IGNORECASE)


def restore(main: Any, blank: Any) -> None:
    """Put the controls of the document `blank` in the document `main`."""
    _align(main.find("{*}body"), blank.find("{*}body"))


def _align(ours: Any, theirs: Any) -> None:
    """`ours` is a body or a cell of the file, `theirs` the same of the blank form."""
    mine, model = [block for block in _blocks(ours) if not CAPTION.search(style(block))], list(_blocks(theirs))
    boxed = [boxes_of(block) for block in model if _key(block)[0] == BOXED]
    pairs = SequenceMatcher(None, [_file_key(block, boxed) for block in mine], list(map(_key, model)), autojunk=False)
    for kind, i, end, j, stop in pairs.get_opcodes():
        if kind == "equal":
            for block, example in zip(mine[i:end], model[j:stop], strict=True):
                _pair(block, example)
        else:
            _between(mine[i:end], model[j:stop])


def _blocks(container: Any) -> Iterator[Any]:
    for child in container:
        if local(child) in ("p", "tbl"):
            yield child
        elif local(child) in ("sdt", "sdtContent"):
            yield from _blocks(child)


def _key(block: Any) -> Key:
    """Of the blank form: what it says, or that it is a place."""
    if local(block) == "tbl":
        return TABLE, _first(_key(line) for line in block.iter("{*}p"))
    controls = list(block.iter("{*}sdt"))
    text = line_key(text_of(block))
    if not controls:
        return "tekst", text
    if all(control.find("{*}sdtPr/{*}checkbox") is not None for control in controls) and text.strip(SIGNS + " "):
        return BOXED, boxes_of(block).pattern
    given = len(controls) == 1 and controls[0].find("{*}sdtPr/{*}showingPlcHdr") is None and not is_open(text)
    return ("tekst", text) if given else (PLACE, "")


def _file_key(block: Any, boxed: Sequence[re.Pattern[str]]) -> Key:
    if local(block) == "tbl":
        return TABLE, _first(_file_key(line, ()) for line in block.iter("{*}p"))
    text = line_key(text_of(block))
    return next(((BOXED, boxes.pattern) for boxes in boxed if ticks_in(boxes, text)), ("tekst", text))


def _first(keys: Iterable[Key]) -> str:
    return next((text for _, text in keys if text), "")


def _between(mine: Sequence[Any], model: Sequence[Any]) -> None:
    """What stands where the words differ, when only one reading is possible."""
    tables, known = ([block for block in blocks if local(block) == "tbl"] for blocks in (mine, model))
    if len(tables) == len(known):
        for table, example in zip(tables, known, strict=True):
            _pair(table, example)
    lines = [block for block in mine if local(block) == "p"]
    full = [line for line in lines if line_key(text_of(line))]
    wanted = [example for example in model if local(example) == "p"]
    places = [example for example in wanted if _key(example)[0] == PLACE]
    if len(places) == len(wanted) == 1 and full:
        for line in full[1:]:
            _append(full[0], line)
        _wrap(full[0], places[0])
    elif len(places) == len(wanted) == len(lines):
        for line, place in zip(lines, places, strict=True):
            _wrap(line, place)


def _pair(block: Any, example: Any) -> None:
    if local(block) == "tbl":
        _align_rows(list(block.iterchildren("{*}tr")), list(example.iterchildren("{*}tr")))
    elif _key(example)[0] == BOXED:
        _tick(block, example)
    elif next(example.iter("{*}sdt"), None) is not None:
        _wrap(block, example)


def _align_rows(mine: Sequence[Any], model: Sequence[Any]) -> None:
    """Rows with the same printed words; those between, such as the open ones, one by one. People add rows below."""
    keys = [[_key(line) for line in row.iter("{*}p")] for row in model]
    # Below the first row, one without a place is there only when all of it is: an answer may be its first word.
    whole = {_words(texts) for texts in keys[1:] if not _has_place(texts)}
    theirs = [_head(texts, whole) for texts in keys]
    heads = [_head([_file_key(line, ()) for line in row.iter("{*}p")], whole) for row in mine]
    for kind, i, end, j, stop in SequenceMatcher(None, heads, theirs, autojunk=False).get_opcodes():
        wanted = [
            row for row, texts in zip(model[j:stop], keys[j:stop], strict=True) if kind == "equal" or _has_place(texts)
        ]
        for row, example in zip(mine[i:end], wanted, strict=False):
            _align_cells(row, example)


def _has_place(keys: Iterable[Key]) -> bool:
    return any(kind == PLACE for kind, _ in keys)


def _words(keys: Iterable[Key]) -> str:
    return "\n".join(text for _, text in keys if text)


def _head(keys: Sequence[Key], whole: set[str]) -> str:
    """All printed words of a row that is one of `whole`, else the first."""
    words = _words(keys)
    return words if words in whole else words.partition("\n")[0]


def _align_cells(row: Any, example: Any) -> None:
    mine, model = list(row.iter("{*}tc")), list(example.iter("{*}tc"))
    starts = [0, *accumulate(map(_span, model))]
    if len(mine) == starts[-1]:
        # Some programs make of a wide cell the first of several.
        rest = [cell for at, cell in enumerate(mine) if at not in starts]
        mine = mine if any(text_of(cell).strip() for cell in rest) else [mine[at] for at in starts[:-1]]
    if len(mine) == len(model):
        for cell, place in zip(mine, model, strict=True):
            _align(cell, place)


def _span(cell: Any) -> int:
    wide = cell.find("{*}tcPr/{*}gridSpan")
    return 1 if wide is None else int(attribute(wide, "val"))


def _wrap(line: Any, example: Any) -> None:
    """All that is in the paragraph `line` becomes what is in the control of `example`."""
    control = deepcopy(next(example.iter("{*}sdt")))
    shown = control.find("{*}sdtPr/{*}showingPlcHdr")
    if shown is not None:
        shown.getparent().remove(shown)
    content = control.find("{*}sdtContent")
    content[:] = [child for child in line if local(child) != "pPr"]
    line.append(control)


def _append(line: Any, following: Any) -> None:
    """A further paragraph of the same answer, on a line of its own."""
    run = line.makeelement(line.tag[: line.tag.index("}") + 1] + "r")
    run.append(line.makeelement(line.tag[: line.tag.index("}") + 1] + "br"))
    line.append(run)
    line.extend([child for child in following if local(child) != "pPr"])
    following.getparent().remove(following)


def _tick(line: Any, example: Any) -> None:
    """Boxes and their labels, as in the form, each ticked as in the file."""
    copy = deepcopy(example)
    ticks = ticks_in(boxes_of(example), line_key(text_of(line)))
    for control, is_on in zip(copy.iter("{*}sdt"), ticks, strict=True):
        for text in control.iter("{*}t"):
            text.text = TICK if is_on else OPEN_BOX
    line[:] = list(copy)
