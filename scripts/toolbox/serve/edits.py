"""Sees edits of what a site is made of: the system tells of them, and who answers looks, for the system is behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from toolbox.core.places import CONFIG, ROOTS
from toolbox.serve.builds import Builds

CODE = "scripts"
# Of a file: its path, when it was written, how large it is, and which one it is.
FileStamp = tuple[str, int, int, int]


class Edits(FileSystemEventHandler):
    """Of the checkout at `root`; `builds` are told. Reading a file is no edit."""

    def __init__(self, root: Path, builds: Builds) -> None:
        self._root, self._builds, self._lock = root, builds, Lock()
        self._seen = frozenset(_source(root))

    def watch(self) -> BaseObserver:
        """Sees all from here on, until it is stopped."""
        observer = Observer()
        # A checkout that an installed toolbox builds may hold no code.
        for name in filter(lambda name: (self._root / name).is_dir(), (*ROOTS, CODE)):
            observer.schedule(self, str(self._root / name), recursive=True)
        # One that is replaced by another is not followed by its own name.
        observer.schedule(self, str(self._root))
        observer.start()
        return observer

    def look(self) -> None:
        """Whether there was an edit of the source or the settings that the system did not tell of yet."""
        with self._lock:
            now = frozenset(_source(self._root))
            changed = {path for path, *_ in now ^ self._seen}
            self._seen = now
        if changed:
            self._builds.edited(code=str(self._root / CONFIG) in changed)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or "__pycache__" in str(event.src_path):
            return
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        is_code = any(path == self._root / CONFIG or path.is_relative_to(self._root / CODE) for path in paths)
        if is_code or any(path.is_relative_to(self._root / name) for path in paths for name in ROOTS):
            with self._lock:
                self._seen = frozenset(_source(self._root))
                self._builds.edited(code=is_code)


def _source(root: Path) -> Iterator[FileStamp]:
    folders = [str(root / name) for name in ROOTS]
    yield from _written(str(root / CONFIG))
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    yield from _written(entry.path)
        except OSError:
            continue


def _written(path: str) -> Iterator[FileStamp]:
    try:
        found = os.lstat(path)
    except OSError:
        return
    yield path, found.st_mtime_ns, found.st_size, found.st_ino
