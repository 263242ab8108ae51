"""The commands' reference in the README, made from the commands themselves.

    make docs

What a command does is its module's own first line; what each argument means is what `--help` says, in Dutch.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from blocks import with_block
from toolbox.cli import modules

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- commands: written by `make docs` -->\n", "<!-- end of commands -->\n"


def main() -> None:
    README.write_text(with_reference(README.read_text("utf-8")), "utf-8")


def with_reference(text: str) -> str:
    """The README with its block as it should be. Raises ValueError without such a block."""
    return with_block(text, BEGIN, END, reference())


def reference() -> str:
    """Two tables in Markdown: what each command does, and its arguments."""
    lines = ["| command | does |", "| --- | --- |"]
    lines += [f"| `{_usage(module)}` | {_does(module)} |" for module in modules()]
    lines += ["", "| argument | as `--help` says it |", "| --- | --- |"]
    for module in modules():
        name = module.COMMAND.name
        lines += [f"| `{name} {_written(action)}` | {_cell(action.help or '')} |" for action in _arguments(module)]
    return "\n".join(lines) + "\n"


def _does(module: ModuleType) -> str:
    summary = re.fullmatch(r"`toolbox [^`]+`: (.+)\.", (module.__doc__ or "").split("\n\n")[0].replace("\n", " "))
    if not summary:
        raise ValueError(f"{module.__name__}: its first line is not ‘`toolbox NAME`: what it does.’")
    return _cell(summary[1])


def _arguments(module: ModuleType) -> Iterator[argparse.Action]:
    parser = argparse.ArgumentParser(add_help=False)
    module.COMMAND.add_arguments(parser)
    yield from parser._actions


def _usage(module: ModuleType) -> str:
    actions = sorted(_arguments(module), key=lambda action: not action.option_strings)
    return " ".join(["toolbox", module.COMMAND.name, *(_in_usage(action) for action in actions)])


def _in_usage(action: argparse.Action) -> str:
    if action.option_strings or action.nargs == "?":
        return f"[{_written(action)}]"
    return f"{_written(action)}…" if action.nargs == "+" else _written(action)


def _written(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else str(action.metavar)
    return " ".join(filter(None, [*action.option_strings[-1:], value]))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
