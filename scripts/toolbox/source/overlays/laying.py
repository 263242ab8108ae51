"""(base Toolbox, Overlay)  →  Overlaid + findings. Pure; an overlay without overrides gives the base's own nouns."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from toolbox.core import addresses
from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.form import Format
from toolbox.core.language import DUTCH
from toolbox.core.model import Toolbox
from toolbox.core.page import Page
from toolbox.core.phrases import PHRASES
from toolbox.source.overlays.baseline import base_hash, pieces, renamed
from toolbox.source.overlays.forms import Clash, in_order, with_operation
from toolbox.source.overlays.hidden import relinked, without_tools
from toolbox.source.overlays.model import (
    TEXT_OPERATIONS,
    Aim,
    Difference,
    Operation,
    Overlaid,
    Overlay,
    Override,
    Standing,
)
from toolbox.source.overlays.parts import on_question
from toolbox.source.overlays.texts import fitting, with_texts
from toolbox.source.overlays.translating import TooShort, unknown_choices, with_language, with_phrases
from toolbox.source.overlays.words import in_words

# What the finding about an override that is no longer in step is called.
CODES = {Standing.CHANGED: "overlay-changed", Standing.GONE: "overlay-gone", Standing.CLASH: "overlay-clash"}


def lay(base: Toolbox, overlay: Overlay) -> tuple[Overlaid, list[Finding]]:
    """The base with the overlay laid over it. What cannot be done is left out, and is a finding."""
    laying = _Laying(base, replace(overlay, overrides=tuple(renamed(base, one) for one in overlay.overrides)))
    laying.do()
    differences = tuple(laying.differences())
    findings = [*laying.findings, *(_finding(one) for one in differences if one.standing is not Standing.SAME)]
    changed = frozenset(form.number for form in laying.box.formats if form is not base.format(form.number))
    return Overlaid(laying.overlay, laying.box, differences, changed), findings


def _finding(one: Difference) -> Finding:
    place = one.override.place
    values = {"what": one.words, "why": one.why, "line": str(place.line), "path": place.path}
    return Finding(CODES[one.standing], place.path, place.line, values, place.column)


@dataclass
class _Laying:
    base: Toolbox
    overlay: Overlay
    findings: list[Finding] = field(default_factory=list)
    # By the place in the list of overrides: the hash of what it is about, and why it could not be done.
    now: dict[int, str] = field(default_factory=dict)
    clashes: dict[int, str] = field(default_factory=dict)
    undone: list[Override] = field(default_factory=list)
    box: Toolbox = field(init=False)

    def do(self) -> None:
        wanted = [one for index, one in enumerate(self.overlay.overrides) if self._is_there(index, one)]
        tools = {one.target.unit for one in wanted if one.target.aim is Aim.TOOL}
        pages = tuple(self._page(page, wanted) for page in self.base.pages)
        formats = tuple(self._format(form, wanted) for form in self.base.formats)
        box = replace(self.base, badge=self.overlay.badge, pages=pages, formats=formats)
        if self.overlay.language != DUTCH:
            done = [one for one in wanted if one not in self.undone]
            self.overlay = replace(self.overlay, language=with_phrases(self.overlay.language, done))
            box = with_language(self.base, box, self.overlay.language, done)
        box = without_tools(box, tools) if tools else box
        box = replace(box, pages=(*box.pages, *self._own_pages()))
        self.findings += _links(box, self.overlay.folder)
        is_shorter = tools or any(one.operation is Operation.REPLACE for one in wanted)
        self.box = relinked(box) if is_shorter else box

    def differences(self) -> Iterator[Difference]:
        for index, one in enumerate(self.overlay.overrides):
            now, why = self.now[index], self.clashes.get(index, "")
            # Who does not say against what it was made has a finding of its own.
            standing = Standing.SAME if now in ("", one.base) or not one.base else Standing.CHANGED
            standing = Standing.GONE if not now and one.base else standing
            standing = Standing.CLASH if why else standing
            yield Difference(one, standing, now, in_words(one, self.base), why)

    def _is_there(self, index: int, one: Override) -> bool:
        """Whether what an override is about is in the base; notes what is wrong with what it says of that."""
        now = self.now[index] = base_hash(self.base, one.target)
        place = one.place
        if not now and not one.base:
            values = {"what": in_words(one, self.base), "hint": _hint(self.base, one)}
            self.findings.append(Finding("overlay-target", place.path, place.line, values, place.column))
        elif now and not one.base:
            self.findings.append(Finding("overlay-base", place.path, place.line, {"hash": now}, place.column))
        return bool(now)

    def _too_short(self, one: Override, missing: str) -> None:
        """What its maker forgot is a mistake; what the base has got since is not theirs."""
        self.undone.append(one)
        if one.base == base_hash(self.base, one.target):
            values = {"what": in_words(one, self.base), "missing": missing}
            self.findings.append(Finding("translation-short", one.place.path, one.place.line, values, one.place.column))
        elif one.base:
            self._clash(one, f"hier ontbreekt nu {missing}")

    def _choices(self, form: Format, one: Override) -> None:
        unknown = unknown_choices(form, one)
        for value, known in unknown if unknown and one.base == base_hash(self.base, one.target) else ():
            values = {"what": in_words(one, self.base), "value": value, "hint": did_you_mean(value, known)}
            self.findings.append(Finding("translation-choice", one.place.path, one.place.line, values))

    def _clash(self, one: Override, why: str) -> None:
        self.clashes[self.overlay.overrides.index(one)] = why

    def _page(self, page: Page, wanted: Sequence[Override]) -> Page:
        mine = [one for one in wanted if one.operation in TEXT_OPERATIONS and one.target.unit == page.path]
        if not mine:
            return page
        fit, inside = fitting(page, mine)
        for one in inside:
            self._clash(one, "een ander stuk van deze editie vervangt de tekst waar dit in staat")
        return with_texts(page, fit)

    def _format(self, form: Format, wanted: Sequence[Override]) -> Format:
        made = form
        mine = [one for one in wanted if one.target.unit == form.number and one.operation not in TEXT_OPERATIONS]
        for one in in_order([one for one in mine if one.target.aim is not Aim.TOOL]):
            try:
                made = with_operation(made, one)
                self._choices(form, one)
            except Clash as clash:
                self._clash(one, str(clash))
            except TooShort as short:
                self._too_short(one, str(short))
        return made if made is form else _settled(made, self.overlay.name)

    def _own_pages(self) -> Iterator[Page]:
        taken = {addresses.page_url(page) for page in self.base.pages}
        for page in self.overlay.pages:
            url = addresses.page_url(page)
            name = url.rstrip("/")
            if url in taken or name in addresses.TAKEN | addresses.TAKEN_BY_OVERLAYS:
                self.findings.append(Finding("overlay-page-taken", page.path, 0, {"name": name}))
            else:
                taken.add(url)
                yield page


def _settled(form: Format, slug: str) -> Format:
    """With a version that says whose it is (SemVer 2.0, build metadata), and with no question that waits for a later
    one."""
    asked: set[str] = set()
    for question in form.questions:
        if question.condition and question.condition.question not in asked:
            form = on_question(form, question.name, lambda one: replace(one, condition=None))
        asked.add(question.name)
    return replace(form, version=f"{form.version}+{slug}")


def _links(box: Toolbox, folder: str) -> Iterator[Finding]:
    """Links in the overlay's own texts that lead nowhere."""
    pages = {page.path: page for page in box.pages}
    for page in box.pages:
        for place, target in page.body.links:
            if not place.path.startswith(f"{folder}/"):
                continue
            file, _, anchor = target.partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), file)) if file else page.path
            other = pages.get(path)
            values = {"link": target}
            if other is None and path != addresses.PROPOSAL_SOURCE:
                yield Finding("link-missing", place.path, place.line, {**values, "hint": did_you_mean(path, pages)})
            elif other and anchor and file and anchor not in (ids := [one.id for one in other.body.headings]):
                yield Finding("link-anchor", place.path, place.line, {**values, "hint": did_you_mean(anchor, ids)})


