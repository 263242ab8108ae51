"""What stands in a text of YAML, as `yamlsource` hands it out: PyYAML finds the nodes, and these are read strictly."""

from __future__ import annotations

import re
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
# What a word processor makes of straight quotes; to YAML they are letters of the text.
CURLY = re.compile(r"""[“”„‟«»][^“”„‟«»"]*[“”«»"]|[‘’‚‛](?:[^‘’‚‛]|’(?=\w))*[‘’]""")
CURLY_START = re.compile(r"""[ ]*(?:-[ ]+)*(?:[\w-]+:[ ]+)?[“”„‟«»‘’‚‛]""")


class _Stop(Exception):
    """Ends reading of one file: the finding is already noted."""


def read_document(path: str, text: str, first_line: int = 1) -> tuple[Any, dict[Pointer, Place] | None, list[Finding]]:
    """Data, places and findings as in `yamlsource.parse_on`; without places there is nothing to go on with."""
    reader = _NodeReader(path, first_line - 1, text.count("\n"))
    try:
        nodes = _compose(text, reader)
        if not nodes:
            return None, None, [*reader.findings, Finding("yaml-empty", path, first_line)]
        if len(nodes) > 1:
            reader.find("yaml-documents", nodes[1])
        data = reader.read(nodes[0], ())
        if not isinstance(data, dict):
            reader.find("yaml-not-mapping", nodes[0])
            raise _Stop
    except _Stop:
        return None, None, reader.findings
    return data, reader.places, reader.findings


def _compose(text: str, reader: _NodeReader) -> list[yaml.Node]:
    """The node graphs. An event pass goes first: an alias is refused before anything is built from it, and deep
    nesting before it is composed (libyaml's recursion ends in a segmentation fault)."""
    try:
        depth = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                reader.find("yaml-anchor", event)
                raise _Stop
            if tag := getattr(event, "tag", None):
                reader.find("yaml-tag", event, tag=tag.replace("tag:yaml.org,2002:", "!!")[:40])
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                reader.find("yaml-deep", event, limit=str(MAX_DEPTH))
                raise _Stop
        return [node for node in yaml.compose_all(text, Loader=yaml.CSafeLoader) if node is not None]
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


class _NodeReader:
    def __init__(self, path: str, offset: int, last: int) -> None:
        self.path, self.offset, self.last = path, offset, last
        self.findings: list[Finding] = []
        self.places: dict[Pointer, Place] = {}

    def place(self, mark: Any) -> Place:
        """A mark counts lines and columns from 0, columns in characters; the end may be called a line of its own."""
        return Place(self.path, min(mark.line, self.last) + 1 + self.offset, mark.column + 1)

    def add(self, code: str, mark: Any, **values: str) -> None:
        place = self.place(mark)
        self.findings.append(Finding(code, self.path, place.line, values, place.column))
        if len(self.findings) > MOST:
            raise _Stop

    def find(self, code: str, node: yaml.Node | yaml.Event, **values: str) -> None:
        self.add(code, node.start_mark, **values)

    def read(self, node: yaml.Node, pointer: Pointer) -> Any:
        if pointer not in self.places:
            self.places[pointer] = self.place(node.start_mark)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, pointer)
        if isinstance(node, yaml.SequenceNode):
            self.container(node)
            return [self.read(item, (*pointer, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        return self.scalar(node, pointer[-1] if pointer else "")

    def container(self, node: yaml.CollectionNode) -> None:
        if node.flow_style:
            self.find("yaml-flow", node)

    def mapping(self, node: yaml.MappingNode, pointer: Pointer) -> dict[str, Any]:
        self.container(node)
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "":
                self.find("yaml-key", key_node)
                continue
            if key_node.tag == "tag:yaml.org,2002:merge":
                self.find("yaml-merge", key_node)
                continue
            key = str(self.scalar(key_node))
            here = (*pointer, key)
            if key in result:
                self.find("yaml-duplicate", key_node, key=key, first=str(self.places[here].line))
                continue
            self.places[here] = self.place(key_node.start_mark)
            result[key] = self.read(value_node, here)
        return result

    def scalar(self, node: yaml.ScalarNode, key: str | int = "") -> str | int | bool | None:
        text: str = node.value
        if node.style:
            # An escape such as "\u202E" brings in what the file itself may not hold.
            if match := CONTROL.search(text):
                self.find("control-character", node, character=f"U+{ord(match[0]):04X}")
            return text
        if text == "":
            return None
        if text in ("true", "false"):
            return text == "true"
        if WHOLE_NUMBER.fullmatch(text) and len(text.lstrip("-")) <= MAX_DIGITS:
            return int(text)
        if CURLY.fullmatch(text):
            inner, whole = (part.replace("'", "''") for part in (text[1:-1], text))
            self.find("yaml-curly", node, value=text, inner=inner, whole=whole)
            return text
        for pattern, reading in TRAPS:
            if pattern.fullmatch(text):
                code = "yaml-trap-number" if key in NUMBERS else "yaml-trap-truth" if key in TRUTHS else "yaml-trap"
                self.find(code, node, value=text, reading=reading)
                break
        return text
