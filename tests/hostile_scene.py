"""Puts a case on a stage: a checkout with a good site, secrets around it, and the proposal laid over it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from boxes import BASE, ROOT
from hostile_case import FOLDERS, Case
from hostile_git import Repository
from hostile_make import take, write
from warm import SECRET, SECRETS

REPLACED = ("site/", ".build/cache/", ".git/objects/")


@dataclass(frozen=True)
class Scene:
    """`root` is the checkout; all else lies beside it. `token` is the secret that may get nowhere."""

    sandbox: Path
    token: str
    listener: str

    @property
    def root(self) -> Path:
        return self.sandbox / "checkout"

    @property
    def outside(self) -> Path:
        return self.sandbox / "outside"

    @property
    def home(self) -> Path:
        return self.sandbox / "home"

    @property
    def canary(self) -> Path:
        return self.outside / "geheim.txt"

    def fill(self, text: str) -> str:
        """`text` with every placeholder filled in."""
        for name, value in self._values().items():
            text = text.replace(f"{{{{{name}}}}}", value)
        return text

    def _values(self) -> Mapping[str, str]:
        return {
            "canary": str(self.canary),
            "canary_url": self.canary.as_uri(),
            "listener": self.listener,
            "checkout": str(self.root),
            "outside": str(self.outside),
            "marker": str(self.outside / "marker"),
        }

    def environment(self) -> dict[str, str]:
        """Of the command: the secret stands in it, as it does where a forge runs a build."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        person = {"HOME": str(self.home), "TMPDIR": str(self.sandbox / "tmp")}
        return kept | person | SECRETS


def make_base(root: Path, command: Path) -> Path:
    """A checkout of the small toolbox of the tests with its site built in it, made where nothing is yet."""
    shutil.copytree(BASE, root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "scripts/toolbox/theme", root / "scripts/toolbox/theme")
    (root / ".gitignore").write_text("/site/\n/.build/\n", "utf-8")
    Repository(root).begin()
    done = subprocess.run([command, "build"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def set_stage(case: Case, good: Path, sandbox: Path, listener: str) -> Scene:
    scene = Scene(sandbox, SECRET, listener)
    copy_base(good, scene.root)
    _hide_secrets(scene)
    repository = Repository(scene.root)
    for told in case.commits:
        repository.commit(_filled(told, scene))
    for folder in FOLDERS:
        if (case.folder / folder).is_dir():
            _lay_over(case.folder / folder, scene.root / folder, scene)
    for path, file in case.pages.items():
        _lay(file, scene.root / path, scene)
    for step in case.make:
        take(_filled(step, scene), scene.root, good / "site")
    head = repository.git("rev-parse", "main")
    for name, revision in case.refs.items():
        repository.git("update-ref", name.replace("{{head}}", head), revision)
    for key, value in case.config.items():
        repository.git("config", key, scene.fill(value))
    return scene


def copy_base(good: Path, root: Path) -> None:
    shutil.copytree(good, root, symlinks=True, copy_function=lambda old, new: _copy(Path(old), new, good))


def _copy(old: Path, new: str, good: Path) -> None:
    """A second name for what is only ever replaced as a whole; whoever writes in it is seen (`hostile_judge`)."""
    if old.relative_to(good).as_posix().startswith(REPLACED):
        Path(new).hardlink_to(old)
    else:
        shutil.copy2(old, new)


def _hide_secrets(scene: Scene) -> None:
    for folder in (scene.outside, scene.home, scene.sandbox / "tmp"):
        folder.mkdir()
    scene.canary.write_text(f"{scene.token}\n", "utf-8")
    (scene.root / ".env").write_text(f"DEPLOY_TOKEN={scene.token}\n", "utf-8")
    (scene.home / ".netrc").write_text(f"machine forge.invalid login bouwer password {scene.token}\n", "utf-8")
    (scene.home / ".gitconfig").write_text(
        f'[user]\n\tname = Beheer\n\temail = beheer@toolbox.example\n[http]\n\textraHeader = "X: {scene.token}"\n'
    )
    url = f"https://bouwer:{scene.token}@forge.invalid/toolbox.git"
    Repository(scene.root).git("config", "remote.archief.url", url)


def _filled(told: Any, scene: Scene) -> Any:
    """What a case says, with the placeholders in all its texts filled in."""
    if isinstance(told, str):
        return scene.fill(told)
    if isinstance(told, dict):
        return {key: _filled(value, scene) for key, value in told.items()}
    return [_filled(item, scene) for item in told] if isinstance(told, list) else told


def _lay_over(source: Path, target: Path, scene: Scene) -> None:
    for path in sorted(source.rglob("*")):
        if path.is_file():
            _lay(path, target / path.relative_to(source), scene)


def _lay(file: Path, target: Path, scene: Scene) -> None:
    write(target, scene.fill(file.read_bytes().decode()).encode())
