"""A patch file or a saved mail  →  letters: who wrote, when, and the text with the change in it.

What Git itself would make of the bytes is never asked: everything that goes on from here was read here.
"""

from __future__ import annotations

import codecs
import datetime
import email.errors
import email.header
import email.message
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import Compat32, Policy

from toolbox.core.safetext import visible
from toolbox.proposals.refused import Refused

MAX_LETTERS = 50
MAX_PARTS = 50
MAX_DEPTH = 4
MAX_HEADERS = 200
MAX_MESSAGES = 500  # parts of one mail, at any depth
MAX_HEADER = 2_000  # characters of one header: the library takes quadratic time over its parameters
MAX_LINES = 200_000  # of a file; a patch of 5 MB in base64 has 70,000
# In what mail programs write Dutch. Python knows a hundred more: some take quadratic time, some do something else than
# turn bytes into letters.
CHARSETS = frozenset(
    {"utf-8", "utf-8-sig", "ascii", "iso8859-1", "iso8859-2", "iso8859-9", "iso8859-15"}
    | {f"cp{number}" for number in (437, 850, 1250, 1252, 1254)}
    | {"mac-roman"}
)
ENCODINGS = frozenset({"", "7bit", "8bit", "binary", "base64", "quoted-printable"})
# The first line of a letter in an mbox; what follows must be a header, or it is a sentence that begins with 'From'.
_SEPARATOR = re.compile(
    rb"^From \S{1,200} [^\n]{0,50}?\d{2}:\d{2}[^\n]{0,50}?\d{4}[^\n]{0,50}\n(?=[A-Za-z][A-Za-z0-9-]{0,100}:)",
    re.MULTILINE,
)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:")
_ENCODED = re.compile(r"=\?[\w-]+\?[bq]\?[^?\s]*\?=(?:\s+=\?[\w-]+\?[bq]\?[^?\s]*\?=)*", re.IGNORECASE | re.ASCII)
DIFF = re.compile(r"^(diff --git |--- [aci]/|@@ -)", re.MULTILINE)
_QUOTED = re.compile(r"^> ?(diff --git |@@ -)", re.MULTILINE)
# Before this no letter was a proposal; such a date says that a clock was wrong.
_OLDEST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_MAGIC = {
    b"\xd0\xcf\x11\xe0": "outlook",
    b"\xff\xfe": "utf16",
    b"\xfe\xff": "utf16",
    b"PK\x03\x04": "not-text",
    b"%PDF": "not-text",
    b"\x1f\x8b": "not-text",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """`name`, `address` and `date` are '' when unknown; the date is ISO 8601. `text` has LF line ends."""

    name: str
    address: str
    date: str
    subject: str
    text: str

    @property
    def is_signed(self) -> bool:
        return bool(self.name or self.address)


def read_letters(data: bytes) -> tuple[Letter, ...]:
    """Every letter in the file that holds a change, in order. Raises Refused."""
    if not data.strip():
        raise Refused("empty-file")
    for magic, code in _MAGIC.items():
        if data.startswith(magic):
            raise Refused(code)
    if data.count(b"\n") > MAX_LINES:
        raise Refused("too-many-lines", limit=str(MAX_LINES))
    letters: list[Letter] = []
    for raw in _split(_unix(data.removeprefix(b"\xef\xbb\xbf"))):
        letters.extend(_letters(raw, 0))
        if len(letters) > MAX_LETTERS:
            raise Refused("too-many-letters", limit=str(MAX_LETTERS))
    changes = tuple(letter for letter in letters if DIFF.search(letter.text))
    if changes:
        return changes
    if any(_QUOTED.search(letter.text) for letter in letters):
        raise Refused("mail-quoted")
    raise Refused("no-change" if letters else "mail-html")


def _unix(data: bytes) -> bytes:
    """A file of which the first line ends as on Windows does so everywhere: mail travels like that."""
    return data.replace(b"\r\n", b"\n") if data.partition(b"\n")[0].endswith(b"\r") else data


def _split(data: bytes) -> Iterator[bytes]:
    starts = [match.start() for match in _SEPARATOR.finditer(data)]
    if not starts or data[: starts[0]].strip():
        starts.insert(0, 0)
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        piece = data[start:end]
        yield piece.partition(b"\n")[2] if _SEPARATOR.match(piece) else piece


def _letters(raw: bytes, depth: int) -> Iterator[Letter]:
    """The letters of one mail: itself, or the patches that are attached to it."""
    raw = raw.lstrip(b"\n")
    if not _HEADER.match(raw):
        yield Letter("", "", "", "", _decoded(raw, "utf-8"))
        return
    if raw.partition(b"\n\n")[0].count(b"\n") > MAX_HEADERS:
        raise Refused("mail-deep")
    yield from _of_message(BytesParser(policy=_ShortHeaders(message_factory=_Parts())).parsebytes(raw), depth)


class _ShortHeaders(Compat32):
    """Cuts headers off where no honest one goes on."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines[:MAX_HEADERS])
        return name, value[:MAX_HEADER]


class _Parts:
    """Makes the parts of one mail, and no more than it may have."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, policy: Policy) -> email.message.Message:
        self.count += 1
        if self.count > MAX_MESSAGES:
            raise Refused("mail-deep")
        return email.message.Message(policy)


def _of_message(message: email.message.Message, depth: int) -> Iterator[Letter]:
    if depth > MAX_DEPTH:
        raise Refused("mail-deep")
    parts = list(_leaves(message, 0))
    attached = [letter for part in parts if _is_attached(part, message) for letter in _attached(part, depth)]
    if attached:
        yield from (letter if letter.is_signed else _completed(letter, message, parts) for letter in attached)
        return
    for part in parts:
        if part.get_content_type() == "text/plain" and (text := _text(part)) is not None:
            yield _letter(message, text)


def _completed(letter: Letter, message: email.message.Message, parts: list[email.message.Message]) -> Letter:
    """A change alone, as `git format-patch --attach` sends it: who wrote it, and why, says the mail around it."""
    texts = (
        _text(part) for part in parts if part.get_content_type() == "text/plain" and not _is_attached(part, message)
    )
    return _letter(message, f"{next(filter(None, texts), '')}\n---\n{letter.text}")


def _leaves(message: email.message.Message, depth: int) -> Iterator[email.message.Message]:
    if depth > MAX_DEPTH:
        raise Refused("mail-deep")
    if not message.is_multipart():
        yield message
        return
    children = message.get_payload()
    assert isinstance(children, list)
    if len(children) > MAX_PARTS:
        raise Refused("mail-deep")
    for child in children:
        # For mypy: the children of a multipart are messages.
        assert isinstance(child, email.message.Message)
        # A mail that was forwarded whole is read as a mail of its own.
        yield from [child] if message.get_content_type() == "message/rfc822" else _leaves(child, depth + 1)


def _is_attached(part: email.message.Message, message: email.message.Message) -> bool:
    if part is message:
        return False
    name = _file_name(part)
    named = name.endswith((".patch", ".diff", ".mbox", ".eml"))
    kind = part.get_content_type()
    return named or kind in ("text/x-patch", "text/x-diff") or "from" in part


def _file_name(part: email.message.Message) -> str:
    try:
        return (part.get_filename() or "").lower()
    except (ValueError, LookupError, TypeError):
        return ""


def _attached(part: email.message.Message, depth: int) -> Iterator[Letter]:
    if "from" in part:
        yield from _of_message(part, depth + 1)
        return
    payload = _unix(_payload(part).removeprefix(b"\xef\xbb\xbf"))
    for raw in _split(payload):
        yield from (letter for letter in _letters(raw, depth + 1) if DIFF.search(letter.text))


def _payload(part: email.message.Message) -> bytes:
    encoding = visible(str(part.get("content-transfer-encoding", ""))).lower()
    if encoding not in ENCODINGS:
        raise Refused("mail-encoding", encoding=encoding)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: email.message.Message) -> str | None:
    """The text of a part with LF line ends."""
    try:
        charset = str(part.get_content_charset("utf-8"))
        flowed = str(part.get_param("format", "")).lower() == "flowed"
    except (ValueError, LookupError, TypeError):
        raise Refused("mail-encoding", encoding="Content-Type") from None
    text = _decoded(_payload(part), charset)
    if flowed and DIFF.search(text):
        raise Refused("mail-flowed")
    return text


