"""What the tests of `toolbox intake` and `toolbox propose` share: small checkouts, and somebody who changes things."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from barerepository import ENVIRONMENT
from boxes import BASE

ROOT = Path(__file__).resolve().parent.parent
PAGE = "content/inleiding.md"
STEP = "content/stappen/1-kennismaken.md"
FORM = "forms/1.2-kennismaking/datapackage.yaml"
SENTENCE = "De toolbox is voor iedereen die de tests leest."
QUESTION = "title: Hoe heet je?"


class Checkout:
    """A repository with files, at `root`; commits are made as `name`."""

    def __init__(self, root: Path, name: str) -> None:
        self.root = root
        self.name = name

    def git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        address = f"{self.name.split()[0].lower()}@example.org"
        settings = ("-c", f"user.name={self.name}", "-c", f"user.email={address}", "-c", "protocol.file.allow=always")
        done = subprocess.run(
            ["git", *settings, *arguments],
            cwd=self.root,
            env=ENVIRONMENT,
            input=stdin,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Whatever its status."""
        return subprocess.run(["git", *arguments], cwd=self.root, env=ENVIRONMENT, capture_output=True, check=False)

    def line(self, *arguments: str) -> str:
        return self.git(*arguments).decode().strip()

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(text.encode())

    def replace(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text
        self.write(path, text.replace(old, new))

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.line("rev-parse", "HEAD")

    def patch(self, count: int = 1, *options: str) -> str:
        return self.git("format-patch", "--stdout", "--full-index", *options, f"-{count}").decode()

    def clone(self, root: Path, name: str) -> Checkout:
        subprocess.run(["git", "clone", "--quiet", str(self.root), str(root)], env=ENVIRONMENT, check=True)
        return Checkout(root, name)

    def snapshot(self) -> dict[str, bytes]:
        """Every byte of the checkout and of Git's own files, but for the store of objects: that may hold loose ends."""
        paths = sorted(path for path in self.root.rglob("*") if not path.is_dir() or path.is_symlink())
        kept = (path for path in paths if not path.is_relative_to(self.root / ".git" / "objects"))
        return {
            str(path.relative_to(self.root)): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
            for path in kept
        }

    def branches(self) -> list[str]:
        return self.line("for-each-ref", "--format=%(refname:short)", "refs/heads").split()


def new_toolbox(root: Path) -> Checkout:
    """The small toolbox of the tests, with one commit on main."""
    shutil.copytree(BASE, root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "scripts").mkdir()
    (root / "scripts" / "code.py").write_text("print('code')\n", "utf-8")
    checkout = Checkout(root, "Beheer Toolbox")
    checkout.git("init", "--quiet", "--initial-branch=main")
    checkout.commit("Begin")
    return checkout


def write_person(path: Path, name: str) -> None:
    """The settings of Git of the person at the keyboard."""
    path.write_text(f"[user]\n\tname = {name}\n\temail = {name.split()[0].lower()}@example.org\n", "utf-8")
