"""Faults in what a region has of its own."""

from __future__ import annotations

from PIL import Image

from imagefiles import corner, jpg, png
from remedies import Fault
from remedies.changes import GOOD_PICTURE, all_of, drop, edit, move, put

OWN = "content/regio/eigen"
EDITION, TEXT, PAGE = f"{OWN}/edition.yaml", f"{OWN}/teksten/stuk.md", f"{OWN}/paginas/samen.md"
LOGO = f"{OWN}/logo.png"
# Of the text of the introduction, of the question 'naam' and of the block 'jezelf' of the base case.
HEADING, QUESTION, SECTION = "bjhdfikaehlm", "ogniegeabkgc", "bokecoholbgf"
NAME = "naam: Eigen\n"
WITH_LOGO = f"{NAME}logo: logo.png\n"
HUGE = png(Image.new("1", (10_000, 10_000)))
BASIS = f"    basis: {HEADING}\n"
A_TEXT = f"""{NAME}teksten:
  - pagina: inleiding.md
    kop: voor-wie
    doe: erna
    bestand: stuk.md
    basis: {HEADING}
"""
TEXT_TWICE = A_TEXT.removeprefix(f"{NAME}teksten:\n")
AN_OPERATION = f"""{NAME}bewerkingen:
  - nummer: '1.2'
    doe: hernoem
    vraag: naam
    titel: Je naam
    basis: {QUESTION}
"""
A_QUESTION = f"""{NAME}bewerkingen:
  - nummer: '1.2'
    doe: vraag-erbij
    blok: jezelf
    veld:
      name: eigen_extra
      title: Nog iets?
      type: string
    basis: {SECTION}
"""
# A date is no text that can be there already.
A_DEFAULT = f"""{NAME}bewerkingen:
  - nummer: '1.2'
    doe: standaard
    vraag: geboren
    waarde: Vandaag
    basis: habeiknecmfk
"""
AN_OWN_PAGE = """---
titel: Samen
soort: pagina
volgorde: 1
status: uitgewerkt
samenvatting: Kort.
herzien_voor: 2027-11-01
bron: Zelf
---
Een zin.
"""
OUTCOME = f"""    uitkomsten:
      - van: aaaabbbbcccc
        naar: {QUESTION}
        als: kept
"""
TWICE = AN_OPERATION + AN_OPERATION.removeprefix(f"{NAME}bewerkingen:\n")
WITH_TEXT = all_of(put(EDITION, A_TEXT), put(TEXT, "Een zin.\n"))
WITH_PAGE = all_of(put(EDITION, NAME), put(PAGE, AN_OWN_PAGE))


def edition(code: str, text: str, wrong: tuple[str, str], *right: tuple[str, str]) -> Fault:
    """Something else in edition.yaml; each of `right` is what to write over what."""
    made = all_of(put(EDITION, text), edit(EDITION, *wrong))
    return Fault(code, made, tuple(edit(EDITION, *each) for each in right))


