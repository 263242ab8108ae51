"""What stands in a text of YAML, as `yamlsource` hands it out: PyYAML finds the events, and these are read strictly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from toolbox.core.findings import MOST, Finding
from toolbox.core.place import Place, Pointer
from toolbox.core.safetext import CONTROL

MAX_DEPTH = 12
# A longer whole number is an account or phone number: text.
MAX_DIGITS = 9

# What these say is a number, or true: quotation marks would make it text, which they may not be.
NUMBERS = frozenset("emptyRows kolom lines rij share stap volgorde".split())
TRUTHS = frozenset("gevoelig given landscape matrix pageBreak presentatie required signature".split())
WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")
TRAPS = (
    (re.compile(r"(yes|no|on|off|y|n)", re.I), "ja of nee (waar/onwaar)"),
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+"), "een aantal seconden"),
    (re.compile(r"[-+]?0[0-9_]+"), "een ander getal"),
    (re.compile(r"[-+]?0[xob][0-9a-f_]+", re.I), "een getal"),
    (
        re.compile(r"[-+]?([0-9][0-9_]*)?\.[0-9_]+([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*\.([eE][-+]?[0-9]+)?"),
        "een kommagetal",
    ),
    (re.compile(r"[-+]?[0-9][0-9_.]*[eE][-+]?[0-9]+"), "een kommagetal"),
    (re.compile(r"[-+]?[0-9]+_[0-9_]*|\+[0-9]+|-?[0-9]{10,}"), "een getal"),
    (re.compile(r"[-+]?\.(inf|nan)", re.I), "een getal"),
    (re.compile(r"(~|null)", re.I), "niets"),
    (re.compile(r"(TRUE|True|FALSE|False)"), "waar of onwaar"),
)
# Nearly every text is none of them: to try each on it takes as long as all else that is done here.
ANY_TRAP = re.compile("|".join(f"(?{'i' if pattern.flags & re.I else ''}:{pattern.pattern})" for pattern, _ in TRAPS))
# What a word processor makes of straight quotes; to YAML they are letters of the text.
CURLY = re.compile(r"""[“”„‟«»][^“”„‟«»"]*[“”«»"]|[‘’‚‛](?:[^‘’‚‛]|’(?=\w))*[‘’]""")
CURLY_START = re.compile(r"""[ ]*(?:-[ ]+)*(?:[\w-]+:[ ]+)?[“”„‟«»‘’‚‛]""")
# A plain key that would bring in the keys of another mapping (https://yaml.org/type/merge.html).
MERGE = "<<"


class _Stop(Exception):
    """Ends reading of one file: the finding is already noted."""


def read_document(path: str, text: str, first_line: int = 1) -> tuple[Any, dict[Pointer, Place] | None, list[Finding]]:
    """Data, places and findings as in `yamlsource.parse_on`; without places there is nothing to go on with."""
    reader = _EventReader(path, first_line - 1, text.count("\n"))
    try:
        events = _events(text, reader)
        starts = [index for index, event in enumerate(events) if isinstance(event, yaml.DocumentStartEvent)]
        if not starts:
            return None, None, [*reader.findings, Finding("yaml-empty", path, first_line)]
        if len(starts) > 1:
            reader.find("yaml-documents", events[starts[1] + 1])
        reader.events = islice(events, starts[0] + 1, None)
        root = next(reader.events)
        data = reader.read(root, ())
        if not isinstance(data, dict):
            reader.find("yaml-not-mapping", root)
            raise _Stop
    except _Stop:
        return None, None, reader.findings
    return data, reader.places, reader.findings


def _events(text: str, reader: _EventReader) -> list[yaml.Event]:
    """All of them, before anything is built: an alias is refused, and deep nesting, and what is no YAML further on.

    No node is composed: libyaml's recursion ends in a segmentation fault.
    """
    events: list[yaml.Event] = []
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            events.append(event)
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                reader.find("yaml-anchor", event)
                raise _Stop
            if tag := getattr(event, "tag", None):
                reader.find("yaml-tag", event, tag=tag.replace("tag:yaml.org,2002:", "!!")[:40])
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                reader.find("yaml-deep", event, limit=str(MAX_DEPTH))
                raise _Stop
        return events
    except yaml.MarkedYAMLError as error:
        # What nobody closes is found at the end of the file; where it opens says more.
        mark = error.problem_mark
        if mark and error.context_mark and mark.index >= len(text.rstrip()):
            mark = error.context_mark
        line = text.split("\n")[mark.line] if mark and mark.line <= text.count("\n") else ""
        problem = "de aanhalingstekens zijn krom; gebruik rechte" if CURLY_START.match(line) else ""
        reader.add("yaml-syntax", mark, problem=problem or _dutch(error.problem or ""))
    except yaml.reader.ReaderError as error:
        reader.add("yaml-syntax", _mark(text, error.position), problem="er staat een teken in dat niet mag")
    raise _Stop


def _mark(text: str, offset: int) -> yaml.Mark:
    """Where the byte at `offset` stands: for a character that it cannot read, libyaml tells no more."""
    before = text.encode()[:offset].decode("utf-8", "ignore")
    line = before.count("\n")
    return yaml.Mark("", offset, line, len(before) - (before.rfind("\n") + 1), "", 0)


PROBLEMS = (
    ("mapping values are not allowed", "er staat een dubbele punt te veel, of de regel erboven is niet af"),
    ("could not find expected ':'", "er ontbreekt een dubbele punt"),
    ("did not find expected key", "hier wordt een nieuwe sleutel verwacht"),
    ("did not find expected '-' indicator", "hier wordt een streepje verwacht"),
    ("found character that cannot start any token", "er staat een tab of een vreemd teken aan het begin"),
    ("found unexpected end of stream", "een aanhalingsteken wordt niet gesloten"),
    ("found unknown escape character", "een \\ tussen dubbele aanhalingstekens betekent iets anders"),
    ("block sequence entries are not allowed", "een streepje staat op een plek waar geen lijst kan"),
    ("found a tab character", "er staat een tab; gebruik spaties"),
)


def _dutch(problem: str) -> str:
    for english, dutch in PROBLEMS:
        if english in problem:
            return dutch
    return f"‘{problem}’" if problem else "de regel is niet te lezen"


class _EventReader:
    """`events` are those behind the one that is read."""

    def __init__(self, path: str, offset: int, last: int) -> None:
        self.path, self.offset, self.last = path, offset, last
        self.findings: list[Finding] = []
        self.places: dict[Pointer, Place] = {}
        self.events: Iterator[yaml.Event] = iter(())

    def place(self, mark: Any) -> Place:
        """A mark counts lines and columns from 0, columns in characters; the end may be called a line of its own."""
        return Place(self.path, min(mark.line, self.last) + 1 + self.offset, mark.column + 1)

    def add(self, code: str, mark: Any, **values: str) -> None:
        place = self.place(mark)
        self.findings.append(Finding(code, self.path, place.line, values, place.column))
        if len(self.findings) > MOST:
            raise _Stop

    def find(self, code: str, event: yaml.Event, **values: str) -> None:
        self.add(code, event.start_mark, **values)

    def read(self, event: yaml.Event, pointer: Pointer) -> Any:
        if pointer not in self.places:
            self.places[pointer] = self.place(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(event, pointer)
        if isinstance(event, yaml.SequenceStartEvent):
            self.container(event)
            items = enumerate(self.until(yaml.SequenceEndEvent))
            return [self.read(item, (*pointer, index)) for index, item in items]
        assert isinstance(event, yaml.ScalarEvent)
        return self.scalar(event, pointer[-1] if pointer else "")

    def until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        """What starts each thing in a collection, as far as whoever asks has read the one before."""
        while not isinstance(event := next(self.events), end):
            yield event

    def skip(self, event: yaml.Event) -> None:
        """All of what this one starts."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)

    def container(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if event.flow_style:
            self.find("yaml-flow", event)

    def mapping(self, start: yaml.MappingStartEvent, pointer: Pointer) -> dict[str, Any]:
        self.container(start)
        result: dict[str, Any] = {}
        for event in self.until(yaml.MappingEndEvent):
            key = self.key(event)
            value = next(self.events)
            if key is None:
                self.skip(value)
                continue
            here = (*pointer, key)
            if key in result:
                self.find("yaml-duplicate", event, key=key, first=str(self.places[here].line))
                self.skip(value)
                continue
            self.places[here] = self.place(event.start_mark)
            result[key] = self.read(value, here)
        return result

    def key(self, event: yaml.Event) -> str | None:
        """None for what cannot be one."""
        if not isinstance(event, yaml.ScalarEvent) or event.value == "":
            self.find("yaml-key", event)
            self.skip(event)
            return None
        if event.value == MERGE and not event.style:
            self.find("yaml-merge", event)
            return None
        return str(self.scalar(event))

    def scalar(self, event: yaml.ScalarEvent, key: str | int = "") -> str | int | bool | None:
        text: str = event.value
        if event.style:
            # An escape such as "\u202E" brings in what the file itself may not hold.
            if match := CONTROL.search(text):
                self.find("control-character", event, character=f"U+{ord(match[0]):04X}")
            return text
        if text == "":
            return None
        if text in ("true", "false"):
            return text == "true"
        if WHOLE_NUMBER.fullmatch(text) and len(text.lstrip("-")) <= MAX_DIGITS:
            return int(text)
        if CURLY.fullmatch(text):
            inner, whole = (part.replace("'", "''") for part in (text[1:-1], text))
            self.find("yaml-curly", event, value=text, inner=inner, whole=whole)
            return text
        if ANY_TRAP.fullmatch(text):
            reading = next(reading for pattern, reading in TRAPS if pattern.fullmatch(text))
            code = "yaml-trap-number" if key in NUMBERS else "yaml-trap-truth" if key in TRUTHS else "yaml-trap"
            self.find(code, event, value=text, reading=reading)
        return text
