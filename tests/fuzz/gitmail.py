"""Changes that the real git makes and mails, in the shapes of git's own test corpus; what we take must be git's tree.

The shapes are those of git's t4014 (format-patch), t4100 and t4109 (what `apply` meets) and t5100 (`mailinfo`): made
here, not copied. A recipe edits a small toolbox, commits, has `git format-patch` write it, and then does to that mail
what programs do. What `intake` makes of it is refused with a sentence, or the tree that the writer had.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Mapping

from fuzz.gitsent import EDITS, Act, Sent, at_start, places
from fuzz.recipe import Picks, read_recipe
from toolbox.proposals.applying import apply
from toolbox.proposals.base import Base
from toolbox.proposals.patch import read_proposals
from toolbox.proposals.refused import Refused
from toolbox.proposals.repository import Identity

BY = Identity("Beheer Toolbox", "beheer@example.org")
# --- what happens to a mail ---


def _packed(sent: Sent, picks: Picks) -> None:
    """In another transfer encoding (RFC 2045)."""
    head, body = _split(sent.mail)
    if b"multipart" in head or b"base64" in head or b"quoted-printable" in head or b"\nFrom " in body:
        return
    # In lines that are wrapped nobody can tell which ends of a line were the page's own.
    sent.may = sent.may or b"\r" in body
    head = re.sub(rb"(?i)\n(mime-version|content-(type|transfer-encoding)):[^\n]*(\n[ \t][^\n]*)*", b"", head)
    name, packed = picks.of(
        (("base64", base64.encodebytes(body)), ("quoted-printable", quopri.encodestring(body)), ("8bit", body))
    )
    kind = b"MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: "
    sent.mail = head + b"\n" + kind + name.encode() + b"\n\n" + packed


def _windows_mail(sent: Sent, picks: Picks) -> None:
    """Saved by a program that ends lines as mail travels: of a page with such ends nobody can tell which were its."""
    sent.may = sent.may or b"\r" in sent.mail
    sent.mail = sent.mail.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _attached(sent: Sent, picks: Picks) -> None:
    """Behind somebody else's words, as a patch or as a mail of its own."""
    kind = picks.of(("text/x-patch", "text/plain", "application/octet-stream", "message/rfc822"))
    inner = sent.mail.partition(b"\n")[2] if kind == "message/rfc822" else sent.mail
    headers = f"Content-Type: {kind}; name=voorstel.patch\nContent-Disposition: attachment; filename=voorstel.patch\n"
    if kind != "message/rfc822":
        inner = base64.encodebytes(inner)
        headers += "Content-Transfer-Encoding: base64\n"
    start = (
        "From: Doorgever <door@example.org>\nDate: Mon, 23 Nov 2026 10:00:00 +0100\nSubject: Fwd: voorstel\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=-grens-="\n\n--=-grens-=\n'
        "Content-Type: text/plain; charset=utf-8\n\nHierbij.\n\n--=-grens-=\n"
    )
    sent.mail = (start + headers).encode() + b"\n" + inner + b"\n--=-grens-=--\n"


def _more_headers(sent: Sent, picks: Picks) -> None:
    head, body = _split(sent.mail)
    more = picks.of(
        (
            b"X-Lang: " + b"a" * 900,
            b"Received: from a\n\tby b\n\twith c",
            b"List-Id: <x.y>",
            b"DKIM-Signature: v=1;\n b=x",
        )
    )
    sent.mail = head + b"\n" + more + b"\n\n" + body


def _footed(sent: Sent, picks: Picks) -> None:
    """What a list puts below a mail."""
    if b"multipart" not in sent.mail and b"base64" not in sent.mail:
        sent.mail += b"\n_______________________________________________\nlijst mailing list\n"


def _worded(sent: Sent, picks: Picks) -> None:
    """Words above the line of dashes, some of which git takes for something."""
    words = picks.of(
        (b"Hallo,\n\n", b"From: Ander Mens <ander@example.org>\n\n", b"Eerst\n-- >8 --\n", b"> citaat\n\n")
    )
    head, body = _split(sent.mail)
    if b"multipart" not in head and b"base64" not in head:
        sent.mail = head + b"\n\n" + words + body


def _damaged(sent: Sent, picks: Picks) -> None:
    """What mail programs do to a text."""
    sent.may = True
    body = sent.mail
    match picks.number(9):
        case 0:
            body = re.sub(rb"[ \t]+\n", b"\n", body)
        case 1:
            body = body.replace(b"\t", b"        ")
        case 2:
            body = re.sub(rb"([^\n]{72}) ", rb"\1\n", body)
        case 3:
            body = body.replace(b"\n", b"\n> ")
        case 4:
            body = re.sub(rb"\nFrom ", b"\n>From ", body)
        case 5:
            body = body.replace(b"e", b"\xc3\xa9", 1 + picks.number(400))
        case 6:
            body = body[: picks.number(len(body))]
        case 7:
            body = body.replace(b"charset=UTF-8", b"charset=iso-8859-1")
        case _:
            lines = body.split(b"\n")
            del lines[picks.number(len(lines))]
            body = b"\n".join(lines)
    sent.mail = body


def _split(mail: bytes) -> tuple[bytes, bytes]:
    head, _, body = mail.partition(b"\n\n")
    return head, body


MAILS: Mapping[str, Act] = {
    "packed": _packed,
    "windows mail": _windows_mail,
    "attached": _attached,
    "more headers": _more_headers,
    "footed": _footed,
    "worded": _worded,
    "damaged": _damaged,
}
NAMES = (*EDITS, *MAILS)


def sent_by(data: bytes) -> Sent:
    """What a recipe gives; `commits` is 0 when it changes nothing."""
    sender, _, _ = places()
    sent = Sent(at_start(sender))
    steps = read_recipe(data).steps
    for step in steps:
        if step.name in EDITS:
            try:
                EDITS[step.name](sent, Picks(step.numbers))
            except OSError:
                continue  # An earlier edit took the page away.
    sent.commit()
    if sent.commits:
        sent.mail = sender.git("format-patch", "--stdout", *sent.options, f"-{sent.commits}")
        for step in steps:
            if step.name in MAILS:
                MAILS[step.name](sent, Picks(step.numbers))
    return sent


def check(data: bytes) -> set[str]:
    """Refused with a sentence for which there is a reason, or the tree that the writer had, or that git makes of it."""
    sent = sent_by(data)
    if not sent.commits:
        return {"nothing"}
    tree = sent.checkout.line("rev-parse", "HEAD^{tree}")
    made, refused = _taken(sent.mail)
    if refused:
        assert all(line.isprintable() for line in refused.lines)
        assert sent.may, refused
        return {refused.code}
    assert made in (tree, _by_git(sent.mail)), f"another tree: {made}"
    return {"taken"}


def _taken(mail: bytes) -> tuple[str, Refused | None]:
    """(the tree of what is taken, why it is not)."""
    keeper = places()[1]
    commit = keeper.line("rev-parse", "origin/main")
    try:
        applied = apply(keeper.root, Base("main", "", commit, True), read_proposals(mail), BY)
    except Refused as refused:
        return "", refused
    return keeper.line("rev-parse", f"{applied.commit}^{{tree}}"), None


def _by_git(mail: bytes) -> str:
    """The tree of `git am`, '' when it does not take it."""
    place = at_start(places()[2])
    try:
        place.git("am", "--quiet", "--3way", stdin=mail)
    except AssertionError:
        place.git("am", "--abort")
        return ""
    return place.line("rev-parse", "HEAD^{tree}")
