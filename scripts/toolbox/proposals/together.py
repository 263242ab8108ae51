"""Two commits put together by what they mean: where they truly clash, or what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from toolbox.core.places import ROOTS
from toolbox.core.safetext import escaped
from toolbox.history import git, merging
from toolbox.history.merging import Joined
from toolbox.merging.clash import Merged
from toolbox.merging.trees import Files, merge_trees
from toolbox.merging.words import about
from toolbox.proposals import repository
from toolbox.proposals.apart import apart
from toolbox.proposals.branchname import PREFIX

MAX_OPEN = 100
# Of what two proposals changed: more is not put together by meaning.
MAX_PATHS = 400
# The files as they were, and as each of the two made them.
States = tuple[Files, Files, Files]


def join(root: Path, one: str, other: str) -> Joined:
    """As Git joins them; where Git cannot choose, by what they mean."""
    joined = merging.join(root, one, other)
    states = _states(root, git.merge_base(root, one, other), one, other) if joined.clashes else None
    if states is None:
        return joined
    merged = apart(partial(merge_trees, *states))
    if merged.clashes:
        return Joined("", tuple(dict.fromkeys(escaped(about(clash)) for clash in merged.clashes)), by_meaning=True)
    return Joined(repository.tree_with(root, one, states[1], merged.files), by_meaning=True)


def clashes(root: Path, commit: str) -> tuple[str, ...]:
    """Other open proposals, here or at the remote, that want something else of the same thing: a line for each."""
    found = repository.branches(root, f"refs/heads/{PREFIX}", f"refs/remotes/*/{PREFIX}**")
    names = {other: PREFIX + name.partition(PREFIX)[2] for name, other in reversed(list(found.items())[:MAX_OPEN])}
    pairs = [(name, _meeting(root, commit, other)) for other, name in reversed(names.items())]
    open_ones = [(name, states) for name, states in pairs if states is not None]
    merged = apart(partial(_merge_all, [states for _, states in open_ones])) if open_ones else []
    lines = (_line(name, each) for (name, _), each in zip(open_ones, merged, strict=True) if each.clashes)
    return tuple(dict.fromkeys(lines))


def _line(name: str, merged: Merged) -> str:
    first, *others = dict.fromkeys(about(clash) for clash in merged.clashes)
    more = f" (en nog {len(others)} {'plek' if len(others) == 1 else 'plekken'})" if others else ""
    return f"{name}, bij {first}{more}"


def _merge_all(all_states: Sequence[States]) -> list[Merged]:
    return [merge_trees(*states) for states in all_states]


def _meeting(root: Path, commit: str, other: str) -> States | None:
    """None when the two changed nothing that the other did as well."""
    try:
        base = git.merge_base(root, commit, other)
    except git.UnknownRevision:
        return None
    return _states(root, base, commit, other)


def _states(root: Path, base: str, one: str, other: str) -> States | None:
    """None when they have nothing in common, too much, or something that is no text or format."""
    mine, theirs = ({entry.path for entry in repository.entries_between(root, base, side)} for side in (one, other))
    paths = mine | theirs
    is_of_both = bool(mine & theirs) or _moved(root, base, mine) or _moved(root, base, theirs)
    if not is_of_both or len(paths) > MAX_PATHS or any(path.split("/")[0] not in ROOTS for path in theirs):
        return None
    inside = sorted(path for path in paths if path.split("/")[0] in ROOTS)
    return _files(root, base, inside), _files(root, one, inside), _files(root, other, inside)


def _moved(root: Path, base: str, paths: Iterable[str]) -> bool:
    """Whether some of these came: what moved stands under another name."""
    return any(repository.blob(root, f"{base}:{path}") is None for path in paths)


def _files(root: Path, commit: str, paths: Iterable[str]) -> Files:
    found = ((path, repository.blob(root, f"{commit}:{path}")) for path in paths)
    return {path: data for path, data in found if data is not None}
