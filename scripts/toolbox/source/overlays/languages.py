"""The folder of a language in content/taal/  →  an Overlay + findings. Nothing of the base is looked at here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from toolbox.assets.pictograms import PICTOGRAMS
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core.badge import Badge
from toolbox.core.findings import Finding, did_you_mean
from toolbox.core.form import Choice
from toolbox.core.language import LATIN, PLACE, Language
from toolbox.core.phrases import PHRASES
from toolbox.core.place import Pointer
from toolbox.source import profile
from toolbox.source.kept import Kept
from toolbox.source.languagetags import as_tag, is_language, script_name, script_of
from toolbox.source.limits import LANGUAGES
from toolbox.source.mending import open_file
from toolbox.source.overlays.loading import EDITION
from toolbox.source.overlays.model import Aim, Operation, Overlay, Override, Target
from toolbox.source.overlays.operations import rendered_text
from toolbox.source.overlays.readings import OverlaySource
from toolbox.source.tree import Tree

FORMS = "formats"
ROUTE = "route"
BRACES = re.compile(r"[{}]")
AIMS = {"blok": Aim.SECTION, "vraag": Aim.QUESTION, "tabel": Aim.TABLE}


def load_languages(tree: Tree, kept: Kept | None = None) -> tuple[tuple[Overlay, ...], list[Finding]]:
    """Each language whose edition.yaml can be used, by its tag."""
    kept = kept or Kept()
    depth = LANGUAGES.count("/")
    paths = list(tree.under(LANGUAGES))
    findings = [Finding("language-file", path) for path in paths if path.count("/") == depth]
    overlays: list[Overlay] = []
    for name in sorted({path.split("/")[depth] for path in paths if path.count("/") > depth}):
        overlay, found = kept.look("language", name, tree.given(f"{LANGUAGES}{name}/"), partial(_language, name, tree))
        findings += found
        overlays += [overlay] if overlay else []
    return tuple(overlays), findings


def _language(name: str, tree: Tree) -> tuple[Overlay | None, list[Finding]]:
    tag = as_tag(name)
    if not is_language(tag):
        return None, [Finding("language-unknown", f"{LANGUAGES}{name}", 0, {"tag": name})]
    overlay, found = _LanguageFolder(name, tag, tree).read()
    return overlay, [*_letters(tag, f"{LANGUAGES}{name}"), *found]


def _letters(tag: str, folder: str) -> Iterator[Finding]:
    """A finding when no font draws the script of a language."""
    script = script_of(tag)
    if script != LATIN and script not in SCRIPT_FONTS:
        latin = "-".join((tag.partition("-")[0], LATIN)).lower()
        known = ", ".join(map(script_name, (LATIN, *SCRIPT_FONTS)))
        values = {"tag": tag, "script": script_name(script), "latin": latin, "scripts": known}
        yield Finding("language-letters", folder, 0, values)


class _LanguageFolder:
    """Reads one folder; collects what is wrong with it."""

    def __init__(self, name: str, tag: str, tree: Tree) -> None:
        self.folder, self.name, self.tag, self.tree = f"{LANGUAGES}{name}", name, tag, tree
        self.findings: list[Finding] = []

    def read(self) -> tuple[Overlay | None, list[Finding]]:
        path, forms = f"{self.folder}/{EDITION}", f"{self.folder}/{FORMS}/"
        files = [each for each in self.tree.under(forms) if each.count("/") == forms.count("/")]
        strays = [each for each in self.tree.under(f"{self.folder}/") if each not in (path, *files)]
        self.findings += [Finding("language-file", each) for each in strays]
        source = self._open(path, profile.LANGUAGE)
        if path not in (*self.tree.files, *self.tree.refused):
            self.findings.append(Finding("overlay-incomplete", self.folder, 0, {}))
        if source is None:
            return None, self.findings
        overrides = [*_phrases(source), *_titles(source), *_boxes(source)]
        read = [one for each in files if (one := self._open(each, profile.TRANSLATION))]
        for form in read:
            overrides += _parts(form)
        language = Language(self.tag, source.data["naam"], script_of(self.tag), source.data["stand"] == "concept")
        badge = Badge(f"{self.folder.removeprefix('content/')}/", language.name, language=self.tag)
        found = [finding for one in (source, *read) for finding in one.findings]
        overlay = Overlay(self.folder, badge, tuple(overrides), language, place=source.at())
        return overlay, [*self.findings, *found]

    def _open(self, path: str, schema: str) -> OverlaySource | None:
        if path not in self.tree.files:
            return None
        opened = open_file(path, self.tree.files[path], schema)
        self.findings += opened.findings
        return None if opened.source is None or opened.findings else OverlaySource(opened.source, self.name)


def _phrases(source: OverlaySource) -> Iterator[Override]:
    for index, item in enumerate(source.data.get("woorden", ())):
        pointer: Pointer = ("woorden", index)
        base = PHRASES.get(item["woord"], "")
        wanted, there = set(PLACE.findall(base)), set(PLACE.findall(item["tekst"]))
        if base and (wanted != there or BRACES.search(PLACE.sub("", item["tekst"]))):
            places = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "geen accolades"
            source.find("phrase-places", *pointer, "tekst", places=places)
        yield _override(source, pointer, item, Target(Aim.PHRASE, "", item["woord"]), title=item["tekst"])


def _titles(source: OverlaySource) -> Iterator[Override]:
    for index, item in enumerate(source.data.get("titels", ())):
        target = Target(Aim.PAGE, f"content/{item['pagina']}")
        yield _override(source, ("titels", index), item, target, title=item["titel"], help=item.get("samenvatting", ""))


def _boxes(source: OverlaySource) -> Iterator[Override]:
    for index, item in enumerate(source.data.get("vakken", ())):
        yield _override(source, ("vakken", index), item, Target(Aim.BOX, ROUTE, item["vak"]), title=item["tekst"])


def _override(
    source: OverlaySource, pointer: Pointer, item: Mapping[str, Any], target: Target, **words: Any
) -> Override:
    return source.override(pointer, item, Operation.TRANSLATE, target, **words)


def _parts(source: OverlaySource) -> Iterator[Override]:
    """The translations of one format."""
    for index, item in enumerate(source.data["vertalingen"]):
        pointer: Pointer = ("vertalingen", index)
        before = len(source.findings)
        target = _target(source, pointer, item)
        picture = item.get("plaatje", "")
        if picture and picture not in PICTOGRAMS:
            hint = did_you_mean(picture, sorted(PICTOGRAMS))
            source.find("pictogram-unknown", *pointer, "plaatje", name=picture, hint=hint)
        if len(source.findings) == before:
            yield _part(source, pointer, item, target, picture)


def _target(source: OverlaySource, pointer: Pointer, item: Mapping[str, Any]) -> Target:
    """What a translation is about; finds keys that do not belong with it."""
    named = [key for key in AIMS if key in item]
    for key in named[1:]:
        source.find("key-does-not-fit", *pointer, key, key=key, what=f"‘{named[0]}’")
    key = named[0] if named else ""
    aim, part = AIMS.get(key, Aim.FORM), ""
    if "kolom" in item:
        if key != "tabel":
            source.find("key-does-not-fit", *pointer, "kolom", key="kolom", what="iets anders dan een tabel")
        aim, part = Aim.COLUMN, item["kolom"]
    asks = aim in (Aim.QUESTION, Aim.COLUMN)
    for extra, fits in (("keuzes", asks), ("grond", asks or aim is Aim.TABLE), ("plaatje", aim is not Aim.FORM)):
        if extra in item and not fits:
            source.find("key-does-not-fit", *pointer, extra, key=extra, what=f"een {aim}")
    return Target(aim, source.data["nummer"], item.get(key, "") if key else "", part)


def _part(source: OverlaySource, pointer: Pointer, item: Mapping[str, Any], target: Target, picture: str) -> Override:
    words = item.get("uitleg", "")
    plain = target.aim in (Aim.QUESTION, Aim.COLUMN, Aim.FORM)
    more: dict[str, Any] = {"help": " ".join(words.split())} if plain else {}
    if words and not plain:
        more["text"] = rendered_text(source, words, *pointer, "uitleg")
    choices = tuple(Choice(one["keuze"], one["tekst"]) for one in item.get("keuzes", ()))
    _choices_once(source, pointer, choices)
    ground = " ".join(item.get("grond", "").split())
    title = item.get("titel", "")
    return _override(
        source, pointer, item, target, title=title, ground=ground, choices=choices, picture=picture, **more
    )


def _choices_once(source: OverlaySource, pointer: Pointer, choices: tuple[Choice, ...]) -> None:
    """Two choices that read alike could not be told apart when a form comes back."""
    seen: set[str] = set()
    for index, choice in enumerate(choices):
        if choice.label.casefold() in seen:
            source.find("choice-label-double", *pointer, "keuzes", index, label=choice.label)
        seen.add(choice.label.casefold())
