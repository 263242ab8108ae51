"""The editor in the browser: made from the profile, in Dutch, used in a real browser from sign-in to pull request."""

from __future__ import annotations

import argparse
import dataclasses
import difflib
import functools
import http.server
import json
import re
import shutil
import socketserver
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from conftest import ROOT
from forge import Answer, Call, Forge
from patience import PATIENCE, comes_true
from serving import serve
from toolbox.commands import editor
from toolbox.editor import bundle, words
from toolbox.editor.backend import NEEDED, NO_FORGE, backend
from toolbox.editor.config import PAGES
from toolbox.forge.address import ForgeKind
from toolbox.source.canonical import canonical

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("editor")

PROFILE = ROOT / "scripts" / "toolbox" / "source" / "profile"
FORMATS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("forms/*/datapackage.yaml"))
# A region's own texts have no front matter.
TEXTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.glob("content/**/*.md")
    if not path.is_relative_to(ROOT / "content/regio")
)
PLAN = next(path for path in FORMATS if path.startswith("forms/4.1"))
CHECKLIST = next(path for path in FORMATS if path.startswith("forms/1.1.1"))
STEP = "content/stappen/1-voorbereidingen.md"
GITHUB = "https://github.com/beheer/toolbox/edit/main/{path}"
CODEBERG = "https://codeberg.org/beheer/toolbox/_edit/main/{path}"
GITLAB = "https://gitlab.com/regio/zuid/toolbox/-/edit/main/{path}"
WAIT = PATIENCE * 1_000  # milliseconds


class TreeForge(Forge):
    """Decap asks for a folder's listing as 'branch:folder'."""

    def answer(self, call: Call) -> Answer:
        if match := re.fullmatch(r"/repos/([^/]+/[^/]+)/git/trees/([^:]+:.+)", call.path):
            call.path = f"/repos/{match[1]}/git/trees/{self.bare(match[1]).hash(match[2])}"
        return super().answer(call)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the text and the formats."""
    folder = tmp_path_factory.mktemp("bron")
    for name in ("content", "forms"):
        shutil.copytree(ROOT / name, folder / name)
    person = ["-c", "user.name=Beheer", "-c", "user.email=beheer@example.org"]
    for command in (["init", "-q", "-b", "main"], ["add", "."], [*person, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


@pytest.fixture(scope="module")
def running_forge(tmp_path_factory: pytest.TempPathFactory, source: Path) -> Iterator[Forge]:
    with TreeForge(tmp_path_factory.mktemp("forge"), {"sleutel-twente": "twente", "sleutel": "beheer"}) as running:
        running.create("beheer/toolbox", source)
        yield running


@pytest.fixture
def forge(running_forge: Forge) -> Iterator[Forge]:
    """Nobody has a copy or has proposed anything."""
    yield running_forge
    shutil.rmtree(running_forge.path("twente/toolbox"), ignore_errors=True)
    running_forge.parents.clear()
    running_forge.pulls.clear()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, running_forge: Forge) -> Iterator[str]:
    """The editor on loopback, set up for the stand-in forge."""
    made = backend(GITHUB, f"{running_forge.url}/auth", "")
    assert made.values is not None
    made = dataclasses.replace(made, values=made.values | {"api_root": running_forge.api}, origins=(running_forge.url,))
    folder = tmp_path_factory.mktemp("editor")
    for name, data in bundle.editor_files(ROOT, made).items():
        (folder / name).write_bytes(data)
    handler = functools.partial(Quiet, directory=str(folder))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        serve(server)
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def opened(browser: Browser, served: str) -> Page:
    context = browser.new_context(locale="nl-NL", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(WAIT)
    page = context.new_page()
    page.goto(served)
    page.get_by_role("button", name="Inloggen met GitHub").wait_for()
    return page


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """Nobody has signed in."""
    page = opened(browser, served)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def loaded(browser: Browser, served: str) -> Iterator[Page]:
    """For what leaves no trace in the page."""
    page = opened(browser, served)
    yield page
    page.context.close()


# --- what it is made from ---


def keys_of(name: str) -> set[str]:
    """Every key that a schema of the profile has, as 'a.b.c'; what is in a list stands under the list's own key."""
    schema = json.loads((PROFILE / f"{name}.schema.json").read_text("utf-8"))

    def walk(part: dict[str, Any], where: str) -> Iterator[str]:
        if "$ref" in part:
            yield from walk(schema["$defs"][part["$ref"].rpartition("/")[2]], where)
        yield from walk(part["items"], where) if "items" in part else ()
        for key, value in part.get("properties", {}).items():
            yield f"{where}{key}"
            yield from walk(value, f"{where}{key}.")

    return set(walk(schema, ""))


