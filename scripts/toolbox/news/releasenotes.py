"""What is new between two editions, as Markdown, for a release on a forge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from toolbox.changes.markdown import escape
from toolbox.core.dutch import count
from toolbox.core.places import ROOTS
from toolbox.core.safetext import printable
from toolbox.core.settings import read_settings
from toolbox.history import git
from toolbox.history.history import parse_log
from toolbox.news.chronicle import Story, Told, compare_commits
from toolbox.news.credits import contributors
from toolbox.news.news import MAX_SENTENCES

# The order of a reader: what is there to use comes first.
HEADINGS: Mapping[str, str] = {
    "nieuw": "Nieuw",
    "gewijzigd": "Gewijzigd",
    "verplaatst": "Verplaatst",
    "verwijderd": "Niet meer in de toolbox",
}
KINDS = ("format", "pagina", "schema")


def release_notes(root: Path, base: str, head: str, name: str) -> str:
    """Markdown; what was proposed is plain text in it."""
    story = compare_commits(root, base, head)
    lines = [f"# Uitgave {escape(printable(name))}", ""]
    told = [item for item in story.told if item.kind in KINDS]
    for fate, heading in HEADINGS.items():
        items = sorted((item for item in told if item.fate == fate), key=lambda item: KINDS.index(item.kind))
        if items:
            lines += [f"## {heading}", ""]
            lines += [line for item in items for line in _lines(item)]
            lines.append("")
    if not told and not story.unread:
        lines += ["Er is niets veranderd dat een lezer ziet.", ""]
    lines += _unread(story)
    thanks = _thanks(root, base, head)
    if thanks:
        lines += [f"Met dank aan {escape(', '.join(thanks))}.", ""]
    return "\n".join(lines)


def _lines(item: Told) -> Iterator[str]:
    kind = {"format": "Format", "pagina": "Pagina", "schema": "Schema"}[item.kind]
    yield f"- **{kind} {escape(item.name)}**"
    for sentence in item.sentences[:MAX_SENTENCES]:
        yield f"  - {escape(sentence)}"
    if more := len(item.sentences[MAX_SENTENCES:]):
        yield f"  - en nog {count(more, 'ander verschil', 'andere verschillen')}"


def _unread(story: Story) -> list[str]:
    if not story.unread:
        return []
    names = ", ".join(sorted(story.unread))
    return [f"Niet te vergelijken, want een van de twee uitgaven is niet te lezen: {escape(names)}.", ""]


def _thanks(root: Path, base: str, head: str) -> tuple[str, ...]:
    """Regions, then people, that a change between the two came from; the earliest first."""
    if git.is_shallow(root):
        return ()
    changes, _ = parse_log(git.log(root, *ROOTS, revisions=f"{base}..{head}"))
    who = contributors(changes, read_settings(root).left_out)
    return (*who.regions, *who.people)
