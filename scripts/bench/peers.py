"""What others do who want paper of a site: a browser prints each page, or mkdocs-to-pdf makes one file of all of them.

The project needs neither, so no lock has mkdocs-to-pdf. By itself: `python -m bench.peers`.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from bench.browser import served, started
from bench.measuring import BIN, PAGE, ROOT, Command, build, copy_checkout, run, spread

PLACE = ".tools/mkdocs-to-pdf"
VERSION = "0.12.1"
GET = f"`.venv/bin/python -m pip install --target {PLACE} mkdocs-to-pdf=={VERSION}`"
RUNS = 3
SETTINGS = """site_name: Toolbox
docs_dir: {docs}
site_dir: {site}
theme: material
plugins: [to-pdf: {{output_path: alles.pdf, cover: false}}]
"""


def rows(root: Path) -> list[str]:
    """What others take for the common pages of the checkout at `root`, in turn with ours on the same pages.

    All of the site each time, for none of them keeps what it made: so that is what an edit costs there. Ours makes the
    formats in all their shapes as well, their packs and the book.
    """
    theirs, printed, cold, edit = list[float](), list[float](), list[float](), list[float]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        checkout = folder / "checkout"
        shutil.copytree(root, checkout, symlinks=True)
        # Regions have pages of their own, which a plain site has not.
        shutil.rmtree(checkout / "content" / "regio")
        for number in range(RUNS):
            for made in (".build", "site"):
                shutil.rmtree(checkout / made, ignore_errors=True)
            cold.append(build(checkout).seconds)
            with (checkout / PAGE).open("a", encoding="utf-8") as text:
                text.write(f"\nDeze zin is nummer {number}.\n")
            edit.append(build(checkout).seconds)
            printed.append(_printed(checkout / "site"))
            if (ROOT / PLACE).is_dir():
                settings = folder / "to-pdf.yml"
                settings.write_text(SETTINGS.format(docs=checkout / ".build" / "docs", site=folder / "site"), "utf-8")
                command: Command = ["env", f"PYTHONPATH={ROOT / PLACE}", BIN / "mkdocs", "build", "-q", "-f", settings]
                theirs.append(run(command, folder).seconds)
    said = [f"Ours, from nothing {spread(cold, '.1f')} s, an edit {spread(edit, '.1f')} s."]
    said.append(_compared("Headless Chromium that prints each page", printed, cold, edit))
    if not theirs:
        return [*said, f"mkdocs-to-pdf is not measured: it is not there. To get it: {GET}."]
    return [*said, _compared("mkdocs-to-pdf, one PDF of all pages", theirs, cold, edit)]


def _printed(site: Path) -> float:
    """Seconds for a PDF of each page."""
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    start = time.perf_counter()
    with served(site) as address, started() as browser:
        page = browser.new_page()
        for name in pages:
            page.goto(f"{address}{name}/")
            page.pdf()
    return time.perf_counter() - start


def _compared(what: str, theirs: list[float], cold: list[float], edit: list[float]) -> str:
    times = [statistics.median(theirs) / statistics.median(ours) for ours in (cold, edit)]
    return (
        f"{what}: {spread(theirs, '.1f')} s, {times[0]:.1f} × ours from nothing and {times[1]:.1f} × ours of an edit."
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy_checkout(Path(folder) / "checkout")
        print("\n".join(rows(Path(folder) / "checkout")))


if __name__ == "__main__":
    main()
