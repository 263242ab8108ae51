"""What changed in the base since an override was made against it: the words that came and went, from the history."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.changes.words import Mark, Marked, compare_words
from toolbox.core.model import Toolbox
from toolbox.history import git
from toolbox.history.history import History
from toolbox.history.runner import GitError
from toolbox.machine.store import Job
from toolbox.source.committree import read_commit
from toolbox.source.diagrams import load_diagram
from toolbox.source.formats import load_format
from toolbox.source.overlays.baseline import base_text, digest
from toolbox.source.overlays.model import Aim, Difference, Overlaid, Standing, Target
from toolbox.source.pages import load_page
from toolbox.source.prose import plain_text

MOST = 50  # commits, the newest: a change of a page makes one
FOLDER = "basis/"
DAY = len("2026-11-28")
# Of the text of a question: what it is for a machine.
TYPE_LINE = 3
SIGNS = {Mark.SAME: "{}", Mark.ADDED: "[+{}+]", Mark.REMOVED: "[-{}-]"}


@dataclass(frozen=True, slots=True)
class Moved:
    """The words that came and went, and the day on which the base moved on; empty when the history does not say."""

    words: Marked = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class MovedTold:
    """The same for a page: `marked` is HTML that escaped all it quotes."""

    marked: str = ""
    since: str = ""


NOT_TOLD = MovedTold()


def moved_on(root: Path, base: Toolbox, one: Difference) -> Moved:
    """Empty when it is in step, and when the history does not say what it was made against."""
    if one.standing not in (Standing.CHANGED, Standing.GONE):
        return Moved()
    target = one.override.target
    before, since = earlier_text(root, base, target, one.override.base)
    if before is None:
        return Moved()
    return Moved(compare_words(_shown(before, target), _shown(base_text(base, target) or "", target)), since)


def _shown(text: str, target: Target) -> str:
    """What people read of a `base_text`."""
    if target.aim in (Aim.TEXT, Aim.SECTION, Aim.TABLE):
        return plain_text(text)
    is_question = target.aim in (Aim.QUESTION, Aim.COLUMN)
    return "\n".join(line for place, line in enumerate(text.split("\n")) if not is_question or place != TYPE_LINE)


def place_of(one: Difference) -> str:
    """'content/regio/nijmegen/edition.yaml:12'."""
    return f"{one.override.place.path}:{one.override.place.line}"


def moved_jobs(root: Path, history: History, base: Toolbox, all_overlaid: Iterable[Overlaid]) -> Mapping[str, Job]:
    """What is to be told of each override that is no longer in step, by its place."""
    behind = [one for laid in all_overlaid for one in laid.behind] if history.changes else []
    return {place_of(one): _job(root, history, base, one) for one in behind}


def _job(root: Path, history: History, base: Toolbox, one: Difference) -> Job:
    path = _path(base, one.override.target)
    newest = next((change.commit for change in history.of(path)), "")
    inputs = repr((one.override.target, one.override.base, one.now, one.standing, newest))
    return Job((FOLDER + digest(inputs),), inputs, partial(_render, root, base, one))


def read_moved(jobs: Mapping[str, Job], made: Mapping[str, bytes]) -> Mapping[str, MovedTold]:
    """By place; `made` holds what the jobs rendered."""
    return {place: MovedTold(**json.loads(made[job.names[0]])) for place, job in jobs.items()}


def _render(root: Path, base: Toolbox, one: Difference) -> Sequence[bytes]:
    from toolbox.changes.webpage import changes_templates

    moved = moved_on(root, base, one)
    parts = changes_templates().get_template("parts.html").make_module()
    marked = str(parts.words(moved.words)).strip() if moved.words else ""  # type: ignore[attr-defined]
    return (json.dumps({"marked": marked, "since": moved.since}, ensure_ascii=False).encode(),)


def in_signs(words: Marked) -> str:
    """For a terminal: [-what went-][+what came+]."""
    return "".join(SIGNS[run.mark].format(run.text) for run in words)


def earlier_text(root: Path, base: Toolbox, target: Target, wanted: str) -> tuple[str | None, str]:
    """(what the target was when its hash was `wanted`, the day on which that was over); None when the history does not
    know, '' when that is not committed yet."""
    path, newer = _path(base, target), ""
    try:
        for commit in git.commits_of(root, path, most=MOST) if path else ():
            text = base_text(_then(root, commit, path), target)
            if text is not None and digest(text) == wanted:
                return text, git.last_change(root, newer, path)[1][:DAY] if newer else ""
            newer = commit
    except GitError:
        return None, ""
    return None, ""


def _path(base: Toolbox, target: Target) -> str:
    """Its file, or the folder of its format; '' when that is gone as well."""
    if target.aim in (Aim.TEXT, Aim.PAGE):
        return target.unit
    if target.aim is Aim.BOX:
        return next((diagram.path for diagram in base.diagrams if diagram.name == target.unit), "")
    if target.aim is Aim.TOOL:
        return next((page.path for page in base.pages if page.number == target.unit), "")
    return next((form.folder for form in base.formats if form.number == target.unit), "")


def _then(root: Path, commit: str, path: str) -> Toolbox:
    """All that a commit has of one page or format."""
    tree, _ = read_commit(root, commit, path)
    if path.endswith(".md"):
        page = load_page(path, tree.files[path]).item if path in tree.files else None
        return Toolbox((page,) if page else (), (), (), ())
    if path.endswith(".yaml"):
        diagram = load_diagram(path, tree.files[path]).item if path in tree.files else None
        return Toolbox((), (), (diagram,) if diagram else (), ())
    form = load_format(path, tree).item
    return Toolbox((), (form,) if form else (), (), ())
