"""Of all that a report holds, what a reviewer must not miss: sentences, each for itself."""

from __future__ import annotations

from collections.abc import Iterator

from toolbox.changes.links import leads_elsewhere
from toolbox.changes.model import Fate, ItemDiff, ItemKind
from toolbox.changes.report import ITSELF, Report
from toolbox.changes.sentences import REMARKS

# What a reviewer must not miss; and of these what it means for files filled in is said with it.
SENSITIVE = ("sensitive-new", "sensitive-on", "sensitive-off", "sensitive-gone")
MEANINGS = (*REMARKS, "choice-value")
# What an edition has to look at.
STEPS = ("overlay-moved", "overlay-lost", "overlay-clashes")
# Where a reader is sent that others keep.
LEADING = ("link-added", "link-target")
# After these an answer finds no place.
UNPLACED = frozenset(
    ("answers-unplaced", "old-answers-unplaced", "choice-unplaced", "only-dates", "only-ticks", "only-choices")
)
# After these it has another place, or is read as something that nobody answered.
LOSSES = UNPLACED | frozenset(
    (
        *("given-replaced", "given-matched", "rows-extra", "rename-remedy"),
        *("reads-as-doubt", "reads-as-other", "reads-by-record", "choice-becomes"),
    )
)
MAX_CLASHES = 10
UNPLACED_AT = "antwoorden in eerder ingevulde bestanden komen in de lijst ‘niet geplaatst’ bij"
MAX_NAMED = 5
# After these not one answer of a whole format is found again.
FORGOTTEN = frozenset(("format-unknown", "format-gone", "mark-unknown"))
KEPT = "Antwoorden in eerder ingevulde bestanden blijven staan."
OTHERS_KEPT = "Antwoorden in eerder ingevulde bestanden blijven staan, behalve waar hieronder iets anders staat."


def attention(report: Report) -> tuple[str, ...]:
    """What a reviewer must not miss.

    That it does not fit any more, whose edition it is about, what is sensitive or no longer so, what becomes of old
    answers that are not read, or read as something else, and which links lead to another site now.
    """
    return (*_clashing(report), *report.across, *_attention(report))


def _clashing(report: Report) -> Iterator[str]:
    if report.joined and (found := report.joined.clashes):
        more = f" en nog {len(found) - MAX_CLASHES} plekken" if len(found) > MAX_CLASHES else ""
        yield (
            "Dit voorstel past niet meer bij wat er nu is: op dezelfde plek is intussen iets anders veranderd, in "
            f"{'; '.join(found[:MAX_CLASHES])}{more}. Iemand moet kiezen wat er komt te staan; met ‘toolbox intake "
            f"--page’ doe je dat met beide teksten naast elkaar. {ITSELF}"
        )
    elif report.joined and report.joined.by_meaning:
        yield (
            "Regel voor regel past dit voorstel niet meer bij wat er nu is, naar betekenis wel. De knop van de forge "
            "kan het niet: voeg het samen in een kopie waarin je ‘toolbox setup-git’ draaide."
        )


def _attention(report: Report) -> Iterator[str]:
    for item in report.changes.items:
        for change in item.changes:
            if FORGOTTEN.intersection(change.effects):
                yield " ".join((f"{item.name}:", *change.effect_sentences))
            elif change.code in (*SENSITIVE, *MEANINGS, *STEPS):
                meant = change.effect_sentences if change.code in MEANINGS else ()
                yield " ".join((f"{item.name}: {change.subject}. {change.sentence}", *meant))
            elif change.code in LEADING and leads_elsewhere(change.values["new"]):
                about = f"{change.subject}. " if change.subject else ""
                yield f"{item.name}: {about}{change.sentence}"
        yield from _unplaced(item)


def _unplaced(item: ItemDiff) -> Iterator[str]:
    """Of which questions answers are not found again, as far as no line of their own says so."""
    left = (change for change in item.changes if change.code not in MEANINGS and UNPLACED.intersection(change.effects))
    named = tuple(dict.fromkeys(change.subject for change in left))
    if named:
        more = f" en nog {len(named) - MAX_NAMED}" if len(named) > MAX_NAMED else ""
        shown = ", ".join(f"{subject[0].lower()}{subject[1:]}" for subject in named[:MAX_NAMED])
        yield f"{item.name}: {UNPLACED_AT} {shown}{more}."


def answers(report: Report, item: ItemDiff) -> str:
    """What becomes of all other answers in filled-in files of a format; '' where nothing is to be said of them."""
    effects = {effect for change in item.changes for effect in change.effects}
    if item.kind is not ItemKind.FORMAT or item.fate not in (Fate.CHANGED, Fate.MOVED) or effects & FORGOTTEN:
        return ""
    if {item.path, item.old_path} & {*report.faulty, *report.unreadable}:
        return ""
    return OTHERS_KEPT if effects & LOSSES else KEPT
