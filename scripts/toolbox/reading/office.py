"""Files of other office programs (.odt, .ods, .doc, .xls, .rtf)  →  the same as Word or Excel file, by LibreOffice.

LibreOffice is a large program that gets a stranger's file: it runs without network, in a folder of its own that goes
afterwards, with limits on its time and its files, without macros and links; it sees that folder and what it is made of,
and ends with the process that asked.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolbox.machine.aside import put_aside
from toolbox.machine.confine import die_with
from toolbox.machine.landlock import Reach, raise_wall
from toolbox.machine.namespaces import cut_network, has_network
from toolbox.machine.reach import of_machine
from toolbox.reading.archive import read_archive
from toolbox.reading.officewall import PROGRAM, office_reach
from toolbox.reading.opendocument import for_text, for_workbook
from toolbox.reading.refusal import Refusal

# Of processor time, for one file; a first start takes five. By the clock: a machine that is busy is no wrong file.
SECONDS, BY_THE_CLOCK = 60, 150
WORD, EXCEL = "docx", "xlsx"
# [MS-CFB]: names of the streams in a file of Word or Excel from before 2007.
OLD_STREAMS = ((WORD, "doc", "WordDocument"), (EXCEL, "xls", "Workbook"))
LOCKED = b"manifest:encryption-data"
# No macros, and nothing from other files or addresses (LibreOffice's own schemas of settings).
SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
REGISTRY = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>'
ITEM = '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
OPTIONS = ("--headless", "--norestore", "--nologo", "--nolockcheck")
ZIP = b"PK"
MENDED = {"odt": for_text, "ods": for_workbook}
# A first start makes a profile, and asks with this status to be started again.
AGAIN, STARTS = 81, 3


@dataclass(frozen=True, slots=True)
class Kind:
    """`suffix` is how LibreOffice knows such a file, `target` what it becomes; `code` refuses it where it cannot."""

    suffix: str
    target: str
    code: str
    name: str


RICH_TEXT = Kind("rtf", WORD, "file-other-office", "rtf")
OPEN_TEXT = Kind("odt", WORD, "file-other-office", "OpenDocument")


def open_document(data: bytes) -> Kind:
    """Of a zip that says it is OpenDocument. Raises Refusal."""
    members = read_archive(data)
    if LOCKED in members.get("META-INF/manifest.xml", b""):
        raise Refusal("file-encrypted")
    said = members.get("mimetype", b"").decode("ascii", "replace")
    if "spreadsheet" in said:
        return Kind("ods", EXCEL, "file-other-office", "OpenDocument")
    return OPEN_TEXT


def old_office(data: bytes) -> Kind:
    """Of a file of Word or Excel from before 2007; what is neither is refused."""
    for target, suffix, stream in OLD_STREAMS:
        if stream.encode("utf-16-le") in data:
            return Kind(suffix, target, "file-old-office", suffix)
    raise Refusal("file-old-office")


def converted(data: bytes, kind: Kind) -> bytes:
    """`data` as a file of `kind.target`. Raises Refusal: `kind.code` where no LibreOffice can do it, or file-slow."""
    program = shutil.which(PROGRAM)
    if program is None:
        raise Refusal(kind.code, kind=kind.name)
    with put_aside() as folder:
        return _run(program, folder, data, kind)


def _run(program: str, folder: Path, data: bytes, kind: Kind) -> bytes:
    source, target = folder / f"in.{kind.suffix}", folder / f"in.{kind.target}"
    mend = MENDED.get(kind.suffix) if data.startswith(ZIP) else None
    source.write_bytes(mend(data) if mend else data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    items = "".join(ITEM.format(*setting) for setting in SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(REGISTRY.format(items), "utf-8")
    tail = ["--convert-to", kind.target, "--outdir", str(folder), str(source)]
    status, end = AGAIN, time.monotonic() + BY_THE_CLOCK
    for start in range(STARTS):
        if status == AGAIN:
            # Its socket is named after its profile, and the one of the start before is still there.
            profile = profile.rename(folder / f"profile{start}")
            command = [_binary(program), *OPTIONS, f"-env:UserInstallation={profile.as_uri()}", *tail]
            status = _status(command, folder, end - time.monotonic())
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Refusal("file-slow")
    if not target.exists():
        # This LibreOffice has no part for such files, or the file is broken: opening it tells which.
        raise Refusal(kind.code, kind=kind.name)
    return target.read_bytes()


def _status(command: Sequence[str], folder: Path, seconds: float) -> int:
    """How it ended. Nothing that it started is left."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={
            **{"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            # Its own libraries it finds by where it stands ($ORIGIN), which ld.so asks of /proc: behind the walls there
            # is none.
            "LD_LIBRARY_PATH": str(Path(command[0]).parent),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=partial(_confined, os.getpid(), of_machine() | office_reach() | Reach(write=(folder,))),
    )
    try:
        return process.wait(max(0, seconds))
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _binary(program: str) -> str:
    """`soffice` is a script that starts this one and would outlive an end; elsewhere they are named otherwise."""
    beside = Path(program).resolve().with_name("soffice.bin")
    return str(beside if beside.exists() else program)


def _confined(parent: int, reach: Reach) -> None:
    """In the child, before LibreOffice starts."""
    if has_network():
        cut_network()
    raise_wall(reach)
    # After that: who enters another namespace loses this (prctl(2)).
    die_with(parent)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)
