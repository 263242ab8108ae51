"""content/woorden.yaml  →  what words mean, + findings; and words that are spelt otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from toolbox.core.findings import Finding
from toolbox.core.lists import NO_GLOSSARY, Glossary, Word
from toolbox.source import profile
from toolbox.source.kept import Kept
from toolbox.source.limits import LANGUAGES
from toolbox.source.mending import open_file
from toolbox.source.tree import Tree
from toolbox.source.yamlsource import YamlSource

if TYPE_CHECKING:
    import re2

WORDS = "content/woorden.yaml"
# The rule by which it is kept how a text spells them.
SPELLING = "spelling"
# A word stands by itself: what is glued to it makes it part of another word, a name or an address.
BEFORE, AFTER = re.compile(r"[\w/.@-]\Z"), re.compile(r"[\w/@-]|\.\w")


def load_glossary(tree: Tree) -> tuple[Glossary, list[Finding]]:
    if WORDS not in tree.files:
        return NO_GLOSSARY, []
    opened = open_file(WORDS, tree.files[WORDS], profile.WORDS)
    findings = opened.findings
    if opened.source is None or findings:
        return NO_GLOSSARY, findings
    findings += _doubles(opened.source)
    return (NO_GLOSSARY if findings else _glossary(opened.source)), findings


def _glossary(source: YamlSource) -> Glossary:
    data = source.data
    words = tuple(
        Word(
            one["woord"],
            one["betekenis"],
            one.get("sinds", ""),
            tuple(one.get("vormen", ())),
            tuple(one.get("andere_spelling", ())),
        )
        for one in data["woorden"]
    )
    return Glossary(data["titel"], data["inleiding"], tuple(sorted(words, key=lambda word: word.anchor)))


def _doubles(source: YamlSource) -> Iterator[Finding]:
    """One spelling belongs to one word."""
    lines: dict[str, int] = {}
    for index, one in enumerate(source.data["woorden"]):
        places: list[tuple[str, tuple[str | int, ...]]] = [(one["woord"], ("woord",))]
        places += [(text, (key, i)) for key in ("vormen", "andere_spelling") for i, text in enumerate(one.get(key, ()))]
        for text, at in places:
            if text in lines:
                values = {"name": text, "first": str(lines[text]), "what": "dit woord"}
                yield source.finding("name-double", "woorden", index, *at, **values)
            lines.setdefault(text, source.place("woorden", index, *at).line)


def check_spelling(tree: Tree, glossary: Glossary, kept: Kept) -> Iterator[Finding]:
    """Words that the list spells otherwise, in every text but the list itself."""
    right = {refused: word.word for word in glossary.words for refused in word.refused}
    if not right:
        return
    told = repr(sorted(right.items())).encode()
    for path in (*tree.under("content/"), *tree.under("forms/")):
        if path == WORDS or path.startswith(LANGUAGES) or not path.endswith((".md", ".yaml", ".csv")):
            continue
        data = tree.files[path]
        yield from kept.look(SPELLING, path, (told, data), partial(_misspelt, path, data, right))


def _misspelt(path: str, data: bytes, right: Mapping[str, str]) -> list[Finding]:
    pattern, text = _finder(tuple(right)), data.decode("utf-8", "replace")
    if not pattern.search(text):
        return []
    return [
        Finding("word-spelling", path, number, {"found": found, "word": right[found]}, start + 1)
        for number, line in enumerate(text.split("\n"), 1)
        for start, found in standing(pattern, line)
    ]


@lru_cache(1)
def _finder(texts: tuple[str, ...]) -> re2._Regexp:
    return finder(texts)


def finder(texts: Iterable[str]) -> re2._Regexp:
    """An expression that finds each of `texts`, the longest first, in a time that grows with the text alone."""
    import re2

    return re2.compile("|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True)))


def standing(pattern: re2._Regexp, text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, what it is) of each that stands by itself."""
    for found in pattern.finditer(text):
        if not BEFORE.search(text[: found.start()][-1:]) and not AFTER.match(text[found.end() :][:2]):
            yield found.start(), found.group()
