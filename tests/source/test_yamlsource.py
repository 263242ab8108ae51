"""Strict YAML, and the sentences of all findings."""

from __future__ import annotations

import ast
import json
import re
import string
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from boxes import CASES, EXPECTED, ROOT
from patience import ends
from remedies.example import EXAMPLES
from remedies.languages import LANGUAGES
from remedies.overlays import OVERLAYS
from remedies.terms import TERMED
from toolbox.changes.formats import format_changes
from toolbox.core.bare import bare
from toolbox.core.findings import WARNINGS, Finding, did_you_mean, sort_findings
from toolbox.core.form import Format
from toolbox.core.place import Place
from toolbox.core.places import PACKAGE
from toolbox.core.safetext import CONTROL
from toolbox.core.sentences import SENTENCES
from toolbox.source.formats import load_format
from toolbox.source.load import load
from toolbox.source.pages import load_page
from toolbox.source.tree import Tree, read_tree
from toolbox.source.yamlreader import MAX_DEPTH, NUMBERS, TRUTHS
from toolbox.source.yamlsource import parse

pytestmark = pytest.mark.promise("yaml")

# Text without the control characters that tree.py refuses.
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x7f")).filter(lambda text: not CONTROL.search(text))
KEYS = TEXT.filter(bool)
VALUES = st.recursive(
    TEXT | st.integers(-999_999_999, 999_999_999) | st.booleans(),
    lambda inner: st.lists(inner, min_size=1, max_size=4) | st.dictionaries(KEYS, inner, min_size=1, max_size=4),
    max_leaves=15,
)


