"""The edition.yaml with which a language begins: what it is called, and all that can be said in it, in comments."""

from __future__ import annotations

import json

from toolbox.core.phrases import PHRASES

HEAD = """\
# Wat de toolbox in deze taal zegt. Wat hier niet staat, blijft Nederlands; dat staat er dan bij.
# Hoe de taal zichzelf noemt:
naam: {name}
# concept: nog niet nagekeken door iemand die de taal van huis uit leest. Daarna: nagekeken.
stand: concept

# Hieronder staat alles wat je kunt vertalen. Haal het hekje en de spatie erachter weg bij wat je vertaalt.
# De namen links van de dubbele punt blijven zoals ze zijn.
# Laat ‘basis’ weg: ‘toolbox check’ zegt welke code er moet staan.

# titels:
#   # Hoe een pagina heet, en waar zij over gaat.
#   - pagina: stappen/3-school-naar-werk-gesprek.md
#     titel: School-naar-werk-gesprek
#     samenvatting: Met de student bespreken wat die kan en wil.

# vakken:
#   # Een station van de route. De namen staan in content/schemas/route.yaml.
#   - vak: vraag
#     tekst: Student met vraag

# Een format vertaal je in een eigen bestand: formats/3.1.yaml voor format 3.1. Daarin staat:
#
# nummer: '3.1'
# vertalingen:
#   # Zonder vraag, blok of tabel: hoe het format heet en waar het voor is.
#   - titel: School-naar-werk-gesprek
#     uitleg: Een gesprek over later.
#   # Een blok: een kop met wat eronder staat.
#   - blok: gegevens
#     titel: Wie ben je?
#   # Een vraag, met alles wat erbij hoort. Wat achter ‘keuze’ staat, blijft zo; ‘tekst’ is wat iemand leest.
#   # ‘grond’ is waarom je iets gevoeligs mag vragen. Een ‘plaatje’ mag: kies uit de namen die de controle noemt.
#   - vraag: naam
#     titel: Hoe heet je?
#     plaatje: persoon
#   - vraag: delen_met
#     titel: Met wie mogen we dit delen?
#     uitleg: Je mag meer kiezen.
#     grond: Je kiest zelf.
#     keuzes:
#       - keuze: docent
#         tekst: Mijn docent
#   # Een tabel, en een kolom daarvan.
#   - tabel: afspraken
#     titel: Wat spreken we af?
#   - tabel: afspraken
#     kolom: wie
#     titel: Wie doet het?

# Wat op papier en op het scherm om de vragen heen staat. Wat tussen accolades staat, vult de toolbox in.
# woorden:
"""


def starter(name: str) -> str:
    """Text that the loader reads as a language in which nothing is said yet."""
    words = (f"#   - woord: {key}\n#     tekst: {_quoted(text)}\n" for key, text in PHRASES.items())
    return HEAD.format(name=_quoted(name)) + "".join(words)


def _quoted(text: str) -> str:
    """A double-quoted scalar of YAML is a string of JSON."""
    return json.dumps(text, ensure_ascii=False)
