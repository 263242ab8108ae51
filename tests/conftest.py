"""What more than one test needs: a built site (once a run, whatever the number of workers) and a browser."""

from __future__ import annotations

import fcntl
import functools
import gc
import http.server
import shutil
import socketserver
import subprocess
import sys
import types
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import scratch
import warm
from examples import ALL, examples
from patience import PATIENCE
from serving import serve
from warm import toolbox

if TYPE_CHECKING:
    from watched import Reader, Watched

ROOT = Path(__file__).resolve().parent.parent
Opened = TypeVar("Opened", BrowserContext, Page)
PERSON = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
# Chromium's engine without the windows and menus around it, which no test looks at: that halves its processor time.
CHROMIUM = "/usr/bin/chromium-headless-shell"
# Its slowest and most thorough compiler is for what runs long, and what scripts leave behind need not be swept up
# before there is much of it (MB): a page of ours is gone before either pays.
SCRIPTS = "--no-turbofan --single-threaded-gc --initial-heap-size=512 --min-semi-space-size=64 --max-semi-space-size=64"
FLAGS = (
    *"--no-sandbox --disable-gpu --no-first-run --disable-background-networking".split(),
    *"--disable-component-update --disable-sync --disable-quic".split(),
    f"--js-flags={SCRIPTS}",
)

# The same examples each run: a test that fails here fails everywhere, and how fast the machine is says nothing. Others
# where all are tried.
settings.register_profile(
    "toolbox",
    deadline=None,
    derandomize=not ALL,
    max_examples=examples(200),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("toolbox")

# What takes long, by what a test uses: a browser, or a site that was built.
SLOW_FIXTURES = frozenset({"browser", "once"})
# And by what its file takes from elsewhere: papers, the fuzzer, a command that is started.
SLOW_IMPORTS = (
    *("toolbox.shapes.paper", "playwright", "fuzz.worker", "hostile_runner"),
    *("warm.toolbox", "subprocess", "javascript"),
)


SCRATCH = pytest.StashKey[Path]()


def pytest_configure(config: pytest.Config) -> None:
    folder = scratch.begin()
    if folder:
        config.stash[SCRATCH] = folder


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is read to collect stays for the whole run: to look through it again and again took a sixth of the time of
    collecting, and an eighth of the time that a test in this process takes."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """What a failed run leaves is there to be looked at."""
    warm.end()
    folder = session.config.stash.get(SCRATCH, None)
    if folder:
        scratch.end(folder, keep=exitstatus == pytest.ExitCode.TESTS_FAILED)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what `make quick` leaves out: nobody has to remember to. A file that takes long otherwise says so."""
    for item in items:
        if isinstance(item, pytest.Function) and (
            SLOW_FIXTURES.intersection(item.fixturenames) or _imports_what_is_slow(item.module)
        ):
            item.add_marker(pytest.mark.slow)


@functools.cache
def _imports_what_is_slow(module: types.ModuleType) -> bool:
    found = (
        value.__name__ if isinstance(value, types.ModuleType) else f"{getattr(value, '__module__', '')}.{name}"
        for name, value in vars(module).items()
    )
    return any(f"{name}.".startswith(SLOW_IMPORTS) for name in found)


def copy_checkout(target: Path) -> Path:
    """The working tree as git sees it (with what is not committed yet), and its history."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    asked = ["git", "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    own, git_folder = map(Path, told.splitlines())
    if (git_folder / "shallow").exists():
        # A build stops without the whole history; what is tested here has nothing to do with how CI fetched it.
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*PERSON, "commit", "-q", "-m", "Alles"]):
            subprocess.run(["git", *command], cwd=target, check=True)
    else:
        shutil.copytree(
            git_folder, target / ".git", symlinks=True, ignore=lambda at, _: ["worktrees"] * (Path(at) == git_folder)
        )
        # Of a worktree these stand apart.
        for name in ("HEAD", "index"):
            shutil.copy2(own / name, target / ".git" / name)
    return target


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[Path], object]], Path]:
    """Gives a folder that is made once a run, whatever the number of workers: by its name, and what fills it.

    It is whole when it holds a site; what a killed run left is made anew.
    """
    base = tmp_path_factory.getbasetemp()

    def make_once(name: str, make: Callable[[Path], object]) -> Path:
        shared = (base if worker_id == "master" else base.parent) / name
        with Path(f"{shared}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (shared / "site").is_dir():
                shutil.rmtree(shared, ignore_errors=True)
                make(shared)
        return shared

    return make_once


@pytest.fixture(scope="session")
def checkout(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A copy of this checkout with its site built in it. Nobody may change it."""

    def make(shared: Path) -> None:
        copy_checkout(shared)
        done = toolbox(shared, "build")
        assert done.returncode == 0, done.stdout + done.stderr

    return once("checkout", make)


@pytest.fixture(scope="session")
def good(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """A checkout of the small toolbox of the tests with its site. Nobody may change it."""
    from hostile_scene import make_base

    return once("good", lambda shared: make_base(shared, Path(sys.executable).with_name("toolbox")))


@pytest.fixture(scope="session")
def site(checkout: Path) -> Path:
    return checkout / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def second(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The site of a toolbox about something else, with a language that is written from the right; made by the real
    command in a checkout of its own."""

    def make(root: Path) -> None:
        shutil.copytree(ROOT / "tests" / "second", root, dirs_exist_ok=True)
        for command in (["init", "-q", "-b", "main"], ["add", "-A"], [*PERSON, "commit", "-q", "-m", "Begin"]):
            subprocess.run(["git", *command], cwd=root, check=True)
        done = toolbox(root, "build")
        assert done.returncode == 0, done.stdout + done.stderr

    return once("second", make) / "site"


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """A site on loopback: 'http://127.0.0.1:PORT/'."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        serve(server)
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the built site is."""
    with _served(site) as address:
        yield address


@pytest.fixture(scope="session")
def second_address(second: Path) -> Iterator[str]:
    """Where the second toolbox is."""
    with _served(second) as address:
        yield address


def _patient(opened: Callable[..., Opened]) -> Callable[..., Opened]:
    """What is opened waits long before it says that something does not come."""

    def patiently(*given: Any, **named: Any) -> Opened:
        made = opened(*given, **named)
        made.set_default_timeout(PATIENCE * 1_000)
        return made

    return patiently


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        expect.set_options(PATIENCE * 1_000)
        with pytest.MonkeyPatch.context() as patch:
            for name in ("new_context", "new_page"):
                patch.setattr(running, name, _patient(getattr(running, name)))
            yield running
        running.close()


@pytest.fixture(scope="session")
def window(browser: Browser, address: str) -> Iterator[Reader]:
    from watched import Reader

    with browser.new_context(locale="nl-NL") as context:
        yield Reader(context, address)


@pytest.fixture
def reader(window: Reader) -> Iterator[Reader]:
    """Someone who looks at pages of the built site, and on whom nothing may go wrong or be left behind."""
    from watched import NOTHING_STORED, STORED

    window.begin()
    yield window
    assert window.problems == []
    assert window.page.evaluate(STORED) == NOTHING_STORED


@pytest.fixture
def talk(browser: Browser, address: str) -> Iterator[tuple[Watched, Page]]:
    """The page to fill in of 3.1, and everything that must not happen on it."""
    from formsite import open_form

    watched, page = open_form(browser, address, "3.1")
    yield watched, page
    watched.context.close()
    assert watched.problems == []
