"""What of a checkout's own settings may not hold: git-config(1) lets them name programs, and change what git answers.

They are set aside by GIT_CONFIG_COUNT, which stands above every file (git(1)): `-c` cannot carry a name with '=' in it.
A nested repository has settings that nothing of ours reaches: `OPTIONS` keep git from looking into one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

Setting = tuple[str, str]

# For every call. `true` and `false` are the programs of coreutils: nothing of a checkout is named in their place.
ALWAYS: tuple[Setting, ...] = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.pager", "cat"),
    ("core.editor", "true"),
    ("sequence.editor", "true"),
    ("core.alternateRefsCommand", "true"),
    ("commit.gpgSign", "false"),
    ("tag.gpgSign", "false"),
    ("push.gpgSign", "false"),
    ("log.showSignature", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("protocol.ext.allow", "never"),
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("push.recurseSubmodules", "no"),
    ("diff.ignoreSubmodules", "all"),
    ("merge.conflictStyle", "merge"),
)

# For what stays on this machine: programs for keys, servers and signatures, and files of settings elsewhere.
_PROGRAMS: tuple[Setting, ...] = (
    ("core.sshCommand", "ssh"),
    ("core.gitProxy", "none"),
    ("core.askPass", ""),
    ("credential.helper", ""),
    ("gpg.program", "false"),
    ("gpg.openpgp.program", "false"),
    ("gpg.x509.program", "false"),
    ("gpg.ssh.program", "false"),
    ("gpg.ssh.defaultKeyCommand", ""),
    ("interactive.diffFilter", "cat"),
    ("merge.default", "text"),
    ("core.attributesFile", os.devnull),
    ("core.excludesFile", os.devnull),
)

# What these say by themselves is git's default: the same commit gives the same answer whatever a checkout has set.
_ANSWERS: tuple[Setting, ...] = (
    ("core.useReplaceRefs", "false"),
    ("core.quotePath", "true"),
    ("core.commentChar", "#"),
    ("i18n.commitEncoding", "UTF-8"),
    ("i18n.logOutputEncoding", "UTF-8"),
    ("log.showRoot", "true"),
    ("log.mailmap", "true"),
    ("log.follow", "false"),
    ("log.decorate", "false"),
    ("log.diffMerges", "separate"),
    ("log.abbrevCommit", "false"),
    ("log.date", "default"),
    ("mailmap.file", os.devnull),
    ("mailmap.blob", ""),
    ("trailer.separators", ":"),
    ("diff.renames", "true"),
    ("diff.renameLimit", "1000"),
    ("diff.noprefix", "false"),
    ("diff.mnemonicPrefix", "false"),
    ("diff.relative", "false"),
    ("diff.orderFile", os.devnull),
    ("diff.algorithm", "default"),
    ("diff.indentHeuristic", "true"),
    ("diff.context", "3"),
    ("diff.interHunkContext", "0"),
    ("diff.suppressBlankEmpty", "false"),
    ("diff.submodule", "short"),
    ("status.branch", "false"),
    ("status.showStash", "false"),
    ("status.submoduleSummary", "false"),
    ("color.ui", "false"),
    ("color.diff", "false"),
    ("color.status", "false"),
    ("color.branch", "false"),
)
CLOSED = (*ALWAYS, *_PROGRAMS, *_ANSWERS)

# What is set aside of a setting with a name of its own in the middle: 'filter.NAME.clean'.
_NAMED: dict[str, tuple[Setting, ...]] = {
    # Anyone's .gitattributes can call for a filter or a driver (gitattributes(5)).
    "filter": (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")),
    "diff": (("textconv", "cat"), ("command", "true")),
    "merge": (("driver", "git merge-file %A %O %B"),),
    "credential": (("helper", ""),),
    "remote": (("uploadpack", "git-upload-pack"), ("receivepack", "git-receive-pack")),
    "submodule": (("update", "none"), ("ignore", "all")),
}

# Said on the command line, for there a setting of a nested repository or of .gitmodules does not count.
_DIFF = ("--ignore-submodules=all", "--no-ext-diff", "--no-textconv", "--no-color")
OPTIONS: dict[str, tuple[str, ...]] = {
    "status": ("--ignore-submodules=all",),
    **dict.fromkeys(("diff", "diff-tree", "log", "show"), _DIFF),
}


def named_settings(names: Iterable[str]) -> Iterator[Setting]:
    """What to set aside, given the names of all settings of a checkout as `git config --list` has them."""
    for start in sorted({name.rpartition(".")[0] for name in names}):
        kind, dot, own = start.partition(".")
        if dot and own:
            yield from ((f"{start}.{key}", value) for key, value in _NAMED.get(kind, ()))


def as_environment(settings: Iterable[Setting]) -> dict[str, str]:
    pairs = tuple(settings)
    found = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for number, (key, value) in enumerate(pairs):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def of_root(root: Path) -> Setting:
    """A checkout that another user owns (a container, a CI runner) is read all the same; nothing of it is executed."""
    return "safe.directory", str(root)
