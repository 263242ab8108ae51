"""A page, a format, an image or another file of a tree: as it was kept, or read anew.

What reads is loaded only when there is something to read: to load it takes longer than to read a page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from toolbox.core.findings import Finding
from toolbox.source.decoding import decode
from toolbox.source.frontmatter import FRONT, front_matter
from toolbox.source.kept import Found, Kept
from toolbox.source.mending import Mended
from toolbox.source.tree import Tree
from toolbox.source.words import WORDS, load_glossary

if TYPE_CHECKING:
    from toolbox.core.form import Format
    from toolbox.core.lists import Glossary
    from toolbox.core.page import Image, Page

# The rules by which these are kept.
PAGE, FORMAT, IMAGE = "load_page", "format", "image"


def read_page(kept: Kept, path: str, tree: Tree) -> Mended[Page]:
    """The page at `path`."""
    data = tree.files[path]

    def load() -> Mended[Page]:
        from toolbox.source.pages import load_page

        return load_page(path, data, kept)

    read = kept.look(PAGE, path, (data,), load)
    text, _ = decode(path, data)
    # Also when the page as a whole is known: the next edit may be of its text.
    kept.hold(FRONT, path, (front_matter(text or "").encode(),))
    return read


def read_format(kept: Kept, folder: str, tree: Tree) -> Mended[Format]:
    """The format in `folder`."""

    def load() -> Mended[Format]:
        from toolbox.source.formats import load_format

        return load_format(folder, tree)

    return kept.look(FORMAT, folder, tree.given(f"{folder}/"), load)


def read_image(kept: Kept, path: str, tree: Tree) -> tuple[Image | None, list[Finding]]:
    """The image at `path`, and what is wrong with it."""
    return kept.look(IMAGE, path, (tree.files[path],), partial(image_at, path, tree))


def image_at(path: str, tree: Tree) -> tuple[Image | None, list[Finding]]:
    """The same, read anew."""
    # Pillow comes with it.
    from toolbox.source.images import load_image

    return load_image(path, tree.files[path])


def read_glossary(kept: Kept, tree: Tree) -> tuple[Glossary, list[Finding]]:
    return read_one(kept, load_glossary, tree, WORDS)


def knows_glossary(kept: Kept, tree: Tree) -> bool:
    """Whether it need not be read."""
    return kept.knows(load_glossary.__name__, WORDS, _given(tree, WORDS))


def read_one(kept: Kept, load_one: Callable[[Tree], Found], tree: Tree, path: str) -> Found:
    """What `load_one` makes of the one file that it looks at."""
    return kept.look(load_one.__name__, path, _given(tree, path), partial(load_one, tree))


def _given(tree: Tree, path: str) -> tuple[bytes, ...]:
    """Another for a file that is not there, and for one that is refused."""
    given = (tree.files[path],) if path in tree.files else (b"", *map(str.encode, tree.refused & {path}))
    return (b"%d" % len(given), *given)
