"""What the print templates say in the language of a form, and what of it is marked as Dutch.

WeasyPrint keeps no `lang` in a PDF. So what is in Dutch stands in an <a> without an address, which it makes a Link that
leads nowhere; `pdfua` makes of that a Span with a language (ISO 32000-1 clause 14.9.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from toolbox.assets.pictograms import PICTOGRAMS, pictogram
from toolbox.core.form import Choice, Format, Translation
from toolbox.core.language import BASE_TAG, DUTCH, Language
from toolbox.forms.concept import concept_note


@dataclass(frozen=True)
class PaperWords:
    """`both`: the Dutch stands beside each title and choice, for who reads what is filled in."""

    translation: Translation | None = None
    both: bool = False

    @property
    def language(self) -> Language:
        return self.translation.language if self.translation else DUTCH

    def say(self, name: str, **values: object) -> Markup:
        words = self.language.text(name, **values)
        return escape(words) if self.language.has(name) else _dutch(words)

    def text(self, part: str, words: str) -> Markup:
        """The words of a part of the form (see `Translation.untranslated`)."""
        is_dutch = self.translation is not None and part in self.translation.untranslated
        return _dutch(words) if is_dutch else escape(words)

    def prose(self, part: str, html: str) -> Markup:
        """The same for what is HTML already."""
        is_dutch = self.translation is not None and part in self.translation.untranslated
        return Markup(f'<a lang="{BASE_TAG}" dir="ltr">{html}</a>' if is_dutch else html)

    def title(self, part: str, words: str) -> Markup:
        return self.text(part, words) + self._beside(part, words)

    def choice(self, part: str, choice: Choice) -> Markup:
        return self.text(part, choice.label) + self._beside(f"{part}={choice.value}", choice.label)

    def given(self, words: str) -> Markup:
        """Text in a table: that is an answer, or what answers stand beside, so it stays as it is in the base."""
        return _dutch(words) if self.translation and words else escape(words)

    def note(self, form: Format) -> Markup:
        """What a concept says of itself; '' for a format that is none."""
        note = concept_note(form)
        return _dutch(note) if note and not self.language.has("concept_taal") else escape(note)

    def picture(self, part: str) -> Markup:
        name = self.translation.picture(part) if self.translation else ""
        return Markup(pictogram(name, PICTOGRAMS[name][0])) if name else Markup("")

    def _beside(self, key: str, words: str) -> Markup:
        dutch = self._base.get(key, "")
        if not dutch or dutch.casefold() == words.casefold():
            return Markup("")
        # The space stands within: at the end of the text before it, an older Pango finds no room for it on the line.
        return Markup('<a class="beside" lang="{}" dir="ltr"> {}</a>').format(BASE_TAG, dutch)

    @cached_property
    def _base(self) -> Mapping[str, str]:
        """The Dutch titles by part, and labels by 'part=value'."""
        return dict(_titles(self.translation.base)) if self.translation and self.both else {}


def _dutch(words: str) -> Markup:
    return Markup('<a lang="{}" dir="ltr">{}</a>').format(BASE_TAG, words)


def _titles(form: Format) -> Iterator[tuple[str, str]]:
    yield "", form.title
    for section in form.sections:
        yield section.name, section.title
        asked = [(one.name, one) for one in section.questions]
        for table in section.tables:
            yield table.name, table.title
            asked += [(f"{table.name}.{column.name}", column) for column in table.columns]
        for part, question in asked:
            yield part, question.title
            yield from ((f"{part}={choice.value}", choice.label) for choice in question.choices)
