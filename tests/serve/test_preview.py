"""`toolbox serve` shows an edit before the build of all is done: here that is held until a test lets it go."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect

from patience import PATIENCE, comes_true
from processes import hear_stops, is_gone
from serving import address_of

# `toolbox serve`, of which a build waits as long as there is such a file.
HELD = """
import sys, time
from pathlib import Path
from toolbox.serve import serve
from toolbox.machine.stops import end_tidily

def build(root, nice):
    while Path(sys.argv[1]).exists():
        time.sleep(0.05)
    return serve.run_build(root, nice)

end_tidily()
serve.serve(Path.cwd(), 0, build)
"""
TEXT, FORM = "content/inleiding.md", "forms/1.2-kennismaking/datapackage.yaml"


@dataclass
class Serving:
    root: Path
    process: subprocess.Popen[str]
    gate: Path
    address: str
    answers: dict[str, bytes] = field(default_factory=dict)

    def hold(self) -> None:
        self.gate.touch()

    def let_go(self) -> None:
        self.gate.unlink()

    def get(self, path: str) -> bytes:
        with urllib.request.urlopen(self.address + path) as answer:
            data: bytes = answer.read()
            return data

    def ask(self, path: str) -> threading.Thread:
        """Its answer comes in `answers`."""
        asking = threading.Thread(target=lambda: self.answers.update({path: self.get(path)}), daemon=True)
        asking.start()
        return asking

    def edit(self, path: str, old: str, new: str) -> None:
        """In one step, so that nobody reads half of it."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        beside = self.root / path.replace("/", "_")
        beside.write_text(text.replace(old, new, 1), "utf-8")
        beside.replace(self.root / path)

    def add(self, sentence: str) -> None:
        beside = self.root / "new"
        beside.write_text((self.root / TEXT).read_text("utf-8") + f"\n{sentence}\n", "utf-8")
        beside.replace(self.root / TEXT)

    def warm(self) -> list[int]:
        """The processes that make single files."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"toolbox.serve.previewing" in command and str(self.process.pid).encode() in command:
                found.append(int(entry.name))
        return found


@pytest.fixture
def serving(good: Path, tmp_path: Path) -> Iterator[Serving]:
    root, gate = tmp_path / "served", tmp_path / "gate"
    shutil.copytree(good, root, symlinks=True)
    process = subprocess.Popen(
        [sys.executable, "-c", HELD, str(gate)], cwd=root, stdout=subprocess.PIPE, text=True, preexec_fn=hear_stops
    )
    found = Serving(root, process, gate, address_of(process))
    yield found
    left = found.warm()
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert all(map(is_gone, left))
    assert process.stdout
    process.stdout.close()


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_an_edit_shows_in_its_place_before_the_build_of_all(serving: Serving, browser: Browser) -> None:
    serving.add("Een regel.\n\n" * 80)
    assert b"Een regel." in serving.get("inleiding/")
    with browser.new_context() as context:
        tab = context.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(serving.address + "inleiding/")
        tab.evaluate("scrollTo(0, 1500)")
        serving.hold()
        serving.add("Deze zin is nieuw.")
        expect(tab.get_by_text("Deze zin is nieuw.")).to_be_attached()
        assert comes_true(lambda: tab.evaluate("scrollY") == 1500, pause=0.1)
        stands = serving.root / "site/inleiding/index.html"
        assert "Deze zin is nieuw." not in stands.read_text("utf-8")
        # What the build gives is the same, and a page that is the same does not load itself again.
        tab.evaluate("window.same = true")
        with tab.expect_response(lambda answer: "_kijk.js" in answer.url and b"dataset" in answer.body()):
            serving.let_go()
        assert tab.evaluate("window.same")
        assert comes_true(lambda: "Deze zin is nieuw." in stands.read_text("utf-8"), pause=0.1)
        assert said == []


def test_what_is_made_alone_is_what_a_build_makes(serving: Serving) -> None:
    serving.hold()
    serving.edit(FORM, "title: Hoe heet je?", "title: Hoe noemen we je?")
    mark = next((serving.root / "site/bestanden").glob("*-site.zip")).name.removesuffix("-site.zip")
    pages = ["", "bijlagen/1.2/", "bijlagen/1.2/invullen/", "stappen/1/", "wie-vult-wat-in/"]
    files = ["1.2-kennismaking" + end for end in (".pdf", ".png", "-invulbaar.pdf", ".docx", ".xlsx", "-vorm.js")]
    files += ["stap-1-formats.pdf", f"{mark}.pdf", f"{mark}-gegevens.xlsx"]
    made = {path: serving.get(path) for path in (*pages, *(f"bestanden/{name}" for name in files))}
    assert "Hoe noemen we je?" in words_of(made["bestanden/1.2-kennismaking.pdf"])
    assert "Hoe noemen we je?" in words_of(made[f"bestanden/{mark}.pdf"])
    assert "Hoe noemen we je?" in made["bijlagen/1.2/invullen/"].decode()
    serving.let_go()
    # Nobody makes this one by itself.
    serving.get("downloads/")
    assert [path for path in files if serving.get(f"bestanden/{path}") != made[f"bestanden/{path}"]] == []
    assert [path for path in pages if plain(serving.get(path)) != plain(made[path])] == []


def plain(page: bytes) -> bytes:
    """Without what says which state it is of, and how large files are: that is known when they are all there."""
    return re.sub(rb'<script src="/_volg.*?</script>|\d+ kB', b"", page)


def test_a_mistake_leaves_the_last_good_page(serving: Serving) -> None:
    serving.hold()
    serving.edit(TEXT, "status: uitgewerkt", "status: af")
    asking = serving.ask("inleiding/")
    serving.let_go()
    asking.join(PATIENCE)
    assert b"<title>" in serving.answers["inleiding/"]
    serving.hold()
    serving.edit(TEXT, "status: af", "status: uitgewerkt")
    serving.add("Nu is het goed.")
    assert b"Nu is het goed." in serving.get("inleiding/")
    serving.let_go()


def test_without_the_warm_process_an_answer_waits_for_the_build(serving: Serving) -> None:
    assert comes_true(lambda: len(serving.warm()) > 1)
    serving.hold()
    serving.add("Deze zin is nieuw.")
    # It cannot answer, and then it is gone.
    for process in serving.warm():
        end(process, signal.SIGSTOP)
    asking = serving.ask("inleiding/")
    for process in serving.warm():
        end(process, signal.SIGKILL)
    serving.let_go()
    asking.join(PATIENCE)
    assert b"Deze zin is nieuw." in serving.answers["inleiding/"]
    # The next edit has one again.
    serving.hold()
    serving.add("En deze ook.")
    assert b"En deze ook." in serving.get("inleiding/")
    serving.let_go()


def end(process: int, how: signal.Signals) -> None:
    subprocess.run(["kill", f"-{int(how)}", str(process)], check=False, stderr=subprocess.DEVNULL)


def test_what_is_planted_does_not_come_through(serving: Serving) -> None:
    serving.hold()
    serving.add("<script>alert(1)</script> en <img src=x onerror=alert(2)> zeggen niets.")
    asking = serving.ask("inleiding/")
    serving.let_go()
    asking.join(PATIENCE)
    assert b"<script>alert" not in serving.answers["inleiding/"]
    assert b"<img src=x" not in serving.answers["inleiding/"]


def test_settings_are_of_the_next_process(serving: Serving) -> None:
    serving.hold()
    serving.edit("mkdocs.yml", "https://www.transitieroute.nl/", "https://school.example/")
    asking = serving.ask("inleiding/")
    serving.let_go()
    asking.join(PATIENCE)
    assert b"https://school.example/inleiding/" in serving.answers["inleiding/"]
    serving.hold()
    serving.add("Deze zin is nieuw.")
    assert b"Deze zin is nieuw." in serving.get("inleiding/")
    serving.let_go()
