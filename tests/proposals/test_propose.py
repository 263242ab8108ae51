"""`toolbox propose`: from a person's own checkout to a pull request, against a forge of our own. With the real git."""

from __future__ import annotations

import argparse
import http.server
import json
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forge import Forge
from proposed import FORM, PAGE, QUESTION, SENTENCE, STEP, Checkout, new_toolbox, write_person
from toolbox.forge.address import Kind, Repository, is_safe, pull_request_page, read_remote, settings_repository
from toolbox.forge.client import AlreadyOpen, Client, ForgeError
from toolbox.proposals import intake, propose
from toolbox.proposals.naming import branch_name, slug
from toolbox.proposals.publishing import body, fenced

BETTER = "De toolbox is voor elke mentor."
TOKEN, OTHER_TOKEN = "geheim-van-de-beheerder", "geheim-van-twente"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return new_toolbox(tmp_path_factory.mktemp("toolbox") / "toolbox")


@pytest.fixture
def forge(original: Checkout, tmp_path: Path) -> Iterator[Forge]:
    with Forge(tmp_path / "forge", {TOKEN: "beheer", OTHER_TOKEN: "twente"}) as running:
        running.create("beheer/toolbox", original.root)
        yield running


@pytest.fixture
def mine(forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A clone of somebody who may write; the remote is a folder, so what forge it is has been set by hand."""
    write_person(tmp_path / "person", "Kim Jansen")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "person"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GITHUB_TOKEN", "GITLAB_TOKEN", "FORGEJO_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    checkout = Checkout(forge.path("beheer/toolbox"), "Kim Jansen").clone(tmp_path / "mine", "Kim Jansen")
    checkout.git("config", "toolbox.forge", "github")
    checkout.git("config", "toolbox.api", forge.api)
    return checkout


def run(checkout: Checkout, *, region: str = "", title: str = "", why: str = "", yes: bool = True) -> int:
    return propose.run(checkout.root, argparse.Namespace(regio=region, titel=title, waarom=why, ja=yes))


def test_an_edit_becomes_a_pull_request(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    mine.replace(PAGE, SENTENCE, BETTER)
    mine.write("notities.txt", "van mij")
    assert run(mine, region="Twente", title="Betere zin", why="Duidelijker. @iedereen") == 0
    text = capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    assert (pull.title, pull.base, pull.user) == ("Betere zin", "main", "beheer")
    assert "```text\nDuidelijker. @iedereen\n```" in pull.body
    assert "Regio: ` Twente `" in pull.body
    assert f"{forge.url}/beheer/toolbox/pull/1" in text
    assert TOKEN not in text
    assert "- notities.txt" in text
    # The forge has one commit more, with the trailer; the person stands on it and keeps what was not part of it.
    bare = forge.bare("beheer/toolbox")
    commit = bare.commit(pull.head)
    assert commit["message"] == "Betere zin\n\nDuidelijker. @iedereen\n\nRegio: Twente"
    assert commit["author"]["name"] == "Kim Jansen"
    assert [file["filename"] for file in bare.files("main", pull.head)] == [PAGE]
    assert mine.line("symbolic-ref", "--short", "HEAD") == pull.head
    assert mine.line("status", "--porcelain") == "?? notities.txt"


def test_more_comes_to_the_same_pull_request(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    mine.replace(FORM, QUESTION, "title: Wat is je naam?")
    assert run(mine) == 0
    assert "dat is nu bijgewerkt" in capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    about = forge.about_pull(forge.bare("beheer/toolbox"), pull)
    assert about["head"]["sha"] == mine.line("rev-parse", "HEAD")
    assert mine.line("rev-list", "--count", "origin/main..HEAD") == "2"


def test_commits_of_before_get_the_region_and_stay_as_they_are(mine: Checkout, forge: Forge) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    first = mine.commit("Betere zin")
    mine.replace(FORM, QUESTION, "title: Wat is je naam?")
    second = mine.commit("Naam\n\nRegio: Elders")
    assert run(mine, region="Twente") == 0
    assert mine.line("rev-parse", "main") == second
    assert mine.line("rev-parse", "main~1") == first
    log = mine.line("log", "--format=%s|%(trailers:key=Regio,valueonly,separator=%x2C)|%an", "origin/main..HEAD")
    assert log.split("\n") == ["Naam|Elders|Kim Jansen", "Betere zin|Twente|Kim Jansen"]
    assert mine.line("rev-parse", "HEAD^{tree}") == mine.line("rev-parse", "main^{tree}")


def test_without_a_token_the_page_is_named(mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine, title="Zin & meer") == 0
    text = capsys.readouterr().out
    branch = mine.line("symbolic-ref", "--short", "HEAD")
    assert f"{forge.url}/beheer/toolbox/compare/main...{branch}?quick_pull=1&title=Zin+%26+meer&body=" in text
    assert forge.pulls == {}


def test_from_a_fork(
    mine: Checkout, forge: Forge, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fork = forge.fork("beheer/toolbox", "twente")
    monkeypatch.setenv("GITHUB_TOKEN", OTHER_TOKEN)
    mine.git("remote", "add", "fork", str(fork.path))
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0, capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    assert (pull.source, pull.user) == ("twente/toolbox", "twente")
    assert forge.bare("beheer/toolbox").refs("refs/heads/voorstel") == []


def test_offline_the_branch_stays(mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    forge.path("beheer/toolbox").rename(forge.folder / "weg")
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 2
    text = capsys.readouterr().out
    branch = mine.line("symbolic-ref", "--short", "HEAD")
    assert f"git push origin {branch}" in text
    assert BETTER in mine.line("show", f"{branch}:{PAGE}")
    assert mine.line("status", "--porcelain") == ""
    # Later the same command goes on where it was.
    (forge.folder / "weg").rename(forge.path("beheer/toolbox"))
    assert run(mine) == 0
    assert forge.bare("beheer/toolbox").branch_hash(branch) == mine.line("rev-parse", "HEAD")


def test_nothing_is_ever_forced(mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str]) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    branch = mine.line("symbolic-ref", "--short", "HEAD")
    bare = forge.bare("beheer/toolbox")
    theirs = bare.commit_file(branch, PAGE, b"van iemand anders", "Ook iets", "ander")
    mine.replace(PAGE, BETTER, SENTENCE)
    mine.write("content/inleiding.md", mine.read(PAGE) + "\nMeer.\n")
    assert run(mine) == 2
    assert bare.branch_hash(branch) == theirs
    assert "Pushen naar origin lukte niet" in capsys.readouterr().out


REFUSALS = {
    "nothing": (lambda mine: None, "Er is niets veranderd in content/ en forms/"),
    "code": (lambda mine: mine.replace("scripts/code.py", "code", "kwaad"), "scripts/code.py"),
    "committed code": (
        lambda mine: (mine.write("mkdocs.yml", mine.read("mkdocs.yml") + "\n# anders\n"), mine.commit("x")),
        "mkdocs.yml",
    ),
    "check": (lambda mine: mine.replace(FORM, "type: date", "type: datum"), "datum"),
    "link": (lambda mine: (mine.root / "content" / "l.md").symlink_to("/etc/passwd"), "verwijzing (symbolic link)"),
    "name": (lambda mine: mine.write("content/Nieuw.md", "x"), "er staan hoofdletters in"),
    "suffix": (lambda mine: mine.write("content/x.html", "x"), "content/x.html"),
}


@pytest.mark.parametrize("change", REFUSALS, ids=lambda name: name.replace(" ", "-"))
def test_what_is_not_in_order_stays_as_it_was(
    mine: Checkout, forge: Forge, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    make, words = REFUSALS[change]
    if change not in ("nothing", "code", "committed code"):
        mine.replace(PAGE, SENTENCE, BETTER)
    make(mine)
    before = mine.snapshot()
    assert run(mine) == 1
    text = capsys.readouterr().out
    assert words in text
    assert "Er is niets gemaakt of gepusht" in text
    assert mine.snapshot() == before
    assert forge.bare("beheer/toolbox").refs("refs/heads/") == ["refs/heads/main"]


def test_a_merge_in_progress_is_left_alone(mine: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    mine.replace(PAGE, SENTENCE, BETTER)
    mine.write(".git/MERGE_HEAD", mine.line("rev-parse", "HEAD") + "\n")
    before = mine.snapshot()
    assert run(mine) == 2
    assert "samenvoegen (merge)" in capsys.readouterr().out
    assert mine.snapshot() == before


@pytest.mark.parametrize(("answer", "status"), [("nee", 0), ("", 0), (None, 2)])
def test_it_asks_first(
    mine: Checkout, forge: Forge, monkeypatch: pytest.MonkeyPatch, answer: str | None, status: int
) -> None:
    def reply(question: str) -> str:
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", reply)
    mine.replace(PAGE, SENTENCE, BETTER)
    before = mine.snapshot()
    assert run(mine, yes=False) == status
    assert mine.snapshot() == before
    assert forge.bare("beheer/toolbox").refs("refs/heads/") == ["refs/heads/main"]


def test_hooks_do_not_run(mine: Checkout, tmp_path: Path) -> None:
    for name in ("pre-commit", "pre-push", "post-checkout", "reference-transaction"):
        hook = mine.root / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/gelopen\n", "utf-8")
        hook.chmod(0o755)
    mine.replace(PAGE, SENTENCE, BETTER)
    assert run(mine) == 0
    assert not (tmp_path / "gelopen").exists()


def test_what_was_sent_goes_the_same_way(
    mine: Checkout, forge: Forge, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Intake with a forge: the newest main there, though it was not fetched here; then merged, with its author."""
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    sender = mine.clone(tmp_path / "sender", "Şule de Groot")
    sender.replace(PAGE, SENTENCE, BETTER)
    sender.commit("Zin\n\nZo is het beter ```\n@iedereen\n\nRegio: Twente")
    (tmp_path / "zin.patch").write_text(sender.patch(), "utf-8")
    bare = forge.bare("beheer/toolbox")
    newer = bare.commit_file("main", STEP, mine.read(STEP).encode() + b"\nNieuw.\n", "Stap", "beheer")
    before = mine.branches()
    assert intake.run(mine.root, argparse.Namespace(files=[tmp_path / "zin.patch"], ja=True)) == 0
    text = capsys.readouterr().out
    (pull,) = forge.pulls["beheer/toolbox"].values()
    assert bare.hash(f"{pull.head}~1") == newer
    assert mine.line("rev-parse", "origin/main") != newer
    assert set(mine.branches()) == {*before, pull.head}
    assert "````text\nZo is het beter ```\n@iedereen\n````" in pull.body
    assert "Van: ` Şule de Groot `" in pull.body
    assert TOKEN not in text
    merge = urllib.request.Request(
        f"{forge.api}/repos/beheer/toolbox/pulls/1/merge",
        data=b"{}",
        method="PUT",
        headers={"Authorization": f"Bearer {TOKEN}"},
    )
    with urllib.request.urlopen(merge) as response:
        assert json.load(response)["merged"]
    assert BETTER in bare.blob(f"main:{PAGE}").decode()
    assert bare.line("log", "-1", "--format=%an|%(trailers:key=Regio,valueonly)", "main^2") == "Şule de Groot|Twente"


# --- remotes and forges ---


@pytest.mark.parametrize(
    ("url", "kind", "page", "api"),
    [
        ("https://github.com/o/r.git", "github", "https://github.com/o/r", "https://api.github.com"),
        ("git@github.com:o/r.git", "github", "https://github.com/o/r", "https://api.github.com"),
        ("ssh://git@github.com:22/o/r", "github", "https://github.com/o/r", "https://api.github.com"),
        ("https://u:p@GitHub.com:443/o/r/", "github", "https://github.com/o/r", "https://api.github.com"),
        ("https://gitlab.com/g/sub/r.git", "gitlab", "https://gitlab.com/g/sub/r", "https://gitlab.com/api/v4"),
        ("https://gitlab.school.nl:8443/g/r", "gitlab", "https://gitlab.school.nl:8443/g/r", "https://gitlab.school.nl:8443/api/v4"),
        ("ssh://git@codeberg.org:2222/o/r.git", "forgejo", "https://codeberg.org/o/r", "https://codeberg.org/api/v1"),
        ("git@forgejo.school.nl:o/r.git", "forgejo", "https://forgejo.school.nl/o/r", "https://forgejo.school.nl/api/v1"),
        ("https://git.school.nl/o/r", None, "https://git.school.nl/o/r", ""),
        ("https://github.com.evil.nl/o/r", None, "https://github.com.evil.nl/o/r", ""),
        ("/srv/git/o/r.git", None, "", ""),
    ],
)  # fmt: skip
def test_which_forge_a_remote_is(url: str, kind: str | None, page: str, api: str) -> None:
    found = read_remote(url)
    assert found is not None
    assert (found.kind, found.page, found.api) == (kind, page, api)


@pytest.mark.parametrize(
    "url", ["", "x", "https://", "https://h/x", "ftp://h/o/r", "https://h:x/o/r", "https://h/../r", "ext::sh"]
)
def test_what_is_no_remote(url: str) -> None:
    assert read_remote(url) is None


def test_a_forge_by_hand() -> None:
    found = read_remote("https://git.school.nl/o/r.git", "forgejo")
    assert found == Repository("o/r", "https://git.school.nl", Kind.FORGEJO, "https://git.school.nl/api/v1")
    assert settings_repository("https://github.com/o/r/edit/main/{path}") == read_remote("https://github.com/o/r")
    assert settings_repository("https://codeberg.org/o/r/_edit/main/{path}") == read_remote("https://codeberg.org/o/r")
    assert settings_repository("https://gitlab.com/o/r/-/edit/main/{path}") == read_remote("https://gitlab.com/o/r")
    assert settings_repository("") is None


def test_pages_to_open_a_pull_request_by_hand() -> None:
    def page(url: str, source: str) -> str:
        target, fork = read_remote(url), read_remote(source)
        assert target is not None
        assert fork is not None
        return pull_request_page(target, fork, "main", "voorstel/x", "T & U", "")

    assert page("https://github.com/o/r", "https://github.com/twente/r") == (
        "https://github.com/o/r/compare/main...twente:voorstel/x?quick_pull=1&title=T+%26+U&body="
    )
    assert (
        page("https://codeberg.org/o/r", "https://codeberg.org/o/r")
        == "https://codeberg.org/o/r/compare/main...voorstel/x"
    )
    assert page("https://gitlab.com/o/r", "https://gitlab.com/o/r").startswith(
        "https://gitlab.com/o/r/-/merge_requests/new?merge_request%5Bsource_branch%5D=voorstel%2Fx&"
    )


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://api.github.com", True),
        ("http://127.0.0.1:80/x", True),
        ("http://localhost:80", True),
        ("http://git.school.nl", False),
        ("http://127.0.0.1.evil.nl", False),
        ("http://localhost.evil.nl", False),
        ("file:///etc", False),
        ("", False),
    ],
)
def test_where_a_token_may_go(url: str, safe: bool) -> None:
    assert is_safe(url) is safe


