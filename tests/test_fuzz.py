"""A little of the fuzzing on every run, the same each time: what once went wrong, and some inputs of every kind.

`make fuzz` does more of it. What an input must hold to, and the limits of time and memory, are in `fuzz`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import strategies as st

from boxes import boxed
from fuzz import bombs, corpus, kept, readings, sources
from fuzz.corpus import SEEDS
from fuzz.judge import wrongs
from fuzz.kept import keep, kept_inputs
from fuzz.meaning import Meaning, Promise, Touched, check_invented, check_kept
from fuzz.received import KITCHENS
from fuzz.recipe import Recipe, Step
from fuzz.smaller import smaller
from fuzz.target import Check, Target
from fuzz.targets import TARGETS
from fuzz.targets import kept as kept_faults
from fuzz.worker import Outcome, Plan, run
from patience import pace
from toolbox.core.findings import Finding
from toolbox.source.check import check_source
from toolbox.source.prose import sanitise
from toolbox.source.tree import Tree

pytestmark = pytest.mark.promise("no-hang", "text")

EXAMPLES = 10
NAMES = [target.name for target in TARGETS]


def told(outcome: Outcome) -> list[str]:
    """Not what was only slow (`make fuzz` tells); a hang is told."""
    failures = [failure for failure in outcome.failures.values() if failure.what != "slow"]
    return [f"{failure.what}: {failure.told}\n{failure.data[:300]!r}" for failure in failures]


@pytest.mark.parametrize("target", TARGETS, ids=NAMES)
def test_what_once_went_wrong_and_some_inputs_of_every_kind(target: Target) -> None:
    given = tuple(data for _, data in kept_faults(target))
    # What takes long is tried less.
    examples = max(3, EXAMPLES // int(target.patience))
    outcome = run(target, Plan(given, examples))
    assert told(outcome) == []
    assert outcome.inputs >= len(given) + examples
    # They reach further than the first `if`.
    assert len(outcome.codes) > 1


def test_every_kept_fault_belongs_to_a_target() -> None:
    assert {path.name for path in SEEDS.iterdir()} <= set(NAMES)
    assert bombs.BOMBS.keys() <= set(NAMES)
    assert len(bombs.markdown()) > 40


def test_a_real_file_is_read_by_each_reader() -> None:
    """So that a change in one of them begins from something that is still whole."""
    reads = {
        ".pdf": corpus.filled_pdfs(),
        ".docx": corpus.words(),
        ".xlsx": corpus.workbooks(),
        ".zip": corpus.data_packages(),
        ".html": (corpus.saved_page(),),
    }
    for suffix, files in reads.items():
        for data in files:
            assert "read" in readings.reads(suffix)(data), suffix


@pytest.mark.parametrize("name", KITCHENS)
def test_every_change_can_be_made_in_a_real_file(name: str) -> None:
    """Else nothing is asked of what comes of it."""
    kitchen = KITCHENS[name]
    for change, what in kitchen.changes.items():
        tries = [Recipe(file, (Step(change, (number, number + 1, 3)),)) for file in range(2) for number in range(3)]
        assert what.promise in {promise for recipe in tries for promise in kitchen.promised(recipe.written())}, change


def test_nothing_may_move_get_lost_or_be_invented() -> None:
    before = Meaning("", ({"naam": "Ayşe", "dag": "2026-11-03"},), ("x",))
    box = boxed((corpus.form(),))
    moved = Meaning("", ({"naam": "Ayşe", "dag": "2026-11-04"},), ("x",))
    gone = Meaning("", ({"dag": "2026-11-03"},), ("x",))
    told = Meaning("", ({"dag": "2026-11-03"},), ("x", "er is iets"))
    for after, touched in (
        (moved, Touched()),
        (Meaning("file-damaged"), Touched()),
        (moved, Touched(promise=Promise.SAME_OR_TOLD)),
        (moved, Touched({"naam"}, promise=Promise.NOTHING_MOVES)),
        (gone, Touched({"naam"}, promise=Promise.NOTHING_LOST)),
        (told, Touched({"naam"}, promise=Promise.NOTHING_LOST)),
    ):
        with pytest.raises(AssertionError):
            check_kept(before, after, touched, box)
    check_kept(before, moved, Touched({"dag"}, promise=Promise.NOTHING_MOVES), box)
    check_kept(before, told, Touched(promise=Promise.SAME_OR_TOLD), box)
    for text in ("Piet", "2026-11-03"):
        with pytest.raises(AssertionError, match="invented"):
            check_invented([text], "Ayşe", box)
    check_invented(["Ayşe", "true", "week,weekend", "2026-11-03"], "Ayş e week weekend 46329", box)


def test_findings_are_the_same_whatever_python_hashes_by() -> None:
    """Texts are hashed anew in each process: sets give another order."""
    program = (
        "import json, sys\n"
        "from toolbox.source.check import check_source\n"
        "from toolbox.source.tree import Tree\n"
        "for text in json.load(sys.stdin):\n"
        f"    for finding in check_source(Tree({{{sources.PACKAGE!r}: text.encode()}}), ()).findings:\n"
        "        print(finding)\n"
    )
    given = json.dumps([data[:5_000].decode("utf-8", "replace") for data in bombs.packages().values()])
    texts = []
    for number in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": number}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, input=given, env=environment, capture_output=True, text=True, check=True)
        texts.append(done.stdout)
    assert texts[0].count("\n") > 200
    assert texts[0] == texts[1]


# The fuzzing itself: a fault must be seen, whatever it is.


def _target(check: Check) -> Target:
    return Target("proef", lambda: st.binary(max_size=8).map(lambda data: b"x" + data), check)


def _raises(data: bytes) -> tuple[str, ...]:
    raise KeyError(data)


def _hangs_in_a_library(data: bytes) -> tuple[str, ...]:
    re.match(r"(a+)+$", "a" * 60 + "b")
    return ()


def _takes_everything(data: bytes) -> tuple[str, ...]:
    return (str(len(b"a" * 10**11)),)


def _is_slow(data: bytes) -> tuple[str, ...]:
    end = time.process_time() + 0.3 * pace()
    while time.process_time() < end:
        pass
    return ()


def _dies(data: bytes) -> tuple[str, ...]:
    os._exit(3)


@pytest.mark.parametrize(
    ("check", "what"),
    [
        (_raises, "KeyError in test_fuzz.py:_raises"),
        (_hangs_in_a_library, "hangs"),
        (_takes_everything, "MemoryError in test_fuzz.py:_takes_everything"),
        (_is_slow, "slow"),
        (_dies, "dies (3)"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_seen(check: Check, what: str) -> None:
    outcome = run(_target(check), Plan((b"een",), slow=0.2, hangs=1.0))
    assert list(outcome.failures) == [what]
    assert outcome.failures[what].data == b"een"


def test_after_an_input_that_kills_the_rest_is_tried() -> None:
    def check(data: bytes) -> tuple[str, ...]:
        return _dies(data) if data == b"twee" else (data.decode(),)

    outcome = run(_target(check), Plan((b"een", b"twee", b"drie")))
    assert outcome.inputs == 3
    assert outcome.codes == {"een", "drie"}
    assert [failure.data for failure in outcome.failures.values()] == [b"twee"]


def test_of_a_fault_the_shortest_input_is_kept() -> None:
    def check(data: bytes) -> tuple[str, ...]:
        return _raises(data) if len(data) > 3 else ()

    (failure,) = run(_target(check), Plan((), 200)).failures.values()
    assert len(failure.data) == 4


def test_a_run_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from fuzz import __main__ as program

    def check(data: bytes) -> tuple[str, ...]:
        return _raises(data) if data == b"x" else ("goed",)

    monkeypatch.setattr(program, "FOUND", tmp_path / "found")
    monkeypatch.setattr(program, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(program, "TARGETS", (_target(check),))
    monkeypatch.setattr(sys, "argv", ["fuzz"])
    # Three seconds are plenty, unless the machine has no time for us at all.
    for minutes in ("0.05", "1", "10"):
        monkeypatch.setenv("FUZZ_MINUTES", minutes)
        status, lines = program.main(), capsys.readouterr().out.splitlines()
        if status:
            break
    assert status == 1
    assert lines[0].split(" | ") == ["target        ", "  inputs", "slowest (s)", "codes", "failures"]
    assert re.fullmatch(r"proef +\| +[1-9]\d* \| +\d\.\d\d \| +[01] \| 1", lines[2])
    (path,) = (tmp_path / "found" / "proef").iterdir()
    assert path.read_bytes() == b"x"
    # It is not what the next run begins with: that is in found/.
    assert b"x" not in kept_inputs(_target(check), tmp_path / "kept")
    assert lines[4:6] == [str(path), "KeyError in test_fuzz.py:_raises"]


def test_what_is_new_is_kept_and_no_more_than_there_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = _target(_raises)
    assert kept_inputs(target, tmp_path) == ()
    keep(target, [b"drie", b"een", b"een", b"x" * (kept.LONGEST + 1)], tmp_path)
    assert kept_inputs(target, tmp_path) == (b"een", b"drie")
    for number, path in enumerate(sorted((tmp_path / "proef").iterdir(), key=lambda path: path.read_bytes() == b"een")):
        os.utime(path, (number, number))
    monkeypatch.setattr(kept, "MOST", 2)
    keep(target, [b"vier"], tmp_path)
    assert kept_inputs(target, tmp_path) == (b"een", b"vier")
    monkeypatch.setattr(kept, "MOST_BYTES", 5)
    keep(target, [], tmp_path)
    assert kept_inputs(target, tmp_path) == (b"vier",)


def test_an_input_is_new_by_how_it_ends_or_by_what_it_reaches() -> None:
    def check(data: bytes) -> tuple[str, ...]:
        if data.startswith(b"twee"):
            sanitise(sources.PAGE, "<p>a</p>")
        return ("anders",) if data == b"drie" else ("goed",)

    inputs = (b"een", b"een nog eens", b"twee", b"twee nog eens", b"drie")
    assert run(_target(check), Plan(inputs, traced=True)).new == [b"een", b"twee", b"drie"]


def test_a_failing_input_is_made_smaller() -> None:
    def check(data: bytes) -> tuple[str, ...]:
        return _raises(data) if b"fout" in data else ()

    lines = b"goed\n" * 20 + b"nu een fout hier\n" + b"goed\n" * 20
    found = run(_target(check), Plan((lines,))).failures
    (failure,) = found.values()
    assert len(smaller(_target(check), failure).data) < 20
    recipe = Recipe(0, tuple(Step(name, (1,)) for name in ("goed", "fout", "goed"))).written()
    target = replace(_target(check), file=lambda data: data)
    (failure,) = run(target, Plan((recipe,))).failures.values()
    assert json.loads(smaller(target, failure).data)["steps"] == [["fout", 1]]


# What is judged: the judge must see harm, and what a finding may not be.


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<p onclick=x>",
        "<p title=x>",
        "<a href='javascript:x'>a</a>",
        "<a href='java\tscript:x'>a</a>",
        "<a href='//a.nl'>a</a>",
        "<a href='/\\a.nl'>a</a>",
        "<a href='\\\\a.nl'>a</a>",
        "<a href='a.html'>a</a>",
        "<h2 id=__config>a</h2>",
        "<h2 id=_x>a</h2>",
        "<h2 id=''>a</h2>",
        "<div class='md-nav'>a</div>",
        "<img src='https://a.nl/x.png'>",
        "<img src='image:content/../x.png'>",
        "<img src='image:content/afbeeldingen/x.svg'>",
        "<!-- a -->",
        "<svg></svg>",
        "<math><mtext><p>a</p></mtext></math>",
        "<td colspan=9>a</td>",
    ],
)
def test_the_judge_sees_harm(text: str) -> None:
    assert wrongs(text)


def test_the_judge_passes_what_prose_is_made_of() -> None:
    golden = (corpus.HERE.parent / "golden" / "prose.html").read_text("utf-8")
    assert wrongs(golden) == []
    assert wrongs(sanitise(sources.PAGE, '<img src="../afbeeldingen/a.png" alt="a > b">')) == []


@pytest.mark.parametrize(
    "finding",
    [
        Finding("yaml-trap", "content/a.md", 3, {"value": "x", "reading": "y"}),
        Finding("yaml-trap", "content/a.md", 1, {"value": "x", "reading": "y"}, 9),
        Finding("yaml-trap", "content/b.md", 1, {"value": "x", "reading": "y"}),
        Finding("yaml-trap", "content/a.md", 0, {"value": "x", "reading": "y"}, 2),
    ],
)
def test_a_finding_must_have_a_place_that_is_there(finding: Finding) -> None:
    with pytest.raises(AssertionError):
        sources.check_finding(finding, Tree({"content/a.md": b"a\n"}))


def test_no_finding_steers_a_terminal() -> None:
    """A name that YAML writes with an escape, and one that is far too long."""
    files = {sources.PACKAGE: b'"\\u001b[31m": 1\n"\\u001b[31m": 2\n? ' + b"a" * 5_000 + b"\n"}
    shown = [json.dumps(str(finding)) for finding in check_source(Tree(files), ()).findings]
    assert shown
    assert not any("\\u001b" in line or len(line) > 2_000 for line in shown)
