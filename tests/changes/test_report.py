"""What the report says of things that seldom come together: papers, images, faults, and more than it can list."""

from __future__ import annotations

from pathlib import Path

import PIL.Image
import pypdfium2
import pytest

from boxes import BASE, IMPRINT, source_of
from imagefiles import png
from pastrepo import Past
from toolbox.changes import make, printed
from toolbox.changes.attention import attention
from toolbox.changes.compare import compare
from toolbox.changes.markdown import MAX_LISTED, to_markdown
from toolbox.changes.model import Changes, Fate, ItemDiff, ItemKind
from toolbox.changes.previews import WIDTH, image_previews
from toolbox.changes.printed import ADDED_INK, PrintedFormat, PrintedPage, TwoStates, compare_printed
from toolbox.changes.report import JOINED, NOT_TRIED, NOTHING, Report, page_numbers, page_title, summary
from toolbox.core.findings import Finding
from toolbox.history import runner
from toolbox.history.merging import Joined
from toolbox.machine.store import Store
from toolbox.source.load import load
from toolbox.source.tree import Tree, read_tree

TREE = read_tree(BASE)[0]
BOX = source_of(BASE).toolbox
FORM, STEP = "forms/1.2-kennismaking", "content/stappen/1-kennismaken.md"
TEXTS = (("kort", "Wat toen komt"), ("lang", "Wat nu komt"))
ITEM = ItemDiff(ItemKind.FORMAT, Fate.CHANGED, FORM, "1.2", "Kennismaking", ())


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (0, 2, "Op papier: 2 bladzijden."),
        (1, 0, "Op papier was dit 1 bladzijde."),
        (2, 2, "Op papier blijft het 2 bladzijden."),
        (1, 2, "Op papier wordt 1 bladzijde er 2."),
        (6, 7, "Op papier worden 6 bladzijden er 7."),
    ],
)
def test_how_many_pages_it_takes(old: int, new: int, sentence: str) -> None:
    paper = PrintedFormat(FORM, old, new, ())
    assert page_numbers(paper) == sentence
    report = Report("a", "b", Changes((ITEM,)), (paper,))
    assert (f"1.2 Kennismaking: {sentence}" in summary(report)) == (old != new)
    assert ("De woorden op papier zijn gelijk." in to_markdown(report)) == bool(old and new)


@pytest.mark.parametrize(
    ("joined", "told", "warned"),
    [
        (None, (), ""),
        (Joined("a" * 40), (JOINED,), ""),
        (Joined(""), (NOT_TRIED,), ""),
        (Joined("", ("a.md", "b.md")), (), "veranderd, in a.md; b.md. Iemand moet kiezen"),
        (Joined("", tuple(f"{n}.md" for n in range(12))), (), "8.md; 9.md en nog 2 plekken. Iemand moet kiezen"),
    ],
)
def test_whether_it_still_fits(joined: Joined | None, told: tuple[str, ...], warned: str) -> None:
    report = Report("a", "b", joined=joined)
    assert summary(report) == (NOTHING, *told, "De controle vindt geen fouten in dit voorstel.")
    assert len(attention(report)) == bool(warned)
    assert all(warned in line for line in attention(report))


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        (3, 0, "Bladzijde 3 van eerst is weg"),
        (0, 2, "Bladzijde 2 is nieuw"),
        (1, 2, "Bladzijde 2 (was bladzijde 1)"),
        (2, 2, "Bladzijde 2"),
    ],
)
def test_which_page_it_is(old: int, new: int, title: str) -> None:
    assert page_title(PrintedPage(old, new, "", "")) == title


def test_a_format_that_came_or_went_has_no_boxes_and_one_without_a_route_no_paper(tmp_path: Path) -> None:
    (form,) = BOX.formats
    pairs = [TwoStates(None, form, None, None), TwoStates(form, None, None, None)]
    found = compare_printed(pairs, "https://toolbox.example/", IMPRINT, Store(tmp_path))
    assert found == (PrintedFormat(FORM, 0, 0, ()),) * 2


