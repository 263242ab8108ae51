"""Our JSON Schemas: what they say of a text is the same everywhere, and is said in a time that stays small."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from boxes import ROOT
from examples import examples
from patience import ends
from toolbox.core.findings import MOST, Finding
from toolbox.source import profile
from toolbox.source.profile import library
from toolbox.source.profile.quick import look_for
from toolbox.source.yamlsource import parse

pytestmark = pytest.mark.promise("data-package")

NAMES = (profile.DIAGRAM, profile.FORMAT, profile.INVENTORY, profile.PAGE, profile.TERMS, profile.TOOLBOX)
# What each pattern of the schemas takes, by hand. Only the last may end with a line end.
TAKES = {
    r"^[0-9]{1,4}\.[0-9]{1,4}\.[0-9]{1,4}$": "1.20.3",
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "2027-11-01",
    r"^[1-9][0-9]?(\.[1-9][0-9]?){0,2}$": "3.1",
    r"^[1-9][0-9]?(\.[1-9][0-9]?){1,2}$": "3.1.12",
    r"^[^\n<>]*$": "Wat is je wensberoep? Şule 😀",
    r"^[^\n]*$": "Kies <één> ding",
    r"^[a-z0-9-]+$": "route-2",
    r"^[a-z0-9-]+\.md$": "inleiding.md",
    r"^[a-z0-9][a-z0-9_-]*$": "ja-soms",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "mijn-plan",
    r"^[a-z0-9-]+(\.md(#[a-z0-9_-]+)?)?$": "over-deze-site.md#privacy",
    r"^[a-zà-öø-ÿ]+(-[a-zà-öø-ÿ]+)*$": "coördinator-werk",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "toolbox-tuin",
    r"^[a-z0-9_]+$": "vak_1",
    r"^[a-z][a-z0-9_]*$": "wensberoep",
    r"^[^<>]*$": "Een zin.\nEn nog een.",
}
LINES_MAY_END = r"^[^<>]*$"


def patterns(schema: Any) -> Iterator[str]:
    for key, value in schema.items() if isinstance(schema, dict) else enumerate(schema):
        if key == "pattern":
            yield value
        elif isinstance(value, dict | list):
            yield from patterns(value)


def test_every_pattern_is_known_here() -> None:
    assert {pattern for name in NAMES for pattern in patterns(profile.schema(name))} == TAKES.keys()


@pytest.mark.parametrize("pattern", TAKES)
def test_a_pattern_is_about_the_whole_text(pattern: str) -> None:
    # Anchored, so that a program that only searches says the same.
    assert pattern.startswith("^")
    assert pattern.endswith("$")
    assert "|" not in pattern
    assert profile.fits(pattern, TAKES[pattern])
    assert profile.fits(pattern, TAKES[pattern] + "\n") is (pattern == LINES_MAY_END)
    assert not profile.fits(pattern, TAKES[pattern] + "\n<")


@given(st.sampled_from(sorted(TAKES)), st.text(st.sampled_from("ab1._-\n<é😀Z"), max_size=12) | st.text(max_size=12))
def test_a_pattern_means_what_it_means_elsewhere(pattern: str, text: str) -> None:
    """ECMA's `$`, which JSON Schema has, is Python's `\\Z`."""
    assert profile.fits(pattern, text) == bool(re.search(pattern.removesuffix("$") + r"\Z", text))


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "^(.*)*$", *TAKES])
@pytest.mark.parametrize("end", ["!", "\n<", ""])
def test_matching_takes_no_longer_than_the_text_is_long(pattern: str, end: str) -> None:
    with ends():
        profile.fits(pattern, "a" * 100_000 + end)
        profile.fits(pattern, "a-" * 50_000 + end)
        profile.fits(pattern, "1." * 50_000 + end)


def test_a_text_that_no_pattern_can_be_held_against_does_not_come_this_far() -> None:
    """Half a pair of UTF-16 has no form in UTF-8."""
    source, (finding,) = parse("a.yaml", 'name: "\\uD800"\n')
    assert source is None
    assert (finding.code, finding.line, finding.column) == ("yaml-syntax", 1, 10)


@given(
    st.lists(
        st.integers(0, 2) | st.booleans() | st.sampled_from(["0", "1", "true", ""]) | st.lists(st.integers(0, 1)),
        max_size=6,
    )
)
def test_twice_is_what_it_is_elsewhere(items: list[Any]) -> None:
    rule = {"$schema": "https://json-schema.org/draft/2020-12/schema", "uniqueItems": True}
    ours = library.VALIDATOR(rule).is_valid(items)
    assert ours == jsonschema.Draft202012Validator(rule).is_valid(items)


SAMPLES = {
    "forms/4.1-format-school-naar-werk-plan/datapackage.yaml": profile.FORMAT,
    "forms/begrippen.yaml": profile.TERMS,
    "forms/voorbeeld.yaml": profile.EXAMPLE,
    "content/toolbox.yaml": profile.TOOLBOX,
    "content/inventaris.yaml": profile.INVENTORY,
    "content/schemas/route.yaml": profile.DIAGRAM,
    "content/mijn-route.yaml": profile.JOURNEY,
    "content/woorden.yaml": profile.WORDS,
    "content/regio/voorbeeldregio/edition.yaml": profile.EDITION,
    "content/taal/en/edition.yaml": profile.LANGUAGE,
    "content/taal/en/formats/3.1.yaml": profile.TRANSLATION,
}


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(what holds it, key or index) of everything in `value`."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in list(pairs):
        yield value, key
        yield from places(item)


# What comes in the place of something; None of these: it goes, or stands there twice.
GONE, TWICE = object(), object()
OTHERS = ["", "x<\ny", "x" * 5_000, 0, 1, 7, -1, 10**6, True, False, None, [], {}, ["x", "x"], {"x": 1}, GONE, TWICE]


@settings(max_examples=examples(1200))
@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 10**6), st.sampled_from(OTHERS))
def test_the_quick_look_allows_what_the_schema_does(path: str, at: int, value: Any) -> None:
    data = yaml.load((ROOT / path).read_text("utf-8"), yaml.CSafeLoader)
    there = list(places(data))
    holder, key = there[at % len(there)]
    if value is GONE:
        del holder[key]
    elif value is TWICE:
        holder.insert(key, holder[key]) if isinstance(holder, list) else holder.update({f"{key}2": holder[key]})
    else:
        holder[key] = value
    assert profile.allows(data, SAMPLES[path]) == (not list(profile.errors(data, SAMPLES[path])))


@pytest.mark.parametrize("path", SAMPLES)
def test_what_stands_in_the_toolbox_is_allowed(path: str) -> None:
    assert profile.allows(yaml.load((ROOT / path).read_text("utf-8"), yaml.CSafeLoader), SAMPLES[path])


@pytest.mark.parametrize("file", sorted(Path(profile.__path__[0]).glob("*.schema.json")), ids=lambda file: file.stem)
def test_the_quick_look_knows_every_word_of_our_schemas(file: Path) -> None:
    assert not profile.allows({"no key of ours": 1}, file.name.removesuffix(".schema.json"))


@pytest.mark.parametrize("schema", [{"minProperties": 2}, {"items": {"not": {}}}])
def test_a_word_that_it_does_not_know_is_never_passed_over(schema: dict[str, Any]) -> None:
    with pytest.raises(NotImplementedError):
        look_for(schema)


def hostile() -> Iterator[tuple[str, str]]:
    yield "names that do not exist", "".join(f"titel{n}: x\n" for n in range(20_000))
    yield "things of two kinds, all different", "roles:\n" + "".join(f"  - {n}\n  - r{n}\n" for n in range(15_000))
    yield "blocks without anything right", "sections:\n" + "".join(f"  - s{n}: x\n" for n in range(20_000))
    yield "one very long word", "kind: " + "formulie" * 100_000 + "\n"


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in hostile()])
def test_a_file_full_of_mistakes_is_told_soon(text: str) -> None:
    source, findings = parse("a.yaml", text)
    assert source
    assert findings == []
    with ends():
        found = profile.validate(source, profile.FORMAT)
        assert 1 < len(found) <= MOST + 1
        assert all(str(finding) for finding in found)


def test_the_same_mistakes_are_told_in_the_order_of_the_file() -> None:
    source, _ = parse("a.yaml", "zaken: 1\nappel: 2\nmaan: 3\n")
    assert source
    unknown = [finding for finding in profile.validate(source, profile.PAGE) if finding.code == "key-unknown"]
    assert [(finding.values["key"], finding.line) for finding in unknown] == [("zaken", 1), ("appel", 2), ("maan", 3)]
    assert isinstance(unknown[0], Finding)


def test_a_rule_without_a_sentence_is_never_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    source, _ = parse("a.yaml", "a: 1\n")
    assert source
    monkeypatch.setattr(library, "validator", lambda _: library.VALIDATOR({"minProperties": 2}))
    with pytest.raises(NotImplementedError, match="minProperties"):
        profile.validate(source, profile.PAGE)
