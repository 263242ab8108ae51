"""Put a finished folder in place in one move, or not at all."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from toolbox import __version__
from toolbox.build.provenance import parameters, statement
from toolbox.core.errors import PUBLISHED, SAME, Broken, afterwards
from toolbox.core.places import BESIDE, COMPARED, NPM_LOCK, PROVENANCE, PYTHON_LOCK, RECORD
from toolbox.history.history import History

AT_FDCWD = -100
FLUSHED_AT_ONCE = 8
RENAME_EXCHANGE = 2  # renameat2(2): swap two paths in one step


class Busy(Broken):
    """Another build is at work in this checkout."""

    sentence = "Er wordt hier al een site gebouwd. Wacht tot die klaar is."


class Unmovable(Broken):
    """The folder of the site cannot be replaced in one step where it is."""


# What the system says of such a folder → why, and what to do.
WHY_UNMOVABLE = {
    errno.EBUSY: (
        f"De map ‘site’ is hier aangekoppeld (een mount) en kan niet in één stap worden vervangen; {SAME}. "
        "Koppel de map aan waar ‘site’ in staat, of bouw ergens anders en kopieer ‘site’ daarna."
    ),
    errno.EXDEV: (
        f"De map ‘site’ hoort bij een vaste laag van een container en kan niet in één stap worden vervangen; {SAME}. "
        "Haal de map ‘site’ eerst weg en bouw dan opnieuw."
    ),
}


@contextmanager
def only_one(lock: Path) -> Iterator[int]:
    """Hold the checkout's build lock: its file descriptor.

    The system frees it when this process and all that inherited the descriptor have ended, however they ended. Raises
    Busy while another one holds it.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield handle.fileno()


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file that a build makes but the record itself, by POSIX path."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: _sha256(path) for name, path in names.items() if name not in (RECORD, COMPARED)}


def write_record(
    folder: Path, history: History, fingerprint: str, files: Mapping[str, str], made_with: Mapping[str, str]
) -> Mapping[str, str]:
    """Two lists of what must be in the site, and from what and with what it was built. Gives the hashes.

    `build.json` is ours and names every other file; `build.intoto.json` is for others' programs. `files` is the SHA-256
    of all that is in the folder, `made_with` the `versions` of what built it.
    """
    files = dict(files)
    locks = {f"scripts/{path.relative_to(BESIDE).as_posix()}": _sha256(path) for path in (PYTHON_LOCK, NPM_LOCK)}
    (folder / PROVENANCE).write_bytes(statement(__version__, history, locks, files))
    files[PROVENANCE] = _sha256(folder / PROVENANCE)
    made = {"fingerprint": fingerprint, "versions": made_with}
    record = {**parameters(history), **made, "files": files, "not_of_the_commit": [COMPARED]}
    (folder / RECORD).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", "utf-8")
    return files


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_current(site: Path, fingerprint: str) -> bool:
    """Whether `site` was built from the same input and nobody changed it since."""
    try:
        record = json.loads((site / RECORD).read_text("utf-8"))
        return bool(record["fingerprint"] == fingerprint and record["files"] == hashes(site))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def leave(_old: Path) -> None:
    """Nothing of it is kept."""


def put_in_place(
    new: Path,
    site: Path,
    begin: Callable[[], None] = lambda: None,
    keep: Callable[[Path], None] = leave,
    placed: Container[str] = (),
) -> None:
    """Make `new` the site. Flushed to disk first, so that a power cut leaves the old or the new one, whole.

    Everyone may read it, whatever the umask of who builds: a web server is another user. `begin` is called when all
    is ready and the swap begins; for `keep` see `put_right`. `placed` are paths of files that came here with the folder
    that they were in, and were published as they are before. Raises OSError or Unmovable while the old site stands,
    Broken when the new one does.
    """
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, "hier moet een gewone map staan", str(site))
    _flush_all(list(_readable(new, placed)))
    begin()
    if site.exists():
        _exchange(new, site)
    else:
        new.rename(site)
    with afterwards(PUBLISHED):
        put_right(new, site, keep)


def _readable(folder: Path, placed: Container[str]) -> Iterator[str]:
    """The folder and all that is in it, each as it should be to read it; but for what was `placed`, and folders that
    hold nothing else."""
    for parent, _folders, names in os.walk(folder):
        begin = f"{parent}/"[len(str(folder)) + 1 :]
        others = [name for name in names if begin + name not in placed]
        if others or not names:
            _allow(parent, 0o755)
            yield parent
        for name in others:
            _allow(f"{parent}/{name}", 0o644)
            yield f"{parent}/{name}"


def _allow(path: str, mode: int) -> None:
    """What is so already is left alone: else there would be more to write."""
    if stat.S_IMODE(os.stat(path).st_mode) != mode:  # noqa: PTH116  a Path for each of some thousands takes longer
        os.chmod(path, mode)  # noqa: PTH101


def _flush_all(paths: Sequence[str]) -> None:
    """A disk that is asked for many at once does them as one: one after another they took twenty times as long."""
    # A build with nothing to do does without.
    from concurrent.futures import ThreadPoolExecutor

    left = list(paths)

    def flush() -> None:
        # No two take the same, and who comes for more than there is has done.
        with suppress(IndexError):
            while True:
                _flush(left.pop())

    with ThreadPoolExecutor(FLUSHED_AT_ONCE) as pool:
        try:
            for one in [pool.submit(flush) for _ in range(FLUSHED_AT_ONCE)]:
                one.result()
        finally:
            # Whoever is asked to end does not wait for a slow disk.
            left.clear()


def _flush(path: str | Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_right(new: Path, site: Path, keep: Callable[[Path], None] = leave) -> None:
    """Put away what a build left: of one that was killed as well. Called by whoever holds the build lock. `keep` gets
    each folder before it is removed.

    One that was killed between the two moves of a file system that cannot swap left no site: the old one is put back.
    """
    old = old_site(site)
    if old.is_dir() and not os.path.lexists(site):
        old.rename(site)
    # Which of them is the site is on disk before any of the others goes.
    _flush(site.parent)
    for folder in (new, old):
        keep(folder)
        shutil.rmtree(folder, ignore_errors=True)


def old_site(site: Path) -> Path:
    """Where the old site stands between the two moves."""
    return site.with_name(f".{site.name}.old")


def _exchange(new: Path, site: Path) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is not None:
        if renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(site), RENAME_EXCHANGE) == 0:
            return
        code = ctypes.get_errno()
        if code in WHY_UNMOVABLE:
            raise Unmovable(WHY_UNMOVABLE[code])
        if code not in (errno.EINVAL, errno.ENOSYS):
            raise OSError(code, os.strerror(code), str(site))
    # A file system that cannot swap: two moves, the old site back when the second fails, or at the next build.
    old = old_site(site)
    shutil.rmtree(old, ignore_errors=True)
    site.rename(old)
    try:
        new.rename(site)
    except OSError:
        old.rename(site)
        raise
