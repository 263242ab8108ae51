"""Faults in what a page or a diagram says."""

from __future__ import annotations

from remedies import Fault
from remedies.changes import (
    ABOUT,
    DIAGRAM,
    GOOD_PICTURE,
    INVITATION,
    METHOD,
    PICTURE,
    all_of,
    edit,
    page,
    put,
    put_back,
    say,
    show,
)

OWN = put(PICTURE, GOOD_PICTURE)
HEAD = "status: uitgewerkt\nsamenvatting: Kort.\nherzien_voor: 2027-11-01\nbron: Zelf\n---\n"


def said(code: str, wrong: str, *right: str) -> Fault:
    """A text on a page, and what may stand there in its place."""
    return Fault(code, say(wrong), tuple(edit(ABOUT, wrong, each) for each in right))


def shown(code: str, wrong: str, right: str) -> Fault:
    """The same of a text with an image that is there. What has none of it left shows it below."""
    return Fault(code, all_of(OWN, show(), say(wrong)), (edit(ABOUT, wrong, right),))


def written(code: str, path: str, wrong: tuple[str, str], *right: str) -> Fault:
    """Something else in a file, and what may stand there in its place."""
    return Fault(code, edit(path, *wrong), tuple(edit(path, wrong[1], each) for each in right))


def split(wrong: str, count: int, text: str) -> tuple[Fault, ...]:
    return (
        Fault(
            "text-too-long" if "[^" not in wrong else "footnote-often",
            say(wrong),
            (all_of(put_back(ABOUT), *(page(f"content/deel-{number}.md", text) for number in range(count))),),
        ),
    )


