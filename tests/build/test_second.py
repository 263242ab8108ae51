"""A toolbox about something else altogether: nothing of the first one may be in what is built from it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

from boxes import ROOT
from warm import toolbox

# Of the first toolbox: its name, whom it is for, who fills in its forms and what they are about. Whole words, but for
# those that can stand in a longer one.
FIRST = re.compile(
    r"transitieroute|school-?naar-?werk|stagebegeleider|stageprotocol|leefgebied|gemeente|coördinator|eindstage|arbeid"
    r"|\bmbo\b|\bslb\b|\bstage\b|\bmentor\b|\bscholen\b|\bschool\b|\bstudent(?:en)?\b"
    r"|acht sta(?:ppen|tions)|regionale pilots",
    re.I,
)


def texts(name: str, data: bytes) -> Iterator[str]:
    """Everything in a file that can be read: what is packed in it too."""
    yield name
    suffix = Path(name).suffix
    if suffix in (".zip", ".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from texts(member, archive.read(member))
    elif suffix == ".pdf":
        for page in pypdfium2.PdfDocument(data):
            yield page.get_textpage().get_text_range()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield str(dict(pdf.docinfo))
            for thing in pdf.objects:
                yield repr(thing)
                if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/XML":
                    yield thing.read_bytes().decode()
    elif suffix not in (".png", ".jpg", ".woff2"):
        # The scripts hold text as escapes of JSON.
        yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), data.decode("utf-8"))


def test_no_word_of_the_first_toolbox_is_in_the_second(second: Path) -> None:
    found = {
        (path.relative_to(second).as_posix(), match[0])
        for path in second.rglob("*")
        if path.is_file()
        for text in texts(path.name, path.read_bytes())
        for match in FIRST.finditer(text)
    }
    assert found == set()


def test_the_words_that_are_looked_for_are_in_the_first(site: Path) -> None:
    """Else the test above would look for nothing."""
    pages = (
        "index.html",
        "bijlagen/3.1/index.html",
        "wie-vult-wat-in/index.html",
        "bestanden/3.1-format-school-naar-werk-gesprek.docx",
    )
    for page in pages:
        assert any(FIRST.search(text) for text in texts(page, (site / page).read_bytes())), page


def test_it_says_what_it_is_itself(second: Path) -> None:
    home = (second / "index.html").read_text("utf-8")
    for words in (
        "<title>Koorwijzer &#34;Zing &amp; Klink&#34;</title>",
        "<h1>Zing mee</h1>",
        "Twee stations. Kies waar jullie zijn.",
        "Vanavond repetitie?",
        '<a href="begin/">Zingen</a>',
        "Gemaakt door zangers, voor zangers.",
    ):
        assert words in home, words
    assert (second / "bestanden" / "koorwijzer.pdf").is_file()
    with pikepdf.open(second / "bestanden" / "koorwijzer.pdf") as book:
        assert str(book.docinfo["/Title"]) == 'Koorwijzer "Zing & Klink"'
        assert "de twee stappen" in str(book.docinfo["/Subject"])
    form = (second / "bijlagen" / "1.1" / "index.html").read_text("utf-8")
    assert "Voor wie het wil aanpassen aan het eigen koor." in form
    with pikepdf.open(second / "bestanden" / "1.1-zangersbriefje-invulbaar.pdf") as paper:
        assert str(paper.docinfo["/Keywords"]) == "koorwijzer zangersbriefje 1.0.0"


def test_a_form_of_one_toolbox_is_not_read_as_one_of_another(second: Path, tmp_path: Path) -> None:
    filled = second / "bestanden" / "1.1-zangersbriefje.docx"
    own = toolbox(second.parent, "read", str(filled), "--to", str(tmp_path / "in"))
    assert "zangersbriefje" in own.stdout or own.returncode == 0, own.stdout + own.stderr
    other = toolbox(ROOT, "read", str(filled), "--to", str(tmp_path / "uit"))
    assert other.returncode == 1, other.stdout
