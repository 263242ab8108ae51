"""The folder of a region in content/regio/  →  an Overlay + findings. Nothing of the base is looked at here."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import chain

from toolbox.core.badge import Badge
from toolbox.core.findings import Finding
from toolbox.core.page import Image, Page, PageKind
from toolbox.core.prose import Prose
from toolbox.source import profile, prose
from toolbox.source.decoding import decode
from toolbox.source.kept import Kept
from toolbox.source.limits import REGIONS, is_image
from toolbox.source.mending import open_file
from toolbox.source.overlays.contacts import FILE
from toolbox.source.overlays.model import Overlay, Override
from toolbox.source.overlays.operations import read_operations
from toolbox.source.overlays.readings import OverlaySource
from toolbox.source.pages import load_page
from toolbox.source.pieces import image_at
from toolbox.source.tree import Tree

EDITION, TEXTS, PAGES = "edition.yaml", "teksten", "paginas"
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MAX_SLUG = 40
OWN_FILES = frozenset({FILE})
CONTACT = re.compile(r"|[^\s@:/<>]+@[^\s@:/<>]+\.[a-z]{2,}|https://[!-~]+")


def load_overlays(tree: Tree, kept: Kept | None = None) -> tuple[tuple[Overlay, ...], list[Finding]]:
    """Each region whose edition.yaml can be used, by the name of its folder."""
    kept = kept or Kept()
    paths = list(tree.under(REGIONS))
    findings = [Finding("overlay-file", path) for path in paths if path.count("/") == REGIONS.count("/")]
    folders = sorted({path.split("/")[2] for path in paths if path.count("/") > REGIONS.count("/")})
    overlays: list[Overlay] = []
    for slug in folders:
        if not SLUG.fullmatch(slug) or len(slug) > MAX_SLUG:
            findings.append(Finding("overlay-slug", f"{REGIONS}{slug}", 0, {"name": slug}))
            continue
        folder = f"{REGIONS}{slug}"
        overlay, found = kept.look("region", slug, tree.given(f"{folder}/"), _Folder(folder, tree).read)
        findings += found
        overlays += [overlay] if overlay else []
    return tuple(overlays), findings


class _Folder:
    """Reads one folder; collects what is wrong with it."""

    def __init__(self, folder: str, tree: Tree) -> None:
        self.folder, self.tree, self.slug = folder, tree, folder.rsplit("/", 1)[1]
        self.findings: list[Finding] = []

    def read(self) -> tuple[Overlay | None, list[Finding]]:
        files = [path for path in self.tree.under(f"{self.folder}/") if is_image(path)]
        loaded = {path: image_at(path, self.tree) for path in files}
        overlay, findings = self._read({path: image for path, (image, _) in loaded.items()})
        return overlay, [*findings, *chain.from_iterable(found for _, found in loaded.values())]

    def _read(self, images: Mapping[str, Image | None]) -> tuple[Overlay | None, list[Finding]]:
        self.findings += self._strays()
        path = f"{self.folder}/{EDITION}"
        if path not in self.tree.files:
            if path not in self.tree.refused:
                self.findings.append(Finding("overlay-incomplete", self.folder, 0, {}))
            return None, self.findings
        opened = open_file(path, self.tree.files[path], profile.EDITION)
        self.findings += opened.findings
        if opened.source is None or self.findings:
            return None, self.findings
        source = OverlaySource(opened.source, self.slug)
        overrides = (*self._texts(source), *_hidden(source), *read_operations(source))
        overlay = Overlay(
            folder=self.folder,
            badge=self._badge(source),
            overrides=overrides,
            pages=tuple(self._pages()),
            logo=self._logo(source, images),
            place=source.at(),
        )
        return overlay, [*self.findings, *source.findings]

    def _badge(self, source: OverlaySource) -> Badge:
        data = source.data
        contact = data.get("contact", "")
        if not CONTACT.fullmatch(contact):
            source.find("overlay-contact", "contact", value=contact)
            contact = ""
        logo = f"{self.folder}/{data['logo']}" if "logo" in data else ""
        institutions = tuple(data.get("instellingen", ()))
        return Badge(f"{self.folder.removeprefix('content/')}/", data["naam"], institutions, contact, logo)

    def _strays(self) -> Iterator[Finding]:
        for path in self.tree.under(f"{self.folder}/"):
            name = path.removeprefix(f"{self.folder}/")
            folder, file = posixpath.split(name)
            known = name == EDITION or is_image(path) or name in OWN_FILES
            if not known and not (folder in (TEXTS, PAGES) and file.endswith(".md")):
                yield Finding("overlay-file", path)

    def _texts(self, source: OverlaySource) -> Iterator[Override]:
        used: set[str] = set()
        for index, item in enumerate(source.data.get("teksten", ())):
            path = f"{self.folder}/{TEXTS}/{item['bestand']}"
            used.add(path)
            if path in self.tree.files:
                yield source.text_override(index, item, path, self._text(path))
            elif path not in self.tree.refused:
                source.find("overlay-text-missing", "teksten", index, "bestand", file=item["bestand"])
        for path in self.tree.under(f"{self.folder}/{TEXTS}/"):
            if path not in used:
                self.findings.append(Finding("overlay-text-unused", path))

    def _text(self, path: str) -> Prose:
        text, found = decode(path, self.tree.files[path])
        self.findings += found
        if text is None:
            return Prose()
        if not text.strip():
            self.findings.append(Finding("page-empty", path, 1))
            return Prose()
        body, found = prose.render(path, text)
        self.findings += found
        if 'class="footnote"' in body.html:
            self.findings.append(Finding("overlay-footnote", path, 1))
        return body

    def _pages(self) -> Iterator[Page]:
        for path in self.tree.under(f"{self.folder}/{PAGES}/"):
            read = load_page(path, self.tree.files[path])
            self.findings += read.findings
            if read.item and read.item.kind is not PageKind.PLAIN:
                place = read.item.place["soort"]
                self.findings.append(Finding("overlay-page-kind", path, place.line, {}, place.column))
            elif read.item:
                yield read.item

    def _logo(self, source: OverlaySource, images: Mapping[str, Image | None]) -> Image | None:
        """`images` has None for one that is unfit: that was said of it."""
        wanted = f"{self.folder}/{source.data['logo']}" if "logo" in source.data else ""
        unused = (path for path, image in images.items() if image and path != wanted)
        self.findings += (Finding("overlay-logo-unused", path) for path in unused)
        if wanted and wanted not in images and wanted not in self.tree.refused:
            source.find("overlay-logo-missing", "logo", file=source.data["logo"])
        return images.get(wanted)


def _hidden(source: OverlaySource) -> Iterator[Override]:
    for index, item in enumerate(source.data.get("verborgen", ())):
        yield source.hidden_tool(index, item)
