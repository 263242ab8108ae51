"""The patch that the page for proposals makes, in a real browser, applied by the real git: byte for byte."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from boxes import ROOT
from examples import examples
from patching import FORMATS, PAGES, TREE, Repository, difference, in_form, loads
from toolbox.assets import bundles
from toolbox.source.canonical import canonical

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = [pytest.mark.promise("patches"), pytest.mark.xdist_group("patch")]

SOURCES = ROOT / "scripts" / "toolbox" / "theme" / "js" / "proposal"
MODULES = ("csv", "draft", "letterhead", "names", "opened", "order", "pagetext", "patch", "sha1", "waiting", "write")
# One browser page serves all examples of a test.
PROPERTY = settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# Every character that UTF-8 can hold, and often those that patches and mail trip over.
TRICKY = st.sampled_from(
    [
        *("\r\n", "\n", "\n\n", "\t", " ", "\x0c", "\ufeff", "\u2028", "é", "ë’", "😀", "## Kop\n"),
        *("From ", ">From z", "---", "-- ", "diff --git a/b a/b", "+++ b/x", "@@ -1 +1 @@", "Index: y"),
        *("\\ No newline at end of file", "Regio: x"),
    ]
)
TEXT = st.lists(TRICKY | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=25).map("".join)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the modules as `proposal`, outside any site: what is tested here touches no document."""
    entry = tmp_path_factory.mktemp("entry") / "all.js"
    entry.write_text("".join(f'export * from "{SOURCES / name}.js";\n' for name in MODULES), "utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.evaluate(f"() => {{ {bundles.bundle_module(entry, 'proposal').decode()}; window.proposal = proposal; }}")
        yield page


def make(page: Page, files: list[dict[str, Any]], commit: str, **more: str) -> str:
    options = {"files": files, "paths": [files[0]["path"]], "commit": commit, "author": "", "region": "", "reason": ""}
    text: str = page.evaluate(
        "(options) => proposal.makePatch({...options, date: new Date(Date.UTC(2026, 10, 23, 9, 0))})",
        options | {"subject": "Voorstel"} | more,
    )
    return text


def source(path: str) -> dict[str, Any]:
    """What the site hands to the page for the file at `path`."""
    data = TREE.files[path]
    folder = path.rsplit("/", 1)[0]
    tables = {name.rsplit("/", 1)[1]: TREE.files[name].decode() for name in TREE.under(f"{folder}/")}
    csv_files = {name: text for name, text in tables.items() if name.endswith(".csv")} if "forms/" in path else {}
    return {"path": path, "text": data.decode(), "csv": csv_files}


# --- Git's names ---


@PROPERTY
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200) | TEXT)
def test_a_blob_is_called_as_git_calls_it(page: Page, text: str) -> None:
    data = text.encode()
    expected = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
    assert page.evaluate("(text) => proposal.blobName(text)", text) == expected


@pytest.mark.parametrize("length", [0, 55, 56, 63, 64, 65, 119, 120, 1_000_003])
def test_sha1_at_the_edges_of_its_blocks(page: Page, length: int) -> None:
    expected = hashlib.sha1(b"a" * length).hexdigest()
    assert page.evaluate("(length) => proposal.sha1(new Uint8Array(length).fill(97))", length) == expected


# --- any change of any text ---


@PROPERTY
@given(before=TEXT, after=TEXT, both=TEXT)
def test_any_change_applies_byte_for_byte(
    page: Page, tmp_path_factory: pytest.TempPathFactory, before: str, after: str, both: str
) -> None:
    path = "content/stappen/1-voorbereidingen.md"
    old, new = both + before, both + after
    repository = Repository(tmp_path_factory.mktemp("any") / "repository")
    commit = repository.commit({path: old.encode()})
    if old == new:
        return
    patch = make(page, [{"path": path, "before": old, "after": new}], commit)
    done = repository.apply(patch)
    assert done.returncode == 0, done.stderr.decode()
    assert repository.bytes_of(path) == new.encode()


