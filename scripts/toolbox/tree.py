"""A folder on disk, read once: path → bytes.

Limits on names, kinds and sizes apply here; nothing later opens a source file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolbox.findings import Finding

ROOTS = ("content", "forms")
SUFFIXES = {"content": frozenset({".md", ".yaml"}), "forms": frozenset({".yaml", ".csv"})}
MAX_FILE_BYTES = 1_000_000
MAX_FILES = 5_000
MAX_NAME = 120
MAX_FOLDERS = 6
# Letters, digits, and the few signs our own names use; so no '..', no spaces, no control or bidi characters.
NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9]))*", re.ASCII)
WINDOWS_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.ASCII)
LFS_POINTER = b"version https://git-lfs.github.com/spec/"
SYMLINK = "verwijzing (symbolic link)"


@dataclass(frozen=True, slots=True)
class Tree:
    """The source files by POSIX path relative to the root, such as 'forms/3.1-…/datapackage.yaml'."""

    files: dict[str, bytes]

    def under(self, prefix: str) -> Iterator[str]:
        return (path for path in sorted(self.files) if path.startswith(prefix))


def unit(path: str) -> str:
    """What is read as one: a format's folder, else the file."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "forms" and len(parts) > 2 else path


def name_problem(name: str) -> str:
    """Why a file or folder may not be called so, in Dutch; '' when it may."""
    if len(name) > MAX_NAME:
        return f"hij is langer dan {MAX_NAME} tekens"
    if name.startswith("."):
        return "hij begint met een punt"
    if WINDOWS_RESERVED.match(name.lower()):
        return "Windows gebruikt hem zelf"
    if name != name.lower():
        return "er staan hoofdletters in"
    if not NAME.fullmatch(name):
        return "er staan andere tekens in dan letters, cijfers, streepjes en punten"
    return ""


def size_text(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def content_problem(path: str, data: bytes) -> Finding | None:
    """What makes a file's bytes unfit before anyone parses them."""
    if len(data) > MAX_FILE_BYTES:
        return Finding("too-big", path, 0, {"size": size_text(len(data)), "limit": size_text(MAX_FILE_BYTES)})
    if data.startswith(LFS_POINTER):
        return Finding("lfs-pointer", path)
    return None


def read_tree(root: Path) -> tuple[Tree, list[Finding]]:
    """Read content/ and forms/ below `root`. Symbolic links, devices and the like are findings and are not read."""
    files: dict[str, bytes] = {}
    findings: list[Finding] = []
    count = 0
    for top in ROOTS:
        if (root / top).is_symlink():
            findings.append(Finding("not-a-file", top, 0, {"kind": SYMLINK}))
            continue
        for entry, path in _walk(root / top, top, findings):
            count += 1
            if count > MAX_FILES:
                findings.append(Finding("too-many-files", path, 0, {"limit": str(MAX_FILES)}))
                return Tree(files), findings
            if Path(path).suffix not in SUFFIXES[top]:
                findings.append(Finding("suffix-not-allowed", path))
                continue
            size = entry.stat(follow_symlinks=False).st_size
            if size > MAX_FILE_BYTES:
                findings.append(
                    Finding("too-big", path, 0, {"size": size_text(size), "limit": size_text(MAX_FILE_BYTES)})
                )
                continue
            data = Path(entry.path).read_bytes()
            if problem := content_problem(path, data):
                findings.append(problem)
                continue
            files[path] = data
    return Tree(files), findings


def _walk(folder: Path, prefix: str, findings: list[Finding]) -> Iterator[tuple[os.DirEntry[str], str]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        path = f"{prefix}/{entry.name}"
        if reason := name_problem(entry.name):
            # `ascii` keeps control and bidi characters out of the reader's terminal.
            shown = path if path.isprintable() else ascii(path).strip("'")
            findings.append(Finding("name-not-allowed", shown, 0, {"reason": reason}))
            continue
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode) and path.count("/") > MAX_FOLDERS:
            findings.append(Finding("folder-deep", path, 0, {"limit": str(MAX_FOLDERS)}))
        elif stat.S_ISDIR(mode):
            yield from _walk(Path(entry.path), path, findings)
        elif stat.S_ISREG(mode):
            yield entry, path
        else:
            kind = SYMLINK if stat.S_ISLNK(mode) else "apparaat of pijp"
            findings.append(Finding("not-a-file", path, 0, {"kind": kind}))


# Control, bidi and invisible characters; U+2028 and U+2029 would also put YAML's line numbers out of step.
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def decode(path: str, data: bytes) -> tuple[str, list[Finding]]:
    """UTF-8 text with LF line ends, or '' and findings. A BOM or CRLF is named first: it breaks everything after it."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return "", [Finding("bom", path, 1)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [Finding("not-utf8", path, line, {"byte": f"0x{data[error.start]:02X}"})]
    if "\r" in text:
        return "", [Finding("crlf", path, text.count("\n", 0, text.index("\r")) + 1)]
    findings = []
    for number, text_line in enumerate(text.split("\n"), 1):
        if match := CONTROL.search(text_line):
            findings.append(Finding("control-character", path, number, {"character": f"U+{ord(match[0]):04X}"}))
    return ("" if findings else text), findings
