"""What making a paper or a Word file needs: no Git, no source tree and no loader of YAML."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

# `python -c` in a fresh interpreter: this one has long imported everything.
LOADED = "import json, sys; import {}; print(json.dumps(sorted(sys.modules)))"
UNWANTED = ("toolbox.history", "toolbox.source", "yaml", "ruamel")


def unwanted_after(*modules: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(", ".join(modules))], capture_output=True, text=True, check=True
    )
    loaded: list[str] = json.loads(done.stdout)
    assert set(modules) <= set(loaded)
    return [name for name in loaded if any(name == top or name.startswith(f"{top}.") for top in UNWANTED)]


@pytest.mark.parametrize("module", ["toolbox.shapes.paper.single", "toolbox.shapes.office.word"])
def test_a_paper_or_a_word_file_pulls_in_no_git_and_no_yaml(module: str) -> None:
    assert unwanted_after(module) == []


def test_what_is_unwanted_would_be_seen() -> None:
    assert {"toolbox.history.git", "toolbox.source.yamlsource"} <= set(
        unwanted_after("toolbox.history.git", "toolbox.source.yamlsource")
    )
