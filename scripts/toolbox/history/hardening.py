"""What of a checkout's own settings may not hold: git-config(1) lets them name programs, and change what git answers.

They are set aside by GIT_CONFIG_COUNT, which stands above every file (git(1)): `-c` cannot carry a name with '=' in it.
A nested repository has settings that nothing of ours reaches: `OPTIONS` keep git from looking into one.

What a person set for all their repositories is their own and counts where a proposal is made; what the checkout says of
the same does not. One exception stands there, `_REACHES`: who has a key or a token for one forge alone sets it in the
clone, and without it nothing can be fetched or pushed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

Setting = tuple[str, str]
REGION_KEY = "Regio"
_OF_CHECKOUT = ("local", "worktree")

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
    ("submodule.recurse", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("push.recurseSubmodules", "no"),
    ("diff.ignoreSubmodules", "all"),
    ("merge.conflictStyle", "merge"),
)

# How a server is reached, and with which key.
_REACHES: tuple[Setting, ...] = (("core.sshCommand", "ssh"), ("core.askPass", ""), ("credential.helper", ""))

# No proposal needs these of a checkout.
_PROGRAMS: tuple[Setting, ...] = (
    ("core.gitProxy", "none"),
    ("gpg.program", "false"),
    ("gpg.openpgp.program", "false"),
    ("gpg.x509.program", "false"),
    ("gpg.ssh.program", "false"),
    ("gpg.ssh.defaultKeyCommand", ""),
    ("interactive.diffFilter", "cat"),
    ("merge.default", "text"),
)

# Files of settings elsewhere: which lines end how, what is ignored.
_ELSEWHERE: tuple[Setting, ...] = (("core.attributesFile", os.devnull), ("core.excludesFile", os.devnull))

# What these say by themselves is git's default: the same commit gives the same answer whatever a checkout has set.
_ANSWERS: tuple[Setting, ...] = (
    ("core.useReplaceRefs", "false"),
    ("core.quotePath", "true"),
    ("core.abbrev", "auto"),
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
CLOSED = (*ALWAYS, *_PROGRAMS, *_REACHES, *_ELSEWHERE, *_ANSWERS)

# What is set aside of a setting with a name of its own in the middle: 'filter.NAME.clean'.
_NAMED: dict[str, tuple[Setting, ...]] = {
    # Anyone's .gitattributes can call for a filter or a driver (gitattributes(5)).
    "filter": (("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")),
    "diff": (("textconv", "cat"), ("command", "true"), ("algorithm", "default")),
    "merge": (("driver", "git merge-file %A %O %B"),),
    "credential": (("helper", ""),),
    "submodule": (("update", "none"), ("ignore", "all")),
    # Hooks by setting, of later versions of git: `core.hooksPath` does not count for those.
    "hook": (("command", "true"), ("enabled", "false")),
}

# Said on the command line: there a setting of a nested repository or of .gitmodules does not count, and of two programs
# for the server's end git takes the first that it reads, which is never ours.
_DIFF = ("--ignore-submodules=all", "--no-ext-diff", "--no-textconv", "--no-color")
OPTIONS: dict[str, tuple[str, ...]] = {
    "status": ("--ignore-submodules=all",),
    **dict.fromkeys(("fetch", "ls-remote"), ("--upload-pack=git-upload-pack",)),
    "push": ("--receive-pack=git-receive-pack",),
    **dict.fromkeys(("diff", "diff-tree", "log", "show"), _DIFF),
}


def named_settings(names: Iterable[str]) -> Iterator[Setting]:
    """What to set aside, given the names of all settings of a checkout as `git config --list` has them."""
    for start in sorted({name.rpartition(".")[0] for name in names}):
        kind, dot, own = start.partition(".")
        if dot and own:
            yield from ((f"{start}.{key}", value) for key, value in _NAMED.get(kind, ()))
        if dot and kind == "trailer":
            # Else another word stands in the trailer's place. Git takes a word for the names that begin with it.
            yield f"{start}.key", REGION_KEY if own.lower().startswith(REGION_KEY.lower()) else own


def own_settings(listed: Sequence[tuple[str, Setting]]) -> Iterator[Setting]:
    """What to set aside of a checkout alone, given (scope, setting) of all settings as `git config --list` has them.

    What the person set for all their repositories follows it: of one name the last counts.
    """
    of_checkout = [name for scope, (name, _) in listed if scope in _OF_CHECKOUT]
    aside = [*_PROGRAMS, *(found for found in named_settings(of_checkout) if not found[0].startswith("credential."))]
    yield from (*ALWAYS, *aside)
    names = {name.lower() for name, _ in aside}
    yield from (setting for scope, setting in listed if scope not in _OF_CHECKOUT and setting[0].lower() in names)


def as_environment(settings: Iterable[Setting]) -> dict[str, str]:
    pairs = tuple(settings)
    found = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for number, (key, value) in enumerate(pairs):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return found


def of_root(root: Path) -> Setting:
    """A checkout that another user owns (a container, a CI runner) is read all the same; nothing of it is executed."""
    return "safe.directory", str(root)
