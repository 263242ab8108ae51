"""What making a paper or a Word file needs: no Git, no source tree and no loader of YAML."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# `python -c` in a fresh interpreter: this one has long imported everything.
LOADED = "import json, sys; import {}; print(json.dumps(sorted(sys.modules)))"
UNWANTED = ("toolbox.history", "toolbox.source", "yaml", "ruamel")
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


def test_a_build_loads_no_engine_before_there_is_something_to_make() -> None:
    assert (
        unwanted_after("toolbox.source.check", "toolbox.build.outputs", "toolbox.site.engine", unwanted=ENGINES) == []
    )
    for name in ("papers_and_fields", "office_files"):
        program = f"import sys; from toolbox.shapes import warm; warm.{name}(); print(*sys.modules)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert set(done.stdout.split()) & set(ENGINES)
