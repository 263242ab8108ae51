"""A Git that writes CRLF (Git for Windows, as it is installed) leaves the lines of a clone as they are committed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from boxes import BASE, CASES, ROOT
from pastrepo import Past
from toolbox.source.check import read_source

ATTRIBUTES = ".gitattributes"
# A case of its own says that its bytes stay: it has lines that end in CRLF, and others that end in LF.
AS_IT_IS = Path("tests") / "cases"
CRLF = "invalid/crlf/forms/1.2-kennismaking/taken_lijst.csv"


def test_a_clone_is_what_was_committed(tmp_path: Path) -> None:
    clone = _clone(tmp_path, ATTRIBUTES, AS_IT_IS / ATTRIBUTES)
    assert _files(clone) == _files(tmp_path / "origin")
    assert b"\r\n" in (clone / AS_IT_IS / CRLF).read_bytes()
    assert read_source(clone).findings == ()


def test_without_the_attributes_each_text_would_be_a_finding(tmp_path: Path) -> None:
    """Else the test above would show nothing."""
    assert {found.code for found in read_source(_clone(tmp_path)).findings} >= {"crlf"}


def _clone(folder: Path, *attributes: str | Path) -> Path:
    origin = Past(folder / "origin", BASE)
    for path in attributes:
        origin.write(str(path), (ROOT / path).read_text("utf-8"))
    (origin.root / AS_IT_IS / CRLF).parent.mkdir(parents=True)
    shutil.copy(CASES / CRLF, origin.root / AS_IT_IS / CRLF)
    origin.commit("Alles")
    command = ["git", "clone", "-q", "-c", "core.autocrlf=true", str(origin.root), str(folder / "clone")]
    subprocess.run(command, check=True)
    return folder / "clone"


def _files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {name: path.read_bytes() for path in found if not (name := str(path.relative_to(root))).startswith(".git/")}
