"""What a folder in `tests/proposals` says: who proposes what on one toolbox, and what must come of it.

tests/proposals/<case>/case.yaml

about    what happens, one English sentence
base     which toolbox: `tests/cases/base` when left out, or a folder in `tests`
people   name → steps, in the order in which they are taken in; each is a change of the base:
         path, and edit: [[text, what it becomes], …], text: of a new file, png: the colour of a new image, gone: true,
         or to: where it moves
clashes  how lines that name what clashes begin, none when left out; they are the same whoever comes first
result   path → texts that stand in it one after another, or null: there is no such file
without  path → texts that do not stand in it
check    what `toolbox check` says of the result; nothing when left out
told     what the report of the last one says of it, on what the others made
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from PIL import Image

from boxes import BASE, TESTS
from imagefiles import png
from toolbox.source.tree import read_tree

PROPOSALS = TESTS / "proposals"
Files = dict[str, bytes]


@dataclass(frozen=True)
class ProposalCase:
    name: str
    about: str
    people: Mapping[str, Sequence[Mapping[str, Any]]]
    base: str = ""
    clashes: Sequence[str] = ()
    result: Mapping[str, Sequence[str] | None] = field(default_factory=dict)
    without: Mapping[str, Sequence[str]] = field(default_factory=dict)
    check: Sequence[str] = ()
    told: Sequence[str] = ()

    @property
    def files(self) -> Files:
        return dict(read_tree(TESTS / self.base if self.base else BASE)[0].files)


def read_proposal_cases() -> list[ProposalCase]:
    found = sorted(PROPOSALS.glob("*/case.yaml"))
    return [ProposalCase(path.parent.name, **yaml.safe_load(path.read_text("utf-8"))) for path in found]


def proposed(base: Files, steps: Sequence[Mapping[str, Any]]) -> Files:
    """The base as somebody made it."""
    files = dict(base)
    for step in steps:
        path = step["path"]
        if "text" in step:
            files[path] = step["text"].encode()
        if "png" in step:
            files[path] = png(Image.new("RGB", (40, 24), step["png"]))
        if "gone" in step:
            del files[path]
        if "to" in step:
            moved = [name for name in files if name == path or name.startswith(f"{path}/")]
            assert moved, path
            for name in moved:
                files[step["to"] + name.removeprefix(path)] = files.pop(name)
        at = step.get("to", path)
        for old, new in step.get("edit", ()):
            text = files[at].decode()
            assert text.count(old) >= 1, (path, old)
            files[at] = text.replace(old, new, 1).encode()
    return files
