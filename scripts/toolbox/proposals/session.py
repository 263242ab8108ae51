"""One session at a checkout: who works in it, on which base, and where its proposals go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolbox.core.settings import read_settings
from toolbox.history import git
from toolbox.proposals import repository
from toolbox.proposals.base import Base, find_base
from toolbox.proposals.publishing import Route, find_route
from toolbox.proposals.refused import Refused
from toolbox.proposals.repository import Identity
from toolbox.proposals.terminal import say


@dataclass(frozen=True, slots=True)
class Session:
    """`route` is None when there is no remote to push to; `asks` says whether a person agrees before a push.

    `on_page`: what clashes is chosen in a browser.
    """

    root: Path
    base: Base
    by: Identity
    route: Route | None
    asks: bool
    on_page: bool = False


def open_session(root: Path, *, asks: bool, on_page: bool = False) -> Session:
    """Raises Refused: no repository, nobody that Git knows, or no main branch."""
    if not git.is_repository(root):
        raise Refused("not-a-repository")
    by = repository.git_identity(root)
    if by is None:
        raise Refused("no-identity")
    settings = read_settings(root)
    base = find_base(root, settings)
    if base.note:
        say(base.note)
    return Session(root, base, by, find_route(root, settings, base), asks, on_page)
