"""A branch goes to the forge: pushed with the person's own keys, then a pull request or where to make it."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from toolbox.core.safetext import visible
from toolbox.core.settings import Settings
from toolbox.forge.address import TOKENS, Repository, pull_request_page, read_remote, requests_page, settings_repository
from toolbox.forge.client import AlreadyOpen, Client, ForgeError
from toolbox.proposals import repository
from toolbox.proposals.base import REMOTE, Base
from toolbox.proposals.terminal import say

FORK = "fork"
# A person sets these for a forge whose name does not tell what it is, such as a school's own.
KIND_SETTING, API_SETTING = "toolbox.forge", "toolbox.api"
MAX_ADDRESS_WORDS = 1_500
_PASSWORD = re.compile(r"//[^/@\s]+@")


@dataclass(frozen=True, slots=True)
class Route:
    """`remote` is pushed to. `source` and `target` are None when its address names no repository of a forge."""

    remote: str
    source: Repository | None
    target: Repository | None


@dataclass(frozen=True, slots=True)
class Request:
    """What a pull request says; both texts may hold anything that a stranger wrote."""

    branch: str
    title: str
    body: str


def find_route(root: Path, settings: Settings, base: Base) -> Route | None:
    """None when there is no remote at all."""
    known = repository.remotes(root)
    wanted = (repository.setting(root, "remote.pushDefault"), FORK, REMOTE)
    remote = next((name for name in wanted if name in known), "")
    if not remote:
        return None
    source, target = _read(root, remote), _read(root, base.remote)
    named = settings_repository(settings.edit_url)
    # Who cloned a fork has only that as remote; mkdocs.yml knows what it was forked from.
    is_fork = source and named and source.path != named.path and source.web == named.web
    if is_fork and source and named and target == source and _name(source) == _name(named):
        target = named
    return Route(remote, source, target)


def _name(found: Repository) -> str:
    return found.path.rpartition("/")[2]


def _read(root: Path, remote: str) -> Repository | None:
    kind, api = repository.setting(root, KIND_SETTING), repository.setting(root, API_SETTING)
    return read_remote(repository.remote_url(root, remote), kind, api)


def describe(route: Route, base: Base, request: Request) -> str:
    """What `publish` would do, in one sentence."""
    source = route.source.page if route.source and route.source.page else route.remote
    target = route.target.page if route.target and route.target.page else base.branch
    return f"Ik push de branch {request.branch} naar {source}, voor een pull request op {target} ({base.branch})."


def publish(root: Path, route: Route, base: Base, request: Request) -> bool:
    """Push, and open the pull request or say where: whether that worked. The branch stays whatever happens."""
    problem = repository.push(root, route.remote, request.branch)
    if problem:
        say(f"Pushen naar {route.remote} lukte niet: {_PASSWORD.sub('//', problem)}")
        say(f"Je voorstel staat veilig in de branch {request.branch}, op deze computer.")
        say(f"Was je offline? Probeer het later: git push {route.remote} {request.branch}")
        say(f"Zette iemand anders er iets bij? Haal dat eerst op: git pull --rebase {route.remote} {request.branch}")
        say(f"Mag je daar niet schrijven? Maak een fork bij de forge, en dan: git remote add {FORK} ADRES")
        return False
    say(f"De branch {request.branch} staat bij {route.remote}.")
    if route.source is None or route.target is None or route.target.kind is None:
        say(f"Open het pull request zelf bij je forge. Welke forge dat is: git config {KIND_SETTING} forgejo")
        return True
    return _open(route.source, route.target, base, request)


def _open(source: Repository, target: Repository, base: Base, request: Request) -> bool:
    assert target.kind is not None
    variable = TOKENS[target.kind]
    token = os.environ.get(variable, "").strip()
    short = request.body if len(request.body) <= MAX_ADDRESS_WORDS else ""
    page = pull_request_page(target, source, base.branch, request.branch, request.title, short)
    if not token:
        say(f"Open het pull request op deze pagina (of zet een sleutel in {variable}, dan gaat dat vanzelf):")
        print(page or requests_page(target))
        return True
    try:
        address = Client(target, token).open_pull_request(
            source, request.branch, base.branch, request.title, request.body
        )
    except AlreadyOpen:
        say("Er stond al een pull request van deze branch open; dat is nu bijgewerkt:")
        print(requests_page(target))
        return True
    except ForgeError as error:
        say(f"Het pull request openen lukte niet. {error}")
        print(f"Open het zelf op: {page}" if page else "Open het zelf bij je forge.")
        return False
    say("Het pull request staat open:")
    print(address or requests_page(target))
    return True


def body(reason: str, facts: dict[str, str], summary: tuple[str, ...]) -> str:
    """The text of a pull request. What strangers wrote stands in blocks in which no forge sees a link or a mention."""
    parts = [f"**Waarom**\n\n{fenced(reason)}"] if reason.strip() else []
    parts += [f"**Wat verandert er**\n\n{fenced(chr(10).join(visible(line) for line in summary))}"] if summary else []
    parts += [f"{key}: {inline(value)}" for key, value in facts.items() if value]
    return "\n\n".join(parts) + "\n"


def fenced(text: str) -> str:
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}text\n{text.strip()}\n{fence}"


def inline(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    return f"{fence} {visible(text)} {fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall(r"`+", text)), default=0)