class Quoted(yaml.SafeDumper):
    """Block style, every text in quotes, and no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _quoted(dumper: Quoted, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if "\n" not in text else '"')


Quoted.add_representer(str, _quoted)


def depth(value: Any) -> int:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + max(map(depth, children), default=0)


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5).filter(lambda data: depth(data) < 12))
def test_what_is_written_is_read(data: dict[str, Any]) -> None:
    text = yaml.dump(data, Dumper=Quoted, default_flow_style=False, allow_unicode=True, sort_keys=False)
    source, findings = parse("a.yaml", text)
    assert findings == []
    assert source is not None
    assert source.data == data
    assert list(source.data) == list(data)
    # True == 1 in Python: the types must be equal too.
    assert repr(source.data) == repr(data)


@given(st.text())
def test_any_text_gives_findings_or_data(text: str) -> None:
    source, findings = parse("a.yaml", text)
    assert (source is None) == bool(findings)
    assert all(finding.message for finding in findings)


YAML_LIKE = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\n    ",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            "&x ",
            "*x",
            "!t ",
            "!!str ",
            "<<",
            "|",
            ">-",
            "#",
            " #",
            "---",
            "...",
            "? ",
            "%YAML 1.1",
            "no",
            "12:30",
            "0123",
            "1.10",
            "~",
            "\t",
            "\\",
            "é",
            "@",
        ]
    )
).map("".join)


@given(YAML_LIKE)
def test_any_yaml_gives_findings_or_the_same_as_a_yaml_reader(text: str) -> None:
    source, findings = parse("a.yaml", text)
    assert (source is None) == bool(findings)
    assert all(finding.message and finding.line for finding in findings)
    if source:
        # Nothing that we read differs from what any YAML reader makes of it: the whole point of the traps.
        assert yaml.load(text, Loader=yaml.CSafeLoader) == source.data


@given(st.binary() | st.text().map(str.encode) | YAML_LIKE.map(str.encode))
def test_any_bytes_give_findings(data: bytes) -> None:
    assert load_page("content/a.md", data).findings
    assert load_page("content/a.md", b"---\n" + data).findings
    assert load_format("forms/1.1-a", Tree({"forms/1.1-a/datapackage.yaml": data})).findings
    paths = (
        "content/inventaris.yaml",
        "content/schemas/a.yaml",
        "content/a.md",
        "forms/a/datapackage.yaml",
        "forms/b/c.csv",
    )
    loaded = load(Tree(dict.fromkeys(paths, data)))
    assert {finding.path for finding in loaded.findings} >= {*paths[:4], "forms/b"}
    assert all(finding.message for finding in loaded.findings)


ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 99) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=4,
)
BASE_FORM = {
    path.removeprefix("base/"): (CASES / path).read_bytes()
    for path in (f"base/forms/1.2-kennismaking/{name}" for name in ("taken_lijst.csv",))
}


def base_form() -> Format:
    form = load_format("forms/1.2-kennismaking", read_tree(CASES / "base")[0]).item
    assert form
    return form


FORM = base_form()


@given(ODD, st.integers(0, 10_000), st.booleans())
def test_a_value_of_any_shape_anywhere_in_a_format_gives_findings_or_a_format(odd: Any, where: int, drop: bool) -> None:
    """Every spot of a good package in turn holds something odd, or is gone."""
    path = "forms/1.2-kennismaking/datapackage.yaml"
    data = yaml.safe_load((CASES / "base" / path).read_text("utf-8"))
    spots = list(_spots(data))
    parent, key = spots[where % len(spots)]
    if drop:
        del parent[key]
    else:
        parent[key] = odd
    text = yaml.dump(data, Dumper=Quoted, default_flow_style=False, allow_unicode=True)
    read = load_format("forms/1.2-kennismaking", Tree({**BASE_FORM, path: text.encode()}))
    assert read.item or read.findings
    assert all(finding.message for finding in read.findings)
    if read.guess:
        # What could be made of it can be compared: whatever stood there, it has the shape of a format.
        assert list(format_changes(read.guess, FORM)) or bare(read.guess) == bare(FORM)


def _spots(value: Any) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in list(pairs):
        yield value, key
        yield from _spots(child)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 200_000,
        "a: " + "{" * 200_000,
        "- " * 200_000,
        "? " * 200_000,
        "\n".join(" " * level + "a:" for level in range(1_000)),
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a,*a,*a,*a]\n" for n in range(1_000)),
        "a: " + "!" * 100_000,
        'a: "' + "\\" * 100_001,
        "a\n" * 50_000,
        "a: b\n" * 20_000,
    ],
    ids=["lijst", "blok", "streepjes", "vraagtekens", "inspringing", "ankers", "tags", "backslash", "los", "dubbel"],
)
def test_a_bomb_ends_quickly(text: str) -> None:
    with ends():
        source, findings = parse("a.yaml", text)
        assert source is None
        assert findings


def test_places() -> None:
    source, _ = parse("a.yaml", "een: 1\nlijst:\n  - naam: x\n    waarde: w\n  - z\n", first_line=10)
    assert source
    assert source.place() == Place("a.yaml", 10, 1)
    assert source.place("een") == Place("a.yaml", 10, 1)
    assert source.place("lijst") == Place("a.yaml", 11, 1)
    assert source.place("lijst", 0, "waarde") == Place("a.yaml", 13, 5)
    assert source.place("lijst", 1) == Place("a.yaml", 14, 5)
    # The nearest thing that exists.
    assert source.place("lijst", 0, "weg") == Place("a.yaml", 12, 5)
    assert source.place("weg", "weg") == Place("a.yaml", 10, 1)


def test_as_many_layers_as_the_limit_says() -> None:
    """Twelve lists in each other, the document's own mapping counted; whatever stands in the last."""
    for inner in ("x", "naam: x"):
        layers = MAX_DEPTH - 1 - (inner != "x")
        source, found = parse("a.yaml", f"a:\n  {'- ' * layers}{inner}\n")
        assert source
        assert found == []
        source, found = parse("a.yaml", f"a:\n  {'- ' * (layers + 1)}{inner}\n")
        assert source is None
        assert [(finding.code, finding.line, finding.values) for finding in found] == [
            ("yaml-deep", 2, {"limit": "12"})
        ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        # A column counts characters: neither bytes nor the halves of UTF-16.
        ("één: é\nä: &x 1\n", 2, 4),
        ("a: 😀 b: c\n", 1, 7),
        ("a: 1\nb: 😀\ufffe\n", 2, 5),
        ("a:\n  - b: 1\n    <<: 2\n", 3, 5),
        ("a:\n  b: no\n", 2, 6),
        # What nobody closes: where it opens.
        ("a: 1\nb: 'één\nc: 1\n", 2, 4),
        ("a: 1\n\nb: {c: 1\n\n", 3, 4),
    ],
)
def test_a_refusal_says_the_column(text: str, line: int, column: int) -> None:
    source, (finding, *_) = parse("a.yaml", text, first_line=4)
    assert source is None
    assert (finding.line, finding.column) == (line + 3, column)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-7", -7),
        ("20000", 20000),
        ("true", True),
        ("false", False),
        ("", None),
        ("1.2.1", "1.2.1"),
        ("2027-11-01", "2027-11-01"),
        ("123456789", 123456789),
        ("12u30", "12u30"),
        ("nee", "nee"),
        ("ja", "ja"),
    ],
)
def test_plain_values(text: str, value: Any) -> None:
    source, findings = parse("a.yaml", f"a: {text}\n")
    assert findings == []
    assert source
    assert source.data == {"a": value}
    assert type(source.data["a"]) is type(value)


