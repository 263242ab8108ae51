"""Small changes to the rules, one at a time (mutmut): each that no test sees is printed.

    make mutants                                    every module that pyproject.toml names under tool.mutmut
    MUTANTS='toolbox.forge.address*' make mutants   only those

It is no part of `make test`: most of what survives says the same in other words, and which does not is for a person to
judge. mutmut changes what stands in functions: not constants of a module, and nothing below a decorator.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "scripts" / "lock" / "requirements-mutants.txt"
TOOL = Path(sys.prefix) / "mutants"
STAGE = ROOT / ".tools" / "mutants"
# mutmut knows packages below src/ only, so what it changes is reached by that name.
SOURCE = "src"
STAGED = ("scripts", "tests", "content", "forms", "mkdocs.yml", "pyproject.toml")
RUN = "import sys; from mutmut.__main__ import cli; sys.argv[0] = 'mutmut'; cli()"
# How a process of mutmut's ended: the tests failed, passed, or there are none; all else took too long or broke down,
# which somebody would see as well.
KILLED, SURVIVED, UNTESTED = (1, 3), (0,), (5, 33)


@dataclass(frozen=True, slots=True)
class Module:
    """The mutants of one module by name, each with the status in which its process ended; None when it did not run."""

    path: str
    ended: dict[str, int | None]

    def of(self, statuses: tuple[int | None, ...]) -> tuple[str, ...]:
        return tuple(name for name, status in self.ended.items() if status in statuses)

    @property
    def row(self) -> tuple[str, ...]:
        ran = len(self.ended) - len(self.of((None,)))
        killed, survived, untested = (len(self.of(statuses)) for statuses in (KILLED, SURVIVED, UNTESTED))
        counts = (ran, killed, survived, untested, ran - killed - survived - untested)
        return (self.path, *(str(count) for count in counts))


def main() -> int:
    chosen = os.environ.get("MUTANTS", "").split()
    set_up()
    stage()
    if status := mutmut("run", *chosen).returncode:
        return status
    modules = [read_module(path) for path in sorted((STAGE / "mutants" / SOURCE).rglob("*.meta"))]
    print(*report(modules, chosen), sep="\n")
    return 0


def set_up() -> None:
    """mutmut as locked, in a folder of its own: it runs with this environment's packages behind it."""
    done = TOOL / "done.txt"
    if done.is_file() and done.read_bytes() == LOCK.read_bytes():
        return
    shutil.rmtree(TOOL, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:"]
    subprocess.run([*pip, "--target", str(TOOL), "--requirement", str(LOCK)], check=True)
    done.write_bytes(LOCK.read_bytes())


def stage() -> None:
    """A copy, so that nothing here is ever changed."""
    shutil.rmtree(STAGE, ignore_errors=True)
    STAGE.mkdir(parents=True)
    for name in STAGED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, STAGE / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, STAGE)
    (STAGE / SOURCE).symlink_to("scripts")


def mutmut(*arguments: str, quiet: bool = False) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(TOOL)}
    command = [sys.executable, "-c", RUN, *arguments]
    out = subprocess.PIPE if quiet else sys.stderr
    return subprocess.run(command, cwd=STAGE, env=environment, text=True, stdout=out, check=False)


def read_module(path: Path) -> Module:
    name = path.relative_to(STAGE / "mutants" / SOURCE).as_posix().removesuffix(".meta")
    return Module(name, json.loads(path.read_text("utf-8"))["exit_code_by_key"])


def report(modules: list[Module], chosen: list[str]) -> Iterator[str]:
    """Markdown: a table, and what each survivor changes."""
    yield from ("", "| module | mutants | killed | survived | no test | too slow or broken |", "| --- |" + " --: |" * 5)
    shown = [module for module in modules if len(module.ended) > len(module.of((None,)))]
    for module in shown:
        yield f"| {' | '.join(module.row)} |"
    total: Counter[int] = Counter()
    for module in shown:
        total.update(dict(enumerate(int(count) for count in module.row[1:])))
    yield f"| all | {' | '.join(str(total[column]) for column in range(5))} |"
    for name in (name for module in shown for name in module.of(SURVIVED)):
        if not chosen or any(fnmatch(name, pattern) for pattern in chosen):
            yield mutmut("show", name, quiet=True).stdout.rstrip()


if __name__ == "__main__":
    raise SystemExit(main())