# --- the API ---


class Canned:
    """A server that gives one answer, and keeps what it was asked."""

    def __init__(self, status: int, answer: Any, headers: dict[str, str]) -> None:
        self.asked: list[tuple[str, str, dict[str, str], Any]] = []
        canned = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                canned.asked.append((self.command, self.path, dict(self.headers), json.loads(sent or b"null")))
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(data))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Canned:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def client(self, kind: Kind, token: str = TOKEN) -> Client:
        return Client(Repository("o/r", self.url, kind, self.url), token)


def ask(client: Client, source: str = "o/r") -> str:
    fork = Repository(source, client.target.web, client.target.kind, client.target.api)
    return client.open_pull_request(fork, "voorstel/x", "main", "Titel", "Tekst")


@pytest.mark.parametrize(
    ("kind", "header", "path", "head"),
    [
        (Kind.GITHUB, ("Authorization", f"Bearer {TOKEN}"), "/repos/o/r/pulls", "twente:voorstel/x"),
        (Kind.FORGEJO, ("Authorization", f"token {TOKEN}"), "/repos/o/r/pulls", "twente:voorstel/x"),
    ],
)
def test_what_github_and_forgejo_are_asked(kind: Kind, header: tuple[str, str], path: str, head: str) -> None:
    with Canned(201, {"html_url": "https://elders.nl/1"}, {}) as server:
        # An address that is not the forge's own is not passed on.
        assert ask(server.client(kind), "twente/r") == ""
    ((method, asked, headers, values),) = server.asked
    assert (method, asked, headers[header[0]]) == ("POST", path, header[1])
    assert values == {"title": "Titel", "body": "Tekst", "head": head, "base": "main"}


