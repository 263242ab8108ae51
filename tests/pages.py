"""Every page of the site, written out: a page that goes missing must fail a test."""

from __future__ import annotations

import re

STEPS = [f"stappen/{number}/" for number in range(1, 9)]
APPENDICES = [
    f"bijlagen/{number}/"
    for number in (
        "1.1.1 1.1.2 1.1.3 1.1.4 1.2.1 1.2.2 1.4 2.1 2.2.1 2.2.2 2.2.3 2.3 3.1 4.1 5.1.1 5.1.2 5.2 5.3.1 5.3.2 5.4 5.5"
    ).split()
]
INTROS = ["inleiding/", "aan-de-slag/", "concept-transitieroute/", "regionale-pilots/", "toolbox/"]
OVERVIEWS = [
    *("downloads/", "wie-vult-wat-in/", "gegevens/", "nieuw/", "bijdragen/"),
    *("regio/", "sinds/", "woorden/", "mijn-route/", "voorbeeld/"),
]
ROLES = [
    f"rol/{slug}/"
    for slug in "student ouder mentor zorgcoordinator projectleider stagebegeleider bedrijf gemeente".split()
]
OTHERS = ["", "over-deze-site/", "zo-gebruik-je-een-format/", "colofon/", "het-gaat-mis/", "404.html"]
FORMATS = {
    "1.1.1": "voorbereiding-binnen-de-organisatie",
    "1.2.1": "format-startbijeenkomst-uitvoerders",
    "1.4": "sociale-kaart-werk",
    "2.1": "selectiecriteria",
    "2.2.2": "voorbeeld-1-aanmeldformulier",
    "2.2.3": "voorbeeld-2-aanmeldformulier",
    "2.3": "flyer",
    "3.1": "format-school-naar-werk-gesprek",
    "4.1": "format-school-naar-werk-plan",
    "5.1.1": "afspraken-met-regionale-partijen",
    "5.1.2": "voorbeelden-van-regionale-afspraken",
    "5.2": "aanvullingen-op-stageprotocol",
    "5.3.1": "voortgangsformulier",
    "5.3.2": "begeleidingsformulier",
    "5.4": "beoordelingsformulier-werkontwikkeling",
    "5.5": "persoonlijke-handleiding-student",
}
FORM_PAGES = [*(f"bijlagen/{number}/invullen/" for number in FORMATS), "voorstel/"]
# Of those that a region has for itself: two that no other site has, and one with its own texts.
OF_A_REGION = [f"regio/voorbeeldregio/{path}" for path in ("editie/", "sociale-kaart/", "stappen/1/")]
# By its tag: the formats that a language has.
TRANSLATED = {"en": ("2.2.3", "3.1", "4.1", "5.3.2"), "nl-simple": ("3.1", "5.3.2")}
LINGUAL = ["taal/", *(f"taal/{tag}/" for tag in TRANSLATED)]
LINGUAL += [f"taal/{tag}/{number}/" for tag, numbers in TRANSLATED.items() for number in numbers]
PAGES = [*OTHERS, *OVERVIEWS, *ROLES, *INTROS, *STEPS, *APPENDICES, *FORM_PAGES, *LINGUAL]
# What no longer stands on the page of news; how many of these there are hangs on how long the history is.
A_YEAR = re.compile(r"nieuw/\d{4}/")
# Each shape's file is called after the format, with this behind it; how its bytes begin.
SHAPE_FILES = {".pdf": b"%PDF-", "-invulbaar.pdf": b"%PDF-", ".docx": b"PK", ".xlsx": b"PK", "-data.zip": b"PK"}
