"""Makes the README's pictures anew from site/, after a change of looks: `.venv/bin/python scripts/pictures.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / ".github" / "pictures"


def main() -> int:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((ROOT / "site" / "index.html").as_uri())
        page.screenshot(path=PICTURES / "site.png")
        browser.close()
    paper = next((ROOT / "site" / "bestanden").glob("3.1-*.pdf"))
    first = pypdfium2.PdfDocument(paper)[0]
    first.render(scale=1.1, grayscale=True).to_pil().quantize(16).save(PICTURES / "paper.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
