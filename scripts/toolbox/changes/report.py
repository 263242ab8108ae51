"""All that there is to say about a proposal, in one value; and the parts that every way to write it down shares."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolbox.changes.align import State
from toolbox.changes.annotations import Annotation
from toolbox.changes.blocks import HEADINGS, TABLE, BlockDiff, RowDiff
from toolbox.changes.model import Change, Changes, Fate, ItemDiff, ItemKind
from toolbox.changes.previews import Preview
from toolbox.changes.printed import PrintedFormat, PrintedPage
from toolbox.core.dutch import agreeing, count, pages_text
from toolbox.history.merging import Joined

NO_CHANGES = Changes()
NOTHING = "Er verandert niets."
NOTHING_VISIBLE = "Wat een lezer ziet, verandert niet. Alleen de schrijfwijze van de bestanden is anders."
# There is one, of which a part changed.
ITSELF_SAID = "wat de toolbox van zichzelf zegt"
JOINED = "Intussen is er meer veranderd. Dit verslag laat zien wat het voorstel doet met wat er nu is."
ITSELF = "Dit verslag laat alleen zien wat het voorstel zelf deed."
NOT_TRIED = (
    "Of het voorstel nog past bij wat er nu is, is hier niet na te gaan. Dat kan met Git 2.38 of nieuwer, als er niet "
    f"te veel bestanden zijn. {ITSELF}"
)
PLURALS = {
    ItemKind.PAGE: "pagina’s",
    ItemKind.FORMAT: "formats",
    ItemKind.DIAGRAM: "schema’s",
    ItemKind.INVENTORY: "inventarissen",
    ItemKind.SINCE: "feitenlijsten",
    ItemKind.WORDS: "woordenlijsten",
    ItemKind.JOURNEY: "eigen routes",
    ItemKind.TERMS: "begrippenlijsten",
    ItemKind.EXAMPLE: "voorbeelden",
    ItemKind.IMAGE: "afbeeldingen",
    ItemKind.OVERLAY: "edities",
}


@dataclass(frozen=True, slots=True)
class Report:
    """`base` and `head` are commits. `printed` is None when nobody asked for them.

    `rewritten` are files that read the same as before, `outside` files beyond content/ and forms/, `unreadable` files
    that could not be read on one of the two sides, `faulty` files and folders of formats that were read with
    errors in them.
    `errors` counts those in the whole of `head`, `elsewhere` those of them that have nothing to do with the proposal.
    `previews` are of the images that changed. `across` says of which edition the folder is that somebody else changes.
    `joined` is set when the older side went on after the proposal left it.
    """

    base: str
    head: str
    changes: Changes = NO_CHANGES
    printed: tuple[PrintedFormat, ...] | None = ()
    annotations: tuple[Annotation, ...] = ()
    errors: int = 0
    elsewhere: int = 0
    rewritten: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    previews: tuple[Preview, ...] = ()
    joined: Joined | None = None
    across: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.rewritten or self.outside or self.unreadable)

    def preview(self, item: ItemDiff) -> Preview | None:
        return next((preview for preview in self.previews if preview.path == item.path), None)

    def paper(self, item: ItemDiff) -> PrintedFormat | None:
        return next((paper for paper in self.printed or () if paper.path == item.path), None)


def summary(report: Report) -> tuple[str, ...]:
    """The whole in a few sentences, most telling first."""
    lines: list[str] = []
    if report.is_empty:
        lines.append(NOTHING)
    elif report.changes:
        lines += _counts(report.changes)
    elif report.rewritten:
        lines.append(NOTHING_VISIBLE)
    for item in report.changes.items:
        if (paper := report.paper(item)) and paper.old_pages != paper.new_pages:
            lines.append(f"{item.name}: {page_numbers(paper)}")
    if report.unreadable:
        lines.append(f"Niet te lezen en dus niet vergeleken: {count(len(report.unreadable), 'bestand', 'bestanden')}.")
    for item in report.changes.items:
        if item.path in report.faulty or item.old_path in report.faulty:
            paperless = ", en het papier ontbreekt" if item.kind is ItemKind.FORMAT else ""
            lines.append(f"{item.name}: hier zit een fout in. Dit verslag kan onvolledig zijn{paperless}.")
    if report.outside:
        files = count(len(report.outside), "bestand", "bestanden")
        lines.append(
            f"Er {agreeing(len(report.outside), 'verandert', 'veranderen')} ook {files} buiten de teksten "
            "en formats. Een beheerder moet die zelf lezen."
        )
    if report.joined and not report.joined.clashes:
        lines.append(JOINED if report.joined.tree else NOT_TRIED)
    return (*lines, *_checked(report))


def _counts(changes: Changes) -> Iterator[str]:
    """'Gewijzigd: 2 pagina’s en 1 format.' for each fate that occurs."""
    for fate in (Fate.NEW, Fate.CHANGED, Fate.MOVED, Fate.REMOVED):
        counts = Counter(item.kind for item in changes.items if item.fate is fate)
        named = [
            ITSELF_SAID if kind is ItemKind.METHOD else count(number, kind, PLURALS[kind])
            for kind, number in counts.items()
        ]
        if named:
            yield f"{fate.capitalize()}: {_enumerated(named)}."


def _checked(report: Report) -> Iterator[str]:
    errors = sum(note.level == "error" for note in report.annotations)
    warnings = len(report.annotations) - errors
    found = [count(errors, "fout", "fouten")] if errors else []
    found += [count(warnings, "waarschuwing", "waarschuwingen")] if warnings else []
    yield f"De controle vindt {_enumerated(found)}." if found else "De controle vindt geen fouten in dit voorstel."
    if report.elsewhere:
        number = report.elsewhere
        yield (
            f"Elders {agreeing(number, 'staat', 'staan')} nog {count(number, 'fout', 'fouten')}. "
            f"Die {agreeing(number, 'hoort', 'horen')} niet bij dit voorstel."
        )


def _enumerated(parts: Sequence[str]) -> str:
    return " en ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""


def page_numbers(paper: PrintedFormat) -> str:
    """'Op papier: 6 bladzijden worden er 7.'"""
    old, new = paper.old_pages, paper.new_pages
    if not old:
        return f"Op papier: {pages_text(new)}."
    if not new:
        return f"Op papier was dit {pages_text(old)}."
    if old == new:
        return f"Op papier blijft het {pages_text(old)}."
    return f"Op papier {agreeing(old, 'wordt', 'worden')} {pages_text(old)} er {new}."


def page_title(page: PrintedPage) -> str:
    """'Bladzijde 2 (was bladzijde 1)'."""
    if not page.new_page:
        return f"Bladzijde {page.old_page} van eerst is weg"
    if not page.old_page:
        return f"Bladzijde {page.new_page} is nieuw"
    moved = f" (was bladzijde {page.old_page})" if page.old_page != page.new_page else ""
    return f"Bladzijde {page.new_page}{moved}"


def same_words_on_paper(paper: PrintedFormat) -> bool:
    return bool(paper.old_pages and paper.new_pages and not paper.changed)


def where(note: Annotation) -> str:
    """'content/a.md, regel 3, teken 8'."""
    line = f", regel {note.line}" if note.line else ""
    return note.path + line + (f", teken {note.column}" if note.column else "")


def level_word(note: Annotation) -> str:
    return "fout" if note.level == "error" else "let op"


def subjects(item: ItemDiff) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The changes of an item by what they are about, in order."""
    for subject, changes in itertools.groupby(item.changes, key=lambda change: change.subject):
        yield subject, tuple(changes)


def excerpt(blocks: Sequence[BlockDiff]) -> Iterator[BlockDiff | None]:
    """The blocks that changed, each below the heading that it stands under; None where unchanged text is left out."""
    heading: BlockDiff | None = None
    skipped = False
    for block in blocks:
        if block.state is State.SAME:
            heading = block if block.kind in HEADINGS else heading
            skipped = skipped or block is not heading
            continue
        if heading or skipped:
            yield None
        yield from [heading] if heading else []
        heading, skipped = None, False
        yield _excerpt_table(block) if block.kind == TABLE else block
    if skipped or heading:
        yield None


def _excerpt_table(block: BlockDiff) -> BlockDiff:
    """The heading and the rows that changed; an empty row stands for those that did not."""
    rows: list[RowDiff] = list(block.rows[:1])
    for same, group in itertools.groupby(block.rows[1:], key=lambda row: row.state is State.SAME):
        rows += [RowDiff(State.SAME, ())] if same else list(group)
    return BlockDiff(block.state, block.kind, block.depth, (), tuple(rows), block.restyled)
