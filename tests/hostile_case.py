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

A case that is nothing but another page in the place of `content/over-deze-site.md` is tried together with the others of
which the same must become (`together`): each as a page with the name of its case, in one build. So are cases that go
through and only make other files of the format of `tests/cases/base`: each as a format with a number of its own. And so
are files that `toolbox read` refuses: each with the name of its case before its own.

In files, `make`, `commits` and `says` the runner fills in {{canary}} (the path of a secret file outside the checkout),
{{canary_url}} (the same as file: address), {{listener}} (an address on which nobody may call), {{checkout}},
{{outside}} (a folder beside the checkout in which nothing may change) and {{marker}} (a file there that may not come).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
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
INVENTORY = "content/inventaris.yaml"
# The page that a case can be, and its line in the list of what must be there.
PAGE = "over-deze-site"
LISTED_PAGE = f"  - {PAGE}.md\n"
# The format that a case can be, and its line there.
NUMBER, NAME = "1.2", "kennismaking"
FORMAT = f"{NUMBER}-{NAME}"
LISTED_NUMBER = f"  - '{NUMBER}'\n"
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
    """The same cases: those that are one page, one format or some refused files together, behind the others."""
    pages = [_as_page(case) for case in cases if _is_a_page(case)]
    formats = [_as_format(case, order) for order, case in enumerate(filter(_is_a_format, cases), 3)]
    sent = [_as_sent(case) for case in cases if _is_sent(case)]
    merged = [_merge([case for case in pages if case.must == must], f"pages-that-{must}") for must in MUSTS]
    alone = [case for case in cases if not (_is_a_page(case) or _is_a_format(case) or _is_sent(case))]
    return [*alone, *merged, _merge(formats, "formats-that-build"), _merge(sent, "files-that-refuse")]


def _is_a_page(case: Case) -> bool:
    return _is_plain(case, "build") and not case.make and _files(case) == [FILE, f"content/{PAGE}.md"]


def _is_a_format(case: Case) -> bool:
    """What is refused may be refused for its number or name, which it then must keep."""
    is_plain = case.must == "build" and _is_plain(case, "build") and _files(case) == [FILE]
    return is_plain and bool(case.make) and _makes_in(case, f"forms/{FORMAT}/")


def _is_sent(case: Case) -> bool:
    """What is said of all that was sent must stay true beside what others sent."""
    is_plain = case.must == "refuse" and _is_plain(case, "read") and _makes_in(case, "sent/")
    return is_plain and all(item == NONE_READ or SENT.match(item) for item in case.says)


def _is_plain(case: Case, run: str) -> bool:
    """Whether it is a run like any other, but for what it lays and makes, and may take."""
    plain = Case(case.folder, case.tries, case.wall, case.must, run, MUSTS[case.must])
    return replace(case, says=(), shows={}, shows_not={}, twin_of="", make=(), processor=plain.processor) == plain


def _files(case: Case) -> list[str]:
    return sorted(path.relative_to(case.folder).as_posix() for path in case.folder.rglob("*") if path.is_file())


def _makes_in(case: Case, folder: str) -> bool:
    return all(step["path"].startswith(folder) for step in case.make)


def _as_page(case: Case) -> Case:
    """`says`, `shows` and `shows_not` are of its own page, which has the name of the case."""
    return replace(
        case,
        says=[item.replace(f"content/{PAGE}.md", f"content/{case.name}.md", 1) for item in case.says],
        shows={path.replace(PAGE, case.name): texts for path, texts in case.shows.items()},
        shows_not={path.replace(PAGE, case.name): texts for path, texts in case.shows_not.items()},
        make=[{"path": INVENTORY, "edit": [[LISTED_PAGE, f"{LISTED_PAGE}  - {case.name}.md\n"]]}],
        pages={f"content/{case.name}.md": case.folder / "content" / f"{PAGE}.md"},
    )


def _as_format(case: Case, order: int) -> Case:
    """The same of a format like the one of the base, with a number and a name of its own."""
    number, name = f"1.{order}", f"{NAME}-{order}"

    def moved(path: str) -> str:
        return path.replace(FORMAT, f"{number}-{name}").replace(f"/{NUMBER}/", f"/{number}/")

    package, page = f"forms/{FORMAT}/datapackage.yaml", f"content/bijlagen/{FORMAT}.md"
    named = [[f"number: '{NUMBER}'", f"number: '{number}'"], [f"name: {NAME}\n", f"name: {name}\n"]]
    own = [
        {"path": INVENTORY, "edit": [[LISTED_NUMBER, f"{LISTED_NUMBER}  - '{number}'\n"]]},
        {"path": moved(page), "edit": [[f"nummer: '{NUMBER}'", f"nummer: '{number}'"]]},
        {"path": moved(package), "edit": named},
    ]
    files = [BASE / page, *(BASE / "forms" / FORMAT).iterdir()]
    return replace(
        case,
        shows={moved(path): texts for path, texts in case.shows.items()},
        shows_not={moved(path): texts for path, texts in case.shows_not.items()},
        make=[*own, *({**step, "path": moved(step["path"])} for step in case.make)],
        pages={moved(file.relative_to(BASE).as_posix()): file for file in files},
    )


def _as_sent(case: Case) -> Case:
    def moved(text: str) -> str:
        return re.sub("^sent/", f"sent/{case.name}-", text)

    return replace(
        case,
        says=[moved(item) for item in case.says],
        make=[{**step, "path": moved(step["path"])} for step in case.make],
        pages={moved(name): case.folder / name for name in _files(case) if name != FILE},
    )


def _merge(cases: Sequence[Case], name: str) -> Case:
    """All of `cases` in one checkout; together they may take what the heaviest may."""
    first = cases[0]
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
        processor=max(case.processor for case in cases),
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
