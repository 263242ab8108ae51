"""Building as a person does it: the command, real repositories, a real kill."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from otherclock import BUILD
from pages import A_YEAR, PAGES
from patience import comes_true
from toolbox.build.folderfacts import FACTS
from toolbox.build.inner import Order, run_inner
from toolbox.build.publish import only_one
from toolbox.core.errors import Broken
from toolbox.core.settings import read_settings
from toolbox.history.history import read_history
from toolbox.source.tree import read_tree
from warm import toolbox

COMMAND = str(Path(sys.executable).with_name("toolbox"))


def digest(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A checkout with its site, to change at will."""
    target = tmp_path / "copy"
    shutil.copytree(checkout, target, symlinks=True)
    return target


@pytest.fixture
def small(good: Path, tmp_path: Path) -> Path:
    """The same of the small toolbox of the tests: for what has nothing to do with how much there is to build."""
    return Path(shutil.copytree(good, tmp_path / "copy", symlinks=True))


def without_record(found: dict[str, str]) -> dict[str, str]:
    return {path: found[path] for path in found if path != "build.json"}


def add_a_sentence(root: Path) -> None:
    page = root / "content" / "inleiding.md"
    page.write_text(page.read_text("utf-8") + "\nNog een zin.\n", "utf-8")


def build_with(python: Path, root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A build of which every process is started by `python`, a script."""
    python.chmod(0o755)
    command = [str(python), "-I", "-c", BUILD, str(python)]
    return subprocess.run(
        command, cwd=root, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.mark.promise("check-copy")
def test_build_record_names_the_commit_and_every_file(checkout: Path, site: Path) -> None:
    record = json.loads((site / "build.json").read_text("utf-8"))
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=checkout, capture_output=True, text=True, check=True)
    assert record["commit"] == head.stdout.strip()
    assert record["files"] == without_record(digest(site))
    assert record["versions"]["weasyprint"] == metadata.version("weasyprint")
    assert record["versions"]["python"] == f"{sys.version_info.major}.{sys.version_info.minor}"
    assert {"mkdocs", "mkdocs-material", "markdown", "jinja2", "nh3", "pikepdf"} <= record["versions"].keys()
    assert "pytest" not in record["versions"]


def test_a_second_build_changes_nothing(small: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (small / "site").rglob("*")}
    done = toolbox(small, "build")
    assert done.returncode == 0
    assert "niets veranderd" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in (small / "site").rglob("*")} == before


def test_a_damaged_site_is_built_again(small: Path, good: Path) -> None:
    (small / "site" / "index.html").write_text("weg", "utf-8")
    assert toolbox(small, "build").returncode == 0
    assert digest(small / "site") == digest(good / "site")


def test_findings_are_shown_all_and_the_old_site_stays(copy: Path) -> None:
    before = digest(copy / "site")
    page = copy / "content" / "inleiding.md"
    page.write_text(page.read_text("utf-8").replace("soort: inleiding", "soort: inleidng"), "utf-8")
    package = copy / "forms" / "3.1-format-school-naar-werk-gesprek" / "datapackage.yaml"
    package.write_text(package.read_text("utf-8").replace("type: date", "type: dote", 1), "utf-8")
    done = toolbox(copy, "build")
    assert done.returncode == 1
    assert "content/inleiding.md:3:1: ‘soort: inleidng’ bestaat niet. Bedoelde je ‘inleiding’?" in done.stdout
    assert "‘type: dote’ bestaat niet. Bedoelde je ‘date’?" in done.stdout
    assert "2 fouten gevonden" in done.stdout
    assert digest(copy / "site") == before


@pytest.mark.promise("whole-site")
def test_two_builds_at_once_do_not_mix(small: Path) -> None:
    add_a_sentence(small)
    both = [subprocess.Popen([COMMAND, "build"], cwd=small, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    results = sorted((process.communicate()[1], process.returncode) for process in both)
    assert [status for _, status in results] == [0, 2]
    assert "Er wordt hier al een site gebouwd" in results[1][0]


@pytest.mark.promise("whole-site")
def test_an_unwritable_target_is_told_and_breaks_nothing(small: Path) -> None:
    add_a_sentence(small)
    shutil.rmtree(small / "site")
    (small / "site").write_text("een bestand in plaats van een map", "utf-8")
    done = toolbox(small, "build")
    assert done.returncode == 2
    assert "de oude site is niet veranderd" in done.stderr
    assert (small / "site").read_text("utf-8") == "een bestand in plaats van een map"


@pytest.mark.promise("whole-site")
def test_what_is_killed_leaves_no_process_behind(copy: Path) -> None:
    add_a_sentence(copy)
    shutil.rmtree(copy / ".build" / "cache")
    process = subprocess.Popen([COMMAND, "build"], cwd=copy, stdout=subprocess.DEVNULL)
    # Until its workers are at work: those are grandchildren and beyond.
    assert comes_true(lambda: len(busy(copy)) >= 3)
    process.kill()
    process.wait()
    assert comes_true(lambda: not busy(copy)), busy(copy)


def busy(root: Path) -> list[str]:
    """Processes that hold the build lock of a checkout: all of a build do."""
    found = []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and any(
                link.readlink() == root / ".build" / "lock" for link in (entry / "fd").iterdir()
            ):
                found.append(entry.name)
    return found


def without_fonts(folder: Path) -> Path:
    """A virtual environment as this one, but for what npm brought: its Python."""
    real = Path(sys.prefix)
    (folder / "bin").mkdir(parents=True)
    shutil.copy(real / "pyvenv.cfg", folder)
    (folder / "lib").symlink_to(real / "lib")
    (folder / "bin" / "python").symlink_to((real / "bin" / "python").resolve())
    return folder / "bin" / "python"


def test_missing_fonts_are_told_and_the_old_site_stays(small: Path, tmp_path: Path) -> None:
    """Pango without a font would end the process by a segmentation fault."""
    add_a_sentence(small)
    before = digest(small / "site")
    done = build_with(without_fonts(tmp_path / "venv"), small)
    assert done.returncode == 2
    assert "Het lettertype ontbreekt" in done.stderr
    assert "Draai scripts/setup.sh" in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(small / "site") == before


def test_a_build_that_breaks_down_is_told_and_the_old_site_stays(small: Path, tmp_path: Path) -> None:
    add_a_sentence(small)
    before = digest(small / "site")
    dying = tmp_path / "python"
    dying.write_text(
        f"""#!/bin/sh\ncase "$*" in *toolbox.build.inner*) kill -SEGV $$;; esac\nexec '{sys.executable}' "$@"\n"""
    )
    done = build_with(dying, small)
    assert done.returncode == 2
    assert "De bouw hield op door signaal 11; de oude site is niet veranderd." in done.stderr
    assert digest(small / "site") == before


