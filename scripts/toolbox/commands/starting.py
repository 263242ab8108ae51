"""The folder of an edition that begins: made as asked, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.core.exitstatus import CLEAN, FINDINGS

if TYPE_CHECKING:
    from toolbox.core.findings import Finding


def begin(root: Path, path: str, text: str, found: Sequence[Finding]) -> int:
    """Write `text` at `path`, in a folder that is not there yet.

    FINDINGS when reading it found something, or when the folder is there; then nothing is written.
    """
    folder = Path(path).parent
    if found:
        print("\n".join(map(str, found)))
        return FINDINGS
    if (root / folder).exists() or (root / folder.parent).is_symlink():
        print(f"{folder} is er al. Er is niets veranderd.")
        return FINDINGS
    (root / folder).mkdir(parents=True)
    (root / path).write_text(text, "utf-8")
    print(f"{path} is gemaakt. Daarin staat wat je anders kunt doen. Draai daarna ‘toolbox check’.")
    return CLEAN
