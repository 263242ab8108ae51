"""The site's own pages: those without a file of their own in content/."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolbox.core import addresses
from toolbox.core.badge import COMMON, Badge
from toolbox.core.model import Toolbox


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`title` and `words` are for search engines; `part` is the item of the menu that it belongs to, '' for none,
    `script` the bundle that it runs."""

    url: str
    template: str
    title: str
    words: str
    part: str
    script: str = ""


def own_pages(
    toolbox: Toolbox, badge: Badge = COMMON, contacts: Sequence[str] = (), languages: Sequence[str] = ()
) -> Iterator[OwnPage]:
    """In the site of a region also what is different there; some of the others are common to all.

    `contacts` are the organisations on its social map, `languages` the names of those that there are.
    """
    method, since = toolbox.method, toolbox.since
    yield OwnPage(addresses.HOME, "home", method.name, method.home.summary, "")
    yield OwnPage(
        addresses.DOWNLOADS,
        "downloads",
        "Formats en downloads",
        "Alle formats: om te printen, op het scherm in te vullen of te downloaden.",
        "formats",
    )
    yield OwnPage(
        addresses.ROLES, "roles", "Wie vult wat in?", "Welke formats je invult, per rol en per stap.", "roles"
    )
    for role in method.roles:
        if guide := method.guide(role):
            title = f"{role.title}: wat doe jij?"
            yield OwnPage(addresses.role_url(role.slug), "role", title, guide.text, "roles")
    yield OwnPage(
        addresses.PRIVACY,
        "privacy",
        "Welke gevoelige gegevens vragen de formats?",
        "Per format welke vragen gevoelig zijn, en waarom je ze mag stellen.",
        "formats",
    )
    yield OwnPage(
        addresses.REGIONS,
        "regions",
        "Bijdragen uit de regio",
        f"Wat {method.words.makers} voorstelden, en wat daarvan in de toolbox staat.",
        "news",
    )
    yield from _of_editions(badge, contacts, languages)
    yield OwnPage(addresses.NEWS, "news", "Wat is nieuw", "Welke pagina’s en formats nieuw of veranderd zijn.", "news")
    if since:
        yield OwnPage(addresses.SINCE, "since", since.title, since.intro, "")
    if toolbox.glossary:
        yield OwnPage(addresses.WORDS, "words", toolbox.glossary.title, toolbox.glossary.intro, "")
    example, journey = toolbox.example, toolbox.journey
    if example:
        yield OwnPage(addresses.EXAMPLE, "example", example.title, example.intro, "formats")
    if journey:
        yield OwnPage(addresses.JOURNEY, "journey", journey.title, journey.intro, "", "route")


def _of_editions(badge: Badge, contacts: Sequence[str], languages: Sequence[str]) -> Iterator[OwnPage]:
    yield OwnPage(
        addresses.OVERLAYS,
        "overlays",
        "Edities per regio",
        "Welke regio’s een eigen editie hebben, en of die bij is.",
        "",
    )
    if badge:
        yield OwnPage(
            addresses.ABOUT_OVERLAY, "overlay", f"Over deze {badge.label}", "Wat hier anders is, en van wie het is.", ""
        )
    if contacts:
        words = f"Wie je kunt benaderen: {', '.join(contacts)}."
        yield OwnPage(addresses.CONTACTS, "contacts", f"Sociale kaart van {badge.name}", words, "")
    if languages:
        yield OwnPage(
            addresses.LANGUAGES,
            "languages",
            "In een andere taal",
            f"Wat er is in andere talen: {', '.join(languages)}.",
            "",
        )
