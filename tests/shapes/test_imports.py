"""What making a paper or a Word file needs: no Git, no source tree and no loader of YAML."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# `python -c` in a fresh interpreter: this one has long imported everything.
LOADED = "import json, sys; import {}; print(json.dumps(sorted(sys.modules)))"
UNWANTED = ("toolbox.history", "toolbox.source", "yaml", "ruamel")
NOTES = (
    "import json, os, sys; started = []; "
    "sys.addaudithook(lambda event, given: event == 'subprocess.Popen' and started.append(os.fsdecode(given[0])))"
)
# What makes papers and Word files.
ENGINES = ("weasyprint", "fontTools", "pikepdf", "docx", "openpyxl")


def unwanted_after(*modules: str, unwanted: tuple[str, ...] = UNWANTED) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(", ".join(modules))], capture_output=True, text=True, check=True
    )
    loaded: list[str] = json.loads(done.stdout)
    assert set(modules) <= set(loaded)
    return [name for name in loaded if any(name == top or name.startswith(f"{top}.") for top in unwanted)]


@pytest.mark.parametrize("module", ["toolbox.shapes.paper.single", "toolbox.shapes.office.word"])
def test_a_paper_or_a_word_file_pulls_in_no_git_and_no_yaml(module: str) -> None:
    assert unwanted_after(module) == []


def test_what_is_unwanted_would_be_seen() -> None:
    assert {"toolbox.history.git", "toolbox.source.yamlsource"} <= set(
        unwanted_after("toolbox.history.git", "toolbox.source.yamlsource")
    )


def test_no_engine_is_loaded_before_there_is_something_to_make() -> None:
    building = ("toolbox.source.check", "toolbox.build.outputs", "toolbox.site.engine")
    comparing = ("toolbox.changes.make", "toolbox.changes.files")
    assert unwanted_after(*building, *comparing, unwanted=ENGINES) == []
    for name in ("papers_and_fields", "office_files"):
        loaded, started = loaded_and_started(f"from toolbox.shapes import warm; warm.{name}()")
        assert loaded & set(ENGINES)
        # No search for the system's libraries, which would start compilers.
        assert started == set()


def loaded_and_started(program: str) -> tuple[set[str], set[str]]:
    """The modules and the other programs that a program takes, in a fresh interpreter."""
    told = "; ".join((NOTES, program, "print(json.dumps([list(sys.modules), started]))"))
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    loaded, started = json.loads(done.stdout)
    return set(loaded), set(started)


def test_a_program_that_is_started_would_be_seen() -> None:
    assert loaded_and_started("import subprocess; subprocess.run(['true'])")[1] == {"true"}
