"""What can be done to a filled-in Word file, by what it is made of (ISO/IEC 29500-1): runs, controls, bookmarks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from fuzz.kitchen import Change
from fuzz.meaning import Promise
from fuzz.recipe import Picks
from fuzz.zipchanges import ANY, OpenedZip
from wordfiles import MAIN, tag, type_into

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


class OpenedWord(OpenedZip):
    main = MAIN

    @property
    def controls(self) -> list[Any]:
        return [control for control in self.root(MAIN).iter(qn("w:sdt")) if tag(control)]

    def touch(self, control: Any) -> None:
        """A control is no longer what it was, and so are those in it."""
        for each in (control, *control.iter(qn("w:sdt")), *control.iterancestors(qn("w:sdt"))):
            self.touched.names.add(tag(each).partition(".")[0])

    def runs(self, inside: bool = True) -> list[Any]:
        """Runs with a text of more than one letter."""
        runs = self.root(MAIN).iter(qn("w:r"))
        return [run for run in runs if len(run.findtext(qn("w:t"), "")) > 1 and len(run.findall(qn("w:t"))) == 1]


# What Word and others do whenever a file is saved.


def _split_run(word: OpenedWord, picks: Picks) -> None:
    """Word breaks a text anywhere into runs: after an edit, at a spelling mark, at another language."""
    run = picks.of(word.runs())
    text = run.find(qn("w:t"))
    at = 1 + picks.number(len(text.text) - 1)
    other: Any = etree.fromstring(etree.tostring(run))
    rest = other.find(qn("w:t"))
    text.text, rest.text = text.text[:at], text.text[at:]
    for each in (text, rest):
        each.set(SPACE, "preserve")
    run.addnext(other)
    if picks.number(2):
        run.addnext(etree.Element(qn("w:proofErr"), {qn("w:type"): "spellStart"}))


def _revision_marks(word: OpenedWord, picks: Picks) -> None:
    for number, each in enumerate(word.root(MAIN).iter(qn("w:p"), qn("w:r"))):
        each.set(qn("w:rsidR"), f"{number:08X}")


def _bookmarked(word: OpenedWord, picks: Picks) -> None:
    run = picks.of(word.runs())
    name = picks.of(("_GoBack", "_Hlk123", "mijn_plek"))
    run.addprevious(etree.Element(qn("w:bookmarkStart"), {qn("w:id"): "9999", qn("w:name"): name}))
    run.addnext(etree.Element(qn("w:bookmarkEnd"), {qn("w:id"): "9999"}))


def _inserted(word: OpenedWord, picks: Picks) -> None:
    """Text that was typed while changes are tracked; taken away text beside it is no longer there."""
    run = picks.of(word.runs())
    around = etree.Element(qn("w:ins"), {qn("w:id"): "1", qn("w:author"): "Ik"})
    run.getparent().replace(run, around)
    around.append(run)
    gone = etree.Element(qn("w:del"), {qn("w:id"): "2", qn("w:author"): "Ik"})
    etree.SubElement(etree.SubElement(gone, qn("w:r")), qn("w:delText")).text = "weggehaald"
    around.addnext(gone)


def _wrapped(word: OpenedWord, picks: Picks) -> None:
    """Elements around a run that say something about it (clause 17.5.1): its text is the same."""
    run = picks.of(word.runs())
    kind = picks.of(("w:smartTag", "w:customXml", "w:dir", "w:bdo"))
    around = etree.Element(qn(kind))
    run.getparent().replace(run, around)
    around.append(run)


def _control_around(word: OpenedWord, picks: Picks) -> None:
    """Somebody's own control, without a tag, around one of ours."""
    control = picks.of(word.controls)
    around = etree.Element(qn("w:sdt"))
    etree.SubElement(around, qn("w:sdtPr"))
    control.getparent().replace(control, around)
    etree.SubElement(around, qn("w:sdtContent")).append(control)


def _property_order(word: OpenedWord, picks: Picks) -> None:
    control = picks.of(word.controls)
    properties = control.find(qn("w:sdtPr"))
    properties[:] = list(reversed(properties))
    etree.SubElement(properties, qn("w:lock"), {qn("w:val"): "sdtLocked"})


def _strict(word: OpenedWord, picks: Picks) -> None:
    """Saved as 'Strict Open XML', which has other namespaces."""
    text = etree.tostring(word.root(MAIN), encoding="unicode")
    for old, new in STRICT.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    word.asis[MAIN] = text.encode()


