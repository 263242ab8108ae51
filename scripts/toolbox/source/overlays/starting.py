"""The edition.yaml with which a region begins: whose it is, and each operation explained in comments."""

from __future__ import annotations

import json
from collections.abc import Sequence

EXPLAINED = """\

# Hieronder staat alles wat je anders kunt doen. Haal het hekje en de spatie erachter weg bij wat je nodig hebt.
# Laat ‘basis’ weg: ‘toolbox check’ zegt welke code er moet staan.

# teksten:
#   # Eigen tekst. Zet hem als bestand in de map teksten. doe: vervang, ervoor of erna.
#   # Zonder ‘kop’ gaat het om de hele tekst; met ‘kop’ om dat deel. Een kop staat in het adres achter #.
#   - pagina: stappen/1-voorbereidingen.md
#     kop: wie-je-nodig-hebt
#     doe: erna
#     bestand: partners.md

# verborgen:
#   # Een hulpmiddel dat jullie niet gebruiken.
#   - nummer: '1.1.2'

# bewerkingen:
#   # Een vraag, keuze, tabel, kolom of blok anders noemen.
#   - nummer: '5.3.2'
#     doe: hernoem
#     vraag: klas
#     titel: Klas of groep
#   # Een keuze erbij. Wat je toevoegt, begint met de naam van de regio.
#   - nummer: '5.3.2'
#     doe: keuze-erbij
#     vraag: delen_met
#     waarde: {prefix}jobcoach
#     titel: Mijn jobcoach
#   # Een vraag erbij. ‘na’ zegt achter welke vraag; de sleutels van ‘veld’ zijn die van een format.
#   - nummer: '5.3.2'
#     doe: vraag-erbij
#     blok: gegevens
#     na: klas
#     veld:
#       name: {prefix}locatie
#       title: Op welke locatie zit je?
#       type: string
#   # Een rij erbij in een tabel, of een rij anders: die vind je aan de tekst in een van zijn cellen.
#   - nummer: '1.4'
#     doe: rij-erbij
#     tabel: sociale_kaart
#     cellen:
#       - kolom: groep
#         tekst: Extern
#       - kolom: organisatie
#         tekst: Loket voor jongeren
#   - nummer: '1.4'
#     doe: rij-anders
#     tabel: sociale_kaart
#     regel: Leerwerkloket
#     cellen:
#       - kolom: afdeling
#         tekst: Balie in het stadhuis
#   # Iets dat al is ingevuld, en dat je nog kunt veranderen.
#   - nummer: '1.4'
#     doe: standaard
#     vraag: school_of_regio
#     waarde: {name}
#   # De volgorde van vragen in een blok.
#   - nummer: '5.3.2'
#     doe: volgorde
#     blok: informatie
#     vragen:
#       - presteer_goed
#       - kenmerken
#   # Een vraag of tabel die jullie niet stellen.
#   - nummer: '5.3.2'
#     doe: verberg
#     vraag: tips
"""


def starter(slug: str, name: str, institutions: Sequence[str] = (), contact: str = "") -> str:
    """Text that the loader reads as an overlay in which nothing is different yet."""
    lines = [
        "# Wat in deze regio anders is dan in de gezamenlijke toolbox.",
        f"naam: {_quoted(name)}",
        *(["instellingen:", *(f"  - {_quoted(one)}" for one in institutions)] if institutions else []),
        "# Een mailadres of een adres met https://. Leeg als het nog niet bekend is.",
        f"contact: {_quoted(contact)}",
    ]
    return "\n".join(lines) + "\n" + EXPLAINED.format(prefix=f"{slug.replace('-', '_')}_", name=name)


def _quoted(text: str) -> str:
    """A double-quoted scalar of YAML is a string of JSON."""
    return json.dumps(text, ensure_ascii=False)
