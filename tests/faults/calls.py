"""One system call that a process is about to make, with the paths it is about."""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# By name: its number on x86_64 and on aarch64 (None: not there), and what its arguments are: a path (p), one of which a
# file descriptor comes first (dp), a file descriptor (f), flags (o); `_` is passed over.
CALLS: dict[str, tuple[int | None, int | None, str]] = {
    "open": (2, None, "p o"),
    "openat": (257, 56, "dp o"),
    "creat": (85, None, "p"),
    "read": (0, 63, "f"),
    "pread64": (17, 67, "f"),
    "write": (1, 64, "f"),
    "pwrite64": (18, 68, "f"),
    "writev": (20, 66, "f"),
    "sendfile": (40, 71, "f"),
    "copy_file_range": (326, 285, "_ _ f"),
    "ftruncate": (77, 46, "f"),
    "fsync": (74, 82, "f"),
    "fdatasync": (75, 83, "f"),
    "rename": (82, None, "p p"),
    "renameat": (264, 38, "dp dp"),
    "renameat2": (316, 276, "dp dp o"),
    "link": (86, None, "p p"),
    "linkat": (265, 37, "dp dp"),
    "symlink": (88, None, "_ p"),
    "symlinkat": (266, 36, "_ dp"),
    "mkdir": (83, None, "p"),
    "mkdirat": (258, 34, "dp"),
    "rmdir": (84, None, "p"),
    "unlink": (87, None, "p"),
    "unlinkat": (263, 35, "dp o"),
    "chmod": (90, None, "p"),
    "fchmod": (91, 52, "f"),
    "fchmodat": (268, 53, "dp"),
    "flock": (73, 32, "f"),
    "execve": (59, 221, "p"),
}
MACHINES = ("x86_64", "aarch64")
HERE = MACHINES.index(os.uname().machine)
NUMBERS = {name: int(row[HERE]) for name, row in CALLS.items() if row[HERE] is not None}  # type: ignore[arg-type]
NAMES = {number: name for name, number in NUMBERS.items()}
AT_FDCWD = -100
AT_REMOVEDIR, RENAME_EXCHANGE = 0x200, 2
WRITES = frozenset({"write", "pwrite64", "writev", "sendfile", "copy_file_range"})
SYNCS = frozenset({"fsync", "fdatasync"})
RENAMES = frozenset({"rename", "renameat", "renameat2"})
OPENS = frozenset({"open", "openat", "creat"})
MAKES = frozenset({"mkdir", "mkdirat"})
REMOVES = frozenset({"unlink", "unlinkat", "rmdir"})
LONGEST = 4096  # bytes of a path


@dataclass(frozen=True, slots=True)
class Call:
    """`path` and `other` are absolute, '' where there is none; `process` is the thread that calls."""

    name: str
    path: str
    other: str
    flags: int
    process: int

    @property
    def makes(self) -> bool:
        """Whether it makes a file, or a folder."""
        return self.name in MAKES or self.name == "creat" or (self.name in OPENS and bool(self.flags & os.O_CREAT))

    @property
    def opens_to_read(self) -> bool:
        return self.name in OPENS and not self.flags & (os.O_ACCMODE | os.O_CREAT)


def is_swap(call: Call) -> bool:
    """Of two paths in one step."""
    return call.name == "renameat2" and bool(call.flags & RENAME_EXCHANGE)


def read_call(number: int, arguments: tuple[int, ...], process: int) -> Call:
    """Of a process that waits. What cannot be read of it any more (it was killed) is left ''."""
    name = NAMES[number]
    given, paths, flags = list(arguments), [], 0
    for kind in CALLS[name][2].split():
        folder = struct.unpack("=i", struct.pack("=I", given.pop(0) & 0xFFFFFFFF))[0] if kind == "dp" else AT_FDCWD
        value = given.pop(0)
        if kind == "f":
            paths.append(_link(process, f"fd/{value & 0xFFFFFFFF}"))
        elif kind in ("p", "dp"):
            paths.append(_path(process, folder, value))
        elif kind == "o":
            flags = value & 0xFFFFFFFF
    path, other = (*paths, "", "")[:2]
    return Call(name, path, other, flags, process)


def _path(process: int, folder: int, address: int) -> str:
    said = _text(process, address)
    around = _link(process, "cwd" if folder == AT_FDCWD else f"fd/{folder}")
    return os.path.normpath(str(Path(around) / said)) if said else around


def _text(process: int, address: int) -> str:
    with suppress(OSError), Path(f"/proc/{process}/mem").open("rb", 0) as memory:
        memory.seek(address)
        found = memory.read(LONGEST - address % LONGEST)
        if b"\0" not in found:
            found += memory.read(LONGEST)
        return os.fsdecode(found.partition(b"\0")[0])
    return ""


def _link(process: int, name: str) -> str:
    with suppress(OSError):
        return str(Path(f"/proc/{process}/{name}").readlink())
    return ""
