"""What a folder in `tests/hostile` says: an attack on the toolbox, and what must become of it.

    tests/hostile/<wall>-<what>/
        case.yaml           see below
        content/ forms/     laid over `tests/cases/base`, as in tests/cases
        sent/               what somebody mailed: patches (`run: intake`), filled-in files (`run: read`)

`case.yaml` is plain YAML with these keys and no others:

    tries      what the attacker is after, one English sentence
    wall       which of WALLS has to stop it; the folder's name begins with it
    run        the command that meets it (build when left out): build, changes, intake or read
    must       refuse (exit status 1: a finding) or build (it goes through, made harmless)
    status     the exit status when it is another one, such as 2 for what is wrong with this machine
    says       how lines of the command's output begin. Each must be there; and of the lines that are findings none may
               be there that no item covers
    shows      path of an output → texts that must be in it (of a PDF or zip: in what it holds)
    shows_not  path or pattern ('site/**') of outputs → texts that may not be
    twin_of    for a benign twin: the case that it looks like
    processor  seconds of processor time it may take, at the pace of `patience` (20 when left out)
    seconds    when it is stopped, by the clock: it waits for something that never comes (600)
    make       what cannot stand in Git, or is large: a list of steps, see `hostile_make`
    commits    what only a commit can hold, see `hostile_git`;  config, refs  settings and refs of the repository
               (name → branch; {{head}} in a name is the last commit of main)

Cases that do not get in each other's way are tried in one run (`together`): builds that lay or make nothing but one
page and one format of `tests/cases/base` and files that are not there, each with that page and that format under names
of its own; and files that were mailed, each with the name of its case before its own.

In files, `make`, `commits` and `says` the runner fills in {{canary}} (the path of a secret file outside the checkout),
{{canary_url}} (the same as file: address), {{listener}} (an address on which nobody may call), {{checkout}},
{{outside}} (a folder beside the checkout in which nothing may change) and {{marker}} (a file there that may not come).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from boxes import BASE

HOSTILE = Path(__file__).parent / "hostile"
FILE = "case.yaml"
FOLDERS = ("content", "forms", "sent")
# The promises of SECURITY.md that each wall keeps: see `scripts/promises.py`.
PROMISES = {
    "tree": ("plain-files", "images"),
    "parse": ("yaml", "data-package"),
    "text": ("text", "no-templates"),
    "render": ("no-leaks",),
    "output": ("formulas",),
    "publish": ("whole-site",),
    "reading": ("reading",),
    "proposal": ("patches",),
    "history": ("commits",),
}
WALLS = tuple(PROMISES)
RUNS = ("build", "changes", "intake", "read")
MUSTS = {"refuse": 1, "build": 0}
# Where a finding is, as 'path:line' or as the forge wants it.
PLACE = re.compile(r"(content|forms)[/:]|::error file=(content|forms)\b")
LINE = re.compile(r"(content|forms)/[^:]+:\d+: |::error file=[^,]+,line=\d+,")
# The page and the format of the base in whose place a case can come, and their lines in the list of what must be there.
PAGE = "over-deze-site"
NUMBER, NAME = "1.2", "kennismaking"
FORMAT = f"{NUMBER}-{NAME}"
PAGE_FILE, FORMAT_FOLDER, FORMAT_PAGE = f"content/{PAGE}.md", f"forms/{FORMAT}/", f"content/bijlagen/{FORMAT}.md"
PACKAGE = f"{FORMAT_FOLDER}datapackage.yaml"
INVENTORY = "content/inventaris.yaml"
LISTED_PAGE, LISTED_NUMBER = f"  - {PAGE}.md\n", f"  - '{NUMBER}'\n"
# What is told of a file that was sent, and what `toolbox read` says when it could read none.
SENT = re.compile(r"sent/[^:]+: ")
NONE_READ = "Er is niets gelezen en niets geschreven."


@dataclass(frozen=True)
class Case:
    """One folder. `status` is the exit status that the command must end with; `folder` holds the proposal's files."""

    folder: Path
    tries: str
    wall: str
    must: str
    run: str = "build"
    status: int = 0
    says: Sequence[str] = ()
    shows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shows_not: Mapping[str, Sequence[str]] = field(default_factory=dict)
    twin_of: str = ""
    processor: int = 20
    seconds: int = 600
    make: Sequence[Mapping[str, Any]] = ()
    commits: Sequence[Mapping[str, Any]] = ()
    config: Mapping[str, str] = field(default_factory=dict)
    refs: Mapping[str, str] = field(default_factory=dict)
    # Of cases that are tried together: the file of each, by its path in the checkout.
    pages: Mapping[str, Path] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.folder.name


