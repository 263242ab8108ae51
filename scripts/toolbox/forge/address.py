"""Which forge a remote is, and the pages of a repository there. Pure."""

from __future__ import annotations

import ipaddress
import re
import urllib.parse
from dataclasses import dataclass, replace
from enum import StrEnum


class ForgeKind(StrEnum):
    """A forge by the API that it speaks; Forgejo's is Gitea's, and Codeberg runs it."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"


# Where the API of a forge is below its own address, and the name of the variable that holds a person's token.
API = {ForgeKind.GITHUB: "/api/v3", ForgeKind.GITLAB: "/api/v4", ForgeKind.FORGEJO: "/api/v1"}
TOKENS = {ForgeKind.GITHUB: "GITHUB_TOKEN", ForgeKind.GITLAB: "GITLAB_TOKEN", ForgeKind.FORGEJO: "FORGEJO_TOKEN"}
_HOSTS = {
    "github.com": ForgeKind.GITHUB,
    "gitlab.com": ForgeKind.GITLAB,
    "codeberg.org": ForgeKind.FORGEJO,
}
# Schools and provinces run their own under such names.
_BEGINNINGS = {
    "gitlab": ForgeKind.GITLAB,
    "forgejo": ForgeKind.FORGEJO,
    "gitea": ForgeKind.FORGEJO,
    "codeberg": ForgeKind.FORGEJO,
}
_SCP = re.compile(r"(?:[^@/\s]+@)?([A-Za-z0-9.-]+):(?!//)(.+)")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)+", re.ASCII)
_DEFAULT_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Repository:
    """`path` is 'owner/name' (with GitLab maybe longer). `web` and `api` are addresses without '/' at the end.

    `web` is '' when the remote is a folder; `kind` is None when nothing tells which forge it is.
    """

    path: str
    web: str
    kind: ForgeKind | None = None
    api: str = ""

    @property
    def owner(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def page(self) -> str:
        return f"{self.web}/{self.path}" if self.web else ""


def read_remote(url: str, kind: str = "", api: str = "") -> Repository | None:
    """The repository that a remote's URL names. `kind` and `api` are what someone set by hand, '' for what is known."""
    place = _place(url.strip())
    if place is None:
        return None
    web, path = place
    host = urllib.parse.urlsplit(web).hostname or ""
    found = Repository(path, web, ForgeKind(kind) if kind in set(ForgeKind) else _kind(host))
    if not api and found.kind and web:
        # GitHub's own has a host to itself.
        api = "https://api.github.com" if host == "github.com" else web + API[found.kind]
    api = api.rstrip("/")
    return replace(found, api=api, web=web or _origin(api))


def _place(url: str) -> tuple[str, str] | None:
    """(address of the forge, path), without user, password or an ssh port; None when it is no such URL."""
    if "://" not in url:
        match = _SCP.fullmatch(url)
        return _checked("https", match[1], None, match[2]) if match else _folder(url)
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme == "file":
        return _folder(parts.path)
    if parts.scheme in ("ssh", "git+ssh", "git"):
        return _checked("https", parts.hostname or "", None, parts.path)
    return _checked(parts.scheme, parts.hostname or "", port, parts.path) if parts.scheme in _DEFAULT_PORTS else None


def _checked(scheme: str, host: str, port: int | None, path: str) -> tuple[str, str] | None:
    host = host.lower()
    named = path.strip("/").removesuffix(".git")
    if not _HOST.fullmatch(host) or not _PATH.fullmatch(named) or ".." in named.split("/"):
        return None
    at = f":{port}" if port and port != _DEFAULT_PORTS[scheme] else ""
    return f"{scheme}://{host}{at}", named


def _folder(path: str) -> tuple[str, str] | None:
    """A repository in a folder is named by its last two names."""
    named = "/".join(path.rstrip("/").removesuffix(".git").split("/")[-2:])
    return ("", named) if _PATH.fullmatch(named) else None


def _kind(host: str) -> ForgeKind | None:
    return _HOSTS.get(host) or _BEGINNINGS.get(host.partition(".")[0])


def _origin(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def is_safe(url: str) -> bool:
    """Whether a token may travel to `url`: encrypted, or within this machine."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def settings_repository(edit_url: str) -> Repository | None:
    """The repository that mkdocs.yml names in `edit_url`; None when it names none."""
    before = re.split(r"/(?:-/)?_?edit/", edit_url, maxsplit=1)
    return read_remote(before[0]) if len(before) == 2 else None


def pull_request_page(target: Repository, source: Repository, base: str, branch: str, title: str, body: str) -> str:
    """Where a person opens the pull request by hand, filled in as far as that forge can; '' when unknown."""
    if not target.page or target.kind is None:
        return ""
    if target.kind is ForgeKind.GITLAB:
        values = {"source_branch": branch, "target_branch": base, "title": title, "description": body}
        query = urllib.parse.urlencode({f"merge_request[{key}]": value for key, value in values.items()})
        return f"{source.page}/-/merge_requests/new?{query}"
    head = branch if source.path == target.path else f"{source.owner}:{branch}"
    page = f"{target.page}/compare/{_quoted(base)}...{_quoted(head)}"
    if target.kind is ForgeKind.GITHUB:
        return f"{page}?{urllib.parse.urlencode({'quick_pull': '1', 'title': title, 'body': body})}"
    return page


def _quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="/:")


def requests_page(target: Repository) -> str:
    """The list of what is open."""
    pages = {ForgeKind.GITHUB: "pulls", ForgeKind.GITLAB: "-/merge_requests", ForgeKind.FORGEJO: "pulls"}
    return f"{target.page}/{pages[target.kind]}" if target.page and target.kind else ""
