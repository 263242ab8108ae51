"""What a format was in the versions before this one, from the history: for who reads a form that was filled in then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from toolbox.core.form import Format
from toolbox.history import git
from toolbox.history.runner import GitError
from toolbox.source.committree import read_commit
from toolbox.source.formats import load_format

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST = 50  # commits, the newest: a change of a format makes one


def earlier_formats(root: Path, name: str) -> Mapping[str, tuple[Format, ...]]:
    """Version → the format called `name` in each way that it was in that version, the newest first.

    What cannot be read any more is left out; of a copy without a history nothing is known.
    """
    found: dict[str, tuple[Format, ...]] = {}
    # The name comes from a stranger's file.
    if not NAME.fullmatch(name):
        return found
    try:
        if not git.is_repository(root):
            return found
        for commit in git.commits_of(root, f":(glob)forms/*-{name}/**", most=MOST):
            for folder in git.folders(root, commit, "forms/"):
                if re.fullmatch(rf"forms/[\d.]+-{name}", folder):
                    form = load_format(folder, read_commit(root, commit, folder)[0]).item
                    if form and form not in found.get(form.version, ()):
                        found[form.version] = (*found.get(form.version, ()), form)
    except GitError:
        return {}
    return found
