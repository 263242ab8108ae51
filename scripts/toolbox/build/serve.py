"""Show the site on this computer, and build again after each edit."""

from __future__ import annotations

import functools
import http.server
import io
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote, urlsplit

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from toolbox.build import follow
from toolbox.build.builds import Builds
from toolbox.core.errors import Broken
from toolbox.core.places import CONFIG, SITE

WATCHED = ("content", "forms", "scripts")
QUIET = 0.15  # seconds without a further edit before building


class _Edits(FileSystemEventHandler):
    """Tells when something was written; reading a file is no edit."""

    def __init__(self, builds: Builds) -> None:
        self.builds = builds

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed_no_write") or "__pycache__" in str(event.src_path):
            return
        self.builds.edited()


class PortTaken(Broken):
    """Something else listens there, or may only be started by the machine's keeper."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Answers when what was edited before the question is in the answer. A page looks whether there is a newer one."""

    def __init__(self, *given: Any, builds: Builds, **more: Any) -> None:
        self.builds = builds
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
        if address.path in (follow.SCRIPT, follow.LOOK):
            return self._text("text/javascript", follow.answer(address.path, address.query, self.builds.number))
        # First, for what is built meanwhile has this number or a later one.
        number = self.builds.settled()
        page = Path(self.translate_path(self.path))
        page = page / "index.html" if address.path.endswith("/") else page
        if page.suffix == ".html" and page.is_file():
            return self._text("text/html; charset=utf-8", follow.followed(page.read_bytes(), number))
        return super().send_head()

    def _text(self, kind: str, data: bytes) -> io.BytesIO:
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


def serve(root: Path, port: int) -> None:
    """Build, then serve on 127.0.0.1 until interrupted. A failing build leaves the last good site in view.

    Raises PortTaken, before anything is built.
    """
    builds = Builds()
    handler = functools.partial(_Handler, directory=str(root / SITE), builds=builds)
    with _listening(port, handler) as server:
        _serve(root, server, builds)


def _listening(port: int, handler: Callable[..., _Handler]) -> http.server.ThreadingHTTPServer:
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        raise PortTaken(
            f"Op poort {port} kan de site niet staan: die is in gebruik, of mag niet. "
            "Kies een andere, bijvoorbeeld: toolbox serve --port 8123"
        ) from error


def _serve(root: Path, server: http.server.ThreadingHTTPServer, builds: Builds) -> None:
    edits = _Edits(builds)
    observer = Observer()
    # A checkout that an installed toolbox builds may hold no code.
    for name in filter(lambda name: (root / name).is_dir(), WATCHED):
        observer.schedule(edits, str(root / name), recursive=True)
    observer.schedule(edits, str(root / CONFIG))
    observer.start()
    # From here on no edit is missed: not one during the first build, nor one right after it.
    _build(root, builds)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"De site staat op http://127.0.0.1:{server.server_port}/ (stop met Ctrl+C)", flush=True)
    try:
        while True:
            builds.wait_for_edit(QUIET)
            _build(root, builds)
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()
        observer.stop()
        observer.join()


def _build(root: Path, builds: Builds) -> None:
    """In a process of its own: an edit of the code counts as well. Who stops this has it end tidily."""
    began = time.monotonic()
    with subprocess.Popen([sys.executable, "-I", "-m", "toolbox.cli", "build"], cwd=root) as process:
        try:
            status = process.wait()
        except BaseException:
            process.terminate()
            raise
    builds.built(began, newer=status == 0)