@PROPERTY
@given(name=TEXT, region=TEXT, reason=TEXT, subject=TEXT)
def test_words_stay_words(
    page: Page, tmp_path_factory: pytest.TempPathFactory, name: str, region: str, reason: str, subject: str
) -> None:
    """Whatever someone writes about a proposal: it changes no file, no author's address and adds no trailer."""
    path = "content/inleiding.md"
    repository = Repository(tmp_path_factory.mktemp("words") / "repository")
    commit = repository.commit({path: b"een\ntwee\n"})
    author = page.evaluate("(name) => proposal.authorName(name)", name)
    more = {"author": author, "region": region, "reason": reason, "subject": f"Voorstel bij Inleiding: {subject}"}
    patch = make(page, [{"path": path, "before": "een\ntwee\n", "after": "een\ndrie\n"}], commit, **more)
    done = repository.apply(patch)
    assert done.returncode == 0, done.stderr.decode()
    assert repository.git("ls-files").decode().split() == [path]
    assert repository.bytes_of(path) == b"een\ndrie\n"
    assert repository.last("%an") == (author or "Zonder naam")
    assert repository.last("%ae") == "voorstel@toolbox.invalid"
    assert repository.last("%aI") == "2026-11-23T09:00:00+00:00"
    assert repository.last("%s").startswith("Voorstel bij Inleiding")
    assert repository.last("%(trailers:key=Basis,valueonly)").strip() == commit
    assert len(repository.last("%(trailers:key=Regio,valueonly)").splitlines()) <= 1


def test_a_message_with_everything_that_could_break_it(page: Page, repository: Repository) -> None:
    path = "content/inleiding.md"
    commit = repository.commit({path: b"een\n"})
    reason = "From: Iemand Anders <iemand@elders.nl>\n\nFrom hier af\n---\ndiff --git a/x b/x\n\nRegio: Elders\nSlot ☺"
    more = {"author": "Şule de Groot-Ö’Brien", "region": "Twente\nBasis: 123\r\nX: y", "reason": reason}
    patch = make(page, [{"path": path, "before": "een\n", "after": "één\n"}], commit, subject="[Re] Één letter", **more)
    assert repository.apply(patch).returncode == 0
    assert repository.last("%an <%ae>") == "Şule de Groot-Ö’Brien <voorstel@toolbox.invalid>"
    assert repository.last("%(trailers:key=Regio,valueonly)").strip() == "Twente Basis: 123 X: y"
    body = repository.last("%b")
    assert "From: Iemand Anders" in body
    assert "Slot ☺" in body
    assert body.endswith(f"Regio: Twente Basis: 123 X: y\nBasis: {commit}")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Jan de Vries", "Jan de Vries"),
        ("  ROC van Twente, team 3. ", "ROC van Twente, team 3"),
        ("jan@school.nl", "jan school.nl"),
        ('"Jan" <jan@school.nl>', "Jan jan school.nl"),
        ("Jo", ""),
        ("...", ""),
        ("é" * 40, "é" * 30),
        ("Anna\nMaria", "Anna Maria"),
    ],
)
def test_a_name_is_one_that_git_takes(page: Page, typed: str, kept: str) -> None:
    assert page.evaluate("(name) => proposal.authorName(name)", typed) == kept


def test_files_can_come_and_go(page: Page, repository: Repository) -> None:
    commit = repository.commit({"forms/a.csv": b"a,b\n", "forms/c.csv": b"c"})
    files: list[dict[str, Any]] = [
        {"path": "forms/a.csv", "before": "a,b\n", "after": None},
        {"path": "forms/b.csv", "before": None, "after": "x\n"},
        {"path": "forms/c.csv", "before": "c", "after": "c"},
    ]
    assert repository.apply(make(page, files, commit)).returncode == 0
    assert repository.git("ls-files").decode().split() == ["forms/b.csv", "forms/c.csv"]
    assert repository.bytes_of("forms/b.csv") == b"x\n"


