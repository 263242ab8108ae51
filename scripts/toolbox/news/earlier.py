"""What a build knows of earlier states beside their dates: what was told of them, which editions can be had, and what
changed since a region laid something over the base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolbox.news.chronicle import Story
from toolbox.news.editions import Edition
from toolbox.news.movedon import NOT_TOLD, MovedTold, place_of
from toolbox.source.overlays.model import Difference


@dataclass(frozen=True, slots=True)
class Earlier:
    """`told` by commit, `editions` by the number of the format, `moved` by the place of an override."""

    told: Mapping[str, Story] = field(default_factory=dict)
    editions: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)
    moved: Mapping[str, MovedTold] = field(default_factory=dict)

    def moved_since(self, one: Difference) -> MovedTold:
        return self.moved.get(place_of(one), NOT_TOLD)


NOTHING_EARLIER = Earlier()