def _hint(base: Toolbox, one: Override) -> str:
    """What may have been meant by a target that is not there."""
    target = one.target
    if target.aim is Aim.PHRASE:
        return did_you_mean(target.name, PHRASES)
    if target.aim is Aim.BOX:
        return did_you_mean(target.name, [box.name for diagram in base.diagrams for box in diagram.boxes])
    if target.aim in (Aim.TEXT, Aim.PAGE):
        page = next((page for page in base.pages if page.path == target.unit), None)
        if page is None:
            known = [page.path.removeprefix("content/") for page in base.pages]
            return did_you_mean(target.unit.removeprefix("content/"), known)
        return did_you_mean(target.name, [piece.id for piece in pieces(page.body.html)[1:]])
    form = base.format(target.unit)
    if target.aim is Aim.TOOL or form is None:
        return did_you_mean(target.unit, [form.number for form in base.formats])
    return did_you_mean(*_known(form, one))


def _known(form: Format, one: Override) -> tuple[str, list[str]]:
    """(what is not there, what could have been named in its place) in a format that is there."""
    target = one.target
    asked, tables = [one.name for one in form.questions], [one.name for one in form.tables]
    sections = [one.name for one in form.sections]
    names = {Aim.SECTION: sections, Aim.QUESTION: asked, Aim.CHOICE: asked}.get(target.aim, tables)
    if target.name not in names or not target.part:
        return target.name, names
    question = form.question(target.name)
    if question:
        return target.part, [choice.value for choice in question.choices]
    table = next(table for table in form.tables if table.name == target.name)
    if target.aim is Aim.COLUMN:
        return target.part, [column.name for column in table.columns]
    return target.part, [next(filter(None, row), "") for row in table.rows]
