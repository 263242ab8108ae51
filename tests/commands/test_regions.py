"""`toolbox new-region`, `new-language` and `drift`, as a person who keeps an edition uses them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from boxes import CASES
from pastrepo import Past
from remedies.changes import lay_out
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.core.phrases import PHRASES
from toolbox.source import profile
from toolbox.source.check import read_source
from toolbox.source.overlays.operations import KEYS
from toolbox.source.overlays.starting import EXPLAINED, starter
from toolbox.source.overlays.startinglanguage import starter as language_starter
from toolbox.source.profile import LANGUAGE, TRANSLATION
from toolbox.source.tree import read_tree
from warm import toolbox


@pytest.fixture
def root(tmp_path: Path) -> Path:
    lay_out(tmp_path / "box")
    (tmp_path / "box" / "mkdocs.yml").write_text("site_url: https://toolbox.example/\n", "utf-8")
    return tmp_path / "box"


def test_a_new_region_is_an_edition_in_which_nothing_is_different_yet(root: Path) -> None:
    asked = ("new-region", "rijk-en-land", "--naam", "Rijk en land: één", "--instelling", "Voorbeeldschool")
    done = toolbox(root, *asked)
    assert done.returncode == CLEAN, done.stdout + done.stderr
    source = read_source(root)
    assert source.findings == ()
    (one,) = source.overlaid
    assert (one.badge.name, one.badge.institutions, one.differences) == ("Rijk en land: één", ("Voorbeeldschool",), ())
    again = toolbox(root, *asked)
    assert (again.returncode, "is er al" in again.stdout) == (FINDINGS, True)


@pytest.mark.parametrize("slug", ["Hoofdletters", "a/b", "../buiten", "onder_streep", ".git", "x" * 41])
def test_what_can_be_no_address_is_refused_and_nothing_is_made(root: Path, slug: str) -> None:
    done = toolbox(root, "new-region", slug)
    assert done.returncode == FINDINGS
    assert "kan geen adres" in done.stdout
    assert not (root / "content" / "regio").exists()
    assert not (root / "content" / "buiten").exists()


def uncommented(text: str) -> str:
    """The file with the hash and the space behind it taken away, where an operation stands behind them."""
    kept = []
    for line in text.split("\n"):
        is_example = line.startswith("#  ") or re.fullmatch(r"# [a-z]+:|# nummer: .*", line)
        kept.append(line.removeprefix("# ") if is_example else line)
    return "\n".join(kept)


def test_every_operation_is_explained_and_what_is_explained_works(tmp_path: Path) -> None:
    """With the hashes away it only names what this small toolbox does not have."""
    lay_out(tmp_path / "box")
    folder = tmp_path / "box" / "content" / "regio" / "eigen"
    (folder / "teksten").mkdir(parents=True)
    (folder / "edition.yaml").write_text(uncommented(starter("eigen", "Eigen")), "utf-8")
    (folder / "teksten" / "partners.md").write_text("Een zin.\n", "utf-8")
    found = read_source(tmp_path / "box").findings
    assert {finding.code for finding in found} == {"overlay-target"}
    # Each operation, a text and a tool.
    assert len(found) == len(KEYS) + 2
    assert all(f"doe: {operation}\n" in EXPLAINED for operation in KEYS)


def test_a_new_language_is_one_in_which_nothing_is_said_yet(root: Path) -> None:
    done = toolbox(root, "new-language", "pt-BR")
    assert done.returncode == CLEAN, done.stdout + done.stderr
    source = read_source(root)
    assert source.findings == ()
    (one,) = source.languages
    assert (one.badge.language, one.badge.name, one.differences) == ("pt-BR", "Português (Brasil)", ())
    again = toolbox(root, "new-language", "pt-br")
    assert (again.returncode, "is er al" in again.stdout) == (FINDINGS, True)


def test_a_new_language_is_called_as_it_calls_itself_and_has_its_direction(root: Path) -> None:
    assert toolbox(root, "new-language", "ar").returncode == CLEAN
    assert toolbox(root, "new-language", "ti", "--naam", "Tigrinya: ትግርኛ").returncode == CLEAN
    source = read_source(root)
    assert source.findings == ()
    told = [(one.badge.name, one.overlay.language.direction) for one in source.languages]
    assert told == [("العربية", "rtl"), ("Tigrinya: ትግርኛ", "ltr")]


@pytest.mark.parametrize("tag", ["engels", "zz", "en-nergens", "../buiten", "en/us", "", ".git"])
def test_what_is_no_language_is_refused_and_nothing_is_made(root: Path, tag: str) -> None:
    done = toolbox(root, "new-language", tag)
    assert done.returncode == FINDINGS
    assert "is geen taal" in done.stdout
    assert not (root / "content" / "taal").exists()
    assert not (root / "content" / "buiten").exists()


def test_a_script_that_no_font_holds_is_told_with_those_that_there_are(root: Path) -> None:
    done = toolbox(root, "new-language", "ja")
    assert done.returncode == FINDINGS
    assert "(Japans) heeft de toolbox geen lettertype; die zijn er voor: Latijns, Arabisch, Cyrillisch" in done.stdout
    assert not (root / "content" / "taal").exists()
    assert toolbox(root, "new-language", "ja-Latn", "--naam", "Nihongo").returncode == CLEAN


def test_every_key_of_a_language_is_explained_and_what_is_explained_works(tmp_path: Path) -> None:
    """With the hashes away it only names what this small toolbox does not have, and a code that is left out."""
    lay_out(tmp_path / "box")
    folder = tmp_path / "box" / "content" / "taal" / "en"
    (folder / "formats").mkdir(parents=True)
    texts, rest = uncommented(language_starter("English")).split("# Een format vertaal je")
    form, words = rest.split("# Wat op papier")
    (folder / "edition.yaml").write_text(f"{texts}#{words}", "utf-8")
    (folder / "formats" / "3.1.yaml").write_text(f"#{form}", "utf-8")
    found = read_source(tmp_path / "box").findings
    assert {finding.code for finding in found} <= {"overlay-target", "overlay-base", "more-errors"}
    assert all(f"woord: {name}\n" in words for name in PHRASES)
    for schema, text in ((LANGUAGE, texts + words), (TRANSLATION, form)):
        for key in keys_of(schema):
            assert re.search(rf"\b{key}:", text), key


def keys_of(schema: str) -> set[str]:
    """Every key that a file of that kind may have, but for what `toolbox drift` writes."""
    found: set[str] = set()

    def look(part: object) -> None:
        if isinstance(part, dict):
            found.update(part.get("properties", ()))
            for name, value in part.items():
                if name != "outcomes":
                    look(value)
        elif isinstance(part, list):
            for value in part:
                look(value)

    look(json.loads((Path(profile.__file__).parent / f"{schema}.schema.json").read_text("utf-8")))
    return found - {"basis", "uitkomsten"}


def test_drift_tells_and_records(root: Path) -> None:
    assert toolbox(root, "new-region", "eigen").returncode == CLEAN
    edition = root / "content/regio/eigen/edition.yaml"
    own = "bewerkingen:\n  - nummer: '1.2'\n    doe: hernoem\n    vraag: naam\n"
    own += "    titel: Je naam\n    basis: aaaabbbbcccc\n"
    edition.write_text(edition.read_text("utf-8") + own, "utf-8")
    line = edition.read_text("utf-8").split("\n").index("  - nummer: '1.2'") + 1
    told = toolbox(root, "drift")
    place = f"content/regio/eigen/edition.yaml:{line}"
    assert told.returncode == FINDINGS
    assert f"{place}: basis veranderd: 1.2: andere woorden voor vraag ‘Hoe heet je?’" in told.stdout
    assert toolbox(root, "drift", "--edition", "anders").returncode == FINDINGS
    assert toolbox(root, "drift", "--accept", place).returncode == FINDINGS
    assert toolbox(root, "drift", "--accept", f"{place}0", "--as", "kept").returncode == FINDINGS
    done = toolbox(root, "drift", "--accept", place, "--as", "kept")
    assert done.returncode == CLEAN, done.stdout + done.stderr
    assert toolbox(root, "drift", "--edition", "eigen").stdout == "1 editie: alles is bij.\n"
    after = edition.read_bytes()
    assert toolbox(root, "drift", "--accept", place, "--as", "kept").returncode == CLEAN
    assert edition.read_bytes() == after
    assert toolbox(root, "drift", "--accept", place, "--as", "adopted").returncode == CLEAN


def test_a_hash_that_somebody_wrote_over_is_told_and_what_is_told_helps(tmp_path: Path) -> None:
    """Finding overlay-by-hand: the first time too, when there is no outcome yet that it does not follow on."""
    past = Past(tmp_path / "past")
    for path, data in read_tree(CASES / "valid" / "editie-met-alles")[0].files.items():
        past.write(path, data.decode())
    past.commit("Begin")
    edition, old = "content/regio/voorbeeld/edition.yaml", "inbjhabdmbkl"
    past.replace("content/stappen/1-kennismaken.md", "Neem de tijd", "Neem rustig de tijd")
    (behind,) = read_source(past.root).overlaid[0].behind
    past.replace(edition, f"basis: {old}", f"basis: {behind.now}")
    told = toolbox(past.root, "drift")
    place = f"{edition}:{behind.override.place.line}"
    assert (told.returncode, f"Zet ‘{old}’ terug" in told.stdout) == (FINDINGS, True)
    past.replace(edition, f"basis: {behind.now}", f"basis: {old}")
    done = toolbox(past.root, "drift", "--accept", place, "--as", "kept")
    assert done.returncode == CLEAN, done.stdout + done.stderr
    again = toolbox(past.root, "drift")
    assert (again.returncode, again.stdout) == (CLEAN, "1 editie: alles is bij.\n")


def test_what_is_good_for_everyone_is_proposed_in_the_name_of_the_region(tmp_path: Path) -> None:
    past = Past(tmp_path / "past")
    for path, data in read_tree(CASES / "valid" / "editie-met-alles")[0].files.items():
        past.write(path, data.decode())
    past.commit("Begin")
    past.git("config", "user.name", "Kim")
    past.git("config", "user.email", "kim@regio.example")
    edition = "content/regio/voorbeeld/edition.yaml"
    places = {
        one.words: f"{edition}:{one.override.place.line}" for one in read_source(past.root).overlaid[0].differences
    }
    refused = toolbox(past.root, "promote", places["weggelaten: 1.1 Uitnodiging"])
    assert (refused.returncode, "een andere nodig" in refused.stdout) == (FINDINGS, True)
    assert past.git("status", "--porcelain") == ""
    done = toolbox(past.root, "promote", places["1.2: andere woorden voor vraag ‘Hoe heet je?’"], "--ja")
    assert done.returncode == CLEAN, done.stdout + done.stderr
    assert past.git("branch", "--show-current").startswith("voorstel/")
    assert "Uit editie Voorbeeld" in past.git("log", "-1", "--format=%s")
    assert past.git("log", "-1", "--format=%(trailers:key=Regio,valueonly)") == "Voorbeeld"
    assert sorted(past.git("diff", "--name-only", "main").splitlines()) == [
        edition,
        "forms/1.2-kennismaking/datapackage.yaml",
    ]
    assert "1 editie: alles is bij." in toolbox(past.root, "drift").stdout
