"""First of all: every image that a page shows, drawn anew. The book needs them as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from toolbox.core import addresses
from toolbox.core.model import Toolbox
from toolbox.machine.store import Job
from toolbox.source.figures import shown_images
from toolbox.source.images import WIDTH, redraw
from toolbox.source.overlays.model import Overlaid
from toolbox.source.tree import Tree

# Of a logo: it is in each paper of its region, at four centimetres or so.
LOGO_WIDTH = 480  # pixels


def image_jobs(toolbox: Toolbox, tree: Tree) -> Iterator[Job]:
    """A job for each shown image; its output is called by its address on the site."""
    shown = shown_images(toolbox.pages)
    for image in toolbox.images:
        if image.path in shown:
            yield Job((addresses.image_file(image.path),), image.digest, partial(_render, tree.files[image.path]))


def logo_jobs(overlaid: Iterable[Overlaid], tree: Tree) -> Iterator[Job]:
    """A job for the logo of each region that has one."""
    for one in overlaid:
        if logo := one.overlay.logo:
            draw = partial(_render, tree.files[logo.path], LOGO_WIDTH)
            yield Job((addresses.logo_file(logo.path),), logo.digest, draw)


def _render(data: bytes, width: int = WIDTH) -> tuple[bytes]:
    return (redraw(data, width),)
