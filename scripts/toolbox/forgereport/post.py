"""Which pull request a report belongs to, its one comment, and its labels. The forge is asked; the report is not."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolbox.forgereport.api import ApiError, Forge
from toolbox.forgereport.comment import MARKER, head_mark

OURS = ("content/", "forms/")
# Each region has one folder below this; a commit names its region in a trailer.
REGIONS, TRAILER = "content/regio/", "regio:"
BY_HAND, OF_OTHERS = "lees met de hand", "editie van een ander"
COLOURS = {BY_HAND: "b60205", OF_OTHERS: "fbca04"}
DESCRIPTIONS = {
    BY_HAND: "Raakt meer dan content/ en forms/: een beheerder leest alles zelf",
    OF_OTHERS: "Verandert de map van een regio die niet bij het voorstel staat: vraag het eerst daar",
}
# A forge lists no more files than this; who changes more is read by hand in any case.
MAX_LISTED_FILES = 3_000
TOO_MANY = "… en meer bestanden dan de lijst laat zien"


@dataclass(frozen=True, slots=True)
class PullRequest:
    """An open pull request as it is now; `base` and `head` are commits."""

    number: int
    base: str
    head: str


def find_pull_request(forge: Forge, owner: str, branch: str, head: str) -> PullRequest | None:
    """The open pull request from `owner`:`branch` that stands at exactly `head`.

    None when there is none (any more), or when the same commit is proposed to two branches: then nobody can tell
    which of them the report is about.
    """
    found = [item for item in _open(forge, {"head": f"{owner}:{branch}"}) if item.head == head]
    return found[0] if len(found) == 1 else None


def waiting(forge: Forge, author: str) -> Iterator[PullRequest]:
    """Every open pull request whose comment is not about its newest commit."""
    for proposal in list(_open(forge, {})):
        comment = own_comment(forge, proposal.number, author)
        if comment is None or head_mark(proposal.head) not in comment["body"]:
            yield proposal


def _open(forge: Forge, query: dict[str, str]) -> Iterator[PullRequest]:
    for pull in forge.every("/pulls", {"state": "open", **query}):
        yield PullRequest(int(pull["number"]), str(pull["base"]["sha"]), str(pull["head"]["sha"]))


def changed_paths(forge: Forge, number: int) -> tuple[str, ...]:
    """By the forge's own list; a renamed file counts under both names. Ends with TOO_MANY when that is not all."""
    count = 0
    paths: list[str] = []
    for file in forge.every(f"/pulls/{number}/files"):
        count += 1
        names = (file["filename"], file.get("previous_filename") or file["filename"])
        paths += dict.fromkeys(map(str, names))
    return (*paths, TOO_MANY) if count >= MAX_LISTED_FILES else tuple(paths)


def outside_paths(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Those beyond content/ and forms/."""
    return tuple(path for path in paths if not path.startswith(OURS))


def is_of_others(forge: Forge, number: int, paths: tuple[str, ...]) -> bool:
    """Whether a region's folder changes that no commit of the proposal names."""
    folders = {
        path.split("/")[2] for path in paths if path.startswith(REGIONS) and path.count("/") > REGIONS.count("/")
    }
    if not folders:
        return False
    commits = forge.every(f"/pulls/{number}/commits")
    named = {slug for commit in commits for slug in _named(str(commit["commit"]["message"]))}
    return not folders <= named


def _named(message: str) -> Iterator[str]:
    """The folders of the regions that a commit names: 'Regio: Rijn IJssel' is rijn-ijssel."""
    for line in message.casefold().splitlines():
        if line.startswith(TRAILER):
            for name in line.removeprefix(TRAILER).split(","):
                yield "-".join(name.replace("-", " ").removeprefix(" regio ").split())


def own_comment(forge: Forge, number: int, author: str) -> Any:
    """Our comment, or None. Anyone can copy the marker, so the author counts as well."""
    for comment in forge.every(f"/issues/{number}/comments"):
        if comment["user"]["login"] == author and str(comment["body"]).startswith(MARKER):
            return comment
    return None


def put_comment(forge: Forge, number: int, author: str, body: str) -> None:
    """One comment: the first time it is placed, later its text is replaced."""
    comment = own_comment(forge, number, author)
    if comment is None:
        forge.send("POST", f"/issues/{number}/comments", {"body": body})
    elif comment["body"] != body:
        forge.send("PATCH", f"/issues/comments/{int(comment['id'])}", {"body": body})


def put_labels(forge: Forge, number: int, wanted: Mapping[str, bool]) -> None:
    """Each label that is ours is there when it is wanted, and only then."""
    has = {label["name"] for label in forge.get(f"/issues/{number}/labels")}
    for name, is_wanted in wanted.items():
        if is_wanted and name not in has:
            _add_label(forge, number, name)
        if name in has and not is_wanted:
            forge.send("DELETE", f"/issues/{number}/labels/{urllib.parse.quote(name)}")


def _add_label(forge: Forge, number: int, name: str) -> None:
    """GitHub makes a label that it does not know; Forgejo has to be told first."""
    known = any(label["name"] == name for label in forge.every("/labels"))
    if not known:
        try:
            made = {"name": name, "color": COLOURS[name], "description": DESCRIPTIONS[name]}
            forge.send("POST", "/labels", made)
        except ApiError as error:
            # Someone else was just before us.
            if error.status not in (409, 422):
                raise
    forge.send("POST", f"/issues/{number}/labels", {"labels": [name]})
