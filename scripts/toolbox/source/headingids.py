"""The ids of headings in a text: none takes the place of an id that our own pages have around it."""

from __future__ import annotations

import re

# Ids of our own pages around a text, where its headings would take their place.
OWN_IDS = frozenset(
    "afgedekt afgedekt-uitleg begin blokken codewoord codewoord-fout codewoord-kop codewoord-uitleg codewoord-weer "
    "concept concept-fout concept-uitleg concept-woord delen-uitleg direct downloads eigen-woord eigen-woord-hulp "
    "eigen-woord-naam hoofdmenu in inhoud inhoud-format kalender kijk klaar lijst momenten naam nieuw nieuw-begin "
    "nieuw-kop nieuw-nummer nieuw-nummer-hulp nieuw-samenvatting nieuw-samenvatting-hulp nieuw-soort nieuw-titel "
    "nieuw-vorm onderdeel open ouder per-stap regio regios register route-kop schema sinds site stations tien tools "
    "verbeter versturen vorm vraag-kop vraag-tekst waarom waarom-hulp waarom-woorden wie wijzigingen zoek-home "
    "zonder".split()
)
OWN_PREFIXES = (
    "woord-",
    "blok-",
    "deel-",
    "doe-",
    "editie-",
    "taal-",
    "kaart-",
    "f-",
    "fn",
    "format-",
    "kies-",
    "r-",
    "rol-",
    "schema-",
    "v-",
)


def heading_id(text: str, separator: str) -> str:
    """The id of a heading: its words, and one more where a page of ours has an id like that."""
    # It takes long to load, and mostly the ids of a text are known.
    from markdown.extensions.toc import slugify_unicode

    slug = slugify_unicode(text, separator)
    is_own = slug in OWN_IDS or slug.startswith(OWN_PREFIXES) or re.fullmatch(r"[mr]\d+", slug)
    return f"{slug}{separator}tekst" if is_own else slug
