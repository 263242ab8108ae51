"""What the editor calls every key of the profile, in Dutch. A key of the profile without words stops the build."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """`one`: what one item of a list is called; `shown`: the key that names such an item; `options`: value → label."""

    label: str
    hint: str = ""
    one: str = ""
    shown: str = ""
    options: dict[str, str] = field(default_factory=dict)


NAME = "Kleine letters, cijfers en liggende streepjes. Verander een bestaande naam niet."
EARLIER = Word("Eerdere namen", "Zo blijft leesbaar wat iemand eerder invulde.", one="eerdere naam")
SENSITIVE = Word("Extra beschermd", "Dit zijn gegevens die de wet strenger beschermt. Vul dan ook de grond in.")
GROUND = Word("Grond", "Waarom je dit mag vragen, of wanneer je het weglaat.")
TITLE = "Wat boven dit onderdeel staat."
HELP = "Markdown mag. Mag leeg blijven."

PAGE = {
    "nummer": Word("Nummer", "Bijvoorbeeld 1 of 1.1.1."),
    "titel": Word("Titel"),
    "soort": Word("Soort pagina"),
    "volgorde": Word("Plaats in het menu", "1 staat bovenaan."),
    "status": Word("Status"),
    "samenvatting": Word("Samenvatting", "Eén of twee zinnen, hoogstens 260 tekens. Zonder < en >."),
    "herzien_voor": Word("Herzien voor", "Een datum als 2027-11-01: dan kijkt iemand of de tekst nog klopt."),
    "bron": Word("Bron", "Waar de tekst vandaan komt."),
    "schema": Word("Schema", "De naam van een tekening in content/schemas. Mag leeg blijven."),
    "zoekwoorden": Word(
        "Zoekwoorden", "Woorden waarmee mensen deze pagina zoeken en die er niet op staan.", one="zoekwoord"
    ),
    "tabel": Word("Tabel met tools", "De tabel onder de tekst van een stap."),
    "tabel.titel": Word("Titel van de tabel"),
    "tabel.inleiding": Word("Zin boven de tabel"),
    "tabel.wat": Word("Kop van de eerste kolom"),
    "tabel.doel": Word("Kop van de tweede kolom"),
    "tabel.rijen": Word("Rijen", one="rij", shown="wat"),
    "tabel.rijen.wat": Word("Wat"),
    "tabel.rijen.doel": Word("Doelen", one="doel"),
    "tabel.rijen.tools": Word("Bijlagen", "De nummers van de bijlagen die hierbij horen.", one="nummer"),
}
PACKAGE = {
    "name": Word("Naam van het format", "Gelijk aan de map, zonder nummer. Verander die niet."),
    "title": Word("Titel", "Gelijk aan de titel van de bijlage."),
    "description": Word("Waar is het format voor?", "Staat onder de titel."),
    "version": Word("Versie", "Drie getallen, bijvoorbeeld 1.0.0."),
    "number": Word("Nummer van de bijlage"),
    "kind": Word("Soort"),
    "roles": Word("Wie vult het in?"),
    "landscape": Word("Liggend papier"),
    "previousNames": EARLIER,
    "sections": Word("Blokken", "Een blok is een kop met vragen eronder.", one="blok", shown="title"),
    "sections.name": Word("Naam", NAME),
    "sections.title": Word("Titel", TITLE),
    "sections.description": Word("Tekst boven de vragen", HELP),
    "sections.pageBreak": Word("Begin op een nieuwe bladzijde"),
    "resources": Word(
        "Vragen en tabellen", "‘antwoorden’ heeft de losse vragen; elk ander is een tabel.", one="tabel", shown="name"
    ),
    "resources.name": Word("Naam", NAME),
    "resources.title": Word("Titel", TITLE),
    "resources.description": Word("Uitleg", HELP),
    "resources.path": Word("Bestand met de gegeven rijen", "De naam met .csv. Verander die niet."),
    "resources.section": Word("Blok", "De naam van het blok waarin de tabel staat."),
    "resources.emptyRows": Word("Lege rijen", "Zoveel rijen komen onder de gegeven rijen."),
    "resources.groupBy": Word("Kolom voor tussenkoppen", "De naam van een kolom. Mag leeg blijven."),
    "resources.sensitive": SENSITIVE,
    "resources.ground": GROUND,
    "resources.previousNames": EARLIER,
    "resources.schema": Word("Vragen of kolommen"),
    "resources.schema.fields": Word("Vragen of kolommen", one="vraag of kolom", shown="title"),
}
FIELD = {
    "name": Word("Naam", NAME),
    "title": Word("Vraag", "De vraag, of de kop van de kolom."),
    "description": Word("Uitleg", "Een regel hulp onder de vraag. Mag leeg blijven."),
    "type": Word(
        "Soort antwoord",
        options={
            "string": "tekst, of één keuze",
            "date": "datum",
            "boolean": "vakje om aan te vinken",
            "list": "meer dan één keuze",
        },
    ),
    "itemType": Word("Soort van elke keuze"),
    "section": Word("Blok", "De naam van het blok waarin de vraag staat. Niet bij een kolom."),
    "lines": Word("Schrijfregels", "Zoveel regels krijg je op papier."),
    "width": Word("Breedte", options={"full": "hele regel", "half": "halve regel", "third": "derde van de regel"}),
    "share": Word("Breedte van de kolom", "In procenten van de tabel."),
    "signature": Word("Vak voor een handtekening"),
    "given": Word("De tekst staat er al", "Bij een kolom: niemand hoeft hem in te vullen."),
    "matrix": Word("Kolom per keuze", "Bij een kolom met keuzes: voor elke keuze een kolom om aan te vinken."),
    "sensitive": SENSITIVE,
    "ground": GROUND,
    "previousNames": EARLIER,
    "categories": Word("Keuzes", one="keuze", shown="label"),
    "categories.value": Word("Naam", "Kleine letters, cijfers en streepjes. Verander een bestaande naam niet."),
    "categories.label": Word("Tekst van de keuze"),
    "constraints": Word("Regels"),
    "constraints.required": Word("Verplicht"),
    "constraints.enum": Word("Namen van de keuzes"),
}
WORDS = PAGE | PACKAGE | {f"resources.schema.fields.{key}": word for key, word in FIELD.items()}
