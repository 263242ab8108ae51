"""`toolbox read`: many files into one data package, whatever people send."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
import pty
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import frictionless
import openpyxl
import pytest

from boxes import BASE, source_of
from conftest import ROOT
from patience import PATIENCE
from processes import hear_stops
from readers import read_all, read_file, read_one
from toolbox.core.form import Format
from toolbox.core.sentences import SENTENCES
from toolbox.forms.answers import Answers, Found
from toolbox.forms.formulas import original
from toolbox.reading import pdf, run
from toolbox.reading.collected import KINDS, MISFIT, collect
from toolbox.reading.files import MAX_SIZE, find_files
from toolbox.reading.folder import write_package
from toolbox.reading.placing import Placed
from toolbox.reading.refusal import Refusal
from toolbox.reading.run import Form, Read
from warm import toolbox

pytestmark = pytest.mark.promise("reading")

FORMATS = source_of(BASE).toolbox.formats
HEADER = "naam,geboren,gezondheid,stage,dagen,akkoord,handtekening\n"
GOOD = HEADER + 'Ayşe,3-11-2006,"noten, melk",Ja,"week,weekend",x,\n'
HALF = HEADER + ",morgen,,,nooit,,\n"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Runs the command with a reader of PDFs put in its place: {reader} is the body of `read_pdf(data, file)`.
STAND_IN = """
import os, signal, sys, tempfile, time
# A test run in the background has Ctrl-C ignored, and its children would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
from toolbox.forms.answers import Found
from toolbox.reading import pdf
def read_pdf(data, file, toolbox):
    {reader}
pdf.read_pdf = read_pdf
from toolbox.cli import main
sys.exit(main())
"""


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A small checkout, and a folder `in` beside its content."""
    root = tmp_path / "box"
    shutil.copytree(BASE, root)
    (root / "mkdocs.yml").write_text("site_url: https://example.org/\n")
    (root / "in").mkdir()
    return root


def table(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return [{name: original(cell) for name, cell in row.items()} for row in csv.DictReader(stream)]


def assert_valid(folder: Path) -> None:
    """By the standard's own validator, from the files as they are."""
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["note", "message"]) == []


def leftovers(root: Path) -> set[str]:
    """What stands in the checkout beside what the fixture put there."""
    return {path.name for path in root.iterdir()} - {"content", "forms", "mkdocs.yml", "in"}


def test_files_become_one_package(box: Path) -> None:
    (box / "in" / "b.csv").write_text(GOOD)
    (box / "in" / "a.csv").write_text(HALF)
    (box / "in" / "taken.csv").write_text(
        'groep,nr,taak,oordeel\nSamen,,Helpt een collega,Nog oefenen\n,,"Nieuw",goed\n'
    )
    done = toolbox(box, "read", "in")
    assert done.returncode == 1
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "in/a.csv: kijk na",
        f"  {SENTENCES['filled-nothing']}",
        "  ‘Hoe heet je?’: dit moet ingevuld zijn en is leeg. Vraag het na.",
        f"  ‘Wanneer ben je geboren?’: {SENTENCES['filled-date']}",
        "  ‘Wanneer kun je werken?’: dit is geen keuze van het format. Kijk welke keuze er bedoeld is.",
        "in/b.csv: ok",
        "in/taken.csv: let op",
        "  ‘Hoe heet je?’: dit moet ingevuld zijn en is leeg. Vraag het na.",
        "  ‘Wat kun je al?’: er ontbreken gegeven rijen van het format (aantal: 2). Daar is dus niets ingevuld.",
        "  ‘Wat kun je al?’ (rij 4): deze rij staat niet (meer) in het format. Hij is onderaan bewaard.",
        "3 bestanden: 2 in orde, 1 om na te kijken, 0 niet gelezen.",
        "Niet geplaatst: 2. Dat staat in ingelezen/niet-geplaatst.csv.",
        "Het datapakket staat in ingelezen/.",
    ]
    package = box / "ingelezen"
    assert_valid(package)
    assert stat.S_IMODE(package.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in package.iterdir()} == {0o600}
    files = table(package / "bestanden.csv")
    assert [(row["bestand"], row["status"], row["antwoorden"]) for row in files] == [
        ("in/a.csv", "kijk na", "0"),
        ("in/b.csv", "in orde", "6"),
        ("in/taken.csv", "in orde", "2"),
    ]
    _, ayse, _ = table(package / "1.2-antwoorden.csv")
    assert ayse == {
        "bestand": "in/b.csv",
        "naam": "Ayşe",
        "geboren": "2006-11-03",
        "gezondheid": "noten, melk",
        "stage": "ja",
        "dagen": "week,weekend",
        "akkoord": "true",
        "handtekening": "",
    }
    tasks = table(package / "1.2-taken_lijst.csv")
    assert [(row["rij"], row["taak"], row["oordeel"]) for row in tasks] == [
        ("1", "Komt op tijd, ook op maandag", ""),
        ("2", "Meldt zich af bij ziekte", ""),
        ("3", "Helpt een collega", "oefenen"),
        ("4", "Nieuw", "goed"),
    ]
    left = table(package / "niet-geplaatst.csv")
    assert [(row["vraag_of_tabel"], row["waarde"]) for row in left] == [("geboren", "morgen"), ("dagen", "nooit")]
    kinds = {row["soort"] for row in table(package / "meldingen.csv")}
    assert kinds == {"niets gelezen", "ontbreekt", "past niet", "rij ontbreekt", "rij bewaard"}


