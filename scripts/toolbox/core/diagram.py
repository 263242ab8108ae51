"""A diagram as data: boxes in rows and columns, and arrows between them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    name: str
    text: str
    points: tuple[str, ...]
    row: int
    column: int
    step: int = 0
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    source: str
    target: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    path: str
    name: str
    title: str
    description: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