# The sentences.


def _code_arguments() -> set[str]:
    """First arguments of all calls that make a finding, in all modules."""
    makers = {"Finding", "_at", "find", "finding", "found", "add"}
    codes: set[str] = set()
    for file in sorted((ROOT / "scripts/toolbox").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in makers and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                codes.add(node.args[0].value)
    return codes


def test_every_code_has_a_sentence() -> None:
    codes = _code_arguments()
    assert len(codes) > 50
    # `add` is also a set's method: its words are no codes unless they look like one.
    assert {code for code in codes if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code)} - SENTENCES.keys() == set()


def test_every_sentence_is_used() -> None:
    # In findings.py itself: what stands above the list.
    files = (ROOT / "scripts/toolbox").rglob("*.py")
    sources = "\n".join(file.read_text("utf-8").partition("\nSENTENCES: ")[0] for file in files)
    assert [code for code in SENTENCES if f'"{code}"' not in sources] == []
    assert WARNINGS - SENTENCES.keys() == set()


# What `toolbox read` says of files that were filled in is tested with it (test_read.py, test_placing.py).
OF_SOURCES = {code for code in SENTENCES if code == "file-missing" or not code.startswith(("file-", "filled-"))}


def code_of(line: str) -> str:
    """Of a finding as it is printed: the sentence that it is, with values filled in; of more of them the longest."""
    codes = [code for code, pattern in PRINTED.items() if pattern.fullmatch(line)]
    return max(codes, key=lambda code: len(PRINTED[code].pattern))


def _printed(sentence: str) -> re.Pattern[str]:
    pieces = (
        re.escape(text) + ("" if name is None else ".*") for text, name, _, _ in string.Formatter().parse(sentence)
    )
    return re.compile(rf"[^:]+(?::\d+)*: (?:let op: )?{''.join(pieces)}")


PRINTED = {code: _printed(sentence) for code, sentence in SENTENCES.items()}


def test_the_cases_show_almost_every_sentence() -> None:
    """So that each sentence is seen with its values filled in; the rest is made in other tests.

    What a case gives is what its `expected.txt` says (test_cases.py).
    """
    lines = {line for path in CASES.glob(f"invalid/*/{EXPECTED}") for line in path.read_text("utf-8").splitlines()}
    shown = {code_of(line) for line in lines}
    elsewhere = {
        *("name-not-allowed", "not-a-file", "too-big", "too-many-files", "lfs-pointer", "folder-deep"),  # test_tree.py
        "table-schema",  # test_rules.py
        *("image-too-big", "too-many-images", "too-much"),  # test_images.py
        *("too-much-text", "too-many-formats"),  # test_sizes.py
        # test_remedies.py; two of an image are of a page as well as of a logo.
        *({fault.code for fault in (*OVERLAYS, *LANGUAGES, *TERMED, *EXAMPLES)} - {"image-kind", "image-large"}),
        "overlay-private",  # test_contacts.py
        "overlay-by-hand",  # test_regions.py
    }
    assert OF_SOURCES - shown - elsewhere == set()
    assert shown & elsewhere == set()


