"""A folder dropped in `tests/hostile` is a test: what a stranger may send, and what must become of it.

Below that, the checks themselves are shown to fail: each is given what it must find.
"""

from __future__ import annotations

import base64
import io
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

import hostile_runner
from hostile_case import HOSTILE, WALLS, Case, read_case, read_cases, together
from hostile_judge import judge
from hostile_look import holds, page_problems, pdf_problems, scripts_of
from hostile_runner import Listener, listening
from hostile_scene import set_stage

pytestmark = pytest.mark.promise("no-leaks", "no-network", "honest")

CASES = read_cases()
TOKEN = "geheim-0123456789abcdef01234567"


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with listening() as running:
        yield running


def test_there_are_attacks_on_every_wall_and_honest_twins() -> None:
    attacks = [case for case in CASES if not case.twin_of]
    twins = [case for case in CASES if case.twin_of]
    assert len(attacks) >= 75
    assert len(twins) >= 15
    assert {case.wall for case in attacks} == {case.wall for case in twins} == set(WALLS)
    assert {case.twin_of for case in twins} <= {case.name for case in attacks}
    assert {case.must for case in twins} == {"build"}
    assert len({case.tries for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", together(CASES), ids=lambda case: case.name)
def test_hostile(case: Case, good: Path, listener: Listener, tmp_path: Path) -> None:
    scene = set_stage(case, good, tmp_path / "sandbox", listener.address)
    assert judge(case, scene, good, listener) == []


# --- the checks can fail ---


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def printed(text: str = "", attached: bytes = b"", title: str = "", script: str = "") -> bytes:
    """A PDF with these things in it, compressed."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 12 Tf 20 700 Td ({text}) Tj ET".encode())
    if attached:
        pdf.attachments["bijlage.txt"] = pikepdf.AttachedFileSpec(pdf, attached)
    if title:
        pdf.docinfo[pikepdf.Name.Title] = f"{title} \N{GREEK SMALL LETTER OMEGA}"
    if script:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
    buffer = io.BytesIO()
    pdf.save(buffer, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


LEAKS = {
    "page": f"<p>{TOKEN}</p>".encode(),
    "utf-16": TOKEN.encode("utf-16-be"),
    "hexadecimal": TOKEN.encode().hex().encode(),
    "base64": b"xx" + base64.b64encode(b"a" + TOKEN.encode() + b"bc"),
    "docx": zipped(**{"word/document.xml": f"<w:t>{TOKEN}</w:t>".encode()}),
    "zip in zip": zipped(**{"binnen.docx": zipped(**{"word/media/x": TOKEN.encode()})}),
    "name in a zip": zipped(**{TOKEN: b"x"}),
    "letters on paper": printed(text=TOKEN),
    "attachment of a PDF": printed(attached=TOKEN.encode()),
    "zip in a PDF": printed(attached=zipped(a=TOKEN.encode())),
    "title of a PDF": printed(title=TOKEN),
    "PDF in a script": b'toolboxForm({"pdf":"' + base64.b64encode(printed(text=TOKEN)) + b'"})',
}


@pytest.mark.parametrize("data", LEAKS.values(), ids=LEAKS)
def test_a_secret_is_found_wherever_it_hides(data: bytes) -> None:
    assert holds(data, TOKEN)
    assert not holds(data, TOKEN[::-1].replace("0", "1"))


WRONG_PAGES = [
    "<script>alert(1)</script>",
    '<script src="../assets/kwaad.js"></script>',
    '<script src="https://kwaad.example/site.js"></script>',
    '<script id="__config" type="module">{}</script>',
    '<p onclick="alert(1)">x</p>',
    '<p style="color:red">x</p>',
    "<style>p{}</style>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//kwaad.example">x</a>',
    '<a href="/\\kwaad.example">x</a>',
    '<a href="file:///etc/passwd">x</a>',
    '<img src="https://kwaad.example/x.png">',
    '<img srcset="https://kwaad.example/x.png 2x">',
    '<form action="https://kwaad.example"></form>',
    '<button formaction="https://kwaad.example">x</button>',
    '<link rel="stylesheet" href="http://kwaad.example/x.css">',
    '<meta http-equiv="refresh" content="0;url=x">',
    '<base href="x">',
    '<iframe src="x"></iframe>',
    '<object data="x"></object>',
    '<svg><use xlink:href="x"></use></svg>',
    '<p id="a"></p><p id="a"></p>',
]


@pytest.mark.parametrize("text", WRONG_PAGES)
def test_a_page_that_does_something_is_found(text: str) -> None:
    assert page_problems(f"<html><body>{text}</body></html>", frozenset({"site.js"})) != []


def test_a_page_of_our_own_is_not(good: Path) -> None:
    known = scripts_of(good / "site")
    assert {"site.js", "form.js"} <= known
    pages = sorted((good / "site").rglob("*.html"))
    assert len(pages) > 10
    assert [page_problems(path.read_text("utf-8"), known) for path in pages] == [[]] * len(pages)


def test_a_pdf_that_does_something_is_found(good: Path) -> None:
    assert pdf_problems(printed(script="app.alert(1)")) == ["/JS", "/JavaScript", "/OpenAction"]
    assert "/EF" in pdf_problems(printed(attached=b"x"))
    papers = sorted((good / "site").rglob("*.pdf"))
    assert len(papers) > 3
    assert [pdf_problems(path.read_bytes()) for path in papers] == [[]] * len(papers)


# A build with every fault that a build can have.
BAD_BUILD = """#!{python}
import os, pathlib, socket
token = os.environ["DEPLOY_TOKEN"]
ballast = bytearray(900_000_000)
for start in range(0, len(ballast), 4096):
    ballast[start] = 1
pathlib.Path("site/kwaad.html").write_text("<script>alert(1)</script>")
pathlib.Path("site/geheim.txt").write_text(token)
pathlib.Path("content/inleiding.md").write_text("veranderd")
pathlib.Path("{outside}/marker").touch()
pathlib.Path(os.environ["HOME"], "spoor").touch()
socket.create_connection(("127.0.0.1", {port}))
print("content/x.md:1: iets dat niemand verwacht", flush=True)
print("Traceback (most recent call last):", token, "\\x1b[2J", flush=True)
while True:
    pass
"""


def test_a_build_that_does_everything_wrong_is_noticed_in_every_way(
    good: Path, listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "tree-voorbeeld"
    folder.mkdir()
    (folder / "case.yaml").write_text(
        "tries: Nothing.\nwall: tree\nmust: refuse\nsays: ['content/a.md: nooit gezegd']\nseconds: 6\nprocessor: 1\n"
        "shows: {site/index.html: [staat er niet]}\nshows_not: {'site/**': [Maak kennis]}\n"
    )
    scene = set_stage(read_case(folder), good, tmp_path / "sandbox", listener.address)
    stand_in = tmp_path / "stand-in"
    port = listener.address.rpartition(":")[2]
    values = {"python": sys.executable, "outside": scene.outside, "port": port}
    stand_in.write_text(BAD_BUILD.format(**values))
    stand_in.chmod(0o755)
    monkeypatch.setattr(hostile_runner, "COMMAND", stand_in)
    found = judge(read_case(folder), scene, good, listener)
    for beginning in (
        "not done after 6 s",
        "exit status -9, not 1",
        "a traceback",
        "does not say: content/a.md: nooit gezegd",
        "says as well: content/x.md:1: iets dat niemand verwacht",
        "says what a terminal would act on",
        "the listener was called",
        "outside changed",
        "home changed",
        "the good site changed",
        "the checkout changed",
        "the secret was said",
        "the secret is in checkout/site/geheim.txt",
        "checkout/site/kwaad.html: <script {}>",
        "site/index.html does not show: staat er niet",
        "index.html shows: Maak kennis",
    ):
        assert any(problem.startswith(beginning) for problem in found), (beginning, found)
    assert any("MB of memory" in problem for problem in found)
    assert any("s of processor time" in problem for problem in found)


def test_a_case_says_what_it_is(tmp_path: Path) -> None:
    for text in (
        "tries: x.\nwall: tree\nmust: refuse\n",
        "tries: x.\nwall: tree\nmust: build\n",
        "tries: x.\nwall: muur\nmust: refuse\nsays: ['content/x.md:1: x']\n",
        "tries: x.\nwall: text\nmust: refuse\nsays: ['content/x.md:1: x']\n",
        "tries: x\nwall: tree\nmust: refuse\nsays: ['content/x.md:1: x']\n",
        "tries: x.\nwall: tree\nmust: misschien\nsays: ['content/x.md:1: x']\n",
        "tries: x.\nwall: tree\nmust: refuse\nsays: ['content/x.md:1: x']\nsay: [y]\n",
        "tries: x.\nwall: tree\nmust: refuse\nsays: [x]\n",
    ):
        folder = tmp_path / "tree-x"
        folder.mkdir(exist_ok=True)
        (folder / "case.yaml").write_text(text)
        with pytest.raises((AssertionError, TypeError)):
            read_case(folder)
    assert {entry.name for case in CASES for entry in case.folder.iterdir()} <= {
        "case.yaml",
        "content",
        "forms",
        "sent",
    }
    assert all(path.is_dir() for path in HOSTILE.iterdir())
