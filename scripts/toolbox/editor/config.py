"""Decap's configuration: a collection for each kind of page and one for the formats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from toolbox.editor.widgets import Schema, fields


@dataclass(frozen=True, slots=True)
class PageCollection:
    """`soort` of a page. `order` is the key that says its place; `others` are keys of the head that it never has."""

    name: str
    folder: str
    label: str
    one: str
    order: str
    others: tuple[str, ...]


PAGES = (
    PageCollection("inleiding", "content", "Inleiding", "pagina", "volgorde", ("nummer", "tabel")),
    PageCollection("stap", "content/stappen", "Stappen", "stap", "nummer", ("volgorde",)),
    PageCollection("bijlage", "content/bijlagen", "Bijlagen", "bijlage", "nummer", ("volgorde", "tabel")),
    PageCollection("pagina", "content", "Over de site", "pagina", "volgorde", ("nummer", "tabel")),
)
BODY = {
    "name": "body",
    "label": "Tekst",
    "hint": "Markdown: ## voor een kop, - voor een opsomming, **vet**.",
    "widget": "markdown",
    "modes": ["raw"],
    "buttons": [],
    "editor_components": [],
    "sanitize_preview": True,
}


def configuration(name: str, url: str, backend: dict[str, Any], page: Schema, package: Schema) -> dict[str, Any]:
    """`name` and `url` are the site's; `page` and `package` the two schemas of the profile."""
    return {
        "backend": backend,
        "publish_mode": "editorial_workflow",
        "locale": "nl",
        "site_url": url,
        "display_url": url,
        "app_title": name,
        "show_preview_links": False,
        # Images come in by pull request: the editor would put them on the main branch at once, unchecked.
        "media_library": {"name": "geen"},
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [*(_pages(kind, page) for kind in PAGES), _formats(package)],
    }


def _pages(kind: PageCollection, schema: Schema) -> dict[str, Any]:
    head = [field for field in fields(schema, schema) if field["name"] not in kind.others]
    for field in head:
        if field["name"] == "soort":
            field |= {"widget": "hidden", "default": kind.name}
        # The profile leaves it optional because the other kinds of page have none.
        field["required"] |= field["name"] == kind.order
    numbered = kind.order == "nummer"
    return {
        "name": kind.name,
        "label": kind.label,
        "label_singular": kind.one,
        "folder": kind.folder,
        "filter": {"field": "soort", "value": kind.name},
        "extension": "md",
        "format": "toolbox-pagina",
        "create": kind.name == "bijlage",
        "delete": False,
        "slug": "{{nummer}}-{{titel}}" if numbered else "{{titel}}",
        "identifier_field": "titel",
        "summary": "{{nummer}} {{titel}}" if numbered else "{{titel}}",
        "sortable_fields": [kind.order, "titel"],
        "fields": [BODY, *head],
    }


def _formats(schema: Schema) -> dict[str, Any]:
    return {
        "name": "format",
        "label": "Formats",
        "label_singular": "format",
        "description": "De vragen en tabellen van elk format.",
        "folder": "forms",
        "path": "{{slug}}/datapackage",
        "extension": "yaml",
        "format": "toolbox-format",
        "create": False,
        "delete": False,
        "slug": "{{number}}-{{name}}",
        "identifier_field": "title",
        "summary": "{{number}} {{title}}",
        "sortable_fields": ["number", "title"],
        "editor": {"preview": False},
        "fields": fields(schema, schema),
    }
