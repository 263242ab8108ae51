"""What the tests of a patch made in the browser share: the toolbox as it is, and a repository to apply it to."""

from __future__ import annotations

import difflib
import os
import subprocess
from pathlib import Path

import yaml

from boxes import ROOT
from toolbox.source.canonical import canonical
from toolbox.source.derived import without_empty_columns
from toolbox.source.formats import load_format
from toolbox.source.tree import Tree, read_tree

TREE = read_tree(ROOT)[0]
FORMATS = sorted(path for path in TREE.files if path.endswith("/datapackage.yaml"))
# What a region adds is in its own hands: the page for proposals is about what is common.
PAGES = sorted(path for path in TREE.files if path.endswith(".md") and not path.startswith("content/regio/"))
GIT_ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Basis",
    "GIT_AUTHOR_EMAIL": "basis@example.org",
    "GIT_COMMITTER_NAME": "Beheer",
    "GIT_COMMITTER_EMAIL": "beheer@example.org",
    "LC_ALL": "C.UTF-8",
}


class Repository:
    """A throw-away repository with one branch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = self.run(*arguments, stdin=stdin)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def run(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", "-c", "core.autocrlf=false", "-c", "gc.auto=0", *arguments],
            cwd=self.folder,
            env=GIT_ENVIRONMENT,
            input=stdin,
            capture_output=True,
            check=False,
        )

    def commit(self, files: dict[str, bytes]) -> str:
        """A commit that holds exactly `files`; gives its name."""
        self.git("rm", "-rq", "--ignore-unmatch", ".")
        for path, data in files.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_bytes(data)
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "-m", "basis")
        return self.git("rev-parse", "HEAD").decode().strip()

    def apply(self, patch: str) -> subprocess.CompletedProcess[bytes]:
        return self.run("am", "--3way", "--quiet", stdin=patch.encode("ascii"))

    def bytes_of(self, path: str) -> bytes | None:
        """What the last commit has at `path`; None when it has no such file."""
        done = self.run("cat-file", "blob", f"HEAD:{path}")
        return None if done.returncode else done.stdout

    def last(self, form: str) -> str:
        return self.git("log", "-1", f"--format={form}").decode().strip("\n")


def difference(before: str | None, after: str | None) -> tuple[list[str], list[str]]:
    """(lines that went, lines that came), by Git's own comparison; of a file that was there and stays."""
    assert before is not None
    assert after is not None
    lines = list(difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm=""))[2:]
    return [x[1:] for x in lines if x[0] == "-"], [x[1:] for x in lines if x[0] == "+"]


def loads(path: str, files: dict[str, tuple[str | None, str | None]]) -> list[str]:
    """What our own loader has against the format with `files` in place of its own; codes of findings."""
    changed = dict(TREE.files)
    for name, (_, after) in files.items():
        if after is None:
            del changed[name]
        else:
            changed[name] = after.encode()
    found = load_format(path.rsplit("/", 1)[0], Tree(changed)).findings
    return [str(finding) for finding in found]


def in_form(path: str, files: dict[str, tuple[str | None, str | None]], but: tuple[str, ...] = ()) -> None:
    """`toolbox format` would change nothing, and the loader has nothing against it, `but` for sentences with these."""
    text = files.get(path, ("", TREE.files[path].decode()))[1]
    assert text is not None
    assert canonical(text) == text
    for resource in yaml.safe_load(text)["resources"]:
        name = f"{path.rsplit('/', 1)[0]}/{resource['name']}.csv"
        table = files[name][1] if name in files else TREE.files.get(name, b"").decode() or None
        assert table is None or without_empty_columns(table) == table
    assert [finding for finding in loads(path, files) if not any(words in finding for words in but)] == []