def test_a_build_that_takes_too_long_is_stopped(copy: Path) -> None:
    tree, found = read_tree(copy)
    order = Order(copy, copy / ".build", tree, tuple(found), read_history(copy), read_settings(copy), 0)
    shutil.rmtree(copy / ".build" / "cache")
    with only_one(copy / ".build" / "lock") as lock:
        with pytest.raises(Broken, match="te veel geheugen of tijd"):
            run_inner(order, lock, lambda: None, seconds=2)
        assert comes_true(lambda: busy(copy) == [str(os.getpid())])


@pytest.mark.promise("own-process", "no-leaks")
def test_the_work_is_done_without_the_environment_and_outside_the_checkout(small: Path, tmp_path: Path) -> None:
    """What stands in the checkout under a library's name is not imported, and no secret is passed on."""
    add_a_sentence(small)
    for name in ("jinja2", "yaml", "toolbox", "sitecustomize", "usercustomize"):
        (small / f"{name}.py").write_text(f"open({str(tmp_path / 'imported')!r}, 'w')\n", "utf-8")
    told = tmp_path / "told"
    spy = tmp_path / "python"
    look = f"""case "$*" in *toolbox.build.inner*) (pwd; echo "$@"; env) > '{told}';; esac"""
    spy.write_text(f"""#!/bin/sh\n{look}\nexec '{sys.executable}' "$@"\n""", "utf-8")
    done = build_with(spy, small, GEHEIM="kanarie", PYTHONPATH="", HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    folder, command, *lines = told.read_text("utf-8").splitlines()
    assert not (tmp_path / "imported").exists()
    assert not Path(folder).is_relative_to(small)
    assert command.startswith("-I -m toolbox.build.inner ")
    variables = {line.partition("=")[0] for line in lines} - {"_", "PWD", "OLDPWD", "SHLVL"}
    assert variables == {"PATH", "HOME", "TMPDIR", "LC_ALL", "TZ", "SOURCE_DATE_EPOCH"}
    assert f"HOME={folder}" in lines


def test_outside_a_checkout_is_a_clear_refusal(tmp_path: Path) -> None:
    done = toolbox(tmp_path, "check")
    assert done.returncode == 2
    assert "geen map van de toolbox" in done.stderr


def test_the_command_works_from_any_folder_of_the_clone(checkout: Path) -> None:
    done = toolbox(checkout / "content" / "bijlagen", "check")
    assert done.returncode == 0
    content, formats = checkout / "content", list((checkout / "forms").glob("*/datapackage.yaml"))
    pages, regions = set(content.rglob("*.md")) - set(content.glob("regio/**/*.md")), list(content.glob("regio/*"))
    languages = list(content.glob("taal/*"))
    counted = f"{len(pages)} pagina’s, {len(formats)} formats, {len(regions)} edities en {len(languages)} andere talen"
    assert done.stdout == f"In orde: {counted}.\n"


def test_without_history_no_date_is_told(small: Path) -> None:
    """A folder from a zip has no Git: pages and papers leave dates out instead of giving wrong ones."""
    shutil.rmtree(small / ".git")
    done = toolbox(small, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Gewijzigd op" not in (small / "site" / "stappen" / "1" / "index.html").read_text("utf-8")


def test_format_command_takes_away_what_follows_from_something_else(small: Path) -> None:
    """As an older version of the toolbox kept it."""
    (folder,) = (small / "forms").iterdir()
    derived = folder / "antwoorden.csv"
    derived.write_text("naam,klas\n", "utf-8")
    name = derived.relative_to(small).as_posix()
    assert toolbox(small, "check").stdout.startswith(f"{name}:1: let op: ")
    assert toolbox(small, "format").stdout.startswith(f"{name}: bijgewerkt\n")
    assert not derived.exists()
    assert toolbox(small, "check").stdout.startswith("In orde")


def test_step_pack_zip_holds_each_format(site: Path) -> None:
    with zipfile.ZipFile(site / "bestanden" / "stap-2-formats.zip") as archive:
        forms = ("2.1-selectiecriteria", "2.2.2-voorbeeld-1-aanmeldformulier", "2.2.3-voorbeeld-2-aanmeldformulier")
        names = (*forms, "2.3-flyer")
        assert archive.namelist() == [
            *(f"1-printen/{name}.pdf" for name in names),
            *(f"2-invulbare-pdf/{name}-invulbaar.pdf" for name in names),
            *(f"3-word/{name}.docx" for name in names),
            *(f"4-excel/{name}.xlsx" for name in names),
            *(f"5-data/{name}-data.zip" for name in names),
        ]
        assert archive.testzip() is None


def test_data_package_download_validates_and_says_what_the_source_says(
    site: Path, checkout: Path, tmp_path: Path
) -> None:
    """The zip is a valid Data Package by itself, with the names, titles and choices of the source."""
    import frictionless
    import yaml

    found = 0
    for path in sorted((site / "bestanden").glob("*-data.zip")):
        folder = path.name.removesuffix("-data.zip")
        with zipfile.ZipFile(path) as archive:
            package = json.loads(archive.read("datapackage.json"))
            archive.extractall(tmp_path / folder)
        report = frictionless.validate(str(tmp_path / folder / "datapackage.json"))
        assert report.valid, report.flatten(["message"])
        source = yaml.safe_load((checkout / "forms" / folder / "datapackage.yaml").read_text("utf-8"))
        for key in ("name", "title", "version", "number", "kind", "roles"):
            assert package[key] == source[key]

        def fields(data: dict[str, Any]) -> list[tuple[str, ...]]:
            return sorted(
                (item["name"], field["name"], field["title"], field["type"], str(field.get("categories")))
                for item in data["resources"]
                for field in item["schema"]["fields"]
            )

        assert fields(package) == fields(source)
        found += 1
    assert found == len(list((checkout / "forms").glob("*/datapackage.yaml")))


def test_the_other_engine_builds_the_same_folder(checkout: Path, tmp_path: Path) -> None:
    """Zensical makes the same pages from the staged folder: Material may end without the toolbox ending."""
    shutil.copytree(checkout / ".build" / "docs", tmp_path / "docs")
    shutil.copytree(checkout / "scripts" / "toolbox" / "theme", tmp_path / "theme")
    config = json.loads((checkout / ".build" / "mkdocs.yml").read_text("utf-8"))
    config["docs_dir"], config["theme"]["custom_dir"] = "docs", "theme"
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    done = subprocess.run(
        [str(Path(sys.executable).with_name("zensical")), "build"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr

    def body(path: Path) -> list[str]:
        text = path.read_text("utf-8").replace(" data-search-exclude", "").replace(' data-search-exclude=""', "")
        # How large the site in one file is, and of when, is known behind the engine.
        text = FACTS.sub(r"\1", text)
        return [line for line in text[text.index('<div class="tb-body">') : text.index("<footer")].split("\n") if line]

    found = (path.relative_to(checkout / "site") for path in (checkout / "site").rglob("index.html"))
    # The site of a region is staged apart.
    pages = sorted(page for page in found if page.parts[0] != "regio" or len(page.parts) == 2)
    assert len(pages) > 30
    for page in pages:
        assert body(tmp_path / "site" / page) == body(checkout / "site" / page), page


def test_sitemap_lists_the_pages(site: Path) -> None:
    tree = ET.parse(site / "sitemap.xml")
    urls = [node.text or "" for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "https://www.transitieroute.nl/bijlagen/3.1/" in urls
    listed = sorted(f"https://www.transitieroute.nl/{page}" for page in PAGES if page != "404.html")
    assert sorted(url for url in urls if not A_YEAR.search(url)) == listed
