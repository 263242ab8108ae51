"""Serves the page to choose on, on this computer alone, until somebody chose or closed it."""

from __future__ import annotations

import hmac
import http.server
import secrets
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qsl

from toolbox.core.errors import Broken
from toolbox.merging.clash import Decision
from toolbox.proposals.choicepage import content_policy, read_choices, to_page
from toolbox.proposals.meaning import Contested

OWN_HOST = "127.0.0.1"
MAX_BODY = 2_000_000  # bytes
# After a page is closed it may be loaded again; and nobody needs longer to open it.
GRACE, UNOPENED, BEAT = 5.0, 1_800.0, 0.5  # seconds


class NothingChosen(Broken):
    """The page was closed, or nobody opened it."""

    sentence = "De pagina is dicht zonder dat er gekozen is."


@dataclass
class _Choosing:
    """What the server is busy with: where, about what, who looks, and what came of it."""

    secret: str
    contested: Sequence[Contested]
    decisions: list[Decision] = field(default_factory=list)
    looking: int = 0
    last_seen: float = 0.0
    was_opened: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def seen(self, by: int) -> None:
        with self.changed:
            self.looking += by
            self.was_opened = True
            self.last_seen = time.monotonic()
            self.changed.notify_all()

    def settle(self, decisions: list[Decision]) -> None:
        with self.changed:
            self.decisions = decisions
            self.changed.notify_all()

    def wait(self) -> list[Decision]:
        """Raises NothingChosen."""
        self.last_seen = time.monotonic()
        with self.changed:
            while not self.decisions:
                patience = GRACE if self.was_opened else UNOPENED
                left = self.last_seen + patience - time.monotonic()
                if not self.looking and left <= 0:
                    raise NothingChosen
                self.changed.wait(None if self.looking else left)
            return self.decisions


def choose_on_page(contested: Sequence[Contested], tell: Callable[[str], None]) -> Sequence[Decision]:
    """`tell` is given the address. Raises NothingChosen."""
    choosing = _Choosing(secrets.token_urlsafe(24), contested)
    with _ChoiceServer((OWN_HOST, 0), _ChoiceHandler, choosing) as server:
        serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        serving.start()
        try:
            tell(f"http://{OWN_HOST}:{server.server_port}/{choosing.secret}/")
            return choosing.wait()
        finally:
            server.shutdown()
            serving.join()


class _ChoiceServer(http.server.ThreadingHTTPServer):
    # An answer that is still being given does not keep the program.
    daemon_threads = True
    block_on_close = False

    def __init__(self, place: tuple[str, int], handler: type[_ChoiceHandler], choosing: _Choosing) -> None:
        self.choosing = choosing
        super().__init__(place, handler)


class _ChoiceHandler(http.server.BaseHTTPRequestHandler):
    """Answers who knows the secret, and asks for this computer by its own name.

    A page elsewhere can let a name of its own lead to this computer (DNS rebinding), and then read what it gets.
    """

    server: _ChoiceServer
    timeout = 60

    def do_GET(self) -> None:
        path = self._path()
        if path == "":
            self._page(to_page(self.server.choosing.contested, {}))
        elif path == "open":
            self._stay()
        elif path is not None:
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        path = self._path()
        length = self.headers.get("Content-Length", "")
        is_ours = self.headers.get("Origin", self._origin) == self._origin
        if path is None:
            return
        if path or not is_ours or not length.isdecimal() or int(length) > MAX_BODY:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        given = dict(parse_qsl(body, keep_blank_values=True))
        choosing = self.server.choosing
        decisions, missing = read_choices(choosing.contested, given)
        self._page(to_page(choosing.contested, given, missing, done=not missing))
        if not missing:
            choosing.settle(decisions)

    @property
    def _origin(self) -> str:
        return f"http://{OWN_HOST}:{self.server.server_port}"

    def _path(self) -> str | None:
        """What is asked for below the secret; None, and an answer, for who does not know it."""
        _, secret, *rest = [*self.path.split("/", 2), ""]
        if self.headers.get("Host", "") != f"{OWN_HOST}:{self.server.server_port}":
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif not hmac.compare_digest(secret.encode(), self.server.choosing.secret.encode()):
            self.send_error(HTTPStatus.NOT_FOUND)
        else:
            return rest[0]
        return None

    def _page(self, text: str) -> None:
        data = text.encode()
        self.send_response(HTTPStatus.OK)
        self._head("text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _head(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", content_policy())
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")

    def _stay(self) -> None:
        """Goes on for as long as the page is there."""
        self.send_response(HTTPStatus.OK)
        self._head("text/event-stream")
        self.end_headers()
        self.server.choosing.seen(1)
        try:
            while not self.server.choosing.decisions:
                self.wfile.write(b":\n\n")
                self.wfile.flush()
                self.connection.settimeout(BEAT)
                if self._is_closed():
                    break
        except OSError:
            pass
        finally:
            self.server.choosing.seen(-1)

    def _is_closed(self) -> bool:
        """Waits a moment; whoever left sends an end."""
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not worth a line; an address with its secret is worth none at all."""