def read_case(folder: Path) -> Case:
    """Raises TypeError or AssertionError when `case.yaml` is not in the form above."""
    told: dict[str, Any] = yaml.load((folder / FILE).read_text("utf-8"), yaml.CSafeLoader)
    told.setdefault("status", MUSTS.get(told["must"], 0))
    case = Case(folder, **told)
    assert case.wall in WALLS, case.name
    assert case.name.startswith(f"{case.wall}-"), case.name
    assert case.run in RUNS, case.name
    assert case.must in MUSTS, case.name
    assert case.tries.endswith("."), case.name
    assert "\n" not in case.tries.strip(), case.name
    # What says nothing of what must happen proves nothing.
    assert case.says or (case.must == "build" and (case.shows or case.shows_not)), case.name
    assert not case.twin_of or case.shows or case.run == "intake", case.name
    if case.must == "refuse" and case.run in ("build", "changes") and case.wall != "publish":
        assert all(PLACE.match(item) for item in case.says), case.name
        assert case.wall == "tree" or any(LINE.match(item) for item in case.says), case.name
    return case


def read_cases() -> list[Case]:
    return [read_case(folder) for folder in sorted(HOSTILE.iterdir())]


def together(cases: Sequence[Case]) -> list[Case]:
    """The same cases: those that do not get in each other's way together, behind the others."""
    builds = [_apart(case, order) for order, case in enumerate(filter(_can_stand_apart, cases), 3)]
    sent = [_as_sent(case) for case in cases if _is_sent(case)]
    names = {case.name for case in (*builds, *sent)}
    groups: dict[str, list[Case]] = {}
    for case in (*builds, *sent):
        # What builds refuse by wall: of all together more is wrong than a command tells.
        by_wall = f"-{case.wall}" if case.run == "build" and case.must == "refuse" else ""
        groups.setdefault(f"all-that-{case.must}-in-{case.run}{by_wall}", []).append(case)
    return [
        *(case for case in cases if case.name not in names),
        *(_merge(those, name) for name, those in groups.items()),
    ]


def _is_plain(case: Case, run: str) -> bool:
    """Whether it is a run like any other, but for what it lays and makes, and may take."""
    plain = Case(case.folder, case.tries, case.wall, case.must, run, MUSTS[case.must])
    return replace(case, says=(), shows={}, shows_not={}, twin_of="", make=(), processor=plain.processor) == plain


def _files(case: Case) -> list[str]:
    """What it lays, as paths in the checkout."""
    found = (path.relative_to(case.folder).as_posix() for path in case.folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name != FILE)


def _paths(case: Case) -> list[str]:
    """Of all that it lays or makes."""
    return [*_files(case), *(str(step["path"]) for step in case.make)]


# --- builds ---


def _can_stand_apart(case: Case) -> bool:
    """Not what is too much of something: others would be too much with it. Nor an edition: all of it is made again."""
    paths = _paths(case)
    is_plain = _is_plain(case, "build") and not any("count" in step for step in case.make)
    is_edition = case.must == "build" and any(path.startswith("content/regio/") for path in paths)
    return is_plain and not is_edition and _keeps_its_names(case) and all(_is_its_own(path) for path in paths)


def _is_its_own(path: str) -> bool:
    is_there = (BASE / path).exists() and path != PAGE_FILE and not path.startswith(FORMAT_FOLDER)
    return path.startswith(("content/", "forms/")) and not is_there


def _keeps_its_names(case: Case) -> bool:
    edited = [old for step in case.make for old, _ in step.get("edit", ())]
    return not any(old.startswith(("name: ", "number: ")) for old in edited)


