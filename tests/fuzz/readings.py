"""Targets: filled-in files. Whatever somebody sends gives answers or one refusal with a sentence."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from hypothesis import strategies as st

from fuzz import corpus, grammar, tokens
from fuzz.mutation import as_bytes, mutated, mutated_zip, rearranged
from fuzz.target import Target, Vary
from readers import read_file
from toolbox.core.form import Format
from toolbox.forms.answers import Found
from toolbox.reading.archive import MAX_UNPACKED, read_archive
from toolbox.reading.collected import collect
from toolbox.reading.forexcel import BOOK
from toolbox.reading.notes import Note
from toolbox.reading.page import page_check
from toolbox.reading.placing import Placed, place, place_nowhere
from toolbox.reading.refusal import Refusal
from toolbox.reading.run import Form, Read

LIMIT = 2_000_000  # bytes; the commands take 20 MB, of which PDFs and pictures are most
COLLECTED = 500  # answers: collecting is done once for all files, and takes Frictionless a second for some thousands
HEADER = ("naam", "geboren", "gezondheid", "stage", "dagen", "akkoord", "handtekening")


def reads(suffix: str) -> Callable[[bytes], set[str]]:
    """A check of a file that is called `ingevuld` with this suffix."""

    def check(data: bytes) -> set[str]:
        with TemporaryDirectory(prefix="fuzz-") as folder:
            path = Path(folder, f"ingevuld{suffix}")
            path.write_bytes(data)
            return check_file(path)

    return check


def check_file(path: Path) -> set[str]:
    """As `run.read_one`, but without its net, which takes any exception for a damaged file."""
    form = corpus.form()
    try:
        found = read_file(path, (form,), path.name)
    except Refusal as refusal:
        check_note(Note(refusal.code, (), refusal.values))
        return {refusal.code}
    assert found
    forms = tuple(Form(item.shape, form.name, form.number, form.version, _placed(item, form)) for item in found)
    notes = [note for item in forms for note in item.placed.notes]
    for note in notes:
        check_note(note)
    if sum(len(item.values) + sum(map(len, item.rows.values())) for item in found) < COLLECTED:
        check_package(Read(path.name, forms))
    return {"read", *(note.code for note in notes)}


def _placed(found: Found, form: Format) -> Placed:
    return place(found, form) if found.name == form.name else place_nowhere(found)


def check_package(read: Read) -> None:
    package = collect([read], (corpus.form(),))
    assert not package.complaints, package.complaints
    for name, content in package.files.items():
        if name == BOOK:
            openpyxl.load_workbook(io.BytesIO(content), read_only=True).close()
        else:
            assert content.decode("utf-8") is not None, name


def check_note(note: Note) -> None:
    assert note.message.strip()
    assert note.brief.strip()


def check_archive(data: bytes) -> tuple[str, ...]:
    try:
        members = read_archive(data)
    except Refusal as refusal:
        return (refusal.code,)
    assert sum(map(len, members.values())) <= MAX_UNPACKED
    return ("read",)


# Inputs.


def _pdfs() -> st.SearchStrategy[bytes]:
    _, full, plain = corpus.filled_pdfs()
    words = as_bytes(tokens.PDF)
    return st.one_of(mutated((plain,), words, LIMIT), mutated((plain, full), words, LIMIT))


def _words() -> st.SearchStrategy[bytes]:
    return mutated_zip(corpus.words(), as_bytes(tokens.XML), LIMIT)


def _workbooks() -> st.SearchStrategy[bytes]:
    return mutated_zip(corpus.workbooks(), as_bytes(tokens.XML), LIMIT)


def _data_packages() -> st.SearchStrategy[bytes]:
    return mutated_zip(corpus.data_packages(), as_bytes((*tokens.JSON, *tokens.CSV)), LIMIT)


def _archives() -> st.SearchStrategy[bytes]:
    seeds = (*corpus.words(), *corpus.workbooks(), *corpus.data_packages())
    zips = as_bytes(
        ("PK\x03\x04", "PK\x05\x06", "PK\x01\x02", "PK\x06\x06", "PK\x06\x07", "\x00" * 8, "é", "\x08", "\x63")
    )
    noise = (*zips, b"\xff\xff\xff\xff", b"\xff\xff", b"\x0c\x00", b"\x0e\x00", b"\x5d\x00", b"\x01\x00", b"\x09\x00")
    return st.one_of(mutated(seeds, noise, LIMIT), mutated_zip(seeds, noise, LIMIT))


def _pages() -> st.SearchStrategy[bytes]:
    """With other answers and the check right for them, or changed by hand."""
    page = corpus.saved_page()
    script = _script().search(page.decode())
    assert script
    content = json.loads(script[3])
    odd = rearranged((content,), 2_000).map(lambda answers: json.dumps(answers, ensure_ascii=False))
    typed = mutated((json.dumps(content).encode(),), as_bytes(tokens.JSON), LIMIT).map(
        lambda data: data.decode("utf-8", "replace")
    )
    words = as_bytes((*tokens.HTML, *tokens.JSON))
    return st.one_of(st.builds(_with_answers, odd | typed), mutated((page,), words, LIMIT))


@cache
def _script() -> re.Pattern[str]:
    return re.compile(r'(<script type="application/json"[^>]*data-controle=")[^"]*("[^>]*>)(.*?)(</script>)', re.DOTALL)


def _with_answers(text: str) -> bytes:
    from lxml import html

    text = text.replace("<", "\\u003c")
    page = corpus.saved_page().decode()
    readable = str(
        html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8")).xpath("string(//main)")
    )
    sign = page_check(text, readable)
    return _script().sub(lambda found: found[1] + sign + found[2] + text + found[4], page).encode("utf-8", "replace")


def _csv_files() -> st.SearchStrategy[bytes]:
    seeds = tuple(
        _rows(header, mark) for header in (HEADER, ("groep", "nr", "taak", "oordeel")) for mark in (",", ";", "\t")
    )
    made = grammar.csv_text(HEADER, LIMIT).map(lambda text: text.encode("utf-8", "surrogatepass"))
    return st.one_of(made, mutated(seeds, as_bytes(tokens.CSV), LIMIT))


def _rows(header: Sequence[str], mark: str) -> bytes:
    rows = [header, *([f"{name} {number}" for name in header] for number in range(3))]
    return "\n".join(mark.join(row) for row in rows).encode()


def _bytes(words: Sequence[str]) -> Vary:
    """What was worth keeping, with something done to its bytes."""
    return lambda kept: mutated(kept, as_bytes(words), LIMIT)


TARGETS = (
    Target("read-pdf", _pdfs, reads(".pdf"), may_run_out=True, vary=_bytes(tokens.PDF)),
    Target("read-word", _words, reads(".docx"), may_run_out=True),
    Target("read-workbook", _workbooks, reads(".xlsx"), may_run_out=True),
    Target("read-page", _pages, reads(".html"), may_run_out=True, vary=_bytes(tokens.HTML)),
    Target("read-package", _data_packages, reads(".zip"), may_run_out=True),
    Target("read-csv", _csv_files, reads(".csv"), may_run_out=True, vary=_bytes(tokens.CSV)),
    Target("archive", _archives, check_archive, may_run_out=True),
)
