"""Somebody edits a small toolbox, commits, and chooses how git writes the mail."""

from __future__ import annotations

import atexit
import base64
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fuzz.recipe import Picks
from proposed import FORM, PAGE, QUESTION, SENTENCE, STEP, Checkout, new_toolbox

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
def places() -> tuple[Checkout, Checkout, Checkout]:
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


def at_start(checkout: Checkout) -> Checkout:
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
