"""The report as a reviewer gets it: its words, what it may not let through, and the command that writes it."""

from __future__ import annotations

import base64
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import marko
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from marko.ext.gfm import GFM
from PIL import Image

import xpaths
from examples import examples
from toolbox.changes.annotations import Annotation
from toolbox.changes.compare import compare
from toolbox.changes.markdown import CUT, MAX_LENGTH, escape, to_markdown
from toolbox.changes.model import Change, Changes, Fate, ItemDiff, ItemKind
from toolbox.changes.report import Report, summary
from toolbox.changes.webpage import to_html
from toolbox.changes.words import Mark, marked
from toolbox.source.committree import read_commit
from toolbox.source.limits import MAX_FILE_BYTES
from toolbox.source.load import load
from toolbox.source.tree import Tree, read_tree
from warm import toolbox

TESTS = Path(__file__).parent.parent
BASE = TESTS / "cases" / "base"
GOLDEN = TESTS / "golden" / "changes.md"
FORM = "forms/1.2-kennismaking/datapackage.yaml"
ROWS = "forms/1.2-kennismaking/taken_lijst.csv"
STEP = "content/stappen/1-kennismaken.md"
ROUTE = "content/schemas/route.yaml"

# A proposal with a bit of everything: file, text, and what it becomes.
PROPOSAL = (
    (STEP, "Neem de tijd voor het eerste gesprek.", "Neem rustig de tijd voor dit gesprek."),
    (STEP, "(../bijlagen/1.1-uitnodiging.md)", "(../bijlagen/1.2-kennismaking.md)"),
    (STEP, "- Je weet wat de student wil\n", "- Je hoort wat de student wil\n"),
    ("content/bijlagen/1.1-uitnodiging.md", "status: in ontwikkeling", "status: uitgewerkt"),
    ("content/inventaris.yaml", "  - '1.1'\n", ""),
    (FORM, "title: Hoe heet je?", "title: Wat is je naam?"),
    (FORM, "              label: In het weekend", "              label: Zaterdag of zondag"),
    (FORM, "          ground: De student kiest zelf of dit wordt ingevuld.\n", ""),
    (FORM, "emptyRows: 3", "emptyRows: 5"),
    (FORM, "version: 1.0.0", "version: 1.1.0"),
    (ROWS, "Samen,,Helpt een collega\n", "Samen,,Helpt een collega of een klant\nSamen,,Vraagt om hulp\n"),
    (ROUTE, "tekst: Vaste plek", "tekst: Vaste baan"),
)


def proposed(files: dict[str, bytes]) -> dict[str, bytes]:
    changed = dict(files)
    for path, old, new in PROPOSAL:
        text = changed[path].decode()
        assert old in text, old
        changed[path] = text.replace(old, new, 1).encode()
    return changed


def rich_changes() -> Changes:
    tree = read_tree(BASE)[0]
    return compare(load(tree).toolbox, load(Tree(proposed(tree.files))).toolbox)


def test_the_report_of_a_rich_proposal_reads_as_agreed() -> None:
    assert to_markdown(Report("a" * 40, "b" * 40, rich_changes())) == GOLDEN.read_text("utf-8")


def test_no_change_says_so() -> None:
    report = Report("a", "a")
    assert summary(report)[0] == "Er verandert niets."
    assert "Er verandert niets." in to_markdown(report)
    assert "Er verandert niets." in to_html(report)


def test_only_another_way_of_writing_says_so() -> None:
    report = Report("a", "b", rewritten=(FORM,))
    assert "Wat een lezer ziet, verandert niet." in summary(report)[0]
    assert FORM in to_html(report)


# What a proposal says is only ever letters

HOSTILE = (
    "@beheerder #12 !3 ~bug GH-7 owner/repo#1 https://kwaad.example www.kwaad.example a@b.nl <script>alert(1)</script> "
    "[klik](javascript:alert(1)) ![x](https://kwaad.example/x.png) `code` **vet** | cel | </details> <!-- &lt; "
    "\u202ekwaad $x^2$ :+1: \\ {{ 7*7 }} {% x %}"
)
texts = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="@#!~$%^&*_`[]()<>|\\-+=.:/1a w{}'\"\n", max_size=40),
    st.lists(st.sampled_from(HOSTILE.split()), max_size=6).map(" ".join),
)


