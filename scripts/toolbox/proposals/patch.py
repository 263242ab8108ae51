"""A file from outside  →  the proposals in it that may be tried.

Nothing is applied, and nothing is written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.dutch import size_text
from toolbox.core.safetext import CONTROL, visible
from toolbox.proposals.allowed import check_files
from toolbox.proposals.diffs import FileDiff, read_diffs, split_text
from toolbox.proposals.forgewords import harmless, own_words
from toolbox.proposals.mail import Letter, read_letters, read_sender
from toolbox.proposals.refused import Refused

MAX_BYTES = 5_000_000
MAX_SUBJECT = 200
MAX_MESSAGE = 20_000
# An address that can never be anybody's (RFC 2606): nobody has to give one.
NO_ADDRESS = "voorstel@toolbox.invalid"
_TAGS = re.compile(r"^\s*(?:(?:re|fwd?|doorst|antw)\s*:|\[[^]]*\bpatch\b[^]]*\])\s*", re.IGNORECASE)
_TRAILER = re.compile(r"([A-Z][A-Za-z-]*): *(.*)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One change that somebody sent. `date` is ISO 8601 or ''; `message` holds the reason and the trailers."""

    name: str
    address: str
    date: str
    subject: str
    message: str
    files: tuple[FileDiff, ...]

    @property
    def trailers(self) -> dict[str, str]:
        """The lines 'Sleutel: waarde' that the message ends with."""
        return read_trailers(self.message)

    @property
    def reason(self) -> str:
        """The message without its trailers."""
        before, _, last = self.message.rpartition("\n\n")
        return before if read_trailers(self.message) else f"{before}\n\n{last}".strip()

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(path for file in self.files for path in file.paths))

    def written(self) -> str:
        """The change in Git's form, with nothing in it but what was read."""
        return "".join(file.written() for file in self.files)


def read_proposal_file(path: Path) -> tuple[Proposal, ...]:
    """What is in the file at `path`. Raises Refused, and OSError when the file cannot be read."""
    if not path.exists():
        raise Refused("absent")
    if not path.is_file():
        raise Refused("not-a-file")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Refused("too-big", size=size_text(path.stat().st_size, up=True), limit=size_text(MAX_BYTES))
    return read_proposals(data)


def read_proposals(data: bytes) -> tuple[Proposal, ...]:
    """Every proposal in a patch file or saved mail, each within the limits. Raises Refused."""
    return tuple(_proposal(letter) for letter in read_letters(data))


def fingerprint(proposals: Iterable[Proposal]) -> str:
    """The same change by the same person has the same; 8 hexadecimal digits."""
    whole = "\0".join(f"{proposal.name}\0{proposal.written()}" for proposal in proposals)
    return hashlib.sha256(whole.encode()).hexdigest()[:8]


def _proposal(letter: Letter) -> Proposal:
    words, change = split_text(letter.text)
    files = read_diffs(change)
    check_files(files)
    name, address, words = _author(letter, words)
    subject = harmless(_subject(letter.subject)) or f"Voorstel voor {files[0].path}"
    return Proposal(name or address, address or NO_ADDRESS, letter.date, subject, _message(words), files)


def _author(letter: Letter, words: str) -> tuple[str, str, str]:
    """(name, address, the words without it): a line 'From:' that comes first says who wrote what another sent."""
    first, _, rest = words.partition("\n")
    name, address = letter.name, letter.address
    if first.startswith("From: ") and "@" in first:
        name, address = read_sender(first.removeprefix("From: "))
        words = rest.lstrip("\n")
    if not name and not address:
        raise Refused("no-sender")
    return name, address, words


def _subject(text: str) -> str:
    while (shorter := _TAGS.sub("", text)) != text:
        text = shorter
    return visible(text, MAX_SUBJECT)


def _message(words: str) -> str:
    """Without what cannot be seen, and without more than one empty line in a row."""
    clean = "\n".join(CONTROL.sub("\N{REPLACEMENT CHARACTER}", line).rstrip() for line in words.split("\n"))
    short = re.sub(r"\n{3,}", "\n\n", clean).strip("\n")
    short = own_words(short)
    return short if len(short) <= MAX_MESSAGE else f"{short[:MAX_MESSAGE]}…"


def read_trailers(message: str) -> dict[str, str]:
    """As Git has it: the last paragraph, when every line of it is one."""
    found = [_TRAILER.fullmatch(line) for line in message.rpartition("\n\n")[2].split("\n")]
    return {match[1]: match[2].strip() for match in found if match} if all(found) else {}
