"""The report below a pull request: one comment, kept up to date, and nothing in it that a stranger can make act."""

from __future__ import annotations

import html
import http.server
import io
import json
import os
import re
import subprocess
import sys
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from conftest import ROOT
from serving import serve
from toolbox.changes.annotations import Annotation
from toolbox.changes.compare import compare
from toolbox.changes.data import to_json
from toolbox.changes.report import Report
from toolbox.forgereport import __main__ as forgereport_main
from toolbox.forgereport import api
from toolbox.forgereport.__main__ import main
from toolbox.forgereport.comment import MARKER, MAX_LENGTH, to_comment
from toolbox.forgereport.plain import plain
from toolbox.forgereport.post import put_labels
from toolbox.forgereport.shape import MAX_TEXT, read_report
from toolbox.forgereport.unusable import Unusable
from toolbox.source.load import load
from toolbox.source.tree import Tree, read_tree

pytestmark = pytest.mark.promise("job-with-rights")

COMMAND = ROOT / "scripts" / "toolbox" / "forgereport" / "__main__.py"
BOT = "github-actions[bot]"
BY_HAND, OF_OTHERS = "lees met de hand", "editie van een ander"
HEAD, NEWER, BASE = "a" * 40, "b" * 40, "c" * 40
NAME = "wijzigingen.json"


# --- a report, and artifacts made from it ---------------------------------------------------------------------------


def report(head: str = HEAD, **changed: Any) -> dict[str, Any]:
    """What `toolbox changes` writes for a proposal that rewords one question."""
    words = [{"mark": "verwijderd", "text": "Wat wil je?"}, {"mark": "toegevoegd", "text": " Wat wil je worden?"}]
    change = {
        "code": "reworded",
        "subject": "Vraag ‘wensberoep’",
        "sentence": "De vraag is anders.",
        "values": {},
        "words": words,
        "blocks": [],
        "effects": ["Wat al is ingevuld, blijft staan."],
    }
    item = {
        "kind": "format",
        "fate": "gewijzigd",
        "path": "forms/3.1",
        "old_path": "",
        "number": "3.1",
        "title": "Format gesprek",
        "answers": "Antwoorden in eerder ingevulde bestanden blijven staan.",
        "changes": [change],
        "paper": {"old_pages": 2, "new_pages": 3, "changed": []},
    }
    whole = {
        "version": 2,
        "base": BASE,
        "head": head,
        "empty": False,
        "summary": ["Gewijzigd: 1 format.", "De controle vindt geen fouten in dit voorstel."],
        "attention": [],
        "items": [item],
        "annotations": [],
        "errors": 0,
        "elsewhere": 0,
        "rewritten": [],
        "outside": [],
        "unreadable": [],
    }
    return whole | changed


def zipped(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def artifact(data: dict[str, Any]) -> bytes:
    return zipped((NAME, json.dumps(data).encode()), ("wijzigingen.md", b"## Niet van ons\n"))


# --- a stand-in for the forge ---------------------------------------------------------------------------------------


@dataclass
class StandIn:
    """As much of GitHub's API as the report uses. `log` has every change that was asked for."""

    address: str = ""
    storage: str = ""
    head: str = HEAD
    files: list[dict[str, str]] = field(default_factory=lambda: [{"filename": "content/inleiding.md"}])
    comments: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    known_labels: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=lambda: ["Beter"])
    artifacts: list[bytes] = field(default_factory=list)
    said_size: int | None = None
    log: list[tuple[str, str]] = field(default_factory=list)
    storage_headers: list[dict[str, str]] = field(default_factory=list)

    def pulls(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        asked = query.get("head", ["regio:verbetering"]) == ["regio:verbetering"]
        return [{"number": 7, "head": {"sha": self.head}, "base": {"sha": BASE}}] if asked else []

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: Any) -> Any:
        first = query.get("page", ["1"]) == ["1"]
        match method, path.split("/"):
            case "GET", ["pulls"]:
                return self.pulls(query) if first else []
            case "GET", ["pulls", "7"]:
                return self.pulls({})[0]
            case "GET", ["pulls", "7", "files"]:
                return self.files if first else []
            case "GET", ["pulls", "7", "commits"]:
                return [{"commit": {"message": message}} for message in self.messages] if first else []
            case "GET", ["issues", "7", "comments"]:
                return self.comments if first else []
            case "POST", ["issues", "7", "comments"]:
                self.comments.append({"id": len(self.comments) + 1, "user": {"login": BOT}, "body": body["body"]})
                return self.comments[-1]
            case "PATCH", ["issues", "comments", number]:
                self.comments[int(number) - 1]["body"] = body["body"]
                return self.comments[int(number) - 1]
            case "GET", ["labels"]:
                return [{"name": name} for name in self.known_labels] if first else []
            case "POST", ["labels"]:
                self.known_labels.append(body["name"])
                return body
            case "GET", ["issues", "7", "labels"]:
                return [{"name": name} for name in self.labels]
            case "POST", ["issues", "7", "labels"]:
                assert set(body["labels"]) <= set(self.known_labels)
                self.labels += body["labels"]
                return []
            case "DELETE", ["issues", "7", "labels", name]:
                self.labels.remove(urllib.parse.unquote(name))
                return []
            case "GET", ["actions", "runs", "55", "artifacts"]:
                return {"artifacts": [self._artifact(index) for index in range(len(self.artifacts))]}
            case "GET", ["actions", "artifacts", number, "zip"]:
                return f"{self.storage}/{number}"
        raise AssertionError((method, path))

    def _artifact(self, index: int) -> dict[str, Any]:
        size = len(self.artifacts[index]) if self.said_size is None else self.said_size
        return {"id": index + 1, "name": "verslag", "expired": False, "size_in_bytes": size}