# --- when the toolbox went on meanwhile ---

LINES = [f"Regel {number} van de tekst.\n" for number in range(1, 30)]


def test_it_applies_to_a_newer_version(page: Page, repository: Repository) -> None:
    path = "content/inleiding.md"
    commit = repository.commit({path: "".join(LINES).encode()})
    mine = "".join(LINES).replace("Regel 25 van", "Regel 25 uit")
    theirs = "Nieuw begin.\n" + "".join(LINES).replace("Regel 23 ", "Rij 23 ")
    patch = make(page, [{"path": path, "before": "".join(LINES), "after": mine}], commit)
    repository.commit({path: theirs.encode(), "content/nieuw.md": b"nieuw\n"})
    done = repository.apply(patch)
    assert done.returncode == 0, done.stderr.decode()
    assert repository.bytes_of(path) == theirs.replace("Regel 25 van", "Regel 25 uit").encode()


def test_it_follows_a_page_that_moved(page: Page, repository: Repository) -> None:
    commit = repository.commit({"content/oud.md": "".join(LINES).encode()})
    mine = "".join(LINES).replace("Regel 5 van", "Regel 5 uit")
    patch = make(page, [{"path": "content/oud.md", "before": "".join(LINES), "after": mine}], commit)
    repository.commit({"content/nieuw.md": "".join(LINES).encode()})
    assert repository.apply(patch).returncode == 0
    assert repository.bytes_of("content/nieuw.md") == mine.encode()


def test_a_conflict_is_said_and_loses_nothing(page: Page, repository: Repository) -> None:
    path = "content/inleiding.md"
    commit = repository.commit({path: "".join(LINES).encode()})
    mine = "".join(LINES).replace("Regel 5 van", "Regel 5 uit")
    patch = make(page, [{"path": path, "before": "".join(LINES), "after": mine}], commit)
    theirs = "".join(LINES).replace("Regel 5 van", "Regel vijf van").encode()
    newer = repository.commit({path: theirs})
    done = repository.apply(patch)
    assert done.returncode != 0
    assert b"Failed to merge" in done.stderr
    assert b"Regel 5 uit" in repository.git("am", "--show-current-patch=diff")
    repository.git("am", "--abort")
    assert repository.git("rev-parse", "HEAD").decode().strip() == newer
    assert repository.bytes_of(path) == theirs


# --- pages ---


@pytest.mark.parametrize("path", PAGES)
def test_an_unchanged_page_keeps_every_byte(page: Page, path: str) -> None:
    text = TREE.files[path].decode()
    for variant in (text, text.replace("\n", "\r\n"), "\ufeff" + text, text.rstrip("\n")):
        script = "(text) => proposal.writePage(proposal.readPage(text), text)"
        assert page.evaluate(script, variant) == variant


def edit_page(page: Page, text: str, change: str) -> str:
    """`change` is JavaScript that changes `found`, the page as it was read."""
    script = f"(text) => {{ const found = proposal.readPage(text); {change}; return proposal.writePage(found, text); }}"
    changed: str = page.evaluate(script, text)
    return changed


PAGE = "---\ntitel: Een\nsamenvatting: 'Wat: kort'\nbron: x\n---\nEerst.\n\n## Twee\n\nTekst.\n\n### Drie\n\nSlot.\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ("found.pieces[1].text = '## Twee\\n\\nAnders.'", "Tekst.\n", "Anders.\n"),
        ("found.pieces[1].text = ''", "## Twee\n\nTekst.\n\n", ""),
        ("found.pieces[2].text = ''", "\n\n### Drie\n\nSlot.\n", "\n"),
        ("found.title = 'Één: twee'", "titel: Een\n", "titel: 'Één: twee'\n"),
        ('found.summary = "\'t Is kort"', "'Wat: kort'", "'''t Is kort'"),
        ("found.pieces[0].text += '\\n\\nNog iets.  \\n'", "Eerst.\n", "Eerst.\n\nNog iets.\n"),
    ],
)
def test_a_changed_page_changes_there_only(page: Page, end: str, mark: str, change: str, old: str, new: str) -> None:
    before = mark + PAGE.replace("\n", end)
    expected = mark + PAGE.replace(old, new).replace("\n", end)
    assert edit_page(page, before, change) == expected


