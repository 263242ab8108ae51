"""A bare repository of the stand-in forge, and its objects in the words of GitHub's REST API."""

from __future__ import annotations

import base64
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

STATUS = {"A": "added", "M": "modified", "D": "removed", "R": "renamed", "T": "changed"}
COMMIT_FORMAT = "%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B"
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "LC_ALL": "C.UTF-8",
}


class Missing(Exception):
    """There is no such object, branch or path."""


def person(name: str, prefix: str) -> dict[str, str]:
    return {f"GIT_{prefix}_NAME": name, f"GIT_{prefix}_EMAIL": f"{name}@example.org"}


class BareRepository:
    """The repository `full_name` ('owner/name') in the folder `path`."""

    def __init__(self, path: Path, full_name: str) -> None:
        self.path = path
        self.full_name = full_name
        self.owner, _, self.name = full_name.partition("/")

    def git(self, *arguments: str, stdin: bytes = b"", **environment: str) -> bytes:
        """Raises Missing when git fails: here it only does for what is not there."""
        done = subprocess.run(
            ["git", "-c", "gc.auto=0", *arguments],
            cwd=self.path,
            input=stdin,
            env=ENVIRONMENT | environment,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise Missing(f"git {' '.join(arguments)}: {done.stderr.decode()}")
        return done.stdout

    def line(self, *arguments: str, stdin: bytes = b"", **environment: str) -> str:
        return self.git(*arguments, stdin=stdin, **environment).decode().strip()

    @classmethod
    def create(cls, path: Path, full_name: str, source: Path | None) -> BareRepository:
        """Empty, or with the branches of the repository at `source`."""
        path.mkdir(parents=True)
        found = cls(path, full_name)
        found.git("init", "--quiet", "--bare", "--initial-branch=main")
        found.git("config", "http.receivepack", "true")
        if source is not None:
            found.fetch(source, "+refs/heads/*:refs/heads/*")
        return found

    def fork(self, path: Path, full_name: str) -> BareRepository:
        """With the same store of objects, as at a real forge: a pull request can name a commit of the fork at once."""
        fork = BareRepository.create(path, full_name, None)
        objects = self.path / "objects"
        for folder in sorted((path / "objects").rglob("*"), reverse=True):
            folder.rmdir()
        (path / "objects").rmdir()
        (path / "objects").symlink_to(objects.resolve())
        fork.fetch(self.path, "+refs/heads/*:refs/heads/*")
        return fork

    def fetch(self, source: Path, *refspecs: str) -> None:
        self.git("fetch", "--quiet", str(source), *refspecs)

    # --- reading ---

    def hash(self, revision: str) -> str:
        return self.line("rev-parse", "--verify", "--quiet", "--end-of-options", revision)

    def branch_hash(self, branch: str) -> str:
        return self.hash(f"refs/heads/{branch}")

    def refs(self, prefix: str) -> list[str]:
        return self.line("for-each-ref", "--format=%(refname)", "--", f"{prefix}*", f"{prefix}/").splitlines()

    def blob(self, name: str) -> bytes:
        return self.git("cat-file", "blob", name)

    def tree(self, name: str, *, recursive: bool) -> list[dict[str, Any]]:
        options = ["-r", "-t"] if recursive else []
        listing = self.git("ls-tree", "-z", "-l", *options, self.hash(f"{name}^{{tree}}")).decode()
        return [self._entry(line) for line in listing.split("\0") if line]

    @staticmethod
    def _entry(line: str) -> dict[str, Any]:
        facts, _, path = line.partition("\t")
        mode, kind, sha, size = facts.split()
        return {"path": path, "mode": mode, "type": kind, "sha": sha, "size": int(size) if size.isdigit() else 0}

    def commit(self, revision: str) -> dict[str, Any]:
        """Both as a Git object and as what the API calls a commit."""
        fields = self.git("show", "--no-patch", f"--format={COMMIT_FORMAT}", revision).decode().split("\0")
        author = dict(zip(("name", "email", "date"), fields[3:6], strict=True))
        committer = dict(zip(("name", "email", "date"), fields[6:9], strict=True))
        message = fields[9].rstrip("\n")
        inner = {"message": message, "tree": {"sha": fields[1]}, "author": author, "committer": committer}
        parents = [{"sha": parent} for parent in fields[2].split()]
        return {**inner, "sha": fields[0], "parents": parents, "commit": inner}

    def commits(self, *arguments: str) -> list[dict[str, Any]]:
        return [self.commit(sha) for sha in self.line("rev-list", *arguments).split()]

    def merge_base(self, one: str, other: str) -> str:
        return self.line("merge-base", one, other)

    def files(self, base: str, head: str) -> Iterator[dict[str, Any]]:
        """What differs between two commits, a file each."""
        raw = self.git("diff", "--raw", "-z", "--no-abbrev", "-M", base, head).decode().split("\0")
        fields = iter(raw)
        for facts in fields:
            if not facts:
                continue
            _, _, old, new, status = facts.split()
            path = next(fields)
            previous = {"previous_filename": path} if status[0] == "R" else {}
            path = next(fields) if previous else path
            text = self.git("diff", "-M", base, head, "--", path).decode("utf-8", "replace")
            lines = text[text.find("@@") :] if "@@" in text else ""
            counts = {
                "additions": sum(line.startswith("+") for line in lines.splitlines()),
                "deletions": sum(line.startswith("-") for line in lines.splitlines()),
            }
            sha = old if status[0] == "D" else new
            yield {"filename": path, "status": STATUS[status[0]], "sha": sha, "patch": lines, **counts, **previous}

    # --- writing ---

    def write_blob(self, data: bytes) -> str:
        return self.line("hash-object", "-w", "--stdin", stdin=data)

    def write_tree(self, base: str, entries: list[dict[str, Any]]) -> str:
        """`base` may be ''. An entry without a blob takes the path away."""
        with tempfile.TemporaryDirectory() as folder:
            index = str(Path(folder) / "index")
            if base:
                self.git("read-tree", base, GIT_INDEX_FILE=index)
            for entry in entries:
                if entry.get("sha", "") is None:
                    self.git("update-index", "--force-remove", "--", entry["path"], GIT_INDEX_FILE=index)
                    continue
                sha = entry.get("sha") or self.write_blob(entry["content"].encode())
                told = f"{entry['mode']},{sha},{entry['path']}"
                self.git("update-index", "--add", "--cacheinfo", told, GIT_INDEX_FILE=index)
            return self.line("write-tree", GIT_INDEX_FILE=index)

    def write_commit(
        self, tree: str, parents: list[str], message: str, who: str, author: dict[str, str] | None = None
    ) -> str:
        environment = person(who, "AUTHOR") | person(who, "COMMITTER")
        for key, value in (author or {}).items():
            environment[f"GIT_AUTHOR_{key.upper()}"] = value
        options = [part for parent in parents for part in ("-p", parent)]
        return self.line("commit-tree", tree, *options, stdin=message.encode(), **environment)

    def set_ref(self, name: str, sha: str) -> None:
        self.git("update-ref", name, sha)

    def commit_file(self, branch: str, path: str, data: bytes | None, message: str, who: str) -> str:
        """A commit on `branch` with one file changed, or taken away when `data` is None."""
        parent = self.branch_hash(branch)
        entry = {"path": path, "mode": "100644", "sha": None if data is None else self.write_blob(data)}
        commit = self.write_commit(self.write_tree(parent, [entry]), [parent], message, who)
        self.set_ref(f"refs/heads/{branch}", commit)
        return commit

    def merge(self, base: str, head: str, message: str, who: str, *, squash: bool) -> str:
        """`head` into the branch `base`. Raises Missing when the two clash."""
        onto = self.branch_hash(base)
        tree = self.line("merge-tree", "--write-tree", onto, head).splitlines()[0]
        parents = [onto] if squash else [onto, head]
        commit = self.write_commit(tree, parents, message, who)
        self.set_ref(f"refs/heads/{base}", commit)
        return commit


def encoded(data: bytes) -> dict[str, Any]:
    return {"encoding": "base64", "size": len(data), "content": base64.b64encode(data).decode()}