def widgets_of(fields: list[dict[str, Any]], where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for field in fields:
        yield f"{where}{field['name']}", field
        yield from widgets_of(field.get("fields", []), f"{where}{field['name']}.")


@pytest.fixture(scope="module")
def collections() -> dict[str, dict[str, Any]]:
    made = backend(GITHUB, "https://inloggen.example/auth", "")
    config = json.loads(bundle.editor_files(ROOT, made)["editor.json"])["config"]
    return {collection["name"]: collection for collection in config["collections"]}


def test_every_key_of_a_format_has_one_widget(collections: dict[str, dict[str, Any]]) -> None:
    found = [where for where, _ in widgets_of(collections["format"]["fields"])]
    assert sorted(found) == sorted(keys_of("format"))


def test_every_key_of_a_page_has_a_widget_where_it_fits(collections: dict[str, dict[str, Any]]) -> None:
    found = {kind.name: {where for where, _ in widgets_of(collections[kind.name]["fields"])} for kind in PAGES}
    assert set().union(*found.values()) == keys_of("page") | {"body"}
    for path in TEXTS:
        head = (ROOT / path).read_text("utf-8").split("---\n")[1]
        kind = re.search(r"^soort: (\w+)$", head, re.MULTILINE)
        assert kind is not None
        assert set(re.findall(r"^(\w+):", head, re.MULTILINE)) <= found[kind[1]], path


def test_every_key_has_dutch_words_and_no_words_are_left_over() -> None:
    assert set(words.WORDS) == keys_of("page") | keys_of("format")


def test_no_list_is_split_at_its_commas(collections: dict[str, dict[str, Any]]) -> None:
    for collection in collections.values():
        for where, field in widgets_of(collection["fields"]):
            assert field["widget"] != "list" or "field" in field or "fields" in field, where


@pytest.mark.parametrize(
    ("edit_url", "auth_url", "app_id", "expected"),
    [
        (
            GITHUB,
            "https://inloggen.example/auth",
            "",
            {"name": "github", "open_authoring": True, "base_url": "https://inloggen.example", "auth_endpoint": "auth"},
        ),
        (
            CODEBERG,
            "",
            "abc",
            {"name": "forgejo", "open_authoring": True, "app_id": "abc", "api_root": "https://codeberg.org/api/v1"},
        ),
        (
            GITLAB,
            "",
            "abc",
            {"name": "gitlab", "auth_type": "pkce", "app_id": "abc", "repo": "regio/zuid/toolbox", "branch": "main"},
        ),
    ],
)
def test_the_forge_follows_from_the_settings(
    edit_url: str, auth_url: str, app_id: str, expected: dict[str, Any]
) -> None:
    values = backend(edit_url, auth_url, app_id).values
    assert values is not None
    assert values | expected == values


@pytest.mark.parametrize(
    ("edit_url", "auth_url", "needed"),
    [
        (GITHUB, "", NEEDED[ForgeKind.GITHUB]),
        (GITHUB, "http://inloggen.example/auth", NEEDED[ForgeKind.GITHUB]),
        (CODEBERG, "https://inloggen.example/auth", NEEDED[ForgeKind.FORGEJO]),
        (GITLAB, "", NEEDED[ForgeKind.GITLAB]),
        ("https://git.example/x/y/edit/main/{path}", "", NO_FORGE),
        ("", "", NO_FORGE),
    ],
)
def test_without_a_way_to_sign_in_the_page_explains_it(edit_url: str, auth_url: str, needed: str) -> None:
    made = backend(edit_url, auth_url, "")
    assert (made.values, made.needed) == (None, needed)
    files = bundle.editor_files(ROOT, made)
    assert list(files) == ["index.html"]
    assert needed in files["index.html"].decode()
    assert b"<script" not in files["index.html"]


def written(root: Path, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    editor.add_arguments(parser)
    return editor.run(root, parser.parse_args(arguments))


def test_the_command_writes_beside_the_site_and_only_over_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings + "\n  editor_auth_url: https://inloggen.example/auth\n")
    target = tmp_path / ".build" / "editor"
    assert written(tmp_path) == 0
    names = {path.name for path in target.iterdir()}
    assert names == {
        *("index.html", "editor.js", "editor.json", "decap-cms.js"),
        *("decap-cms.js.LICENSE.txt", "LICENSE-decap-cms.txt"),
    }
    (tmp_path / "mkdocs.yml").write_text(settings)
    assert written(tmp_path) == 1
    assert [path.name for path in target.iterdir()] == ["index.html"]
    assert NEEDED[ForgeKind.GITHUB] in capsys.readouterr().out
    for refused, why in ((tmp_path / "site" / "editor", "eigen webadres"), (tmp_path, "staat al iets anders")):
        with pytest.raises(bundle.BadTarget, match=why):
            written(tmp_path, "--to", str(refused))
    assert not (tmp_path / "site").exists()
    assert (tmp_path / "mkdocs.yml").read_text("utf-8") == settings


# --- the words ---


def leaves(part: dict[str, Any], where: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in part.items():
        found |= leaves(value, f"{where}{key}.") if isinstance(value, dict) else {f"{where}{key}": value}
    return found


def test_no_sentence_of_decap_is_left_in_english(loaded: Page) -> None:
    english, dutch = (leaves(loaded.evaluate(f"CMS.getLocale('{language}')")) for language in ("en", "nl"))
    assert set(english) == set(dutch)
    places = re.compile(r"%\{\w+\}")
    ours = leaves(json.loads((bundle.ASSETS / "dutch.json").read_text("utf-8")))
    assert {key: places.findall(english[key]) for key in ours} == {key: places.findall(dutch[key]) for key in ours}


def test_without_decap_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    with pytest.raises(bundle.MissingEditor, match=r"Decap CMS ontbreekt: .*Draai ‘make editor’"):
        bundle.editor_files(ROOT, backend(GITHUB, "https://inloggen.example/auth", ""))


# --- reading and writing, by the scripts that Decap calls ---

PASS = """([format, text, change]) => {
  const turned = (value) => {
    if (Array.isArray(value)) {
      return value.map(turned);
    }
    if (value === null || typeof value !== "object") {
      return value;
    }
    return Object.fromEntries(Object.entries(value).reverse().map(([key, item]) => [key, turned(item)]));
  };
  const { fromFile, toFile } = CMS.getCustomFormatsFormatters()[format];
  const entry = turned(fromFile(text));
  new Function("entry", change)(entry);
  return toFile(entry);
}"""


def passed(loaded: Page, path: str, change: str = "") -> tuple[str, str]:
    """The text of a file, and what the editor writes after `change` (JavaScript on `entry`).

    The editor does not keep the order of keys in a mapping of more than eight: here all come back in another order.
    """
    before = (ROOT / path).read_bytes().decode()
    format = "toolbox-format" if path.endswith(".yaml") else "toolbox-pagina"
    return before, loaded.evaluate(PASS, [format, before, change])


def difference(before: str, after: str) -> tuple[list[str], list[str]]:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in lines if line[0] == "-"], [line[2:] for line in lines if line[0] == "+"]


def test_saving_without_a_change_gives_the_same_bytes(loaded: Page) -> None:
    for path in (*FORMATS, *TEXTS):
        before, after = passed(loaded, path)
        assert after == before, path


def test_one_changed_value_is_one_line(loaded: Page) -> None:
    for path in FORMATS:
        before, after = passed(loaded, path, "entry.resources[0].schema.fields[0].title = 'Een andere vraag'")
        assert canonical(after) == after
        went, came = difference(before, after)
        assert (len(went), [line.strip() for line in came]) == (1, ["title: Een andere vraag"]), path
    for path in TEXTS:
        before, after = passed(loaded, path, "entry.samenvatting = 'Nee: dit is ' + 'heel '.repeat(20) + 'kort.'")
        assert difference(before, after)[1] == [f"samenvatting: 'Nee: dit is {'heel ' * 20}kort.'"], path
        before, after = passed(loaded, path, "entry.herzien_voor = '2031-12-01'; entry.titel = 'on'")
        assert difference(before, after)[1] == ["titel: 'on'", "herzien_voor: 2031-12-01"], path


def test_a_choice_with_a_comma_stays_one(loaded: Page) -> None:
    change = """
      const fields = entry.resources[0].schema.fields;
      const field = fields.find((item) => item.categories && item.type === "string");
      field.categories.push({ label: "Ja, soms", value: "ja_soms" });
      fields.push({ name: "erbij", title: "Wat nog meer?", type: "list", section: "", lines: null, given: false,
        constraints: { required: false }, categories: [{ value: "a", label: "A" }, { value: "b", label: "B" }] });
    """
    before, after = passed(loaded, PLAN, change)
    assert canonical(after) == after
    went, came = difference(before, after)
    assert went == []
    assert [line.strip() for line in came] == [
        *("- value: ja_soms", "label: Ja, soms"),
        *("- name: erbij", "title: Wat nog meer?", "type: list", "categories:"),
        *("- value: a", "label: A", "- value: b", "label: B"),
    ]


def test_a_question_moved_or_taken_away_takes_its_own_lines_along(loaded: Page) -> None:
    fields = yaml.safe_load((ROOT / PLAN).read_text("utf-8"))["resources"][0]["schema"]["fields"]
    _, after = passed(loaded, PLAN, "entry.resources[0].schema.fields.shift()")
    assert yaml.safe_load(after)["resources"][0]["schema"]["fields"] == fields[1:]
    assert canonical(after) == after
    before, after = passed(loaded, PLAN, "const f = entry.resources[0].schema.fields; f.push(f.shift())")
    assert yaml.safe_load(after)["resources"][0]["schema"]["fields"] == [*fields[1:], fields[0]]
    assert sorted(before.splitlines()) == sorted(after.splitlines())


def test_an_emptied_field_goes_and_a_key_nobody_knows_stays(loaded: Page) -> None:
    text = "---\ntitel: A\nschema: route\nonbekend:\n  - false\n---\n\nTekst\n"
    assert loaded.evaluate(PASS, ["toolbox-pagina", text, "entry.schema = ''"]) == text.replace("schema: route\n", "")


def test_a_text_that_cannot_be_read_is_never_changed(loaded: Page) -> None:
    for format in ("toolbox-pagina", "toolbox-format"):
        text = "---\ntitel: [\n---\nTekst"
        assert loaded.evaluate(PASS, [format, text, "entry.titel = 'A'; entry.body = 'B'"]) == text


def test_a_new_page_has_the_form_of_the_others(loaded: Page) -> None:
    values = {"body": "Tekst", "titel": "No", "soort": "bijlage", "nummer": "1.5", "herzien_voor": "2030-01-01"}
    made = loaded.evaluate("(values) => CMS.getCustomFormatsFormatters()['toolbox-pagina'].toFile(values)", values)
    assert made == ("---\nnummer: '1.5'\ntitel: 'No'\nsoort: bijlage\nherzien_voor: 2030-01-01\n---\n\nTekst\n")


# --- from sign-in to pull request ---

CURSOR_BEHIND = """line => {
    const {anchorNode, anchorOffset} = getSelection();
    return anchorNode?.textContent === line && anchorOffset === line.length;
}"""
# The editor follows the cursor with a delay, and a person does not type within it. In the time of the page itself: on a
# slow machine its own timers come late, and this one behind them.
A_MOMENT = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 500)))"


