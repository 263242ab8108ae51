"""What the editor calls every key of the profile, in Dutch. A key of the profile without words stops the build."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wording:
    """`one`: what one item of a list is called; `shown`: the key that names such an item; `options`: value → label."""

    label: str
    hint: str = ""
    one: str = ""
    shown: str = ""
    options: dict[str, str] = field(default_factory=dict)


NAME = "Kleine letters, cijfers en liggende streepjes. Verander een bestaande naam niet."
EARLIER = Wording("Eerdere namen", "Zo blijft leesbaar wat iemand eerder invulde.", one="eerdere naam")
SOURCE = Wording("Bron", "Waar dit vandaan komt, zoals ‘4.1, Eindstage’ of ‘redactie’. Moet er staan in een concept.")
GROUND = Wording("Grond", "Bij gegevens die extra beschermd zijn: waarom je dit mag vragen, of wanneer je het weglaat.")
TITLE = "Wat boven dit onderdeel staat."
HELP = "Markdown mag. Mag leeg blijven."

PAGE = {
    "nummer": Wording("Nummer", "Bijvoorbeeld 1 of 1.1.1."),
    "titel": Wording("Titel"),
    "soort": Wording("Soort pagina"),
    "volgorde": Wording("Plaats in het menu", "1 staat bovenaan."),
    "status": Wording("Status", "‘concept’ is door de redactie gemaakt uit onderdelen van de toolbox."),
    "samenvatting": Wording("Samenvatting", "Eén of twee zinnen, hoogstens 260 tekens. Zonder < en >."),
    "herzien_voor": Wording("Herzien voor", "Een datum als 2027-11-01: dan kijkt iemand of de tekst nog klopt."),
    "bron": Wording("Bron", "Waar de tekst vandaan komt."),
    "schema": Wording("Schema", "De naam van een tekening in content/schemas. Mag leeg blijven."),
    "presentatie": Wording("Presentatie", "Elke kop van de derde soort is een dia."),
    "zoekwoorden": Wording(
        "Zoekwoorden", "Woorden waarmee mensen deze pagina zoeken en die er niet op staan.", one="zoekwoord"
    ),
    "tabel": Wording("Tabel met tools", "De tabel onder de tekst van een stap."),
    "tabel.titel": Wording("Titel van de tabel"),
    "tabel.inleiding": Wording("Zin boven de tabel"),
    "tabel.wat": Wording("Kop van de eerste kolom"),
    "tabel.doel": Wording("Kop van de tweede kolom"),
    "tabel.rijen": Wording("Rijen", one="rij", shown="wat"),
    "tabel.rijen.wat": Wording("Wat"),
    "tabel.rijen.doel": Wording("Doelen", one="doel"),
    "tabel.rijen.tools": Wording("Bijlagen", "De nummers van de bijlagen die hierbij horen.", one="nummer"),
}
PACKAGE = {
    "name": Wording("Naam van het format", "Gelijk aan de map, zonder nummer. Verander die niet."),
    "title": Wording("Titel", "Gelijk aan de titel van de bijlage."),
    "description": Wording("Waar is het format voor?", "Staat onder de titel."),
    "version": Wording("Versie", "Drie getallen, bijvoorbeeld 1.0.0."),
    "number": Wording("Nummer van de bijlage"),
    "kind": Wording("Soort"),
    "roles": Wording("Wie vult het in?"),
    "landscape": Wording("Liggend papier"),
    "previousNames": EARLIER,
    "sections": Wording("Blokken", "Een blok is een kop met vragen eronder.", one="blok", shown="title"),
    "sections.name": Wording("Naam", NAME),
    "sections.title": Wording("Titel", TITLE),
    "sections.description": Wording("Tekst boven de vragen", HELP),
    "sections.source": SOURCE,
    "sections.pageBreak": Wording("Begin op een nieuwe bladzijde"),
    "resources": Wording(
        "Vragen en tabellen", "‘antwoorden’ heeft de losse vragen; elk ander is een tabel.", one="tabel", shown="name"
    ),
    "resources.name": Wording("Naam", NAME),
    "resources.title": Wording("Titel", TITLE),
    "resources.description": Wording("Uitleg", HELP),
    "resources.section": Wording("Blok", "De naam van het blok waarin de tabel staat."),
    "resources.emptyRows": Wording("Lege rijen", "Zoveel rijen komen onder de gegeven rijen."),
    "resources.groupBy": Wording("Kolom voor tussenkoppen", "De naam van een kolom. Mag leeg blijven."),
    "resources.ground": GROUND,
    "resources.source": SOURCE,
    "resources.previousNames": EARLIER,
    "resources.schema": Wording("Vragen of kolommen"),
    "resources.schema.fields": Wording("Vragen of kolommen", one="vraag of kolom", shown="title"),
}
FIELD = {
    "name": Wording("Naam", NAME),
    "title": Wording("Vraag", "De vraag, of de kop van de kolom."),
    "description": Wording("Uitleg", "Een regel hulp onder de vraag. Mag leeg blijven."),
    "type": Wording(
        "Soort antwoord",
        options={
            "string": "tekst, of één keuze",
            "date": "datum",
            "boolean": "vakje om aan te vinken",
            "list": "meer dan één keuze",
        },
    ),
    "section": Wording("Blok", "De naam van het blok waarin de vraag staat. Niet bij een kolom."),
    "after": Wording("Na tabel", "De naam van een tabel in dit blok: de vraag komt daaronder. Mag leeg blijven."),
    "term": Wording("Begrip", "Vragen andere formats hetzelfde? Dan een naam uit forms/begrippen.yaml."),
    "showIf": Wording("Pas in beeld na een keuze", "Op het scherm. Op papier staat de vraag er altijd."),
    "showIf.question": Wording("Bij welke vraag", "De naam van een vraag met keuzes, die eerder in het format staat."),
    "showIf.value": Wording("Bij welke keuze", "De naam van de keuze."),
    "lines": Wording("Schrijfregels", "Zoveel regels krijg je op papier."),
    "width": Wording("Breedte", options={"full": "hele regel", "half": "halve regel", "third": "derde van de regel"}),
    "share": Wording("Breedte van de kolom", "In procenten van de tabel."),
    "signature": Wording("Vak voor een handtekening"),
    "given": Wording("De tekst staat er al", "Bij een kolom: niemand hoeft hem in te vullen."),
    "matrix": Wording("Kolom per keuze", "Bij een kolom met keuzes: voor elke keuze een kolom om aan te vinken."),
    "ground": GROUND,
    "source": SOURCE,
    "previousNames": EARLIER,
    "categories": Wording("Keuzes", one="keuze", shown="label"),
    "categories.value": Wording("Naam", "Kleine letters, cijfers en streepjes. Verander een bestaande naam niet."),
    "categories.label": Wording("Tekst van de keuze"),
    "constraints": Wording("Regels"),
    "constraints.required": Wording("Verplicht"),
}
WORDS = PAGE | PACKAGE | {f"resources.schema.fields.{key}": word for key, word in FIELD.items()}
