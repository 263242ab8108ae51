"""Tells what in a run of a case went otherwise than it must."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from hostile_case import Case
from hostile_look import forget, holds, layered, page_problems, pdf_problems, scripts_of
from hostile_runner import Done, Listener, run
from hostile_scene import Scene
from patience import pace

MAX_MEMORY = 800_000_000  # bytes, of the largest process
MAX_LINE = 3_000  # characters
HUGE = 100_000_000  # bytes: what says it is so large is not read
# Where each command writes, in the checkout.
WRITTEN = ("site", ".build", ".site.kept", "ingelezen")
REPORT = "wijzigingen"
# A proposal that is taken in becomes objects, and a branch with its log.
LEFT_ALONE = (*WRITTEN, ".git/objects", ".git/refs/heads/voorstel", ".git/logs/refs", ".git/worktrees")
FINDING = re.compile(r"(content|forms|sent)[/:]\S*|::error ")
INTAKE = re.compile(r"(sent/\S+:)")
# What is left out of what is compared: the column of a place, as 'path:line:column' or as the forge wants it.
COLUMN = re.compile(r"(?<=[^:])(:\d+):\d+(?=: )|(,line=\d+),col=\d+(?=,)")


def digest(folder: Path, *without: str) -> dict[str, str]:
    """Everything below `folder` but what begins with one of `without`: SHA-256 of files, targets of links."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(without):
            continue
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file() and path.stat().st_size > HUGE:
            found[name] = f"{path.stat().st_size} bytes"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            found[name] = "folder" if path.is_dir() else "other"
    return found


def judge(case: Case, scene: Scene, good: Path, listener: Listener) -> list[str]:
    """Runs the case. Every way in which it went otherwise than it must, in words; [] when all is well."""
    calls = listener.calls
    around = {folder: digest(folder, ".cache") for folder in (scene.outside, scene.home)}
    planted, sources = digest(scene.root / "site"), digest(scene.root, *LEFT_ALONE)
    done = run(case, scene)
    problems = [*_bounds(case, done), *_words(case, scene, done)]
    if listener.calls != calls:
        problems.append("the listener was called")
    for folder, before in around.items():
        if (kept := digest(folder, ".cache")) != before:
            problems.append(f"{folder.name} changed: {sorted(set(kept.items()) ^ set(before.items()))}")
    if case.must == "refuse" and digest(scene.root / "site") != planted:
        problems.append("the good site changed")
    if digest(scene.root, *LEFT_ALONE) != sources:
        problems.append("the checkout changed")
    problems += leaks(scene, done.output, good)
    problems += pages(scene, good)
    problems += _shown(case, scene)
    forget()
    return problems


def _bounds(case: Case, done: Done) -> Iterator[str]:
    if done.late:
        yield f"not done after {case.seconds} s"
    if done.status != case.status:
        yield f"exit status {done.status}, not {case.status}:\n{done.output[-2000:]}"
    if done.memory > MAX_MEMORY:
        yield f"{done.memory / 1e6:.0f} MB of memory"
    if done.processor > case.processor * pace():
        yield f"{done.processor:.1f} s of processor time"
    if "Traceback" in done.output:
        yield f"a traceback:\n{done.output[-2000:]}"


def _lines(case: Case, output: str) -> Iterator[str]:
    """What was said, without columns; of `toolbox intake` each line behind the file that it is about."""
    about = ""
    for line in output.splitlines():
        if case.run == "intake" and (match := INTAKE.fullmatch(line)):
            about = f"{match[1]} "
        else:
            yield about + COLUMN.sub(r"\1\2", line, count=1)


def _words(case: Case, scene: Scene, done: Done) -> Iterator[str]:
    lines = list(_lines(case, done.output))
    says = [scene.fill(item) for item in case.says]
    for item in says:
        if not any(line.startswith(item) for line in lines):
            yield f"does not say: {item}"
    for line in lines:
        if (
            case.run != "intake"
            and FINDING.match(line)
            and ": let op: " not in line
            and not any(line.startswith(item) for item in says)
        ):
            yield f"says as well: {line}"
        if not line.isprintable():
            yield f"says what a terminal would act on: {line!r}"
        if len(line) > MAX_LINE:
            yield f"says a line of {len(line)} characters: {line[:100]}"


def leaks(scene: Scene, output: str, good: Path) -> Iterator[str]:
    """Where the secret got: in what was said, or in a file that was written."""
    if scene.token in output:
        yield "the secret was said"
    for data, paths in _by_bytes(made(scene, good)):
        if holds(data, scene.token):
            yield from (f"the secret is in {path.relative_to(scene.sandbox)}" for path in paths)


def written(scene: Scene) -> Iterator[Path]:
    """Every file that the command may have made."""
    for folder in (*(scene.root / name for name in WRITTEN), scene.sandbox / "tmp", scene.home / ".cache"):
        for at, _, files in os.walk(folder):
            yield from (path for name in sorted(files) if (path := Path(at, name)).is_file() and not path.is_symlink())


def made(scene: Scene, good: Path) -> Iterator[Path]:
    """What is written, but for what is byte for byte as it was in the good checkout.

    That is older than the secret, and a test of its own looks at its pages and papers.
    """
    for path in written(scene):
        before = _record(good).get(path.relative_to(scene.root).as_posix()) if path.is_relative_to(scene.root) else None
        if before is None or before != hashlib.sha256(path.read_bytes()).hexdigest():
            yield path


@cache
def _record(good: Path) -> Mapping[str, str]:
    return digest(good)


def _by_bytes(paths: Iterable[Path]) -> Iterator[tuple[bytes, list[Path]]]:
    """A paper stands in the site, where it was staged and in the store: it is looked at once."""
    alike: dict[bytes, list[Path]] = {}
    for path in paths:
        alike.setdefault(hashlib.sha256(path.read_bytes()).digest(), []).append(path)
    yield from ((those[0].read_bytes(), those) for those in alike.values())


def pages(scene: Scene, good: Path) -> Iterator[str]:
    """What in a built page or PDF could run or load something."""
    known_scripts = scripts_of(good / "site")
    found = list(made(scene, good))
    for path in found:
        if path.suffix in (".html", ".svg"):
            is_report = path.parent.name == REPORT
            for problem in page_problems(path.read_text("utf-8"), known_scripts, is_report=is_report):
                yield f"{path.relative_to(scene.sandbox)}: {problem}"
    for data, papers in _by_bytes(path for path in found if path.suffix == ".pdf"):
        problems = pdf_problems(data)
        yield from (f"{path.relative_to(scene.sandbox)}: {problem}" for path in papers for problem in problems)


def _shown(case: Case, scene: Scene) -> Iterator[str]:
    for name, texts in case.shows.items():
        path = scene.root / name
        pieces = layered(path.read_bytes()) if path.is_file() else ()
        for text in texts:
            if not _is_in(pieces, scene.fill(text)):
                yield f"{name} does not show: {text}"
    for path in written(scene):
        name = path.relative_to(scene.sandbox).as_posix().removeprefix("checkout/")
        hidden = {text for pattern, those in case.shows_not.items() if fnmatch.fnmatch(name, pattern) for text in those}
        pieces = layered(path.read_bytes()) if hidden else ()
        for text in sorted(hidden):
            if _is_in(pieces, scene.fill(text)):
                yield f"{path.name} shows: {text}"


def _is_in(pieces: Sequence[bytes], text: str) -> bool:
    wanted = text.encode()
    return any(wanted in piece for piece in pieces)
