"""A program behind every setting of git that can name one: what the tests of commands and of git's runner set up."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

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
REMOTE = "origin"
# Without these some of the programs would not be asked for.
ON = {
    "core.hooksPath": ".git/programmas",
    "log.showSignature": "true",
    "commit.gpgSign": "true",
    "push.gpgSign": "if-asked",
    "protocol.ext.allow": "always",
    "gc.auto": "1",
    "submodule.recurse": "true",
    "fetch.recurseSubmodules": "true",
    "push.recurseSubmodules": "on-demand",
    "diff.submodule": "diff",
    "status.submoduleSummary": "true",
    **{f"filter.{name}.required": "true" for name in NAMES},
}
# All of githooks(5), but those of mail and Perforce.
HOOKS = (
    *("applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg"),
    *("commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update"),
    *("proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc"),
    *("post-rewrite", "fsmonitor-watchman", "post-index-change"),
)


# What git answers is said otherwise with these.
CHANGING = (
    *("log.showRoot=false", "log.mailmap=false", "log.follow=true", "log.decorate=full", "log.diffMerges=off"),
    *("diff.renames=false", "diff.renameLimit=1", "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.context=9"),
    *("diff.orderFile=volgorde", "diff.algorithm=patience", "diff.interHunkContext=9", "diff.relative=true"),
    *("core.quotePath=false", "color.ui=always", "color.diff=always", "color.status=always", "trailer.separators=#"),
    *("i18n.logOutputEncoding=ISO-8859-1", "mailmap.file=namen", "status.branch=true", "status.showStash=true"),
    *("core.commentChar=R", "status.relativePaths=false", "log.date=relative", "log.abbrevCommit=true"),
    *("format.pretty=oneline", "core.abbrev=4", "i18n.commitEncoding=ISO-8859-1", "status.short=true"),
    *("status.showUntrackedFiles=no", "status.renames=copies", "column.ui=always", "tag.sort=-refname"),
    *("branch.sort=-refname", "diff.renames=copies", "diff.colorMoved=zebra", "diff.wsErrorHighlight=all"),
    *("diff.ignoreSubmodules=none", "core.autocrlf=input", "core.fileMode=false", "core.ignoreCase=true"),
    *(
        "log.initialDecorationSet=all",
        "trailer.regiox.key=Streek",
        "trailer.streek.key=Regio",
        "trailer.ifexists=replace",
        "index.version=4",
    ),
)


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
        for name in ((*NAMES, REMOTE) if re.search(r"\.<[^>]*>\.", setting) else NAMES[:1])
    )


def program(folder: Path) -> tuple[str, Path]:
    """A command that leaves a mark when it runs and hands its input on, and that mark."""
    mark, script = folder / "gestart", folder / "programma"
    script.write_text(f'#!/bin/sh\necho "$0 $*" >> {mark}\ncat\n', "utf-8")
    script.chmod(0o755)
    return str(script), mark


def set_all(root: Path, command: str, but: frozenset[str] = frozenset()) -> None:
    """`command` behind each of the settings, and behind each hook, of the repository at `root`."""
    settings = every_setting()
    assert {"filter.a=b.clean", "diff.external", "core.fsmonitor", "core.sshCommand", "gpg.program"} <= set(settings)
    lines = [
        _as_line(name, f"!{command}" if name.startswith("alias.") else command) for name in settings if name not in but
    ]
    lines += [_as_line(name, value) for name, value in ON.items()]
    with (root / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write("".join(lines))
    # A hook is a program by its name alone.
    for folder in ("hooks", "programmas"):
        (root / ".git" / folder).mkdir(exist_ok=True)
        for hook in HOOKS:
            (root / ".git" / folder / hook).unlink(missing_ok=True)
            (root / ".git" / folder / hook).symlink_to(command)


def _as_line(setting: str, value: str) -> str:
    section, _, rest = setting.partition(".")
    own, dot, key = rest.rpartition(".")
    head = f'{section} "{own}"' if dot else section
    return f'[{head}]\n\t{key} = "{value}"\n'


def make_repository_within(root: Path, path: str, command: str) -> None:
    """At `path` in the checkout a repository of its own, with `command` as the filter of its files; to be committed."""
    within = root / path
    within.mkdir()
    inside = ("git", "-C", str(within), "-c", "user.name=Iemand", "-c", "user.email=i@example.org")
    (within / "tekst").write_text("een", "utf-8")
    (within / ".gitattributes").write_text("* filter=kwaad\n", "utf-8")
    for arguments in (("init", "-q"), ("add", "--all"), ("commit", "-qm", "Binnen")):
        subprocess.run([*inside, *arguments], capture_output=True, check=True)
    subprocess.run([*inside, "config", "filter.kwaad.clean", command], check=True)


def touch(path: Path) -> None:
    """The file as it is, at another moment: git must read it again to know that nothing changed."""
    os.utime(path, (1, 1))
