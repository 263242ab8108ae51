"""Changes that the real git makes and mails, in the shapes of git's own test corpus; what we take must be git's tree.

The shapes are those of git's t4014 (format-patch), t4100 and t4109 (what `apply` meets) and t5100 (`mailinfo`): made
here, not copied. A recipe edits a small toolbox, commits, has `git format-patch` write it, and then does to that mail
what programs do. What `intake` makes of it is refused with a sentence, or the tree that the writer had.
"""

from __future__ import annotations

import atexit
import base64
import os
import quopri
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fuzz.recipe import Picks, read_recipe
from proposed import FORM, PAGE, QUESTION, SENTENCE, STEP, Checkout, new_toolbox
from toolbox.proposals.applying import apply
from toolbox.proposals.base import Base
from toolbox.proposals.patch import read_proposals
from toolbox.proposals.refused import Refused
from toolbox.proposals.repository import Identity

BY = Identity("Beheer Toolbox", "beheer@example.org")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
LINES = "".join(f"Regel {number} van een lange pagina.\n" for number in range(60))
# What people's words may look like without being a part of the mail or the patch.
SPOILERS = (
    "From mij gezegd is dit goed.\n",
    ">From hier\n",
    "---\n",
    "-- \n",
    "diff --git a/x b/x\n",
    "@@ -1 +1 @@\n",
    "-- >8 --\n",
    "\tmet een tab  \n",
    "é漢字 😀\n",
    "x" * 1_500 + "\n",
    "\x0c\n",
    "GIT binary patch\n",
    "\\ No newline at end of file\n",
    "Subject: nee\n",
    "=3D =C3=AB =\n",
    "\r\n",
)


@dataclass
class Sent:
    """Somebody's checkout, how their git writes the mail, and the mail. `may` be refused: there is a reason to."""

    checkout: Checkout
    options: list[str] = field(default_factory=list)
    commits: int = 0
    mail: bytes = b""
    may: bool = False

    def edit(self, path: str, text: str) -> None:
        self.checkout.write(path, text)

    def commit(self) -> None:
        self.checkout.git("add", "--all")
        if self.checkout.git("status", "--porcelain"):
            self.checkout.git("commit", "--quiet", "-m", "Betere zin\n\nDit is duidelijker.\n\nRegio: Twente")
            self.commits += 1


