"""A patch or mail that somebody sent becomes a branch and a pull request, or a clear answer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from toolbox.machine.landlock import Reach
from toolbox.merging.clash import Decision, Winner
from toolbox.proposals import repository
from toolbox.proposals.apart import apart
from toolbox.proposals.applying import Applied, apply
from toolbox.proposals.branchname import branch_name
from toolbox.proposals.choiceserver import choose_on_page
from toolbox.proposals.judging import Judgement, judge
from toolbox.proposals.meaning import Choose, Contested, said
from toolbox.proposals.patch import Proposal, fingerprint, read_proposal_file
from toolbox.proposals.publishing import Request, body, describe, publish
from toolbox.proposals.refused import Refused
from toolbox.proposals.session import Session
from toolbox.proposals.terminal import confirm, pick, say, say_all
from toolbox.proposals.together import clashes


def take_in(session: Session, path: Path) -> bool:
    """Whether all went as asked, or a person said no. Raises Refused, with nothing changed."""
    proposals = _read_apart(path)
    first = proposals[0]
    branch = branch_name(first.subject, fingerprint(proposals))
    _check_new(session.root, branch)
    applied = apply(session.root, session.base, proposals, session.by, _chooser(session))
    judgement = judge(session.root, session.base.commit, applied.commit)
    _show(proposals, applied, judgement)
    say_all("Let op, dit botst met een ander voorstel:", clashes(session.root, applied.commit))
    request = Request(branch, first.subject, _body(proposals, judgement))
    if session.route:
        say(describe(session.route, session.base, request))
        if session.asks and not confirm("Doorgaan?"):
            say("Er is niets veranderd.")
            return True
    repository.create_branch(session.root, branch, applied.commit)
    say(f"Alles bekijken, ook op papier: toolbox changes {session.base.commit[:12]}..{branch}")
    if session.route is None:
        say(f"Het voorstel staat in de branch {branch}. Er is geen remote om naar te pushen.")
        return True
    return publish(session.root, session.route, session.base, request)


def _read_apart(path: Path) -> tuple[Proposal, ...]:
    """Whatever a file does, the next one is read."""
    return apart(partial(read_proposal_file, path), Reach(read=(path,)))


def _chooser(session: Session) -> Choose | None:
    if session.on_page:
        return partial(choose_on_page, tell=lambda address: say(f"Kies wat er komt te staan: {address}"))
    return choose if session.asks else None


def choose(contested: Sequence[Contested]) -> Sequence[Decision]:
    """What a person says of them in the terminal. Raises NobodyThere."""
    return [_choose(found) for found in contested]


def _choose(found: Contested) -> Winner:
    say(f"Hier willen twee mensen iets anders: {found.about}")
    say(f"1. Nu staat er{_of(found.now_by)}: {said(found.clash.ours)}", 2)
    say(f"2. Het voorstel{_of(found.proposed_by)} zegt: {said(found.clash.theirs)}", 2)
    return Winner.OURS if pick("Wat moet het worden?", ("1", "2")) == "1" else Winner.THEIRS


def _of(name: str) -> str:
    return f", van {name}" if name else ""


def _check_new(root: Path, branch: str) -> None:
    if repository.branches(root, f"refs/heads/{branch}", f"refs/remotes/*/{branch}"):
        raise Refused("taken", branch=branch)


def _show(proposals: Sequence[Proposal], applied: Applied, judgement: Judgement) -> None:
    for proposal in proposals:
        region = proposal.trailers.get("Regio", "")
        say(f"‘{proposal.subject}’ van {proposal.name}{f', regio {region}' if region else ''}", 2)
    say_all("Wat verandert er:", judgement.summary)
    say_all("Goed om te weten:", applied.notes)
    say_all("De controle zegt:", judgement.warnings)


def _body(proposals: Sequence[Proposal], judgement: Judgement) -> str:
    reason = "\n\n".join(proposal.reason for proposal in proposals)
    facts = {
        "Van": ", ".join(dict.fromkeys(proposal.name for proposal in proposals)),
        "Regio": ", ".join(dict.fromkeys(proposal.trailers.get("Regio", "") for proposal in proposals)),
    }
    return body(reason, facts, judgement.summary)
