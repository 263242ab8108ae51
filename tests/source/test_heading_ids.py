"""The id of a heading: its words, but none that our own pages have around a text."""

from __future__ import annotations

import re

import pytest

from boxes import ROOT
from toolbox.source.prose import render

pytestmark = pytest.mark.promise("text")


def test_a_heading_takes_no_id_of_the_page_around_it() -> None:
    """Every id that our own pages hold by themselves, read from their templates."""
    theme = ROOT / "scripts" / "toolbox"
    files = [*theme.glob("templates/site/*.html"), *theme.glob("theme/*.html"), *theme.glob("theme/partials/*.html")]
    found = [match for file in files for match in re.findall(r'\sid="([\w-]+)(["{])', file.read_text("utf-8"))]
    # What goes on with a value, such as m{{ loop.index }}, is tried with a number.
    ids = {name if end == '"' else f"{name}1" for name, end in found}
    assert {"inhoud", "hoofdmenu", "verbeter"} <= ids
    for own in sorted(ids - {"__drawer", "__search"}):
        made = render("content/x.md", f"## {own}\n")[0].html
        assert f'id="{own}"' not in made, own
    assert 'id="printen"' in render("content/x.md", "## Printen\n")[0].html
