"""Files of other office programs: what LibreOffice makes of them is read, and what it may do is little.

The real program makes the real files of `received`; here something else stands in its place.
"""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from patience import comes_true
from processes import can_cut
from toolbox.core.sentences import SENTENCES
from toolbox.machine import landlock
from toolbox.reading import office, officewall
from toolbox.reading.office import Kind, converted, old_office, open_document
from toolbox.reading.refusal import Refusal

pytestmark = pytest.mark.promise("office")

ODS = Kind("ods", "xlsx", "file-other-office", "OpenDocument")


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a conversion makes its folder."""
    (tmp_path / "room").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "room"))
    return tmp_path / "room"


def stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """A program in LibreOffice's place; its last argument is the file, and `target` what must come of it."""
    program = tmp_path / "bin" / officewall.PROGRAM
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ntarget="${{last%.*}}.xlsx"\n{script}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def refused(data: bytes, kind: Kind = ODS) -> Refusal:
    with pytest.raises(Refusal) as caught:
        converted(data, kind)
    return caught.value


def test_what_it_makes_is_given_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path) -> None:
    monkeypatch.setenv("SECRET", "x")
    script = '{ cat "$last"; echo "$@"; env; cat profile*/user/*.xcu; } > "$target"'
    stands_in(tmp_path, monkeypatch, script)
    said = converted(b"given ", ODS).decode()
    assert list(room.iterdir()) == []
    assert said.startswith("given --headless ")
    assert "--convert-to xlsx --outdir" in said
    assert "SECRET" not in said
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in said


def test_tabs_and_line_ends_of_a_workbook_are_characters_for_calc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path
) -> None:
    """LibreOffice 7.4 drops them as elements: 'een' and 'tab' become one word."""
    stands_in(tmp_path, monkeypatch, '/bin/cp "$last" "$target"')
    cell = '<text:p>een<text:tab/>tab<text:span>en<text:line-break />regel<text:tab text:ref="1"/></text:span></text:p>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", cell)
    with zipfile.ZipFile(io.BytesIO(converted(made.getvalue(), ODS))) as archive:
        assert archive.namelist() == ["mimetype", "content.xml"]
        given = archive.read("content.xml").decode()
    assert given == "<text:p>een&#9;tab<text:span>en&#10;regel&#9;</text:span></text:p>"


def test_it_is_started_again_when_it_asks_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path) -> None:
    stands_in(tmp_path, monkeypatch, 'if [ -e once ]; then echo made > "$target"; else echo > once; exit 81; fi')
    assert converted(b"x", ODS) == b"made\n"


def test_what_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path
) -> None:
    nap = f"600.{os.getpid()}"
    stands_in(tmp_path, monkeypatch, f"/bin/sleep {nap} &\nwait")
    monkeypatch.setattr(office, "BY_THE_CLOCK", 3)
    assert refused(b"x").code == "file-slow"
    assert comes_true(lambda: not _running(nap))
    assert list(room.iterdir()) == []


def _running(argument: str) -> list[Path]:
    found = []
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if argument.encode() in told.read_bytes().split(b"\0"):
                found.append(told.parent)
    return found


@pytest.mark.promise("no-network", "walled")
def test_it_has_no_network_and_sees_its_own_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path
) -> None:
    no_network = can_cut() or landlock.abi() >= landlock.TCP_SINCE
    beside = tmp_path / "canary"
    beside.write_text("kanarie")
    listener = socket.create_server(("127.0.0.1", 0))
    python = f"""import os, pathlib, socket
def tried(what):
    try: what(); return 'reached'
    except OSError: return 'stopped'
print(tried(pathlib.Path({str(beside)!r}).read_text), tried(lambda: pathlib.Path({str(beside)!r}).write_text('x')),
      tried(lambda: socket.create_connection({listener.getsockname()!r}, 3)))"""
    (tmp_path / "hostile.py").write_text(python)
    with listener:
        before = subprocess.run([sys.executable, tmp_path / "hostile.py"], capture_output=True, text=True, check=True)
        script = f'\'{sys.executable}\' -I -c "{python}" > "$target"'
        stands_in(tmp_path, monkeypatch, script)
        said = converted(b"x", ODS).decode().split()
    assert before.stdout.split() == ["reached"] * 3
    files = "stopped" if landlock.abi() else "reached"
    assert said == [files, files, "stopped" if no_network else "reached"]


def test_one_that_was_put_elsewhere_has_its_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path
) -> None:
    """As The Document Foundation's own stands in /opt, with other things beside it that are none of its business."""
    (tmp_path / "share" / "registry").mkdir(parents=True)
    (tmp_path / "share" / "registry" / "main.xcd").write_text("eigen")
    (tmp_path / "canary").write_text("kanarie")
    monkeypatch.chdir(tmp_path)
    stands_in(tmp_path, monkeypatch, f'/bin/cat {tmp_path}/share/registry/main.xcd {tmp_path}/canary > "$target"')
    assert converted(b"x", ODS).decode() == ("eigen" if landlock.abi() else "eigenkanarie")


def test_its_processor_time_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path) -> None:
    stands_in(tmp_path, monkeypatch, "while :; do :; done")
    monkeypatch.setattr(office, "SECONDS", 1)
    assert refused(b"x").code == "file-slow"


def test_without_libreoffice_there_is_a_word_and_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refusal = refused(b"x")
    assert (refusal.code, refusal.values) == ("file-other-office", {"kind": "OpenDocument"})
    assert refused(b"x", Kind("doc", "docx", "file-old-office", "doc")).code == "file-old-office"
    assert all("LibreOffice" in SENTENCES[code] for code in ("file-other-office", "file-old-office"))


def test_what_it_cannot_open_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path) -> None:
    stands_in(tmp_path, monkeypatch, "exit 0")
    assert refused(b"x").code == "file-other-office"
    assert list(room.iterdir()) == []


def open_file(path: Path, kind: str, manifest: str = "") -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", manifest)
    return path.read_bytes()


def test_what_a_file_is(tmp_path: Path) -> None:
    assert open_document(open_file(tmp_path / "a", "text")).target == "docx"
    assert open_document(open_file(tmp_path / "a", "spreadsheet")).target == "xlsx"
    with pytest.raises(Refusal, match="file-encrypted"):
        open_document(open_file(tmp_path / "a", "text", "<manifest:encryption-data/>"))
    old = [old_office(stream.encode("utf-16-le")) for stream in ("WordDocument", "Workbook")]
    assert [(kind.suffix, kind.target) for kind in old] == [("doc", "docx"), ("xls", "xlsx")]
    with pytest.raises(Refusal, match="file-old-office"):
        old_office(b"x")
