"""`toolbox propose`: what you changed in your own checkout becomes a branch and a pull request."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox import git
from toolbox.proposals import repository
from toolbox.proposals.applying import check_result
from toolbox.proposals.base import find_base
from toolbox.proposals.judging import Judgement, judge
from toolbox.proposals.local import Draft, State, Words, make_draft, read_state, take_up
from toolbox.proposals.publishing import Request, body, describe, find_route, publish
from toolbox.proposals.refused import Refused
from toolbox.proposals.terminal import BROKEN, CLEAN, FINDINGS, NobodyThere, confirm, say, say_all
from toolbox.settings import read_settings

NOTHING_CHANGED = "Er is niets gemaakt of gepusht; je wijzigingen staan er nog."
# These say something of the machine, not of what was changed.
_MACHINE = frozenset({"not-a-repository", "no-identity", "no-base", "in-progress"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--regio", default="", metavar="NAAM", help="de school of regio waar het voorstel vandaan komt")
    parser.add_argument("--titel", default="", metavar="TEKST", help="waar het voorstel over gaat, in één regel")
    parser.add_argument("--waarom", default="", metavar="TEKST", help="waarom je dit voorstelt")
    parser.add_argument("--ja", action="store_true", help="push zonder eerst te vragen")


def run(root: Path, options: argparse.Namespace) -> int:
    """FINDINGS when the change itself is not in order."""
    try:
        return _propose(root, Words(options.titel, options.waarom, options.regio), asks=not options.ja)
    except Refused as refused:
        for line in refused.lines:
            print(line)
        say(NOTHING_CHANGED)
        return BROKEN if refused.code in _MACHINE else FINDINGS
    except NobodyThere:
        say(f"Hier kan ik niets vragen. {NOTHING_CHANGED} Met --ja gaat het zonder vraag.")
        return BROKEN
    except KeyboardInterrupt:
        say("Gestopt. Je wijzigingen staan er nog.")
        return BROKEN


def _propose(root: Path, words: Words, *, asks: bool) -> int:
    if not git.is_repository(root):
        raise Refused("not-a-repository")
    by = repository.identity(root)
    if by is None:
        raise Refused("no-identity")
    settings = read_settings(root)
    base = find_base(root, settings)
    if base.note:
        say(base.note)
    state = read_state(root, base.commit)
    draft = make_draft(root, state, words, by)
    check_result(root, state.parted, draft.commit)
    judgement = _judge(root, state, draft)
    route = find_route(root, settings, base)
    request = Request(draft.branch, draft.title, body(words.reason, {"Regio": words.region}, judgement.summary))
    _show(state, draft, judgement)
    if route:
        say(describe(route, base, request))
    if asks and not confirm("Doorgaan?"):
        say(NOTHING_CHANGED)
        return CLEAN
    take_up(root, state, draft)
    say(f"Je voorstel staat in de branch {draft.branch}; daar werk je nu in.")
    if route is None:
        say("Er is geen remote om naar te pushen.")
        return CLEAN
    return publish(root, route, base, request)


def _judge(root: Path, state: State, draft: Draft) -> Judgement:
    try:
        return judge(root, state.parted, draft.commit)
    except Refused as refused:
        raise Refused("own-check-fails", *refused.details) from refused


def _show(state: State, draft: Draft, judgement: Judgement) -> None:
    say(f"‘{draft.title}’")
    say_all("Dit gaat mee:", state.paths)
    say_all("Dit blijft hier, want het staat niet in content/ of forms/:", state.left)
    say_all("Wat verandert er:", judgement.summary)
    say_all("De controle zegt:", judgement.warnings)
