"""What a forge is asked and what of its answer is told, against a server that gives one answer."""

from __future__ import annotations

import http.server
import json
from typing import Any

import pytest

from serving import serve
from toolbox.forge.address import ForgeKind, Repository
from toolbox.forge.client import AlreadyOpen, Client, ForgeError

TOKEN = "geheim-van-de-beheerder"


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
        serve(self.server)
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def client(self, kind: ForgeKind, token: str = TOKEN) -> Client:
        return Client(Repository("o/r", self.url, kind, self.url), token)


def ask(client: Client, source: str = "o/r") -> str:
    fork = Repository(source, client.target.web, client.target.kind, client.target.api)
    return client.open_pull_request(fork, "voorstel/x", "main", "Titel", "Tekst")


@pytest.mark.parametrize(
    ("kind", "header", "path", "head"),
    [
        (ForgeKind.GITHUB, ("Authorization", f"Bearer {TOKEN}"), "/repos/o/r/pulls", "twente:voorstel/x"),
        (ForgeKind.FORGEJO, ("Authorization", f"token {TOKEN}"), "/repos/o/r/pulls", "twente:voorstel/x"),
    ],
)
def test_what_github_and_forgejo_are_asked(kind: ForgeKind, header: tuple[str, str], path: str, head: str) -> None:
    with Canned(201, {"html_url": "https://elders.nl/1"}, {}) as server:
        # An address that is not the forge's own is not passed on.
        assert ask(server.client(kind), "twente/r") == ""
    ((method, asked, headers, values),) = server.asked
    assert (method, asked, headers[header[0]]) == ("POST", path, header[1])
    assert values == {"title": "Titel", "body": "Tekst", "head": head, "base": "main"}


def test_what_gitlab_is_asked() -> None:
    with Canned(201, {"id": 7}, {}) as server:
        ask(server.client(ForgeKind.GITLAB), "twente/r")
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
        ask(server.client(ForgeKind.GITHUB))
    assert words in str(caught.value)
    assert TOKEN not in repr((caught.value, caught.value.__context__, server.client(ForgeKind.GITHUB)))
    assert isinstance(caught.value, AlreadyOpen) is ("al een pull request" in words)


def test_a_token_does_not_follow_to_another_place() -> None:
    with Canned(200, {}, {}) as other, Canned(307, {}, {"Location": f"{other.url}/repos/o/r/pulls"}) as server:
        with pytest.raises(ForgeError, match="verhuisd"):
            ask(server.client(ForgeKind.GITHUB))
        assert other.asked == []


@pytest.mark.parametrize("token", ["a\nb", "geheim é", "a b"])
def test_a_token_that_is_none_is_not_sent_nor_shown(token: str) -> None:
    with Canned(200, {}, {}) as server:
        with pytest.raises(ForgeError) as caught:
            ask(server.client(ForgeKind.GITHUB, token))
        assert server.asked == []
    assert token not in str(caught.value)


def test_a_forge_that_is_not_there() -> None:
    with Canned(200, {}, {}) as server:
        client = server.client(ForgeKind.GITHUB)
    with pytest.raises(ForgeError, match="niet te bereiken"):
        ask(client)
    with pytest.raises(ForgeError, match="niet versleuteld"):
        ask(Client(Repository("o/r", "http://h", ForgeKind.GITHUB, "http://h/api/v3"), TOKEN))
