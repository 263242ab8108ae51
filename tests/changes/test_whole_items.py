"""What comes, goes or changes its place as a whole, told in sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import PIL.Image

from boxes import BASE, source_of
from imagefiles import png
from toolbox.changes.align import State
from toolbox.changes.blocks import read_links
from toolbox.changes.compare import compare
from toolbox.changes.markdown import to_markdown
from toolbox.changes.model import Changes
from toolbox.changes.report import Report
from toolbox.changes.words import text_after, text_before
from toolbox.core.form import Condition, Format, Section
from toolbox.core.model import Toolbox
from toolbox.core.page import Image
from toolbox.source.load import load
from toolbox.source.tree import Tree, read_tree

TREE = read_tree(BASE)[0]
BOX = source_of(BASE).toolbox
(FORM,) = BOX.formats
BOOM = Image("content/afbeeldingen/boom.png", 10, 20, "1")
STEP, INTRO = "content/stappen/1-kennismaken.md", "content/inleiding.md"


def told(found: Changes) -> list[tuple[str, str, str, str]]:
    """(kind, fate, about what, sentence) of everything that is said."""
    return [(item.kind, item.fate, change.subject, change.sentence) for item in found.items for change in item.changes]


def with_form(**other: Any) -> Toolbox:
    return replace(BOX, formats=(replace(FORM, **other),))


def with_images(*images: Image) -> Toolbox:
    return replace(BOX, images=images)


def sensitive(form: Format) -> Format:
    """Its tables are sensitive, and so is each first column."""

    def section(old: Section) -> Section:
        tables = (
            replace(table, ground="Nodig.", columns=(replace(table.columns[0], ground="Nodig."), *table.columns[1:]))
            for table in old.tables
        )
        return replace(old, tables=tuple(tables))

    return replace(form, sections=tuple(map(section, form.sections)))


def test_a_new_format_is_shown_whole() -> None:
    found = compare(replace(BOX, formats=()), BOX)
    assert told(found) == [
        ("format", "nieuw", "Vraag ‘Waar moeten we rekening mee houden?’", "Nieuwe gevoelige vraag."),
        ("format", "nieuw", "", "Dit staat erin."),
    ]
    blocks = found.items[0].changes[-1].blocks
    assert {block.state for block in blocks} == {State.ADDED}
    assert not any(text_before(block.text) for block in blocks)
    lines = [(block.kind, text_after(block.text)) for block in blocks]
    assert lines[:3] == [
        ("p", "Met dit formulier leer je de student kennen."),
        ("h3", "Over jezelf"),
        ("li", "Hoe heet je? Soort antwoord: tekst. Dit moet ingevuld zijn."),
    ]
    assert [text for kind, text in lines if kind == "h3"] == ["Over jezelf", "Taken", "Afspraken"]
    assert ("li", "Tabel ‘Wat kun je al?’ met de kolommen ‘Groep’, ‘Nr.’, ‘Taak’, ‘Oordeel’.") in lines


def test_a_format_that_goes_is_shown_whole_and_says_what_becomes_of_answers() -> None:
    found = compare(BOX, replace(BOX, formats=()))
    assert told(found) == [
        ("format", "verwijderd", "Vraag ‘Waar moeten we rekening mee houden?’", "Een gevoelige vraag is weg."),
        ("format", "verwijderd", "", "Dit stond erin."),
    ]
    contents = found.items[0].changes[-1]
    assert {block.state for block in contents.blocks} == {State.REMOVED}
    assert not any(text_after(block.text) for block in contents.blocks)
    assert contents.effect_sentences == (
        "Eerder ingevulde bestanden van dit format worden niet meer herkend: alle antwoorden komen in de lijst "
        "‘niet geplaatst’.",
    )


def test_each_sensitive_table_and_column_of_a_new_format_is_told() -> None:
    found = compare(replace(BOX, formats=()), replace(BOX, formats=(sensitive(FORM),)))
    sentences = [sentence for *_, sentence in told(found)]
    assert sentences == [
        "Nieuwe gevoelige vraag.",
        *["Nieuwe gevoelige tabel.", "Nieuwe gevoelige kolom."] * 2,
        "Dit staat erin.",
    ]


def test_another_folder_and_another_order_of_sections() -> None:
    assert told(compare(BOX, with_form(path="forms/1.2-ander/datapackage.yaml"))) == [
        ("format", "verplaatst", "", "De map heet nu forms/1.2-ander. Eerst was dat forms/1.2-kennismaking.")
    ]
    one, two, three = FORM.sections
    assert told(compare(BOX, with_form(sections=(two, one, three)))) == [
        ("format", "gewijzigd", "Blok ‘Over jezelf’", "Dit blok staat nu na ‘Taken’.")
    ]


def test_choices_in_another_order() -> None:
    one, *others = FORM.sections
    questions = (
        replace(question, choices=question.choices[::-1]) if question.name == "stage" else question
        for question in one.questions
    )
    assert told(compare(BOX, with_form(sections=(replace(one, questions=tuple(questions)), *others)))) == [
        (
            *("format", "gewijzigd", "Vraag ‘Heb je al een stage?’"),
            "De keuzes staan in een andere volgorde: ‘Nee’, ‘Ja’. Eerst: ‘Ja’, ‘Nee’.",
        )
    ]


def test_images_that_come_go_and_are_replaced() -> None:
    assert compare(with_images(BOOM), with_images(BOOM)) == Changes()
    pairs: Iterable[tuple[Toolbox, Toolbox, str, str]] = (
        (BOX, with_images(BOOM), "nieuw", "De afbeelding is 10 × 20 pixels."),
        (with_images(BOOM), BOX, "verwijderd", "De afbeelding was 10 × 20 pixels."),
        (
            *(with_images(BOOM), with_images(replace(BOOM, width=1200)), "gewijzigd"),
            "Er komt een andere afbeelding. Die was 10 × 20 pixels en wordt 1.200 × 20.",
        ),
    )
    for old, new, fate, sentence in pairs:
        assert told(compare(old, new)) == [("afbeelding", fate, "", sentence)]


def test_a_diagram_with_another_title_and_its_boxes_in_another_order() -> None:
    (diagram,) = BOX.diagrams
    other = replace(diagram, title="Anders", boxes=diagram.boxes[::-1])
    assert told(compare(BOX, replace(BOX, diagrams=(other,)))) == [
        ("schema", "gewijzigd", "", "De titel is anders."),
        ("schema", "gewijzigd", "", "De vakken worden in een andere volgorde voorgelezen."),
    ]


def test_an_image_on_a_page_is_told_by_its_words_and_its_file() -> None:
    picture = png(PIL.Image.new("RGB", (40, 40)))
    text = TREE.files[INTRO] + b"\n![Een boom](afbeeldingen/boom.png)\n"
    other = load(Tree({**TREE.files, INTRO: text, BOOM.path: picture})).toolbox
    assert "> Afbeelding: <ins>Een boom (afbeeldingen/boom.png)</ins>" in to_markdown(
        Report("a", "b", compare(BOX, other))
    )
    # A page without text has no links either.
    assert read_links(" ") == ()


def test_a_diagram_that_comes_or_goes_is_told_box_by_box() -> None:
    (diagram,) = BOX.diagrams
    small = replace(diagram, boxes=diagram.boxes[:2], arrows=diagram.arrows[:1], description="Twee vakken.")
    without, box = replace(BOX, diagrams=()), replace(BOX, diagrams=(small,))
    arrow = "van ‘Eerste gesprek’ naar ‘Vaste plek’{}, met de woorden ‘na een jaar’."
    came = ("nieuw", "Dit is een nieuw schema, met deze beschrijving.", "Nieuw vak.")
    went = ("verwijderd", "Dit schema is weg. Dit was de beschrijving.", "Dit vak is weg.")
    for found, (fate, said, box_said), arrow_said in (
        (compare(without, box), came, f"Nieuwe pijl {arrow.format('')}"),
        (compare(box, without), went, f"De pijl {arrow.format(' is weg')}"),
    ):
        assert told(found) == [
            ("schema", fate, "", said),
            ("schema", fate, "Vak ‘Eerste gesprek’", box_said),
            ("schema", fate, "Vak ‘Vaste plek’", box_said),
            ("schema", fate, "", arrow_said),
        ]


def test_a_sensitive_table_that_comes_or_goes_is_told_with_its_columns() -> None:
    whole = sensitive(FORM)
    without = replace(whole, sections=tuple(replace(section, tables=()) for section in whole.sections))
    old, new = (replace(BOX, formats=(form,)) for form in (without, whole))
    table, column = "Tabel ‘Wat kun je al?’", "Tabel ‘Wat kun je al?’, kolom ‘Groep’"
    for found, said in (
        (compare(old, new), "Nieuwe gevoelige {}."),
        (compare(new, old), "Een gevoelige {} is weg."),
    ):
        sentences = [(about, sentence) for *_, about, sentence in told(found)]
        assert (table, said.format("tabel")) in sentences
        assert (column, said.format("kolom")) in sentences


def test_a_question_that_waits_for_an_answer_or_no_longer_does() -> None:
    one, *others = FORM.sections
    question, *rest = one.questions
    waiting = replace(question, condition=Condition("stage", "ja", "‘Ja’ bij ‘Heb je al een stage?’"))
    other = with_form(sections=(replace(one, questions=(waiting, *rest)), *others))
    about = ("format", "gewijzigd", f"Vraag ‘{question.title}’")
    said = "Op het scherm verschijnt dit pas bij het antwoord ‘Ja’ bij ‘Heb je al een stage?’."
    assert told(compare(BOX, other)) == [(*about, said)]
    assert told(compare(other, BOX)) == [(*about, "Op het scherm staat dit nu altijd in beeld.")]
    (_, whole) = compare(replace(BOX, formats=()), other).items[0].changes
    assert any(said in text_after(block.text) for block in whole.blocks)


def test_a_link_that_comes_or_goes_while_its_words_stay() -> None:
    text = TREE.files[STEP].decode()
    without = text.replace("[uitnodiging](../bijlagen/1.1-uitnodiging.md)", "uitnodiging")
    assert without != text
    other = load(Tree({**TREE.files, STEP: without.encode()})).toolbox
    target = "bijlagen/1.1-uitnodiging"
    assert told(compare(BOX, other)) == [("pagina", "gewijzigd", "", f"De link ‘uitnodiging’ naar {target} is weg.")]
    assert told(compare(other, BOX)) == [("pagina", "gewijzigd", "", f"Nieuwe link ‘uitnodiging’, naar {target}.")]


def test_roles_in_another_order() -> None:
    other = replace(BOX, method=replace(BOX.method, roles=BOX.method.roles[::-1]))
    ((*_, sentence),) = told(compare(BOX, other))
    assert sentence == "De rollen staan in een andere volgorde."
