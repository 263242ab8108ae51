"""`toolbox.proposals.intact`: a change applied to the content that it was made from; None when it does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolbox.core.gitname import blob_name
from toolbox.proposals.diffs import FileDiff, read_diffs
from toolbox.proposals.intact import applied, check_intact
from toolbox.proposals.refused import Refused

BEFORE = b"a\nb\nc\nd\n"


def nothing(blob: str) -> bytes | None:
    return None


def file(*hunks: str) -> FileDiff:
    head = "diff --git a/content/a.md b/content/a.md\n--- a/content/a.md\n+++ b/content/a.md\n"
    (found,) = read_diffs(head + "".join(hunks))
    return found


B, D = "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n", "@@ -4 +4 @@\n-d\n+D\n"


def test_hunks_apply_one_after_the_other() -> None:
    assert applied(BEFORE, file(B, D)) == b"a\nB\nc\nD\n"
    # A hunk that only adds names the line before it.
    assert applied(BEFORE, file("@@ -0,0 +1 @@\n+0\n", "@@ -4,0 +6 @@\n+e\n")) == b"0\na\nb\nc\nd\ne\n"


@pytest.mark.parametrize(
    "hunks",
    [
        # The second begins within the first: the lines in between would come twice.
        (B, "@@ -3 +3 @@\n-c\n+C\n"),
        (B, "@@ -2,0 +3 @@\n+x\n"),
        (D, B),
        (D, D),
        # It fits, but not there.
        ("@@ -2 +2 @@\n-a\n+A\n",),
        ("@@ -9 +9 @@\n-d\n+D\n",),
    ],
)
def test_hunks_that_overlap_or_stand_elsewhere_do_not_fit(hunks: tuple[str, ...]) -> None:
    assert applied(BEFORE, file(*hunks)) is None


def test_a_last_line_without_newline_is_another_line() -> None:
    mark = "\\ No newline at end of file\n"
    assert applied(b"a", file(f"@@ -1 +1 @@\n-a\n{mark}+a\n")) == b"a\n"
    assert applied(b"a\n", file(f"@@ -1 +1 @@\n-a\n+a\n{mark}")) == b"a"
    assert applied(b"a\n", file(f"@@ -1 +1 @@\n-a\n{mark}+a\n")) is None


def named(old: bytes, new: bytes, hunk: str, length: int = 40) -> FileDiff:
    """A change that names the content it was made from and the one it makes."""
    old_blob, new_blob = (blob_name(data, length)[:length] for data in (old, new))
    return replace(file(hunk), old_blob=old_blob, new_blob=new_blob)


@pytest.mark.parametrize("length", [7, 40, 64])
def test_a_change_that_makes_what_its_writer_made_is_whole(length: int) -> None:
    before, after = BEFORE, b"a\nB\nc\nd\n"
    check_intact((named(before, after, B, length),), {blob_name(before, length)[:length]: before}.get)
    with pytest.raises(Refused) as caught:
        check_intact((named(before, b"iets anders", B, length),), lambda _: before)
    assert (caught.value.code, caught.value.values) == ("mail-changed", {"path": "content/a.md"})
    # What it was made from does not fit the change: a line of it was altered on its way.
    with pytest.raises(Refused):
        check_intact((named(before, after, B, length),), lambda _: b"x\n")


def test_a_file_that_comes_is_made_from_nothing_and_one_that_goes_leaves_none() -> None:
    new = replace(named(b"", b"a\n", "@@ -0,0 +1 @@\n+a\n"), old="")
    check_intact((new,), nothing)
    gone = replace(named(b"a\n", b"", "@@ -1 +0,0 @@\n-a\n"), new="", new_blob="0" * 40)
    check_intact((gone,), {gone.old_blob: b"a\n"}.get)
    with pytest.raises(Refused):
        check_intact((gone,), {gone.old_blob: b"b\n"}.get)


def test_an_image_is_what_its_writer_sent() -> None:
    """It stands in the patch as a whole, and names itself."""
    image = replace(file(), new_blob=blob_name(b"\0beeld", 40), old_blob="0" * 40, old="", content=b"\0beeld")
    check_intact((image,), nothing)
    with pytest.raises(Refused) as caught:
        check_intact((replace(image, content=b"\0ander"),), nothing)
    assert caught.value.code == "mail-changed"
    # Without either of its names nothing can be said of it.
    other = replace(image, content=b"\0ander")
    check_intact((replace(other, old_blob=""), replace(other, new_blob="")), nothing)


def test_a_file_without_lines_gets_its_first() -> None:
    assert applied(b"", file("@@ -0,0 +1 @@\n+a\n")) == b"a\n"


def test_what_cannot_be_computed_does_not_stop_the_others() -> None:
    unknown = named(b"x\n", b"y\n", B)
    nameless = file(B)
    broken = named(BEFORE, b"iets anders", B)
    check_intact((unknown, nameless), nothing)
    for first in (unknown, nameless):
        with pytest.raises(Refused):
            check_intact((first, broken), {broken.old_blob: BEFORE}.get)


def test_a_content_is_called_as_git_calls_it() -> None:
    assert blob_name(b"", 40) == blob_name(b"", 7) == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    # git init --object-format=sha256
    assert blob_name(b"", 64) == "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"
