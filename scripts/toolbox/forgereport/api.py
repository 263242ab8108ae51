"""The part of a forge's API that the report needs; GitHub and Forgejo answer to the same.

Only this module goes over the network. The token goes to the forge and nowhere else.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import Any

MAX_ANSWER = 20_000_000  # bytes
MAX_PAGES = 60
TIMEOUT = 30  # seconds


class ApiError(Exception):
    """The forge said no, or nothing at all. `status` is 0 when there was no answer."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Forge:
    """`url` is the API's address without a last '/', `repository` is 'owner/name'."""

    url: str
    repository: str
    token: str

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> Any:
        return self._ask("GET", f"{path}?{urllib.parse.urlencode(query)}" if query else path)

    def every(self, path: str, query: Mapping[str, str | int] | None = None) -> Iterator[Any]:
        """Every entry of a list that comes in pages. Forgejo takes `limit` for `per_page`."""
        for page in range(1, MAX_PAGES + 1):
            found = self.get(path, {**(query or {}), "per_page": 100, "limit": 50, "page": page})
            if not isinstance(found, list):
                raise ApiError(f"{path}: geen lijst")
            yield from found
            if not found:
                return

    def send(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        return self._ask(method, path, body)

    def download(self, path: str, limit: int) -> bytes:
        """At most one byte more than `limit`, so that the caller can tell. The forge may send us to a storage host."""
        return self._read("GET", path, None, limit)

    def _ask(self, method: str, path: str, body: Mapping[str, object] | None = None) -> Any:
        answer = self._read(method, path, body, MAX_ANSWER)
        if len(answer) > MAX_ANSWER:
            raise ApiError(f"{path}: het antwoord is te groot")
        try:
            return json.loads(answer) if answer else None
        except (ValueError, RecursionError) as error:
            raise ApiError(f"{path}: het antwoord is geen JSON") from error

    def _read(self, method: str, path: str, body: Mapping[str, object] | None, limit: int) -> bytes:
        request = urllib.request.Request(f"{self.url}/repos/{self.repository}{path}", method=method)
        request.add_header("Accept", "application/json")
        request.add_header("User-Agent", "toolbox")
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        # Not sent on when the answer is 'look there': that is another host.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            answer: HTTPResponse
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return answer.read(limit + 1)
        except urllib.error.HTTPError as error:
            with error:
                raise ApiError(f"{method} {path}: {error.code}", error.code) from error
        except (OSError, HTTPException) as error:
            raise ApiError(f"{method} {path}: {error}") from error
