"""Faults in what questions of several formats share: in forms/begrippen.yaml, or in the questions that name a term."""

from __future__ import annotations

from remedies import Fault
from remedies.changes import PACKAGE, Change, all_of, edit, put, second_format
from remedies.forms import OTHER

TERMS = "forms/begrippen.yaml"
SHARED = """begrippen:
  - naam: naam_student
    betekenis: Hoe de student heet
    type: string
  - naam: zorg
    betekenis: Waar de student hulp bij nodig heeft
    type: string
    gevoelig: true
"""
LOOSE = "  - naam: los\n    betekenis: Of er al een stage is\n    type: string\n"
THIRD = "forms/1.4-derde"
FIRST, SECOND, LAST = PACKAGE, f"{OTHER}/datapackage.yaml", f"{THIRD}/datapackage.yaml"
NAMED, CARED, LOST = (f"          term: {name}\n" for name in ("naam_student", "zorg", "los"))
NAME = "          title: Hoe heet je?\n          type: string\n          section: jezelf\n"
BORN = "          title: Wanneer ben je geboren?\n          type: date\n          section: jezelf\n"
CARE = "          section: jezelf\n          lines: 4\n"
STAGE = "          title: Heb je al een stage?\n          type: string\n          section: jezelf\n"
GROUND = "          ground: De student kiest zelf of dit wordt ingevuld.\n"
# The question is the first that has one line.
WITH_GROUND = "          lines: 1\n          width: half\n"


def add(path: str, after: str, text: str) -> Change:
    return edit(path, after, after + text)


def drop(path: str, before: str, text: str) -> Change:
    return edit(path, before + text, before)


# Three formats that share two terms, one of which is sensitive.
SHARING = all_of(
    put(TERMS, SHARED),
    add(PACKAGE, NAME, NAMED),
    edit(PACKAGE, CARE, CARE.replace("          lines", f"{CARED}          lines")),
    second_format(),
    second_format(THIRD),
)

TERMED = (
    Fault(
        "term-unknown",
        all_of(SHARING, edit(SECOND, "term: naam_student", "term: naam_studen")),
        (edit(SECOND, "term: naam_studen", "term: naam_student"),),
    ),
    Fault(
        "term-double",
        all_of(SHARING, add(SECOND, STAGE, NAMED)),
        (drop(SECOND, STAGE, NAMED), drop(SECOND, NAME, NAMED)),
    ),
    Fault(
        "term-type",
        all_of(SHARING, drop(SECOND, NAME, NAMED), add(SECOND, BORN, NAMED)),
        (drop(SECOND, BORN, NAMED),),
    ),
    Fault(
        "term-sensitive",
        all_of(SHARING, edit(SECOND, GROUND, "")),
        (add(SECOND, "          lines: 4\n", GROUND), edit(SECOND, CARED, "")),
    ),
    Fault(
        "term-not-sensitive",
        all_of(SHARING, add(SECOND, WITH_GROUND, GROUND)),
        (
            edit(SECOND, NAMED, ""),
            all_of(
                edit(TERMS, "heet\n    type: string\n", "heet\n    type: string\n    gevoelig: true\n"),
                *(add(path, WITH_GROUND, GROUND) for path in (FIRST, LAST)),
            ),
        ),
    ),
    Fault(
        "term-unused",
        all_of(SHARING, put(TERMS, SHARED + LOOSE)),
        (edit(TERMS, LOOSE, ""), all_of(*(add(path, STAGE, LOST) for path in (FIRST, LAST)))),
    ),
    Fault(
        "term-once",
        all_of(SHARING, put(TERMS, SHARED + LOOSE), add(SECOND, STAGE, LOST)),
        (add(LAST, STAGE, LOST), all_of(edit(TERMS, LOOSE, ""), edit(SECOND, LOST, ""))),
    ),
)
