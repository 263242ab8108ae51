"""Small pictures of the images that a proposal brings, changes or takes away: drawn anew, as on the site."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from toolbox.changes.model import Changes, ItemKind
from toolbox.source.images import redraw
from toolbox.source.tree import Tree

WIDTH = 400  # pixels
MAX_PREVIEWS = 20
TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Preview:
    """An image before and after, as a file of media type `type`; empty where there is none."""

    path: str
    type: str
    before: bytes
    after: bytes


def image_previews(changes: Changes, old: Tree, new: Tree) -> tuple[Preview, ...]:
    """Of the first MAX_PREVIEWS images in `changes`, which both trees could be read for."""
    paths = [item.path for item in changes.of_kind(ItemKind.IMAGE)][:MAX_PREVIEWS]
    return tuple(
        Preview(path, TYPES[PurePosixPath(path).suffix], _drawn(old, path), _drawn(new, path)) for path in paths
    )


def _drawn(tree: Tree, path: str) -> bytes:
    return redraw(tree.files[path], WIDTH) if path in tree.files else b""
