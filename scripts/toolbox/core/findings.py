"""What is wrong in a source file or a filled-in form, as a value: never an exception.

A Finding says where, what, and what to do. Its Dutch sentence lives here and nowhere else, so that a test of the
sentences and a translation have one place to look; a reason or hint that fills it in stands where it is found.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from toolbox.core.safetext import cut, one_line, printable


class Severity(StrEnum):
    """An error stops the build; a warning is shown and built."""

    ERROR = "fout"
    WARNING = "let op"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `code` names the sentence, `values` fill it in.

    `line` and `column` count from 1, a column in characters (code points); 0: the whole file, the whole line.
    """

    code: str
    path: str
    line: int = 0
    values: dict[str, str] = field(default_factory=dict, hash=False)
    column: int = 0

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.code in WARNINGS else Severity.ERROR

    @property
    def message(self) -> str:
        return sentence(self.code, self.values)

    def __str__(self) -> str:
        where = ":".join([self.path, *(str(part) for part in (self.line, self.column) if part)])
        prefix = "let op: " if self.severity is Severity.WARNING else ""
        return f"{where}: {prefix}{self.message}"


def sentence(code: str, values: Mapping[str, str] = MappingProxyType({})) -> str:
    """The Dutch sentence that `code` names, filled in."""
    return SENTENCES[code].format_map({key: _shown(value) for key, value in values.items()})


def _shown(value: str) -> str:
    """What someone proposes must not write a line of its own in a log, steer a terminal or a runner, or fill the screen.

    A space at its end stays: some values begin a sentence.
    """
    return printable(one_line(cut(value, MAX_VALUE))) + value[-1:].isspace() * " "


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By file, line, then column; the same finding twice is shown once, and of a file's errors the first `MOST`."""
    unique = {(f.path, f.line, f.column, f.message): f for f in findings}
    return tuple(_capped(unique[key] for key in sorted(unique)))


def _capped(findings: Iterable[Finding]) -> Iterator[Finding]:
    errors: Counter[str] = Counter()
    for finding in findings:
        errors[finding.path] += finding.severity is Severity.ERROR
        if errors[finding.path] <= MOST or finding.severity is Severity.WARNING:
            yield finding
        elif errors[finding.path] == MOST + 1:
            yield Finding("more-errors", finding.path, finding.line, {"limit": str(MOST)}, finding.column)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Bedoelde je ‘…’?' when a known word is near, else the list of what is allowed."""
    options = [str(option) for option in known]
    # Looking takes long for a long word, and for each of the options.
    is_quick = len(word) <= MAX_NEAR_WORD and len(options) <= MAX_NEAR
    near = difflib.get_close_matches(word, options, n=1, cutoff=0.6) if is_quick else []
    if near:
        return f"Bedoelde je ‘{near[0]}’?"
    if not options:
        return "Haal het weg."
    return f"Kies uit: {', '.join(options)}." if len(options) <= 12 else "Kijk de naam na."


MAX_VALUE = 1_000  # characters of a value in a sentence
MAX_NEAR_WORD, MAX_NEAR = 200, 500
# Errors of one file that are shown: nobody reads more, and a file could have a hundred thousand.
MOST = 100
# Mended by `toolbox format`, or of use as soon as another format has it; nothing is lost meanwhile.
# What may be a name is for a reader to judge.
WARNINGS = frozenset(
    {
        "csv-derived",
        "not-canonical",
        "overlay-changed",
        "overlay-gone",
        "overlay-clash",
        "overlay-private",
        "personal-name",
        "term-once",
    }
)

