"""Which formats are handed out together: all of a step, and of a step what one role fills in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolbox.core.form import Format
from toolbox.core.method import Role
from toolbox.core.model import Toolbox


@dataclass(frozen=True, slots=True)
class Pack:
    """Formats of one step, or of all for 0. `role` is for whom they are; None: for who has the whole step in hand."""

    step: int
    forms: tuple[Format, ...]
    role: Role | None = None

    @property
    def slug(self) -> str:
        """For the name of its file: '' for the whole step, else such as 'bedrijf'."""
        return self.role.slug if self.role else ""


def step_packs(toolbox: Toolbox, step: int) -> tuple[Pack, ...]:
    """All formats of a step; then, of who fills in several and not all, those alone; nothing for no formats.

    So nobody needs to be handed a form that is somebody else's own.
    """
    forms = tuple(form for form in toolbox.formats if form.step == step)
    return (Pack(step, forms), *_role_packs(toolbox, step, forms)) if forms else ()


def route_pack(toolbox: Toolbox, role: Role) -> Pack | None:
    """All that a role with a page of its own fills in, of every step; None for no more than one format."""
    own = tuple(form for form in toolbox.formats if role.name in form.roles)
    return Pack(0, own, role) if len(own) > 1 and toolbox.method.guide(role) else None


def all_packs(toolbox: Toolbox) -> Iterator[Pack]:
    for step in sorted({form.step for form in toolbox.formats}):
        yield from step_packs(toolbox, step)
    yield from filter(None, (route_pack(toolbox, role) for role in toolbox.method.roles))


def _role_packs(toolbox: Toolbox, step: int, forms: tuple[Format, ...]) -> Iterator[Pack]:
    for role in toolbox.method.roles:
        own = tuple(form for form in forms if role.name in form.roles)
        if 1 < len(own) < len(forms):
            yield Pack(step, own, role)
