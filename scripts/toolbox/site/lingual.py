"""What the toolbox is in another language, as its pages tell it: titles, the route, and the forms to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core import addresses
from toolbox.core.dutch import size_text
from toolbox.core.form import Format
from toolbox.core.language import Language
from toolbox.core.page import Page, PageKind
from toolbox.site.offers import Rendered, Shape
from toolbox.site.spot import Spot
from toolbox.source.overlays.model import Overlaid

# What each file is called, by the name of the phrase.
FILES = (
    ("printen_twee", addresses.print_file, "print"),
    ("invulbare_pdf", addresses.fillable_file, "pen"),
    ("word", addresses.word_file, "word"),
    ("excel", addresses.workbook_file, "sheet"),
)


@dataclass(frozen=True, slots=True)
class TitleView:
    """A page of the toolbox: `title` in Dutch, `words` in the language ('' when it has none)."""

    number: str
    title: str
    words: str
    summary: str
    href: str


@dataclass(frozen=True, slots=True)
class FormOffer:
    """A form in a language: `fill` is where it is filled in, `base` that of the Dutch one."""

    form: Format
    fill: str
    base: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """To the same in another language."""

    language: Language
    href: str


class LanguageView:
    """A language seen from one spot."""

    def __init__(self, overlaid: Overlaid, spot: Spot, rendered: Rendered) -> None:
        self.overlaid, self.spot, self.rendered = overlaid, spot, rendered
        self.language = overlaid.overlay.language

    @property
    def steps(self) -> list[TitleView]:
        return [self._title(page) for page in self.overlaid.toolbox.of_kind(PageKind.STEP)]

    @property
    def titles(self) -> list[TitleView]:
        """Of all pages, in reading order."""
        return [self._title(page) for page in self.overlaid.toolbox.pages]

    @property
    def stations(self) -> list[tuple[str, bool]]:
        """(text, whether it is translated) of each station of the route."""
        there = {one.override.target.name for one in self.overlaid.differences if one.override.target.aim == "vak"}
        return [(box.text, box.name in there) for box in self.overlaid.toolbox.diagram("route").boxes]

    @property
    def forms(self) -> list[FormOffer]:
        return [self.offer(form) for form in self.overlaid.forms]

    def offer(self, form: Format) -> FormOffer:
        shapes = tuple(self._shape(form, *file) for file in FILES)
        fill = addresses.translated_url(self.language.tag, form.number)
        return FormOffer(form, self.spot.to(fill), self.spot.to(addresses.fill_url(form.number)), shapes)

    def _shape(self, form: Format, name: str, path: addresses.FileOf, icon: str) -> Shape:
        file, words = path(form), self.language.text(name)
        size = size_text(self.rendered.sizes[file])
        return Shape(words, words, "", file.rsplit(".", 1)[-1], size, self.spot.to(file), icon)

    def _title(self, page: Page) -> TitleView:
        base = next(one for one in self.spot.facts.toolbox.pages if one.path == page.path)
        words = page.title if page is not base else ""
        summary = page.summary if page.summary != base.summary else ""
        return TitleView(page.number, base.title, words, summary, self.spot.to(addresses.page_url(page)))


def links(languages: tuple[Overlaid, ...], number: str, spot: Spot) -> list[LanguageLink]:
    """To the form of that number in each language that has it."""
    return [
        LanguageLink(one.overlay.language, spot.to(addresses.translated_url(one.overlay.language.tag, number)))
        for one in languages
        if number in one.changed
    ]
