"""`toolbox intake FILE…`: a patch or mail that somebody sent becomes a branch and a pull request, or a clear answer."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Sequence
from pathlib import Path

from toolbox.proposals import repository
from toolbox.proposals.applying import Applied, apply
from toolbox.proposals.desk import Desk, open_desk
from toolbox.proposals.judging import Judgement, clashes, judge
from toolbox.proposals.naming import branch_name
from toolbox.proposals.patch import Proposal, fingerprint, read_file
from toolbox.proposals.publishing import Request, body, describe, publish
from toolbox.proposals.refused import Refused
from toolbox.proposals.terminal import BROKEN, CLEAN, FINDINGS, NobodyThere, confirm, say, say_all

NOTHING_CHANGED = "Er is niets veranderd."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="BESTAND", help="een patch of een bewaard mailbericht")
    parser.add_argument("--ja", action="store_true", help="push zonder eerst te vragen")


def run(root: Path, options: argparse.Namespace) -> int:
    """Each file by itself; FINDINGS when one of them was refused."""
    # What would end the process ends as Ctrl-C does: the throw-away checkout is cleared away.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        desk = open_desk(root, asks=not options.ja)
    except Refused as refused:
        _say_refusal(refused)
        return BROKEN
    status = CLEAN
    for path in options.files:
        say(f"{path}:")
        try:
            status = max(status, _take(desk, path))
        except Refused as refused:
            _say_refusal(refused)
            say(f"{NOTHING_CHANGED} Het bestand is er nog.")
            status = max(status, FINDINGS)
        except OSError as error:
            say(f"Lezen of schrijven lukte niet ({error.strerror}). {NOTHING_CHANGED}")
            status = BROKEN
        except NobodyThere:
            say(f"Hier kan ik niets vragen. {NOTHING_CHANGED} Met --ja gaat het zonder vraag.")
            status = BROKEN
        except KeyboardInterrupt:
            say(f"Gestopt. {NOTHING_CHANGED}")
            return BROKEN
    return status


def _say_refusal(refused: Refused) -> None:
    for line in refused.lines:
        print(line)


def _take(desk: Desk, path: Path) -> int:
    """Raises Refused, with nothing changed."""
    proposals = read_file(path)
    first = proposals[0]
    branch = branch_name(first.subject, fingerprint(proposals))
    _check_new(desk.root, branch)
    applied = apply(desk.root, desk.base, proposals, desk.by)
    judgement = judge(desk.root, desk.base.commit, applied.commit)
    _show(proposals, applied, judgement)
    say_all("Let op, dit verandert dezelfde regels als:", clashes(desk.root, desk.base.commit, applied.commit))
    request = Request(branch, first.subject, _body(proposals, judgement))
    if desk.route:
        say(describe(desk.route, desk.base, request))
        if desk.asks and not confirm("Doorgaan?"):
            say(NOTHING_CHANGED)
            return CLEAN
    repository.create_branch(desk.root, branch, applied.commit)
    say(f"Alles bekijken, ook op papier: toolbox changes {desk.base.commit[:12]}..{branch}")
    if desk.route is None:
        say(f"Het voorstel staat in de branch {branch}. Er is geen remote om naar te pushen.")
        return CLEAN
    return publish(desk.root, desk.route, desk.base, request)


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
