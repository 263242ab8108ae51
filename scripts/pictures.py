"""Makes the documents' pictures anew from site/, after a change of looks: `.venv/bin/python scripts/pictures.py`."""

from __future__ import annotations

import functools
import http.server
import io
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from toolbox.shapes.drawing import draw
from toolbox.source.diagrams import load_diagram

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
PICTURES = ROOT / ".github" / "pictures"
ROUTE = PICTURES / "van-voorstel-tot-toolbox.yaml"
# The page that the pictures of a proposal are about.
STEP = "stappen/3/"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served() -> Iterator[str]:
    """The site on loopback: a page that fetches its own files does not work from the disk."""
    handler = functools.partial(_Quiet, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def save(picture: bytes, name: str, colours: int = 64) -> None:
    """Few colours, so that the file is small."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(colours).save(PICTURES / f"{name}.png", optimize=True)


def picture_home(page: Page, address: str) -> None:
    page.goto(address)
    page.screenshot(path=PICTURES / "site.png")


def picture_foot(page: Page, address: str) -> None:
    """What stands at the foot of every page."""
    page.goto(address + STEP)
    save(page.locator(".tb-improve").screenshot(), "iets-verbeteren")


def picture_proposal(page: Page, address: str) -> None:
    """A question of a format being changed, without an account."""
    page.goto(address + "voorstel/")
    page.locator("a[data-slug^='format-3.1']").click()
    question = page.get_by_role("button", name=re.compile("wensberoep")).and_(page.locator("[data-toggle]"))
    question.click()
    page.mouse.move(0, 0)
    question.evaluate("button => window.scrollTo(0, button.getBoundingClientRect().top + window.scrollY - 160)")
    save(page.screenshot(), "voorstel")


def picture_route(browser: Browser) -> None:
    """How a proposal becomes part of the toolbox, drawn as the site draws its own diagrams."""
    read = load_diagram("content/schemas/voorstel.yaml", ROUTE.read_bytes())
    if read.item is None:
        raise SystemExit("\n".join(map(str, read.findings)))
    page = browser.new_page(device_scale_factor=1.5)
    page.set_content(f"<body style='margin: 12px; font-family: sans-serif; background: white'>{draw(read.item)}</body>")
    save(page.locator("svg").screenshot(), "van-voorstel-tot-toolbox", 16)


def picture_paper() -> None:
    paper = SITE / "bestanden" / "3.1-format-school-naar-werk-gesprek.pdf"
    first = pypdfium2.PdfDocument(paper)[0]
    first.render(scale=1.1, grayscale=True).to_pil().quantize(16).save(PICTURES / "paper.png", optimize=True)


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox", "--disable-gpu"]
        )
        picture_home(browser.new_page(viewport={"width": 1280, "height": 800}), address)
        narrow = browser.new_page(viewport={"width": 760, "height": 640})
        picture_foot(narrow, address)
        picture_proposal(narrow, address)
        picture_route(browser)
        browser.close()
    picture_paper()
    return 0


if __name__ == "__main__":
    sys.exit(main())
