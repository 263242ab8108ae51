"""What old answers would be read as: said aloud where a question asks something else under its name, and only there."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from boxes import BASE, source_of
from toolbox.changes.attention import KEPT, OTHERS_KEPT, answers, attention
from toolbox.changes.compare import compare
from toolbox.changes.data import to_json
from toolbox.changes.markdown import to_markdown
from toolbox.changes.meaning import same_meaning, stem
from toolbox.changes.model import Changes, Fate
from toolbox.changes.report import Report
from toolbox.changes.webpage import to_html
from toolbox.core.form import Choice, Format, Question, QuestionType, Table
from toolbox.core.model import Toolbox
from toolbox.core.prose import Prose

# Two wordings a line, and whether they ask the same as a person reads them.
PAIRS = tuple(csv.reader((Path(__file__).parent / "wording.csv").read_text("utf-8").splitlines()))[1:]
# Where the rule says otherwise. It keeps silent, and old answers stand under another question:
MISSED = {
    ("Naam", "Naam van je mentor"),
    ("Is er een contract?", "Is er een contract geweest?"),
    ("Wie helpt jou?", "Wie help jij?"),
    ("Mag de school je ouders bellen?", "Mag de school je werkgever bellen?"),
}
# Or it asks where there is nothing to ask, and a maintainer reads one line too many:
ASKED_IN_VAIN = {
    ("Wat is je wensberoep?", "Welk beroep wil je later het liefst?"),
    ("Hoe heet je?", "Wat is je naam?"),
    ("Telefoon vast / mobiel", "Telefoonnummer"),
    ("E-mailadres", "E-mail"),
    ("Overige opmerkingen", "Andere opmerkingen"),
    ("Geboortedatum", "Wanneer ben je geboren?"),
    ("Reden van aanmelding", "Waarom meld je de student aan?"),
    ("Welke vragen heb je nu al over de periode na school?", "Welke vragen heb je over de tijd na school?"),
    ("Gewenste reistijd", "Hoelang wil je reizen?"),
    ("Waarom past deze functie bij mij?", "Waarom past deze baan bij mij?"),
    ("Met wie wordt dit document gedeeld?", "Met wie delen we dit document?"),
    ("Zou u de deelnemer aannemen?", "Zou u deze deelnemer in dienst nemen?"),
    ("In het weekend", "Zaterdag of zondag"),
    ("Toelichting", "Licht je antwoord toe"),
}


def test_what_the_rule_gets_wrong_is_known() -> None:
    assert len(PAIRS) == len({(old, new) for old, new, _ in PAIRS}) == 60
    judged = {(old, new): (same == "yes", same_meaning(old, new)) for old, new, same in PAIRS}
    missed = {pair for pair, (same, found) in judged.items() if found and not same}
    in_vain = {pair for pair, (same, found) in judged.items() if same and not found}
    print(f"of {len(PAIRS)}: {len(missed)} missed, {len(in_vain)} asked in vain")
    assert (missed, in_vain) == (MISSED, ASKED_IN_VAIN)


@pytest.mark.parametrize(("old", "new", "_same"), PAIRS)
def test_the_other_way_round_is_the_same_and_so_is_each_with_itself(old: str, new: str, _same: str) -> None:
    assert same_meaning(old, new) == same_meaning(new, old)
    assert same_meaning(old, old)
    assert same_meaning(old, f" {old.upper()} ")


def test_endings_do_not_count() -> None:
    for words in (
        "wens wensen",
        "naam namen",
        "mogelijkheid mogelijkheden",
        "stage stages",
        "werk werken werkt",
        "brief brieven",
    ):
        assert len({stem(word) for word in words.split()}) == 1, words
    assert len({stem(word) for word in "ja nee soms wie school student docent".split()}) == 7


# --- what is told of a format ---

BOX = source_of(BASE).toolbox
(FORM,) = BOX.formats


def asked(*questions: Question, form: Format = FORM) -> Toolbox:
    """The base with these questions in the first block of its format."""
    first, *others = form.sections
    section = replace(first, questions=tuple(replace(question, section=first.name) for question in questions))
    return replace(BOX, formats=(replace(form, sections=(section, *others)),))


def question(name: str, title: str, **more: object) -> Question:
    return replace(FORM.sections[0].questions[0], name=name, title=title, **more)  # type: ignore[arg-type]


def told(old: Toolbox, new: Toolbox) -> list[str]:
    lines = attention(Report("a", "b", compare(old, new)))
    return [line.removeprefix("1.2 Kennismaking: ") for line in lines]


MENTOR, PARENT = question("mentor", "Naam mentor"), question("ouder", "Naam ouder")


def test_swapped_names_are_certain() -> None:
    """Two names changed places, and the words stayed: old answers stand under the other."""
    swapped = asked(replace(MENTOR, name="ouder"), replace(PARENT, name="mentor"))
    remedy = "Zet bij elke tekst de naam terug die erbij hoorde, of geef deze vraag een nieuwe naam."
    assert told(asked(MENTOR, PARENT), swapped) == [
        "Vraag ‘Naam mentor’. Deze tekst stond eerst bij de naam ‘mentor’ en staat nu bij de naam ‘ouder’. Daar "
        f"stond ‘Naam ouder’. Wat iemand eerder invulde bij ‘Naam ouder’, staat straks onder ‘Naam mentor’. {remedy}",
        "Vraag ‘Naam ouder’. Deze tekst stond eerst bij de naam ‘ouder’ en staat nu bij de naam ‘mentor’. Daar "
        f"stond ‘Naam mentor’. Wat iemand eerder invulde bij ‘Naam mentor’, staat straks onder ‘Naam ouder’. {remedy}",
    ]


def test_another_place_or_the_same_words_twice_is_no_swap() -> None:
    assert told(asked(MENTOR, PARENT), asked(PARENT, MENTOR)) == []
    # ‘Zo ja, welke?’ stands in many a form twice.
    twice, other = question("een", "Zo ja, welke?"), question("twee", "Zo ja, welke dan?")
    assert told(asked(twice, other), asked(twice, replace(other, title="Zo ja, welke?"))) == []


def test_words_of_a_question_that_went_are_known_as_its() -> None:
    line, _ = told(asked(MENTOR, PARENT), asked(replace(MENTOR, title="Naam ouder")))
    assert line.startswith(
        "Vraag ‘Naam ouder’. Deze tekst stond eerst bij de naam ‘ouder’ en staat nu bij de naam ‘mentor’."
    )


def test_another_question_under_an_old_name_is_doubted_with_what_to_do() -> None:
    old = question("wens", "Wat wil je worden?")
    assert told(asked(old), asked(replace(old, title="Wie helpt je daarbij?"))) == [
        "Vraag ‘Wie helpt je daarbij?’. Deze vraag lijkt iets anders te vragen dan eerst, en heet in de gegevens nog "
        "steeds ‘wens’. Wat iemand eerder invulde bij ‘Wat wil je worden?’, staat straks onder ‘Wie helpt je "
        "daarbij?’. Is het een andere vraag? Geef die dan een nieuwe naam: oude antwoorden komen dan in de lijst ‘niet "
        "geplaatst’. Is het dezelfde vraag in andere woorden? Dan hoef je niets te doen."
    ]
    assert told(asked(old), asked(replace(old, title="Wat wil je later worden?"))) == []


def test_a_record_of_another_question_is_doubted_too() -> None:
    new = question("hulp", "Wie helpt je daarbij?", previous_names=("wens",))
    (line,) = told(asked(question("wens", "Wat wil je worden?")), asked(new))
    assert line.startswith(
        "Vraag ‘Wie helpt je daarbij?’. Deze vraag lijkt iets anders te vragen dan ‘Wat wil je worden?’"
    )
    assert line.endswith("Haal dan ‘wens’ weg bij ‘previousNames’.")
    assert told(asked(MENTOR), asked(question("mentor_2", "Naam mentor", previous_names=("mentor",)))) == []


@pytest.mark.parametrize("title", ["Naam mentor", "Naam van je mentor"])
def test_a_new_name_that_nobody_recorded_is_told_with_what_to_do(title: str) -> None:
    found = told(asked(MENTOR, PARENT), asked(question("naam_mentor", title), PARENT))
    assert found == [
        f"Vraag ‘{title}’. Dit lijkt de vraag ‘Naam mentor’ die weg is, met een nieuwe naam: eerst ‘mentor’, nu "
        "‘naam_mentor’. Antwoorden die in eerder ingevulde bestanden ‘mentor’ heten, komen in de lijst ‘niet "
        "geplaatst’. Is het dezelfde vraag? Zet dan ‘mentor’ bij ‘previousNames’; dan komen ze hier terecht."
    ]


def test_answers_that_are_not_found_again_are_told_in_one_line() -> None:
    """A block that goes takes all its questions along; a proposal says so in one place."""
    many = [question(f"v{number}", f"Vraag {number}?") for number in range(8)]
    assert told(asked(MENTOR, *many), asked(MENTOR)) == [
        "antwoorden in eerder ingevulde bestanden komen in de lijst ‘niet geplaatst’ bij vraag ‘Vraag 0?’, vraag "
        "‘Vraag 1?’, vraag ‘Vraag 2?’, vraag ‘Vraag 3?’, vraag ‘Vraag 4?’ en nog 3."
    ]
    assert told(asked(PARENT), asked(replace(PARENT, type=QuestionType.DATE))) == [
        "antwoorden in eerder ingevulde bestanden komen in de lijst ‘niet geplaatst’ bij vraag ‘Naam ouder’."
    ]


def test_of_very_many_only_the_very_same_are_taken_for_renamed() -> None:
    """A proposal must not take minutes."""
    words = " ".join(f"woord{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    old = [question(f"oud{number}", f"{words} {number}") for number in range(60)]
    new = [question(f"nieuw{number}", f"{words} {number}") for number in range(60, 120)]
    found = compare(asked(*old), asked(*new, question("zelfde", f"{words} 7")))
    assert [change.values["old"] for change in found.items[0].changes if change.code == "rename-unnoted"] == ["oud7"]


def test_each_that_went_is_taken_for_one_that_came() -> None:
    old = asked(question("a", "Naam mentor"), question("b", "Naam mentor school"))
    found = compare(
        old, asked(question("c", "Naam mentor school"), question("d", "Naam mentor"), question("e", "Adres"))
    )
    pairs = {
        (change.values["old"], change.values["new"])
        for change in found.items[0].changes
        if change.code == "rename-unnoted"
    }
    assert pairs == {("a", "d"), ("b", "c")}
    # Of those there is no doubt left.
    assert not [change for change in found.items[0].changes if "maybe-renamed" in change.effects]


# --- columns, tables, choices ---


def with_table(change: Table) -> Toolbox:
    sections = tuple(replace(section, tables=(change,) if section.tables else ()) for section in FORM.sections[:2])
    return replace(BOX, formats=(replace(FORM, sections=(*sections, *FORM.sections[2:])),))


TABLE = FORM.sections[1].tables[0]


def test_columns_and_tables_are_told_like_questions() -> None:
    first, second = (
        replace(TABLE.columns[-1], name=name, title=title) for name, title in (("wie", "Wie"), ("wat", "Wat"))
    )
    base = replace(TABLE, columns=(*TABLE.columns[:1], first, second))
    swapped = replace(base, columns=(*TABLE.columns[:1], replace(first, title="Wat"), replace(second, title="Wie")))
    lines = told(with_table(base), with_table(swapped))
    assert [line.split(". ")[0] for line in lines] == [
        f"Tabel ‘{TABLE.title}’, kolom ‘{name}’" for name in ("Wat", "Wie")
    ]
    assert all(
        "Deze tekst stond eerst bij de naam" in line and "geef deze kolom een nieuwe naam" in line for line in lines
    )
    (line,) = told(with_table(base), with_table(replace(base, title="Welke bedrijven ken je?")))
    assert line.startswith("Tabel ‘Welke bedrijven ken je?’. Deze tabel lijkt iets anders te vragen dan eerst")
    (line,) = told(with_table(base), with_table(replace(base, name="kunnen")))
    assert f"Dit lijkt de tabel ‘{TABLE.title}’ die weg is" in line
    # Without a title of its own it is called as its block, and known by its columns.
    bare = replace(base, title="")
    (line,) = told(with_table(bare), with_table(replace(bare, name="kunnen")))
    assert f"Dit lijkt de tabel ‘{FORM.sections[1].title}’ die weg is" in line
    other = replace(bare, name="anders", columns=tuple(replace(column, title="Iets") for column in bare.columns))
    assert "Dit lijkt" not in "".join(told(with_table(bare), with_table(other)))


def chosen(**labels: str) -> Toolbox:
    return asked(
        question("hulp", "Krijg je hulp?", choices=tuple(Choice(value, label) for value, label in labels.items()))
    )


def test_a_choice_that_means_something_else_now_is_told() -> None:
    """‘Wie deze keuze eerder aankruiste, houdt dat antwoord’ would be no comfort."""
    subject = "Vraag ‘Krijg je hulp?’."
    old = chosen(ja="Ja", nee="Nee", soms="Soms, op school")
    becomes = (
        "Wie eerder ‘{}’ koos, leest straks ‘{}’. Is dat een ander antwoord? Geef die keuze dan een nieuwe waarde."
    )
    assert told(old, chosen(ja="Nee", nee="Ja", soms="Soms, op school")) == [
        f"{subject} De keuze ‘Nee’ was eerst een ander antwoord. {becomes.format('Ja', 'Nee')}",
        f"{subject} De keuze ‘Ja’ was eerst een ander antwoord. {becomes.format('Nee', 'Ja')}",
    ]
    assert told(old, chosen(ja="Ja", nee="Nee", soms="Altijd")) == [
        f"{subject} De keuze ‘Altijd’ lijkt een ander antwoord dan eerst. "
        + becomes.format("Soms, op school", "Altijd")
    ]
    assert told(old, chosen(ja="JA", nee="Nee", soms="Soms op school")) == []
    (line,) = told(old, chosen(ja="Ja", nee="Nee", af_en_toe="Soms, op school"))
    assert line.endswith("Is het dezelfde keuze? Laat dan de waarde ‘soms’ staan.")


def test_the_head_of_fixed_text_has_no_answers() -> None:
    given = replace(TABLE.columns[0], given=True, title="Wat")
    base = replace(TABLE, columns=(given, *TABLE.columns[1:]))
    assert (
        told(with_table(base), with_table(replace(base, columns=(replace(given, title="Wie"), *TABLE.columns[1:]))))
        == []
    )


# --- links that lead to another site ---


@pytest.mark.parametrize("new", [False, True], ids=["changed", "new"])
def test_where_a_link_leads_is_told_also_on_a_page_that_is_new(new: bool) -> None:
    """Its words say nothing of that."""
    page = BOX.pages[0]
    targets = {"hier": "https://anders.nl/", "daar": "page:content/inleiding.md", "mail": "mailto:a@b.nl"}
    links = ", ".join(f'<a href="{target}">{text}</a>' for text, target in targets.items())
    linked = replace(page, body=Prose(f"{page.body.html}<p>Kijk {links}.</p>"))
    old = replace(BOX, pages=BOX.pages[1:] if new else BOX.pages)
    assert attention(Report("a", "b", compare(old, replace(BOX, pages=(linked, *BOX.pages[1:]))))) == (
        f"{page.title}: Nieuwe link ‘hier’, naar https://anders.nl/.",
        f"{page.title}: Nieuwe link ‘mail’, naar mailto:a@b.nl.",
    )


# --- a format that is not known any more ---


def formats(*forms: Format) -> Toolbox:
    return replace(BOX, formats=forms)


def test_a_format_with_a_new_name_is_known_by_the_old_one_where_that_is_recorded() -> None:
    """As `toolbox read` does it."""
    renamed = replace(FORM, name="ontmoeting")
    (line,) = attention(Report("a", "b", compare(BOX, formats(renamed))))
    assert line == (
        "1.2 Kennismaking: Eerder ingevulde bestanden horen bij de oude naam. Ze worden niet meer herkend: alle "
        "antwoorden komen in de lijst ‘niet geplaatst’. Is het hetzelfde format? Zet dan "
        f"‘{FORM.name}’ bij ‘previousNames’ van het format."
    )
    noted = replace(renamed, previous_names=(FORM.name,))
    found = compare(BOX, formats(noted))
    assert attention(Report("a", "b", found)) == ()
    (change,) = found.items[0].changes
    assert change.effect_sentences == (
        "Eerder ingevulde bestanden worden nog herkend, want de oude naam staat bij ‘previousNames’.",
    )
    assert kept(BOX, formats(noted)) == [KEPT]
    # Also where nothing else of it stayed: no number, no folder.
    elsewhere = replace(noted, number="1.9", path="forms/1.9-ontmoeting/datapackage.yaml")
    assert [item.fate for item in compare(BOX, formats(elsewhere)).items] == [Fate.MOVED]


def test_what_a_format_was_called_before_is_told_too() -> None:
    one, other = replace(FORM, previous_names=("a", "b")), replace(FORM, previous_names=("b", "c"))
    sentences = [
        (change.sentence, *change.effect_sentences) for change in compare(formats(one), formats(other)).items[0].changes
    ]
    assert sentences == [
        ("Bij ‘eerdere namen’ komt ‘c’.", "Eerder ingevulde bestanden van ‘c’ worden nu als dit format gelezen."),
        (
            "Bij ‘eerdere namen’ gaat ‘a’ weg.",
            "Eerder ingevulde bestanden van ‘a’ worden niet meer als dit format gelezen.",
        ),
    ]
    turned = compare(formats(one), formats(replace(FORM, previous_names=("b", "a"))))
    assert [change.code for change in turned.items[0].changes] == ["old-names-order"]


def test_a_format_that_goes_takes_all_its_answers_along() -> None:
    assert told(BOX, formats())[-1] == (
        "Eerder ingevulde bestanden van dit format worden niet meer herkend: alle antwoorden komen in de lijst ‘niet "
        "geplaatst’."
    )


# --- the good news, in every form of the report ---


def kept(old: Toolbox, new: Toolbox) -> list[str]:
    report = Report("a", "b", compare(old, new))
    return [said for item in report.changes.items if (said := answers(report, item))]


def test_that_answers_stay_is_said_where_it_is_so() -> None:
    old = asked(MENTOR, PARENT)
    reworded = asked(replace(MENTOR, title="Naam van de mentor", help="Als je die hebt."), PARENT)
    assert kept(old, reworded) == [KEPT]
    assert kept(old, asked(PARENT, MENTOR, question("erbij", "Adres"))) == [KEPT]
    assert kept(old, asked(MENTOR)) == [OTHERS_KEPT]
    assert kept(old, asked(replace(MENTOR, title="Adres"), PARENT)) == [OTHERS_KEPT]
    # Of a format that is known no more, is new or went, or could not be read whole, nothing is promised.
    assert kept(old, asked(MENTOR, PARENT, form=replace(FORM, name="anders"))) == []
    assert kept(replace(BOX, formats=()), BOX) == kept(BOX, replace(BOX, formats=())) == []
    found = compare(old, reworded)
    assert answers(Report("a", "b", found, faulty=(FORM.folder,)), found.items[0]) == ""


def test_each_form_of_the_report_has_the_warning_and_the_good_news() -> None:
    found: Changes = compare(asked(MENTOR, PARENT), asked(replace(MENTOR, title="Adres"), PARENT))
    report = Report("a", "b", found, printed=None)
    for written in (to_markdown(report), to_html(report), to_json(report)):
        assert OTHERS_KEPT in written
        assert "lijkt iets anders te vragen" in written
    assert "### Let op\n" in to_markdown(report)
    assert '<h2 id="let-op">Let op</h2>' in to_html(report)
