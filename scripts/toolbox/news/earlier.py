"""What a build knows of earlier states beside their dates: what was told of them, and which editions can be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolbox.news.chronicle import Story
from toolbox.news.editions import Edition


@dataclass(frozen=True, slots=True)
class Earlier:
    """`told` by commit, `editions` by the number of the format."""

    told: Mapping[str, Story] = field(default_factory=dict)
    editions: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)


NOTHING_EARLIER = Earlier()
