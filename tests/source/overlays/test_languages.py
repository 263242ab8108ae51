"""A language lays words over the base, and nothing else: names and values stay, and what it lacks is Dutch."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from boxes import BASE, ROOT, source_of
from remedies.changes import PACKAGE, edit, lay_out
from remedies.languages import WHOLE
from toolbox.core.badge import Badge
from toolbox.core.form import Format
from toolbox.core.language import DUTCH, Language
from toolbox.core.phrases import SCRIPTS
from toolbox.forms.slots import slots
from toolbox.site.form.form import FormView
from toolbox.source import languagetags
from toolbox.source.check import Checked, read_source
from toolbox.source.languagetags import is_language, script_of
from toolbox.source.overlays.laying import lay
from toolbox.source.overlays.model import Overlay, Standing
from toolbox.source.overlays.translating import part_names

REAL = source_of(ROOT)
SHIPPED = {
    "en": {"2.2.3", "3.1", "4.1", "5.3.2"},
    "nl-simple": {"3.1", "5.3.2"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(tmp_path / "box")
    WHOLE(tmp_path / "box")
    return tmp_path / "box"


def english(source: Checked) -> Format:
    (one,) = source.languages
    return next(iter(one.toolbox.formats))


@pytest.mark.parametrize("base", [REAL.toolbox, source_of(BASE).toolbox], ids=["real", "small"])
def test_without_translations_it_has_the_texts_of_the_base(base: object) -> None:
    badge = Badge("taal/he/", "עברית", language="he")
    one, found = lay(base, Overlay("content/taal/he", badge, (), Language("he", "עברית", "Hebr")))  # type: ignore[arg-type]
    assert found == []
    assert dataclasses.replace(one.toolbox, badge=base.badge) == base  # type: ignore[attr-defined]
    assert (one.forms, one.changed) == ((), frozenset())


@pytest.mark.parametrize(("tag", "numbers"), SHIPPED.items())
def test_what_is_shipped_is_whole_and_asks_for_a_native_reader(tag: str, numbers: set[str]) -> None:
    one = next(one for one in REAL.languages if one.badge.language == tag)
    assert one.changed == numbers
    assert one.overlay.language.draft
    for form in one.forms:
        assert form.translation is not None
        assert form.translation.untranslated == ()
        assert form.concept
        # Whatever is filled in has the names and values of the Dutch form.
        base = form.translation.base
        asked = [(slot.name, slot.control, slot.choice and slot.choice.value) for slot in slots(form)]
        assert asked == [(slot.name, slot.control, slot.choice and slot.choice.value) for slot in slots(base)]


def test_english_has_words_for_all_that_the_toolbox_says_and_each_page() -> None:
    one = next(one for one in REAL.languages if one.badge.language == "en")
    assert all(mine is not theirs for mine, theirs in zip(one.toolbox.pages, REAL.toolbox.pages, strict=True))
    assert one.toolbox.diagram("route") != REAL.toolbox.diagram("route")


def test_what_a_script_says_is_said_whole_or_in_dutch(root: Path) -> None:
    english_of = next(one for one in REAL.languages if one.badge.language == "en").forms[0]
    assert english_of.language.has_all(SCRIPTS)
    words = json.loads(FormView.of(english_of, "x").words)
    assert words.keys() == SCRIPTS.keys()
    assert words["gewist"] == "The form is empty."
    # The small one has a word for a version alone.
    assert FormView.of(english(read_source(root)), "x").words == ""
    plain = next(one for one in REAL.languages if one.badge.language == "nl-simple").forms[0]
    assert plain.language.has_all(SCRIPTS)
    assert FormView.of(plain, "x").words == ""


def test_what_is_missing_is_dutch_and_marked(root: Path) -> None:
    form = english(read_source(root))
    assert form.translation is not None
    asked = {question.name: question for question in form.questions}
    assert [choice.label for choice in asked["stage"].choices] == ["Yes", "No"]
    assert [choice.value for choice in asked["stage"].choices] == ["ja", "nee"]
    assert asked["naam"].title == "Hoe heet je?"
    assert set(form.translation.untranslated) == {*part_names(form.translation.base)} - {"stage"}
    assert form.in_dutch("naam")
    assert not form.in_dutch("stage")
    assert form.version == "1.0.0+taal-en"
    language = form.language
    assert language.say("versie", versie="1") == "Version 1"
    assert language.say("bewaren") == '<span lang="nl" dir="ltr">Bewaren</span>'
    assert DUTCH.say("bewaren") == "Bewaren"


def test_when_the_dutch_moves_on_the_translation_stays_and_drift_tells(root: Path) -> None:
    edit(PACKAGE, "Heb je al een stage?", "Loop je al stage?")(root)
    (one,) = read_source(root).languages
    (behind,) = one.behind
    assert (behind.standing, behind.words) == (Standing.CHANGED, "1.2: de vertaling van vraag ‘Loop je al stage?’")
    assert next(question for question in one.forms[0].questions if question.name == "stage").title.startswith("Do you")


def test_a_new_choice_in_the_dutch_is_never_hidden_by_an_older_translation(root: Path) -> None:
    new = "- value: straks\n              label: Straks\n            - value: 'nee'\n              label: 'Nee'"
    edit(PACKAGE, "- value: 'nee'\n              label: 'Nee'", new)(root)
    source = read_source(root)
    assert not source.has_errors
    (one,) = source.languages
    (behind,) = one.behind
    assert (behind.standing, behind.why) == (Standing.CLASH, "hier ontbreekt nu keuze ‘straks’ (Straks)")
    assert one.forms == ()


@pytest.mark.parametrize("tag", ["en", "ar", "ti", "zh-Hant", "pt-BR", "nl-simple", "sr-Latn-RS", "skr"])
def test_tags_of_languages(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "engels", "EN", "en-", "en-nergens", "en-US-Latn", "zz", "simple", "zz-simple", "en_us"]
)
def test_tags_of_none(tag: str) -> None:
    assert not is_language(tag)


def test_what_is_known_of_usual_languages_is_what_babel_says(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = dict(languagetags.USUAL)
    monkeypatch.setattr(languagetags, "USUAL", {})
    assert all(is_language(tag) for tag in usual)
    assert {tag: script_of(tag) for tag in usual} == usual


def test_a_language_is_written_in_its_own_direction() -> None:
    scripts = {tag: script_of(tag) for tag in ("en", "ar", "he", "fa", "ur", "ti", "uk", "az-Arab", "nl-simple")}
    assert scripts == {
        "en": "Latn",
        "ar": "Arab",
        "he": "Hebr",
        "fa": "Arab",
        "ur": "Arab",
        "ti": "Ethi",
        "uk": "Cyrl",
        "az-Arab": "Arab",
        "nl-simple": "Latn",
    }
    assert [Language(tag, tag, script).direction for tag, script in scripts.items()].count("rtl") == 5
