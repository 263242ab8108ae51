"""WebKit, of which Safari is made: driven by its own WebDriver (W3C), on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from clients.browsers import one_file, served, type_in
from clients.program import PATIENCE, Program, Work, first_line
from clients.typed import Filled
from patience import comes_true

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
# As the distribution has it, in a folder with the machine's name and the version of its interface.
BROWSERS = "usr/lib/*/webkit2gtk-4.*/MiniBrowser"
# How an element is told of (WebDriver, section 12.1).
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class WebKit:
    """`address` is the session's."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address, self.folder = address, folder

    def open(self, address: str) -> None:
        # Without the question whether to leave a page of which something was filled in.
        self._say("url", url="about:blank")
        self._say("url", url=address)

    def run(self, function: str, argument: object) -> Any:
        return self._say("execute/sync", script=f"return ({function})(arguments[0])", args=[argument])

    def choose(self, file: Path) -> None:
        field = self._say("element", using="css selector", value="input[type=file]")[ELEMENT]
        self._say(f"element/{field}/value", text=str(file))

    def download(self, button: str, target: Path) -> None:
        self.run("(button) => document.querySelector(`[data-do=${button}]`).click()", button)
        one_file(self.folder, button).replace(target)

    def printed(self) -> None:
        """It has no word for that."""

    def _say(self, command: str, **given: object) -> Any:
        return asked(f"{self.address}/{command}", given)


def asked(address: str, given: object = None) -> Any:
    """What a driver answers. Raises OSError: where nobody listens, and when it cannot."""
    data = None if given is None else json.dumps(given).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data), timeout=PATIENCE) as answer:
        return json.load(answer)["value"]


def webkit(work: Work, forms: tuple[Filled, ...]) -> Mapping[str, list[Path]]:
    folder = work.folder / "home" / "Downloads"
    folder.mkdir(parents=True)
    browser = sorted(Path("/").glob(BROWSERS))[-1]
    options = {"binary": str(browser), "args": ["--automation"]}
    wanted = {"alwaysMatch": {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}}
    with driver(folder.parent) as address, served(work.site) as site:
        session = asked(f"{address}/session", {"capabilities": wanted})["sessionId"]
        return type_in(WebKit(f"{address}/session/{session}", folder), site, work, forms)


@contextmanager
def driver(home: Path) -> Iterator[str]:
    """The address of one, with a screen and a home of its own; both end with all that they started."""
    (home / ".config").mkdir()
    (home / ".config" / "user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n')
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
    # No graphics card is asked for what is drawn.
    drawn = {"LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (
        screen() as display,
        started((DRIVER, f"--port={port}"), env={**os.environ, **own, **drawn, "DISPLAY": display}),
    ):
        if not comes_true(lambda: listens(address)):
            raise TimeoutError(DRIVER)
        yield address


@contextmanager
def screen() -> Iterator[str]:
    """The name of one."""
    read, write = os.pipe()
    command = (SCREEN, "-displayfd", str(write), "-screen", "0", "1280x1000x24", "-nolisten", "tcp")
    with os.fdopen(read) as told, os.fdopen(write, "w") as said, started(command, pass_fds=(write,)):
        said.close()
        yield f":{told.readline().strip()}"


@contextmanager
def started(command: Sequence[str], **how: Any) -> Iterator[None]:
    """A program, which ends with all that it started."""
    silent = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=silent, stderr=silent, start_new_session=True, **how)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def listens(address: str) -> bool:
    try:
        asked(f"{address}/status")
    except OSError:
        return False
    return True


PROGRAMS = (
    Program(
        "WebKit",
        webkit,
        # Itself it says so on a screen alone.
        first_line("dpkg-query", "--show", "--showformat=WebKitGTK ${Version}", "webkit2gtk-driver"),
        {DRIVER: "apt-get install webkit2gtk-driver", SCREEN: "apt-get install xvfb"},
    ),
)