def test_a_heading_in_a_code_block_is_no_heading(page: Page) -> None:
    text = "---\ntitel: x\n---\n\n## Een\n\n```\n## Geen kop\n```\n\n## Twee\nb"
    assert page.evaluate("(text) => proposal.readPage(text).pieces.map((p) => p.heading)", text) == ["", "Een", "Twee"]


# --- formats ---


def write(page: Page, path: str, change: str, argument: Any = None) -> dict[str, tuple[str | None, str | None]]:
    """A format's files after `change`, JavaScript that changes `draft`: path → (before, after) of those that differ."""
    script = f"""([source, given]) => {{
      const draft = proposal.readFormat(source);
      {change};
      return proposal.changedFiles(proposal.writeFormat(draft, source));
    }}"""
    files = page.evaluate(script, [source(path), argument])
    return {file["path"]: (file["before"], file["after"]) for file in files}


# What the check says of a question that waits for a choice at another one.
WAITING = ("er staat vóór deze vraag geen vraag", "heeft geen keuze", "‘required’ kan niet bij ‘showIf’")


def waiting_problems(page: Page, path: str, change: str, argument: Any = None) -> list[str]:
    """What the page says of such questions after `change`."""
    script = f"""([source, given]) => {{
      const draft = proposal.readFormat(source);
      const waiting = proposal.waitingIn(source, draft);
      {change};
      return proposal.waitingProblems(waiting, draft).map((problem) => problem.text);
    }}"""
    found: list[str] = page.evaluate(script, [source(path), argument])
    return found


STEPS = """
  for (const [step, index, text, number] of given) {
    const questions = draft.questions.filter((question) => !question.removed);
    const question = questions[index % questions.length];
    const table = draft.tables[index % draft.tables.length];
    const row = table?.rows[number % table.rows.length];
    const column = table?.columns.findIndex((column) => column.isText) ?? -1;
    if (step === 'title' && question) question.title = text;
    if (step === 'help' && question) question.help = text;
    if (step === 'required' && question) question.required = !question.required;
    if (step === 'lines' && question?.kind === 'area') question.lines = 2 + number;
    if (step === 'choice' && question?.choices.length) question.choices.push({value: null, label: text});
    if (step === 'drop' && question?.choices.length > 2) question.choices.splice(number % question.choices.length, 1);
    if (step === 'move' && question) {
      const found = proposal.moveQuestion(draft, question, number % 2 ? 1 : -1);
      if (found) { draft.questions = found.questions; question.section = found.section.name; }
    }
    if (step === 'add') {
      const section = draft.sections[index % draft.sections.length].name;
      const kind = ['line', 'area', 'date', 'tick', 'choice', 'list'][number % 6];
      const choices = number % 6 > 3 ? [{value: null, label: text}, {value: null, label: text + '2'}] : [];
      draft.questions = proposal.withNew(draft, {key: '', origin: null, name: null, section, title: text, help: '',
        kind, lines: kind === 'area' ? 4 : 1, required: number % 2 === 0, choices, ground: '', removed: false});
    }
    if (step === 'remove' && questions.length > 1) question.removed = true;
    if (step === 'section') draft.sections[index % draft.sections.length].title = text;
    if (step === 'intro') draft.sections[index % draft.sections.length].intro = text + '\\n\\n- ' + text + '\\n- x';
    if (step === 'column' && table) table.columns[number % table.columns.length].title = text;
    if (step === 'empty' && table) table.emptyRows = 1 + number;
    if (step === 'cell' && row && column >= 0) row.cells[column] = text;
    if (step === 'row' && row) table.rows = proposal.moved(table.rows, 0, number % table.rows.length);
    if (step === 'gone' && row && table.emptyRows) row.removed = true;
  }
"""
NAMES = "title help required lines choice drop move add remove section intro column empty cell row gone".split()


