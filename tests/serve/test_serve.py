"""`toolbox serve`: the site on loopback, built again after an edit."""

from __future__ import annotations

import http.client
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from patience import PATIENCE, comes_true
from processes import hear_stops
from serving import address_of
from toolbox.serve import follow
from toolbox.serve.builds import Builds
from toolbox.serve.serve import PortTaken, serve

COMMAND = str(Path(sys.executable).with_name("toolbox"))


@pytest.fixture
def served(good: Path, tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    root = tmp_path / "served"
    shutil.copytree(good, root, symlinks=True)
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", "0"],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=hear_stops,
    )
    address = address_of(process)
    yield root, address, process
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert process.stdout
    process.stdout.close()


def text_of(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        text: str = answer.read().decode()
        return text


def wait_for(address: str, words: str) -> bool:
    return comes_true(lambda: words in text_of(address), pause=0.3)


@pytest.mark.promise("serve-host")
def test_an_edit_shows_and_a_mistake_leaves_the_last_good_page(
    served: tuple[Path, str, subprocess.Popen[str]],
) -> None:
    root, address, process = served
    page = root / "content" / "inleiding.md"
    good = page.read_text("utf-8")
    page.write_text(good + "\nDeze zin is nieuw.\n", "utf-8")
    assert wait_for(address + "inleiding/", "Deze zin is nieuw.")
    assert process.stdout
    # The page was there before: what stays in view is the site of the last build that was good.
    while "Klaar:" not in process.stdout.readline():
        pass
    page.write_text(good.replace("status: uitgewerkt", "status: af"), "utf-8")
    while "‘status: af’ bestaat niet" not in process.stdout.readline():
        pass
    assert "Deze zin is nieuw." in text_of(address + "inleiding/")
    assert answer_to(address, "") == 200
    for name in ("evil.example", f"evil.example:{address.split(':')[2].strip('/')}", "127.0.0.1", "", "localhost:1"):
        assert answer_to(address, "", name) == 421
    assert answer_to(address, "%00") == 404
    assert answer_to(address, "%ff%fe/..%2f..%2fmkdocs.yml") == 404


def test_an_open_page_shows_an_edit_in_the_readers_place(
    served: tuple[Path, str, subprocess.Popen[str]], browser: Browser
) -> None:
    root, address, _ = served
    page = root / "content" / "inleiding.md"
    page.write_text(page.read_text("utf-8") + "\nEen regel.\n" * 80, "utf-8")
    with browser.new_context() as context:
        tab = context.new_page()
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.goto(address + "inleiding/")
        tab.evaluate("scrollTo(0, 1500)")
        page.write_text(page.read_text("utf-8") + "\nDeze zin is nieuw.\n", "utf-8")
        expect(tab.get_by_text("Deze zin is nieuw.")).to_be_attached()
        assert comes_true(lambda: tab.evaluate("scrollY") == 1500, pause=0.1)
        assert said == []
    # Whoever asks right after an edit gets it, and a file on disk is as it is built.
    page.write_text(page.read_text("utf-8") + "\nDeze is van daarna.\n", "utf-8")
    assert comes_true(lambda: "Deze is van daarna." in text_of(address + "inleiding/"), pause=0.1)
    assert "_volg.js" not in (root / "site/inleiding/index.html").read_text("utf-8")


def test_an_answer_waits_for_the_edit_before_it() -> None:
    builds = Builds()
    builds.built(time.monotonic(), newer=True)
    builds.edited()
    began = time.monotonic()
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(builds.settled()))
    asking.start()
    # One that began before the edit does not hold it.
    builds.built(began - 60, newer=True)
    assert answers == []
    builds.wait_for_edit(0)
    builds.built(began, newer=False)
    asking.join(PATIENCE)
    assert answers == [2]


def test_a_page_says_what_it_is_when_it_looks() -> None:
    page = b"<p>x</p></body></html>"
    added = follow.followed(page, 3).removeprefix(b"<p>x</p>").removesuffix(b"</body></html>").decode()
    assert added == f'<script src="/_volg.js?bouw=3&amp;is={follow.digest_of(page)}"></script>'
    assert follow.asked("bouw=3&is=x&pagina=/a/") == follow.PageLook(3, "x", "/a/")
    for query in ("", "bouw=", "bouw=x", "bouw=%D9%A3", "bouw=-1", f"bouw={'9' * 20}"):
        assert follow.asked(query) is None


def answer_to(address: str, path: str, host: str | None = None) -> int:
    """The status that the server gives one who calls it `host`; None is its own name."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    try:
        connection.request("GET", f"/{path}", headers={} if host is None else {"Host": host})
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize("port", ["taken", "65536", "-1"])
def test_a_port_that_cannot_be_is_a_sentence(tmp_path: Path, port: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1] if port == "taken" else int(port)
        with pytest.raises(PortTaken, match=f"Op poort {number} kan de site niet staan"):
            serve(tmp_path, number)
