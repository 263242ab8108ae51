"""What the site engine is spared makes no difference to what comes out."""

from __future__ import annotations

from pathlib import Path

import markdown
import pytest
from mkdocs.utils.meta import get_data

from toolbox.site.engine import html_of

EXTENSIONS = ["toc", "tables", "fenced_code"]  # those that MkDocs has by itself
STAGED = "index.md", "stappen/1/index.md", "bijlagen/3.1/invullen/index.md", "downloads/index.md", "voorstel/index.md"


@pytest.mark.parametrize("name", STAGED)
def test_a_staged_page_is_what_markdown_makes_of_it(checkout: Path, name: str) -> None:
    text, _ = get_data((checkout / ".build" / "docs" / name).read_text("utf-8"))
    assert html_of(text) == markdown.markdown(text, extensions=EXTENSIONS)


def test_blank_lines_are_as_markdown_has_them() -> None:
    text = '\n<div class="tb-body">\n<p>a</p>\n   \n\n \n<pre>b\n\n    c</pre>\n</div>\n'
    assert html_of(text) == markdown.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize("text", ["", "# Kop", '<div class="tb-body">\nx\n</div>\n\n*meer*', "<p>x</p>"])
def test_what_is_not_one_block_is_no_page_of_ours(text: str) -> None:
    with pytest.raises(ValueError, match="not one block"):
        html_of(text)
