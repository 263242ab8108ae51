"""`toolbox.proposals.diffs`: every line that names a file must name the same, or the change is not read."""

from __future__ import annotations

import pytest

from toolbox.proposals.diffs import FileDiff, read_diffs
from toolbox.proposals.refused import Refused

PAGE, OTHER = "content/a.md", "content/b.md"


def change(*above: str, old: str = f"a/{PAGE}", new: str = f"b/{PAGE}", hunk: str = "@@ -1 +1 @@\n-a\n+b\n") -> str:
    lines = "".join(f"{line}\n" for line in above)
    return f"diff --git a/{PAGE} b/{PAGE}\n{lines}--- {old}\n+++ {new}\n{hunk}"


def read(text: str) -> FileDiff:
    (file,) = read_diffs(text)
    return file


GONE, NEW = "@@ -1 +0,0 @@\n-a\n", "@@ -0,0 +1 @@\n+a\n"


def test_a_file_that_goes_says_so_in_each_of_its_lines() -> None:
    file = read(change("deleted file mode 100644", new="/dev/null", hunk=GONE))
    assert (file.old, file.new, file.path) == (PAGE, "", PAGE)
    # An empty file has no lines, and so no '---' above them.
    empty = read(f"diff --git a/{PAGE} b/{PAGE}\ndeleted file mode 100644\nindex e69de29..0000000\n")
    assert (empty.old, empty.new, empty.hunks) == (PAGE, "", ())


def test_a_file_that_comes_says_so_in_each_of_its_lines() -> None:
    file = read(change("new file mode 100644", old="/dev/null", hunk=NEW))
    assert (file.old, file.new, file.path) == ("", PAGE, PAGE)
    empty = read(f"diff --git a/{PAGE} b/{PAGE}\nnew file mode 100644\nindex 0000000..e69de29\n")
    assert (empty.old, empty.new, empty.hunks) == ("", PAGE, ())


@pytest.mark.parametrize(
    "text",
    [
        # Said to go, and still there; or gone, and not said to go.
        change("deleted file mode 100644"),
        change(new="/dev/null", hunk=GONE),
        change("deleted file mode 100644", old="/dev/null", new=f"b/{PAGE}", hunk=NEW),
        # The same of a file that comes.
        change("new file mode 100644"),
        change(old="/dev/null", hunk=NEW),
        change("new file mode 100644", new="/dev/null", hunk=GONE),
        # Both, or neither side.
        change("new file mode 100644", "deleted file mode 100644", old="/dev/null", new="/dev/null"),
        change(old="/dev/null", new="/dev/null"),
        # Another file than the first line names.
        change(old=f"a/{OTHER}"),
        change(new=f"b/{OTHER}"),
        change(old=f"a/{OTHER}", new=f"b/{OTHER}"),
        # Another name without a move, and a move to where it stands.
        change(f"rename from {PAGE}", f"rename to {PAGE}"),
        change(f"rename from {PAGE}", f"rename to {OTHER}"),
    ],
)
def test_what_its_lines_disagree_on_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_diffs(text)
    assert caught.value.code == "odd"
