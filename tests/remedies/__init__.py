"""Faults of a toolbox, made in the base case, and each way to mend them that the finding's own words leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from remedies.changes import Change


@dataclass(frozen=True)
class Fault:
    """What leads to a finding with `code`; each of `ways` is all that its sentence says to do.

    `limits` are set lower meanwhile: what the real ones allow takes seconds to make.
    """

    code: str
    make: Change
    ways: tuple[Change, ...]
    limits: Mapping[str, int] = field(default_factory=dict)
