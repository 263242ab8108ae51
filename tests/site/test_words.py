"""Words with a meaning: which of them get a button in a text, and what stands at a button."""

from __future__ import annotations

from toolbox.core.lists import NO_GLOSSARY, Glossary, Word
from toolbox.site.words import with_meanings

JOBCOACH = Word("Jobcoach", "Wie helpt op het werk.", forms=("jobcoach", "jobcoaches"))
ROC = Word("ROC", "Een grote school.")
GLOSSARY = Glossary("Woorden", "Wat ze betekenen.", (JOBCOACH, ROC))


def button(text: str, anchor: str = "woord-jobcoach") -> str:
    return f'<button type="button" class="tb-gloss" popovertarget="{anchor}">{text}</button>'


def test_the_first_of_each_part_gets_a_button() -> None:
    text = '<p>Een jobcoach en een jobcoach.</p><h2 id="a">De jobcoach</h2><p>Twee <em>jobcoaches</em>, ROC.</p>'
    made, words = with_meanings(text, GLOSSARY)
    assert made == (
        f'<p>Een {button("jobcoach")} en een jobcoach.</p><h2 id="a">De jobcoach</h2>'
        f"<p>Twee <em>{button('jobcoaches')}</em>, {button('ROC', 'woord-roc')}.</p>"
    )
    assert words == (JOBCOACH, ROC)


def test_what_leads_somewhere_or_is_part_of_another_word_stays() -> None:
    for text in (
        '<p><a href="x">jobcoach</a> <code>jobcoach</code></p>',
        "<p>jobcoachtraject, sub-jobcoach, https://voorbeeld.nl/jobcoach, PROC</p>",
        "<dl><dt>Jobcoach</dt></dl>",
    ):
        assert with_meanings(text, GLOSSARY) == (text, ())


def test_a_toolbox_without_a_list_keeps_its_text_as_it_is() -> None:
    text = "<p>Een jobcoach<br>&amp; meer"
    assert with_meanings(text, NO_GLOSSARY) == (text, ())


def test_each_word_has_a_place_of_its_own() -> None:
    assert Word("SLB’er", "x").anchor == "woord-slber"
    assert Word("Zorgcoördinator", "x").anchor == "woord-zorgcoordinator"
