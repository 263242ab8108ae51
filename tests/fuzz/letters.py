"""Targets: what comes by mail, and what another run leaves behind. One refusal with a sentence, or a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from hypothesis import strategies as st

from fuzz import corpus, gitmail, gitsent, grammar, tokens
from fuzz.mutation import as_bytes, mutated, mutated_zip, one_of, rearranged
from fuzz.recipe import recipes, varied
from fuzz.sources import PACKAGE, PAGE, _trees
from fuzz.target import Target
from toolbox.changes.attention import attention
from toolbox.changes.compare import compare
from toolbox.changes.data import to_json
from toolbox.changes.markdown import to_markdown
from toolbox.changes.report import Report, summary
from toolbox.changes.sides import load_sides
from toolbox.changes.webpage import to_html
from toolbox.core.places import ROOTS
from toolbox.core.safetext import MAX_SHOWN
from toolbox.forgereport.archive import MAX_REPORT, read_report_file
from toolbox.forgereport.comment import MAX_LENGTH, to_comment
from toolbox.forgereport.shape import read_report
from toolbox.forgereport.unusable import Unusable
from toolbox.proposals.diffs import read_diffs
from toolbox.proposals.intact import applied
from toolbox.proposals.patch import fingerprint, read_proposals
from toolbox.proposals.refused import Refused
from toolbox.source.tree import Tree

LIMIT = 5_000_000  # bytes, as `toolbox intake` takes
BASE, HEAD = "a" * 40, "b" * 40


def check_told(lines: Sequence[str]) -> None:
    assert all(line.isprintable() for line in lines)
    assert all(len(line) < 4 * MAX_SHOWN for line in lines)


def check_letters(data: bytes) -> set[str]:
    try:
        proposals = read_proposals(data)
    except Refused as refused:
        check_told(refused.lines)
        return {refused.code}
    assert proposals
    assert fingerprint(proposals)
    for proposal in proposals:
        assert proposal.subject.isprintable()
        assert proposal.name.isprintable()
        assert proposal.address.isprintable()
        assert "\0" not in proposal.message
        assert proposal.trailers is not None
        assert proposal.reason is not None
        for path in proposal.paths:
            assert path.split("/")[0] in ROOTS
            assert ".." not in PurePosixPath(path).parts
        # What is handed to Git says the same as what was read.
        assert read_diffs(proposal.written()) == proposal.files
        for file in proposal.files:
            applied(b"", file)
    return {"read"}


def check_report(data: bytes) -> tuple[str, ...]:
    try:
        report = read_report(data)
    except Unusable as refused:
        check_told([str(refused)])
        return (str(refused),)
    comment = to_comment(report, ("scripts/x.py",), "Klaar.")
    assert len(comment) <= MAX_LENGTH
    comment.encode()
    return ("read",)


def check_report_zip(data: bytes) -> tuple[str, ...]:
    try:
        report = read_report_file(data)
    except Unusable as refused:
        return (str(refused),)
    assert len(report) <= MAX_REPORT
    return ("read",)


def check_changes(data: bytes) -> set[str]:
    """What a proposal changes, told in every way there is; `data` as in `sources.check_tree`."""
    import json

    wanted = json.loads(data)
    files = {path: text.encode("utf-8", "surrogateescape") for path, text in wanted["files"].items()}
    before, after = Tree(corpus.base()), Tree({**corpus.base(), **files})
    for old, new in ((before, after), (after, before)):
        sides = load_sides(old, new)
        report = Report(BASE, HEAD, compare(sides.old, sides.new), unreadable=sides.unreadable, faulty=sides.faulty)
        assert to_markdown(report)
        assert to_html(report)
        assert summary(report)
        assert attention(report) is not None
        told = to_json(report).encode()
        assert check_report(told) == ("read",) or len(told) > MAX_REPORT
    return {change.code for item in report.changes.items for change in item.changes}


# Inputs.


def _letters() -> st.SearchStrategy[bytes]:
    words = as_bytes(tokens.MAIL)
    soup = st.builds(bytes.__add__, one_of(corpus.letters()), _soup())
    return st.one_of(mutated(corpus.letters(), words, LIMIT), mutated(corpus.letters(), words, 20_000), soup, _soup())


def _soup() -> st.SearchStrategy[bytes]:
    return grammar.repeated(tokens.MAIL, 1_000_000).map(lambda text: text.encode("utf-8", "surrogatepass"))


@cache
def _report() -> Any:
    """What `toolbox changes` writes for a proposal that changes a page and a format."""
    import json

    base = corpus.base()
    page = base[PAGE] + b"\nEen zin van @iedereen erbij.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    form = base[PACKAGE].replace(b"Hoe heet je?", b"Wat is je naam?")
    changed = {**base, PAGE: page, PACKAGE: form}
    del changed["content/bijlagen/1.1-uitnodiging.md"]
    sides = load_sides(Tree(base), Tree(changed))
    return json.loads(to_json(Report(BASE, HEAD, compare(sides.old, sides.new))))


def _reports() -> st.SearchStrategy[bytes]:
    whole = grammar.as_json(_report())
    return st.one_of(
        rearranged((_report(),), 6_000).map(grammar.as_json), mutated((whole,), as_bytes(tokens.JSON), LIMIT)
    )


def _report_zips() -> st.SearchStrategy[bytes]:
    from toolbox.forms.datapackage import zip_bytes

    whole = zip_bytes([("wijzigingen.json", grammar.as_json(_report())), ("wijzigingen.html", b"<p>")])
    return mutated_zip((whole,), as_bytes((*tokens.JSON, "PK\x01\x02", "PK\x03\x04")), LIMIT)


def _git_mails() -> st.SearchStrategy[bytes]:
    """Some that nothing happened to on the way, and that change what may be changed."""
    honest = [name for name in gitmail.NAMES if name not in ("not ours", "written with less", "damaged")]
    return recipes(honest, 4) | recipes(gitmail.NAMES, 4)


TARGETS = (
    Target("letters", _letters, check_letters, vary=lambda kept: mutated(kept, as_bytes(tokens.MAIL), LIMIT)),
    Target(
        "git-mail",
        _git_mails,
        gitmail.check,
        vary=lambda kept: varied(kept, gitmail.NAMES),
        file=lambda data: gitmail.sent_by(data).mail,
        suffix=".mbox",
        ready=gitsent.room,
    ),
    Target("report", _reports, check_report),
    Target("report-zip", _report_zips, check_report_zip),
    Target("changes", _trees, check_changes),
)
