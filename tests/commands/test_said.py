"""What the commands say when all went well, and when there is more to say than anyone reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from boxes import BASE
from toolbox.build.build import Result
from toolbox.commands import build, checkout
from toolbox.commands.show import MAX_SHOWN, show
from toolbox.core.errors import Broken
from toolbox.core.findings import Finding
from warm import toolbox


def test_no_more_findings_are_shown_than_anyone_reads(capsys: pytest.CaptureFixture[str]) -> None:
    assert show([]) == 0
    assert capsys.readouterr().out == ""
    assert show([Finding("page-empty", "content/a.md", line) for line in range(MAX_SHOWN + 2)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[MAX_SHOWN:] == ["… en nog 2. Maak eerst deze in orde.", "", f"{MAX_SHOWN + 2} fouten gevonden."]
    assert said[MAX_SHOWN - 1].startswith(f"content/a.md:{MAX_SHOWN - 1}: ")


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result((), built=False, changed=False), "Er is niets gebouwd; de oude site is niet veranderd."),
        (Result((), built=True, changed=False), "Er is niets veranderd: de site was al klaar."),
        (
            Result((), built=True, changed=True, pages=3, files=10, made=("a.pdf",), kept=8),
            "Klaar: 3 pagina’s en 7 bestanden in site/ (1 deel gemaakt, 8 bewaard, 1.5 s).",
        ),
    ],
)
def test_a_build_says_what_became_of_the_site(result: Result, said: str) -> None:
    assert build._summary(result, 1.5) == said


def test_format_names_what_it_wrote(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    form = "forms/1.2-kennismaking/datapackage.yaml"
    canonical = (tmp_path / form).read_text("utf-8")
    (tmp_path / form).write_text(canonical.replace("name: kennismaking", 'name:   "kennismaking"', 1), "utf-8")
    (tmp_path / "mkdocs.yml").touch()
    first, second = toolbox(tmp_path, "format"), toolbox(tmp_path, "format")
    assert (first.returncode, first.stdout) == (0, f"{form}: bijgewerkt\n1 bestand bijgewerkt.\n")
    assert (second.returncode, second.stdout) == (0, "Alles stond al in de vaste vorm.\n")


def test_a_link_in_the_work_folder_stops_a_command(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    assert checkout.find_checkout(tmp_path / "content") == tmp_path
    (tmp_path / ".build").mkdir()
    (tmp_path / ".build" / "elders").symlink_to(tmp_path.parent)
    with pytest.raises(Broken, match="elders is een verwijzing"):
        checkout.find_checkout(tmp_path)
