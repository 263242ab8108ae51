"""The same commit gives the same bytes, whatever else a clone, a person or a machine has: all of it varied at once.

What differs when this fails: take out half of `vary` and build again.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gitsettings import CHANGING
from hostile_scene import copy_base
from proposed import PAGE, SENTENCE, Checkout
from toolbox.core.places import PROVENANCE, RECORD
from toolbox.verify.verify import found_files

pytestmark = pytest.mark.promise("same-bytes")

COMMAND = Path(sys.executable).with_name("toolbox")
# What `build.json` says is not of the commit shows here, and nowhere else.
OF_PROPOSALS = {RECORD, PROVENANCE, "bijdragen/index.html", "bestanden/toolbox-transitieroute-site.zip"}
# Of git's own variables: those that say what it answers, and where.
VARIABLES = {
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_DIFF_OPTS": "-u9",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_NOTES_REF": "refs/notes/commits",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "core.quotePath",
    "GIT_CONFIG_VALUE_0": "false",
}


def build(root: Path, umask: int = 0o022, **environment: str) -> dict[str, str]:
    """The SHA-256 of each file of the site."""
    done = subprocess.run(
        [COMMAND, "build"],
        cwd=root,
        env={**os.environ, **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return dict(found_files(root / "site"))


def give_a_past(checkout: Checkout) -> None:
    """What settings of git can make look otherwise: names, regions, moments, a merge, and letters of all kinds."""
    checkout.write(".mailmap", "Zoë de Vries <zoe@school.example> <kim@example.org>\n")
    checkout.replace(PAGE, SENTENCE, SENTENCE.replace("iedereen", "elke mentor"))
    checkout.commit("Eén zin beter\n\n# geen uitleg\n\nRegio: Zeeuwsch-Vlaanderen\nRegio: Fryslân")
    checkout.git("checkout", "--quiet", "-b", "zijtak")
    form = "forms/1.2-kennismaking/datapackage.yaml"
    checkout.replace(form, "title: Hoe heet je?", "title: Wat is je naam?")
    checkout.git("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-qam", b"Vraag korter: \xe9\xe9n".decode("latin-1"))
    checkout.git("checkout", "--quiet", "main")
    checkout.replace(PAGE, "elke mentor", "elke begeleider")
    checkout.commit("Nog een zin")
    checkout.git("merge", "--quiet", "--no-ff", "-m", "Samen", "zijtak")
    checkout.git("branch", "--quiet", "-D", "zijtak")


def vary(made: Checkout, folder: Path) -> Path:
    """The same commit as a work tree linked to a clone with other refs, objects, settings, notes, order and moments."""
    clone = made.clone(folder / "kloon", "Iemand Anders")
    clone.git("checkout", "--quiet", "-b", "voorstel/mijn")
    clone.replace(PAGE, "elke begeleider", "elke docent")
    clone.commit("Docenten ook\n\nRegio: Zeeland")
    proposal = clone.line("rev-parse", "HEAD")
    clone.git("checkout", "--quiet", "-b", "vervalst", "main~1")
    clone.commit("Vervalst")
    for name in ("heads/los", "tags/v1", "tags/kopie-2026", "remotes/elders/main", "bisect/bad", "keep-around/1"):
        clone.git("update-ref", f"refs/{name}", "vervalst")
    clone.git("update-ref", "refs/remotes/elders/voorstel/x", proposal)
    clone.git("notes", "add", "-m", "Regio: Vervalst", "main")
    clone.git("replace", "main", "vervalst")
    clone.write(".git/info/grafts", clone.line("rev-parse", "main") + "\n")
    clone.write(".git/info/exclude", "content/\n")
    clone.write(".git/info/attributes", "* -diff -text\n")
    for setting in CHANGING:
        clone.git("config", *setting.split("=", 1))
    clone.git("repack", "-adq")
    clone.git("pack-refs", "--all")
    clone.git("-c", "core.useReplaceRefs=false", "commit-graph", "write", "--reachable")
    root = folder / "een andere map"
    as_it_is = ("-c", "core.useReplaceRefs=false", "-c", "core.autocrlf=false")
    clone.git(*as_it_is, "worktree", "add", "--quiet", "--detach", str(root), made.line("rev-parse", "HEAD"))
    shutil.copytree(made.root / ".build" / "cache", root / ".build" / "cache", copy_function=os.link)
    listed = Checkout(root, "x").line("ls-files").split("\n")
    # Anew, last name first: another order in each folder, and in what the file system calls them.
    for number, name in enumerate(sorted(listed, reverse=True)):
        path = root / name
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data)
        path.chmod(0o700 if number % 2 else 0o400)
        os.utime(path, (number * 1000, number * 1000))
    return root


def test_the_same_commit_gives_the_same_bytes(good: Path, tmp_path: Path) -> None:
    made = Checkout(tmp_path / "toolbox", "Kim")
    copy_base(good, made.root)
    give_a_past(made)
    first = build(made.root)
    root = vary(made, tmp_path)
    person = tmp_path / "person"
    settings = Checkout(tmp_path, "x")
    for setting in CHANGING:
        settings.git("config", "--file", str(person), *setting.split("=", 1))
    second = build(root, 0o077, GIT_CONFIG_GLOBAL=str(person), **VARIABLES)
    assert {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)} == OF_PROPOSALS
    records = [json.loads((place / "site" / RECORD).read_text("utf-8")) for place in (made.root, root)]
    assert records[0]["commit"] == records[1]["commit"]
    assert [len(record["proposals"]) for record in records] == [0, 1]
