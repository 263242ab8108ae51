"""The only file that knows the site engine: a staged docs folder  →  a folder of HTML.

Of our theme no page shows anything of another one: no list of pages, no next and previous. So a page that is staged as
it was, in the same theme and with the same settings, comes out as it did, and the engine need not draw it again. And
each is one block of HTML, which Markdown leaves as it is: the engine need not look for Markdown in it, which takes
longer than all else that it does.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from toolbox.core.errors import SAME, Broken
from toolbox.machine.code import SITE_ONLY, code_hash
from toolbox.machine.store import Store

if TYPE_CHECKING:
    from jinja2 import BytecodeCache
    from jinja2.bccache import Bucket
    from mkdocs.structure.pages import Page
    from mkdocs.theme import Theme

SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"
ENGINE_FILES = (NOT_FOUND, SITEMAP)
# A staged page is this and nothing else; lines of spaces alone are empty ones to Markdown.
BLOCK = re.compile(r'<div class="tb-body">\n.*\n</div>', re.S)
BLANK = re.compile(r"(?<=\n) +(?=\n)")


class EngineError(Broken):
    """The site engine refused; its own words follow, for whoever maintains the code."""


def run_engine(
    config: Path, docs: Path, target: Path, store: Store, *, with_not_found: bool = True
) -> Mapping[str, str]:
    """Build `docs` into the folder `target`, where none of its pages stands yet. Gives a key in the store for each page
    by its path there, and for what the engine adds: their list, and `with_not_found` what stands in for any other.

    Pages that `store` has are put there, and the engine does the others; then it copies what is no page as well, unless
    that is there.
    The sitemap's dates are those of SOURCE_DATE_EPOCH. A process that is forked afterwards has its templates ready.
    Raises EngineError.
    """
    pages = _page_keys(config, docs)
    new = {page: key for page, key in pages.items() if not _put(target / page, store.get(key))}
    store.kept += sorted(pages.keys() - new.keys())
    store.made += sorted(new)
    added = {name: _key_of_added(name, pages) for name in (ENGINE_FILES if with_not_found else (SITEMAP,))}
    stands = [_put(target / name, store.get(key)) for name, key in added.items()]
    if not new and all(stands):
        return {**pages, **added}
    _draw(config, docs, target, with_not_found=with_not_found)
    for page, key in new.items():
        store.put(key, (target / page).read_bytes())
    prune(target)
    for name, key in added.items():
        store.put(key, (target / name).read_bytes())
        store.used.add(key)
    return {**pages, **added}


def _draw(config: Path, docs: Path, target: Path, *, with_not_found: bool) -> None:
    """The engine at work. Raises EngineError."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        settings = load_config(str(config), docs_dir=str(docs), site_dir=str(target), strict=True)
        settings.plugins.on_startup(command="build", dirty=True)
        _leave_out_themes(settings.theme)
        if not with_not_found:
            settings.theme.static_templates.discard(NOT_FOUND)
        with _no_warning_of_what_stands(), _pages_as_staged():
            # To the engine a page is to be drawn when it is not there, or older than its source.
            build(settings, dirty=True)
        settings.plugins.on_shutdown()
    except (Abort, ConfigurationError) as error:
        words = f"{said.getvalue()}{error}".strip()[-2000:]
        raise EngineError(f"De sitebouwer stopte; {SAME}. Hij zei:\n{words}") from error


def _page_keys(config: Path, docs: Path) -> Mapping[str, str]:
    """A name in the store for each page that comes out, by its path in the site: of all that it is made of."""
    written = config.read_bytes()
    theme = theme_digest(Path(json.loads(written)["theme"]["custom_dir"]))
    frame = hashlib.sha256(f"{code_hash(*SITE_ONLY)}\0{theme}\0".encode() + written).digest()
    staged = [(path.relative_to(docs).as_posix(), path.read_bytes()) for path in sorted(docs.rglob("*.md"))]
    return {
        page_file(name): hashlib.sha256(frame + f"{name}\0".encode() + source).hexdigest() for name, source in staged
    }


def theme_digest(theme: Path) -> str:
    """SHA-256 over what is in the folder of a theme."""
    digest = hashlib.sha256()
    for path in sorted(theme.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _key_of_added(name: str, pages: Mapping[str, str]) -> str:
    """A name in the store for a file that goes with these pages; their keys tell the address of the site."""
    made_of = [name, os.environ.get("SOURCE_DATE_EPOCH", ""), *sorted(pages.items())]
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def _put(path: Path, page: bytes | None) -> bool:
    """Whether there was a page to put there."""
    if page is None:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page)
    return True


def _leave_out_themes(theme: Theme) -> None:
    """No page uses a file of a theme: of ours all is put together in a few (see `build.pagefiles`), and the engine's
    own has ten thousand pictures to look through."""
    env = theme.get_env()
    env.bytecode_cache = _compiled()
    env.loader.list_templates = list  # type: ignore[union-attr,method-assign]
    theme.get_env = lambda: env  # type: ignore[method-assign]


@cache
def _compiled() -> BytecodeCache:
    """The templates that this process, and what it was forked from, compiled already."""
    from jinja2 import BytecodeCache

    class Compiled(BytecodeCache):
        known: ClassVar[dict[str, bytes]] = {}

        def load_bytecode(self, bucket: Bucket) -> None:
            if bucket.key in self.known:
                bucket.bytecode_from_string(self.known[bucket.key])

        def dump_bytecode(self, bucket: Bucket) -> None:
            self.known[bucket.key] = bucket.bytecode_to_string()

    return Compiled()


@contextmanager
def _pages_as_staged() -> Iterator[None]:
    """Within it the engine takes a page's one block of HTML for what Markdown would make of it."""
    from mkdocs.structure.pages import Page

    render = Page.render
    Page.render = _take_block  # type: ignore[method-assign,assignment]
    try:
        yield
    finally:
        Page.render = render  # type: ignore[method-assign]


def html_of(staged: str) -> str:
    """What Markdown makes of a staged page, without its front matter. Raises ValueError for what is not one block."""
    block = BLANK.sub("", staged.strip())
    if not BLOCK.fullmatch(block):
        raise ValueError(f"not one block of HTML: {block[:100]}")
    return block


def _take_block(page: Page, _config: Any, _files: Any) -> None:
    from mkdocs.structure.toc import get_toc

    page.content, page.toc = html_of(page.markdown or ""), get_toc([])
    page.present_anchor_ids, page.links_to_anchors = set(), {}


@contextmanager
def _no_warning_of_what_stands() -> Iterator[None]:
    """The engine warns that pages which stay may be of old; in strict mode a warning is a refusal."""
    log = logging.getLogger("mkdocs.commands.build")
    log.addFilter(_is_other)
    try:
        yield
    finally:
        log.removeFilter(_is_other)


def _is_other(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith("A 'dirty' build is being performed")


def page_file(staged: str) -> str:
    """Where a staged page comes out."""
    return staged.removesuffix(".md") + ".html"


def site_files(staged: Iterable[str], roots: Iterable[str] = ()) -> frozenset[str]:
    """The paths in the site for the paths in a staged folder, with what the engine adds by itself; `roots` are the
    folders of sites within it."""
    pages = {page_file(path) if path.endswith(".md") else path for path in staged}
    return frozenset({*pages, *ENGINE_FILES, *(f"{root}{SITEMAP}" for root in roots)})


def prune(target: Path) -> None:
    """Leave out what the engine adds that nobody asked for."""
    # The compressed twin of sitemap.xml holds the moment of the build.
    (target / "sitemap.xml.gz").unlink(missing_ok=True)
