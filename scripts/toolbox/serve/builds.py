"""Which edits are in the site that is served: told by whoever sees edits and builds, asked by whoever answers."""

from __future__ import annotations

import threading
import time

LONGEST = 660.0  # seconds that an answer waits for a build: longer than one may take


class Builds:
    """`number` counts the states that could be seen: those of which a build gave a site, and those of which single
    files can be had before (see `states`). Moments are monotonic, in seconds. Whoever changes something here, or waits
    for it, holds `changed`.
    """

    def __init__(self) -> None:
        self.number = 0
        self.changed = threading.Condition()
        # The last edit, and the last one of the code or the settings.
        self.edited_at, self.code_edited_at = 0.0, 0.0
        # When the last build began, and the last one that gave a site; and the number of the first site of this code.
        self._began, self._gave = 0.0, 0.0
        self.of_code = 0

    def edited(self, *, code: bool = False) -> None:
        """`code`: what all pages are made with."""
        with self.changed:
            self.edited_at = time.monotonic()
            if code:
                self.code_edited_at = self.edited_at
            self.changed.notify_all()

    def wait_for_edit(self, quiet: float) -> None:
        """Until there is an edit that no build began after, and then none for `quiet` seconds."""
        with self.changed:
            while not self.is_behind():
                # With a limit, for without one Ctrl-C would not get through.
                self.changed.wait(1.0)
            self.wait_for_quiet(quiet)

    def wait_for_quiet(self, quiet: float) -> None:
        while (left := self.edited_at + quiet - time.monotonic()) > 0:
            self.changed.wait(left)

    def built(self, began: float, *, newer: bool) -> None:
        """A build that began at that moment has ended; `newer` when it gave a site, and no mistake was in the way."""
        with self.changed:
            was_other = self.has_other_code()
            self._began = began
            self.number += newer
            if newer:
                self._gave = began
                self.of_code = self.number if was_other else self.of_code
            self.changed.notify_all()

    def settled(self) -> int:
        """The number of the newest build, once every edit until now was built or refused."""
        with self.changed:
            self.changed.wait_for(lambda: not self.is_behind(), LONGEST)
            return self.number

    def newer(self, number: int, seconds: float) -> int:
        """The number that is there when it is higher than that one, or after so many seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.number > number, seconds)
            return self.number

    def is_behind(self) -> bool:
        """Whether there is an edit that no ended build began after."""
        return self.edited_at > self._began

    def has_other_code(self) -> bool:
        """Whether the site that stands was made with other code or settings than there are now."""
        return self.code_edited_at > self._gave
