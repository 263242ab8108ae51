"""A build under another clock, by libfaketime: for `make faults`, and for the test of bytes that no day changes."""

from __future__ import annotations

import sys
from pathlib import Path

LIBRARY = "usr/lib/*/faketime/libfaketime.so.1"
# The build hands no environment on to the process that does the work, so every Python of it starts by this script. That
# process starts git without the clock: behind the wall nothing can be made that libfaketime shares between processes.
PYTHON = """#!/bin/sh
export LD_PRELOAD='{library}' FAKETIME='{moment}'
case "$*" in
"-I -m toolbox.build.inner "*) FAKETIME='{inside}' exec '{python}' -I -c '
import os, runpy
del os.environ["LD_PRELOAD"]
runpy.run_module("toolbox.build.inner", run_name="__main__", alter_sys=True)
' "$4" "$5" ;;
esac
exec '{python}' "$@"
"""
# For `python -c`, with the script in which all further Python starts as its argument.
BUILD = "import sys; sys.executable = sys.argv.pop(1); from toolbox.cli import main; sys.exit(main(['build']))"


def write_python(path: Path, moment: str, inside: str = "", python: Path = Path(sys.executable)) -> None:
    """`python` at `moment`, as FAKETIME has it ('@2031-05-05 03:04:05', '+10y'), as a script to start at `path`.

    The process that does the work of a build is at `inside`, if that is another moment.
    """
    (library,) = Path("/").glob(LIBRARY)
    script = PYTHON.format(library=library, moment=moment, inside=inside or moment, python=python)
    path.write_text(script, "utf-8")
    path.chmod(0o755)
