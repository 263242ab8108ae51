"""What the site engine is spared makes no difference to what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import markdown
import pytest
from mkdocs.commands import build as commands_build
from mkdocs.utils.meta import get_data

from boxes import METHOD, ROOT
from toolbox.core.badge import Badge
from toolbox.machine.store import Store
from toolbox.site.engine import html_of, run_engine
from toolbox.site.frame import engine_config

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


def region_built(tmp_path: Path, name: str, store: Store) -> dict[str, bytes]:
    """What comes out for the pages that are staged in `tmp_path`, as a region's site, by path."""
    config, docs, target = tmp_path / "mkdocs.yml", tmp_path / "docs", tmp_path / name
    config.write_text(engine_config(ROOT, METHOD, Badge("regio/eigen/", "Eigen")), "utf-8")
    run_engine(config, docs, target, store, with_not_found=False)
    return {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def test_for_a_region_of_which_all_pages_are_there_the_engine_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store")
    page = tmp_path / "docs" / "index.md"
    page.parent.mkdir()
    page.write_text('---\ntitle: Begin\n---\n<div class="tb-body">\n<p>Een</p>\n</div>\n', "utf-8")
    first = region_built(tmp_path, "first", store)
    assert {"index.html", "sitemap.xml"} <= first.keys()
    build = commands_build.build
    calls: list[str] = []

    def counted(*given: Any, **named: Any) -> None:
        calls.append("build")
        build(*given, **named)

    monkeypatch.setattr(commands_build, "build", counted)
    assert region_built(tmp_path, "second", store) == first
    assert calls == []
    page.write_text(page.read_text("utf-8").replace("Een", "Twee"), "utf-8")
    assert b"Twee" in region_built(tmp_path, "third", store)["index.html"]
    assert len(calls) == 1
    # Of what it asked for nothing is dropped.
    store.keep_used()
    assert region_built(tmp_path, "fourth", Store(tmp_path / "store")).keys() == first.keys()
    assert len(calls) == 1