def goes_behind(page: Page, line: str) -> bool:
    """Clicks in a line and goes to its end; again where a click was lost, for the editor was still drawing."""
    page.locator("[data-slate-editor=true]").get_by_text(line, exact=True).click()
    page.keyboard.press("End")
    return comes_true(lambda: page.evaluate(CURSOR_BEHIND, line), seconds=2)


def sign_in(page: Page) -> None:
    with page.context.expect_page():
        page.get_by_role("button", name="Inloggen met GitHub").click()
    page.get_by_role("button", name="Maak mijn kopie").wait_for()
    assert "fork" not in page.inner_text("body").lower()
    page.get_by_role("button", name="Maak mijn kopie").click()
    page.get_by_text("Inhoudstypen").wait_for()


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Status: Concept").click()
    page.get_by_role("menuitem", name="Wordt beoordeeld").click()
    page.get_by_role("button", name="Status: Wordt beoordeeld").wait_for()


def change_of(forge: Forge, path: str) -> list[str]:
    """The lines that the newest pull request takes away and adds; it may touch nothing but `path`."""
    pull = list(forge.pulls["beheer/toolbox"].values())[-1]
    assert (pull.source, pull.user, pull.base) == ("twente/toolbox", "twente", "main")
    bare = forge.bare("beheer/toolbox")
    (file,) = bare.files(bare.branch_hash("main"), pull.sha)
    assert (file["filename"], file["status"]) == (path, "modified")
    return [line for line in file["patch"].splitlines() if line[0] in "+-"]