def hostile_report(text: str) -> Report:
    words = (*marked(text, Mark.REMOVED), *marked(f" {text}", Mark.ADDED))
    change = Change("choice-added", f"Vraag ‘{text}’", {"label": text}, words)
    item = ItemDiff(ItemKind.PAGE, Fate.CHANGED, "content/a.md", "1", text, (change, Change("title", "", {}, words)))
    note = Annotation("content/a.md", 3, 1, "error", "x", text)
    return Report("a", "b", Changes((item,)), (), (note,), 1, 0, (text,), (text,))


def rendered(markdown: str) -> lxml_html.HtmlElement:
    return lxml_html.fragment_fromstring(marko.Markdown(extensions=[GFM]).convert(markdown), create_parent="div")


OWN_TAGS = {"div", "h2", "h3", "p", "ul", "li", "strong", "ins", "del", "details", "summary", "blockquote", "table"}
OWN_TAGS |= {"thead", "tbody", "tr", "th", "td"}


@settings(deadline=None, max_examples=examples(300))
@given(texts)
def test_escaped_text_reads_as_itself_and_is_nothing_else(text: str) -> None:
    # Behind words of our own, as everywhere in the report.
    root = rendered(f"- {escape(text)}\n")
    assert {element.tag for element in root.iter()} <= {"div", "ul", "li"}
    shown = "".join(letter if letter.isprintable() or letter.isspace() else "\ufffd" for letter in text)
    assert root.text_content().replace("\u200b", "").split() == shown.replace("\u200b", "").split()


@settings(deadline=None, max_examples=examples(200))
@given(texts)
def test_a_comment_holds_nothing_but_our_own_tags(text: str) -> None:
    root = rendered(to_markdown(hostile_report(text)))
    assert {element.tag for element in root.iter()} <= OWN_TAGS
    for element in root.iter():
        assert set(element.keys()) <= {"open"}
    # As a forge looks for them: in the text, once it is HTML.
    said = root.text_content()
    assert not re.search(r"(?<![\w`])[@#!~](?=\w)", said)
    assert "://" not in said
    assert not re.search(r"(?i)\bwww\.|\bgh-\d", said)


def test_no_line_of_a_comment_begins_with_what_a_proposal_says() -> None:
    for line in to_markdown(hostile_report("/close")).split("\n"):
        assert not line.startswith("/")


@pytest.mark.parametrize("count", [3, 2000])
def test_a_comment_is_cut_where_it_may_be(count: int) -> None:
    long = "woord " * 800
    change = Change("choice-added", "Vraag", {"label": "x"}, marked(long, Mark.ADDED))
    items = tuple(
        ItemDiff(ItemKind.PAGE, Fate.CHANGED, f"content/{i}.md", str(i), f"Pagina {i}", (change,) * 20)
        for i in range(count)
    )
    text = to_markdown(Report("a", "b", Changes(items)))
    assert MAX_LENGTH - 5_000 < len(text) <= MAX_LENGTH
    assert CUT in text
    assert "de rest staat in het volledige verslag" in text
    for tag in ("details", "ins", "del", "summary"):
        assert len(re.findall(f"<{tag}[ >]", text)) == text.count(f"</{tag}>")


# The page


