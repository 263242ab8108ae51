"""What is compiled of this package's modules and templates, kept beside the modules as Python does it.

It is made ready outside the walls: behind them nothing can be written there, so that all would be compiled anew at each
run, and nothing that a stranger proposes has a say in it. Where the package may not be written, all stays as it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from toolbox.core.places import PACKAGE
from toolbox.machine.code import code_hash, code_stamp

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket

FOLDER = PACKAGE / "__pycache__"
TEMPLATE = "template-%s"
# Holds the hash of the code of which the templates are compiled.
MARK = FOLDER / "templates"
# Holds the stamp of the code of which the modules are.
MODULES_MARK = FOLDER / "modules"


def compile_package() -> None:
    """The modules that changed; done in a moment when none did."""
    if not _may_write() or _read(MODULES_MARK) == (stamp := code_stamp()):
        return
    import compileall

    compileall.compile_dir(PACKAGE, quiet=2)
    with suppress(OSError):
        MODULES_MARK.write_text(stamp, "ascii")


def compile_templates(environment: Callable[[], Environment]) -> None:
    """All of an environment that has `kept_templates`, unless that was done with this code."""
    if not _may_write() or _read(MARK) == code_hash():
        return
    with suppress(OSError):
        FOLDER.mkdir(exist_ok=True)
        made = environment()
        for name in made.list_templates():
            made.get_template(name)
        MARK.write_text(code_hash(), "ascii")


def kept_templates() -> BytecodeCache:
    """Where an environment finds its templates compiled; each with the hash of what it was compiled from."""
    from jinja2 import FileSystemBytecodeCache

    class Kept(FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            # Behind the walls: whoever stands before them does it.
            with suppress(OSError):
                super().dump_bytecode(bucket)

    return Kept(str(FOLDER), TEMPLATE)


def _may_write() -> bool:
    return not sys.dont_write_bytecode and os.access(PACKAGE, os.W_OK)


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return ""
