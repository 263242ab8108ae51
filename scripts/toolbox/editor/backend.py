"""Through which forge the editor saves, from what mkdocs.yml says. What only a maintainer knows is never guessed."""

from __future__ import annotations

import re
import urllib.parse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolbox.core.settings import read_extra
from toolbox.forge.address import ForgeKind, is_safe, settings_repository

BRANCH = re.compile(r"/_?edit/([^/{}]+)/")
NEEDED = {
    ForgeKind.GITHUB: (
        "GitHub laat een pagina niet zonder hulp inloggen. Zet een OAuth-app van GitHub achter een kleine inlogdienst "
        "en vul het adres daarvan in bij ‘editor_auth_url’."
    ),
    ForgeKind.FORGEJO: (
        "Maak bij Forgejo of Codeberg een OAuth2-toepassing zonder geheim (‘confidential’ uit), met het adres van de "
        "editor als redirect. Vul het Client ID in bij ‘editor_app_id’."
    ),
    ForgeKind.GITLAB: (
        "Maak bij GitLab een toepassing zonder geheim (‘confidential’ uit), met het recht ‘api’ en het adres van de "
        "editor als redirect. Vul het Application ID in bij ‘editor_app_id’."
    ),
}
NO_FORGE = "Zet in ‘edit_url’ het adres van deze bron op GitHub, GitLab, Forgejo of Codeberg."


@dataclass(frozen=True, slots=True)
class Backend:
    """`values` is Decap's `backend`, None when something is `needed` first (a Dutch sentence, else '').

    `origins` are the other hosts that the page talks to.
    """

    values: dict[str, Any] | None
    needed: str
    origins: tuple[str, ...] = ()


def read_backend(root: Path) -> Backend:
    extra = read_extra(root)
    names = ("edit_url", "editor_auth_url", "editor_app_id")
    return backend(*(str(extra.get(name) or "").strip() for name in names))


def backend(edit_url: str, auth_url: str, app_id: str) -> Backend:
    """`auth_url`: a sign-in service (GitHub only). `app_id`: a public OAuth application (the others)."""
    repository = settings_repository(edit_url)
    if repository is None or repository.kind is None:
        return Backend(None, NO_FORGE)
    is_github = repository.kind is ForgeKind.GITHUB
    if not (is_safe(auth_url) if is_github else app_id and is_safe(repository.web)):
        return Backend(None, NEEDED[repository.kind])
    branch = BRANCH.search(edit_url)
    common = {
        "name": repository.kind.value,
        "repo": repository.path,
        "branch": branch[1] if branch else "main",
        "api_root": repository.api,
        "commit_messages": {
            "create": "Nieuw: {{slug}}",
            "update": "{{slug}} aangepast in de editor",
            "delete": "{{slug}} verwijderd in de editor",
        },
    }
    return Backend(
        common | _sign_in(repository.kind, repository.web, auth_url, app_id),
        "",
        _origins(repository.api, auth_url if is_github else repository.web),
    )


def _sign_in(kind: ForgeKind, web: str, auth_url: str, app_id: str) -> dict[str, Any]:
    if kind is ForgeKind.GITHUB:
        base, _, endpoint = auth_url.rpartition("/")
        return {"open_authoring": True, "base_url": base, "auth_endpoint": endpoint}
    if kind is ForgeKind.FORGEJO:
        return {"open_authoring": True, "base_url": web, "app_id": app_id}
    # Decap has no forks for GitLab: who may push there proposes on a branch of the repository itself.
    return {"auth_type": "pkce", "base_url": web, "app_id": app_id}


def _origins(*addresses: str) -> tuple[str, ...]:
    parts = [urllib.parse.urlsplit(address) for address in addresses]
    return tuple(sorted({f"{part.scheme}://{part.netloc}" for part in parts}))
