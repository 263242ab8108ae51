"""No setting of a checkout starts a program, or changes what git answers: each that git's own list knows is tried."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.changes.make import make_report
from toolbox.history import git, runner
from toolbox.history.history import read_history
from toolbox.source.check import read_source

PAGE = "content/over-deze-site.md"
# How a setting is called that names a program, in git's own list of all settings.
PROGRAM = re.compile(
    r"(command|program|helper|driver|textconv|clean|smudge|process|pager|editor|hookspath|cmd|askpass|proxy|external"
    r"|fsmonitor|tunnel|uploadpack|receivepack|difffilter|browser|update|hook|vcs)$",
    re.IGNORECASE,
)
# These end the same way and say yes or no.
YES_OR_NO = re.compile(r"^(advice|column|color|rerere|receive|fsck)\.|(skipDefaultUpdate|cachetextconv)$")
# A name with '=' in it is one that `git -c` cannot carry.
NAMES = ("gewoon", "a=b")


def every_setting() -> list[str]:
    """All settings that can name a program, as this git lists them; a '<name>' or '*' in them is filled in."""
    listed = subprocess.run(["git", "help", "--config"], capture_output=True, text=True, check=True).stdout.split()
    # Not in the list: what a Git without documentation leaves out, and drivers of attributes.
    known = {*listed, *(f"filter.<driver>.{key}" for key in ("clean", "smudge", "process"))}
    known |= {"diff.<driver>.textconv", "diff.<driver>.command", "merge.<driver>.driver", "core.hooksPath"}
    return sorted(
        re.sub(r"<[^>]*>|\*", name, setting)
        for setting in known
        if (PROGRAM.search(setting) or setting.startswith(("alias.", "pager."))) and not YES_OR_NO.search(setting)
        # Only what stands between two dots may have any sign in it.
        for name in (NAMES if re.search(r"\.<[^>]*>\.", setting) else NAMES[:1])
    )


def program(folder: Path) -> tuple[str, Path]:
    """A command that leaves a mark when it runs and hands its input on, and that mark."""
    mark, script = folder / "gestart", folder / "programma"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> {mark}\ncat\n', "utf-8")
    script.chmod(0o755)
    return str(script), mark


@pytest.fixture
def past(tmp_path: Path) -> Past:
    made = Past(tmp_path / "toolbox")
    made.commit("Begin")
    return made


def touch(path: Path) -> None:
    """The file as it is, at another moment: git must read it again to know that nothing changed."""
    os.utime(path, (1, 1))


def read_all(root: Path) -> None:
    """What build, check and changes ask of a checkout."""
    assert git.is_repository(root)
    read_history(root)
    read_source(root)
    commits = runner.line(root, "rev-list", "HEAD").split()
    make_report(root, commits[-1], commits[0], paper=False)


def set_all(past: Past, command: str) -> None:
    settings = every_setting()
    assert {"filter.a=b.clean", "diff.external", "core.fsmonitor", "core.sshCommand", "gpg.program"} <= set(settings)
    for setting in settings:
        past.git("config", setting, f"!{command}" if setting.startswith("alias.") else command)
    past.git("config", "core.hooksPath", ".git/programmas")
    past.git("config", "log.showSignature", "true")
    for name in NAMES:
        past.git("config", f"filter.{name}.required", "true")
    # A hook is a program by its name alone.
    hooks = past.root / ".git" / "programmas"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc"):
        (hooks / hook).symlink_to(command)


@pytest.mark.parametrize("name", NAMES)
def test_no_setting_of_a_checkout_starts_a_program(past: Past, tmp_path: Path, name: str) -> None:
    command, mark = program(tmp_path)
    past.write(".gitattributes", f"* filter={name} diff={name} merge={name}\n")
    past.commit("Kenmerken")
    past.write(PAGE, (past.root / PAGE).read_text("utf-8").replace("makers", "schrijvers"))
    past.commit("Anders")
    set_all(past, command)
    touch(past.root / PAGE)
    read_all(past.root)
    assert not mark.exists(), mark.read_text("utf-8")
    # The trap is real: git itself falls into it.
    subprocess.run(["git", "status"], cwd=past.root, capture_output=True, check=False)
    assert mark.exists()


def test_no_setting_of_a_repository_within_a_checkout_starts_a_program(past: Past, tmp_path: Path) -> None:
    command, mark = program(tmp_path)
    within = past.root / "content" / "binnen"
    within.mkdir()
    inside = ("git", "-C", str(within), "-c", "user.name=Iemand", "-c", "user.email=i@example.org")
    (within / "tekst").write_text("een", "utf-8")
    (within / ".gitattributes").write_text("* filter=kwaad\n", "utf-8")
    for arguments in (("init", "-q"), ("add", "--all"), ("commit", "-qm", "Binnen")):
        subprocess.run([*inside, *arguments], capture_output=True, check=True)
    past.commit("Met een verwijzing")
    assert past.git("ls-files", "-s", "content/binnen").startswith("160000")
    subprocess.run([*inside, "config", "filter.kwaad.clean", command], check=True)
    touch(within / "tekst")
    read_all(past.root)
    assert not mark.exists(), mark.read_text("utf-8")
    subprocess.run(["git", "status"], cwd=past.root, capture_output=True, check=False)
    assert mark.exists()


def answers(root: Path) -> tuple[object, ...]:
    history = read_history(root)
    base, head = (runner.line(root, "rev-parse", name) for name in ("HEAD~1", "HEAD"))
    return history, git.patch(root, base, head, "content"), git.touched_paths(root, base, head), git.blobs(root, head)


CHANGING = (
    *("log.showRoot=false", "log.mailmap=false", "log.follow=true", "log.decorate=full", "log.diffMerges=off"),
    *("diff.renames=false", "diff.renameLimit=1", "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.context=9"),
    *("diff.orderFile=volgorde", "diff.algorithm=patience", "diff.interHunkContext=9", "diff.relative=true"),
    *("core.quotePath=false", "color.ui=always", "color.diff=always", "color.status=always", "trailer.separators=#"),
    *("i18n.logOutputEncoding=ISO-8859-1", "mailmap.file=namen", "status.branch=true", "status.showStash=true"),
    *("core.commentChar=R", "status.relativePaths=false", "log.date=relative", "log.abbrevCommit=true"),
)


@pytest.mark.parametrize("setting", CHANGING)
def test_no_setting_of_a_checkout_changes_what_git_answers(past: Past, setting: str) -> None:
    past.write("volgorde", "forms/*\n")
    past.write("namen", "Een Ander <i@example.org> <a@example.org>\n")
    past.write(PAGE, (past.root / PAGE).read_text("utf-8").replace("makers", "schrijvers"))
    past.commit("Weergave verbeterd: één woord", "Regio: Zeeland")
    before = answers(past.root)
    past.git("config", *setting.split("=", 1))
    assert answers(past.root) == before


def graft(past: Past) -> None:
    info = past.root / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "grafts").write_text(past.git("rev-parse", "HEAD") + "\n", "utf-8")


def replace(past: Past) -> None:
    past.git("replace", "--graft", "HEAD")


@pytest.mark.parametrize("other_past", [graft, replace])
def test_no_other_past_is_told(past: Past, other_past: Callable[[Past], None]) -> None:
    past.write(PAGE, (past.root / PAGE).read_text("utf-8").replace("makers", "schrijvers"))
    past.commit("Anders")
    before = answers(past.root)
    other_past(past)
    assert answers(past.root) == before
