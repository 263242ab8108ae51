"""The pages in another language: what there is in it, and each form to fill in. They stand within the common site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from markupsafe import Markup

from toolbox.assets.pictograms import pictogram
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.core import addresses
from toolbox.core.form import Format
from toolbox.core.language import BASE_TAG, Language
from toolbox.core.phrases import SCRIPTS
from toolbox.site.form.form import FormView
from toolbox.site.lingual import LanguageView
from toolbox.site.spot import Facts
from toolbox.site.whole import SiteView
from toolbox.source.overlays.model import Overlaid

DUTCH_HERE = Markup(f' lang="{BASE_TAG}" dir="ltr"')
RenderBody = Callable[..., str]
StagePage = Callable[[dict[str, object], str], bytes]


def pages(overlaid: Overlaid, facts: Facts, render: RenderBody, staged: StagePage) -> Iterator[tuple[str, bytes]]:
    """(staged path, bytes)."""
    language = overlaid.overlay.language
    url = addresses.language_url(language.tag)
    here = SiteView(facts, url)
    view = LanguageView(overlaid, here, facts.rendered)
    title = f"{facts.method.name}: {language.name}"
    body = render("language", here, language=view, **_words(language))
    yield addresses.staged_path(url), staged(_head(title, language.text("over_taal"), language), body)
    for form in overlaid.forms:
        yield _fill_page(overlaid, form, facts, render, staged)


def _fill_page(
    overlaid: Overlaid, form: Format, facts: Facts, render: RenderBody, staged: StagePage
) -> tuple[str, bytes]:
    language = form.language
    url = addresses.translated_url(language.tag, form.number)
    here = SiteView(facts, url)
    offer = LanguageView(overlaid, here, facts.rendered).offer(form)
    view = FormView.of(form, facts.method.mark, overlaid.toolbox.formats)
    body = render("fill", here, page=offer, form=view, **_words(language), **_marks(form))
    head = _head(f"{form.number} {form.title}", form.description, language)
    return addresses.staged_path(url), staged(head | {"form": "form"}, body)


def _head(title: str, description: str, language: Language) -> dict[str, object]:
    head: dict[str, object] = {"title": title, "description": description, "part": ""}
    head |= {"lang": language.tag, "dir": language.direction}
    return head | ({"sheet": addresses.script_sheet(language.script)} if language.script in SCRIPT_FONTS else {})


def _words(language: Language) -> dict[str, Any]:
    spoken = Markup("") if language.has_all(SCRIPTS) else DUTCH_HERE
    return {"say": language.say, "said": language.text, "nl": DUTCH_HERE, "spoken": spoken}


def _marks(form: Format) -> dict[str, Any]:
    """What is still Dutch in it, and its pictograms."""

    def dutch(part: str) -> Markup:
        return DUTCH_HERE if form.in_dutch(part) else Markup("")

    def picture(part: str) -> Markup:
        name = form.translation.picture(part) if form.translation else ""
        return Markup(pictogram(name)) if name else Markup("")

    return {"dutch": dutch, "picture": picture}
