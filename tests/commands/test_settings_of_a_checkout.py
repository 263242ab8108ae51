"""No command starts a program that the settings of a checkout name, or those of a repository within it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import warm
from gitsettings import NAMES, REMOTE, make_repository_within, program, set_all, touch
from hostile_scene import copy_base
from proposed import PAGE, SENTENCE, Checkout, write_person
from toolbox.history import runner
from toolbox.proposals import repository

pytestmark = pytest.mark.promise("commits")

COMMAND = Path(sys.executable).with_name("toolbox")
BETTER, OTHER = SENTENCE.replace("tests", "proeven"), SENTENCE.replace("iedereen", "elke mentor")
# With how each ends.
ASKED = (
    (["check"], 0),
    (["format"], 0),
    (["changes", "--no-paper", "--zonder-muren", "main~1..main"], 0),
    (["read", "--to", "uit", "../blanco.pdf"], 0),
    (["verify-site", "site"], 0),
    (["release-notes", "2026.11..main"], 0),
    (["editor"], 1),
    (["intake", "--ja", "--zonder-muren", "../beter.patch"], 0),
)


@dataclass(frozen=True)
class Trapped:
    """A checkout with a program behind every setting; `mark` is there when one of them has run."""

    checkout: Checkout
    mark: Path

    def ask(self, arguments: list[str], status: int) -> None:
        for path in self.checkout.root.rglob("*tekst"):
            touch(path)
        touch(self.checkout.root / PAGE)
        done = warm.toolbox(self.checkout.root, *arguments)
        assert done.returncode == status, (arguments, done.stdout + done.stderr)
        assert not self.mark.exists(), (arguments, self.mark.read_text("utf-8"))


@pytest.fixture
def toolbox(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """The clone of somebody who may push to the folder `forge`, with its site."""
    write_person(tmp_path / "person", "Kim Jansen")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "person"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    checkout = Checkout(tmp_path / "toolbox", "Kim Jansen")
    copy_base(good, checkout.root)
    checkout.git("tag", "2026.11")
    checkout.git("clone", "--quiet", "--bare", ".", str(tmp_path / "forge"))
    checkout.git("remote", "add", REMOTE, str(tmp_path / "forge"))
    return checkout


@pytest.fixture
def trapped(toolbox: Checkout, tmp_path: Path) -> Trapped:
    command, mark = program(tmp_path)
    (paper,) = (toolbox.root / "site" / "bestanden").glob("1.2-*-invulbaar.pdf")
    shutil.copy(paper, tmp_path / "blanco.pdf")
    kinds = zip(("*", "*.md"), NAMES, strict=True)
    lines = [f"{kind} filter={name} diff={name} merge={name}\n" for kind, name in kinds]
    toolbox.write(".gitattributes", "".join(lines))
    make_repository_within(toolbox.root, "extern", command)
    toolbox.replace(PAGE, SENTENCE, BETTER)
    toolbox.commit("Betere zin")
    toolbox.git("push", "--quiet", REMOTE, "main")
    sender = toolbox.clone(tmp_path / "sender", "Sam")
    sender.replace(PAGE, BETTER, OTHER)
    sender.commit("Nog een betere zin")
    (tmp_path / "beter.patch").write_text(sender.patch(), "utf-8")
    set_all(toolbox.root, command, but=frozenset({f"remote.{REMOTE}.vcs"}))
    return Trapped(toolbox, mark)


def test_no_command_starts_what_a_checkout_names(trapped: Trapped) -> None:
    for arguments, status in ASKED:
        trapped.ask(arguments, status)
    serve(trapped)
    checkout = trapped.checkout
    checkout.write(PAGE, checkout.read(PAGE) + "\nMeer.\n")
    trapped.ask(["propose", "--ja"], 0)
    forge = Checkout(checkout.root.parent / "forge", "Forge")
    assert len(forge.branches()) == 3, "one came from intake, one from propose"
    assert not trapped.mark.exists(), trapped.mark.read_text("utf-8")
    # The trap is real: git itself falls into it.
    subprocess.run(["git", "status"], cwd=checkout.root, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert trapped.mark.exists()


@pytest.mark.parametrize("command", [["check"], ["build"], ["propose", "--ja"]], ids=lambda command: command[0])
def test_none_starts_what_a_repository_within_content_names(
    toolbox: Checkout, tmp_path: Path, command: list[str]
) -> None:
    program_within, mark = program(tmp_path)
    make_repository_within(toolbox.root, "content/binnen", program_within)
    toolbox.commit("Met een verwijzing")
    toolbox.replace(PAGE, SENTENCE, BETTER)
    Trapped(toolbox, mark).ask(command, 1)
    subprocess.run(["git", "status"], cwd=toolbox.root, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert mark.exists()


def test_no_program_is_chosen_by_how_a_server_is_called(toolbox: Checkout, tmp_path: Path) -> None:
    """'remote.NAME.vcs' has git start 'git-remote-VCS', and with a slash in it that is a file of the checkout."""
    mark = tmp_path / "gestart"
    toolbox.write("git-remote-/programma", f"#!/bin/sh\ntouch {mark}\n")
    (toolbox.root / "git-remote-/programma").chmod(0o755)
    toolbox.git("config", f"remote.{REMOTE}.vcs", "/programma")
    assert "not allowed" in repository.push(toolbox.root, REMOTE, "main")
    assert not mark.exists()
    subprocess.run(["git", "push", REMOTE, "main"], cwd=toolbox.root, capture_output=True, check=False)
    assert mark.exists()


def test_what_a_person_set_for_all_their_repositories_stays_theirs(toolbox: Checkout, tmp_path: Path) -> None:
    """And of the checkout how its server is reached: a key for one forge is set in the clone."""
    theirs = Checkout(tmp_path, "Kim Jansen")
    for name, value in (("filter.a=b.clean", "hun"), ("credential.helper", "hun"), ("core.gitProxy", "hun")):
        theirs.git("config", "--file", "person", name, value)
    theirs.write("person", theirs.read("person") + '[filter "a=b"]\n\trequired\n')
    for name in ("filter.a=b.clean", "filter.kwaad.clean", "core.sshCommand", "core.gitProxy", "credential.helper"):
        toolbox.git("config", name, "kwaad")

    def says(name: str) -> str:
        return runner.line(toolbox.root, "config", "--get", name, own_settings=True)

    counted = {name: says(name) for name in ("filter.a=b.clean", "filter.a=b.required", "filter.kwaad.clean")}
    assert counted == {"filter.a=b.clean": "hun", "filter.a=b.required": "true", "filter.kwaad.clean": ""}
    assert [says("core.gitProxy"), says("core.sshCommand"), says("credential.helper")] == ["hun", "kwaad", "kwaad"]


def serve(trapped: Trapped) -> None:
    """The site is built, by `build` in a process of its own, and stands there; then it is enough."""
    with subprocess.Popen(
        [COMMAND, "serve", "--port", "0"], cwd=trapped.checkout.root, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert any("http://127.0.0.1:" in line for line in process.stdout)
        # Not by Ctrl+C: whatever runs in the background has it ignored, and its children too.
        process.terminate()
    assert not trapped.mark.exists(), trapped.mark.read_text("utf-8")