def _apart(case: Case, order: int) -> Case:
    """The same with a page and a format of its own, as far as it has to do with those of the base."""
    number, name = f"1.{order}", f"{NAME}-{order}"
    names: dict[str, str] = {}
    laid: dict[str, Path] = {}
    own: list[Mapping[str, Any]] = []
    if PAGE_FILE in _paths(case):
        names |= {PAGE: case.name}
        laid |= {PAGE_FILE: BASE / PAGE_FILE}
        own += [{"path": INVENTORY, "edit": [[LISTED_PAGE, f"{LISTED_PAGE}  - {case.name}.md\n"]]}]
    if any(path.startswith(FORMAT_FOLDER) for path in _paths(case)):
        names |= {FORMAT: f"{number}-{name}", f"/{NUMBER}/": f"/{number}/"}
        files = [BASE / FORMAT_PAGE, *(BASE / FORMAT_FOLDER).iterdir()]
        laid |= {file.relative_to(BASE).as_posix(): file for file in files}
        own += _renamed(case, number, name)

    def moved(text: str) -> str:
        for known, mine in names.items():
            text = text.replace(known, mine)
        return text

    laid |= {path: case.folder / path for path in _files(case)}
    return replace(
        case,
        says=[moved(item) for item in case.says],
        shows={moved(path): texts for path, texts in case.shows.items()},
        shows_not={moved(path): texts for path, texts in case.shows_not.items()},
        make=[{**step, "path": moved(step["path"])} for step in (*own, *case.make)],
        pages={moved(path): file for path, file in laid.items()},
    )


def _renamed(case: Case, number: str, name: str) -> Iterator[Mapping[str, Any]]:
    """Steps after which the format says of itself how it is called, unless the case writes all of that itself."""
    yield {"path": INVENTORY, "edit": [[LISTED_NUMBER, f"{LISTED_NUMBER}  - '{number}'\n"]]}
    yield {"path": FORMAT_PAGE, "edit": [[f"nummer: '{NUMBER}'", f"nummer: '{number}'"]]}
    if PACKAGE not in _files(case):
        pairs = [[f"number: '{NUMBER}'", f"number: '{number}'"], [f"name: {NAME}\n", f"name: {name}\n"]]
        yield {"path": PACKAGE, "edit": pairs}


# --- what was mailed ---


def _is_sent(case: Case) -> bool:
    """What is said of all that was sent must stay true beside what others sent."""
    is_plain = case.run in ("read", "intake") and _is_plain(case, case.run)
    is_apart = all(path.startswith("sent/") for path in _paths(case))
    return is_plain and is_apart and all(item == NONE_READ or SENT.match(item) for item in case.says)


def _as_sent(case: Case) -> Case:
    def moved(text: str) -> str:
        return re.sub("^sent/", f"sent/{case.name}-", text)

    return replace(
        case,
        says=[moved(item) for item in case.says],
        make=[{**step, "path": moved(step["path"])} for step in case.make],
        pages={moved(path): case.folder / path for path in _files(case)},
    )


def _merge(cases: Sequence[Case], name: str) -> Case:
    """All of `cases` in one checkout; together they may take what the heaviest may, and a second for each."""
    first = cases[0]
    made = [path for case in cases for path in {*case.pages, *(str(step["path"]) for step in case.make)} - {INVENTORY}]
    assert len(made) == len({*made}), sorted(path for path in made if made.count(path) > 1)
    return Case(
        HOSTILE / name,
        f"All of {', '.join(case.name for case in cases)}.",
        first.wall,
        first.must,
        first.run,
        first.status,
        says=[item for case in cases for item in case.says],
        shows=_joined(case.shows for case in cases),
        shows_not=_joined(case.shows_not for case in cases),
        processor=max(case.processor for case in cases) + len(cases),
        make=[step for case in cases for step in case.make],
        pages={path: file for case in cases for path, file in case.pages.items()},
    )


def _joined(told: Iterable[Mapping[str, Sequence[str]]]) -> Mapping[str, Sequence[str]]:
    """Texts by path of all cases."""
    found: dict[str, list[str]] = {}
    for texts in told:
        for path, those in texts.items():
            found.setdefault(path, []).extend(those)
    return found