@pytest.mark.parametrize("path", FORMATS)
def test_an_unchanged_format_gives_no_difference(page: Page, path: str) -> None:
    assert write(page, path, "") == {}


TALK = next(path for path in FORMATS if path.startswith("forms/3.1"))
MAP = next(path for path in FORMATS if path.startswith("forms/1.4"))
APPLY = next(path for path in FORMATS if path.startswith("forms/2.2.2"))
PLAN = next(path for path in FORMATS if path.startswith("forms/4.1"))
ADDITIONS = next(path for path in FORMATS if path.startswith("forms/5.2"))
FIND = "const find = (name) => draft.questions.find((question) => question.name === name);"


def edited(page: Page, path: str, change: str) -> tuple[list[str], list[str]]:
    """The lines of datapackage.yaml that went and came, when nothing else changed."""
    files = write(page, path, FIND + change)
    assert set(files) == {path}
    in_form(path, files)
    before, after = files[path]
    assert before is not None
    assert after is not None
    return difference(before, after)


def test_a_reworded_title_is_one_line(page: Page) -> None:
    went, came = edited(page, PLAN, "find('cv_gemaakt').title = 'Heb je een cv?'")
    assert (went, came) == (["          title: CV gemaakt"], ["          title: Heb je een cv?"])


def test_a_title_that_yaml_would_misread_gets_quotes(page: Page) -> None:
    for title in ("nee", "On", "12:30", "a: b", "- x", "'t is", "x #y", "2.10", "Ja: 'zo'", '"x"', "null", "@x", "%"):
        _, came = edited(page, PLAN, f"find('cv_gemaakt').title = {title!r}")
        assert len(came) == 1
        assert yaml.safe_load(came[0]) == {"title": title}
        assert came[0].strip() == "title: nee" or "'" in came[0]


def test_a_long_title_stands_in_a_block(page: Page) -> None:
    words = "Een heel lange vraag die echt niet op één regel van tachtig tekens past: dat zie je zo"
    _, came = edited(page, PLAN, f"find('cv_gemaakt').title = {words!r}")
    assert came[0] == "          title: >-"
    assert " ".join(line.strip() for line in came[1:]) == words
    assert max(map(len, came)) <= 80


def test_one_paragraph_of_a_long_text_changes_alone(page: Page) -> None:
    change = "draft.sections.at(-1).intro = draft.sections.at(-1).intro.replace('Vrije tijd', 'Uit en thuis')"
    went, came = edited(page, APPLY, change)
    assert "**Vrije tijd**" in "".join(went)
    assert "**Uit en thuis**" in "".join(came)
    assert len(went) <= 3
    assert len(came) <= 3


def test_help_comes_after_the_title_and_goes_whole(page: Page) -> None:
    went, came = edited(page, PLAN, "find('cv_gemaakt').help = 'Een cv is een overzicht.'")
    assert (went, came) == ([], ["          description: Een cv is een overzicht."])
    went, came = edited(page, PLAN, "find('betrokkenen').help = ''")
    assert (went, came) == (["          description: Wie werken er mee aan dit plan?"], [])


