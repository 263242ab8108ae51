"""A Git forge on loopback for tests: a part of GitHub's REST API over real bare repositories.

    forge = Forge(tmp_path / "forge", {"sleutel": "beheer", "sleutel-twee": "twente"})
    url = forge.start()                              # 'http://127.0.0.1:PORT'
    forge.create("beheer/toolbox", checkout)         # a bare repository with the branches of `checkout`
    …                                                # the API is at f"{url}/api/v3"
    forge.stop()                                     # or: with Forge(…) as forge: forge.url

A token is a key of the second argument, its login the value; who owns a repository may write in it. Repositories can be
cloned and pushed to by `forge.bare(name).path` (a folder) and by `f"{url}/{name}.git"` (Git's smart HTTP; a push gives
the token as password). `/auth` answers a sign-in window as GitHub does for Decap CMS. What was opened is in
`forge.pulls`, `forge.issues` and `forge.comments`; every call is in `forge.calls`. Forgejo's '/api/v1' is understood
where it is the same.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import threading
import urllib.parse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from barerepository import ENVIRONMENT, BareRepository, Missing, encoded
from serving import serve

DATE = "2026-01-01T00:00:00Z"
API = re.compile(r"^/api/v[13]")
GIT_PATH = re.compile(r"/([\w.-]+)/([\w.-]+)\.git/(info/refs|git-upload-pack|git-receive-pack)")
AUTH_PAGE = """<!doctype html><meta charset="utf-8"><script>
addEventListener("message", (event) => {
  const answer = JSON.stringify({ token: %s, provider: "github" });
  opener.postMessage(`authorization:github:success:${answer}`, event.origin);
}, { once: true });
opener.postMessage("authorizing:github", "*");
</script>"""


class Refusal(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass
class Thread:
    """An issue, or what a pull request shares with it."""

    number: int
    title: str
    body: str
    user: str
    labels: list[str] = field(default_factory=list)
    state: str = "open"


@dataclass
class Pull(Thread):
    """`head` is a branch of the repository `source`; `sha` what it last was."""

    source: str = ""
    head: str = ""
    base: str = ""
    sha: str = ""
    draft: bool = False
    merged: bool = False


@dataclass
class Call:
    """One request. `who` is '' for nobody; `found` are the parts of the path that the route names."""

    method: str
    path: str
    query: dict[str, str]
    values: dict[str, Any]
    who: str
    accept: str = ""
    found: tuple[str, ...] = ()

    def need(self) -> str:
        if not self.who:
            raise Refusal(401, "Bad credentials")
        return self.who


Answer = tuple[int, Any]
Handler = Callable[["Forge", BareRepository, Call], Answer]
ROUTES: list[tuple[frozenset[str], re.Pattern[str], Handler]] = []


def route(methods: str, pattern: str) -> Callable[[Handler], Handler]:
    """`pattern` is what comes after '/repos/owner/name'."""

    def register(handler: Handler) -> Handler:
        ROUTES.append((frozenset(methods.split()), re.compile(pattern), handler))
        return handler

    return register


class Forge:
    def __init__(self, folder: Path, tokens: Mapping[str, str]) -> None:
        self.folder = folder
        self.tokens = dict(tokens)
        self.url = ""
        self.calls: list[tuple[int, str, str, str]] = []
        self.pulls: dict[str, dict[int, Pull]] = {}
        self.issues: dict[str, dict[int, Thread]] = {}
        self.comments: dict[str, dict[int, list[dict[str, Any]]]] = {}
        self.parents: dict[str, str] = {}
        self.statuses: dict[str, list[dict[str, Any]]] = {}
        self.lock = threading.RLock()
        self._server: ThreadingHTTPServer | None = None
        self._last_comment = 0

    def start(self) -> str:
        forge = self

        class Bound(_Handler):
            server_forge = forge

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
        self._server.daemon_threads = True
        serve(self._server)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        return self.url

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    def __enter__(self) -> Forge:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    @property
    def api(self) -> str:
        return f"{self.url}/api/v3"

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.git"

    def create(self, name: str, source: Path | None = None) -> BareRepository:
        return BareRepository.create(self.path(name), name, source)

    def bare(self, name: str) -> BareRepository:
        if not self.path(name).is_dir():
            raise Refusal(404, "Not Found")
        return BareRepository(self.path(name), name)

    def fork(self, name: str, owner: str) -> BareRepository:
        """The fork that `owner` has; it is made when there is none."""
        parent = self.bare(name)
        full_name = f"{owner}/{parent.name}"
        if full_name in self.parents:
            return self.bare(full_name)
        self.parents[full_name] = name
        return parent.fork(self.path(full_name), full_name)

    # --- what the API says of things ---

    def user(self, login: str) -> dict[str, Any]:
        return {
            **{"login": login, "id": sum(map(ord, login)), "name": login, "type": "User"},
            **{"email": f"{login}@example.org", "avatar_url": "", "html_url": f"{self.url}/{login}"},
        }

    def about(self, bare: BareRepository, who: str = "") -> dict[str, Any]:
        is_owner = who == bare.owner
        parent = self.parents.get(bare.full_name)
        return {
            **{"id": sum(map(ord, bare.full_name)), "name": bare.name, "full_name": bare.full_name},
            **{"owner": self.user(bare.owner), "private": False, "fork": bool(parent), "default_branch": "main"},
            **{"html_url": f"{self.url}/{bare.full_name}", "clone_url": f"{self.url}/{bare.full_name}.git"},
            **{"allow_forking": True, "permissions": {"admin": is_owner, "push": is_owner, "pull": True}},
            **({"parent": self.about(self.bare(parent)), "source": self.about(self.bare(parent))} if parent else {}),
        }

    def about_thread(self, bare: BareRepository, thread: Thread) -> dict[str, Any]:
        kind = "pull" if isinstance(thread, Pull) else "issues"
        comments = self.comments.get(bare.full_name, {}).get(thread.number, [])
        return {
            **{"number": thread.number, "id": thread.number, "node_id": f"T_{thread.number}", "state": thread.state},
            **{"title": thread.title, "body": thread.body, "user": self.user(thread.user), "comments": len(comments)},
            **{"labels": [{"name": name} for name in thread.labels], "created_at": DATE, "updated_at": DATE},
            "html_url": f"{self.url}/{bare.full_name}/{kind}/{thread.number}",
        }

    def about_pull(self, bare: BareRepository, pull: Pull) -> dict[str, Any]:
        self._follow(bare, pull)
        source = self.bare(pull.source)
        head = {"label": f"{source.owner}:{pull.head}", "ref": pull.head, "sha": pull.sha, "repo": self.about(source)}
        base = {"label": f"{bare.owner}:{pull.base}", "ref": pull.base, "sha": bare.branch_hash(pull.base)}
        return {
            **self.about_thread(bare, pull),
            **{"head": {**head, "user": self.user(source.owner)}},
            **{"base": {**base, "repo": self.about(bare), "user": self.user(bare.owner)}},
            **{"draft": pull.draft, "merged": pull.merged, "merged_at": DATE if pull.merged else None},
            **{"mergeable": True, "mergeable_state": "clean"},
        }

    def _follow(self, bare: BareRepository, pull: Pull) -> None:
        """While it is open, a pull request is what its branch is."""
        if pull.state != "open":
            return
        try:
            bare.fetch(self.path(pull.source), f"+refs/heads/{pull.head}:refs/pull/{pull.number}/head")
        except Missing:
            return
        pull.sha = bare.hash(f"refs/pull/{pull.number}/head")

    def located(self, bare: BareRepository, name: str) -> tuple[BareRepository, str]:
        """('the repository', 'branch') that 'branch' or 'owner:branch' names."""
        owner, colon, branch = name.rpartition(":")
        if not colon or owner == bare.owner:
            return bare, branch
        family = {bare.full_name, self.parents.get(bare.full_name, ""), *self._forks(bare)}
        found = next((member for member in family if member.startswith(f"{owner}/")), None)
        if found is None:
            raise Refusal(422, "Validation Failed")
        return self.bare(found), branch

    def _forks(self, bare: BareRepository) -> list[str]:
        return [fork for fork, parent in self.parents.items() if parent == bare.full_name]

    def thread(self, bare: BareRepository, number: str) -> Thread:
        both = {**self.issues.get(bare.full_name, {}), **self.pulls.get(bare.full_name, {})}
        if int(number) not in both:
            raise Refusal(404, "Not Found")
        return both[int(number)]

    def pull(self, bare: BareRepository, number: str) -> Pull:
        thread = self.thread(bare, number)
        if not isinstance(thread, Pull):
            raise Refusal(404, "Not Found")
        return thread

    def next_number(self, bare: BareRepository) -> int:
        return len(self.issues.get(bare.full_name, {})) + len(self.pulls.get(bare.full_name, {})) + 1

    def comment(self, bare: BareRepository, number: int, body: str, who: str) -> dict[str, Any]:
        self._last_comment += 1
        page = f"{self.url}/{bare.full_name}/pull/{number}#issuecomment-{self._last_comment}"
        comment = {"id": self._last_comment, "body": body, "user": self.user(who), "html_url": page, "created_at": DATE}
        self.comments.setdefault(bare.full_name, {}).setdefault(number, []).append(comment)
        return comment

    def answer(self, call: Call) -> Answer:
        """The status and what goes back: a dict, a list, bytes, or None."""
        if call.path == "/user":
            return 200, self.user(call.need())
        if match := re.fullmatch(r"/users/([\w.-]+)", call.path):
            return 200, self.user(match[1])
        match = re.fullmatch(r"/repos/([\w.-]+/[\w.-]+)(/.*)?", call.path)
        if not match:
            raise Refusal(404, "Not Found")
        bare = self.bare(match[1])
        for methods, pattern, handler in ROUTES:
            if call.method in methods and (found := pattern.fullmatch(match[2] or "")):
                call.found = found.groups()
                return handler(self, bare, call)
        raise Refusal(404, f"Not Found: {call.method} {call.path}")


def write_right(bare: BareRepository, call: Call) -> None:
    if call.need() != bare.owner:
        raise Refusal(403, "Resource not accessible by personal access token")


# --- repositories and branches ---


@route("GET", "")
def _repository(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    return 200, forge.about(bare, call.who)


@route("GET POST", "/forks")
def _forks(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    if call.method == "POST":
        return 202, forge.about(forge.fork(bare.full_name, call.need()), call.who)
    return 200, [forge.about(forge.bare(name)) for name in forge._forks(bare)]


@route("POST", "/merge-upstream")
def _merge_upstream(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    branch = call.values["branch"]
    bare.fetch(forge.path(forge.parents[bare.full_name]), f"refs/heads/{branch}:refs/heads/{branch}")
    return 200, {"merge_type": "fast-forward"}


@route("GET", "/collaborators/([^/]+)(/permission)?")
def _collaborators(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    login, permission = call.found
    if permission:
        return 200, {"permission": "admin" if login == bare.owner else "read", "user": forge.user(login)}
    return (204, None) if login == bare.owner else (404, {"message": "Not Found"})


@route("GET", "/branches(?:/(.+))?")
def _branches(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    def about(name: str) -> dict[str, Any]:
        return {"name": name, "commit": bare.commit(bare.branch_hash(name)), "protected": False}

    if call.found[0]:
        return 200, about(call.found[0])
    return 200, [about(name.removeprefix("refs/heads/")) for name in bare.refs("refs/heads/")]


# --- Git's objects ---


@route("GET", "/git/trees/(.+)")
def _tree(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    recursive = call.query.get("recursive", "0") not in ("0", "false", "")
    entries = bare.tree(call.found[0], recursive=recursive)
    return 200, {"sha": bare.hash(f"{call.found[0]}^{{tree}}"), "tree": entries, "truncated": False}


@route("GET", r"/git/blobs/(\w+)")
def _blob(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    data = bare.blob(call.found[0])
    return 200, data if "raw" in call.accept else {"sha": call.found[0], **encoded(data)}


@route("POST", "/git/blobs")
def _new_blob(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    content = call.values["content"]
    data = base64.b64decode(content) if call.values.get("encoding") == "base64" else content.encode()
    return 201, {"sha": bare.write_blob(data)}


@route("POST", "/git/trees")
def _new_tree(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    return 201, {"sha": bare.write_tree(call.values.get("base_tree", ""), call.values["tree"])}


@route("POST", "/git/commits")
def _new_commit(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    values = call.values
    commit = bare.write_commit(
        values["tree"], values.get("parents", []), values["message"], call.who, values.get("author")
    )
    return 201, bare.commit(commit)


@route("GET", r"/git/commits/(\w+)")
def _git_commit(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    return 200, bare.commit(call.found[0])


def _about_ref(bare: BareRepository, name: str) -> dict[str, Any]:
    return {"ref": name, "object": {"sha": bare.hash(name), "type": "commit"}}


@route("POST", "/git/refs")
def _new_ref(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    name = call.values["ref"]
    if name in bare.refs(name):
        raise Refusal(422, "Reference already exists")
    bare.set_ref(name, call.values["sha"])
    return 201, _about_ref(bare, name)


@route("GET", "/git/matching-refs/(.+)")
def _matching_refs(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    return 200, [_about_ref(bare, name) for name in bare.refs(f"refs/{call.found[0]}")]


@route("GET PATCH DELETE", "/git/refs?/(.+)")
def _ref(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    name = f"refs/{call.found[0]}"
    about = _about_ref(bare, name)
    if call.method == "GET":
        return 200, about
    write_right(bare, call)
    if call.method == "DELETE":
        bare.git("update-ref", "-d", name)
        return 204, None
    is_forward = bare.merge_base(about["object"]["sha"], call.values["sha"]) == about["object"]["sha"]
    if not is_forward and not call.values.get("force"):
        raise Refusal(422, "Update is not a fast forward")
    bare.set_ref(name, call.values["sha"])
    return 200, _about_ref(bare, name)


@route("GET PUT DELETE", "/contents/(.+)")
def _contents(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    path = call.found[0]
    branch = call.values.get("branch", "main")
    if call.method != "GET":
        write_right(bare, call)
        data = base64.b64decode(call.values["content"]) if call.method == "PUT" else None
        commit = bare.commit_file(branch, path, data, call.values["message"], call.who)
        return 200, {"content": {"path": path}, "commit": bare.commit(commit)}
    revision = call.query.get("ref", "main")
    sha = bare.hash(f"{revision}:{path}")
    if bare.line("cat-file", "-t", sha) == "tree":
        inside = bare.tree(sha, recursive=False)
        return 200, [{**entry, "name": entry["path"], "path": f"{path}/{entry['path']}"} for entry in inside]
    data = bare.blob(sha)
    return 200, data if "raw" in call.accept else {"type": "file", "path": path, "sha": sha, **encoded(data)}


@route("GET", r"/compare/(.+?)\.\.\.(.+)")
def _compare(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    ends = [forge.located(bare, name) for name in call.found]
    for source, branch in ends:
        if source.full_name != bare.full_name:
            bare.fetch(source.path, branch)
    base, head = (source.hash(branch) for source, branch in ends)
    parted = bare.merge_base(base, head)
    ahead = bare.commits("--reverse", f"{base}..{head}")
    behind = bare.commits(f"{head}..{base}")
    states = {(False, False): "identical", (True, False): "ahead", (False, True): "behind", (True, True): "diverged"}
    return 200, {
        **{"status": states[bool(ahead), bool(behind)], "ahead_by": len(ahead), "behind_by": len(behind)},
        **{"total_commits": len(ahead), "commits": ahead, "files": list(bare.files(parted, head))},
        **{"merge_base_commit": bare.commit(parted), "base_commit": bare.commit(base)},
    }


# --- commits and what was said of them ---


@route("GET", "/commits")
def _commits(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    paths = ["--", call.query["path"]] if "path" in call.query else []
    return 200, bare.commits("-n", call.query.get("per_page", "30"), bare.hash(call.query.get("sha", "main")), *paths)


@route("GET", "/commits/(.+)/status(es)?")
def _status(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    found = forge.statuses.get(bare.hash(call.found[0]), [])
    return 200, found if call.found[1] else {"state": "success", "statuses": found}


@route("GET", "/commits/(.+)/check-runs")
def _check_runs(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    return 200, {"total_count": 0, "check_runs": []}


@route("GET", "/commits/(.+)/pulls")
def _pulls_of_commit(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    about = [forge.about_pull(bare, pull) for pull in forge.pulls.get(bare.full_name, {}).values()]
    return 200, [pull for pull in about if pull["head"]["sha"] == call.found[0]]


@route("GET", "/commits/(.+)")
def _commit(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    return 200, bare.commit(bare.hash(call.found[0]))


@route("POST", r"/statuses/(\w+)")
def _new_status(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    forge.statuses.setdefault(call.found[0], []).append(call.values)
    return 201, call.values


# --- pull requests ---


@route("POST", "/pulls")
def _new_pull(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    who = call.need()
    source, branch = forge.located(bare, call.values["head"])
    if who not in (source.owner, bare.owner):
        raise Refusal(403, "Resource not accessible by personal access token")
    pulls = forge.pulls.setdefault(bare.full_name, {})
    if any((old.source, old.head, old.state) == (source.full_name, branch, "open") for old in pulls.values()):
        raise Refusal(422, f"A pull request already exists for {source.owner}:{branch}.")
    sha = source.branch_hash(branch)
    if bare.branch_hash(call.values["base"]) == sha:
        raise Refusal(422, f"No commits between {call.values['base']} and {branch}")
    number = forge.next_number(bare)
    values = {"title": call.values["title"], "body": call.values.get("body") or "", "user": who}
    where = {"source": source.full_name, "head": branch, "base": call.values["base"], "sha": sha}
    pulls[number] = Pull(number, **values, **where, draft=bool(call.values.get("draft")))
    return 201, forge.about_pull(bare, pulls[number])


@route("GET", "/pulls")
def _pulls(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    state, head = call.query.get("state", "open"), call.query.get("head")
    about = [forge.about_pull(bare, pull) for pull in forge.pulls.get(bare.full_name, {}).values()]
    return 200, [pull for pull in about if state in ("all", pull["state"]) and head in (None, pull["head"]["label"])]


@route("GET PATCH", r"/pulls/(\d+)")
def _pull(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    pull = forge.pull(bare, call.found[0])
    if call.method == "PATCH":
        _change(bare, call, pull)
    return 200, forge.about_pull(bare, pull)


def _change(bare: BareRepository, call: Call, thread: Thread) -> None:
    if call.need() not in (bare.owner, thread.user):
        raise Refusal(403, "Resource not accessible by personal access token")
    for key in ("title", "body", "state"):
        if key in call.values:
            setattr(thread, key, call.values[key])


@route("GET", r"/pulls/(\d+)/(files|commits)")
def _inside_pull(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    about = forge.about_pull(bare, forge.pull(bare, call.found[0]))
    head = about["head"]["sha"]
    parted = bare.merge_base(about["base"]["sha"], head)
    if call.found[1] == "files":
        return 200, list(bare.files(parted, head))
    return 200, bare.commits("--reverse", f"{parted}..{head}")


@route("PUT", r"/pulls/(\d+)/merge")
def _merge(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    pull = forge.pull(bare, call.found[0])
    sha = forge.about_pull(bare, pull)["head"]["sha"]
    title = call.values.get("commit_title") or f"{pull.title} (#{pull.number})"
    message = f"{title}\n\n{call.values.get('commit_message', '')}".strip()
    try:
        commit = bare.merge(pull.base, sha, message, call.who, squash=call.values.get("merge_method") == "squash")
    except Missing:
        raise Refusal(405, "Pull Request is not mergeable") from None
    pull.state, pull.merged = "closed", True
    return 200, {"sha": commit, "merged": True, "message": "Pull Request successfully merged"}


# --- issues, labels, comments ---


@route("GET POST", "/issues")
def _issues(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    issues = forge.issues.setdefault(bare.full_name, {})
    if call.method == "POST":
        number = forge.next_number(bare)
        values = call.values
        issues[number] = Thread(
            number, values["title"], values.get("body") or "", call.need(), list(values.get("labels", []))
        )
        return 201, forge.about_thread(bare, issues[number])
    state = call.query.get("state", "open")
    return 200, [forge.about_thread(bare, issue) for issue in issues.values() if state in ("all", issue.state)]


@route("GET PATCH", r"/issues/(\d+)")
def _issue(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    thread = forge.thread(bare, call.found[0])
    if call.method == "PATCH":
        _change(bare, call, thread)
    return 200, forge.about_thread(bare, thread)


@route("GET POST PUT", r"/issues/(\d+)/labels")
def _thread_labels(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    thread = forge.thread(bare, call.found[0])
    if call.method != "GET":
        write_right(bare, call)
        before = thread.labels if call.method == "POST" else []
        thread.labels = list(dict.fromkeys([*before, *call.values["labels"]]))
    return 200, [{"name": name} for name in thread.labels]


@route("DELETE", r"/issues/(\d+)/labels/(.+)")
def _unlabel(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    write_right(bare, call)
    thread = forge.thread(bare, call.found[0])
    thread.labels = [name for name in thread.labels if name != call.found[1]]
    return 200, [{"name": name} for name in thread.labels]


@route("GET POST", "/labels")
def _labels(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    return (200, []) if call.method == "GET" else (201, call.values)


@route("GET POST", r"/issues/(\d+)/comments")
def _comments(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    number = forge.thread(bare, call.found[0]).number
    if call.method == "POST":
        return 201, forge.comment(bare, number, call.values["body"], call.need())
    return 200, forge.comments.get(bare.full_name, {}).get(number, [])


@route("GET PATCH DELETE", r"/issues/comments/(\d+)")
def _comment(forge: Forge, bare: BareRepository, call: Call) -> Answer:
    for thread in forge.comments.get(bare.full_name, {}).values():
        for comment in thread:
            if comment["id"] != int(call.found[0]):
                continue
            if call.method != "GET" and call.need() not in (bare.owner, comment["user"]["login"]):
                raise Refusal(403, "Resource not accessible by personal access token")
            if call.method == "DELETE":
                thread.remove(comment)
                return 204, None
            comment["body"] = call.values.get("body", comment["body"])
            return 200, comment
    raise Refusal(404, "Not Found")


# --- HTTP ---


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_forge: Forge

    def log_message(self, format: str, *args: object) -> None:
        pass

    def handle_any(self) -> None:
        parts = urllib.parse.urlsplit(self.path)
        path = urllib.parse.unquote(parts.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "OPTIONS":
            self.reply(204, b"")
        elif path == "/auth":
            token = next(iter(self.server_forge.tokens))
            self.reply(200, (AUTH_PAGE % json.dumps(token)).encode(), "text/html; charset=utf-8")
        elif match := GIT_PATH.fullmatch(path):
            self.smart_http(match[1], path, parts.query, body)
        else:
            self.rest(API.sub("", path).rstrip("/"), parts.query, body)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = handle_any

    def rest(self, path: str, query: str, body: bytes) -> None:
        forge = self.server_forge
        method = "GET" if self.command == "HEAD" else self.command
        token = (self.headers.get("Authorization") or "").rpartition(" ")[2]
        who = forge.tokens.get(token, "")
        try:
            if token and not who:
                raise Refusal(401, "Bad credentials")
            values = json.loads(body) if body else {}
            call = Call(method, path, dict(urllib.parse.parse_qsl(query)), values, who, self.headers.get("Accept", ""))
            with forge.lock:
                status, answer = forge.answer(call)
        except Refusal as refusal:
            status, answer = refusal.status, {"message": str(refusal)}
        except Missing:
            status, answer = 404, {"message": "Not Found"}
        except (KeyError, TypeError, ValueError) as error:
            status, answer = 422, {"message": f"Validation Failed: {error!r}"}
        forge.calls.append((status, self.command, path, who))
        if isinstance(answer, bytes):
            self.reply(status, answer, "application/octet-stream")
        else:
            self.reply(status, b"" if answer is None else json.dumps(answer).encode())

    def reply(self, status: int, data: bytes, kind: str = "application/json; charset=utf-8", **more: str) -> None:
        self.send_response(status)
        headers = {
            **{"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "*", "Cache-Control": "no-store"},
            "Access-Control-Allow-Headers": "*, Authorization, Content-Type, Accept, Cache-Control",
            "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD",
            **{"X-OAuth-Scopes": "public_repo", "Content-Type": kind, "Content-Length": str(len(data)), **more},
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def smart_http(self, owner: str, path: str, query: str, body: bytes) -> None:
        """Clone, fetch and push, by Git's own program for it."""
        scheme, _, secret = (self.headers.get("Authorization") or "").partition(" ")
        password = base64.b64decode(secret).decode().partition(":")[2] if scheme == "Basic" else ""
        who = self.server_forge.tokens.get(password, "")
        is_push = "receive-pack" in path or "receive-pack" in query
        if is_push and who != owner:
            self.reply(403 if who else 401, b"", "text/plain", **{"WWW-Authenticate": 'Basic realm="forge"'})
            return
        environment = {
            **{"GIT_PROJECT_ROOT": str(self.server_forge.folder), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": path},
            **{"QUERY_STRING": query, "REQUEST_METHOD": self.command, "CONTENT_LENGTH": str(len(body))},
            **{"CONTENT_TYPE": self.headers.get("Content-Type", ""), "REMOTE_ADDR": "127.0.0.1", "REMOTE_USER": who},
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=ENVIRONMENT | environment, capture_output=True, check=True
        )
        head, _, data = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        status = int(headers.pop("Status", "200").split()[0])
        kind = headers.pop("Content-Type", "text/plain")
        headers.pop("Cache-Control", None)
        self.reply(status, data, kind, **headers)