def test_all_well_is_status_0_and_the_same_bytes_each_time(box: Path) -> None:
    (box / "in" / "a.csv").write_text(GOOD)
    for target in ("een", "twee"):
        done = toolbox(box, "read", "in/a.csv", "--to", target)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines()[0] == "in/a.csv: ok"
    one, two = ({path.name: path.read_bytes() for path in (box / name).iterdir()} for name in ("een", "twee"))
    assert one == two
    assert sorted(one) == [
        *(
            ".gitignore",
            "1.2-afspraken_lijst.csv",
            "1.2-antwoorden.csv",
            "1.2-taken_lijst.csv",
            "LEESMIJ.txt",
            "bestanden.csv",
        ),
        *("datapackage.json", "ingelezen.xlsx", "meldingen.csv", "niet-geplaatst.csv"),
    ]


def test_git_leaves_the_package_alone(box: Path) -> None:
    (box / "in" / "a.csv").write_text(GOOD)
    assert toolbox(box, "read", "in/a.csv").returncode == 0
    subprocess.run(["git", "init", "-q", "."], cwd=box, check=True)
    seen = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=box, check=True, capture_output=True, text=True
    )
    assert "in/a.csv" in seen.stdout
    assert "ingelezen" not in seen.stdout


@pytest.mark.promise("formulas")
def test_formulas_are_made_harmless_and_come_back(box: Path) -> None:
    evil = '=HYPERLINK("http://x";"klik")'
    name = "@naam.csv"
    (box / name).write_text(HEADER + '"{}",,,,,,\n'.format(evil.replace('"', '""')))
    assert toolbox(box, "read", name).returncode == 0
    with (box / "ingelezen" / "1.2-antwoorden.csv").open(newline="") as stream:
        row = list(csv.reader(stream))[1]
    assert row[:2] == ["'@naam.csv", "'" + evil]
    assert table(box / "ingelezen" / "1.2-antwoorden.csv")[0]["naam"] == evil
    assert_valid(box / "ingelezen")


def test_a_fault_in_the_formats_stops_it(box: Path) -> None:
    (box / "in" / "a.csv").write_text(GOOD)
    (box / "forms" / "los.csv").write_text("x\n")
    done = toolbox(box, "read", "in")
    assert done.returncode == 1
    assert "forms/los.csv: dit bestand staat los in forms/." in done.stdout
    assert done.stdout.endswith("Er is niets gelezen: maak eerst de formats in orde.\n")
    assert leftovers(box) == set()


@pytest.mark.parametrize("there", ["file", "link", "full", "no parent"])
def test_what_stands_at_the_target_is_left_alone(box: Path, there: str) -> None:
    (box / "in" / "a.csv").write_text(GOOD)
    target = box / "doel"
    if there == "file":
        target.write_text("van iemand")
    elif there == "link":
        target.symlink_to(box / "in")
    elif there == "full":
        target.mkdir()
        (target / "brief.txt").write_text("van iemand")
    else:
        target = target / "diep"
    before = sorted(str(path) for path in box.rglob("*"))
    done = toolbox(box, "read", "in", "--to", str(target.relative_to(box)))
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(r"toolbox: .*‘doel(/diep)?’.*\.\n", done.stderr)
    assert sorted(str(path) for path in box.rglob("*")) == before


