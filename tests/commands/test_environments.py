"""On a machine or copy that is not in order a command says so and ends as it must: never with a traceback.

Each environment meets a few of the commands, and each command a good part of the environments: all pairs take minutes.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hostile_scene import copy_base
from patience import PATIENCE
from processes import can_leave
from toolbox.machine import seccomp
from warm import toolbox

pytestmark = pytest.mark.promise("statuses")

COMMAND = Path(sys.executable).with_name("toolbox")
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"
BROKEN = 2
# What each is asked, and how that ends where all is sound: there is nothing to take in or to propose, and no edition.
ASKED = {
    "build": (["build"], 0),
    "changes": (["changes", "--no-paper", "--zonder-muren", "main..main"], 0),
    "check": (["check"], 0),
    "doctor": (["doctor"], 0 if can_leave(os.geteuid()) and seccomp.is_known() else 1),
    "editor": (["editor"], 1),
    "format": (["format"], 0),
    "intake": (["intake", "--ja", "--zonder-muren", "niets.patch"], 1),
    "propose": (["propose", "--ja"], 1),
    "read": (["read", "--to", "uit", "blanco.pdf"], 0),
    "release-notes": (["release-notes", "2026.11"], 2),
    "serve": (["serve", "--port", "70000"], 2),
    "verify-site": (["verify-site", "site"], 0),
}
NAMES = tuple(ASKED)
AT_ONCE = 3

NO_SETTINGS = dict.fromkeys(("build", "editor", "intake", "propose"), BROKEN)
NO_PLACE = dict.fromkeys(("build", "changes", "editor"), BROKEN)
# A toolbox may be without: only what is filled in belongs to none then.
NO_FORMATS = {"read": 1}


def _nothing(_: Path) -> None:
    pass


@dataclass(frozen=True)
class Environment:
    """`variables` are set, or taken out when None; `lay` changes the checkout; `before` runs in the child.

    `ends`: how a command ends here, when not as in a sound environment; '*' stands for all others.
    """

    name: str
    variables: Mapping[str, str | None] = field(default_factory=dict)
    lay: Callable[[Path], object] = _nothing
    before: Callable[[], object] | None = None
    out: str = ""
    ends: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_of_checkout(self) -> bool:
        """Whether it is no other than a sound one until the command looks at the checkout."""
        return self.lay is not _nothing and not (self.variables or self.before or self.out)

    def status(self, command: str) -> int:
        return self.ends.get(command, self.ends.get("*", ASKED[command][1]))


def _limit(kind: int, most: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (most, most))


def _file_instead(name: str) -> Callable[[Path], object]:
    def lay(root: Path) -> None:
        shutil.rmtree(root / name, ignore_errors=True)
        (root / name).write_text("", "utf-8")

    return lay


def _config(text: str) -> Callable[[Path], object]:
    return lambda root: (root / "mkdocs.yml").write_text(text, "utf-8")


ENVIRONMENTS = (
    Environment("sound"),
    Environment("no home", {"HOME": None}),
    Environment("nobody's home", {"HOME": "/bestaat-niet", "USER": None, "LOGNAME": None}),
    Environment("1975", {"LD_PRELOAD": FAKETIME, "FAKETIME": "1975-01-01 00:00:00"}, ends={"read": BROKEN}),
    Environment("2040", {"LD_PRELOAD": FAKETIME, "FAKETIME": "2040-01-01 00:00:00"}),
    Environment("nowhere to put aside", {"TMPDIR": "/bestaat-niet"}),
    Environment(
        "no git", {"PATH": "/bestaat-niet"}, ends=dict.fromkeys(("build", "changes", "intake", "propose"), BROKEN)
    ),
    Environment("ASCII", {"LC_ALL": "POSIX", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Environment("Latin-1", {"PYTHONIOENCODING": "latin-1"}),
    Environment("a language that is not there", {"LC_ALL": "xx_YY.zz"}),
    Environment("a time zone that is not there", {"TZ": "Nergens/Niets"}),
    Environment("output that is full", {"PYTHONUNBUFFERED": None}, out="/dev/full", ends={"*": BROKEN}),
    Environment("output that is full at once", {"PYTHONUNBUFFERED": "1"}, out="/dev/full", ends={"*": BROKEN}),
    Environment("output that is closed", before=lambda: os.close(1)),
    Environment("input that is closed", before=lambda: os.close(0)),
    Environment("strict rights", before=lambda: os.umask(0o077)),
    Environment("another repository", {"GIT_DIR": "/bestaat-niet", "GIT_WORK_TREE": "/", "GIT_INDEX_FILE": "/x"}),
    Environment("another Python", {"PYTHONPATH": "/bestaat-niet", "PYTHONSTARTUP": "/x", "PYTHONWARNINGS": "error"}),
    Environment("no settings", lay=lambda root: (root / "mkdocs.yml").unlink(), ends={"*": BROKEN}),
    Environment("settings that are no YAML", lay=_config("site_name: ["), ends=NO_SETTINGS),
    Environment("settings that are a list", lay=_config("- a\n"), ends=NO_SETTINGS),
    Environment("a file where what is kept goes", lay=_file_instead(".build"), ends=NO_PLACE),
    Environment("a file where the site goes", lay=_file_instead("site"), ends={"build": BROKEN, "verify-site": BROKEN}),
    Environment("no text", lay=lambda root: shutil.rmtree(root / "content"), ends={"*": BROKEN}),
    Environment("no formats", lay=lambda root: shutil.rmtree(root / "forms"), ends=NO_FORMATS),
)
PAIRS = tuple(
    (environment, NAMES[(number * AT_ONCE + step) % len(NAMES)])
    for number, environment in enumerate(ENVIRONMENTS)
    for step in range(AT_ONCE if number else len(NAMES))
)


@pytest.fixture
def copy(good: Path, tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "copy"
    copy_base(good, root)
    (root / "niets.patch").write_text("From: Kim <kim@school.example>\n\nEr verandert niets.\n", "utf-8")
    shutil.copy(next((good / "site" / "bestanden").glob("*-invulbaar.pdf")), root / "blanco.pdf")
    yield root
    shutil.rmtree(root)


def in_the_checkout(_environment: Environment, command: str, copy: Path, _folder: Path) -> tuple[int, str]:
    done = toolbox(copy, *ASKED[command][0])
    return done.returncode, done.stderr + done.stdout


def started(environment: Environment, command: str, copy: Path, folder: Path) -> tuple[int, str]:
    """How it ended and what it said, in a process that began in this environment."""
    variables: dict[str, str | None] = {**os.environ, **environment.variables}
    with Path(environment.out or folder / "out").open("wb") as out:
        done = subprocess.run(
            [COMMAND, *ASKED[command][0]],
            cwd=copy,
            env={name: value for name, value in variables.items() if value is not None},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            preexec_fn=environment.before,
            timeout=PATIENCE,
            check=False,
        )
    said = done.stderr.decode("utf-8", "replace")
    if not environment.out:
        said += (folder / "out").read_bytes().decode("utf-8", "replace")
    return done.returncode, said


@pytest.mark.parametrize(
    ("environment", "command"), PAIRS, ids=[f"{command} with {environment.name}" for environment, command in PAIRS]
)
def test_it_says_what_is_wrong_and_ends_as_it_must(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: Environment, command: str
) -> None:
    person = tmp_path / "person"
    person.write_text("[user]\n\tname = Kim\n\temail = kim@school.example\n", "utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(person))
    environment.lay(copy)
    status, said = (in_the_checkout if environment.is_of_checkout else started)(environment, command, copy, tmp_path)
    assert "Traceback" not in said
    assert "Exception ignored" not in said
    assert status == environment.status(command), said
    assert said or environment.out or environment.before


def test_each_command_meets_many_environments() -> None:
    met = {name: {environment.name for environment, command in PAIRS if command == name} for name in NAMES}
    assert len(ENVIRONMENTS) > 20
    assert min(map(len, met.values())) > 5
