"""A commit of this checkout, built again in a place of its own: other folder, rights, zone and language.

The checkout lends its objects of Git and the packages that set-up installed, and nothing else: no settings, refs,
stored renders or environment. The code is the commit's own, where it holds any; a wheel builds with its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from toolbox.core.errors import Broken
from toolbox.core.places import IS_WHEEL
from toolbox.history.runner import line, run
from toolbox.machine.aside import put_aside

# As unlike an ordinary computer as can be had everywhere: no home and no user either.
ENVIRONMENT = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}
UMASK = 0o077
CODE = "scripts/toolbox"


@contextmanager
def built_elsewhere(root: Path, commit: str, refs: Mapping[str, str]) -> Iterator[Path]:
    """The checkout of `commit` with its site, gone afterwards; `refs` are all the names that it has. Raises Broken."""
    with put_aside() as folder:
        place = folder.resolve() / "een andere map"
        check_out(root, place, commit, refs)
        has_code = (place / CODE / "__init__.py").is_file() and not IS_WHEEL
        done = subprocess.run(
            [_python(place) if has_code else sys.executable, "-I", "-m", "toolbox.cli", "build"],
            cwd=place,
            env=ENVIRONMENT | {"PATH": os.environ.get("PATH", os.defpath), "TMPDIR": str(folder)},
            umask=UMASK,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = (done.stdout + done.stderr).strip()[-2000:]
            raise Broken(f"Commit {commit} is hier niet te bouwen. De bouw zei:\n{said}")
        yield place


def check_out(root: Path, place: Path, commit: str, refs: Mapping[str, str]) -> None:
    """A new repository at `place` that reads the objects of the one at `root`: no clone, which asks its settings."""
    form, objects = line(root, "rev-parse", "--show-object-format"), line(root, "rev-parse", "--git-path", "objects")
    place.mkdir()
    run(place, "init", "--quiet", "--template=", f"--object-format={form}")
    info = place / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_text(f"{(root / objects).resolve()}\n", "utf-8")
    given = "".join(f"create {name} {found}\n" for name, found in refs.items())
    run(place, "update-ref", "--stdin", given=given.encode())
    run(place, "checkout", "--quiet", "--detach", commit)


def _python(place: Path) -> Path:
    """An environment that has the code of the checkout at `place`, and of ours what others made."""
    made = place.with_name("venv")
    venv.create(made, symlinks=True)
    (packages,) = made.glob("lib/python*/site-packages")
    others = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "toolbox.pth").write_text("".join(f"{path}\n" for path in (place / "scripts", *others)), "utf-8")
    (made / "web").symlink_to(Path(sys.prefix) / "web")
    return made / "bin" / "python"