def test_an_empty_folder_will_do(box: Path) -> None:
    (box / "in" / "a.csv").write_text(GOOD)
    (box / "leeg").mkdir(mode=0o755)
    assert toolbox(box, "read", "in", "--to", "leeg").returncode == 0
    assert stat.S_IMODE((box / "leeg").stat().st_mode) == 0o700


def test_outside_a_checkout(tmp_path: Path) -> None:
    done = toolbox(tmp_path, "read", "a.pdf")
    assert (done.returncode, done.stdout) == (2, "")
    assert "geen map van de toolbox" in done.stderr


def test_nothing_that_can_be_read_leaves_nothing_behind(box: Path) -> None:
    for arguments in (["in"], ["in/er-is-niets.pdf"]):
        done = toolbox(box, "read", *arguments)
        assert done.returncode == 1
        assert done.stdout.endswith("Er is niets gelezen en niets geschreven.\n")
        assert leftovers(box) == set()
    assert done.stdout.startswith("in/er-is-niets.pdf: niet gelezen. Dit bestand is er niet.")


def bad_files(folder: Path) -> dict[str, str]:
    """Files that cannot be read, by name; the value is the code of the refusal."""
    with (folder / "groot.pdf").open("wb") as stream:
        stream.truncate(1_000_000_000)
    with (folder / "net-te-groot.csv").open("wb") as stream:
        stream.truncate(MAX_SIZE + 1)
    (folder / "leeg.docx").touch()
    (folder / "brief.pdf").write_text("Dit is geen pdf.")
    (folder / "foto.pdf").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (folder / "half.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<</Type /Catalog")
    (folder / "slot.docx").write_bytes(COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le"))
    (folder / "oud.xls").write_bytes(COMPOUND + bytes(600))
    (folder / "half.docx").write_bytes(b"PK\x03\x04" + bytes(40))
    (folder / "niets.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    with zipfile.ZipFile(folder / "klas.zip", "w") as archive:
        archive.writestr("a.pdf", "%PDF-")
    (folder / "ander.csv").write_text("x,y\n1,2\n")
    (folder / "koppeling.pdf").symlink_to("brief.pdf")
    (folder / "map-koppeling").symlink_to(".")
    os.mkfifo(folder / "pijp.pdf")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "poort.pdf"))
    (folder / "\x1b[31mrood\nregel.pdf").write_text("x")
    return {
        "groot.pdf": "file-too-big",
        "net-te-groot.csv": "file-too-big",
        "leeg.docx": "file-empty",
        "brief.pdf": "file-unknown",
        "foto.pdf": "file-unknown",
        "half.pdf": "file-damaged",
        "slot.docx": "file-encrypted",
        "oud.xls": "file-old-office",
        "half.docx": "file-damaged",
        "niets.zip": "file-unknown",
        "klas.zip": "file-unknown",
        "ander.csv": "file-not-ours",
        "koppeling.pdf": "file-not-a-file",
        "map-koppeling": "file-not-a-file",
        "pijp.pdf": "file-not-a-file",
        "poort.pdf": "file-not-a-file",
        "\x1b[31mrood\nregel.pdf": "file-unknown",
    }