def test_the_page_needs_nothing_and_allows_nothing() -> None:
    page = to_html(hostile_report(HOSTILE))
    root = lxml_html.document_fromstring(page)
    (policy,) = xpaths.texts(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not root.xpath("//script | //link | //iframe | //object | //form | //a | //*[@style] | //@onclick")
    assert all(source.startswith("data:image/png;base64,") for source in xpaths.texts(root, "//@src"))
    assert not re.search(r"url\(|@import", str(root.xpath("string(//style)")))
    assert HOSTILE.split("\u202e")[0].split()[0] in str(root.xpath("string()"))


def test_someone_who_hears_the_page_hears_what_came_and_went() -> None:
    root = lxml_html.document_fromstring(to_html(Report("a", "b", rich_changes())))
    inserted = [" ".join(element.text_content().split()) for element in xpaths.elements(root, "//article//ins")]
    removed = [" ".join(element.text_content().split()) for element in xpaths.elements(root, "//article//del")]
    assert "(toegevoegd:) rustig (einde)" in inserted
    assert "(verwijderd:) het eerste (einde)" in removed


# The command, on real repositories


def shell(root: Path, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    names = ("-c", "user.name=Toets", "-c", "user.email=toets@voorbeeld.nl", "-c", "init.defaultBranch=main")
    done = subprocess.run(
        ["git", *names, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def put(root: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def commit(root: Path, message: str) -> str:
    shell(root, "add", "-A")
    shell(root, "commit", "-q", "--allow-empty", "-m", message)
    return shell(root, "rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The base toolbox on 'main', with a branch 'voorstel' that is still the same."""
    root = tmp_path / "kopie"
    shutil.copytree(BASE, root)
    shutil.copy(TESTS.parent / "mkdocs.yml", root)
    (root / ".gitignore").write_text("/.build/\n")
    shell(root, "init", "-q")
    commit(root, "basis")
    shell(root, "checkout", "-q", "-b", "voorstel")
    return root


def changes(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return toolbox(root, "changes", "--zonder-muren", *arguments)


def report_of(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / ".build/wijzigingen/wijzigingen.json").read_text("utf-8"))
    return found


def test_the_command_writes_the_whole_report(repository: Path) -> None:
    put(repository, proposed(read_tree(repository)[0].files))
    head = commit(repository, "voorstel")
    done = changes(repository, "main..voorstel")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("- Gewijzigd: 2 pagina’s, 1 format, 1 schema en 1 inventaris.\n")
    assert "Deze vraag is niet meer als gevoelig gemerkt." in done.stdout
    report = report_of(repository)
    assert report["head"] == head
    page = lxml_html.parse(str(repository / ".build/wijzigingen/wijzigingen.html")).getroot()
    pictures = page.xpath("//img/@src")
    assert pictures
    for source in pictures:
        data = base64.b64decode(source.removeprefix("data:image/png;base64,"))
        assert len(data) <= 150_000
        image = Image.open(io.BytesIO(data))
        assert image.size[0] <= 900
        image.load()
    assert shell(repository, "status", "--porcelain") == ""


def test_words_boxed_on_paper_are_the_words_that_changed(repository: Path) -> None:
    text = (repository / FORM).read_text("utf-8")
    (repository / FORM).write_text(text.replace("Ik ga akkoord", "Ik vind het goed"), "utf-8")
    commit(repository, "voorstel")
    assert changes(repository, "main..voorstel").returncode == 0
    (item,) = report_of(repository)["items"]
    (page,) = item["paper"]["changed"]
    assert (page["removed"], page["added"]) == ("ga akkoord", "vind het goed")
    assert item["paper"]["old_pages"] == item["paper"]["new_pages"]
    source = xpaths.texts(lxml_html.parse(str(repository / ".build/wijzigingen/wijzigingen.html")), "//img/@src")
    for data, ink in zip(source, ((160, 20, 20), (11, 94, 64)), strict=True):
        image = Image.open(io.BytesIO(base64.b64decode(data.partition(",")[2]))).convert("RGB")
        colours = image.getcolors(maxcolors=1000)
        assert colours
        assert ink in {colour for _, colour in colours}


def test_nothing_changed(repository: Path) -> None:
    done = changes(repository, "main..voorstel")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("- Er verandert niets.\n")


def test_three_dots_leave_out_what_main_did_meanwhile(repository: Path) -> None:
    put(
        repository,
        {"content/over-deze-site.md": (repository / "content/over-deze-site.md").read_bytes() + b"\nErbij.\n"},
    )
    commit(repository, "voorstel")
    shell(repository, "checkout", "-q", "main")
    put(repository, {STEP: (repository / STEP).read_bytes() + b"\nIntussen.\n"})
    commit(repository, "op main")
    assert changes(repository, "main...voorstel", "--no-paper").returncode == 0
    assert [item["path"] for item in report_of(repository)["items"]] == ["content/over-deze-site.md"]
    assert changes(repository, "main..voorstel", "--no-paper").returncode == 0
    assert len(report_of(repository)["items"]) == 2


def test_what_goes_wrong_only_together_is_found(repository: Path) -> None:
    """The proposal takes a page away that nothing led to; meanwhile a link to it came."""
    invitation, link = "content/bijlagen/1.1-uitnodiging.md", "[uitnodiging](../bijlagen/1.1-uitnodiging.md)"
    step = (repository / STEP).read_bytes()
    shell(repository, "checkout", "-q", "main")
    assert step.count(link.encode()) == 1
    put(repository, {STEP: step.replace(link.encode(), b"uitnodiging")})
    commit(repository, "zonder link")
    shell(repository, "checkout", "-q", "-B", "voorstel", "main")
    (repository / invitation).unlink()
    commit(repository, "voorstel")
    shell(repository, "checkout", "-q", "main")
    put(repository, {STEP: step})
    commit(repository, "met link")
    done = changes(repository, "main...voorstel", "--no-paper")
    assert done.returncode == 1
    report = report_of(repository)
    assert (STEP, "link-missing") in [(note["path"], note["code"]) for note in report["annotations"]]
    assert "Intussen is er meer veranderd. Dit verslag laat zien wat het voorstel doet met wat er nu is." in done.stdout
    assert report["head"] == shell(repository, "rev-parse", "voorstel").strip()


def test_a_proposal_that_does_not_fit_any_more_says_so_first(repository: Path) -> None:
    step = (repository / STEP).read_bytes()
    put(repository, {STEP: step.replace(b"Neem de tijd", b"Neem rustig de tijd")})
    commit(repository, "voorstel")
    shell(repository, "checkout", "-q", "main")
    put(repository, {STEP: step.replace(b"Neem de tijd", b"Neem kort de tijd")})
    commit(repository, "op main")
    assert changes(repository, "main...voorstel", "--no-paper").returncode == 0
    report = report_of(repository)
    assert report["attention"] == [
        "Dit voorstel past niet meer bij wat er nu is: op dezelfde plek is intussen iets anders veranderd, in "
        f"{STEP}: tekst. Iemand moet kiezen wat er komt te staan; met ‘toolbox intake --page’ doe je dat met beide "
        "teksten naast elkaar. Dit verslag laat alleen zien wat het voorstel zelf deed."
    ]
    (item,) = report["items"]
    added = [run["text"].strip() for run in item["changes"][0]["blocks"][0]["text"] if run["mark"] == "toegevoegd"]
    assert added == ["rustig"]


def test_errors_are_told_at_their_line_and_the_rest_is_still_compared(repository: Path) -> None:
    step = (repository / STEP).read_text("utf-8")
    put(
        repository,
        {
            STEP: step.replace("(../bijlagen/1.1-uitnodiging.md)", "(../bijlagen/1.9-weg.md)").encode(),
            ROUTE: b"titel: [\n",
            "content/over-deze-site.md": b"kapot\n",
        },
    )
    commit(repository, "voorstel")
    done = changes(repository, "main..voorstel", "--no-paper", "--github")
    assert done.returncode == 1
    line = step.split("\n").index(next(row for row in step.split("\n") if "uitnodiging.md" in row)) + 1
    assert f"::error file={STEP},line={line},title=Controle van de toolbox::de link" in done.stdout
    # And in words, for who has no forge.
    assert f"- {STEP}, regel {line}: fout: de link ‘" in done.stdout
    report = report_of(repository)
    assert report["unreadable"] == ["content/over-deze-site.md", ROUTE]
    assert [item["path"] for item in report["items"]] == [STEP]


def test_what_a_proposal_breaks_elsewhere_belongs_to_it(repository: Path) -> None:
    (repository / "content/bijlagen/1.1-uitnodiging.md").unlink()
    commit(repository, "voorstel")
    assert changes(repository, "main..voorstel", "--no-paper").returncode == 1
    notes = report_of(repository)["annotations"]
    assert (STEP, "link-missing") in [(note["path"], note["code"]) for note in notes]


def test_errors_that_were_there_are_not_blamed_on_it(repository: Path) -> None:
    put(repository, {"content/over-deze-site.md": b"kapot\n"})
    commit(repository, "stuk")
    put(repository, {STEP: (repository / STEP).read_bytes() + b"\nErbij.\n"})
    commit(repository, "voorstel")
    done = changes(repository, "HEAD~1..HEAD", "--no-paper")
    assert done.returncode == 1
    report = report_of(repository)
    assert report["annotations"] == []
    assert report["elsewhere"] == report["errors"] == 1
    assert "Elders staat nog 1 fout. Die hoort niet bij dit voorstel." in done.stdout


def test_other_files_are_named_and_never_used(repository: Path) -> None:
    put(repository, {"scripts/kwaad.py": b"raise SystemExit(99)\n", "jinja2.py": b"raise SystemExit(99)\n"})
    commit(repository, "voorstel")
    done = changes(repository, "main..voorstel")
    assert done.returncode == 0
    assert report_of(repository)["outside"] == ["jinja2.py", "scripts/kwaad.py"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("main", "zijn geen twee versies"),
        ("..main", "zijn geen twee versies"),
        ("main..nergens", "Versie ‘nergens’ bestaat hier niet"),
        ("main..-n", "Versie ‘-n’ bestaat hier niet"),
        ("main..voorstel..main", "zijn geen twee versies"),
        ("main..HEAD:content", "bestaat hier niet"),
    ],
)
def test_what_cannot_be_compared_is_refused(repository: Path, asked: str, words: str) -> None:
    done = changes(repository, asked)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (repository / ".build").exists()


def test_a_checkout_without_history_is_refused(repository: Path) -> None:
    shutil.rmtree(repository / ".git")
    done = changes(repository, "main..voorstel")
    assert done.returncode == 2
    assert "geen kopie van Git" in done.stderr


def test_a_shallow_clone_says_what_to_do(repository: Path, tmp_path: Path) -> None:
    put(repository, {STEP: (repository / STEP).read_bytes() + b"\nErbij.\n"})
    commit(repository, "voorstel")
    old = shell(repository, "rev-parse", "main").strip()
    shell(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", "ondiep")
    done = changes(tmp_path / "ondiep", f"{old}..HEAD")
    assert done.returncode == 2
    assert "git fetch --unshallow" in done.stderr


# A commit is read as a checkout is


def test_a_commit_reads_as_the_checkout_it_came_from(repository: Path) -> None:
    put(repository, {"content/Hoofdletter.md": b"x", "content/plaatje.png": b"x", "content/.verborgen/a.md": b"x"})
    put(repository, {"content/a/b/c/d/e/f/g/diep.md": b"x", "content/groot.md": b"x" * (MAX_FILE_BYTES + 1)})
    put(repository, {"content/lfs.md": b"version https://git-lfs.github.com/spec/v1\n", "forms/é/x.csv": b"x"})
    (repository / "content/link.md").symlink_to("/etc/passwd")
    head = commit(repository, "vreemd")
    tree, found = read_commit(repository, head)
    checkout, expected = read_tree(repository)
    assert tree == checkout
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_a_submodule_is_not_followed(repository: Path) -> None:
    own = shell(repository, "rev-parse", "HEAD").strip()
    shell(repository, "update-index", "--add", "--cacheinfo", f"160000,{own},content/ander")
    shell(repository, "commit", "-q", "-m", "module")
    _, found = read_commit(repository, shell(repository, "rev-parse", "HEAD").strip())
    assert [(finding.code, finding.path) for finding in found] == [("not-a-file", "content/ander")]


def nested(root: Path, blob: str, width: int, depth: int) -> str:
    """A tree that unfolds into width ** depth files out of a handful of objects."""
    kind, name = "100644 blob", blob
    for _ in range(depth):
        entries = "".join(f"{kind} {name}\tm{index}{'.md' * kind.endswith('blob')}\n" for index in range(width))
        done = subprocess.run(["git", "mktree"], cwd=root, input=entries, capture_output=True, text=True, check=True)
        kind, name = "040000 tree", done.stdout.strip()
    return name


def test_a_tree_without_end_is_not_unfolded(repository: Path) -> None:
    blob = shell(repository, "hash-object", "-w", STEP).strip()
    shell(repository, "read-tree", "--prefix=content/bom/", nested(repository, blob, 20, 1))
    content = nested(repository, blob, 20, 6)
    done = subprocess.run(
        ["git", "mktree"],
        cwd=repository,
        input=f"040000 tree {content}\tcontent\n",
        capture_output=True,
        text=True,
        check=True,
    )
    head = shell(repository, "commit-tree", "-m", "bom", done.stdout.strip()).strip()
    tree, found = read_commit(repository, head)
    assert len(tree.files) <= 5_000
    assert "too-many-files" in [finding.code for finding in found]


@pytest.mark.parametrize("word", HOSTILE.split())
def test_hostile_words_come_through_the_page_as_words(word: str) -> None:
    root = lxml_html.document_fromstring(to_html(hostile_report(f"x {word} y")))
    assert f"x {word} y" in str(root.xpath("string()"))
