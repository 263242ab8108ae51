"""What Git or a case folder cannot hold everywhere: links, devices, big files, odd names."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from toolbox.core.findings import Finding
from toolbox.core.safetext import CONTROL
from toolbox.source import tree
from toolbox.source.decoding import decode
from toolbox.source.limits import IMAGES, MAX_FILE_BYTES, content_problem, name_problem
from toolbox.source.tree import read_tree

pytestmark = pytest.mark.promise("plain-files")


def put(root: Path, path: str, data: bytes = b"tekst\n") -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


def lines(found: list[Finding]) -> list[str]:
    return [str(finding) for finding in found]


def test_reads_only_content_and_forms(tmp_path: Path) -> None:
    put(tmp_path, "content/a.md", b"een")
    put(tmp_path, "content/stappen/1-b.md", b"twee")
    put(tmp_path, "forms/1.1-c/datapackage.yaml", b"drie")
    put(tmp_path, "scripts/kwaad.py")
    put(tmp_path, "README.md")
    read, found = read_tree(tmp_path)
    assert found == []
    assert read.files == {
        "content/a.md": b"een",
        "content/stappen/1-b.md": b"twee",
        "forms/1.1-c/datapackage.yaml": b"drie",
    }
    assert list(read.under("content/s")) == ["content/stappen/1-b.md"]


def test_an_empty_folder_is_an_empty_tree(tmp_path: Path) -> None:
    assert read_tree(tmp_path) == (tree.Tree({}), [])


@pytest.mark.parametrize("target", ["/etc/passwd", "/etc", "doel.md", "weg"])
def test_a_symbolic_link_is_not_followed(tmp_path: Path, target: str) -> None:
    put(tmp_path, "content/doel.md", b"doel")
    (tmp_path / "content/link.md").symlink_to(target)
    read, found = read_tree(tmp_path)
    assert read.files == {"content/doel.md": b"doel"}
    assert lines(found) == [
        "content/link.md: dit is een verwijzing (symbolic link) en geen gewoon bestand. Zet het bestand zelf hier neer."
    ]


def test_a_top_folder_may_not_be_a_link(tmp_path: Path) -> None:
    put(tmp_path, "elders/geheim.md", b"geheim")
    (tmp_path / "content").symlink_to("elders")
    read, found = read_tree(tmp_path)
    assert read.files == {}
    assert lines(found) == [
        "content: dit is een verwijzing (symbolic link) en geen gewoon bestand. Zet het bestand zelf hier neer."
    ]


def test_a_pipe_and_a_socket_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content/pijp.md")
    monkeypatch.chdir(tmp_path / "content")  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("stekker.md")
        read, found = read_tree(tmp_path)
    assert read.files == {}
    assert lines(found) == [
        f"content/{name}.md: dit is een apparaat of pijp en geen gewoon bestand. Zet het bestand zelf hier neer."
        for name in ("pijp", "stekker")
    ]


def test_size_limit(tmp_path: Path) -> None:
    put(tmp_path, "content/past.md", b"a" * MAX_FILE_BYTES)
    put(tmp_path, "content/te-groot.md", b"a" * (MAX_FILE_BYTES + 100_000))
    read, found = read_tree(tmp_path)
    assert list(read.files) == ["content/past.md"]
    assert lines(found) == [
        "content/te-groot.md: het bestand is 250 kB groot; hoogstens 150 kB mag. Maak het kleiner of splits het."
    ]
    assert content_problem("content/a.md", b"a" * MAX_FILE_BYTES) is None
    assert content_problem("content/a.md", b"a" * (MAX_FILE_BYTES + 1)) is not None


def test_lfs_pointer(tmp_path: Path) -> None:
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12\n"
    put(tmp_path, "content/a.md", pointer)
    read, found = read_tree(tmp_path)
    assert read.files == {}
    assert lines(found) == [
        "content/a.md: dit is een verwijzing van Git LFS en niet het bestand zelf. Zet het bestand zelf in Git."
    ]


def test_too_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_FILES", 3)
    for number in range(5):
        put(tmp_path, f"content/{number}.md")
    read, found = read_tree(tmp_path)
    assert len(read.files) == 3
    assert lines(found) == [
        "content/3.md: er staan meer dan 3 bestanden in content/ en forms/ samen. Haal weg wat niet nodig is."
    ]


def test_many_wrong_files_stop_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_FILES", 3)
    for number in range(50):
        put(tmp_path, f"content/{number:02}.exe")
    _, found = read_tree(tmp_path)
    assert [finding.code for finding in found] == ["suffix-not-allowed"] * 3 + ["too-many-files"]


def test_deep_folders_end_in_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "content/a/a/a/a/a/goed.md")
    (tmp_path / "content/a/a/a/a/a/a").mkdir()
    # Made from within: one path of all of them would be too long for the system.
    monkeypatch.chdir(tmp_path / "content/a/a/a/a/a/a")
    depth = 0
    try:
        for _ in range(1_200):
            os.mkdir("a")  # noqa: PTH102
            os.chdir("a")
            depth += 1
        read, found = read_tree(tmp_path)
    finally:
        # pytest's own cleaning up cannot go this deep either.
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("a")  # noqa: PTH106
    assert list(read.files) == ["content/a/a/a/a/a/goed.md"]
    assert lines(found) == ["content/a/a/a/a/a/a/a: de map zit te diep (meer dan 6 mappen in elkaar). Zet hem hogerop."]


BAD_NAMES = {
    "Stap.md": "er staan hoofdletters in",
    "ÉÉN.md": "er staan hoofdletters in",
    ".verborgen.md": "hij begint met een punt",
    "..": "hij begint met een punt",
    ".": "hij begint met een punt",
    "con.md": "Windows gebruikt hem zelf",
    "aux": "Windows gebruikt hem zelf",
    "nul.yaml": "Windows gebruikt hem zelf",
    "com1.md": "Windows gebruikt hem zelf",
    "LPT9.md": "Windows gebruikt hem zelf",
    "a" * 118 + ".md": "hij is langer dan 120 tekens",
    **dict.fromkeys(
        [
            "a b.md",
            "a..b.md",
            "a.md.",
            "a:b.md",
            "a\\b.md",
            "één.md",
            "-a.md",
            "_a.md",
            "a\n.md",
            "a\u202edm.md",
            "a%2e.md",
        ],
        "er staan andere tekens in dan letters, cijfers, streepjes en punten",
    ),
    "": "er staan andere tekens in dan letters, cijfers, streepjes en punten",
}


@pytest.mark.parametrize(("name", "reason"), BAD_NAMES.items(), ids=map(ascii, BAD_NAMES))
def test_name_problem(name: str, reason: str) -> None:
    assert name_problem(name) == reason


@pytest.mark.parametrize("name", ["a.md", "1.1.1-een_twee.md", "con-tact.md", "console.md", "a" * 117 + ".md", "0"])
def test_name_without_problem(name: str) -> None:
    assert name_problem(name) == ""


def test_bad_names_are_not_read_and_not_shown_raw(tmp_path: Path) -> None:
    for name in ("goed.md", "Goed.md", "con.md", "a\u202edm.md", "a\nb.md", "\udcff.md"):
        put(tmp_path, f"content/{name}")
    put(tmp_path, "content/Map/binnen.md")
    read, found = read_tree(tmp_path)
    assert list(read.files) == ["content/goed.md"]
    tail = (
        "Kies een andere van kleine letters (a tot en met z), cijfers, streepjes en losse punten, met een letter of "
        "cijfer vooraan."
    )
    other = "er staan andere tekens in dan letters, cijfers, streepjes en punten"
    assert sorted(lines(found)) == [
        f"content/Goed.md: deze naam mag niet: er staan hoofdletters in. {tail}",
        f"content/Map: deze naam mag niet: er staan hoofdletters in. {tail}",
        f"content/\\udcff.md: deze naam mag niet: {other}. {tail}",
        f"content/a\\nb.md: deze naam mag niet: {other}. {tail}",
        f"content/a\\u202edm.md: deze naam mag niet: {other}. {tail}",
        f"content/con.md: deze naam mag niet: Windows gebruikt hem zelf. {tail}",
    ]


@pytest.mark.parametrize("name", ["a.py", "a.html", "a", "a.md.exe", "a.csv", "a.j2", "a.yml"])
def test_content_holds_only_md_and_yaml(tmp_path: Path, name: str) -> None:
    put(tmp_path, f"content/{name}")
    read, found = read_tree(tmp_path)
    assert read.files == {}
    assert [finding.code for finding in found] == ["suffix-not-allowed"]


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x1b",
        "\x7f",
        "\x85",
        "\xad",
        "\u061c",
        "\u200b",
        "\u200e",
        "\u2028",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\U000e0041",
    ],
    ids=ascii,
)
def test_characters_that_cannot_be_seen(character: str) -> None:
    assert CONTROL.fullmatch(character)
    text, found = decode("content/a.md", f"een\ntwee{character}drie\n".encode())
    # What stands behind it is looked at all the same, in its own column.
    assert text == "een\ntwee drie\n"
    assert lines(found) == [
        f"content/a.md:2:5: hier staat een onzichtbaar stuurteken (U+{ord(character):04X}). Haal het weg."
    ]


@pytest.mark.parametrize(
    "character", ["\t", "\n", " ", "\xa0", "é", "ş", "–", "’", "…", "☐", "✓", "→", "😀", "中"], ids=ascii
)
def test_characters_that_are_text(character: str) -> None:
    text = f"een {character} twee\n"
    assert decode("content/a.md", text.encode()) == (text, [])


A, PNGS = "content/a.md", [f"{IMAGES}{name}.png" for name in "abc"]


def admitted(*files: tuple[str, int]) -> tuple[list[bool], tree.Gate]:
    gate = tree.Gate()
    return [gate.admits(path, size) for path, size in files], gate


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate with little room: 4 files, of which 2 images; 2,000 bytes, of which 1,000 of text."""
    for name, limit in {"MAX_FILES": 4, "MAX_IMAGES": 2, "MAX_BYTES": 2_000, "MAX_TEXT_BYTES": 1_000}.items():
        monkeypatch.setattr(tree, name, limit)


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([(A, 1_000), (PNGS[0], 500), (PNGS[1], 500), ("content/d.md", 0)], None),
        ([(A, 600), ("content/b.md", 401)], Finding("too-much-text", "content/b.md", 0, {"limit": "1 kB"})),
        ([(A, 1_000), (PNGS[0], 1_001)], Finding("too-much", PNGS[0], 0, {"limit": "2 kB"})),
        ([(path, 1) for path in PNGS], Finding("too-many-images", PNGS[2], 0, {"limit": "2"})),
        ([(f"content/{n}.md", 1) for n in "abcde"], Finding("too-many-files", "content/e.md", 0, {"limit": "4"})),
    ],
)
def test_a_gate_is_full_past_each_of_its_limits(files: list[tuple[str, int]], found: Finding | None) -> None:
    let_in, gate = admitted(*files)
    assert let_in == [True] * (len(files) - 1) + [found is None]
    assert gate.findings == ([found] if found else [])
    assert gate.full == (found is not None)


