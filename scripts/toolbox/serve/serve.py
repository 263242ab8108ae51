"""Show the site on this computer, and build again after each edit."""

from __future__ import annotations

import functools
import http.server
import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from toolbox.core.errors import Broken
from toolbox.core.places import SITE
from toolbox.machine.aside import put_aside
from toolbox.serve import follow
from toolbox.serve.builds import Builds
from toolbox.serve.edits import Edits
from toolbox.serve.previews import Previews
from toolbox.serve.shown import PAGE, Shown
from toolbox.serve.states import NewestState

QUIET = 0.15  # seconds without a further edit before building
FIRST = 1.0  # seconds that a build lets what is asked of single files go first
NICE = 10  # how much a build lets others go first, from 0 to 19


class PortTaken(Broken):
    """Something else listens there, or may only be started by the machine's keeper."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers when what was edited before the question is in the answer. A page looks whether there is a newer one."""

    def __init__(self, *given: Any, shown: Shown, **more: Any) -> None:
        self.shown = shown
        super().__init__(*given, **more)

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """The file that is asked for. Under another name than its own this server answers nothing.

        A page elsewhere can let a name of its own lead to this computer (DNS rebinding), and then read what it gets.
        """
        if self.headers.get("Host", "").lower() not in self._own_names():
            self.send_error(http.HTTPStatus.MISDIRECTED_REQUEST)
            return None
        address = urlsplit(self.path)
        if "\0" in unquote(self.path):
            self.send_error(http.HTTPStatus.NOT_FOUND)
            return None
        if address.path == follow.SCRIPT:
            return self._data("text/javascript", follow.WATCH.encode())
        if address.path == follow.LOOK:
            asked = follow.asked(address.query)
            return self._data("text/javascript", self.shown.look(asked) if asked else b"")
        path = Path(self.translate_path(self.path))
        path = path / PAGE if address.path.endswith("/") else path
        name = path.relative_to(self.directory).as_posix()
        given = self.shown.get(name)
        if given.data is None:
            return super().send_head()
        if path.suffix == ".html":
            return self._data("text/html; charset=utf-8", follow.followed(given.data, given.number))
        return self._data(self.guess_type(name), given.data)

    def _data(self, kind: str, data: bytes) -> io.BytesIO:
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def _own_names(self) -> frozenset[str]:
        assert isinstance(self.server, http.server.HTTPServer)
        return frozenset(f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost"))

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not worth a line."""

    def end_headers(self) -> None:
        # An edit must show at the next reload.
        self.send_header("Cache-Control", "no-store")
        super().end_headers()


# Builds the site of the checkout, letting others go first so much, and says whether that gave one.
Build = Callable[[Path, int], bool]


def run_build(root: Path, nice: int) -> bool:
    """In a process of its own: an edit of the code counts as well. Who stops this has it end tidily."""
    with subprocess.Popen([sys.executable, "-I", "-m", "toolbox.cli", "build"], cwd=root) as process:
        try:
            # What somebody waits for goes first.
            os.setpriority(os.PRIO_PROCESS, process.pid, os.getpriority(os.PRIO_PROCESS, 0) + nice)
            return process.wait() == 0
        except BaseException:
            process.terminate()
            raise


def serve(root: Path, port: int, build: Build = run_build) -> None:
    """Build, then serve on 127.0.0.1 until interrupted. A failing build leaves the last good site in view.

    Raises PortTaken, before anything is built.
    """
    builds = Builds()
    states, edits = NewestState(builds), Edits(root, builds)
    shown = Shown(root / SITE, edits, builds, states)
    handler = functools.partial(_Handler, directory=str(root / SITE), shown=shown)
    with _listening(port, handler) as server, put_aside() as folder:
        _serve(root, server, edits, builds, states, Previews(root, folder, builds, states), build)


def _listening(port: int, handler: Callable[..., _Handler]) -> http.server.ThreadingHTTPServer:
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        raise PortTaken(
            f"Op poort {port} kan de site niet staan: die is in gebruik, of mag niet. "
            "Kies een andere, bijvoorbeeld: toolbox serve --port 8123"
        ) from error


def _serve(
    root: Path,
    server: http.server.ThreadingHTTPServer,
    edits: Edits,
    builds: Builds,
    states: NewestState,
    previews: Previews,
    build: Build,
) -> None:
    observer = edits.watch()
    # From here on no edit is missed: not one during the first build, nor one right after it.
    _build(root, builds, build, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    following = threading.Thread(target=previews.follow, args=(QUIET,), daemon=True)
    following.start()
    print(f"De site staat op http://127.0.0.1:{server.server_port}/ (stop met Ctrl+C)", flush=True)
    try:
        while True:
            builds.wait_for_edit(QUIET)
            states.wait_for_first(FIRST)
            _build(root, builds, build, NICE)
    except KeyboardInterrupt:
        print()
    finally:
        previews.end()
        server.shutdown()
        observer.stop()
        observer.join()
        following.join()


def _build(root: Path, builds: Builds, build: Build, nice: int) -> None:
    began = time.monotonic()
    builds.built(began, newer=build(root, nice))