def test_what_gitlab_is_asked() -> None:
    with Canned(201, {"id": 7}, {}) as server:
        ask(server.client(Kind.GITLAB), "twente/r")
    assert [(method, path) for method, path, _, _ in server.asked] == [
        ("GET", "/projects/o%2Fr"),
        ("POST", "/projects/twente%2Fr/merge_requests"),
    ]
    assert server.asked[1][2]["Private-Token"] == TOKEN
    assert server.asked[1][3] == {
        **{"title": "Titel", "description": "Tekst", "source_branch": "voorstel/x", "target_branch": "main"},
        "target_project_id": 7,
    }


@pytest.mark.parametrize(
    ("status", "answer", "words"),
    [
        (401, {"message": f"Bad {TOKEN}"}, "mag dit niet, of is verlopen"),
        (404, {}, "kent o/r niet"),
        (409, {}, "al een pull request"),
        (
            422,
            {"message": "Validation Failed", "errors": [{"message": "already exists for o:x"}]},
            "al een pull request",
        ),
        (422, {"message": f"Nee \x1b[31m{TOKEN}"}, "(422): Nee �[31m…."),
        (500, b"<html>", "deed het niet (500)."),
        (201, b"[" * 10_000, "niet te lezen"),
        (201, b"x" * 2_000_000, "niet te lezen"),
        (201, [], "niet te lezen"),
    ],
)
def test_what_a_forge_says_is_said_in_dutch_without_the_token(status: int, answer: Any, words: str) -> None:
    with Canned(status, answer, {}) as server, pytest.raises(ForgeError) as caught:
        ask(server.client(Kind.GITHUB))
    assert words in str(caught.value)
    assert TOKEN not in repr((caught.value, caught.value.__context__, server.client(Kind.GITHUB)))
    assert isinstance(caught.value, AlreadyOpen) is ("al een pull request" in words)


