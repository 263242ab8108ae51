"""What others do who want paper of a site: a browser prints each page. Without a book, and not tagged as ours is."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium-headless-shell"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on loopback: 'http://127.0.0.1:PORT/'."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=site)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@contextmanager
def started() -> Iterator[Browser]:
    """Chromium, until it is no longer needed."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def row(site: Path, cold: float) -> str:
    """`cold`: seconds of our own build from nothing, with site, formats in each shape and book."""
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    start = time.perf_counter()
    with served(site) as address, started() as browser:
        page = browser.new_page()
        for name in pages:
            page.goto(f"{address}{name}/")
            page.pdf()
    seconds = time.perf_counter() - start
    return (
        f"Headless Chromium printing each of the {len(pages)} pages: {seconds:.1f} s; "
        f"all of our own build from nothing: {cold:.1f} s ({seconds / cold:.1f} ×)."
    )