NOTES = "\n\n".join(["woord[^1]"] * 200) + "\n\n[^1]: Een noot.\n"
DRAFT = HEAD.replace("uitgewerkt", "in ontwikkeling")
DUTY = """\
    doet:
      kort: Je leest mee.
      stappen:
        - stap: '1'
          punten:
            - tekst: Je vertelt wie je bent.
"""
LETTER = f"---\ntitel: Uitnodiging\nsoort: bijlage\nnummer: '1.1'\n{DRAFT}"
DECK = LETTER.replace("bron: Zelf\n", "bron: Zelf\npresentatie: true\n") + "## Dia’s\n\n### Dia\n\n"
SECOND_BOX = "  - naam: werk\n    tekst: Vaste plek\n    rij: 2\n    kolom: 1\n"
BOXES = """\
titel: De route
beschrijving: Van en naar.
vakken:
  - naam: a
    tekst: A
    rij: 1
    kolom: 1
  - naam: b
    tekst: B
    rij: 2
    kolom: 1
"""
TEXTS = (
    said("heading-level", "# Kop", "## Kop", "### Kop", "#### Kop"),
    said("heading-level", "##### Kop", "#### Kop"),
    said("heading-level", "Kop\n===", "## Kop"),
    said("raw-html", "Dit is <b>vet</b>.", "Dit is **vet**."),
    said("raw-html", "Boven<br>onder", "Boven\n\nonder"),
    said("raw-html", "<!-- later -->", "Later."),
    said(
        "link-scheme",
        "[a](http://voorbeeld.nl)",
        *(f"[a]({to})" for to in ("https://voorbeeld.nl", "mailto:a@voorbeeld.nl", "tel:+31612345678", "inleiding.md")),
    ),
    said("link-scheme", "[a](/inleiding/)", "[a](inleiding.md)"),
    said("link-broken", "[a](https://voorbeeld.nl:99999/x)", "[a](https://voorbeeld.nl/x)"),
    said("link-broken", "[a](https://[voorbeeld/x)", "[a](https://voorbeeld.nl/x)"),
    said("link-broken", "[a](https:voorbeeld.nl)", "[a](https://voorbeeld.nl)"),
    said("personal-number", "Mijn BSN is 111.222.333.", "Mijn BSN is 123456789.", "Mijn BSN is geheim."),
    said("personal-name", "Vraag het mevrouw De Vries.", "Vraag het de mentor.", "Vraag het een student."),
    said("word-too-long", "w" * 501, "w" * 500),
    said(
        "reference-too-long",
        f"[Tekst][a]\n\n[a]: https://voorbeeld.nl '{'woord ' * 170}'",
        "[Tekst][a]\n\n[a]: https://voorbeeld.nl 'woord'",
    ),
    said("markdown-long-brackets", "[" * 41, "[" * 40),
    said("markdown-long-brackets", "\n".join(["[x](inleiding.md)"] * 201), "\n\n".join(["[x](inleiding.md)"] * 201)),
    said("markdown-crowded", "\n".join(["## Kop"] * 101), "\n\n".join(["## Kop"] * 101)),
    said("markdown-crowded", "\n".join(["Term", *[": uitleg"] * 21]), "\n\n".join(["Term\n: uitleg"] * 21)),
    said("markdown-deep", f"{'> ' * 13}diep", f"{'> ' * 12}diep"),
    *split("woord " * 7_000, 2, "woord " * 3_500),
    *split(NOTES.replace("\n\n[^1]:", f"\n\n{NOTES.split('[^1]:')[0]}\n\n[^1]:"), 2, NOTES),
    Fault(
        "more-errors", say("Dit is <b>vet</b>.\n\n" * 102), (edit(ABOUT, "Dit is <b>vet</b>.", "Dit is **vet**.", -1),)
    ),
    shown(
        "image",
        "Zie ![Een plaat](afbeeldingen/plaat.png) hier.",
        "Zie hier.\n\n![Een plaat](afbeeldingen/plaat.png)\n\nTot zover.",
    ),
    shown(
        "image", "- een\n\n    ![Een plaat](afbeeldingen/plaat.png)", "- een\n\n![Een plaat](afbeeldingen/plaat.png)"
    ),
    shown("image-target", "![Een plaat](https://voorbeeld.nl/x.png)", "![Een plaat](afbeeldingen/plaat.png)"),
    shown("image-target", "![Een plaat](afbeeldingen/x.svg)", "![Een plaat](afbeeldingen/plaat.png)"),
    shown("image-missing", "![Een plaat](afbeeldingen/plat.png)", "![Een plaat](afbeeldingen/plaat.png)"),
    shown("image-alt-missing", "![](afbeeldingen/plaat.png)", "![Een plaat](afbeeldingen/plaat.png)"),
    shown("image-alt-long", f"![{'x' * 251}](afbeeldingen/plaat.png)", f"![{'x' * 250}](afbeeldingen/plaat.png)\n\nx"),
    *(
        Fault(
            "no-front-matter",
            put(ABOUT, start + "Een zin.\n"),
            (put(ABOUT, f"---\ntitel: Over\nsoort: pagina\nvolgorde: 1\n{HEAD}Een zin.\n"),),
        )
        for start in ("", "---\n---\n")
    ),
    Fault(
        "no-front-matter",
        put(INVITATION, "Een zin.\n"),
        (
            put(
                INVITATION,
                f"---\ntitel: Uitnodiging\nsoort: bijlage\nnummer: '1.1'\n{DRAFT}Een zin.\n",
            ),
        ),
    ),
    written(
        "named-number-unknown",
        METHOD,
        ("  route: Kies waar je staat.\n", "  route: Kies waar je staat.\n  formats:\n    - '1.3'\n"),
        "  route: Kies waar je staat.\n  formats:\n    - '1.2'\n",
    ),
    written(
        "named-number-unknown",
        METHOD,
        ("  - naam: ouder\n", f"  - naam: ouder\n{DUTY}              bron: '1.3'\n"),
        f"  - naam: ouder\n{DUTY}              bron: '1.2'\n",
    ),
    Fault(
        "slide-full",
        put(INVITATION, f"{DECK}Tekst.\n"),
        (put(INVITATION, f"{DECK}- Punt\n\nTekst.\n"), put(INVITATION, f"{LETTER}Tekst.\n")),
    ),
    written("name-double", DIAGRAM, ("naam: werk", "naam: gesprek"), "naam: werk"),
    Fault(
        "name-double",
        edit(METHOD, "naam: mentor", "naam: student"),
        (edit(METHOD, "naam: student\n    tekst", "naam: mentor\n    tekst"),),
    ),
    Fault(
        "value-empty",
        edit(DIAGRAM, "pijlen:\n  - van: gesprek\n    naar: werk\n    tekst: na een jaar\n", "pijlen:\n"),
        (edit(DIAGRAM, "pijlen:\n", "pijlen:\n  - van: gesprek\n    naar: werk\n"),),
    ),
    written("value-empty", DIAGRAM, ("    tekst: na een jaar\n", "    tekst:\n"), "    tekst: na twee jaar\n", ""),
    written("value-empty", ABOUT, ("volgorde: 1", "volgorde:"), "volgorde: 1"),
    written("value-empty", ABOUT, ("titel: Over deze site", "titel: ''"), "titel: Over"),
    Fault(
        "list-too-short",
        edit(
            DIAGRAM,
            f"{SECOND_BOX}pijlen:\n  - van: gesprek\n    naar: werk",
            "pijlen:\n  - van: gesprek\n    naar: slot",
        ),
        (edit(DIAGRAM, "pijlen:", "  - naam: slot\n    tekst: Slot\n    rij: 2\n    kolom: 1\npijlen:"),),
    ),
    Fault(
        "yaml-empty", put(DIAGRAM, ""), (put_back(DIAGRAM), put(DIAGRAM, f"{BOXES}pijlen:\n  - van: a\n    naar: b\n"))
    ),
    Fault(
        "yaml-not-mapping",
        put(DIAGRAM, "- van: gesprek\n  naar: werk\n"),
        (put(DIAGRAM, f"{BOXES}pijlen:\n- van: a\n  naar: b\n"),),
    ),
    written(
        "yaml-deep",
        ABOUT,
        ("bron: Zelf geschreven voorbeeld", "bron:\n" + "".join(f"{'  ' * depth}a:\n" for depth in range(1, 14))),
        "bron: a\n",
    ),
    Fault(
        "yaml-deep",
        edit(DIAGRAM, "    punten:\n      - Kennismaken\n", "    punten:\n      - " + "- " * 12 + "Kennismaken\n"),
        (edit(DIAGRAM, "- " * 13, "- "),),
    ),
    written("yaml-syntax", ABOUT, ("titel: Over deze site", "titel: Over: deze site"), "titel: 'Over: deze site'"),
    written("yaml-syntax", ABOUT, ("titel: Over deze site", "titel: 'Over deze site"), "titel: 'Over deze site'"),
    written("yaml-syntax", METHOD, ("  makers:", "\tmakers:"), "  makers:"),
    written("yaml-syntax", METHOD, ("  deelnemers:", "   deelnemers:"), "  deelnemers:"),
    written(
        "yaml-syntax", INVITATION, ("titel: Uitnodiging", "titel: “Uitnodiging: brief”"), "titel: 'Uitnodiging: brief'"
    ),
)
