"""`toolbox.proposals.intact`: a change applied to the content that it was made from; None when it does not fit."""

from __future__ import annotations

import pytest

from toolbox.proposals.diffs import FileDiff, read_diffs
from toolbox.proposals.intact import applied

BEFORE = b"a\nb\nc\nd\n"


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