@cache
def room() -> Path:
    """Made before a worker is forked: only its parent ends in the way that clears up."""
    made = Path(tempfile.mkdtemp(prefix="fuzz-git-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def _places() -> tuple[Checkout, Checkout, Checkout]:
    """(the sender's, the keeper's, one for git itself) of this process."""
    own = room() / str(os.getpid())
    own.mkdir()
    origin = new_toolbox(own / "origin")
    origin.write("content/lang.md", LINES)
    origin.write("content/zonder-einde.md", "# Kop\n\nZonder einde")
    origin.write("content/windows.md", "# Kop\r\n\r\nTekst\r\n")
    origin.commit("Meer")
    return (
        origin.clone(own / "sender", "Şule de Groot"),
        origin.clone(own / "keeper", "Beheer Toolbox"),
        origin.clone(own / "git", "Git"),
    )


def _at_start(checkout: Checkout) -> Checkout:
    checkout.git("reset", "--quiet", "--hard", "origin/main")
    checkout.git("clean", "-dfxq")
    return checkout


# --- what somebody changes ---


def _sentence(sent: Sent, picks: Picks) -> None:
    path, old = picks.of(((PAGE, SENTENCE), (STEP, "e"), (FORM, QUESTION)))
    text = sent.checkout.read(path) if (sent.checkout.root / path).exists() else old
    sent.edit(path, text.replace(old, old + f" Nu {picks.number(100)}.", 1))


def _lines(sent: Sent, picks: Picks) -> None:
    """Several places of a long page: several hunks."""
    lines = LINES.splitlines(keepends=True)
    for _ in range(1 + picks.number(4)):
        lines[picks.number(len(lines))] = picks.of(SPOILERS)
    sent.edit("content/lang.md", "".join(lines))


def _new_page(sent: Sent, picks: Picks) -> None:
    sent.edit(
        "content/nieuw.md", f"# Nieuw {picks.number(9)}\n\n" + picks.of(SPOILERS) + picks.of(("einde", "einde\n", ""))
    )


def _empty_page(sent: Sent, picks: Picks) -> None:
    sent.edit("content/leeg.md", "")


def _gone(sent: Sent, picks: Picks) -> None:
    (sent.checkout.root / picks.of(("content/lang.md", "content/windows.md", STEP))).unlink()


def _moved(sent: Sent, picks: Picks) -> None:
    old = sent.checkout.root / "content/lang.md"
    text = old.read_text("utf-8")
    old.unlink()
    sent.edit("content/verhuisd.md", text.replace("Regel 3 ", picks.of(("Regel 3 ", "Regel drie "))))


def _copied(sent: Sent, picks: Picks) -> None:
    """Git writes `copy from` only when asked, and we do not take that."""
    sent.edit("content/kopie.md", sent.checkout.read("content/lang.md") + picks.of(("", "erbij\n")))


def _no_end(sent: Sent, picks: Picks) -> None:
    path = "content/zonder-einde.md"
    sent.edit(
        path, picks.of(("# Kop\n\nZonder einde\n", "# Kop\n\nAnders", "# Kop\n", "# Kop\n\nZonder einde\nEn meer"))
    )


def _windows(sent: Sent, picks: Picks) -> None:
    sent.edit("content/windows.md", picks.of(("# Kop\r\n\r\nBeter\r\n", "# Kop\n\nTekst\n", "# Kop\r\n\nTekst\r\n")))


def _not_ours(sent: Sent, picks: Picks) -> None:
    """What a proposal may not: each has a reason to be refused."""
    sent.may = True
    root = sent.checkout.root
    match picks.number(8):
        case 0:
            (root / PAGE).chmod(0o755)
        case 1:
            (root / "content/verwijzing.md").symlink_to("inleiding.md")
        case 2:
            path = root / "content/afbeeldingen/stip.png"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(PIXEL + bytes([picks.number(256)]))
        case 3:
            sent.edit("scripts/code.py", "print('anders')\n")
        case 4:
            sent.edit(picks.of(('content/a"b.md', "content/a\tb.md", "content/é ë.md", "content/a b.md")), "# Naam\n")
        case 5:
            commit = sent.checkout.line("rev-parse", "HEAD")
            sent.checkout.git("update-index", "--add", "--cacheinfo", f"160000,{commit},content/module")
        case 6:
            sent.checkout.git("mv", "-k", "content/lang.md", "lang.md")
        case _:
            sent.edit("content/.verborgen/x.md", "x\n")


def _committed(sent: Sent, picks: Picks) -> None:
    """What comes after it is a mail of its own."""
    sent.commit()


# --- how git writes it ---

OPTIONS: tuple[tuple[str, ...], ...] = (
    *(
        ("--no-stat",),
        ("-M",),
        ("-B",),
        ("--no-renames",),
        ("--full-index",),
        ("--binary",),
        ("--attach",),
        ("--inline",),
    ),
    *(("-U0",), ("-U1",), ("-U10",), ("--signoff",), ("--zero-commit",), ("--no-signature",), ("--minimal",)),
    *(("--from",), ("--numbered",), ("--encode-email-headers",), ("--patience",), ("--keep-subject",)),
    *(
        ("--subject-prefix=RFC PATCH v2",),
        ("--in-reply-to=<a@b.nl>",),
        ("--summary",),
        ("--stat=40",),
        ("--add-header=X-A: b",),
    ),
)
# With these git leaves out what we or it must know.
LOSSY = (
    ("--no-prefix",),
    ("-C", "--find-copies-harder"),
    ("--irreversible-delete",),
    ("--src-prefix=x/",),
    ("--cover-letter",),
)


def _written(sent: Sent, picks: Picks) -> None:
    sent.options += picks.of(OPTIONS)


def _written_with_less(sent: Sent, picks: Picks) -> None:
    sent.may = True
    sent.options += picks.of(LOSSY)


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


Act = Callable[[Sent, Picks], None]
EDITS: Mapping[str, Act] = {
    "sentence": _sentence,
    "lines": _lines,
    "new page": _new_page,
    "empty page": _empty_page,
    "gone": _gone,
    "moved": _moved,
    "copied": _copied,
    "no end": _no_end,
    "windows": _windows,
    "not ours": _not_ours,
    "committed": _committed,
    "written": _written,
    "written with less": _written_with_less,
}
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
    sender, _, _ = _places()
    sent = Sent(_at_start(sender))
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
    keeper = _places()[1]
    commit = keeper.line("rev-parse", "origin/main")
    try:
        applied = apply(keeper.root, Base("main", "", commit, True), read_proposals(mail), BY)
    except Refused as refused:
        return "", refused
    return keeper.line("rev-parse", f"{applied.commit}^{{tree}}"), None


def _by_git(mail: bytes) -> str:
    """The tree of `git am`, '' when it does not take it."""
    place = _at_start(_places()[2])
    try:
        place.git("am", "--quiet", "--3way", stdin=mail)
    except AssertionError:
        place.git("am", "--abort")
        return ""
    return place.line("rev-parse", "HEAD^{tree}")
