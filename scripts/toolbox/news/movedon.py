"""What changed in the base since an override was made against it: the words that came and went, from the history."""

from __future__ import annotations

from pathlib import Path

from toolbox.changes.words import Mark, Marked, compare_words
from toolbox.core.model import Toolbox
from toolbox.history import git
from toolbox.history.runner import GitError
from toolbox.source.committree import read_commit
from toolbox.source.formats import load_format
from toolbox.source.overlays.baseline import base_text, digest
from toolbox.source.overlays.model import Aim, Difference, Standing, Target
from toolbox.source.pages import load_page
from toolbox.source.prose import plain_text

MOST = 50  # commits, the newest: a change of a page makes one
SIGNS = {Mark.SAME: "{}", Mark.ADDED: "[+{}+]", Mark.REMOVED: "[-{}-]"}


def moved_on(root: Path, base: Toolbox, one: Difference) -> Marked:
    """Empty when it is in step, and when the history does not say what it was made against."""
    if one.standing not in (Standing.CHANGED, Standing.GONE):
        return ()
    before = earlier_text(root, base, one.override.target, one.override.base)
    if before is None:
        return ()
    return compare_words(plain_text(before), plain_text(base_text(base, one.override.target) or ""))


def in_signs(words: Marked) -> str:
    """For a terminal: [-what went-][+what came+]."""
    return "".join(SIGNS[run.mark].format(run.text) for run in words)


def earlier_text(root: Path, base: Toolbox, target: Target, wanted: str) -> str | None:
    """What the target was when its hash was `wanted`; None when the history does not know."""
    path = _path(base, target)
    try:
        for commit in git.commits_of(root, path, most=MOST) if path else ():
            text = base_text(_then(root, commit, path), target)
            if text is not None and digest(text) == wanted:
                return text
    except GitError:
        return None
    return None


def _path(base: Toolbox, target: Target) -> str:
    """Its file, or the folder of its format; '' when that is gone as well."""
    if target.aim is Aim.TEXT:
        return target.unit
    if target.aim is Aim.TOOL:
        return next((page.path for page in base.pages if page.number == target.unit), "")
    return next((form.folder for form in base.formats if form.number == target.unit), "")


def _then(root: Path, commit: str, path: str) -> Toolbox:
    """All that a commit has of one page or format."""
    tree, _ = read_commit(root, commit, path)
    if path.endswith(".md"):
        page = load_page(path, tree.files[path]).item if path in tree.files else None
        return Toolbox((page,) if page else (), (), (), ())
    form = load_format(path, tree).item
    return Toolbox((), (form,) if form else (), (), ())