def _other_part_order(word: OpenedWord, picks: Picks) -> None:
    """The relations of the package in another order."""
    root = word.root("_rels/.rels")
    root[:] = list(reversed(root))


# What people do.


def _typed(word: OpenedWord, picks: Picks) -> None:
    control = picks.of(word.controls)
    word.touch(control)
    type_into(
        control, picks.of(("iets anders", "", "☒", "31-2-2026", "x" * 100_001, "a\nb", "\u202eomgekeerd", "=1+1"))
    )


def _emptied(word: OpenedWord, picks: Picks) -> None:
    control = picks.of(word.controls)
    word.touch(control)
    content = control.find(qn("w:sdtContent"))
    for child in list(content):
        content.remove(child)


def _control_gone(word: OpenedWord, picks: Picks) -> None:
    """Taken away with all that is in it."""
    control = picks.of(word.controls)
    word.touch(control)
    control.getparent().remove(control)


def _unwrapped(word: OpenedWord, picks: Picks) -> None:
    """The control is gone, what stood in it is not."""
    control = picks.of(word.controls)
    word.touch(control)
    for child in list(control.find(qn("w:sdtContent"))):
        control.addprevious(child)
    control.getparent().remove(control)


def _untagged(word: OpenedWord, picks: Picks) -> None:
    control = picks.of(word.controls)
    word.touch(control)
    tagged = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    tagged.getparent().remove(tagged)


def _same_twice(word: OpenedWord, picks: Picks) -> None:
    """A control that was copied, with another text in it."""
    control = picks.of(word.controls)
    word.touch(control)
    other = etree.fromstring(etree.tostring(control))
    type_into(other, "een andere tekst")
    control.addnext(other) if picks.number(2) else control.addprevious(other)


def _row_twice(word: OpenedWord, picks: Picks) -> None:
    row = picks.of([row for row in word.root(MAIN).iter(qn("w:tr")) if next(row.iter(qn("w:sdt")), None) is not None])
    for control in row.iter(qn("w:sdt")):
        word.touch(control)
    row.addnext(etree.fromstring(etree.tostring(row)))


def _row_moved(word: OpenedWord, picks: Picks) -> None:
    row = picks.of([row for row in word.root(MAIN).iter(qn("w:tr")) if next(row.iter(qn("w:sdt")), None) is not None])
    for control in row.iter(qn("w:sdt")):
        word.touch(control)
    row.getparent().insert(picks.number(4), row)


def _pasted(word: OpenedWord, picks: Picks) -> None:
    """A paragraph of somebody's own, anywhere between others."""
    paragraph = picks.of(list(word.root(MAIN).iter(qn("w:p"))))
    for control in (*paragraph.iterancestors(qn("w:sdt")), *paragraph.iter(qn("w:sdt"))):
        word.touch(control)
    own = etree.Element(qn("w:p"))
    etree.SubElement(etree.SubElement(own, qn("w:r")), qn("w:t")).text = "Dit plakte ik erbij."
    paragraph.addnext(own)


CHANGES: Mapping[str, Change] = {
    **ANY,
    "split run": Change(_split_run, Promise.SAME),
    "revision marks": Change(_revision_marks, Promise.SAME),
    "bookmarked": Change(_bookmarked, Promise.SAME),
    "inserted": Change(_inserted, Promise.SAME),
    "wrapped": Change(_wrapped, Promise.SAME),
    "control around": Change(_control_around, Promise.SAME),
    "property order": Change(_property_order, Promise.SAME),
    "strict": Change(_strict, Promise.SAME),
    "other part order": Change(_other_part_order, Promise.SAME),
    "typed": Change(_typed, Promise.NOTHING_MOVES),
    "emptied": Change(_emptied, Promise.NOTHING_MOVES),
    "control gone": Change(_control_gone, Promise.NOTHING_MOVES),
    "unwrapped": Change(_unwrapped, Promise.NOTHING_LOST),
    "untagged": Change(_untagged, Promise.NOTHING_LOST),
    "same twice": Change(_same_twice, Promise.NOTHING_LOST),
    "row twice": Change(_row_twice, Promise.NOTHING_LOST),
    "row moved": Change(_row_moved, Promise.NOTHING_LOST),
    "pasted": Change(_pasted, Promise.NOTHING_LOST),
}
