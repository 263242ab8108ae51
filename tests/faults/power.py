"""What is on disk when the power goes, after any of the system calls of a build: those that were not flushed are lost.

Two file systems at once. On one all that was done to folders is there, in its order, as a journal keeps it (ext4, XFS),
but not what was written in files and not flushed (fsync(2)). The other is as careless as POSIX allows: a folder is as
it was when it was last flushed, or at any moment since, whatever became of other folders.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from faults.calls import AT_REMOVEDIR, MAKES, OPENS, REMOVES, RENAMES, SYNCS, WRITES, Call, is_swap
from faults.checkout import COMMAND, Checkout
from faults.watch import Done, Watched, watch

KINDS = WRITES | SYNCS | RENAMES | OPENS | MAKES | REMOVES | {"ftruncate"}
_numbers = count()


@dataclass(slots=True)
class File:
    """`version` counts what was written since the record began; `flushed` is the last one that is on disk."""

    version: int = 0
    flushed: int = 0
    number: int = field(default_factory=lambda: next(_numbers))


@dataclass(slots=True)
class Folder:
    """`states`: its entries when it was last flushed, and after each change since."""

    states: list[dict[str, Node]] = field(default_factory=lambda: [{}])

    @property
    def now(self) -> dict[str, Node]:
        return self.states[-1]

    def change(self, **entries: Node | None) -> None:
        found = {name: node for name, node in {**self.now, **entries}.items() if node is not None}
        self.states.append(found)


Node = File | Folder
# Which version of which file stands at each path.
Content = dict[str, tuple[int, int]]


class Disk:
    """All that lies in the folder `root`, flushed, as it is now."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.top = _scan(root)

    def take(self, call: Call) -> None:
        """Do what a call does that succeeds; nothing for one that cannot."""
        if call.name in RENAMES:
            self._rename(call)
            return
        folder, name = self._find(call.path)
        node = folder.now.get(name) if folder else None
        if call.path == str(self.root):
            node = self.top
        if call.name in SYNCS and node:
            _flush(node)
        elif call.name in WRITES | {"ftruncate"} and isinstance(node, File):
            node.version += 1
        elif call.name in REMOVES and folder and node and _goes(call, node):
            folder.change(**{name: None})
        elif call.makes and folder and node is None:
            folder.change(**{name: Folder() if call.name in MAKES else File(1)})
        elif isinstance(node, File) and call.name in OPENS and (call.flags & os.O_TRUNC or call.name == "creat"):
            node.version += 1

    def _rename(self, call: Call) -> None:
        (one, old), (other, new) = self._find(call.path), self._find(call.other)
        node = one.now.get(old) if one else None
        if one and other and node:
            there = other.now.get(new) if is_swap(call) else None
            if one is other:
                one.change(**{old: there, new: node})
            else:
                one.change(**{old: there})
                other.change(**{new: node})

    def _find(self, path: str) -> tuple[Folder | None, str]:
        """The folder that holds what `path` names; None outside of the disk, and where there is no folder."""
        place, folder = Path(path), self.top
        if not place.is_relative_to(self.root) or place == self.root:
            return None, ""
        *above, name = place.relative_to(self.root).parts
        for part in above:
            node = folder.now.get(part)
            if not isinstance(node, Folder):
                return None, ""
            folder = node
        return folder, name

    def after_power_loss(self) -> Iterator[dict[str, Node]]:
        """What may stand in the root, with what may stand in the folders below."""
        for state in self.top.states:
            yield _as_it_was(state, 0)
            yield _as_it_was(state, -1)


def _as_it_was(state: dict[str, Node], which: int) -> dict[str, Node]:
    """With the first (0) or the last (-1) of what each folder below may hold."""
    return {
        name: Folder([_as_it_was(node.states[which], which)]) if isinstance(node, Folder) else node
        for name, node in state.items()
    }


def _scan(path: Path) -> Folder:
    return Folder([{entry.name: _scan(entry) if entry.is_dir() else File() for entry in path.iterdir()}])


def _flush(node: Node) -> None:
    if isinstance(node, File):
        node.flushed = node.version
    else:
        del node.states[:-1]


def _goes(call: Call, node: Node) -> bool:
    of_folder = call.name == "rmdir" or bool(call.flags & AT_REMOVEDIR)
    return not node.now if isinstance(node, Folder) and of_folder else isinstance(node, File) and not of_folder


def content(node: Node | None, *, on_disk: bool = True) -> Content | None:
    """None for what is no folder."""
    return dict(_content(node, "", on_disk)) if isinstance(node, Folder) else None


def _content(folder: Folder, path: str, on_disk: bool) -> Iterator[tuple[str, tuple[int, int]]]:
    for name, node in folder.now.items():
        if isinstance(node, Folder):
            yield from _content(node, f"{path}{name}/", on_disk)
        else:
            yield f"{path}{name}", (node.number, node.flushed if on_disk else node.version)


def after_each(disk: Disk, calls: Sequence[Call]) -> Iterator[tuple[str, str]]:
    """(what was done last, what stands then if the power goes: 'old', 'new', 'none', 'to put back' or 'broken')."""
    old = _first(content(disk.top.now.get(name)) for name in ("site", ".site.old"))
    views = []
    for call in calls:
        disk.take(call)
        views += [(call, view) for view in map(_seen, disk.after_power_loss())]
    new = content(disk.top.now.get("site"), on_disk=False)
    for call, (site, aside) in views:
        yield f"{call.name} {call.path}", _verdict(site, aside, old, new)


def _first(found: Iterable[Content | None]) -> Content | None:
    """The old site may be one that is yet to be put back."""
    return next((it for it in found if it is not None), None)


def _seen(state: dict[str, Node]) -> tuple[Content | None, Content | None]:
    return content(state.get("site")), content(state.get(".site.old"))


def _verdict(site: Content | None, aside: Content | None, old: Content | None, new: Content | None) -> str:
    if site is None:
        return "broken" if aside != old else "none" if old is None else "to put back"
    return "old" if site == old else "new" if site == new else "broken"


def recorded(checkout: Checkout, *, can_swap: bool = True) -> tuple[Disk, list[Call], Done]:
    """The disk before a build, and all that the build then did to it."""
    checkout.edit()
    disk, calls = Disk(checkout.root), []

    def judge(call: Call, _watched: Watched) -> int:
        if not can_swap and is_swap(call):
            return errno.EINVAL
        if checkout.place.holds(call.path) or call.path == str(checkout.root):
            calls.append(call)
        return 0

    done = watch([COMMAND, "build"], checkout.root, KINDS, judge, checkout.environment(), checkout.rights)
    return disk, calls, done
