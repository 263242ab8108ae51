"""Which edits are in the site that is served: told by whoever sees edits and builds, asked by whoever answers."""

from __future__ import annotations

import threading
import time

LONGEST = 60.0  # seconds that an answer waits for a build


class Builds:
    """`number` counts the builds that gave a site. Moments are monotonic, in seconds."""

    def __init__(self) -> None:
        self.number = 0
        self._edited = 0.0
        self._began = 0.0
        self._changed = threading.Condition()

    def edited(self) -> None:
        with self._changed:
            self._edited = time.monotonic()
            self._changed.notify_all()

    def wait_for_edit(self, quiet: float) -> None:
        """Until there is an edit that no build began after, and then none for `quiet` seconds."""
        with self._changed:
            while not self._is_behind():
                # With a limit, for without one Ctrl-C would not get through.
                self._changed.wait(1.0)
            while (left := self._edited + quiet - time.monotonic()) > 0:
                self._changed.wait(left)

    def built(self, began: float, *, newer: bool) -> None:
        """A build that began at that moment has ended; `newer` when it gave a site, and no mistake was in the way."""
        with self._changed:
            self._began = began
            self.number += newer
            self._changed.notify_all()

    def settled(self) -> int:
        """The number of the newest build, once every edit until now was built or refused."""
        with self._changed:
            self._changed.wait_for(lambda: not self._is_behind(), LONGEST)
            return self.number

    def _is_behind(self) -> bool:
        """Whether there is an edit that no ended build began after."""
        return self._edited > self._began
