"""`toolbox.proposals.diffs`: every line that names a file must name the same, or the change is not read."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from toolbox.proposals.diffs import MAX_LINES, FileDiff, Hunk, read_diffs, split_text
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
    # Of a move Git says how much is the same, which nobody reads.
    assert read(text).written().replace("similarity index 50%\n", "").replace("1,1", "1") == text


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


def sent(folder: Path, *before: bytes | None, after: tuple[bytes | None, ...]) -> str:
    """What Git sends when images become other ones; None where there is no file."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, check=True, text=True).stdout

    git("init", "-q")
    place = folder / "content/afbeeldingen"
    place.mkdir(parents=True)
    trees = list[str]()
    for images in (before, after):
        for number, image in enumerate(images):
            (place / f"{number}.png").unlink(missing_ok=True)
            if image is not None:
                (place / f"{number}.png").write_bytes(image)
        git("add", "-A")
        trees.append(git("write-tree").strip())
    return git("diff", "--binary", "--full-index", *trees)


LONG = b"\0" + b"".join(b"%d " % (number * 7919 % 10_007) for number in range(900))
PICTURE = "content/afbeeldingen/0.png"


def test_of_images_that_come_change_and_go_all_is_read(tmp_path: Path) -> None:
    """One after the other: each is as long as it says."""
    longer = LONG + b"\0meer"
    files = read_diffs(sent(tmp_path, None, LONG, b"\0weg", after=(b"\0nieuw", longer, None)))
    assert [(file.old, file.new) for file in files] == [
        ("", PICTURE),
        ("content/afbeeldingen/1.png",) * 2,
        ("content/afbeeldingen/2.png", ""),
    ]
    new, changed, gone = files
    assert (new.content, new.delta) == (b"\0nieuw", None)
    assert changed.content is None
    assert changed.delta
    assert (gone.content, gone.delta) == (b"", None)
    assert read_diffs("".join(file.written() for file in files)) == files


def test_an_image_is_read_where_images_stand_and_with_its_whole_names_alone(tmp_path: Path) -> None:
    text = sent(tmp_path, LONG, after=(LONG + b"\0meer",))
    index = next(line for line in text.split("\n") if line.startswith("index "))
    old, new = index.removeprefix("index ").partition(" ")[0].split("..")
    wrong = {
        text.replace("content/afbeeldingen/0.png", PAGE): (PAGE, "binary"),
        text.replace(f"{index}\n", ""): (PICTURE, "binary"),
        text.replace(old, old[:7]): (PICTURE, "binary"),
        text.replace(new, new[:7]): (PICTURE, "binary"),
        text.replace("GIT binary patch", "GIT binary patches"): (PICTURE, "binary"),
        text.replace("\ndelta ", "\nanders "): (PICTURE, "binary"),
        # It changes what is not there.
        text.replace(index, f"new file mode 100644\nindex {'0' * 40}..{new}"): (PICTURE, "binary"),
        text.replace(index, f"{index}\n--- a/{PICTURE}"): (PICTURE, "odd"),
        text.replace(index, f"{index}\n--- a/{PICTURE}\n+++ b/{PICTURE}"): (PICTURE, "odd"),
    }
    assert text not in wrong
    for changed, (path, code) in wrong.items():
        with pytest.raises(Refused) as caught:
            read_diffs(changed)
        assert (caught.value.code, caught.value.values) == (code, {"path": path})


def test_words_stand_above_the_change_and_its_numbers_are_nobodys() -> None:
    """All of them, also when a line in them looks like a heading."""
    words = "  Kort\n\n--- en dat is alles\n@@ van mij"
    for between in ("", "---\n content/a.md | 2 +-\n 1 file changed\n---\n"):
        assert split_text(f"\n{words}\n{between}\n{change()}") == (words, change())
    assert split_text(change()) == ("", change())


@pytest.mark.parametrize(
    "text",
    [
        "Alleen woorden\n",
        "",
        *(f"{line}\n{change()}" for line in (f"--- a/{PAGE}", "--- /dev/null", "@@ -1 +1 @@")),
    ],
)
def test_what_does_not_begin_as_git_begins_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        split_text(text)
    assert caught.value.code == "no-git-form"
