"""`toolbox propose`: what you changed in your own checkout becomes a branch and a pull request."""

from __future__ import annotations

import argparse
from pathlib import Path

from toolbox.proposals.applying import check_result
from toolbox.proposals.desk import open_desk
from toolbox.proposals.judging import Judgement, judge
from toolbox.proposals.local import Draft, State, Words, make_draft, read_state, take_up
from toolbox.proposals.publishing import Request, body, describe, publish
from toolbox.proposals.refused import Refused
from toolbox.proposals.terminal import BROKEN, CLEAN, FINDINGS, NobodyThere, confirm, say, say_all

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
    desk = open_desk(root, asks=asks)
    state = read_state(root, desk.base.commit)
    draft = make_draft(root, state, words, desk.by)
    check_result(root, state.parted, draft.commit)
    judgement = _judge(root, state, draft)
    request = Request(draft.branch, draft.title, body(words.reason, {"Regio": words.region}, judgement.summary))
    _show(state, draft, judgement)
    if desk.route:
        say(describe(desk.route, desk.base, request))
    if desk.asks and not confirm("Doorgaan?"):
        say(NOTHING_CHANGED)
        return CLEAN
    take_up(root, state, draft)
    say(f"Je voorstel staat in de branch {draft.branch}; daar werk je nu in.")
    if desk.route is None:
        say("Er is geen remote om naar te pushen.")
        return CLEAN
    return publish(root, desk.route, desk.base, request)


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