SENTENCES: dict[str, str] = {
    "more-errors": "hier stopt de lijst: dit bestand heeft meer dan {limit} fouten. Herstel eerst wat hierboven staat.",
    # tree
    "name-not-allowed": "deze naam mag niet: {reason}. Kies een andere van kleine letters (a tot en met z), cijfers, streepjes en losse punten, met een letter of cijfer vooraan.",
    "suffix-not-allowed": "dit soort bestand mag hier niet. In content/ horen .md en .yaml, in content/afbeeldingen/ .png en .jpg, in forms/ .yaml en .csv. Haal het weg.",
    "not-a-file": "dit is een {kind} en geen gewoon bestand. Zet het bestand zelf hier neer.",
    "too-big": "het bestand is {size} groot; hoogstens {limit} mag. Maak het kleiner of splits het.",
    "too-many-files": "er staan meer dan {limit} bestanden in content/ en forms/ samen. Haal weg wat niet nodig is.",
    "too-much": "content/ en forms/ zijn samen groter dan {limit}. Maak afbeeldingen kleiner of haal weg wat niet nodig is.",
    "too-much-text": "de teksten en formats zijn samen groter dan {limit}. Haal weg wat niet nodig is.",
    "folder-deep": "de map zit te diep (meer dan {limit} mappen in elkaar). Zet hem hogerop.",
    "lfs-pointer": "dit is een verwijzing van Git LFS en niet het bestand zelf. Zet het bestand zelf in Git.",
    # images
    "image-place": "een afbeelding hoort in content/afbeeldingen/. Zet hem daar neer en laat hem op een pagina zien, of haal hem weg.",
    "image-suffix": "een afbeelding die eindigt op {suffix}, kan hier niet. {hint}",
    "image-too-big": "de afbeelding is {size} groot; hoogstens {limit} mag. Maak de langste kant 1.600 pixels, en sla een foto op als .jpg.",
    "too-many-images": "er staan meer dan {limit} afbeeldingen in content/afbeeldingen/. Haal weg wat niet nodig is.",
    "image-kind": "de naam eindigt op {suffix}, maar dit is {kind}. Open de afbeelding en sla hem op als {suffix}; alleen de naam veranderen helpt niet.",
    "image-large": "de afbeelding is {size} pixels; hoogstens {limit} miljoen pixels mag, en geen kant langer dan {side}. Maak de langste kant {width} pixels: dat is genoeg.",
    "image-animated": "deze afbeelding beweegt. Kies een plaat die stilstaat.",
    "image-colours": "deze afbeelding heeft kleuren voor een drukker (CMYK) of is 16-bits grijs. Sla hem op in gewone kleuren (RGB).",
    "image-damaged": "deze afbeelding is kapot of niet helemaal binnengekomen. Open hem en sla hem opnieuw op; gaat dat niet, kies dan een andere.",
    "image-unused": "geen enkele pagina laat deze afbeelding zien. Zet hem op een pagina of haal het bestand weg.",
    # text encoding
    "not-utf8": "het bestand is niet in UTF-8 (byte {byte}). Sla het opnieuw op als UTF-8.",
    "bom": "het bestand begint met een onzichtbaar teken (BOM). Sla het opnieuw op als ‘UTF-8 zonder BOM’.",
    "crlf": "de regels eindigen op Windows-manier (CRLF). Sla het opnieuw op met regeleinden LF.",
    "control-character": "hier staat een onzichtbaar stuurteken ({character}). Haal het weg.",
    "character-undrawable": "het teken ‘{character}’ ({code}) staat niet in het lettertype van het papier. Schrijf het in letters of haal het weg.",
    "personal-number": "‘{number}’ kan een burgerservicenummer (BSN) zijn. Zet nooit een echt nummer in de toolbox: haal het weg of schrijf ‘123456789’.",
    "personal-name": "hier lijkt de naam van iemand te staan: ‘{name}’. Schrijf liever welke rol iemand heeft.",
    # YAML
    "yaml-syntax": "dit is geen geldige YAML: {problem}. Kijk naar de inspringing, aanhalingstekens en dubbele punten rond deze regel.",
    "yaml-empty": "het bestand is leeg. Vul het in of zet het terug uit Git.",
    "yaml-not-mapping": "hier horen regels met ‘sleutel: waarde’. Zet er een sleutel voor.",
    "yaml-anchor": "ankers en verwijzingen (& en *) mogen niet. Schrijf de tekst op beide plaatsen uit.",
    "yaml-tag": "YAML-tags zoals ‘{tag}’ mogen niet. Haal de tag weg.",
    "yaml-duplicate": "‘{key}’ staat hier voor de tweede keer (eerst op regel {first}). Houd er één over.",
    "yaml-key": "een sleutel moet een gewoon woord zijn. Schrijf een woord voor de dubbele punt.",
    "yaml-flow": "de korte schrijfwijze met {{ }} of [ ] mag niet: een komma knipt er stil tekst af. Schrijf elk onderdeel op een eigen regel, met een streepje of ‘sleutel: waarde’.",
    "yaml-trap": "‘{value}’ leest de computer als {reading}. Zet het tussen aanhalingstekens: '{value}'.",
    "yaml-trap-number": "‘{value}’ leest de computer als {reading}. Schrijf hier een heel getal met hoogstens twee cijfers, zoals 2.",
    "yaml-trap-truth": "‘{value}’ leest de computer als {reading}. Schrijf true, of haal deze regel weg.",
    "yaml-curly": "om ‘{value}’ staan kromme aanhalingstekens: voor de computer zijn dat letters van de tekst. Gebruik rechte: '{inner}'. Horen ze bij de tekst? Schrijf dan: '{whole}'.",
    "yaml-merge": "samenvoegen met << mag niet. Schrijf de sleutels uit.",
    "yaml-deep": "de lijsten zitten te diep in elkaar (meer dan {limit} lagen). Maak het platter.",
    "yaml-documents": "hier begint een tweede YAML-document (---). Eén bestand is één document: haal de streepjes weg.",
    # profile (JSON Schema)
    "key-unknown": "{where}de sleutel ‘{key}’ bestaat niet. {hint}",
    "key-missing": "{where}de sleutel ‘{key}’ ontbreekt. Voeg ‘{key}: …’ toe.",
    "value-unknown": "{where}‘{key}: {value}’ bestaat niet. {hint}",
    "value-type": "{where}‘{key}’ moet {expected} zijn. {hint}",
    "value-pattern": "{where}‘{key}: {value}’ heeft niet de goede vorm. {hint}",
    "value-too-long": "{where}‘{key}’ is te lang (hoogstens {limit} tekens). Maak de tekst korter.",
    "value-empty": "{where}‘{key}’ is leeg. {hint}",
    "value-range": "{where}‘{key}: {value}’ mag niet: het moet tussen {low} en {high} liggen. Kies een ander getal.",
    "list-too-short": "{where}‘{key}’ heeft {count}; er zijn er minstens {low} nodig. Vul de lijst aan.",
    "list-too-long": "{where}‘{key}’ heeft meer dan {high} onderdelen. Maak de lijst korter.",
    "list-double": "{where}‘{key}’ noemt iets twee keer. Haal er een weg.",
    "needs-ground": "{where}‘sensitive’ alleen is niet genoeg. Zet in ‘ground’ waarom je dit mag vragen, of wanneer je het leeg laat; ‘sensitive’ volgt daaruit.",
    # formats
    "file-missing": "het bestand ontbreekt. Zet het terug uit Git.",
    "folder-without-package": "in deze map ontbreekt datapackage.yaml. Voeg het toe of haal de map weg.",
    "loose-file": "dit bestand staat los in forms/. Haal het weg, of zet het in de map van een format en noem het zoals de tabel daar heet, met .csv erachter.",
    "format-too-large": "dit format heeft meer dan {limit} plekken om in te vullen. Maak er kleinere formats van.",
    "too-many-formats": "met dit format erbij zijn het er te veel: hoogstens {formats} formats, met samen {places} plekken om in te vullen. Haal weg wat niet nodig is.",
    "stray-file": "dit bestand hoort bij geen enkele tabel. Noem het zoals de tabel heet in datapackage.yaml, met .csv erachter, of haal het weg.",
    "folder-name": "de map heet ‘{folder}’, maar nummer en naam geven ‘{expected}’. Maak ze gelijk.",
    "name-double": "de naam ‘{name}’ is al gebruikt (regel {first}). Geef {what} een andere naam.",
    "previous-name-used": "{where}de oude naam ‘{name}’ is nu nog in gebruik (regel {first}). Haal hem weg bij `previousNames`.",
    "previous-name-double": "{where}de oude naam ‘{name}’ staat ook op regel {first}. Wat er onder die naam is ingevuld, kan maar op één plaats komen: haal er een weg.",
    "section-unknown": "{where}het blok ‘{section}’ bestaat niet. {hint}",
    "section-missing": "{where}er staat niet bij in welk blok dit komt. Voeg ‘section: …’ toe.",
    "section-empty": "blok ‘{section}’ heeft geen vraag, geen tabel en geen tekst. Vul het of haal het weg.",
    "no-answers": "{where}‘{key}’ hoort alleen bij een tabel, niet bij de losse vragen. Haal het weg.",
    "choices-without-type": "{where}‘categories’ past alleen bij type string of list. Haal de keuzes weg, of verander het type en draai `toolbox format`.",
    "list-needs-choices": "{where}type list heeft keuzes nodig. Voeg ‘categories’ toe met minstens twee keuzes.",
    "format-name-used": "de naam ‘{name}’ is (of was) ook die van {other}, en daaraan herkennen we ingevulde formulieren. {hint}",
    "choice-label-double": "{where}de keuze ‘{label}’ staat er twee keer. Geef elke keuze een eigen tekst.",
    "choice-double": "{where}de waarde ‘{value}’ staat bij twee keuzes. Geef elke keuze een eigen ‘value’ en draai `toolbox format`.",
    "condition-question": "{where}er staat vóór deze vraag geen vraag ‘{question}’ met keuzes. {hint}",
    "condition-value": "{where}‘{question}’ heeft geen keuze ‘{value}’. {hint}",
    "condition-required": "{where}‘required’ kan niet bij ‘showIf’: wie de vraag niet ziet, kan hem niet invullen. Haal een van de twee weg.",
    "key-does-not-fit": "{where}‘{key}’ past niet bij {what}. Haal het weg.",
    "table-only-given": "tabel ‘{table}’ heeft geen kolom om in te vullen. Voeg een kolom zonder ‘given’ toe en draai `toolbox format`.",
    "after-unknown": "{where}in dit blok staat geen tabel ‘{table}’. {hint}",
    "table-no-rows": "tabel ‘{table}’ heeft geen enkele rij. Voeg rijen toe aan {file} of zet ‘emptyRows’ op 1 of meer.",
    "required-and-rows": "{where}‘required’ kan niet bij gegeven rijen: in {file} is deze kolom nog leeg. Haal ‘required’ weg.",
    "group-unknown": "tabel ‘{table}’: de kolom ‘{column}’ van groupBy bestaat niet of is niet ‘given’. {hint}",
    "shares": "tabel ‘{table}’: de breedtes (share) zijn samen {total}{without}. Geef elke kolom een breedte, samen 100.",
    "column-narrow": "tabel ‘{table}’: kolom ‘{column}’ wordt op papier {width} mm breed en heeft minstens {least} mm nodig. Geef hem meer breedte (share), haal een kolom of keuze weg, of leg het papier dwars met ‘landscape: true’.",
    "csv-header": "kolom ‘{column}’ in de kopregel is geen kolom in datapackage.yaml, of staat er twee keer. {hint}",
    "csv-derived": "hier staat een kopregel of een kolom zonder tekst eronder. Die volgt al uit datapackage.yaml. Draai `toolbox format`; dat haalt weg wat niet nodig is.",
    "csv-row-width": "deze rij heeft {found} cellen en de kop {expected}. Kijk of er een komma te veel of te weinig staat; zet tekst met een komma tussen aanhalingstekens.",
    "csv-not-blank": "hier staat een ingevuld antwoord. Een leeg format heeft geen antwoorden: haal dit bestand weg.",
    "csv-given-empty": "kolom ‘{column}’ is vaste tekst, maar deze cel is leeg. Vul hem in.",
    "csv-tick-filled": "kolom ‘{column}’ is om in te vullen en moet leeg zijn, maar hier staat ‘{value}’. Maak de cel leeg.",
    "csv-syntax": "deze CSV is niet te lezen: {problem}. Controleer de aanhalingstekens.",
    "csv-too-long": "deze tabel heeft meer dan {limit} rijen. Haal rijen weg of verdeel ze over meer tabellen.",
    "csv-cell-long": "deze cel is te lang (hoogstens {limit} tekens). Maak de tekst korter.",
    "table-schema": "{where}Frictionless, de standaardcontrole van datapakketten, zegt: ‘{problem}’. Pas datapackage.yaml of de CSV aan.",
    "not-canonical": "de schrijfwijze is niet de vaste vorm. Draai `toolbox format`; dat zet hem goed zonder iets te veranderen.",
    "term-unknown": "vraag ‘{question}’: het begrip ‘{term}’ staat niet in forms/begrippen.yaml. {hint}",
    "term-double": "vraag ‘{question}’: het begrip ‘{term}’ staat in dit format ook al bij vraag ‘{other}’. Haal ‘term’ weg bij een van de twee.",
    "term-type": "vraag ‘{question}’ heeft type {type}, maar bij het begrip ‘{term}’ hoort {wanted}. Haal ‘term’ hier weg.",
    "term-sensitive": "vraag ‘{question}’ heeft geen ‘ground’, maar het begrip ‘{term}’ is gevoelig. Zet ‘ground’ erbij, of haal ‘term’ hier weg.",
    "term-not-sensitive": "vraag ‘{question}’ heeft een ‘ground’, maar het begrip ‘{term}’ is niet gevoelig. Haal ‘term’ hier weg, of zet ‘gevoelig: true’ bij het begrip en ‘ground’ bij elke vraag ervan.",
    "term-unused": "geen enkele vraag heeft het begrip ‘{term}’. Zet het bij ‘term’ van de vragen die dit vragen, of haal het weg.",
    "term-once": "maar één vraag heeft het begrip ‘{term}’, en dan valt er niets over te nemen. Zet het ook bij een vraag van een ander format, of haal het hier en bij de vraag weg.",
    # the filled-in example
    "example-required": "het voorbeeld van {form} heeft geen antwoord op ‘{question}’, en dat moet. Zet het bij ‘antwoorden’.",
    "example-choice": "‘{value}’ is geen keuze bij ‘{question}’. {hint}",
    "example-tick": "‘{question}’ is een vakje. Schrijf ‘aangekruist’ in plaats van ‘{value}’, of haal het weg.",
    "example-rows": "tabel ‘{table}’ heeft hier {count} rijen, en op papier is er plaats voor {room}. Haal rijen weg.",
    "example-not-asked": "‘{question}’ wordt alleen gevraagd als bij ‘{other}’ is gekozen voor ‘{value}’. Kies dat daar, of haal dit antwoord weg.",
    "example-differs": "bij ‘{question}’ staat ‘{value}’, maar op een eerder formulier stond ‘{first}’, en beide vragen het begrip ‘{term}’. Maak er één verhaal van: schrijf twee keer hetzelfde.",
    "example-order": "bij ‘{question}’ staat {value}, en dat is vóór {first} bij ‘{other}’. Verander een van de twee datums.",
    "example-name": "‘{value}’ kan de naam van iemand zijn. Laat de naam in een voorbeeld eindigen op ‘{word}’.",
    "example-real": "‘{value}’ bij ‘{question}’ kan van iemand zijn. Schrijf als telefoonnummer 06 0000 0000, als mailadres iets met @voorbeeld.example, en als adres Voorbeeldstraat 1, 0000 AA.",
    # filled-in files that cannot be read
    "file-absent": "Dit bestand is er niet. Kijk de naam en de map na.",
    "file-empty": "Dit bestand is leeg. Vraag het opnieuw op.",
    "file-not-a-file": "Dit is een {kind} en geen gewoon bestand. Geef het bestand zelf op.",
    "file-no-access": "Dit bestand mag je niet openen. Vraag om toegang, of kopieer het naar een map van jezelf.",
    "file-too-big": "Dit bestand is veel te groot voor een ingevuld format. Haal er plaatjes uit, of neem een nieuw format van de site en vul dat in.",
    "file-unknown": "Dit soort bestand kan niet gelezen worden. Kies een ingevulde pdf, een bestand van Word, Excel of LibreOffice, een bewaarde pagina, een CSV of een datapakket (zip). Pak een zip met formulieren eerst uit.",
    "file-old-office": "Dit is een bestand van een oude Word of Excel. Open het, bewaar het als gewoon bestand van Word of Excel en probeer het opnieuw. Met LibreOffice op deze computer (Writer en Calc) hoeft dat niet.",
    "file-other-office": "Dit is een bestand van een ander kantoorprogramma ({kind}). Open het in LibreOffice of Word, bewaar het als gewoon bestand van Word of Excel en probeer het opnieuw. Met LibreOffice op deze computer (Writer en Calc) hoeft dat niet.",
    "file-scan": "Deze pdf is een scan of foto: er staat geen tekst in die gelezen kan worden. Neem de antwoorden over in een invulbare pdf.",
    "file-printed-page": "Dit is de invulpagina, geprint naar pdf. Wat is aangekruist, staat daar alleen als plaatje in. Vraag om het bestand dat de knop ‘Bewaren’ of ‘Pdf’ op de invulpagina maakt, of neem de antwoorden over op die pagina.",
    "file-not-ours": "Dit bestand is niet gemaakt van een format uit de toolbox. Neem het format van de site en vul dat in.",
    "file-example": "Dit is het ingevulde voorbeeld van de toolbox: het gaat over niemand. Laat het weg.",
    "file-merged": "In deze pdf zitten meer formulieren die hun invulvelden delen: wat in het ene is ingevuld, staat ook in het andere. Vraag elk formulier apart op.",
    "file-without-fields": "In deze pdf staan geen invulvelden: het is een pdf om te printen. Vraag de pdf op die is ingevuld, of neem de antwoorden over in een invulbare pdf.",
    "file-damaged": "Dit bestand is kapot of niet helemaal binnengekomen. Vraag het opnieuw op, of open het en bewaar het opnieuw.",
    "file-slow": "Dit bestand lezen duurde te lang. Open het, bewaar het opnieuw en probeer het nog eens.",
    "file-encrypted": "Dit bestand heeft een wachtwoord. Open het, bewaar het zonder wachtwoord en probeer het opnieuw.",
    "file-macros": "In dit bestand zitten macro’s (kleine programma’s). Bewaar het als gewoon bestand van Word of Excel, zonder macro’s, en probeer het opnieuw.",
    "file-many-forms": "In dit bestand staan meer dan {limit} ingevulde formulieren. Verdeel ze over meer bestanden.",
    "file-bomb": "In dit bestand zit veel meer dan in een ingevuld format past. Neem een nieuw format van de site en vul dat in.",
    "filled-person-unnamed": "Hier is niet ingevuld van wie het is ({term}). Het staat in geen rij van {table}.csv.",
    "filled-person-unclear": "Er is meer dan één ‘{name}’, en hier is niet ingevuld welke het is ({term}). Het staat in {table}.csv in een rij apart. Vul {term} in en lees opnieuw.",
    "filled-person-namesake": "De formulieren van ‘{name}’ kunnen niet allemaal van één persoon zijn, en {term} zegt niet van wie dit is. In {table}.csv heeft {what} een eigen rij. Vul {term} in, of zet de formulieren van elke persoon in een eigen map, en lees opnieuw.",
    "filled-person-differs": "Bij {term} staat hier ‘{found}’, en op een later formulier ‘{taken}’. In {table}.csv staat het laatste.",
    "file-route-empty": "In dit bestand van een route zitten geen formulieren. Vraag het bestand op waar ze in zitten.",
    "file-edited": "Deze bewaarde pagina is na het bewaren met de hand veranderd. Open de eerste bewaarde pagina en verander de antwoorden daar.",
    # filled-in forms
    "filled-version": "gemaakt met versie {found}; nu is het versie {now}. Kijk of er vragen bij zijn gekomen.",
    "filled-missing": "dit moet ingevuld zijn en is leeg. Vraag het na.",
    "filled-gone": "dit staat niet (meer) in het format. Kijk of het antwoord bij een andere vraag hoort.",
    "filled-no-format": "het format van dit bestand bestaat niet (meer). Neem zelf over wat je nodig hebt.",
    "filled-date": "dit is geen datum, of er is twijfel over. Schrijf de dag, de maand en het jaar, zoals 03-11-2026.",
    "filled-tick": "hier past alleen een kruisje. Kijk na wat er bedoeld is.",
    "filled-choice": "dit is geen keuze van het format. Kijk welke keuze er bedoeld is.",
    "filled-given": "deze tussenkop is met de hand veranderd. Kijk of er een antwoord in staat.",
    "filled-beside": "dit staat niet op een invulplek. Kijk bij welke vraag het hoort.",
    "filled-beside-other": "dit staat niet op een invulplek. Het is misschien van het formulier zelf: dat was een andere versie. Kijk het na.",
    "filled-beside-unsifted": "dit staat niet op een invulplek. Het is misschien van het formulier zelf: een oude pdf zegt dat niet. Kijk het na.",
    "filled-beside-all": "dit staat niet op een invulplek. Het is misschien van het formulier zelf: het lege formulier is hier niet te maken, en dus is alle tekst genoemd. Kijk het na.",
    "filled-by-places": "de invulvelden zijn weg uit dit bestand. Dit antwoord is gelezen aan zijn plek op het formulier. Kijk na of het klopt.",
    "filled-nothing": "hier is geen antwoord gelezen, maar er staat wel tekst in. Kijk in de lijst met wat niet geplaatst is.",
    "filled-blank": "hier is niets ingevuld.",
    "filled-double": "hier zijn twee antwoorden, onder de oude en de nieuwe naam van de vraag. Kies welk antwoord goed is.",
    "filled-row-extra": "deze rij staat niet (meer) in het format. Hij is onderaan bewaard.",
    "filled-rows-absent": "er ontbreken gegeven rijen van het format (aantal: {count}). Daar is dus niets ingevuld.",
    "filled-heading": "hier stond ‘{found}’ als tussenkop; die heet nu ‘{now}’.",
    "filled-characters": "onzichtbare tekens die geen bestand kan bewaren, zijn weggehaald ({characters}).",
    "filled-unreadable": "hier staat een teken dat niemand kan lezen ({characters}). Vaak was het een emoji. Vraag na wat er stond.",
    "filled-against-schema": "de standaardcontrole van datapakketten (Frictionless) zegt over {table}: ‘{problem}’. Kijk dat na.",
    # pages and diagrams
    "no-front-matter": "de pagina begint niet met een blok tussen --- en ---. Zet bovenaan titel, soort, status, samenvatting, herzien_voor, bron, en ‘nummer’ (stap of bijlage) of ‘volgorde’ (inleiding of pagina).",
    "page-place-taken": "‘{name}’ is op de site al iets anders. Geef het bestand een andere naam.",
    "page-empty": "onder de kop staat geen tekst. Schrijf minstens één zin.",
    "number-used": "nummer {number} is al gebruikt in {other}. Geef een van de twee een ander nummer, ook in de naam van bestand of map.",
    "slide-full": "dia ‘{title}’: {what}. {hint}",
    "named-number-unknown": "hier staat {what} {number}, maar die is er niet. {hint}",
    "number-kind": "‘nummer: {number}’ past niet bij soort ‘{kind}’: dat heeft {hint}. Pas het nummer of de soort aan.",
    "number-file": "nummer {number} is niet dat van de bestandsnaam (‘{file}’). Maak ze gelijk: verander het nummer of de naam van het bestand.",
    "number-unknown": "{where}bijlage ‘{number}’ bestaat niet. {hint}",
    "number-wrong-step": "nummer {number} hoort bij stap {step}, maar die stap is er niet. Pas het nummer aan, ook in de naam van het bestand.",
    "page-missing": "{kind} ‘{number}’ staat in de inventaris, maar er is geen pagina voor. Voeg een bestand toe in content/, of haal hem uit de inventaris.",
    "format-without-page": "dit format heeft nummer {number}, maar er is geen pagina met dat nummer. Voeg er een toe in content/bijlagen/, of pas het nummer aan.",
    "title-differs": "de titel ‘{title}’ is niet gelijk aan die van de pagina: ‘{other}’ ({file}). Maak ze gelijk.",
    "source-missing": "{what} ‘{name}’: dit format is een concept, dus hier staat bij ‘source’ waar het vandaan komt. Zet daar het nummer en het blok, zoals ‘4.1, Eindstage’, of ‘redactie’.",
    "word-spelling": "‘{found}’ schrijf je in deze toolbox als ‘{word}’. Verander het. De lijst staat in content/woorden.yaml.",
    "journey-unknown": "er is geen {what} ‘{name}’. {hint} Verander de naam, of haal het weg.",
    "since-page-unknown": "feit ‘{name}’: er is geen pagina ‘{page}’. {hint} Schrijf het nummer van een stap of bijlage, of de naam van een bestand in content/.",
    "date-wrong": "‘{key}: {value}’ is geen datum. Schrijf jaar-maand-dag, zoals 2027-11-01.",
    "diagram-unknown": "het schema ‘{name}’ bestaat niet. {hint}",
    "diagram-box-unknown": "de pijl noemt vak ‘{name}’, maar dat bestaat niet. {hint}",
    "diagram-cell-double": "vak ‘{name}’ staat op dezelfde plek als ‘{other}’. Kies een andere rij of kolom.",
    "diagram-loop": "de pijl gaat van vak ‘{name}’ naar zichzelf. Kies een ander vak.",
    # overlays: what a region has of its own
    "overlay-slug": "de map ‘{name}’ kan geen adres op de site zijn. Noem hem met kleine letters, cijfers en losse streepjes.",
    "overlay-file": "dit bestand hoort hier niet. In de map van een regio mogen staan: edition.yaml, logo.png of logo.jpg, sociale-kaart.csv, en in de mappen teksten en ‘paginas’ wat eindigt op .md. Haal het weg.",
    "overlay-incomplete": "in deze map ontbreekt edition.yaml. Maak dat bestand, of haal de map weg.",
    "overlay-contact": "‘contact: {value}’ is geen mailadres en geen adres met https://. Schrijf zo’n adres, of haal de regel weg.",
    "overlay-logo-missing": "‘{file}’ staat niet in deze map. Zet het erin, of haal de sleutel ‘logo’ weg.",
    "overlay-logo-unused": "dit logo wordt niet gebruikt. Noem het in edition.yaml bij ‘logo’, of haal het weg.",
    "overlay-text-missing": "{where}‘{file}’ staat niet in de map teksten. Zet het erin, of haal dit onderdeel weg.",
    "overlay-text-unused": "deze tekst wordt nergens gebruikt. Noem hem in edition.yaml bij ‘teksten’, of haal hem weg.",
    "overlay-footnote": "in een eigen stuk tekst kan geen voetnoot. Zet de uitleg in de tekst zelf.",
    "overlay-page-kind": "een eigen pagina heeft ‘soort: pagina’. Verander dat, en zet er ‘volgorde: 1’ bij als die ontbreekt.",
    "overlay-page-taken": "‘{name}’ is op de site al iets anders. Geef het bestand een andere naam.",
    "overlay-double": "{where}dit staat al op regel {first}. Haal een van de twee weg.",
    "overlay-own-name": "{where}de naam ‘{name}’ begint niet met ‘{prefix}’. Zet dat ervoor: zo krijgt niemand anders ooit dezelfde naam.",
    "overlay-target": "{what}: dat is er niet in de gezamenlijke toolbox. {hint}",
    "overlay-base": "hier staat niet tegen welke tekst van de gezamenlijke toolbox dit is gemaakt. Zet erbij: ‘basis: {hash}’.",
    "overlay-outcome": "{where}‘{key}’ sluit niet aan op wat er eerder is vastgelegd. Zet hier ‘{key}: {wanted}’, of draai `toolbox drift --accept`.",
    "overlay-by-hand": "hier staat ‘basis: {now}’ en eerst stond er ‘{was}’, zonder dat erbij staat wat je deed. Zet ‘{was}’ terug, en leg het dan vast: `toolbox drift --accept {path}:{line} --as kept`.",
    "overlay-private": "kolom ‘{column}’: dit lijkt op {what}. Iedereen kan dit lezen: schrijf een functie of een balie op.",
    "overlay-changed": "{what}. De gezamenlijke toolbox is hier veranderd. Kijk of jouw versie nog klopt en leg dat vast: `toolbox drift --accept {path}:{line} --as kept`.",
    "overlay-gone": "{what}. Dat is er niet meer in de gezamenlijke toolbox, dus dit doet nu niets. Haal het weg: `toolbox drift --accept {path}:{line} --as adopted`.",
    "overlay-clash": "{what}. Dat kan niet meer: {why}. Pas het aan, of haal het weg: `toolbox drift --accept {path}:{line} --as adopted`.",
    # languages: what stands in the place of the Dutch words
    "language-unknown": "‘{tag}’ is geen taal. Noem de map naar de taal, met de code die browsers gebruiken: ‘en’ voor Engels, ‘ar’ voor Arabisch.",
    "language-letters": "voor het schrift van ‘{tag}’ ({script}) heeft de toolbox geen lettertype; die zijn er voor: {scripts}. Schrijf de taal in Latijnse letters en noem de map ‘{latin}’, of vraag om een lettertype.",
    "language-file": "dit bestand hoort hier niet. In de map van een taal mogen staan: edition.yaml, en in de map formats wat eindigt op .yaml. Haal het weg.",
    "phrase-places": "{where}in deze tekst horen precies dezelfde accolades als in het Nederlands ({places}). Zet ze erin, zonder andere.",
    "pictogram-unknown": "{where}er is geen pictogram ‘{name}’. {hint}",
    "translation-short": "{what}: hier ontbreekt {missing}. Zet het erbij, of haal dit onderdeel weg: dan staat er het Nederlands.",
    "translation-choice": "{what}: de vraag heeft geen keuze ‘{value}’. {hint} Haal deze keuze weg.",
    # Markdown
    "raw-html": "HTML zoals ‘{tag}’ mag niet in de tekst. Gebruik gewone Markdown.",
    "attribute-list": "‘{text}’ met accolades mag niet. Haal het weg.",
    "heading-level": "een kop met één # of met meer dan vier mag niet: de titel staat al bovenaan. Gebruik ##, ### of ####.",
    "heading-indented": "voor ## staat een spatie, dus dit wordt geen kop. Haal de spatie weg.",
    "code-fence": "een blok tussen ``` of ~~~ werkt hier niet. Haal die regels weg en begin elke regel van het blok met vier spaties.",
    "list-bracket": "een lijst met ‘1)’ werkt hier niet. Schrijf ‘1.’, en zet boven de lijst een lege regel.",
    "list-joined": "deze lijst staat vast aan de regel erboven en wordt zo geen lijst. Zet er een lege regel tussen.",
    "list-indent": "deze lijst binnen een lijst springt twee of drie spaties in. Begin hier en op de regels eronder met vier spaties meer dan de lijst erboven.",
    "rule-joined": "deze streepjes staan vast aan de regel erboven. Zet er een lege regel tussen, of maak er een kop van met ##.",
    "table-alignment": "de dubbele punt (:) in deze regel van een tabel doet hier niets. Haal hem weg.",
    "footnote-name": "in de naam van deze voetnoot staat een ander teken dan een letter, cijfer of streepje. Noem hem bijvoorbeeld [^1].",
    "link-title": "de woorden achter het adres van deze link staan tussen haakjes. Haal ze weg, of zet ze tussen aanhalingstekens.",
    "image": "zo kan een afbeelding hier niet staan. Zet hem op een eigen regel met een lege regel ervoor en erna: ![wat je ziet]({example}).",
    "image-alt-missing": "bij deze afbeelding staat niet wat je ziet. Zet het tussen de haken [ ]: wie niet kan zien, hoort die tekst.",
    "image-alt-long": "de tekst tussen de haken [ ] heeft {size} tekens; hoogstens {limit} mag. Zeg het korter en zet de rest in de tekst.",
    "image-target": "‘{target}’ kan geen afbeelding zijn. Zet een .png of .jpg in content/afbeeldingen/ en schrijf: ![wat je ziet]({example}).",
    "image-missing": "de afbeelding ‘{target}’ is er niet. {hint}",
    "image-in-format": "in een format kan geen afbeelding. Haal hem weg en beschrijf hem in woorden.",
    "link-scheme": "de link ‘{link}’ mag niet. Gebruik een adres met https://, mailto: of tel:, of een bestand (.md) in content/.",
    "link-in-format": "de link ‘{link}’ mag in een format niet. Gebruik een adres met https://, mailto: of tel:.",
    "link-broken": "het adres ‘{link}’ kan niet bestaan: de poort (het getal achter de dubbele punt) of een teken klopt niet. Neem het adres over uit de adresbalk van je browser.",
    "link-missing": "de link ‘{link}’ gaat naar een pagina die er niet is. {hint}",
    "link-anchor": "de link ‘{link}’ gaat naar een kop die op die pagina niet bestaat. {hint}",
    "footnote-missing": "voetnoot [^{name}] wordt niet uitgelegd. Voeg onderaan ‘[^{name}]: …’ toe.",
    "footnote-unused": "voetnoot [^{name}] wordt nergens genoemd. Zet [^{name}] in de tekst of haal de uitleg weg.",
    "markdown-long-brackets": "hier staan te veel haken of streepjes (|) bij elkaar. Haal ze weg, of zet er een lege regel tussen.",
    "markdown-crowded": "hier staan te veel koppen, strepen of regels met een dubbele punt (:) op elkaar. Zet er lege regels tussen.",
    "markdown-deep": "deze regel staat in te veel lijsten of citaten in elkaar (meer dan {limit}). Maak het platter.",
    "footnote-often": "in deze tekst staan meer dan {limit} nummers van voetnoten. Verdeel hem over meer pagina’s.",
    "word-too-long": "hier staat een woord of adres van meer dan {limit} tekens. Maak het korter.",
    "reference-too-long": "de regel die zegt waar een link heen gaat, heeft meer dan {limit} tekens. Maak hem korter.",
    "text-too-long": "de tekst heeft {size} tekens; hoogstens {limit} mag. Verdeel hem over meer pagina’s.",
}