def test_choices_change(page: Page) -> None:
    change = "find('cv_gemaakt').choices.push({value: null, label: 'Nee, nog niet'})"
    went, came = edited(page, PLAN, change)
    assert went == []
    assert came == [
        "            - value: nee_nog_niet",
        "              label: Nee, nog niet",
    ]
    went, came = edited(page, PLAN, "find('cv_gemaakt').choices[0].label = 'Nog niet'")
    assert (went, came) == (["              label: 'nee'"], ["              label: Nog niet"])
    went, came = edited(page, PLAN, "find('cv_gemaakt').choices.reverse()")
    assert sorted(went) == sorted(came)


@pytest.mark.parametrize("kind", ["line", "area", "date", "tick", "choice", "list"])
@pytest.mark.parametrize("name", ["cv_gemaakt", "betrokkenen", "datum_student", "handtekening_student"])
def test_every_type_can_become_every_other(page: Page, name: str, kind: str) -> None:
    choices = (
        "question.choices = [{value: null, label: 'Ja'}, {value: null, label: 'Nee'}]"
        if kind
        in (
            "choice",
            "list",
        )
        else "question.choices = []"
    )
    change = f"const question = find('{name}'); question.kind = '{kind}'; {choices};"
    files = write(page, PLAN, FIND + change + f"question.lines = {3 if kind == 'area' else 1};")
    in_form(PLAN, files)
    again = page.evaluate(
        "([source, name]) => proposal.readFormat(source).questions.find((question) => question.name === name).kind",
        [source(PLAN) | {"text": files.get(PLAN, ("", TREE.files[PLAN].decode()))[1]}, name],
    )
    assert again == kind


def test_required_comes_and_goes(page: Page) -> None:
    went, came = edited(page, PLAN, "find('opleiding').required = true")
    assert (went, came) == ([], ["          constraints:", "            required: true"])
    went, came = edited(page, PLAN, "find('naam_student').required = false")
    assert (went, came) == (["          constraints:", "            required: true"], [])


NEW = """draft.questions.splice(2, 0, {
  origin: null, name: null, section: draft.questions[1].section, title: given, help: '', kind: 'area', lines: 3,
  required: true, choices: [], ground: '', removed: false,
})"""


def test_a_new_question_gets_a_name(page: Page) -> None:
    files = write(page, PLAN, NEW, "Wie gaat er méé?")
    assert set(files) == {PLAN}
    in_form(PLAN, files)
    went, came = difference(*files[PLAN])
    assert went == []
    assert [line.strip() for line in came] == [
        "- name: wie_gaat_er_mee",
        "title: Wie gaat er méé?",
        "type: string",
        "section: algemeen",
        "lines: 3",
        "constraints:",
        "required: true",
    ]


@pytest.mark.parametrize("title", ["CV gemaakt", "Functies", "Antwoorden", "2 × 3 = ?", "😀", "É" * 200])
def test_a_new_name_is_always_free_and_valid(page: Page, title: str) -> None:
    files = write(page, PLAN, NEW, title)
    names = [field["name"] for field in yaml.safe_load(str(files[PLAN][1]))["resources"][0]["schema"]["fields"]]
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,59}", names[2])
    assert names.count(names[2]) == 1
    assert loads(PLAN, files) == []


def test_a_question_goes_and_a_removed_name_is_not_given_again(page: Page) -> None:
    files = write(page, PLAN, FIND + "find('cv_gemaakt').removed = true;" + NEW, "CV gemaakt")
    in_form(PLAN, files)
    names = [f["name"] for f in yaml.safe_load(str(files[PLAN][1]))["resources"][0]["schema"]["fields"]]
    assert "cv_gemaakt" not in names
    assert "cv_gemaakt_2" in names


def test_a_moved_question_moves_its_own_lines(page: Page) -> None:
    files = write(page, PLAN, "draft.questions.splice(0, 2, draft.questions[1], draft.questions[0])")
    in_form(PLAN, files)
    went, came = difference(*files[PLAN])
    assert sorted(went) == sorted(came)
    assert len(came) <= 9


