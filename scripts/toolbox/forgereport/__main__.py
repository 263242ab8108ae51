"""The commands, run from a checkout of the base branch as `python3 -I scripts/toolbox/forgereport/__main__.py COMMAND`.

    run                      GitHub: the report that a finished run left behind (the event that started us says which)
    waiting                  Forgejo: 'number base head' for each pull request without a report on its newest commit
    folder NUMBER HEAD FOLDER
                             Forgejo: post the report on commit HEAD that we made ourselves in FOLDER

From the environment: FORGE_API, FORGE_REPOSITORY, FORGE_TOKEN, REPORT_AUTHOR (the account that comments); `run` also
reads GITHUB_EVENT_PATH, which the runner writes, `folder` RUN_URL. Exit status: 0 done or nothing to do, 2 it failed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

# With -I nothing of the checkout is on the path. Last on it: nothing here can stand in for the standard library.
sys.path.append(str(Path(__file__).resolve().parents[2]))

from toolbox.forgereport.api import ApiError, Forge
from toolbox.forgereport.archive import MAX_REPORT, MAX_ZIP, NAME, read_report_file
from toolbox.forgereport.comment import to_comment, to_refusal
from toolbox.forgereport.post import (
    BY_HAND,
    OF_OTHERS,
    changed_paths,
    find_pull_request,
    is_of_others,
    outside_paths,
    put_comment,
    put_labels,
    waiting,
)
from toolbox.forgereport.shape import COMMIT, read_report
from toolbox.forgereport.unusable import Unusable

ARTIFACT = "verslag"
DONE, BROKEN = 0, 2
PLACE = "Het hele verslag met plaatjes, en een voorbeeld van de site, staan onderaan [bij de controle]({url})."


def main(arguments: Sequence[str]) -> int:
    try:
        forge = Forge(*(os.environ[name] for name in ("FORGE_API", "FORGE_REPOSITORY", "FORGE_TOKEN")))
        match arguments:
            case ["run"]:
                return after_run(forge, json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8")))
            case ["waiting"]:
                return list_waiting(forge)
            case ["folder", number, head, folder] if re.fullmatch(r"\d{1,9}", number) and COMMIT.fullmatch(head):
                # When there is a newer commit by now, the comment shows for which one it is, and that one still waits.
                return _post(forge, int(number), head, os.environ["RUN_URL"], lambda: _read(Path(folder)))
        print(__doc__, file=sys.stderr)
        return BROKEN
    except ApiError as error:
        print(f"toolbox: {error}", file=sys.stderr)
        return BROKEN


def after_run(forge: Forge, event: dict[str, Any]) -> int:
    run = event["workflow_run"]
    head = str(run["head_sha"])
    source = run["head_repository"]
    # The fork may be gone by now; its pull request then is as well.
    found = source and find_pull_request(forge, source["owner"]["login"], str(run["head_branch"]), head)
    if not found:
        print("Geen open voorstel staat nu op deze stand. Er is niets geplaatst.")
        return DONE
    return _post(forge, found.number, head, str(run["html_url"]), lambda: _fetch(forge, int(run["id"])))


def _fetch(forge: Forge, run: int) -> bytes:
    listed = forge.get(f"/actions/runs/{run}/artifacts", {"name": ARTIFACT})["artifacts"]
    artifacts = [item for item in listed if item["name"] == ARTIFACT and not item["expired"]]
    if not artifacts:
        raise Unusable("De controle heeft geen verslag gemaakt.")
    # A run that is done again leaves another one: the last counts.
    newest = max(artifacts, key=lambda item: int(item["id"]))
    if int(newest["size_in_bytes"]) > MAX_ZIP:
        raise Unusable("Het verslag is te groot.")
    return read_report_file(forge.download(f"/actions/artifacts/{int(newest['id'])}/zip", MAX_ZIP))


def list_waiting(forge: Forge) -> int:
    for proposal in waiting(forge, os.environ["REPORT_AUTHOR"]):
        if COMMIT.fullmatch(proposal.base) and COMMIT.fullmatch(proposal.head):
            print(proposal.number, proposal.base, proposal.head)
    return DONE


def _read(folder: Path) -> bytes:
    try:
        with (folder / NAME).open("rb") as file:
            data = file.read(MAX_REPORT + 1)
    except OSError as error:
        raise Unusable("De controle heeft geen verslag gemaakt.") from error
    if len(data) > MAX_REPORT:
        raise Unusable("Het verslag is te groot.")
    return data


def _post(forge: Forge, number: int, head: str, url: str, read: Callable[[], bytes]) -> int:
    """The labels first: that a maintainer must read it himself may not depend on the report."""
    paths = changed_paths(forge, number)
    outside = outside_paths(paths)
    put_labels(forge, number, {BY_HAND: bool(outside), OF_OTHERS: is_of_others(forge, number, paths)})
    where = PLACE.format(url=url)
    try:
        report = read_report(read())
        if report.head != head:
            raise Unusable("Het verslag gaat over een andere stand van het voorstel.")
        body = to_comment(report, outside, where)
    except Unusable as reason:
        body = to_refusal(str(reason), head, outside, where)
    put_comment(forge, number, os.environ["REPORT_AUTHOR"], body)
    print(f"Het verslag staat bij voorstel {number}.")
    return DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
