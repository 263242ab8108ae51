"""Follows the source for `states`: reads it after an edit, as a build does, and has the warm process check it."""

from __future__ import annotations

import itertools
import sys
import time
from functools import partial
from pathlib import Path

from toolbox.build.build import private_names, read_order
from toolbox.build.inner import Order
from toolbox.core.errors import Broken
from toolbox.core.places import PACKAGE
from toolbox.machine.compiled import compile_package
from toolbox.serve.builds import Builds
from toolbox.serve.preview import WarmProcess
from toolbox.serve.previewwire import NewState
from toolbox.serve.states import LookAt, NewestState
from toolbox.site.hosting import page_policy
from toolbox.wall.private import PrivateNames
from toolbox.wall.site import problems_in

OLD = (
    "De code van de toolbox zelf is veranderd. Je wijzigingen komen nog wel op de site, maar niet meer meteen. "
    "Start ‘toolbox serve’ opnieuw."
)


class Previews:
    """Of the checkout at `root`; `folder` is where the process works. One thread follows, which that ends with."""

    def __init__(self, root: Path, folder: Path, builds: Builds, states: NewestState) -> None:
        self._root, self._folder, self._builds, self._states = root, folder, builds, states
        self._folders = itertools.count(1)
        self._tried = self._began = 0.0
        self._preview: WarmProcess | None = None
        self._ended = False
        self._own = {file: _written(file) for file in _loaded()}

    def follow(self, quiet: float) -> None:
        """Until `end`: after each edit, when there is no further one for `quiet` seconds."""
        try:
            self._read()
            while self._wait_for_edit(quiet):
                self._read()
        finally:
            self._stop()

    def end(self) -> None:
        with self._builds.changed:
            self._ended = True
            self._builds.changed.notify_all()

    def _wait_for_edit(self, quiet: float) -> bool:
        with self._builds.changed:
            self._builds.changed.wait_for(lambda: self._ended or self._builds.edited_at > self._tried)
            self._builds.wait_for_quiet(0 if self._ended else quiet)
            return not self._ended

    def _read(self) -> None:
        self._tried = began = time.monotonic()
        try:
            order = read_order(self._root)
        except (Broken, OSError):
            # The build says what is wrong.
            self._states.drop()
            self._stop()
            return
        if (
            self._preview is None
            or self._preview is not self._states.preview
            or self._builds.code_edited_at > self._began
        ):
            self._restart(order, began)
        self._states.begin(partial(_new_state, order), began, _look(order))

    def _restart(self, order: Order, began: float) -> None:
        """With the code as it is now; but not when that of this process, which reads and looks, is of before."""
        self._stop()
        self._states.drop()
        if self._own != {file: _written(file) for file in self._own}:
            if self._began:
                print(OLD, flush=True)
                self._began = 0.0
            return
        compile_package()
        folder = self._folder / str(next(self._folders))
        folder.mkdir()
        self._began = began
        with self._builds.changed:
            self._states.preview = self._preview = WarmProcess(order, folder, self._states.hear)

    def _stop(self) -> None:
        if self._preview:
            self._preview.close()
            self._preview = None


def _new_state(order: Order, number: int) -> NewState:
    return NewState(number, order)


def _look(order: Order) -> LookAt:
    policy, private = page_policy(), PrivateNames(private_names(order), ())
    return lambda path, data: problems_in(path, data, order.settings.url, policy, private)


def _loaded() -> set[Path]:
    """The files of which this process holds the code."""
    files = [Path(file) for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]
    return {file for file in files if file.is_relative_to(PACKAGE)}


def _written(file: Path) -> int:
    """When it was; 0 for what is gone."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