def test_a_token_does_not_follow_to_another_place() -> None:
    with Canned(200, {}, {}) as other, Canned(307, {}, {"Location": f"{other.url}/repos/o/r/pulls"}) as server:
        with pytest.raises(ForgeError, match="verhuisd"):
            ask(server.client(Kind.GITHUB))
        assert other.asked == []


@pytest.mark.parametrize("token", ["a\nb", "geheim é", "a b"])
def test_a_token_that_is_none_is_not_sent_nor_shown(token: str) -> None:
    with Canned(200, {}, {}) as server:
        with pytest.raises(ForgeError) as caught:
            ask(server.client(Kind.GITHUB, token))
        assert server.asked == []
    assert token not in str(caught.value)


def test_a_forge_that_is_not_there() -> None:
    with Canned(200, {}, {}) as server:
        client = server.client(Kind.GITHUB)
    with pytest.raises(ForgeError, match="niet te bereiken"):
        ask(client)
    with pytest.raises(ForgeError, match="niet versleuteld"):
        ask(Client(Repository("o/r", "http://h", Kind.GITHUB, "http://h/api/v3"), TOKEN))


# --- words ---


def test_names_of_branches() -> None:
    assert branch_name("Één betere vraag, bij 3.1!", "1a2b3c4d") == "voorstel/een-betere-vraag-bij-3-1-1a2b3c4d"
    assert slug("../..//.git") == "git"
    assert slug("漢字") == "zonder-titel"
    assert len(slug("x" * 500)) == 40