class _Quiet(http.server.BaseHTTPRequestHandler):
    stand_in: StandIn

    def log_message(self, format: str, *args: object) -> None:
        pass

    def reply(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


class _Api(_Quiet):
    def do(self) -> None:
        parts = urllib.parse.urlsplit(self.path)
        path = parts.path.removeprefix("/repos/toolbox/toolbox/")
        given = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        assert self.headers["Authorization"] == "Bearer geheim"
        if self.command != "GET":
            self.stand_in.log.append((self.command, path))
        query = urllib.parse.parse_qs(parts.query)
        found = self.stand_in.answer(self.command, path, query, json.loads(given) if given else None)
        if isinstance(found, str):
            self.reply(302, b"", {"Location": found})
        else:
            self.reply(200, json.dumps(found).encode())

    do_GET = do_POST = do_PATCH = do_DELETE = do


class _Storage(_Quiet):
    """Where a forge keeps artifacts: another host, that has no business with the token."""

    def do_GET(self) -> None:
        self.stand_in.storage_headers.append(dict(self.headers))
        self.reply(200, self.stand_in.artifacts[int(self.path.strip("/")) - 1])


@pytest.fixture
def forge() -> Iterator[StandIn]:
    stand_in = StandIn()
    servers = []
    for handler in (_Api, _Storage):
        kind = type(handler.__name__, (handler,), {"stand_in": stand_in})
        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), kind))
        serve(servers[-1])
    stand_in.address, stand_in.storage = (f"http://127.0.0.1:{server.server_address[1]}" for server in servers)
    yield stand_in
    for server in servers:
        server.shutdown()
        server.server_close()


def set_up(forge: StandIn, folder: Path, head: str = HEAD, author: str = BOT) -> dict[str, str]:
    """The event as the runner writes it, and the settings with which the workflow calls us."""
    event = {
        "workflow_run": {
            "id": 55,
            "head_sha": head,
            "head_branch": "verbetering",
            "head_repository": {"id": 9, "owner": {"login": "regio"}},
            "html_url": "https://forge.invalid/runs/55",
        }
    }
    (folder / "event.json").write_text(json.dumps(event))
    return {
        "FORGE_API": forge.address,
        "FORGE_REPOSITORY": "toolbox/toolbox",
        "FORGE_TOKEN": "geheim",
        "REPORT_AUTHOR": author,
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "RUN_URL": "https://forge.invalid/runs/55",
    }


