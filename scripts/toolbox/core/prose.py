"""A text as it is shown: safe HTML, its headings and where it leads."""

from __future__ import annotations

from dataclasses import dataclass

from toolbox.core.place import Place


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Safe HTML made from Markdown, with what the site needs to know of it.

    `links` and `images` are the (place in source, target as written) of every relative link and every image. In `html`
    they stand as `page:<source path>#<anchor>` and `image:<source path>`, to be resolved where the HTML is used.
    """

    html: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[tuple[Place, str], ...] = ()
    images: tuple[tuple[Place, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html)
