"""Which forge a remote is, where its pages are, and where a token may go."""

from __future__ import annotations

import pytest

from toolbox.forge.address import (
    ForgeKind,
    Repository,
    is_safe,
    pull_request_page,
    read_remote,
    requests_page,
    settings_repository,
)


@pytest.mark.parametrize(
    ("url", "kind", "page", "api"),
    [
        ("https://github.com/o/r.git", "github", "https://github.com/o/r", "https://api.github.com"),
        ("git@github.com:o/r.git", "github", "https://github.com/o/r", "https://api.github.com"),
        ("ssh://git@github.com:22/o/r", "github", "https://github.com/o/r", "https://api.github.com"),
        ("https://u:p@GitHub.com:443/o/r/", "github", "https://github.com/o/r", "https://api.github.com"),
        ("https://gitlab.com/g/sub/r.git", "gitlab", "https://gitlab.com/g/sub/r", "https://gitlab.com/api/v4"),
        ("https://gitlab.school.nl:8443/g/r", "gitlab", "https://gitlab.school.nl:8443/g/r", "https://gitlab.school.nl:8443/api/v4"),
        ("ssh://git@codeberg.org:2222/o/r.git", "forgejo", "https://codeberg.org/o/r", "https://codeberg.org/api/v1"),
        ("git@forgejo.school.nl:o/r.git", "forgejo", "https://forgejo.school.nl/o/r", "https://forgejo.school.nl/api/v1"),
        ("https://git.school.nl/o/r", None, "https://git.school.nl/o/r", ""),
        ("https://github.com.evil.nl/o/r", None, "https://github.com.evil.nl/o/r", ""),
        ("git+ssh://git@github.com/o/r", "github", "https://github.com/o/r", "https://api.github.com"),
        ("git://gitea.school.nl/o/r", "forgejo", "https://gitea.school.nl/o/r", "https://gitea.school.nl/api/v1"),
        ("/srv/git/o/r.git", None, "", ""),
    ],
)  # fmt: skip
def test_which_forge_a_remote_is(url: str, kind: str | None, page: str, api: str) -> None:
    found = read_remote(url)
    assert found is not None
    assert (found.kind, found.page, found.api) == (kind, page, api)


@pytest.mark.parametrize(
    "url", ["", "x", "https://", "https://h/x", "ftp://h/o/r", "https://h:x/o/r", "https://h/../r", "ext::sh"]
)
def test_what_is_no_remote(url: str) -> None:
    assert read_remote(url) is None


@pytest.mark.parametrize("url", ["/srv/git/o/r.git", "/srv/git/o/r/", "file:///srv/git/o/r.git", "../git/o/r"])
def test_a_repository_in_a_folder_is_named_by_its_last_two_names(url: str) -> None:
    assert read_remote(url) == Repository("o/r", "")
    # What was set by hand says which forge it is, and then also where its pages are.
    by_hand = read_remote(url, "github", "https://git.school.nl/api/v3/")
    assert by_hand == Repository("o/r", "https://git.school.nl", ForgeKind.GITHUB, "https://git.school.nl/api/v3")
    assert read_remote(url, "github") == Repository("o/r", "", ForgeKind.GITHUB)


def test_a_forge_by_hand() -> None:
    found = read_remote("https://git.school.nl/o/r.git", "forgejo")
    assert found == Repository("o/r", "https://git.school.nl", ForgeKind.FORGEJO, "https://git.school.nl/api/v1")
    assert settings_repository("https://github.com/o/r/edit/main/{path}") == read_remote("https://github.com/o/r")
    assert settings_repository("https://codeberg.org/o/r/_edit/main/{path}") == read_remote("https://codeberg.org/o/r")
    assert settings_repository("https://gitlab.com/o/r/-/edit/main/{path}") == read_remote("https://gitlab.com/o/r")
    assert settings_repository("https://github.com/o/r/edit/edit/main/{path}") == read_remote("https://github.com/o/r")
    assert settings_repository("") is settings_repository("https://github.com/o/r") is None


def test_pages_to_open_a_pull_request_by_hand() -> None:
    def page(url: str, source: str) -> str:
        target, fork = read_remote(url), read_remote(source)
        assert target is not None
        assert fork is not None
        return pull_request_page(target, fork, "main", "voorstel/x", "T & U", "")

    assert page("https://github.com/o/r", "https://github.com/twente/r") == (
        "https://github.com/o/r/compare/main...twente:voorstel/x?quick_pull=1&title=T+%26+U&body="
    )
    assert (
        page("https://codeberg.org/o/r", "https://codeberg.org/o/r")
        == "https://codeberg.org/o/r/compare/main...voorstel/x"
    )
    assert page("https://gitlab.com/o/r", "https://gitlab.com/twente/r") == (
        "https://gitlab.com/twente/r/-/merge_requests/new"
        "?merge_request%5Bsource_branch%5D=voorstel%2Fx&merge_request%5Btarget_branch%5D=main"
        "&merge_request%5Btitle%5D=T+%26+U&merge_request%5Bdescription%5D="
    )
    # Of a folder, or of a forge that nobody knows, there is no page.
    assert page("/srv/git/o/r", "/srv/git/o/r") == page("https://git.school.nl/o/r", "https://git.school.nl/o/r") == ""


def test_where_open_proposals_are_listed() -> None:
    pages = {
        "https://github.com/o/r": "https://github.com/o/r/pulls",
        "https://codeberg.org/o/r": "https://codeberg.org/o/r/pulls",
        "https://gitlab.com/o/r": "https://gitlab.com/o/r/-/merge_requests",
        **dict.fromkeys(("https://git.school.nl/o/r", "/srv/git/o/r"), ""),
    }
    for url, expected in pages.items():
        target = read_remote(url)
        assert target is not None
        assert requests_page(target) == expected


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://api.github.com", True),
        ("http://127.0.0.1:80/x", True),
        ("http://[::1]:80/x", True),
        ("http://localhost:80", True),
        ("https://", False),
        ("http://git.school.nl", False),
        # A school's own network is not this machine: others listen there.
        ("http://10.0.0.5", False),
        ("http://192.168.1.5:3000", False),
        ("http://172.16.0.5", False),
        ("http://[fd00::5]", False),
        ("http://169.254.1.1", False),
        ("http://0.0.0.0", False),
        ("ftp://127.0.0.1", False),
        ("http://127.0.0.1.evil.nl", False),
        ("http://localhost.evil.nl", False),
        ("file:///etc", False),
        ("", False),
    ],
)
def test_where_a_token_may_go(url: str, safe: bool) -> None:
    assert is_safe(url) is safe