@pytest.mark.usefixtures("narrow")
def test_what_is_refused_takes_no_room_but_is_counted() -> None:
    too_big = ("content/a.md", MAX_FILE_BYTES + 1)
    let_in, gate = admitted(too_big, ("content/b.md", 1_000), ("content/c.exe", 1), ("content/d.md", 0))
    assert let_in == [False, True, False, True]
    assert ([finding.path for finding in gate.findings], gate.full) == (["content/a.md", "content/c.exe"], False)
    assert gate.tree.refused == {"content/a.md", "content/c.exe"}
    known = Finding("not-a-file", "content/zo-getoond.md", 0, {"kind": tree.SYMLINK})
    assert not gate.admits("content/e.md", 1, known)
    assert gate.findings[-1] == Finding("too-many-files", known.path, 0, {"limit": "4"})


def test_what_a_caller_knows_of_a_file_refuses_it() -> None:
    known = Finding("not-a-file", "content/a.md", 0, {"kind": tree.SYMLINK})
    gate = tree.Gate()
    assert not gate.admits("content/a.md", 1, known)
    assert (gate.findings, gate.full) == ([known], False)


def test_what_a_tree_has_to_say_of_a_folder() -> None:
    """Another file, another name or another refusal is another word of it; what stands elsewhere is not."""
    there = tree.Tree(
        {"content/b.md": b"twee", "content/a.md": b"een", "forms/c": b"drie"}, frozenset({"content/d.md"})
    )
    assert list(there.given("content/")) == [
        b"2",
        *(b"content/a.md", b"een", b"content/b.md", b"twee"),
        b"content/d.md",
    ]
    assert list(there.given("forms/")) == [b"1", b"forms/c", b"drie"]
