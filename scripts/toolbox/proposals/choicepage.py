"""What clashes  →  a page to choose on, and what somebody sent from it  →  choices. Nothing is served here.

All that a proposal says goes through Jinja's escaping; style and script are allowed by their own hash, and nothing else
is.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Mapping, Sequence

import jinja2
from markupsafe import Markup

from toolbox.core.places import PACKAGE
from toolbox.core.safetext import CONTROL
from toolbox.merging.clash import Decision, Winner, Written
from toolbox.proposals.meaning import Contested

TITLE = "Wat komt er te staan?"
OWN = "own"
MAX_TEXT = 20_000  # characters of one text
# An answer that never ends: it does when the page is closed, and so says that it is.
SCRIPT = 'new EventSource("open");'


@functools.cache
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(PACKAGE / "templates" / "proposals")
    return jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)


@functools.cache
def _style() -> str:
    sheets = (PACKAGE / "theme" / "css" / "tokens.css", PACKAGE / "templates" / "proposals" / "choose.css")
    return "".join(sheet.read_text("utf-8") for sheet in sheets)


@functools.cache
def content_policy() -> str:
    """Content-Security-Policy (level 3) of the page."""
    style, script = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (_style(), SCRIPT))
    return (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def to_page(
    contested: Sequence[Contested], given: Mapping[str, str], missing: Sequence[int] = (), *, done: bool = False
) -> str:
    """`given` is what was sent from it before, `missing` are the clashes for which nothing was chosen."""
    return (
        _templates()
        .get_template("choose.html")
        .render(
            title=TITLE,
            contested=contested,
            given=given,
            missing=missing,
            done=done,
            style=Markup(_style()),
            script=Markup(SCRIPT),
        )
    )


def read_choices(contested: Sequence[Contested], given: Mapping[str, str]) -> tuple[list[Decision], list[int]]:
    """(a decision for each, the clashes for which there is none)."""
    decisions = [_decision(found, given, index) for index, found in enumerate(contested)]
    missing = [index for index, decision in enumerate(decisions) if decision is None]
    return [decision for decision in decisions if decision is not None], missing


def _decision(found: Contested, given: Mapping[str, str], index: int) -> Decision | None:
    chosen = given.get(f"keuze-{index}", "")
    if chosen in (Winner.OURS, Winner.THEIRS):
        return Winner(chosen)
    text = _tidy(given.get(f"tekst-{index}", ""), found)
    return Written(text) if chosen == OWN and found.clash.is_open and text else None


def _tidy(text: str, found: Contested) -> str:
    """As the texts that it replaces: on one line when they are."""
    lines = [CONTROL.sub("", line).rstrip() for line in text[:MAX_TEXT].replace("\r\n", "\n").split("\n")]
    is_one_line = "\n" not in f"{found.clash.ours}{found.clash.theirs}"
    return " ".join(" ".join(lines).split()) if is_one_line else "\n".join(lines).strip()
