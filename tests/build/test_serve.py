"""`toolbox serve`: the site on loopback, built again after an edit."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from patience import PATIENCE, comes_true
from toolbox.build.serve import PortTaken, serve

COMMAND = str(Path(sys.executable).with_name("toolbox"))


@pytest.fixture
def served(checkout: Path, tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    root = tmp_path / "served"
    shutil.copytree(checkout, root, symlinks=True)
    # A test run in the background has Ctrl-C ignored, and its children would inherit that.
    process = subprocess.Popen(
        [COMMAND, "serve", "--port", "0"],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdout
    address = None
    while address is None:
        line = process.stdout.readline()
        assert line, "it ended before it served"
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
    yield root, address[0], process
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
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
    page.write_text(good.replace("status: uitgewerkt", "status: af"), "utf-8")
    assert process.stdout
    while "‘status: af’ bestaat niet" not in process.stdout.readline():
        pass
    assert "Deze zin is nieuw." in text_of(address + "inleiding/")
    assert answer_to(address, "") == 200
    for name in ("evil.example", f"evil.example:{address.split(':')[2].strip('/')}", "127.0.0.1", "", "localhost:1"):
        assert answer_to(address, "", name) == 421
    assert answer_to(address, "%00") == 404
    assert answer_to(address, "%ff%fe/..%2f..%2fmkdocs.yml") == 404


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