def test_no_words_break_out_of_their_block() -> None:
    for text in ("a", "```\n@x", "`````", "x\n````md\n"):
        block = fenced(text)
        fence = block.partition("text\n")[0]
        assert set(fence) == {"`"}
        assert fence not in text
        assert block.endswith(f"\n{fence}")
    assert body("", {"Regio": ""}, ()) == "\n"


# --- the stand-in forge itself ---


def test_the_forge_serves_git_over_http(forge: Forge, mine: Checkout, tmp_path: Path) -> None:
    url = f"{forge.url}/beheer/toolbox.git"
    checkout = Checkout(tmp_path, "Kim Jansen")
    checkout.git("clone", "--quiet", url, "over-http")
    clone = Checkout(tmp_path / "over-http", "Kim Jansen")
    clone.replace(PAGE, SENTENCE, BETTER)
    clone.commit("Zin")
    clone.git("push", "--quiet", url.replace("://", f"://x:{TOKEN}@"), "HEAD:refs/heads/zin")
    assert forge.bare("beheer/toolbox").branch_hash("zin") == clone.line("rev-parse", "HEAD")


def test_the_forge_makes_a_commit_from_parts(forge: Forge) -> None:
    """As an editor in the browser does: fork, blob, tree, commit, branch, pull request, comment."""

    def call(method: str, path: str, values: Any = None) -> Any:
        request = urllib.request.Request(
            forge.api + path,
            data=None if values is None else json.dumps(values).encode(),
            method=method,
            headers={"Authorization": f"token {OTHER_TOKEN}"},
        )
        with urllib.request.urlopen(request) as response:
            return json.loads(response.read() or b"null")

    call("POST", "/repos/beheer/toolbox/forks", {})
    fork = "/repos/twente/toolbox"
    main = call("GET", f"{fork}/branches/main")["commit"]["sha"]
    blob = call("POST", f"{fork}/git/blobs", {"content": "Nieuw\n", "encoding": "utf-8"})["sha"]
    entry = {"path": "content/nieuw.md", "mode": "100644", "type": "blob", "sha": blob}
    tree = call("POST", f"{fork}/git/trees", {"base_tree": main, "tree": [entry]})["sha"]
    commit = call("POST", f"{fork}/git/commits", {"message": "Nieuw", "tree": tree, "parents": [main]})["sha"]
    call("POST", f"{fork}/git/refs", {"ref": "refs/heads/nieuw", "sha": commit})
    values = {"title": "Nieuw", "head": "twente:nieuw", "base": "main", "body": ""}
    pull = call("POST", "/repos/beheer/toolbox/pulls", values)
    assert pull["head"]["sha"] == commit
    (file,) = call("GET", "/repos/beheer/toolbox/pulls/1/files")
    assert (file["filename"], file["status"], file["additions"]) == ("content/nieuw.md", "added", 1)
    comment = call("POST", "/repos/beheer/toolbox/issues/1/comments", {"body": "Mooi"})
    call("PATCH", f"/repos/beheer/toolbox/issues/comments/{comment['id']}", {"body": "Heel mooi"})
    assert [made["body"] for made in call("GET", "/repos/beheer/toolbox/issues/1/comments")] == ["Heel mooi"]
    (found,) = call("GET", f"/repos/beheer/toolbox/commits/{commit}/pulls")
    assert found["number"] == 1
    compared = call("GET", "/repos/beheer/toolbox/compare/main...twente:nieuw")
    assert (compared["status"], compared["ahead_by"]) == ("ahead", 1)
