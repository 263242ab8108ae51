"""Files of other office programs: what LibreOffice makes of them is read, and what it may do is little.

The real program makes the real files of `received`; here something else stands in its place.
"""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from patience import comes_true
from toolbox.core.findings import SENTENCES
from toolbox.reading import office
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
    program = tmp_path / "bin" / office.PROGRAM
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nfor last; do :; done\ntarget="${{last%.*}}.xlsx"\n{script}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))


def refused(data: bytes, kind: Kind = ODS) -> Refusal:
    with pytest.raises(Refusal) as caught:
        converted(data, kind)
    return caught.value


def test_what_it_makes_is_given_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Path) -> None:
    told = tmp_path / "told"
    monkeypatch.setenv("SECRET", "x")
    script = f'{{ cat "$last"; echo "$@"; env; /bin/cat /proc/self/net/dev; cat profile/user/*.xcu; }} > {told}\n'
    stands_in(tmp_path, monkeypatch, script + 'echo made > "$target"')
    assert converted(b"given ", ODS) == b"made\n"
    assert list(room.iterdir()) == []
    said = told.read_text()
    assert said.startswith("given --headless ")
    assert "--convert-to xlsx --outdir" in said
    assert "SECRET" not in said
    can_cut = subprocess.run(["/usr/bin/unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    assert not can_cut or set(re.findall(r"^ *(\w+):", said, re.MULTILINE)) == {"lo"}
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
    told = tmp_path / "told"
    stands_in(tmp_path, monkeypatch, f"/bin/sleep 600 &\necho $! > {told}.new; /bin/mv {told}.new {told}; wait")
    monkeypatch.setattr(office, "BY_THE_CLOCK", 3)
    assert refused(b"x").code == "file-slow"
    if told.exists():
        child = Path("/proc") / told.read_text().strip() / "cmdline"
        assert comes_true(lambda: not child.exists() or child.read_bytes() == b"")
    assert list(room.iterdir()) == []


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
