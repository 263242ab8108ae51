"""What you changed in your own checkout becomes a branch and a pull request."""

from __future__ import annotations

from pathlib import Path

from toolbox.proposals.applying import check_result
from toolbox.proposals.judging import Judgement, judge
from toolbox.proposals.local import CheckoutState, Draft, ProposalWords, make_draft, read_state, take_up
from toolbox.proposals.publishing import Request, body, describe, publish
from toolbox.proposals.refused import Refused
from toolbox.proposals.session import open_session
from toolbox.proposals.terminal import confirm, say, say_all

NOTHING_CHANGED = "Er is niets gemaakt of gepusht; je wijzigingen staan er nog."


def propose(root: Path, words: ProposalWords, *, asks: bool) -> bool:
    """Whether all went as asked, or the person said no. Raises Refused or NobodyThere, with nothing made or pushed."""
    session = open_session(root, asks=asks)
    state = read_state(root, session.base.commit)
    draft = make_draft(root, state, words, session.by)
    check_result(root, state.parted, draft.commit)
    judgement = _judge(root, state, draft)
    request = Request(draft.branch, draft.title, body(words.reason, {"Regio": words.region}, judgement.summary))
    _show(state, draft, judgement)
    if session.route:
        say(describe(session.route, session.base, request))
    if session.asks and not confirm("Doorgaan?"):
        say(NOTHING_CHANGED)
        return True
    take_up(root, state, draft)
    say(f"Je voorstel staat in de branch {draft.branch}; daar werk je nu in.")
    if session.route is None:
        say("Er is geen remote om naar te pushen.")
        return True
    return publish(root, session.route, session.base, request)


def _judge(root: Path, state: CheckoutState, draft: Draft) -> Judgement:
    try:
        return judge(root, state.parted, draft.commit)
    except Refused as refused:
        raise Refused("own-check-fails", *refused.details) from refused


def _show(state: CheckoutState, draft: Draft, judgement: Judgement) -> None:
    say(f"‘{draft.title}’")
    say_all("Dit gaat mee:", state.paths)
    say_all("Dit blijft hier, want het staat niet in content/ of forms/:", state.left)
    say_all("Wat verandert er:", judgement.summary)
    say_all("De controle zegt:", judgement.warnings)