OVERLAYS = (
    Fault(
        "overlay-slug", put("content/regio/eigen_regio/edition.yaml", NAME), (move("content/regio/eigen_regio", OWN),)
    ),
    Fault("name-not-allowed", put("content/regio/Eigen/edition.yaml", NAME), (move("content/regio/Eigen", OWN),)),
    Fault("overlay-file", all_of(put(EDITION, NAME), put(f"{OWN}/los.md", "Los.\n")), (drop(f"{OWN}/los.md"),)),
    Fault("overlay-incomplete", put(PAGE, AN_OWN_PAGE), (put(EDITION, NAME), drop("content/regio"))),
    edition(
        "overlay-contact",
        NAME,
        (NAME, f"{NAME}contact: bel ons\n"),
        ("bel ons", "regio@voorbeeld.nl"),
        ("bel ons", "https://voorbeeld.nl/contact"),
        ("contact: bel ons\n", ""),
    ),
    Fault(
        "overlay-logo-missing",
        put(EDITION, f"{NAME}logo: logo.png\n"),
        (put(LOGO, GOOD_PICTURE), put(EDITION, NAME)),
    ),
    Fault(
        "overlay-logo-unused",
        all_of(put(EDITION, NAME), put(LOGO, GOOD_PICTURE)),
        (put(EDITION, f"{NAME}logo: logo.png\n"), drop(LOGO)),
    ),
    Fault("image-kind", all_of(put(EDITION, WITH_LOGO), put(LOGO, jpg(corner()))), (put(LOGO, GOOD_PICTURE),)),
    # A hundred megapixels, in a file of some kilobytes.
    Fault("image-large", all_of(put(EDITION, WITH_LOGO), put(LOGO, HUGE)), (put(LOGO, GOOD_PICTURE),)),
    Fault("overlay-text-missing", put(EDITION, A_TEXT), (put(TEXT, "Een zin.\n"), put(EDITION, NAME))),
    Fault(
        "overlay-text-unused", all_of(put(EDITION, NAME), put(TEXT, "Een zin.\n")), (put(EDITION, A_TEXT), drop(TEXT))
    ),
    Fault(
        "overlay-footnote",
        all_of(WITH_TEXT, put(TEXT, "Een zin.[^1]\n\n[^1]: Noot.\n")),
        (put(TEXT, "Een zin. Noot.\n"),),
    ),
    Fault(
        "overlay-page-kind", all_of(WITH_PAGE, edit(PAGE, "pagina", "inleiding")), (edit(PAGE, "inleiding", "pagina"),)
    ),
    Fault(
        "overlay-page-taken",
        all_of(WITH_PAGE, move(PAGE, f"{OWN}/paginas/editie.md")),
        (move(f"{OWN}/paginas/editie.md", PAGE),),
    ),
    edition(
        "overlay-double", TWICE, ("Je naam", "Jouw naam"), (TWICE.replace("Je naam", "Jouw naam", 1), AN_OPERATION)
    ),
    Fault(
        "overlay-double",
        all_of(put(EDITION, A_TEXT + TEXT_TWICE), put(TEXT, "Een zin.\n")),
        (put(EDITION, A_TEXT),),
    ),
    Fault(
        "overlay-target",
        all_of(put(EDITION, A_TEXT.replace("inleiding", "inleidng").replace(BASIS, "")), put(TEXT, "Een zin.\n")),
        (put(EDITION, A_TEXT),),
    ),
    edition("overlay-own-name", A_QUESTION, ("eigen_extra", "extra"), ("name: extra", "name: eigen_extra")),
    edition(
        "overlay-target",
        AN_OPERATION,
        (f"vraag: naam\n    titel: Je naam\n    basis: {QUESTION}", "vraag: naamm\n    titel: Je naam"),
        ("vraag: naamm\n    titel: Je naam", f"vraag: naam\n    titel: Je naam\n    basis: {QUESTION}"),
    ),
    edition(
        "overlay-base",
        AN_OPERATION,
        (f"    basis: {QUESTION}\n", ""),
        ("titel: Je naam\n", f"titel: Je naam\n    basis: {QUESTION}\n"),
    ),
    edition(
        "overlay-outcome",
        AN_OPERATION + OUTCOME,
        (f"naar: {QUESTION}", "naar: ddddeeeeffff"),
        ("naar: ddddeeeeffff", f"naar: {QUESTION}"),
    ),
    edition(
        "overlay-changed",
        AN_OPERATION,
        (QUESTION, "aaaabbbbcccc"),
        ("basis: aaaabbbbcccc\n", f"basis: {QUESTION}\n" + OUTCOME),
    ),
    edition(
        "overlay-gone",
        AN_OPERATION,
        ("vraag: naam", "vraag: weg"),
        (AN_OPERATION.replace("vraag: naam", "vraag: weg"), NAME),
    ),
    Fault(
        "overlay-clash",
        put(EDITION, A_DEFAULT),
        (all_of(edit(EDITION, "standaard", "hernoem"), edit(EDITION, "waarde", "titel")), put(EDITION, NAME)),
    ),
)