def test_one_edited_line_of_a_page_becomes_a_pull_request_of_one_line(page: Page, served: str, forge: Forge) -> None:
    sign_in(page)
    page.goto(f"{served}#/collections/stap/entries/1-voorbereidingen")
    text = page.locator("[data-slate-editor=true]")
    assert comes_true(lambda: goes_behind(page, "- vakdocenten"))
    page.evaluate(A_MOMENT)
    page.keyboard.type(" en coördinatoren")
    expect(text.get_by_text("- vakdocenten en coördinatoren", exact=True)).to_be_visible()
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Status: Concept").wait_for()
    assert not forge.pulls.get("beheer/toolbox"), "a draft is on the person's own copy only"
    page.reload()
    hand_in(page)
    assert change_of(forge, STEP) == ["-- vakdocenten", "+- vakdocenten en coördinatoren"]


def unfold(page: Page, title: str) -> None:
    """Open the item of a list that shows `title`."""
    page.get_by_text(title, exact=True).locator("xpath=..").get_by_role("button").first.click()


def test_one_reworded_question_becomes_a_pull_request_of_one_line(page: Page, served: str, forge: Forge) -> None:
    sign_in(page)
    page.goto(f"{served}#/collections/format/entries/{CHECKLIST.removeprefix('forms/').removesuffix('.yaml')}")
    unfold(page, "antwoorden")
    unfold(page, "School/organisatie")
    page.get_by_label("Vraag", exact=True).and_(page.locator(":visible")).fill("Van welke school ben je?")
    page.get_by_role("button", name="Opslaan").click()
    hand_in(page)
    assert change_of(forge, CHECKLIST) == [
        "-          title: School/organisatie",
        "+          title: Van welke school ben je?",
    ]