def test_the_only_questions_come_and_go(page: Page) -> None:
    files = write(page, ADDITIONS, NEW.replace("draft.questions[1].section", "draft.sections[0].name"), "Wie?")
    assert set(files) == {ADDITIONS}
    in_form(ADDITIONS, files)
    files = write(page, MAP, "draft.questions.forEach((question) => { question.removed = true; })")
    assert all("leeg" in finding or "blok ‘gegevens’" in finding for finding in loads(MAP, files))


# In 3.1 the second of these waits for ‘ja’ at the first.
WAITS = "const asked = find('bijbaan'), waits = find('bijbaan_taken');"
JOB, TASKS = "‘Bijbaan/werkervaring’", "‘Zo ja, wat en welke taken?’"
AFTER = f"Vraag {TASKS} komt pas in beeld na ‘ja’ bij"
BACK = f"{AFTER} {JOB}. Zet die keuze daar terug, met dezelfde tekst, of haal {TASKS} weg."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("", []),
        ("asked.title = 'x'; waits.title = 'y'; asked.choices[1].label = 'z'", []),
        ("asked.removed = true", [f"{AFTER} een vraag die je weghaalt. Zet die terug, of haal {TASKS} ook weg."]),
        ("asked.removed = waits.removed = true", []),
        ("asked.kind = 'line'; asked.choices = []", [BACK]),
        ("asked.choices[1] = {value: null, label: 'soms'}", [BACK]),
        ("asked.choices = [{value: null, label: 'ja'}, asked.choices[0]]", []),
        (
            "draft.questions.push(draft.questions.splice(draft.questions.indexOf(asked), 1)[0])",
            [f"{AFTER} {JOB}. Zet {JOB} ervoor."],
        ),
        ("waits.required = true", [f"{AFTER} {JOB}, en kan niet verplicht zijn. Haal dat vinkje weg."]),
    ],
)
def test_of_a_question_that_waits_for_another_it_says_what_to_do(page: Page, change: str, said: list[str]) -> None:
    """And says nothing where the check has nothing against it."""
    assert waiting_problems(page, TALK, FIND + WAITS + change) == said
    assert len(loads(TALK, write(page, TALK, FIND + WAITS + change))) == len(said)


def test_a_choice_that_goes_and_is_typed_again_is_the_same(page: Page) -> None:
    """Whose text says something else than its value: what was answered with it still is."""
    assert "ja, ik heb behoefte aan …" in source(TALK)["text"]
    again = "const choice = find('behoefte_begeleiding').choices[1]; choice.value = null;"
    assert write(page, TALK, FIND + again) == {}
    _, came = edited(page, TALK, again + "choice.label = 'soms'")
    assert came == ["            - value: soms", "              label: soms"]


def test_rows_of_a_table_keep_their_bytes(page: Page) -> None:
    path = MAP.replace("datapackage.yaml", "sociale_kaart.csv")
    change = """
      const { rows } = draft.tables[0];
      rows[1].cells[2] = 'Begeleiding, "echt"';
      rows[2].removed = true;
      rows.push({cells: ['Extern', 'Bibliotheek', '', '', '', ''], removed: false});
    """
    files = write(page, MAP, change)
    assert set(files) == {path}
    in_form(MAP, files)
    went, came = difference(*files[path])
    assert len(went) == 2
    assert came == [
        'Extern,Werkbedrijf/Sociale Dienst,"Begeleiding, ""echt""",Team jongeren',
        "Extern,Bibliotheek,,",
    ]


def test_columns_and_empty_rows_of_a_table(page: Page) -> None:
    change = (
        "draft.tables[0].columns[2].title = 'Waarvoor?'; draft.tables[0].emptyRows = 5; draft.tables[0].title = 'Kaart'"
    )
    went, came = edited(page, MAP, change)
    assert went == ["    emptyRows: 3", "          title: Waarvoor te benaderen"]
    assert came == ["    title: Kaart", "    emptyRows: 5", "          title: Waarvoor?"]