@pytest.fixture
def command(
    forge: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command, called as it stands; `apart` calls it as the workflow does."""

    def run(*arguments: str, head: str = HEAD, author: str = BOT) -> subprocess.CompletedProcess[str]:
        for name, value in set_up(forge, tmp_path, head, author).items():
            monkeypatch.setenv(name, value)
        status = main(arguments)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, status, said.out, said.err)

    return run


@pytest.fixture
def apart(forge: StandIn, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command as the workflow runs it: apart from the environment, from a folder with traps in it."""
    (tmp_path / "json.py").write_text("raise SystemExit('trap')")
    (tmp_path / "toolbox.py").write_text("raise SystemExit('trap')")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        settings = {**set_up(forge, tmp_path), "PYTHONPATH": str(tmp_path), "PATH": os.environ["PATH"]}
        # Without site-packages: the job that has rights has installed nothing.
        called = [sys.executable, "-I", "-S", str(COMMAND), *arguments]
        return subprocess.run(called, cwd=tmp_path, env=settings, capture_output=True, text=True, check=False)

    return run


def posted(forge: StandIn) -> str:
    bodies = [comment["body"] for comment in forge.comments if comment["user"]["login"] == BOT]
    assert len(bodies) == 1
    return str(bodies[0])


# --- one comment, kept up to date -----------------------------------------------------------------------------------


def test_a_report_becomes_one_comment(forge: StandIn, apart: Callable[..., Any]) -> None:
    forge.artifacts = [artifact(report())]
    done = apart("run")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Het verslag staat bij voorstel 7.\n", "")
    assert (
        posted(forge)
        == """<!-- toolbox-verslag -->
<!-- stand aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
## Wat dit voorstel verandert

- Gewijzigd: 1 format.
- De controle vindt geen fouten in dit voorstel.

### Wat er anders is

<ins>Onderstreept</ins> is nieuw, <del>doorgestreept</del> is weg.

<details open>
<summary>Format 3.1 Format gesprek: gewijzigd</summary>

- Antwoorden in eerder ingevulde bestanden blijven staan.
- Vraag ‘wensberoep’: De vraag is anders. <del>Wat wil je?</del> <ins>Wat wil je worden?</ins>
  - Gevolg: Wat al is ingevuld, blijft staan.
- Bladzijden op papier: 2 wordt 3.

</details>

Het hele verslag met plaatjes, en een voorbeeld van de site, staan onderaan \
[bij de controle](https://forge.invalid/runs/55).
"""
    )
    assert forge.labels == []


def test_a_second_push_changes_the_same_comment(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.artifacts = [artifact(report())]
    command("run")
    forge.head = NEWER
    forge.artifacts = [artifact(report(NEWER, summary=["Gewijzigd: 2 formats."]))]
    assert command("run", head=NEWER).returncode == 0
    assert "Gewijzigd: 2 formats." in posted(forge)
    assert NEWER in posted(forge)
    assert forge.log == [("POST", "issues/7/comments"), ("PATCH", "issues/comments/1")]


def test_the_same_report_again_changes_nothing(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.artifacts = [artifact(report())]
    for _ in range(2):
        assert command("run").returncode == 0
    assert forge.log == [("POST", "issues/7/comments")]


def test_a_run_on_an_older_push_says_nothing(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.head = NEWER
    forge.artifacts = [artifact(report())]
    done = command("run")
    assert done.returncode == 0
    assert "Er is niets geplaatst." in done.stdout
    assert forge.log == []


def test_a_comment_of_someone_else_with_our_marker_is_left_alone(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.comments = [{"id": 1, "user": {"login": "iemand"}, "body": f"{MARKER}\nniet van ons"}]
    forge.artifacts = [artifact(report())]
    command("run")
    assert forge.comments[0]["body"] == f"{MARKER}\nniet van ons"
    assert "Gewijzigd: 1 format." in posted(forge)


def test_the_last_artifact_of_a_run_counts(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.artifacts = [artifact(report(summary=["Eerste keer."])), artifact(report(summary=["Tweede keer."]))]
    command("run")
    assert "Tweede keer." in posted(forge)


@pytest.mark.parametrize(
    ("answer", "words"), [(b"{}", "geen lijst"), (b"x", "geen JSON"), (b"[1, 2]", "het antwoord is te groot")]
)
def test_an_answer_that_makes_no_sense_is_told(monkeypatch: pytest.MonkeyPatch, answer: bytes, words: str) -> None:
    monkeypatch.setattr(api, "MAX_ANSWER", 5)
    monkeypatch.setattr(api.Forge, "_read", lambda *_: answer)
    with pytest.raises(api.ApiError, match=words):
        list(api.Forge("http://forge.invalid", "a/b", "geheim").every("/labels"))


@pytest.mark.parametrize("status", [409, 422, 500])
def test_a_label_that_someone_else_just_made_is_put_all_the_same(status: int) -> None:
    sent: list[str] = []

    def send(_method: str, path: str, _body: Any) -> None:
        sent.append(path)
        if path == "/labels":
            raise api.ApiError("bezet", status)

    forge: Any = SimpleNamespace(get=lambda _: [], every=lambda _: iter(()), send=send)
    if status == 500:
        with pytest.raises(api.ApiError):
            put_labels(forge, 7, {BY_HAND: True})
    else:
        put_labels(forge, 7, {BY_HAND: True})
    assert sent == ["/labels", "/issues/7/labels"][: 1 if status == 500 else 2]


def test_a_report_of_ours_that_is_too_large_is_told(
    forge: StandIn, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgereport_main, "MAX_REPORT", 10)
    (tmp_path / NAME).write_bytes(b"x" * 11)
    assert command("folder", "7", HEAD, str(tmp_path)).returncode == 0
    assert "Het verslag is te groot." in posted(forge)


def test_the_token_stays_with_the_forge(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.artifacts = [artifact(report())]
    command("run")
    assert len(forge.storage_headers) == 1
    assert "geheim" not in json.dumps(forge.storage_headers)


def test_a_forge_that_does_not_answer_is_told(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.address = "http://127.0.0.1:9"
    done = command("run")
    assert done.returncode == 2
    assert done.stderr.startswith("toolbox: GET /pulls")


class _Broken(_Quiet):
    """A forge that says no, and two that stop halfway."""

    def do_GET(self) -> None:
        match self.path.rpartition("/")[2]:
            case "no":
                self.reply(403, b'{"message": "geheim"}')
            case "babble":
                self.wfile.write(b"?\r\n\r\n")
            case "half":
                self.wfile.write(b"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\n[")


@pytest.mark.parametrize(("path", "status"), [("no", 403), ("babble", 0), ("half", 0)])
def test_a_forge_that_says_no_or_stops_halfway_is_told(path: str, status: int) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Broken) as server:
        serve(server)
        broken = api.Forge(f"http://127.0.0.1:{server.server_address[1]}", "a/b", "geheim")
        with pytest.raises(api.ApiError, match=f"^GET /{path}: ") as caught:
            broken.get(f"/{path}")
        server.shutdown()
    assert caught.value.status == status
    assert "geheim" not in str(caught.value)


# --- what a maintainer must read --------------------------------------------------------------------------------------


def test_files_elsewhere_give_a_label_by_the_forges_own_list(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.files.append({"filename": "scripts/build.py"})
    forge.files.append({"filename": "content/x.md", "previous_filename": ".github/workflows/test.yml"})
    forge.artifacts = [artifact(report(outside=[]))]
    command("run")
    assert forge.labels == [BY_HAND]
    assert forge.known_labels == [BY_HAND]
    assert "> [!WARNING]" in posted(forge)
    assert ">\n> - scripts/build.py\n> - .github/workflows/test.yml\n\n" in posted(forge)


def test_the_label_goes_when_the_files_are_gone(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.labels = ["andere", BY_HAND]
    forge.artifacts = [artifact(report())]
    command("run")
    assert forge.labels == ["andere"]


@pytest.mark.parametrize(
    ("files", "message", "labels"),
    [
        (["content/regio/nijmegen/edition.yaml"], "Beter\n\nRegio: Elders", [OF_OTHERS]),
        (["content/regio/nijmegen/edition.yaml"], "Beter", [OF_OTHERS]),
        (["content/regio/nijmegen/edition.yaml"], "Beter\n\nRegio: Elders, Regio Nijmegen", []),
        (["content/regio/rijn-ijssel/teksten/a.md", "content/inleiding.md"], "Beter\n\nRegio: Rijn IJssel\n", []),
        (["content/regio/nijmegen/a.md", "content/regio/twente/b.md"], "Beter\n\nRegio: Twente", [OF_OTHERS]),
    ],
)
def test_the_folder_of_another_region_gives_a_label(
    forge: StandIn, command: Callable[..., Any], files: list[str], message: str, labels: list[str]
) -> None:
    forge.files = [{"filename": name} for name in files]
    forge.messages = [message]
    forge.labels = [] if labels else [OF_OTHERS]
    forge.artifacts = [artifact(report())]
    command("run")
    assert forge.labels == labels


def test_the_label_comes_even_without_a_report(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.files = [{"filename": "mkdocs.yml"}]
    command("run")
    assert forge.labels == [BY_HAND]
    assert "De controle heeft geen verslag gemaakt." in posted(forge)


# --- Forgejo: the report is made by our own job -----------------------------------------------------------------------


def test_only_proposals_without_a_current_report_wait(
    forge: StandIn, command: Callable[..., Any], tmp_path: Path
) -> None:
    assert command("waiting").stdout == f"7 {BASE} {HEAD}\n"
    (tmp_path / NAME).write_text(json.dumps(report()))
    assert command("folder", "7", HEAD, str(tmp_path)).returncode == 0
    assert "Gewijzigd: 1 format." in posted(forge)
    assert command("waiting").stdout == ""
    forge.head = NEWER
    assert command("waiting").stdout == f"7 {BASE} {NEWER}\n"


def test_a_folder_without_a_report_is_told(forge: StandIn, command: Callable[..., Any], tmp_path: Path) -> None:
    assert command("folder", "7", HEAD, str(tmp_path / "leeg")).returncode == 0
    assert "De controle heeft geen verslag gemaakt." in posted(forge)


@pytest.mark.parametrize("arguments", [[], ["post"], ["folder", "7; rm", HEAD, "x"], ["folder", "7", "main", "x"]])
def test_an_unknown_command_is_refused(arguments: list[str], forge: StandIn, command: Callable[..., Any]) -> None:
    assert command(*arguments).returncode == 2
    assert forge.log == []


# --- hostile artifacts ------------------------------------------------------------------------------------------------


def hostile() -> Iterator[tuple[str, bytes, str]]:
    good = json.dumps(report()).encode()
    shape = "Het verslag heeft niet de goede vorm."
    name = "Bij het verslag zit een bestand met een naam die niet mag."
    for bad in ("../../.ssh/authorized_keys", "/etc/passwd", "a/../../b", "..\\b", "C:\\b"):
        yield bad, zipped((NAME, good), (bad, b"x")), name
    yield "bomb", zipped((NAME, b" " * 50_000_000)), "Het verslag is te groot."
    yield "many", zipped((NAME, good), *((f"{n}.txt", b"") for n in range(30))), "te veel bestanden"
    yield "twice", _twice(good), "Er is geen verslag gemaakt."
    yield "no report", zipped(("wijzigingen.md", b"@iedereen")), "Er is geen verslag gemaakt."
    yield "no zip", b"PK\x03\x04 nee", "Het verslag is beschadigd."
    yield "cut", zipped((NAME, good))[:-40], "Het verslag is beschadigd."
    yield "not json", zipped((NAME, b"<html>")), "Het verslag is niet te lezen."
    yield "not utf-8", zipped((NAME, b"\xff\xfe")), "Het verslag is niet te lezen."
    yield "deep", zipped((NAME, b"[" * 200_000)), "Het verslag is niet te lezen."
    yield "huge number", zipped((NAME, b'{"version": ' + b"9" * 9_000 + b"}")), "Het verslag is niet te lezen."
    yield "list", artifact_of([]), shape
    yield "version", artifact_of(report(version=1)), "andere versie"
    yield "true is no number", artifact_of(report(version=True)), shape
    yield "summary", artifact_of(report(summary="tekst")), shape
    yield "summary in it", artifact_of(report(summary=[{"x": 1}])), shape
    yield "items", artifact_of(report(items=[{"kind": "pagina"}])), shape
    yield "kind", artifact_of(report(items=[report()["items"][0] | {"kind": "@x"}])), shape
    yield "many items", artifact_of(report(items=[report()["items"][0]] * 6_000)), shape
    yield "line", artifact_of(report(annotations=[note(line=-1)])), shape
    yield "column", artifact_of(report(annotations=[note(column="1")])), shape
    yield "level", artifact_of(report(annotations=[note(level="<b>")])), shape
    yield "head", artifact_of(report("refs/heads/main")), shape
    yield "head with more", artifact_of(report(f"{HEAD}\n@x")), shape
    yield "another head", artifact_of(report(NEWER)), "Het verslag gaat over een andere stand van het voorstel."


def artifact_of(data: Any) -> bytes:
    return zipped((NAME, json.dumps(data).encode()))


def note(**changed: Any) -> dict[str, Any]:
    about = {"path": "content/a.md", "line": 1, "column": 0, "level": "error", "code": "x", "message": "Fout."}
    return about | changed


def _twice(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(NAME, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(NAME, data)
    return stream.getvalue()


@pytest.mark.parametrize(("data", "said"), [pytest.param(data, said, id=name) for name, data, said in hostile()])
def test_a_hostile_artifact_is_refused(
    data: bytes, said: str, forge: StandIn, command: Callable[..., Any], tmp_path: Path
) -> None:
    forge.artifacts = [data]
    before = sorted(tmp_path.rglob("*"))
    done = command("run")
    assert (done.returncode, done.stderr) == (0, "")
    assert said in posted(forge)
    assert len(posted(forge)) < 600
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "event.json"])


def test_too_much_is_not_even_fetched(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.artifacts, forge.said_size = [artifact(report())], 10_000_000
    command("run")
    assert "Het verslag is te groot." in posted(forge)
    assert forge.storage_headers == []


def test_a_forge_that_lies_about_the_size_is_cut_off(forge: StandIn, command: Callable[..., Any]) -> None:
    forge.artifacts, forge.said_size = [os.urandom(10_000_000)], 10
    command("run")
    assert "Het verslag is te groot." in posted(forge)


# --- hostile text -----------------------------------------------------------------------------------------------------

HOSTILE = (
    "@iedereen kijk hier",
    "</details><script>alert(1)</script>",
    "```\n## Goedgekeurd\n```",
    "~~~ ${{ github.token }}",
    "[klik](https://kwaad.example) ![x](https://kwaad.example/x.png)",
    "https://kwaad.example www.kwaad.example mailto:a@kwaad.example <https://kwaad.example>",
    "sluit #12, GH-13, !4, toolbox/toolbox#5 en toolbox/toolbox@abcdef1",
    "<!-- toolbox-verslag --> -->",
    "\n\n# Kop\n- lijst\n1. een\n> citaat\n---\n| a | b |\n/merge",
    "&lt;script&gt; &#64;iedereen &copy;",
    "\u202etxt.exe \u200b\x00\x1b[31m",
    "**vet** _schuin_ `code` $x^2$ :tada:",
    "- [x] klaar",
)


def everywhere(text: str) -> dict[str, Any]:
    """A report that has `text` wherever a report can have text."""
    item = report()["items"][0]
    change = item["changes"][0] | {
        "subject": text,
        "sentence": text,
        "effects": [text],
        "words": [{"mark": mark, "text": text} for mark in ("gelijk", "toegevoegd", "verwijderd")],
        "blocks": [
            {"state": "gewijzigd", "kind": "p", "depth": 0, "restyled": False, "text": runs(text), "rows": []},
            {"state": "gewijzigd", "kind": text, "depth": 0, "restyled": False, "text": [], "rows": [row(text)]},
        ],
    }
    whole = item | {"number": text, "title": text, "path": text, "changes": [change]}
    notes = [note(path=text, message=text, code=text)]
    return report(summary=[text], attention=[text], items=[whole], annotations=notes, outside=[text], rewritten=[text])


def runs(text: str) -> list[dict[str, str]]:
    return [{"mark": "toegevoegd", "text": text}]


def row(text: str) -> dict[str, Any]:
    return {"state": "toegevoegd", "cells": [runs(text), runs(text)]}


def comment_on(data: dict[str, Any], outside: tuple[str, ...] = ()) -> str:
    return to_comment(read_report(json.dumps(data).encode()), outside, "Klaar.")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    comment = comment_on(everywhere(text), (text,))
    assert harmful(comment) == []
    # All of it can still be read.
    shown = html.unescape(re.sub(r"<[^>]*>", "", markdown(comment.replace("<summary>", "").replace("</summary>", ""))))
    words = [word for word in re.findall(r"\w+", text) if word.isascii()]
    assert [word for word in words if word not in shown] == []


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_stays_text(text: str) -> None:
    assert harmful(comment_on(everywhere(text), (text,))) == []


@settings(deadline=None)
@given(st.text(alphabet="@#!~$%^&<>/`*_[]()|\\-+=.:wW1gGhH \n\t", max_size=60))
def test_any_signs_stay_text(text: str) -> None:
    assert harmful(f"- {plain(text)}\n") == []


OWN_LINES = (
    re.compile(r"<!-- (toolbox-verslag|stand [0-9a-f]{40}) -->"),
    re.compile(r"##+ [A-Z][a-z :]+"),
    re.compile(r"> (\[!WARNING\]|Dit voorstel verandert ook .*|- .*)|>"),
    re.compile(r"</?details(?: open)?>|<summary>[^<]*</summary>"),
    re.compile(r"(  )?- .*|<ins>Onderstreept.*|Klaar\.|"),
)
OWN_SIGNS = re.compile(r"</?(?:summary|ins|del|details(?: open)?)>|<!-- .* -->|^#+ |^>( \[!WARNING\]| - )?")
TAGS = re.compile(r"</?(?:ins|del)>")
# What a forge looks for in the text that is left when Markdown is done.
ACTING = (
    re.compile(r"(?<![\w])@[A-Za-z0-9]"),
    re.compile(r"[#!~$%^&][A-Za-z0-9]"),
    re.compile(r"(?i)://|www\.|\bgh-\d"),
)


def harmful(comment: str) -> list[str]:
    """Lines with something in them that Markdown or a forge would act on."""
    found = [line for line in comment.split("\n") if not any(own.fullmatch(line) for own in OWN_LINES)]
    for line in comment.split("\n"):
        if line.startswith(("<!--", "#", ">", "<")):
            text = OWN_SIGNS.sub("", line).strip()
            text = text.replace("`content/`", "").replace("`forms/`", "")
        else:
            text = TAGS.sub("", re.sub(r"^ *- ", "", line)).strip()
        if re.search(r"[\\`*_\[\]{}<>|]", text) or re.match(r"[-+=]|\d{1,9}[.)]", text):
            found.append(line)
        if any(acting.search(html.unescape(text)) for acting in ACTING):
            found.append(line)
    return found


def test_the_test_sees_what_is_harmful() -> None:
    for line in ("- @jan", "- <b>", "- [a](b)", "- #1", "# @jan", "- see www.x", "tekst", "- - x", "<img>", "- `x`"):
        assert harmful(line), line


def test_a_long_report_is_cut_and_says_so() -> None:
    item = report()["items"][0]
    comment = comment_on(report(items=[item | {"title": "x" * 500, "changes": item["changes"] * 50}] * 100))
    assert len(comment) <= MAX_LENGTH
    assert comment.count("<details") == comment.count("</details>") < 100
    assert comment.endswith("**De rest staat in het hele verslag.**\n\nKlaar.\n")


def test_a_long_list_and_a_long_text_are_cut() -> None:
    comment = comment_on(report(summary=[f"regel {n}" for n in range(70)], attention=["y" * 1000]))
    assert "- … en nog 10. Zie het hele verslag." in comment
    assert f"- {'y' * MAX_TEXT} …\n" in comment


# --- the real thing ---------------------------------------------------------------------------------------------------


def test_what_the_comparison_writes_is_understood() -> None:
    """The two ends of the road are written apart: the report of a real change is read and shown."""
    tree, _ = read_tree(ROOT)
    changed = dict(tree.files)
    path = "content/inleiding.md"
    changed[path] = tree.files[path] + b"\nEen zin van @iedereen erbij.\n"
    removed = next(name for name in changed if name.startswith("content/bijlagen/"))
    del changed[removed]
    changes = compare(load(tree).toolbox, load(Tree(changed)).toolbox)
    note = Annotation(path, 3, 8, "error", "x", "Dit is een fout.")
    whole = Annotation(path, 4, 0, "warning", "x", "Dit is een fout.")
    written = to_json(Report(BASE, HEAD, changes, annotations=(note, whole), outside=("scripts/x.py",)))
    comment = to_comment(read_report(written.encode()), (), "Klaar.")
    assert harmful(comment) == []
    assert "<ins>Een zin van &#64;&#8203;iedereen erbij.</ins>" in comment
    assert "- content/inleiding.md, regel 3, teken 8: fout: Dit is een fout.\n" in comment
    assert "- content/inleiding.md, regel 4: let op: Dit is een fout.\n" in comment
    assert comment.count("<summary>") == len(changes.items) == 2


def test_a_report_of_nothing_is_understood() -> None:
    comment = to_comment(read_report(to_json(Report(BASE, HEAD)).encode()), (), "Klaar.")
    assert "- Er verandert niets.\n" in comment


def test_refusals_hold_nothing_of_the_report() -> None:
    with pytest.raises(Unusable) as refused:
        read_report(json.dumps(report(summary=[{"@iedereen": 1}])).encode())
    assert "iedereen" not in str(refused.value)
