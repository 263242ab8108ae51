"""A browser page with pdf.js in it, served from where npm put it."""

from __future__ import annotations

import functools
import http.server
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from serving import serve
from toolbox.core.places import NODE_MODULES


class _Modules(http.server.SimpleHTTPRequestHandler):
    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def pdfjs_page(browser: Browser) -> Iterator[Page]:
    handler = functools.partial(_Modules, directory=str(NODE_MODULES / "pdfjs-dist"))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        serve(server)
        root = f"http://127.0.0.1:{server.server_address[1]}"
        page = browser.new_page()
        page.goto(f"{root}/package.json")
        page.evaluate(
            "async (base) => { globalThis.pdfjsLib = await import(`${base}/pdf.mjs`);"
            " pdfjsLib.GlobalWorkerOptions.workerSrc = `${base}/pdf.worker.mjs`; }",
            f"{root}/legacy/build",
        )
        yield page
        page.close()
        server.shutdown()
