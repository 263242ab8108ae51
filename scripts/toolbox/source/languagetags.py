"""Is it a language, and how is it written? Language tags (BCP 47, RFC 5646) by the lists that Babel keeps (CLDR).

A tag here is a language with, each if need be, a script, a country or area and variants, in the way in which people
write it: 'en', 'zh-Hant', 'pt-BR', 'nl-simple'.
"""

from __future__ import annotations

import functools

from toolbox.core.language import BASE_TAG, LATIN

# Registered by IANA on 29 December 2015 for what is written in plain words, and in no list of CLDR.
SIMPLE = "simple"
# Of the languages that nearly every toolbox has, what Babel says as well: it takes longer to load than to read them.
USUAL = {"en": LATIN, "nl": LATIN}


def as_tag(folder: str) -> str:
    """The tag that a folder is called by, which has no capitals: 'zh-hant' is 'zh-Hant', 'pt-br' is 'pt-BR'."""
    first, *rest = folder.split("-")
    parts = (
        part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) < 4 else part for part in rest
    )
    return "-".join((first, *parts))


@functools.cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Languages, scripts, areas and variants, each as the standard writes them."""
    from babel import Locale

    names = Locale("en")
    variants = {str(variant).lower() for variant in names.variants} | {SIMPLE}
    return frozenset(names.languages), frozenset(names.scripts), frozenset(names.territories), frozenset(variants)


def _has_data(first: str) -> bool:
    if first in USUAL:
        return True
    from babel.localedata import exists

    return first.isalpha() and first.islower() and exists(first)


def is_language(tag: str) -> bool:
    """Whether every part of the tag is one that there is, in its order and with its capitals."""
    first, *rest = tag.split("-")
    if rest in ([], [SIMPLE]) and _has_data(first):
        # Without the lists, which take longer to load than a language to be read.
        return True
    languages, *others = _known()
    if first not in languages or "_" in first:
        return False
    for known in others:
        while rest and rest[0] in known:
            rest = rest[1:]
            if known is not others[-1]:
                break
    return not rest


def script_of(tag: str) -> str:
    """ISO 15924 code of the script in which it is written, if need be the likely one (CLDR): 'Arab' of 'ar'."""
    first, *rest = tag.split("-")
    if rest in ([], [SIMPLE]) and first in USUAL:
        return USUAL[first]
    script = next(filter(_is_script, rest[:1]), "")
    if script:
        return script
    from babel.core import get_global

    likely = get_global("likely_subtags")
    area = next((part for part in rest if part.isupper()), "")
    full = likely.get(f"{first}_{area}" if area else first) or likely.get(first, "")
    return next(filter(_is_script, full.split("_")), LATIN)


def _is_script(part: str) -> bool:
    """RFC 5646, 2.2.3: four letters, written as a name."""
    return len(part) == 4 and part.isalpha() and part.istitle()


def own_name(tag: str) -> str:
    """How people who speak a language call it: 'العربية' of 'ar'. The tag itself where CLDR does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(tag, sep="-").display_name
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else tag


def script_name(script: str) -> str:
    """'Arabisch' of 'Arab'."""
    from babel import Locale

    return str(Locale(BASE_TAG).scripts.get(script, script))
