"""What a proposal may touch: each rule, and the last thing that is still allowed."""

from __future__ import annotations

import pytest

from toolbox.proposals.allowed import MAX_FILES, check_files, check_mode, check_path
from toolbox.proposals.diffs import FileDiff, Hunk
from toolbox.proposals.refused import Refused
from toolbox.source.limits import MAX_FOLDERS

LINE = Hunk(1, 1, 1, 1, ("-a", "+b"))


def change(path: str, *modes: str, old: str | None = None, hunks: tuple[Hunk, ...] = (LINE,)) -> FileDiff:
    return FileDiff(path if old is None else old, path, modes, "", "", hunks)


def refused(*files: FileDiff) -> tuple[str, dict[str, str]]:
    with pytest.raises(Refused) as caught:
        check_files(files)
    return caught.value.code, dict(caught.value.values)


def test_as_many_files_as_the_limit_and_not_one_more() -> None:
    files = [change(f"content/{number}.md") for number in range(MAX_FILES + 1)]
    check_files(tuple(files[:-1]))
    assert refused(*files) == ("too-many-files", {"limit": str(MAX_FILES)})


def test_a_path_may_be_named_once() -> None:
    page = change("content/a.md")
    assert refused(page, page) == ("path-twice", {"path": "content/a.md"})
    assert refused(page, change("content/b.md", old="content/a.md")) == ("path-twice", {"path": "content/a.md"})
    check_files((page, change("content/b.md")))


def test_a_change_of_nothing_is_none() -> None:
    empty = change("content/a.md", hunks=())
    assert refused(empty) == ("empty-change", {})
    check_files((empty, change("content/b.md")))
    check_files((change("content/a.md", old="content/b.md", hunks=()),))


@pytest.mark.parametrize(
    ("mode", "code"),
    [("120000", "link"), ("160000", "submodule"), ("100755", "mode"), ("040000", "mode"), ("", "mode")],
)
def test_only_an_ordinary_file_may_come(mode: str, code: str) -> None:
    values = {"path": "content/a.md"} | ({"mode": mode} if code == "mode" else {})
    assert refused(change("content/a.md", "100644", mode)) == (code, values)
    check_mode("content/a.md", "100644")


DEEP = "a/" * MAX_FOLDERS


@pytest.mark.parametrize(
    "path",
    [
        *("content/a.md", "forms/1.1-a/datapackage.yaml", "content/afbeeldingen/a.png"),
        f"content/{DEEP}a.md",
    ],
)
def test_what_may_be_touched(path: str) -> None:
    check_path(path)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        *(
            (f"content/{part}/a.md", "path-hostile")
            for part in ("", "..", ".. ", ".git", ".GIT", ".git. .", "git~1", "GIT~1")
        ),
        *((path, "path-hostile") for path in ("/content/a.md", "content/", "content/a.md:x", "content\\a.md")),
        *((path, "path-outside") for path in ("content", "scripts/a.py", "README.md", "Content/a.md")),
        *((path, "path-name") for path in ("content/A.md", "content/a b.md", "content/.a.md")),
        (f"content/{DEEP}a/a.md", "path-deep"),
        *((path, "path-suffix") for path in ("content/a.html", "content/a.png", "forms/a.exe")),
    ],
)
def test_what_may_not(path: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        check_path(path)
    assert caught.value.code == code
    assert caught.value.values["path"] == path
    if code == "path-deep":
        assert caught.value.values["limit"] == str(MAX_FOLDERS)
