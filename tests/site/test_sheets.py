"""The style sheets together: each is read with all others, on every page."""

from __future__ import annotations

import re
from collections import defaultdict

from boxes import ROOT

SHEETS = sorted((ROOT / "scripts/toolbox/theme/css").glob("*.css"))
# Says first what many parts have in common.
BASE = "base.css"
COMMENT, RULE, CLASS = re.compile(r"/\*.*?\*/", re.S), re.compile(r"([^{}]*)([{}])"), re.compile(r"\.tb-[a-z_-]+")


def styled(text: str) -> set[str]:
    """The classes that a sheet styles outright: not within another part, nor on some screens only."""
    found: set[str] = set()
    depth = 0
    for before, bracket in RULE.findall(COMMENT.sub("", text)):
        if bracket == "{" and depth == 0:
            found |= {part.strip() for part in before.split(",") if CLASS.fullmatch(part.strip())}
        depth += 1 if bracket == "{" else -1
    return found


def test_a_class_is_the_name_of_one_thing() -> None:
    """Of two things with one name each would have the looks of both."""
    owners = defaultdict[str, list[str]](list)
    for sheet in SHEETS:
        for name in styled(sheet.read_text("utf-8")) if sheet.name != BASE else ():
            owners[name].append(sheet.name)
    assert len(owners) > 150
    assert {name: sheets for name, sheets in owners.items() if len(sheets) > 1} == {}