WORDS = ["Wie gaat mee?", "ja", "nee", "12:30", "a: b", "Eén lange vraag: " + "met veel woorden " * 12, "2.10", "x #y"]


def drawable(text: str) -> str:
    """Without what is HTML or Markdown: that the loader may refuse is tested elsewhere."""
    return re.sub(r"[^\w ,.:;?!'\"#%&@+-]", "", text).strip("#-+ ") or "x"


LINE = (
    st.text(
        st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
        | st.sampled_from(":#'\"-?,[]{}&*!|>%@` "),
        min_size=1,
        max_size=150,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@PROPERTY
@given(title=LINE, help_text=LINE, choices=st.lists(LINE, min_size=2, max_size=5), intro=st.lists(LINE, max_size=4))
def test_any_words_are_written_in_the_canonical_form(
    page: Page, title: str, help_text: str, choices: list[str], intro: list[str]
) -> None:
    """Nothing that `toolbox format` would change, and read back as it was typed."""
    change = """
      const question = draft.questions.find((question) => question.name === 'cv_gemaakt');
      question.title = given.title;
      question.help = given.help;
      question.choices = given.choices.map((label) => ({value: null, label}));
      draft.sections[0].intro = given.intro;
    """
    given_words = {"title": title, "help": help_text, "choices": choices, "intro": "\n\n".join(intro)}
    files = write(page, PLAN, change, given_words)
    text = str(files[PLAN][1])
    assert canonical(text) == text
    data = yaml.safe_load(text)
    field = next(field for field in data["resources"][0]["schema"]["fields"] if field["name"] == "cv_gemaakt")
    assert field["title"] == title
    assert field["description"] == help_text
    assert [category["label"] for category in field["categories"]] == choices
    assert data["sections"][0].get("description", "") == "\n\n".join(intro)


@settings(PROPERTY, max_examples=examples(80))
@given(
    path=st.sampled_from(FORMATS),
    steps=st.lists(
        st.tuples(
            st.sampled_from(NAMES), st.integers(0, 60), st.sampled_from(WORDS) | LINE.map(drawable), st.integers(0, 20)
        ),
        max_size=12,
    ),
)
def test_any_edits_of_any_format_apply_and_stay_in_form(
    page: Page, tmp_path_factory: pytest.TempPathFactory, path: str, steps: list[tuple[str, int, str, int]]
) -> None:
    given = [list(step) for step in steps]
    files = write(page, path, STEPS, given)
    # Nobody can send these: the page says them first.
    in_form(path, files, but=("is leeg", "heeft geen vraag", *WAITING))
    waits = [finding for finding in loads(path, files) if any(words in finding for words in WAITING)]
    assert bool(waits) == bool(waiting_problems(page, path, STEPS, given))
    if not files:
        return
    folder = path.rsplit("/", 1)[0]
    base = {name: TREE.files[name] for name in TREE.under(f"{folder}/")}
    repository = Repository(tmp_path_factory.mktemp("edits") / "repository")
    commit = repository.commit(base)
    changed = [{"path": name, "before": before, "after": after} for name, (before, after) in files.items()]
    done = repository.apply(make(page, changed, commit))
    assert done.returncode == 0, done.stderr.decode()
    for name in base.keys() | files.keys():
        expected = files[name][1] if name in files else base[name].decode()
        assert repository.bytes_of(name) == (None if expected is None else expected.encode())


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=20)


@PROPERTY
@given(rows=st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=6))
def test_csv_is_read_and_written_as_python_does(page: Page, rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    if text.startswith("\ufeff"):
        return
    read = page.evaluate("(text) => proposal.readCsv(text).rows", text)
    assert [row["cells"] for row in read] == rows
    assert "".join(row["raw"] for row in read) == text
    assert page.evaluate("(rows) => rows.map(proposal.writeRow).join('\\n') + '\\n'", rows) == text
