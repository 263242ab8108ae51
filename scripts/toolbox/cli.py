"""The command `toolbox`: one of `commands`, in the checkout that you stand in. It ends as `core.exitstatus` says."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from toolbox.commands.checkout import find_checkout
from toolbox.commands.command import Command
from toolbox.commands.terminal import say_all, say_no_more, speak_anywhere
from toolbox.core.errors import explain
from toolbox.core.exitstatus import BROKEN
from toolbox.machine import ending, stops
from toolbox.machine.compiled import compile_package

# A module of `commands` each. To import them all takes as long as a check of one changed file.
NAMES = tuple(
    "build changes check doctor drift editor format intake merge_driver new_language new_region promote propose read "
    "release_notes serve setup_git verify_site".split()
)


def modules(names: Sequence[str] = NAMES) -> tuple[ModuleType, ...]:
    return tuple(import_module(f"toolbox.commands.{name}") for name in names)


def commands(names: Sequence[str] = NAMES) -> tuple[Command, ...]:
    return tuple(module.COMMAND for module in modules(names))


def main(arguments: Sequence[str] | None = None) -> int:
    """`arguments`: not those of this process, which then does not end here."""
    if arguments is not None:
        return _run(arguments)
    # Nearly all of what a command imports and reads lives until it ends, which is soon.
    gc.set_threshold(20_000, 20, 20)
    speak_anywhere()
    stops.end_tidily()
    try:
        status = _run(None)
    finally:
        # All has been said. To look once more for what is no longer in use would take as long as a check of a file.
        stops.ignore()
        gc.freeze()
    ending.end(status)
    return status


def _run(arguments: Sequence[str] | None) -> int:
    given = sys.argv[1:] if arguments is None else arguments
    options = parser(_asked(given)).parse_args(given)
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


def _asked(given: Sequence[str]) -> Sequence[str]:
    """The command that the arguments name; all of them when it is not the first."""
    name = given[0].replace("-", "_") if given else ""
    return (name,) if name in NAMES and given[0] == name.replace("_", "-") else NAMES


def parser(names: Sequence[str] = NAMES) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="toolbox",
        description="Bouwt en controleert een toolbox. Werkt in elke map van de kopie.",
    )
    added = made.add_subparsers(required=True, metavar="opdracht")
    for command in commands(names):
        sentence = f"{command.does[0].upper()}{command.does[1:]}."
        own = added.add_parser(command.name, help=command.does, description=sentence)
        own.set_defaults(command=command)
        command.add_arguments(own)
    return made


if __name__ == "__main__":
    sys.exit(main())
