"""content/toolbox.yaml  →  Method + findings; and what in it leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from toolbox.core import addresses
from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.method import Action, Duty, Guide, Home, MenuItem, Method, Pick, Point, Role, Start, Words
from toolbox.core.model import Toolbox
from toolbox.core.page import Page, PageKind
from toolbox.core.place import Place
from toolbox.source import profile, yamlsource
from toolbox.source.mending import open_file
from toolbox.source.tree import Tree

FOLDER = "content/"
METHOD = f"{FOLDER}toolbox.yaml"


def load_method(tree: Tree) -> tuple[Method | None, list[Finding]]:
    if METHOD not in tree.files:
        return None, [Finding("file-missing", METHOD)]
    opened = open_file(METHOD, tree.files[METHOD], profile.TOOLBOX)
    if opened.source is None or opened.findings:
        return None, opened.findings
    return _method(opened.source), list(_double_roles(opened.source))


def _method(source: yamlsource.YamlSource) -> Method:
    data = source.data
    words = data["woorden"]
    return Method(
        name=data["naam"],
        mark=data["kenmerk"],
        subtitle=data["ondertitel"],
        description=data["omschrijving"],
        foot=data["voet"],
        words=Words(words["makers"], words["deelnemers"], words["organisatie"], words["lidwoord"]),
        roles=tuple(Role(role["naam"], role.get("tekst", role["naam"])) for role in data["rollen"]),
        menu=tuple(_links(source, "menu")),
        foot_links=tuple(_links(source, "onderaan")),
        home=_home(source, data["voorpagina"]),
        how_to=f"content/{data['uitleg_vormen']}" if "uitleg_vormen" in data else "",
        guides=tuple(_guides(source)),
        place={key: source.place(key) for key in data},
    )


def _guides(source: yamlsource.YamlSource) -> Iterator[Guide]:
    """Of the roles of which the file says what they do."""
    for number, role in enumerate(source.data["rollen"]):
        if "doet" in role:
            at, does = ("rollen", number, "doet", "stappen"), role["doet"]
            duties = (_duty(source, duty, *at, index) for index, duty in enumerate(does["stappen"]))
            yield Guide(role["naam"], does["kort"], tuple(duties))


def _duty(source: yamlsource.YamlSource, duty: dict[str, Any], *at: str | int) -> Duty:
    points = enumerate(duty["punten"])
    told = (Point(one["tekst"], one["bron"], source.place(*at, "punten", index, "bron")) for index, one in points)
    return Duty(duty["stap"], tuple(told), source.place(*at, "stap"))


def _links(source: yamlsource.YamlSource, key: str) -> Iterator[MenuItem]:
    for index, item in enumerate(source.data.get(key, ())):
        yield MenuItem(item["tekst"], item["naar"], source.place(key, index, "naar"), item.get("bij", ""))


def _home(source: yamlsource.YamlSource, home: dict[str, Any]) -> Home:
    numbers = enumerate(home.get("formats", ()))
    return Home(
        title=home["kop"],
        intro=home["inleiding"],
        summary=home["samenvatting"],
        route=home["route"],
        before=home.get("vooraf", ""),
        start=_start(source, home["meteen"]) if "meteen" in home else Start(),
        formats=tuple((number, source.place("voorpagina", "formats", index)) for index, number in numbers),
    )


def _start(source: yamlsource.YamlSource, start: dict[str, Any]) -> Start:
    picks = tuple(
        Pick(
            pick["tekst"],
            Action(pick["doe"]),
            pick["nummer"],
            source.place("voorpagina", "meteen", "keuzes", index, "nummer"),
        )
        for index, pick in enumerate(start["keuzes"])
    )
    return Start(start["kop"], start["inleiding"], picks)


def _double_roles(source: yamlsource.YamlSource) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, role in enumerate(source.data["rollen"]):
        at = ("rollen", index, "naam")
        name = role["naam"]
        if name in first:
            yield source.finding("name-double", *at, name=name, first=str(first[name]), what="deze rol")
        first.setdefault(name, source.place(*at).line)


def check_method(box: Toolbox, broken: frozenset[str]) -> Iterator[Finding]:
    """What content/toolbox.yaml names and is not there, and roles that it does not name."""
    method = box.method
    if not method:
        return
    pages = {page.path: page for page in box.pages}
    for item in (*method.menu, *method.foot_links):
        yield from _link(item, pages, broken)
    if method.how_to and method.how_to not in pages and method.how_to not in broken:
        name = method.how_to.removeprefix(FOLDER)
        yield _at("link-missing", method.place["uitleg_vormen"], link=name, hint=did_you_mean(name, _names(pages)))
    yield from _picks(box, broken)
    names = [role.name for role in method.roles]
    for form in box.formats:
        for index, name in enumerate(form.roles):
            if name not in names:
                place = form.place.get(f"roles.{index}", form.place["roles"])
                yield _at("value-unknown", place, where="", key="roles", value=name, hint=did_you_mean(name, names))


def _link(item: MenuItem, pages: dict[str, Page], broken: frozenset[str]) -> Iterator[Finding]:
    name, _, anchor = item.target.partition("#")
    if not name.endswith(".md"):
        if name not in addresses.OWN:
            hint = did_you_mean(name, addresses.OWN)
            yield _at("link-missing", item.place, link=item.target, hint=hint)
        return
    page = pages.get(f"content/{name}")
    if page is None:
        if f"content/{name}" not in broken:
            yield _at("link-missing", item.place, link=item.target, hint=did_you_mean(name, _names(pages)))
        return
    anchors = [heading.id for heading in page.body.headings]
    if anchor and anchor not in anchors:
        yield _at("link-anchor", item.place, link=item.target, hint=did_you_mean(anchor, anchors))


def _names(pages: Iterable[str]) -> list[str]:
    """Of the pages that stand in content/ itself."""
    return [path.removeprefix(FOLDER) for path in pages if path.count("/") == 1]


def _picks(box: Toolbox, broken: frozenset[str]) -> Iterator[Finding]:
    """Numbers on the home page, or in what a role does, that nothing has. To print or to look at a format is needed."""
    formats = [form.number for form in box.formats]
    pages = [page.number for page in box.pages if page.kind in (PageKind.STEP, PageKind.APPENDIX)]
    unread = {path.rsplit("/", 1)[-1].split("-", 1)[0] for path in broken}
    wanted = [
        (pick.number, pick.place, pages if pick.action is Action.READ else formats)
        for pick in box.method.home.start.picks
    ]
    wanted += [(number, place, formats) for number, place in box.method.home.formats]
    steps = [page.number for page in box.of_kind(PageKind.STEP)]
    for duty in (duty for guide in box.method.guides for duty in guide.duties):
        wanted.append((duty.step, duty.place, steps))
        wanted += [(point.source, point.place, pages) for point in duty.points]
    what = {id(formats): "format", id(steps): "stap", id(pages): "stap of bijlage"}
    for number, place, known in wanted:
        if number not in known and number not in unread:
            hint = did_you_mean(number, known)
            yield _at("named-number-unknown", place, what=what[id(known)], number=number, hint=hint)


def _at(code: str, place: Place, **values: str) -> Finding:
    return Finding(code, place.path, place.line, values, place.column)
