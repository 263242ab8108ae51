"""The build script: the same as `toolbox build`."""

from __future__ import annotations

import sys

from toolbox.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