@pytest.mark.parametrize("code", sorted(OF_SOURCES))
def test_a_sentence_says_what_to_do(code: str) -> None:
    sentence = SENTENCES[code]
    # Two sentences at least (what is wrong; what to do), the last one may be a hint that is filled in.
    assert re.search(r"[.:] (?:[A-Z‘]|\{hint\})", sentence), sentence
    assert sentence.endswith((".", "{hint}", "'{value}'."))
    assert sentence[0].islower() or sentence.startswith(("{", "‘", "YAML", "HTML"))
    assert not re.search(r"\b(u|uw|gelieve|dient te|middels|foutief)\b", sentence)


def test_a_message_stays_on_one_line() -> None:
    finding = Finding("stray-file", "forms/a/b.csv")
    assert "\n" not in str(finding)
    finding = Finding("yaml-duplicate", "a.yaml", 3, {"key": "x\n::error file=y::z\r\n", "first": "1"})
    assert str(finding) == (
        "a.yaml:3: ‘x ::error file=y::z ’ staat hier voor de tweede keer (eerst op regel 1). Houd er één over."
    )


def test_a_message_is_no_command_to_a_runner() -> None:
    finding = Finding("yaml-duplicate", "a.yaml", 3, {"key": "##[add-mask]x", "first": "1"})
    assert "##[" not in str(finding)
    assert str(finding).startswith("a.yaml:3: ‘## [add-mask]x’ staat")


def test_did_you_mean() -> None:
    assert did_you_mean("strng", ["string", "date"]) == "Bedoelde je ‘string’?"
    assert did_you_mean("texst", ["string", "date"]) == "Kies uit: string, date."
    assert did_you_mean("x", []) == "Haal het weg."
    assert did_you_mean("x", map(str, range(13))) == "Kijk de naam na."


def test_findings_are_sorted_and_shown_once() -> None:
    one, two, three = Finding("bom", "a", 1), Finding("crlf", "a", 10), Finding("crlf", "a", 2)
    far, near = Finding("bom", "a", 2, {}, 10), Finding("crlf", "a", 2, {}, 9)
    found = [far, two, one, near, three, Finding("bom", "a", 1)]
    assert sort_findings(found) == (one, three, near, far, two)


def test_a_finding_says_where_as_editors_understand_it() -> None:
    said = "het bestand is leeg. Vul het in of zet het terug uit Git."
    assert str(Finding("yaml-empty", "a.yaml")) == f"a.yaml: {said}"
    assert str(Finding("yaml-empty", "a.yaml", 3)) == f"a.yaml:3: {said}"
    assert str(Finding("yaml-empty", "a.yaml", 3, {}, 12)) == f"a.yaml:3:12: {said}"


def test_what_is_a_number_or_true_is_so_in_the_schemas() -> None:
    """There the remedy is no quotation marks."""

    def kinds(part: Any) -> Iterator[tuple[str, str]]:
        if isinstance(part, dict):
            for name, said in part.get("properties", {}).items():
                yield name, "truth" if said.get("const") is True else str(said.get("type", "other"))
        for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from kinds(inner)

    found = {
        pair for path in (PACKAGE / "source/profile").glob("*.json") for pair in kinds(json.loads(path.read_text()))
    }
    assert {name for name, kind in found if kind == "integer"} == NUMBERS
    assert {name for name, kind in found if kind in ("truth", "boolean")} == TRUTHS
    assert not {name for name, kind in found if kind == "string"} & (NUMBERS | TRUTHS)