def _decoded(data: bytes, charset: str) -> str:
    """In our files everything is UTF-8, so a letter in another charset was turned into it by a mail program."""
    if b"\0" in data:
        raise Refused("not-text")
    name = _charset(charset)
    if not name:
        raise Refused("mail-charset", charset=visible(charset, 40))
    try:
        text = data.decode("utf-8" if name == "ascii" else name)
    except UnicodeError:
        raise Refused("not-utf8") from None
    head = DIFF.search(text)
    ends_as_windows = text.partition("\n")[0] if head is None else text[head.start() :].partition("\n")[0]
    return text.replace("\r\n", "\n") if ends_as_windows.endswith("\r") else text


def _charset(name: str) -> str:
    """What Python calls the charset; '' for one that no mail program writes Dutch in."""
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return known if known in CHARSETS else ""


def _letter(message: email.message.Message, text: str) -> Letter:
    name, address = read_sender(_header(message, "from"))
    return Letter(name, address, read_date(_header(message, "date")), _header(message, "subject"), text)


def _header(message: email.message.Message, name: str) -> str:
    """A header as text; what cannot be decoded stays as it stands."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")[:5_000]
    # Some programs write letters with an accent as they are.
    value = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return visible(_ENCODED.sub(_decoded_words, value))


def _decoded_words(match: re.Match[str]) -> str:
    # A character can be cut in two, so neighbours are decoded together.
    try:
        words = email.header.decode_header(match[0])
        if not all(_charset(charset or "ascii") for _, charset in words):
            return match[0]
        return str(email.header.make_header(words))
    except (ValueError, LookupError, email.errors.HeaderParseError):
        return match[0]


def read_sender(value: str) -> tuple[str, str]:
    """('Naam', 'adres') of a From header or line, as Git can keep them."""
    if "<" in value:
        name, _, rest = value.rpartition("<")
        address = rest.rstrip().removesuffix(">")
    else:
        is_address = re.fullmatch(r"\S+@\S+", value.strip())
        name, address = ("", value.strip()) if is_address else (value, "")
    name = re.sub(r'[<>"\\]', "", name).strip(" .,:;'")
    return visible(name, 100), visible(re.sub(r"[<>\s]", "", address), 200)


def read_date(value: str) -> str:
    """ISO 8601 with its offset; '' when it is none or cannot be right."""
    try:
        found = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if found.tzinfo is None:
        found = found.replace(tzinfo=datetime.UTC)
    return found.isoformat(timespec="seconds") if found >= _OLDEST else ""
