"""Faults in what a language says in the place of the Dutch words."""

from __future__ import annotations

from remedies import Fault
from remedies.changes import all_of, drop, edit, move, put

OWN = "content/taal/en"
EDITION, FORM = f"{OWN}/edition.yaml", f"{OWN}/formats/1.2.yaml"
HEAD = "naam: English\nstand: concept\n"
# Of our own phrase 'versie', and of the question 'stage' of the base case.
PHRASE, QUESTION = "gpjlclaolpam", "ambbihddcamb"
A_PHRASE = f"{HEAD}woorden:\n  - woord: versie\n    tekst: Version {{versie}}\n    basis: {PHRASE}\n"
A_FORM = f"""nummer: '1.2'
vertalingen:
  - vraag: stage
    titel: Do you have a placement?
    plaatje: koffer
    keuzes:
      - keuze: ja
        tekst: 'Yes'
      - keuze: nee
        tekst: 'No'
    basis: {QUESTION}
"""
WHOLE = all_of(put(EDITION, A_PHRASE), put(FORM, A_FORM))


def translated(code: str, wrong: tuple[str, str], *right: tuple[str, str]) -> Fault:
    """Something else in the translation of the form; each of `right` is what to write over what."""
    return Fault(code, all_of(WHOLE, edit(FORM, *wrong)), tuple(edit(FORM, *each) for each in right))


NO = "      - keuze: nee\n        tekst: 'No'\n"
MAYBE = "      - keuze: soms\n        tekst: Maybe\n"

LANGUAGES = (
    Fault("language-unknown", put("content/taal/engels/edition.yaml", HEAD), (move("content/taal/engels", OWN),)),
    Fault(
        "language-unknown", put("content/taal/en-nergens/edition.yaml", HEAD), (move("content/taal/en-nergens", OWN),)
    ),
    Fault(
        "language-letters",
        put("content/taal/ja/edition.yaml", "naam: Nihongo\nstand: concept\n"),
        (move("content/taal/ja", "content/taal/ja-latn"),),
    ),
    Fault("language-file", all_of(WHOLE, put(f"{OWN}/los.yaml", "a: b\n")), (drop(f"{OWN}/los.yaml"),)),
    Fault(
        "phrase-places",
        all_of(WHOLE, edit(EDITION, "Version {versie}", "Version")),
        (edit(EDITION, "tekst: Version", "tekst: Version {versie}"),),
    ),
    translated("pictogram-unknown", ("koffer", "kofer"), ("kofer", "koffer")),
    translated("translation-short", (NO, ""), ("    basis:", f"{NO}    basis:")),
    Fault(
        "translation-short",
        all_of(WHOLE, edit(FORM, "    titel: Do you have a placement?\n", "")),
        (drop(FORM), edit(FORM, "vraag: stage\n", "vraag: stage\n    titel: Placement?\n")),
    ),
    translated("translation-choice", (NO, NO + MAYBE), (MAYBE, "")),
)
