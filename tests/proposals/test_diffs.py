"""`toolbox.proposals.diffs`: every line that names a file must name the same, or the change is not read."""

from __future__ import annotations

import pytest

from toolbox.proposals.diffs import MAX_LINES, FileDiff, Hunk, read_diffs
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


def test_of_a_change_every_fact_is_kept() -> None:
    file = read(change("index 1234567..89abcde 100644", hunk="@@ -3,2 +4,3 @@ kop\n a\n-b\n+c\n+d\n"))
    assert (file.old_blob, file.new_blob, file.modes) == ("1234567", "89abcde", ("100644",))
    assert file.hunks == (Hunk(3, 2, 4, 3, (" a", "-b", "+c", "+d")),)
    changed = read(change("old mode 100644", "new mode 100755"))
    assert (changed.modes, changed.old_blob, changed.new_blob) == (("100644", "100755"), "", "")


@pytest.mark.parametrize(
    "text",
    [
        change("index 1234567..89abcde 100644"),
        change("deleted file mode 100644", "index 1234567..0000000", new="/dev/null", hunk=GONE),
        change("new file mode 100644", "index 0000000..1234567", old="/dev/null", hunk=NEW),
        f"diff --git a/{PAGE} b/{PAGE}\ndeleted file mode 100644\n",
        f"diff --git a/{PAGE} b/{OTHER}\nrename from {PAGE}\nrename to {OTHER}\n",
    ],
)
def test_what_git_is_given_says_what_was_read(text: str) -> None:
    assert read(read(text).written()) == read(text)


def test_a_move_without_a_change() -> None:
    text = f"diff --git a/{PAGE} b/{OTHER}\nsimilarity index 100%\nrename from {PAGE}\nrename to {OTHER}\n"
    assert (read(text).old, read(text).new) == (PAGE, OTHER)
    # A copy is no move; nor is a move of which one side is missing.
    for wrong in (text.replace("rename", "copy"), text.replace(f"rename from {PAGE}\n", "")):
        with pytest.raises(Refused) as caught:
            read_diffs(wrong)
        assert caught.value.code == "odd"


def test_names_with_or_without_the_letter_in_front_and_with_gits_tab_behind() -> None:
    bare = f"diff --git {PAGE} {PAGE}\n--- {PAGE}\n+++ {PAGE}\n@@ -1 +1 @@\n-a\n+b\n"
    tabs = change(old=f"a/{PAGE}\t", new=f"b/{PAGE}\t")
    assert read(bare).path == read(tabs).path == PAGE


def test_several_files_with_lines_in_between_and_a_signature_below() -> None:
    other = change().replace(PAGE, OTHER)
    files = read_diffs(change() + "\n\n" + other + "-- \n2.39.5\n\n")
    assert [file.path for file in files] == [PAGE, OTHER]
    assert read(change().removesuffix("\n")).hunks[0].lines == ("-a", "+b")


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        (change() + "tekst\n", "mail-wrapped", {"line": "tekst", "path": PAGE}),
        (change() + "@@ -9 +9\n", "mail-wrapped", {"line": "@@ -9 +9", "path": PAGE}),
        (change() + "\ntekst\n@@ -9 +9 @@\n", "odd", {"path": PAGE}),
        (change() + "\ntekst\nGIT binary patch\n", "odd", {"path": PAGE}),
        (change() + "\ntekst\n" + change(), "odd", {"path": PAGE}),
        (change(hunk="@@ -1,2 +1,2 @@\n-a\n+b"), "mail-cut", {"path": PAGE}),
        (change(hunk="@@ -1 +1 @@\n-a\n-b\n+c\n"), "mail-wrapped", {"line": "-b", "path": PAGE}),
        (change(hunk="@@ -1 +1 @@\n+a\n+b\n-c\n"), "mail-wrapped", {"line": "+b", "path": PAGE}),
        (change(hunk="@@ -1 +1 @@\n-a\nx\n+b\n"), "mail-wrapped", {"line": "x", "path": PAGE}),
        (change("new mode 100644", "new mode 100644"), "odd", {"path": PAGE}),
        (change("GIT binary patch"), "binary", {"path": PAGE}),
    ],
)
def test_what_is_not_read_is_named(text: str, code: str, values: dict[str, str]) -> None:
    with pytest.raises(Refused) as caught:
        read_diffs(text)
    assert (caught.value.code, caught.value.values) == (code, values)


def test_a_change_may_have_as_many_lines_as_the_limit_and_not_one_more() -> None:
    lines = MAX_LINES - 4
    text = change(hunk=f"@@ -0,0 +1,{lines} @@\n" + "+a\n" * lines)
    assert len(read(text).hunks[0].lines) == lines
    with pytest.raises(Refused) as caught:
        read_diffs(text + "\n")
    assert (caught.value.code, caught.value.values) == ("too-many-lines", {"limit": "50000"})
