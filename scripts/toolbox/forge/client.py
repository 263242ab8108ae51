"""What is asked of a forge's API: to open a pull request. The token goes to that forge and nowhere else."""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Any

from toolbox.core.errors import Broken
from toolbox.core.safetext import visible
from toolbox.forge.address import TOKENS, ForgeKind, Repository, is_safe

TIMEOUT = 20  # seconds
MAX_ANSWER = 1_000_000  # bytes
# A number that GitLab gives to a repository.
MAX_WORDS = 200


class ForgeError(Broken):
    """The forge did not do it; its words never hold the token."""


class AlreadyOpen(ForgeError):
    """There is a pull request of this branch."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token must not follow to another place, and a forge that moved is better known by its new address."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        del req, fp, code, msg, headers, newurl


@dataclass(frozen=True, slots=True)
class Client:
    """`target` is the repository that gets the pull request; its `kind` is known."""

    target: Repository
    token: str = field(repr=False)

    def open_pull_request(self, source: Repository, branch: str, base: str, title: str, body: str) -> str:
        """The address of the pull request, '' when the forge names none of its own. Raises ForgeError."""
        if self.target.kind is ForgeKind.GITLAB:
            return self._open_merge_request(source, branch, base, title, body)
        head = branch if source.path == self.target.path else f"{source.owner}:{branch}"
        values = {"title": title, "body": body, "head": head, "base": base}
        found = self._ask(f"/repos/{_path(self.target)}/pulls", values)
        return self._page(found, "html_url")

    def _open_merge_request(self, source: Repository, branch: str, base: str, title: str, body: str) -> str:
        values: dict[str, Any] = {"title": title, "description": body, "source_branch": branch, "target_branch": base}
        if source.path != self.target.path:
            # GitLab asks this of the fork, and wants the number of the repository that gets it.
            project = self._ask(f"/projects/{urllib.parse.quote(self.target.path, safe='')}")
            values["target_project_id"] = project.get("id")
        found = self._ask(f"/projects/{urllib.parse.quote(source.path, safe='')}/merge_requests", values)
        return self._page(found, "web_url")

    def _page(self, answer: dict[str, Any], key: str) -> str:
        """An address that the forge gives is shown only when it is the forge's own."""
        page = answer.get(key)
        is_own = isinstance(page, str) and page.startswith(f"{self.target.web}/") and re.fullmatch(r"[!-~]+", page)
        return str(page) if is_own else ""

    def _ask(self, path: str, values: dict[str, Any] | None = None) -> dict[str, Any]:
        """GET, or POST when there are values. Raises ForgeError."""
        if not is_safe(self.target.api):
            raise ForgeError(
                "Het adres van de forge is niet versleuteld (https). Je sleutel wordt daar niet heen gestuurd."
            )
        if not re.fullmatch(r"[!-~]+", self.token):
            raise ForgeError(f"In {self._variable} staan tekens die niet in een sleutel horen.")
        data = None if values is None else json.dumps(values).encode()
        request = urllib.request.Request(self.target.api + path, data, self._headers())
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as response:
                raw = response.read(MAX_ANSWER + 1)
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error.code, _words(error.read(MAX_ANSWER))) from None
        except (OSError, http.client.HTTPException, ValueError):
            raise ForgeError("De forge is niet te bereiken. Kijk of je verbinding hebt.") from None
        answer = _json(raw) if len(raw) <= MAX_ANSWER else None
        if not isinstance(answer, dict):
            raise ForgeError("De forge gaf een antwoord dat niet te lezen is.")
        return answer

    @property
    def _variable(self) -> str:
        return TOKENS[self.target.kind] if self.target.kind else ""

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": "toolbox",
        }
        if self.target.kind is ForgeKind.GITLAB:
            return headers | {"PRIVATE-TOKEN": self.token}
        if self.target.kind is ForgeKind.FORGEJO:
            return headers | {"Authorization": f"token {self.token}"}
        github = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        return headers | github | {"Authorization": f"Bearer {self.token}"}

    def _refusal(self, status: int, words: str) -> ForgeError:
        words = visible(words.replace(self.token, "…"), MAX_WORDS)
        if status == 409 or (status == 422 and "already exists" in words):
            return AlreadyOpen("Er staat al een pull request van deze branch open.")
        if 300 <= status < 400:
            return ForgeError("De repository is verhuisd. Zet het nieuwe adres met ‘git remote set-url’.")
        if status in (401, 403):
            return ForgeError(
                f"De sleutel in {self._variable} mag dit niet, of is verlopen. Maak een nieuwe bij de forge."
            )
        if status == 404:
            return ForgeError(
                f"De forge kent {self.target.path} niet, of de sleutel in {self._variable} mag er niet bij."
            )
        return ForgeError(f"De forge deed het niet ({status}){f': {words}' if words else ''}.")


def _path(repository: Repository) -> str:
    return urllib.parse.quote(repository.path, safe="/")


def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None


def _words(raw: bytes) -> str:
    """What a forge says of an error: GitHub names the cause below the message."""
    answer = _json(raw)
    if not isinstance(answer, dict):
        return ""
    errors = answer.get("errors")
    causes = (
        [str(cause.get("message", "")) for cause in errors if isinstance(cause, dict)]
        if isinstance(errors, list)
        else []
    )
    return " ".join(filter(None, [str(answer.get("message", "")), *causes]))
