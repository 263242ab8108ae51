"""The command `toolbox`: one of `commands`, in the checkout that you stand in. It ends as `core.exitstatus` says."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from toolbox.commands import (
    build,
    changes,
    check,
    doctor,
    drift,
    editor,
    format,
    intake,
    merge_driver,
    new_language,
    new_region,
    promote,
    propose,
    read,
    release_notes,
    serve,
    setup_git,
    verify_site,
)
from toolbox.commands.checkout import find_checkout
from toolbox.commands.command import Command
from toolbox.commands.terminal import say_all, say_no_more, speak_anywhere
from toolbox.core.errors import explain
from toolbox.core.exitstatus import BROKEN
from toolbox.machine import stops
from toolbox.machine.compiled import compile_package

MODULES = (
    build,
    changes,
    check,
    doctor,
    drift,
    editor,
    format,
    intake,
    merge_driver,
    new_language,
    new_region,
    promote,
    propose,
    read,
    release_notes,
    serve,
    setup_git,
    verify_site,
)
COMMANDS: tuple[Command, ...] = tuple(module.COMMAND for module in MODULES)


def main(arguments: Sequence[str] | None = None) -> int:
    """`arguments`: not those of this process, which then does not end here."""
    if arguments is not None:
        return _run(arguments)
    # Nearly all of what a command imports and reads lives until it ends, which is soon.
    gc.set_threshold(20_000, 20, 20)
    speak_anywhere()
    stops.end_tidily()
    try:
        return _run(None)
    finally:
        # All has been said.
        stops.ignore()


def _run(arguments: Sequence[str] | None) -> int:
    options = parser().parse_args(arguments)
    command: Command = options.command
    try:
        root = find_checkout(Path.cwd())
        if command.guard:
            compile_package()
            command.guard()
        status = command.run(root, options)
        # What is still held back must come out while somebody can be told that it did not.
        say_all()
        return status
    except (Exception, KeyboardInterrupt) as error:
        sentence = explain(error, command.same)
        if sentence is None:
            raise
        say_no_more()
        print(f"toolbox: {sentence}", file=sys.stderr)
        return BROKEN


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="toolbox",
        description="Bouwt en controleert een toolbox. Werkt in elke map van de kopie.",
    )
    added = made.add_subparsers(required=True, metavar="opdracht")
    for command in COMMANDS:
        sentence = f"{command.does[0].upper()}{command.does[1:]}."
        own = added.add_parser(command.name, help=command.does, description=sentence)
        own.set_defaults(command=command)
        command.add_arguments(own)
    return made


if __name__ == "__main__":
    sys.exit(main())