def test_a_page_that_is_not_there_or_too_heavy_at_each_width_has_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 100)
    made = printed._picture(document, 0, (), ADDED_INK)
    assert made
    assert (made.page, made.width, made.height) == (1, 900, 450)
    assert printed._picture(document, -1, (), ADDED_INK) is None
    monkeypatch.setattr(printed, "MAX_PICTURE_BYTES", len(made.png) - 1)
    smaller = printed._picture(document, 0, (), ADDED_INK)
    assert smaller
    assert smaller.width == 680
    monkeypatch.setattr(printed, "MAX_PICTURE_BYTES", 0)
    assert printed._picture(document, 0, (), ADDED_INK) is None
    document.close()


def test_an_image_is_shown_small_before_and_after() -> None:
    path = "content/afbeeldingen/boom.png"
    tree = Tree({path: png(PIL.Image.new("RGB", (WIDTH * 2, 100), "red"))})
    item = ItemDiff(ItemKind.IMAGE, Fate.NEW, path, "", "boom.png", ())
    (preview,) = image_previews(Changes((item,)), Tree({}), tree)
    assert (preview.path, preview.type, preview.before) == (path, "image/png", b"")
    assert int.from_bytes(preview.after[16:20], "big") == WIDTH


def test_a_changed_text_stands_below_its_heading_and_what_is_left_out_is_marked() -> None:
    head = TREE.files[STEP].decode().rpartition("---\n")[0]
    texts = (f"Vooraf.\n\n## Gesprek\n\nEen {word} gesprek.\n\n## {title}\n\nDaarna." for word, title in TEXTS)
    old, new = (load(Tree({**TREE.files, STEP: f"{head}---\n{text}\n".encode()})).toolbox for text in texts)
    told = to_markdown(Report("a", "b", compare(old, new)))
    assert "\n> …\n\n> Kop: Gesprek\n\n> Een <del>kort</del> <ins>lang</ins> gesprek.\n" in told
    assert "\n> Kop: Wat <del>toen</del> <ins>nu</ins> komt\n\n> …\n" in told


def test_a_long_list_says_how_many_more_there_are() -> None:
    report = Report("a", "b", outside=tuple(f"bestand-{number}.txt" for number in range(MAX_LISTED + 3)))
    told = to_markdown(report)
    assert told.count("- bestand-") == MAX_LISTED
    assert told.endswith("- … en nog 3\n")
    assert f"Er veranderen ook {MAX_LISTED + 3} bestanden buiten de teksten" in told


def test_what_does_not_fit_is_not_begun() -> None:
    items = tuple(
        ItemDiff(ItemKind.PAGE, Fate.NEW, f"content/{number}.md", "", f"{number} " + "woord " * 100, ())
        for number in range(200)
    )
    told = to_markdown(Report("a", "b", Changes(items), rewritten=("content/laatste.md",)))
    assert "afgekapt" in told
    assert "laatste" not in told


def test_a_format_with_a_fault_is_compared_and_not_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    past = Past(tmp_path / "past")
    base = past.commit("Begin")
    past.replace(f"{FORM}/datapackage.yaml", "label: Nog oefenen", "label: Nog 漢 oefenen")
    head = past.commit("Een letter die er niet is")
    monkeypatch.setattr(make, "check_snapshot", lambda snapshot: (Finding("page-empty", STEP),))
    report = make.make_report(past.root, base, head, paper=True)
    assert (report.faulty, report.printed, report.elsewhere) == ((FORM,), (), 1)
    assert any(line.startswith("1.2 Kennismaking: hier zit een fout in.") for line in summary(report))
    monkeypatch.setattr(runner, "MAX_OUTPUT", 10)
    assert make._changed_lines(past.root, base, head) == {}
