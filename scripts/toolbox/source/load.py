"""Tree  →  Toolbox + findings. No YAML, CSV or Frictionless object comes past here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from toolbox.core.diagram import Diagram
from toolbox.core.findings import Finding
from toolbox.core.method import NO_METHOD
from toolbox.core.model import Format, Image, Listed, Page, PageKind, Status, Toolbox, number_key
from toolbox.source import profile, yamlsource
from toolbox.source.diagrams import load_diagram
from toolbox.source.formats import load_format
from toolbox.source.limits import IMAGES, is_image
from toolbox.source.method import METHOD, load_method
from toolbox.source.pages import load_page
from toolbox.source.tree import Tree, decode

INVENTORY = "content/inventaris.yaml"
SCHEMAS = "content/schemas/"
KIND_ORDER = (PageKind.INTRO, PageKind.STEP, PageKind.APPENDIX, PageKind.PLAIN)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What could be read, and what is wrong with what could not.

    `broken` are files that gave no page, format or image.
    """

    toolbox: Toolbox
    findings: tuple[Finding, ...]
    broken: frozenset[str]


def load(tree: Tree) -> Loaded:
    findings: list[Finding] = []
    broken = set(tree.refused)
    pages: list[Page] = []
    diagrams: list[Diagram] = []
    for path in tree.under("content/"):
        if path in (INVENTORY, METHOD) or is_image(path):
            continue
        if path.endswith(".yaml"):
            diagram, found = load_diagram(path, tree.files[path])
            diagrams += [diagram] if diagram else []
            broken |= set() if diagram else {path}
        else:
            page, found = load_page(path, tree.files[path])
            pages += [page] if page else []
            broken |= set() if page else {path}
        findings += found
    formats: list[Format] = []
    findings += [Finding("loose-file", path) for path in tree.under("forms/") if path.count("/") == 1]
    for folder in sorted({"/".join(path.split("/")[:2]) for path in tree.under("forms/") if path.count("/") > 1}):
        form, found = load_format(folder, tree)
        formats += [form] if form else []
        broken |= set() if form else {folder}
        findings += found
    inventory, found = _inventory(tree)
    findings += found
    method, found = load_method(tree)
    findings += found
    images, found = _images(tree)
    findings += found
    broken |= {finding.path for finding in found}
    pages.sort(key=lambda page: (KIND_ORDER.index(page.kind), page.order, number_key(page.number), page.path))
    formats.sort(key=lambda form: (number_key(form.number), form.path))
    drafts = {page.step for page in pages if page.kind is PageKind.STEP and page.status is Status.DRAFT}
    diagrams = [_with_drafts(diagram, drafts) for diagram in diagrams]
    toolbox = Toolbox(tuple(pages), tuple(formats), tuple(diagrams), inventory, images, method or NO_METHOD)
    return Loaded(toolbox, tuple(findings), frozenset(broken))


def _with_drafts(diagram: Diagram, drafts: set[int]) -> Diagram:
    return replace(diagram, boxes=tuple(replace(box, draft=box.step in drafts) for box in diagram.boxes))


def _images(tree: Tree) -> tuple[tuple[Image, ...], list[Finding]]:
    paths = list(tree.under(IMAGES))
    if not paths:
        return (), []
    # Here, because Pillow comes with it.
    from toolbox.source.images import load_image

    loaded = [load_image(path, tree.files[path]) for path in paths]
    return tuple(image for image, _ in loaded if image), [finding for _, found in loaded for finding in found]


def _inventory(tree: Tree) -> tuple[tuple[Listed, ...], list[Finding]]:
    if INVENTORY not in tree.files:
        return (), [Finding("file-missing", INVENTORY)]
    text, findings = decode(INVENTORY, tree.files[INVENTORY])
    if findings:
        return (), findings
    source, findings = yamlsource.parse(INVENTORY, text)
    if source is None:
        return (), findings
    findings = profile.validate(source, profile.INVENTORY)
    if findings:
        return (), findings
    listed: list[Listed] = []
    for key, kind in (("inleiding", PageKind.INTRO), ("paginas", PageKind.PLAIN)):
        for index, name in enumerate(source.data[key]):
            listed.append(Listed(f"content/{name}", kind, Status.READY, False, source.place(key, index)))
    for key, kind in (("stappen", PageKind.STEP), ("bijlagen", PageKind.APPENDIX)):
        for index, row in enumerate(source.data[key]):
            status = Status(row["status"])
            listed.append(Listed(row["nummer"], kind, status, "format" in row, source.place(key, index)))
    return tuple(listed), []
