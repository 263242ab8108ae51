"""Why a proposal is not taken, in Dutch: `refused.Refused` names one of these."""

# One sentence is one line: easier to read and to translate than sentences in pieces.
# ruff: noqa: E501

from __future__ import annotations

SENTENCES: dict[str, str] = {
    # the file
    "absent": "Dit bestand is er niet. Kijk de naam en de map na.",
    "not-a-file": "Dit is geen gewoon bestand. Geef het bestand zelf op.",
    "too-big": "Dit bestand is {size} groot; hoogstens {limit} mag. Vraag om het voorstel in delen, of om alleen het patchbestand.",
    "empty-file": "Dit bestand is leeg. Vraag het opnieuw op.",
    "outlook": "Dit is een bericht zoals alleen Outlook het bewaart (.msg). Bewaar de bijlage van het bericht en geef die op.",
    "utf16": "Dit bestand is in UTF-16 bewaard (vaak door PowerShell). Vraag om het bestand zoals de site het maakte.",
    "not-text": "Dit is geen tekst en dus geen voorstel. Geef het patchbestand of het bewaarde bericht op.",
    "not-utf8": "De tekst van dit voorstel is niet te lezen: de letters zijn onderweg veranderd. Vraag het als bijlage op.",
    "too-many-letters": "In dit bestand zitten meer dan {limit} voorstellen. Splits het.",
    "too-many-files": "Dit voorstel verandert meer dan {limit} bestanden. Vraag het in delen op.",
    "too-many-lines": "Dit voorstel heeft meer dan {limit} regels. Vraag het in delen op.",
    # the mail
    "no-change": "In dit bestand staat geen verandering, alleen tekst. Is het een reactie? Beantwoord die, of maak er een melding van.",
    "empty-change": "Dit voorstel verandert niets.",
    "mail-html": "Dit bericht bestaat alleen uit opgemaakte tekst (HTML); een patch blijft daarin niet heel. Vraag het voorstel als bijlage op.",
    "mail-deep": "Dit bericht zit te ingewikkeld in elkaar. Bewaar de bijlage en geef die op.",
    "too-heavy": "Dit bestand lezen kost te veel tijd of geheugen. Vraag het voorstel opnieuw, met minder erin.",
    "mail-charset": "Dit bericht is in een tekenset die hier niet gelezen wordt ({charset}). Vraag het voorstel als bijlage op.",
    "mail-encoding": "Dit bericht is op een manier verpakt die niet te lezen is ({encoding}). Vraag het voorstel als bijlage op.",
    "mail-flowed": "Het mailprogramma heeft de regels van dit voorstel opnieuw afgebroken (format=flowed). Vraag het als bijlage op.",
    "mail-wrapped": "Een mailprogramma heeft dit voorstel beschadigd: in {path} is bij ‘{line}’ een regel afgebroken of veranderd. Vraag het als bijlage op.",
    "mail-quoted": "Dit voorstel staat als citaat in het bericht (met > ervoor). Vraag het als bijlage op.",
    "mail-cut": "Dit voorstel houdt halverwege {path} op. Vraag het opnieuw op, als bijlage.",
    "mail-changed": "De tekst van {path} is onderweg veranderd: hij is niet meer wat de schrijver maakte. Vraag het voorstel als bijlage op.",
    "no-sender": "In dit bestand staat niet van wie het voorstel is. Vraag om het bestand dat de site maakt, of om ‘git format-patch’.",
    # what it wants to change
    "no-git-form": "Deze patch is niet in de vorm van Git (‘diff --git’). Vraag om het bestand dat de site maakt, of om ‘git format-patch’.",
    "odd": "Bij {path} spreekt de patch zichzelf tegen. Zo’n patch wordt niet geprobeerd; vraag hem opnieuw op.",
    "path-hostile": "Deze patch wil buiten de toolbox schrijven (‘{path}’). Hij is niet geprobeerd. Vertrouw dit bestand niet.",
    "path-outside": "Dit voorstel verandert ‘{path}’. Alleen content/ en forms/ kunnen zo; de rest bekijkt een beheerder zelf.",
    "path-name": "De naam ‘{path}’ mag niet: {reason}. Er is een andere naam nodig.",
    "path-suffix": "‘{path}’ is een soort bestand dat hier niet mag. In content/ horen .md en .yaml, in content/afbeeldingen/ .png en .jpg, in forms/ .yaml en .csv.",
    "path-deep": "‘{path}’ zit te diep: hoogstens {limit} mappen in elkaar.",
    "path-twice": "‘{path}’ staat twee keer in hetzelfde voorstel. Vraag het opnieuw op.",
    "link": "‘{path}’ wordt een verwijzing (symbolic link) en geen gewoon bestand. Dat mag niet.",
    "submodule": "‘{path}’ wordt een verwijzing naar een andere repository (submodule). Dat mag niet.",
    "mode": "‘{path}’ krijgt andere rechten ({mode}). Dat mag niet; alleen de tekst kan veranderen.",
    "binary": "‘{path}’ is geen tekst, en ook geen afbeelding die goed in de patch staat. Is het een afbeelding? Vraag om een patch van `git format-patch --binary` of om het bestand dat de site maakt, of zet hem er zelf bij (zie CONTRIBUTING.md).",
    "image-unknown": "Van ‘{path}’ staat in het voorstel alleen wat er verandert, en de afbeelding waar dat bij hoort, staat hier niet. Haal eerst alles op met `git fetch`. Helpt dat niet? Vraag om de afbeelding zelf.",
    # on the toolbox as it is now
    "already-in": "Dit voorstel staat al in de toolbox. Er is niets meer te doen.",
    "taken": "Dit voorstel is al eerder opgehaald: het staat in {branch}.",
    "conflict": "Dit voorstel past niet meer: {paths} is intussen op dezelfde plek veranderd. Neem over wat goed is, of vraag een nieuw voorstel bij de pagina zoals die nu is.",
    "moved": "‘{path}’ staat nu op ‘{now}’. Het voorstel kon daar niet vanzelf naartoe. Vraag een nieuw voorstel bij die pagina.",
    "removed": "‘{path}’ is er niet meer (weg sinds {date}). Vraag de indiener waar het nu hoort.",
    "path-unknown": "‘{path}’ is hier nooit geweest. Hoort dit voorstel bij deze toolbox?",
    "exists": "Dit voorstel maakt ‘{path}’ nieuw, maar dat bestand is er al. Vraag een nieuw voorstel bij die pagina.",
    "unknown-version": "Dit voorstel is gemaakt bij een versie die hier niet is, en past niet op die van nu ({paths}). Haal eerst de nieuwste versie op met ‘git fetch’.",
    "check-fails": "Met dit voorstel is de toolbox niet in orde. Vraag de indiener dit te verbeteren, of doe het zelf.",
    "own-check-fails": "Je wijzigingen zijn nog niet in orde. Verbeter dit eerst, en probeer het dan opnieuw.",
    # from one's own checkout
    "not-a-repository": "Deze map is geen kopie van Git. Haal de toolbox op met ‘git clone’.",
    "no-identity": 'Git weet nog niet wie je bent. Zet dat één keer: git config --global user.name "Je naam", en net zo user.email.',
    "no-base": "De hoofdversie ({branch}) is hier niet. Haal hem op met ‘git fetch origin’.",
    "in-progress": "Git is hier nog ergens mee bezig ({what}). Maak dat eerst af of breek het af.",
    "nothing-to-propose": "Er is niets veranderd in content/ en forms/. Verander eerst iets.",
    "other-paths": "Je hebt ook iets veranderd buiten content/ en forms/. Dat gaat niet zo mee: maak het ongedaan, of zet het in een eigen branch.",
}
