"""A file system for one process, in which there is nothing but what it may reach: the same paths, and no others.

Needed is a mount namespace of one's own (mount_namespaces(7)) and Linux 5.12, for mount_setattr(2). Unlike Landlock it
also hides that a file exists, its mode and times, sockets in folders, and /proc.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from toolbox.machine.kernel import call, libc, must
from toolbox.machine.landlock import Reach

# The same on every machine that Python runs on.
_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442
_HERE, _EMPTY_PATH, _RECURSIVE = -100, 0x1000, 0x8000
_CLONE, _FROM_ITSELF = 1, 4
_RDONLY, _NOSUID, _NODEV, _NOEXEC = 1, 2, 4, 8
_MS_REC, _MS_PRIVATE, _MNT_DETACH = 1 << 14, 1 << 18, 2
# A place that every Linux has, for the room to stand while it is made.
_SITE = b"/proc"
_PROGRAMS, _READ, _WRITE = _RDONLY | _NOSUID, _RDONLY | _NOSUID | _NOEXEC, _NOSUID | _NOEXEC
_SOCKETS = -1


class _Attributes(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint64) for name in ("set", "cleared", "propagation", "users"))


@dataclass(frozen=True, slots=True)
class _Plan:
    """`trees`: what each real path becomes (attributes, or `_SOCKETS`). `links`: where each link on the way leads."""

    trees: Mapping[Path, int]
    links: Mapping[Path, Path]


def enter_room(reach: Reach) -> None:
    """Leave all but `reach`. Call it in a mount namespace of one's own. Raises OSError, and then nothing may go on."""
    folder, plan = Path.cwd(), _plan(reach)
    _mount(None, b"/", None, _MS_REC | _MS_PRIVATE)
    copies = {path: _copy(path, kind) for path, kind in plan.trees.items() if kind != _SOCKETS}
    _mount(b"tmpfs", _SITE, b"tmpfs", _NOSUID | _NODEV, b"mode=755")
    os.chdir(_SITE)
    # pivot_root(2): the old root lies on top of the new one until it is let go.
    must(libc().pivot_root(b".", b"."))
    must(libc().umount2(b".", _MNT_DETACH))
    for path in sorted(plan.trees, key=lambda path: len(path.parts)):
        _put(path, copies.get(path))
    for path, target in plan.links.items():
        # One that stands in a tree came along.
        if not os.path.lexists(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(target)
    # From here paths were given, such as '../a.patch': an empty folder when nothing of it came along.
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    top = os.open("/", os.O_PATH | os.O_CLOEXEC)
    _change(top, _RDONLY, 0)
    os.close(top)


def _plan(reach: Reach) -> _Plan:
    """Of a path that is named twice the last counts: what may be written is among what may be read."""
    trees: dict[Path, int] = {}
    links: dict[Path, Path] = {}
    kinds = ((reach.read, _READ), (reach.programs, _PROGRAMS), (reach.sockets, _SOCKETS), (reach.write, _WRITE))
    for paths, kind in kinds:
        for path in paths:
            # What is not there, or may not be looked for, is passed over.
            with suppress(OSError):
                trees[_real(path, links)] = kind
    return _Plan({path: kind for path, kind in trees.items() if not _is_within(path, kind, trees)}, links)


def _is_within(path: Path, kind: int, trees: Mapping[Path, int]) -> bool:
    """Whether the nearest folder above it that comes along is of the same kind: then it comes with that."""
    above = next((trees[parent] for parent in path.parents if parent in trees), None)
    return above == kind


def _real(path: Path, links: dict[Path, Path]) -> Path:
    """Where `path` leads, by `links` that are added. Raises OSError for what is not there."""
    path.resolve(strict=True)
    done, rest, seen = Path("/"), [*Path.cwd().joinpath(path).parts[1:]], dict[Path, Path]()
    while rest:
        part = rest.pop(0)
        step = done.parent if part == ".." else done / part
        if step.is_symlink():
            target = seen[step] = step.readlink()
            # An absolute one starts again at the top, as does joining it.
            done, rest = done / target.anchor, [*target.parts[bool(target.anchor) :], *rest]
        else:
            done = step
    links |= seen
    return done


def _copy(path: Path, attributes: int) -> int:
    """A mount of what stands at `path` that is nowhere yet."""
    copy = call(_OPEN_TREE, ctypes.c_int(_HERE), os.fsencode(path), ctypes.c_uint(_CLONE | _RECURSIVE | os.O_CLOEXEC))
    is_device = not (path.is_dir() or path.is_file())
    _change(copy, attributes | (0 if is_device else _NODEV), _RECURSIVE)
    return copy


def _change(mount: int, attributes: int, how_far: int) -> None:
    wanted = _Attributes(set=attributes)
    size = ctypes.c_size_t(ctypes.sizeof(wanted))
    flags = ctypes.c_uint(_EMPTY_PATH | how_far)
    call(_MOUNT_SETATTR, ctypes.c_int(mount), b"", flags, ctypes.byref(wanted), size)


def _put(path: Path, copy: int | None) -> None:
    """Where something above it came along it stands already."""
    if copy is None:
        path.mkdir(parents=True, exist_ok=True)
        _mount(b"tmpfs", os.fsencode(path), b"tmpfs", _NOSUID | _NODEV | _NOEXEC, b"mode=1777,size=10m")
        return
    if not os.path.lexists(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if stat.S_ISDIR(os.fstat(copy).st_mode):
            path.mkdir()
        else:
            path.touch()
    call(_MOVE_MOUNT, ctypes.c_int(copy), b"", ctypes.c_int(_HERE), os.fsencode(path), ctypes.c_uint(_FROM_ITSELF))
    os.close(copy)


def _mount(source: bytes | None, target: bytes, kind: bytes | None, flags: int, options: bytes | None = None) -> None:
    must(libc().mount(source, target, kind, ctypes.c_ulong(flags), options))
