"""Faults in the filled-in example: in forms/voorbeeld.yaml, which fits its formats and is about nobody."""

from __future__ import annotations

from remedies import Fault
from remedies.changes import PACKAGE, Change, all_of, edit, put
from remedies.terms import SHARED, SHARING, TERMS

EXAMPLE = "forms/voorbeeld.yaml"
NAME, BORN, DAY = "      naam: Noor Voorbeeld\n", "      geboren: '2009-05-11'\n", "      dagen: week,weekend\n"
ROW = "        - wat: Bellen\n          wanneer: '2026-10-06'\n"
TOLD = f"""titel: Een voorbeeld
inleiding: Zo kan het.
opmerking: Noor Voorbeeld bestaat niet.
formulieren:
  - format: '1.2'
    antwoorden:
{NAME}{BORN}      stage: 'ja'
{DAY}      akkoord: aangekruist
    tabellen:
      taken_lijst:
        - oordeel: goed
      afspraken_lijst:
{ROW}"""
SECOND = f"  - format: '1.3'\n    antwoorden:\n{NAME}      geboren: '2009-05-12'\n"
THERE = put(EXAMPLE, TOLD)
# Of two forms, which share whose they are.
TWICE = all_of(SHARING, put(TERMS, SHARED.replace("    type: string\n", "    type: string\n    herkent: student\n", 1)))
CONDITION = "          section: jezelf\n          showIf:\n            question: stage\n            value: 'nee'\n"
WORK_DAYS = "          title: Wanneer kun je werken?\n          type: list\n"


def changed(old: str, new: str) -> Change:
    return all_of(THERE, edit(EXAMPLE, old, new))


def both(old: str, new: str) -> Change:
    """The second form with other words."""
    return all_of(TWICE, put(EXAMPLE, TOLD + SECOND.replace(old, new)))


EXAMPLES = (
    Fault("example-required", changed(NAME, ""), (edit(EXAMPLE, BORN, NAME + BORN),)),
    Fault("example-choice", changed("week,weekend", "week,zondag"), (edit(EXAMPLE, "zondag", "weekend"),)),
    Fault(
        "example-tick",
        changed("aangekruist", "soms"),
        (edit(EXAMPLE, "soms", "aangekruist"), edit(EXAMPLE, "      akkoord: soms\n", "")),
    ),
    Fault("example-rows", changed(ROW, ROW * 4), (edit(EXAMPLE, ROW, ""),)),
    Fault(
        "example-not-asked",
        all_of(THERE, edit(PACKAGE, WORK_DAYS + "          section: jezelf\n", WORK_DAYS + CONDITION)),
        (edit(EXAMPLE, "stage: 'ja'", "stage: 'nee'"), edit(EXAMPLE, DAY, "")),
    ),
    Fault("example-differs", both("Noor", "Sam"), (edit(EXAMPLE, "Sam", "Noor"),)),
    Fault(
        "example-order",
        both("2009-05-12", "2009-05-10"),
        (edit(EXAMPLE, "2009-05-10", "2009-05-12"), edit(EXAMPLE, "2009-05-11", "2009-05-09")),
    ),
    Fault(
        "example-name",
        all_of(TWICE, put(EXAMPLE, (TOLD + SECOND).replace("naam: Noor Voorbeeld", "naam: Noor Zonneveld-Smit"))),
        (edit(EXAMPLE, "Noor Zonneveld-Smit", "Noor Voorbeeld", 2),),
    ),
    Fault(
        "example-real",
        changed("Bellen", "06 1234 5678 of 024 123 4567, noor@school.nl, Dorpsstraat 12 of 6511 AB"),
        (
            edit(
                EXAMPLE,
                "06 1234 5678 of 024 123 4567, noor@school.nl, Dorpsstraat 12 of 6511 AB",
                "06 0000 0000, noor@voorbeeld.example, Voorbeeldstraat 1, 0000 AA",
            ),
        ),
    ),
)
