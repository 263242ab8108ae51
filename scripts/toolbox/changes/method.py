"""What a toolbox says of itself, before and after  →  Changes in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from toolbox.changes.align import out_of_order
from toolbox.changes.model import Change
from toolbox.changes.words import compare_words
from toolbox.core.method import Guide, MenuItem, Method, Role


def method_changes(old: Method, new: Method) -> Iterator[Change]:
    """Text by what it is called; roles by their name; the menu, the foot and what the home page picks as lists."""
    if old.mark != new.mark:
        effects = ("mark-unknown",) if old else ()
        yield Change("mark", values={"old": old.mark or "er niet", "new": new.mark or "er niet meer"}, effects=effects)
    before, after = _texts(old), _texts(new)
    for name in before:
        if before[name] != after[name]:
            yield Change("said", name, words=compare_words(before[name], after[name]))
    yield from _roles(old.roles, new.roles)
    yield from _guides(old, new)
    for subject, then, now in (
        ("Menu", _links(old.menu), _links(new.menu)),
        ("Links onderaan", _links(old.foot_links), _links(new.foot_links)),
        ("Voorpagina: om meteen te doen", _picks(old), _picks(new)),
        ("Voorpagina: formats", [number for number, _ in old.home.formats], [number for number, _ in new.home.formats]),
    ):
        if then != now:
            yield Change("said", subject, words=compare_words("; ".join(then), "; ".join(now)))


def _texts(method: Method) -> Mapping[str, str]:
    """Every text that is not in a list, by what people call it."""
    words, home = method.words, method.home
    return {
        "Naam": method.name,
        "Ondertitel": method.subtitle,
        "Omschrijving": method.description,
        "Onderaan elke pagina": method.foot,
        "Pagina met uitleg over de vormen": method.how_to,
        "Wie de toolbox maken": words.makers,
        "Over wie de formulieren gaan": words.people,
        "Waar de toolbox wordt gebruikt": f"{words.article} {words.organisation}".strip(),
        "Voorpagina: kop": home.title,
        "Voorpagina: inleiding": home.intro,
        "Voorpagina: samenvatting": home.summary,
        "Voorpagina: boven de route": home.route,
        "Voorpagina: vóór de route": home.before,
        "Voorpagina: kop bij ‘meteen’": home.start.title,
        "Voorpagina: inleiding bij ‘meteen’": home.start.text,
    }


def _links(items: Sequence[MenuItem]) -> list[str]:
    """'De route (naar toolbox.md, bij elke stap)'."""
    where = {"": "", "stap": ", bij elke stap", "inleiding": ", bij de inleiding"}
    return [f"{item.text} (naar {item.target}{where[item.pages]})" for item in items]


def _picks(method: Method) -> list[str]:
    return [f"{pick.text} ({pick.action} {pick.number})" for pick in method.home.start.picks]


def _guides(old: Method, new: Method) -> Iterator[Change]:
    """What each role does, as one text."""
    before, after = ({guide.role: _guide(guide) for guide in method.guides} for method in (old, new))
    for role in dict.fromkeys((*before, *after)):
        then, now = before.get(role, ""), after.get(role, "")
        if then != now:
            yield Change("said", f"Wat de rol ‘{role}’ doet", words=compare_words(then, now))


def _guide(guide: Guide) -> str:
    """'Je kind heeft zelf de leiding. Stap 2: Jij geeft toestemming (bron: 2.2.2).'"""
    duties = (
        f"Stap {duty.step}: " + " ".join(f"{point.text} (bron: {point.source})" for point in duty.points)
        for duty in guide.duties
    )
    return " ".join((guide.text, *duties))


def _roles(old: Sequence[Role], new: Sequence[Role]) -> Iterator[Change]:
    before, after = {role.name: role for role in old}, {role.name: role for role in new}
    for name, role in after.items():
        if name not in before:
            yield Change("role-added", values={"name": name, "label": role.label})
        elif before[name] != role:
            yield Change("role-label", values={"name": name, "old": before[name].label, "new": role.label})
    for name in before:
        if name not in after:
            yield Change("role-removed", values={"name": name})
    if out_of_order(list(before), list(after)):
        yield Change("roles-order")