def test_each_bad_file_is_told_and_the_good_one_is_read(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The path of a socket may not be long.
    monkeypatch.chdir(box)
    codes = bad_files(Path("in"))
    (box / "in" / "goed.csv").write_text(GOOD)
    (box / "in" / ".verborgen.csv").write_text(GOOD)
    (box / "in" / "~$goed.docx").write_text("x")
    done = toolbox(box, "read", "in")
    assert (done.returncode, done.stderr) == (1, "")
    expected = []
    for name in sorted([*codes, "goed.csv"]):
        said = SENTENCES[codes.get(name, "file-absent")].split(". ")[-1]
        shown = "in/" + re.sub(r"[\x1b\n]", "\ufffd", name)
        expected.append(f"{shown}: ok" if name == "goed.csv" else f"{shown}: niet gelezen. … {said}")
    told = [re.sub(r"(niet gelezen\. ).*\. (\S.*)$", r"\1… \2", line) for line in done.stdout.splitlines()[:-2]]
    assert told == expected
    assert f"{len(codes) + 1} bestanden: 1 in orde, 0 om na te kijken, {len(codes)} niet gelezen." in done.stdout
    assert_valid(box / "ingelezen")


def test_a_file_is_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def reader(kind: str) -> Callable[..., Found]:
        def read(data: bytes, file: str, *_: object) -> Found:
            asked.append(kind)
            raise Refusal("file-not-ours")

        return read

    monkeypatch.setattr("toolbox.reading.pdf.read_pdf", reader("pdf"))
    monkeypatch.setattr("toolbox.reading.page.read_saved", reader("page"))
    monkeypatch.setattr("toolbox.reading.data.read_csv", reader("csv"))
    samples = {
        "a.txt": b"\n \r%PDF-1.7",
        "b.pdf": b"\xef\xbb\xbf <!-- opgeslagen -->\n<!DOCTYPE HTML><p>%PDF-1.7",
        "c.pdf": b"<html lang=nl>",
        "d.CSV": b"\xff\xfea\0,\0",
    }
    for name, data in samples.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(Refusal):
            read_file(tmp_path / name, FORMATS)
    assert asked == ["pdf", "page", "page", "csv"]


def test_a_folder_gives_its_files_once_and_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b/2.pdf", "b/10.pdf", "a/x/1.pdf", ".hg/1.pdf", "a/.1.pdf", "c.pdf"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).touch()
    names = [str(path) for path in find_files([Path("c.pdf"), Path(), Path("b/2.pdf"), Path("weg.pdf")])]
    assert names == ["c.pdf", "a/x/1.pdf", "b/10.pdf", "b/2.pdf", "weg.pdf"]


def pdfs(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"{number}.pdf" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(b"%PDF-" + str(number).encode())
    return paths


def ignore(done: int, total: int) -> None:
    """No progress is shown."""


def answer(number: int, file: str) -> Found:
    return Found(file, "pdf", "kennismaking", "1.0.0", {"naam": str(number)})


def test_a_bad_file_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_pdf(data: bytes, file: str, toolbox: str) -> Found:
        number = int(data[5:])
        match number:
            case 1:
                os.kill(os.getpid(), signal.SIGKILL)
            case 3:
                while True:
                    pass
            case 4:
                bytearray(4_000_000_000)
            case 5:
                os._exit(3)
            case 7:
                raise RecursionError
            case 8:
                return Found(file, "pdf", "kennismaking", "", {"naam": "x" * 100_001})
        return answer(number, file)

    monkeypatch.setattr(pdf, "read_pdf", read_pdf)
    monkeypatch.setattr(run, "MAX_ANSWER", 100_000)
    steps = []
    reads = read_all(pdfs(tmp_path, 12), FORMATS, lambda done, total: steps.append((done, total)), seconds=3)
    codes = {int(Path(read.file).stem): read.refusal.code for read in reads if read.refusal}
    assert codes == {
        1: "file-damaged",
        3: "file-slow",
        4: "file-bomb",
        5: "file-damaged",
        7: "file-damaged",
        8: "file-bomb",
    }
    names = [form.placed.answers.values["naam"] for read in reads for form in read.forms]
    assert names == ["0", "2", "6", "9", "10", "11"]
    assert steps == [(done, 12) for done in range(1, 13)]


def test_the_order_is_that_of_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_pdf(data: bytes, file: str, toolbox: str) -> Found:
        number = int(data[5:])
        time.sleep(0.01 * (7 * number % 5))
        return answer(number, file)

    monkeypatch.setattr(pdf, "read_pdf", read_pdf)
    reads = read_all(pdfs(tmp_path, 40), FORMATS, ignore)
    assert [read.forms[0].placed.answers.values["naam"] for read in reads] == [str(number) for number in range(40)]


def test_no_worker_outlives_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "read_pdf", lambda data, file, toolbox: answer(os.getpid(), file))

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_all(pdfs(tmp_path, 4), FORMATS, stop)
    assert multiprocessing.active_children() == []


def process_ids(words: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if words in entry.read_text("utf-8", "replace"):
                found.append(entry.parent.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_leaves_nothing_behind(box: Path, how: signal.Signals) -> None:
    pdfs(box / "in", 3)
    # A worker writes in the command's own temporary folder alone.
    rooms = box / "in" / "tijdelijk"
    rooms.mkdir()
    program = STAND_IN.format(reader=f"open(tempfile.gettempdir() + '/begonnen', 'w'); time.sleep(600)  # {rooms}")
    command = [sys.executable, "-c", program, "read", "in/0.pdf", "in/1.pdf", "in/2.pdf"]
    process = subprocess.Popen(
        command,
        cwd=box,
        env=os.environ | {"TMPDIR": str(rooms)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=hear_stops,
    )
    while not any(rooms.glob("*/begonnen")):
        assert process.poll() is None
        time.sleep(0.05)
    # A terminal sends Ctrl-C to the workers as well.
    os.killpg(process.pid, how) if how is signal.SIGINT else process.send_signal(how)
    out, error = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert (out, error) == ("", "toolbox: Gestopt. Er is niets geschreven.\n")
    assert leftovers(box) == set()
    assert process_ids(str(rooms)) == []
    assert list(rooms.iterdir()) == []


def test_a_stop_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(self: Path, target: Path) -> None:
        assert {path.name for path in self.iterdir()} == {"a.csv", "b.csv"}
        assert target == tmp_path / "doel"
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", stop)
    with pytest.raises(KeyboardInterrupt):
        write_package({"a.csv": b"1", "b.csv": b"2"}, tmp_path / "doel")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_shown_to_a_person_only(box: Path) -> None:
    pdfs(box / "in", 3)
    program = STAND_IN.format(
        reader="os.write(1, b'x'); return Found(file, 'pdf', 'kennismaking', '1.0.0', {'naam': 'x'})"
    )
    command = [sys.executable, "-c", program, "read", "in", "--to"]
    main, terminal = pty.openpty()
    done = subprocess.run([*command, "een"], cwd=box, stdout=subprocess.PIPE, stderr=terminal, check=False)
    os.close(terminal)
    shown = os.read(main, 10_000).decode()
    os.close(main)
    assert done.returncode == 0
    assert done.stdout.startswith(b"in/0.pdf: ok\n")
    assert shown == "\r1 van 3 bestanden\r2 van 3 bestanden\r3 van 3 bestanden\r\x1b[K"
    done = subprocess.run([*command, "twee"], cwd=box, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_screenful_a_file_at_most(box: Path) -> None:
    (box / "in" / "klas.csv").write_text(HEADER + ",,,,,,x\n" * 300)
    (box / "in" / "z.csv").write_text(GOOD)
    done = toolbox(box, "read", "in")
    told = done.stdout.splitlines()
    assert told[0] == "in/klas.csv #1: let op"
    assert told[19] == "  … en nog 581 regels; alles staat in meldingen.csv."
    assert told[20] == "in/z.csv: ok"
    assert len(table(box / "ingelezen" / "bestanden.csv")) == 301
    assert_valid(box / "ingelezen")


def form_of(values: dict[str, str], form: Format = FORMATS[0]) -> Form:
    return Form("pdf", form.name, form.number, form.version, Placed(Answers(values)))


def test_what_frictionless_says_is_told() -> None:
    good = collect([Read("a.pdf", (form_of({"geboren": "2006-11-03", "stage": "ja"}),))], FORMATS)
    assert good.is_clean
    assert good.complaints == ()
    bad = collect([Read("a.pdf", (form_of({"geboren": "gisteren", "stage": "misschien"}),))], FORMATS)
    assert not bad.is_clean
    assert [note.values["table"] for note in bad.complaints] == ["1.2-antwoorden", "1.2-antwoorden"]
    rows = list(csv.reader(bad.files["meldingen.csv"].decode().splitlines()))
    assert [row[:2] for row in rows[1:]] == [["", "controle"], ["", "controle"]]
    assert "Frictionless" in rows[1][2]


def test_nothing_is_required_in_the_package_and_the_rest_of_the_schema_stays() -> None:
    package = collect([Read("a.pdf", (form_of({}),))], FORMATS)
    assert package.is_clean
    descriptor = json.loads(package.files["datapackage.json"])
    assert '"required"' not in json.dumps(descriptor)
    resources = {resource["name"]: resource for resource in descriptor["resources"]}
    fields = {field["name"]: field for field in resources["1.2-antwoorden"]["schema"]["fields"]}
    assert fields["stage"]["constraints"] == {"enum": ["ja", "nee"]}
    assert fields["gezondheid"]["sensitive"] is True
    assert fields["dagen"]["previousNames"] == ["werkdagen"]
    assert [field["type"] for field in fields.values()] == [
        *("string", "string", "date", "string", "string", "list", "boolean", "string"),
    ]


def test_forms_of_one_file_and_files_of_one_name_stay_apart() -> None:
    reads = [
        Read("a.csv", (form_of({"naam": "1"}), form_of({"naam": "2"}))),
        Read("a.csv #2", (form_of({"naam": "3"}),)),
        Read("a.csv #2", (form_of({"naam": "4"}),)),
    ]
    package = collect(reads, FORMATS)
    assert package.is_clean
    rows = list(csv.reader(package.files["1.2-antwoorden.csv"].decode().splitlines()))
    names = [row[0] for row in rows[1:]]
    assert [row[1] for row in rows[1:]] == ["1", "2", "3", "4"]
    assert len(set(names)) == 4
    assert names[:2] == ["a.csv #1", "a.csv #2"]


def test_a_question_may_be_called_like_our_own_column(box: Path) -> None:
    for path in (box / "forms").rglob("*"):
        if path.is_file():
            path.write_text(re.sub(r"\bnaam\b(?!:)", "bestand", path.read_text()).replace("wat", "rij"))
    (box / "in" / "a.csv").write_text(GOOD.replace("naam", "bestand"))
    (box / "in" / "afspraken_lijst.csv").write_text("rij,wanneer\nBellen,\n")
    assert toolbox(box, "read", "in").returncode == 0
    assert_valid(box / "ingelezen")
    (row, _) = table(box / "ingelezen" / "1.2-antwoorden.csv")
    assert (row["bestand_"], row["bestand"]) == ("in/a.csv", "Ayşe")
    (row,) = table(box / "ingelezen" / "1.2-afspraken_lijst.csv")
    assert (row["bestand"], row["rij_"], row["rij"]) == ("in/afspraken_lijst.csv", "1", "Bellen")


def test_a_format_that_is_not_there_goes_to_what_was_not_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "read_pdf", lambda data, file, toolbox: Found(file, "pdf", "weg", "2.0.0", {"a": "1"}))
    read = read_one(pdfs(tmp_path, 1)[0], FORMATS)
    package = collect([read], FORMATS)
    assert not package.is_clean
    assert package.complaints == ()
    rows = list(csv.reader(package.files["niet-geplaatst.csv"].decode().splitlines()))
    assert rows[1][1:6] == ["weg", "a", "", "", "1"]
    assert sorted(package.files) == [
        *(".gitignore", "LEESMIJ.txt", "bestanden.csv", "datapackage.json", "ingelezen.xlsx"),
        *("meldingen.csv", "niet-geplaatst.csv"),
    ]


def test_every_refusal_and_every_note_has_a_sentence_that_says_what_to_do() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "scripts/toolbox/reading").glob("*.py"))
    refusals = set(re.findall(r'"(file-[a-z-]+)"', code))
    notes = set(re.findall(r'"(filled-[a-z-]+)"', code))
    assert len(refusals) >= 12
    assert len(notes) >= 12
    sentences = {key for key in SENTENCES if key.startswith(("file-", "filled-"))} - {"file-missing"}
    assert refusals | notes == sentences
    for key in refusals:
        assert re.fullmatch(r"[A-Z][^.]+\. .+\.", SENTENCES[key]), key
    assert {KINDS.get(key, MISFIT) for key in notes} >= {MISFIT, *KINDS.values()}


def test_other_commands_do_not_load_the_readers() -> None:
    program = "import sys, toolbox.cli; print([name for name in sys.modules if name.startswith('toolbox.reading')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_workbook_keeps_text_as_it_was_filled_in(box: Path) -> None:
    evil = '=HYPERLINK("http://x")'
    (box / "in" / "a.csv").write_text(HEADER + '0612345678,3-11-2006,1-2,Ja,"week,weekend",x,\'\n')
    (box / "in" / "b.csv").write_text(HEADER + f'"{evil.replace(chr(34), chr(34) * 2)}",,{"a" * 40_000},,,,\n')
    assert toolbox(box, "read", "in").returncode == 0
    book = openpyxl.load_workbook(box / "ingelezen" / "ingelezen.xlsx")
    rows = [[cell.value for cell in row] for row in book["1.2-antwoorden"].iter_rows()]
    titles = ["Hoe heet je?", "Wanneer ben je geboren?", "Welke allergie heb je?", "Wil je stage lopen?"]
    assert rows[0][0] == "Bestand"
    assert rows[0][1:3] == titles[:2]
    assert rows[1][:7] == ["in/a.csv", "0612345678", "03-11-2006", "1-2", "Ja", "Door de week; In het weekend", "ja"]
    assert rows[2][1] == evil
    assert rows[2][3] == "Deze tekst is te lang voor een rekenblad (40000 tekens). Hij staat in 1.2-antwoorden.csv."
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert "Gegevenstypen niet detecteren" in (box / "ingelezen" / "LEESMIJ.txt").read_text("utf-8")
