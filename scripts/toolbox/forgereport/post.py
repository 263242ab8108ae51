"""Which pull request a report belongs to, its one comment, and its label. The forge is asked; the report is not."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolbox.forgereport.api import ApiError, Forge
from toolbox.forgereport.comment import MARKER, head_mark

OURS = ("content/", "forms/")
BY_HAND = "lees met de hand"
LABEL = {
    "name": BY_HAND,
    "color": "b60205",
    "description": "Raakt meer dan content/ en forms/: een beheerder leest alles zelf",
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


def outside_paths(forge: Forge, number: int) -> tuple[str, ...]:
    """Changed paths beyond content/ and forms/, by the forge's own list; a renamed file counts under both names."""
    count = 0
    outside: list[str] = []
    for file in forge.every(f"/pulls/{number}/files"):
        count += 1
        names = (file["filename"], file.get("previous_filename") or file["filename"])
        outside += [name for name in dict.fromkeys(names) if not str(name).startswith(OURS)]
    return (*outside, TOO_MANY) if count >= MAX_LISTED_FILES else tuple(outside)


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


def put_label(forge: Forge, number: int, wanted: bool) -> None:
    labels = forge.get(f"/issues/{number}/labels")
    has = any(label["name"] == BY_HAND for label in labels)
    if wanted and not has:
        _add_label(forge, number)
    if has and not wanted:
        forge.send("DELETE", f"/issues/{number}/labels/{urllib.parse.quote(BY_HAND)}")


def _add_label(forge: Forge, number: int) -> None:
    """GitHub makes a label that it does not know; Forgejo has to be told first."""
    known = any(label["name"] == BY_HAND for label in forge.every("/labels"))
    if not known:
        try:
            forge.send("POST", "/labels", LABEL)
        except ApiError as error:
            # Someone else was just before us.
            if error.status not in (409, 422):
                raise
    forge.send("POST", f"/issues/{number}/labels", {"labels": [BY_HAND]})
