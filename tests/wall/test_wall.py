"""The wall before publishing, alone: what is planted in a finished site is refused, and the site itself is not."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from toolbox.site.hosting import page_policy
from toolbox.wall.private import PrivateNames
from toolbox.wall.site import OutputRefused, check_site
from warm import toolbox

pytestmark = pytest.mark.promise("wall")

URL = "https://www.transitieroute.nl/"
PAGE = "stappen/3/index.html"
PAPER = "bestanden/3.1-format-school-naar-werk-gesprek.pdf"
WORD = "bestanden/3.1-format-school-naar-werk-gesprek.docx"
BOOK = "bestanden/3.1-format-school-naar-werk-gesprek.xlsx"
DATA = "bestanden/3.1-format-school-naar-werk-gesprek-data.zip"
FOLDER_SITE = "bestanden/toolbox-transitieroute-site.zip"
# Made after the wall, by the build's own hands.
SERVED = {
    "build.json",
    "build.intoto.json",
    "sbom.cdx.json",
    "_headers",
    ".htaccess",
    "_nginx.conf",
    ".well-known/security.txt",
}


# One file of each kind, in which something is planted.
SOME = (
    *(PAGE, PAPER, WORD, BOOK, DATA, "404.html", "assets/site.css", "assets/merk.svg", "profiel/format.schema.json"),
    *("bestanden/2.1-selectiecriteria.png", "bestanden/2.1-selectiecriteria-vorm.js"),
)


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    for name in SOME:
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / name, tmp_path / "site" / name)
    return tmp_path / "site"


@pytest.fixture(scope="session")
def names(site: Path) -> frozenset[str]:
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    return frozenset(found - SERVED)


def problems(
    folder: Path, names: frozenset[str], private: tuple[str, ...] = ("file:///", "/home/bouwer/toolbox")
) -> list[str]:
    """What the wall says of a folder, as 'path: what'; [] when it lets it through."""
    try:
        check_site(folder, names, URL, page_policy(), private)
    except OutputRefused as refused:
        return [f"{path}: {what}" for path, what in refused.problems]
    return []


def test_the_real_site_passes(site: Path, names: frozenset[str], tmp_path: Path) -> None:
    assert len(names) > 200
    shutil.copytree(site, tmp_path / "site")
    for name in SERVED:
        (tmp_path / "site" / name).unlink()
    assert problems(tmp_path / "site", names) == []


# What is put before </main> of a page, and what the wall says of it.
HTML = (
    ("<script>alert(1)</script>", "een script in de pagina zelf"),
    ("<script type='module'>1</script>", "een script in de pagina zelf"),
    ('<script type="application/json">{"a":</script>', "gegevens in de pagina die geen JSON zijn"),
    ('<script src="https://x.example/a.js"></script>', "<script src=‘https://x.example/a.js’>"),
    ('<script src="//x.example/a.js"></script>', "<script src=‘//x.example/a.js’>"),
    ('<script src="data:,alert(1)"></script>', "<script src=‘data:,alert(1)’>"),
    ("<p style='color:red'>x</p>", "<p style>"),
    ("<style>p{}</style>", "<style>"),
    ("<p onclick=x()>x</p>", "<p onclick>"),
    ("<svg onload=x()></svg>", "<svg onload>"),
    ("<svg/onload=x()>", "<svg onload>"),
    ("<img src=x onerror=x()>", "<img onerror>"),
    ('<a href="javascript:x()">x</a>', "<a href=‘javascript:x()’>"),
    ('<a href="JaVaScRiPt:x()">x</a>', "<a href=‘JaVaScRiPt:x()’>"),
    ('<a href="java&#9;script:x()">x</a>', "<a href=‘java\tscript:x()’>"),
    ('<a href="&#106;avascript&colon;x()">x</a>', "<a href=‘javascript:x()’>"),
    ('<a href="data:text/html,x">x</a>', "<a href=‘data:text/html,x’>"),
    ('<a href="file:///etc/passwd">x</a>', "<a href=‘file:///etc/passwd’>"),
    ('<a href="http://x.example/">x</a>', "<a href=‘http://x.example/’>"),
    ('<a href="//x.example/">x</a>', "<a href=‘//x.example/’>"),
    ('<a href="https://[x/">x</a>', "<a href=‘https://[x/’>"),
    ('<a href="\\\\x.example/">x</a>', "<a href=‘\\\\x.example/’>"),
    ('<img src="https://x.example/a.png" alt="">', "<img src=‘https://x.example/a.png’>"),
    ('<img srcset="https://x.example/a.png 2x" alt="">', "<img srcset>"),
    ('<link rel="stylesheet" href="https://x.example/a.css">', "<link href=‘https://x.example/a.css’>"),
    ('<link rel="canonical" href="https://x.example/">', "<link href=‘https://x.example/’>"),
    ('<iframe src="a.html"></iframe>', "<iframe>"),
    ("<iframe srcdoc='x'></iframe>", "<iframe srcdoc>"),
    ("<object data=x></object>", "<object>"),
    ("<embed src=x>", "<embed>"),
    ("<base href='https://x.example/'>", "<base>"),
    ("<math><mi>x</mi></math>", "<math>"),
    ("<svg><use href='#x'/></svg>", "<use>"),
    ("<svg><foreignObject>x</foreignObject></svg>", "<foreignobject>"),
    ("<svg><animate attributeName=href></svg>", "<animate>"),
    ("<form action='https://x.example/'></form>", "<form action>"),
    ("<button formaction='javascript:x()'>x</button>", "<button formaction>"),
    ("<a href=x ping='https://x.example/'>x</a>", "<a ping>"),
    ("<meta http-equiv=refresh content='0;url=https://x.example/'>", "<meta http-equiv=‘refresh’>"),
    ('<p id="__palette">x</p>', "id ‘__palette’"),
    ("<p id=a id=b>x</p>", "<p> noemt iets twee keer"),
    ("<!-- x -->", "‘<!--’"),
    ("<!--><script>alert(1)</script>-->", "‘<!--’"),
    ("<![CDATA[ x ]]>", "‘<![’"),
    ("<?php x ?>", "‘<?’"),
    ("<p>/home/bouwer/toolbox/content</p>", "een map van de computer die bouwde"),
)


@pytest.mark.parametrize(("planted", "said"), HTML, ids=[f"{index:02d}" for index in range(len(HTML))])
def test_a_page_with_something_planted_is_refused(planted: str, said: str, copy: Path, names: frozenset[str]) -> None:
    page = copy / PAGE
    text = page.read_text("utf-8")
    assert text.count("</main>") == 1
    page.write_text(text.replace("</main>", f"{planted}</main>"), "utf-8")
    found = problems(copy, names)
    assert any(line.startswith(f"{PAGE}: {said}") for line in found), found


@pytest.mark.parametrize(
    "planted",
    [
        '<p id="programma">Zet in cel A1 =SOM(A2) en lees “onclick” &lt;script&gt;.</p>',
        '<a href="https://www.uwv.nl/">UWV</a> <a href="mailto:a@b.example">mail</a> <a href="tel:+31">bel</a>',
        '<script type="application/json">{"a": "<p onclick=x>"}</script>',
        '<svg viewbox="0 0 1 1"><path d="M0 0"/></svg>',
    ],
    ids=["words", "links", "data", "drawing"],
)
def test_a_page_with_something_honest_passes(planted: str, copy: Path, names: frozenset[str]) -> None:
    page = copy / PAGE
    page.write_text(page.read_text("utf-8").replace("</main>", f"{planted}</main>"), "utf-8")
    assert problems(copy, names) == []


def test_a_page_without_its_policy_is_refused(copy: Path, names: frozenset[str]) -> None:
    page = copy / PAGE
    text = page.read_text("utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', text)
    assert policy
    page.write_text(text.replace(policy[0], ""), "utf-8")
    assert f"{PAGE}: 0 keer een Content-Security-Policy in plaats van één keer" in problems(copy, names)
    page.write_text(
        text.replace("script-src &#39;self&#39;", "script-src *").replace("script-src 'self'", "script-src *")
    )
    assert any("met een andere inhoud dan de onze" in line for line in problems(copy, names))
    page.write_text(text.replace(policy[0], "").replace("</head>", f"{policy[0]}</head>"), "utf-8")
    assert any("vóór de Content-Security-Policy" in line for line in problems(copy, names))


def plant(name: str, data: bytes) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return do


def plant_in_pdf(change: Callable[[pikepdf.Pdf], None]) -> Callable[[Path], None]:
    def do(folder: Path) -> None:
        with pikepdf.open(folder / PAPER, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(object_stream_mode=pikepdf.ObjectStreamMode.generate)

    return do


def action(**keys: object) -> Callable[[pikepdf.Pdf], None]:
    """The PDF does this when someone opens it."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary({f"/{key}": value for key, value in keys.items()}))

    return change


def attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["geheim.txt"] = b"geheim"


def link_to(address: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        act = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address))
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=act)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])

    return change


def name_folder(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Uit /home/bouwer/toolbox/content"


def tell_folder(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:source"] = "/home/bouwer/toolbox/content"


def in_zip(path: str, member: str, data: str, *, old: str = "") -> Callable[[Path], None]:
    """A member added to a zip file, or `old` in it replaced by `data`."""

    def do(folder: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(folder / path) as before, zipfile.ZipFile(out, "w") as after:
            for name in before.namelist():
                text = before.read(name)
                if name == member and old:
                    assert old.encode() in text
                    text = text.replace(old.encode(), data.encode())
                after.writestr(name, text)
            if not old:
                after.writestr(member, data)
        (folder / path).write_bytes(out.getvalue())

    return do


RELATION = '<Relationship Id="x" Type="http://x/%s" Target="%s" TargetMode="External"/></Relationships>'
NAME = pikepdf.Name
FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "file-extra": (plant("notitie.txt", b"x"), "notitie.txt: niemand heeft om dit bestand gevraagd"),
    "file-hidden": (plant(".env", b"x"), ".env: niemand heeft om dit bestand gevraagd"),
    "link-file": (lambda folder: (folder / "x.html").symlink_to("/etc/passwd"), "x.html: dit is geen gewoon bestand"),
    "link-folder": (lambda folder: (folder / "weg").symlink_to("/etc"), "weg: dit is geen gewoon bestand"),
    "script-data-runs": (
        plant("bestanden/2.1-selectiecriteria-vorm.js", b"toolboxForm({});alert(1);\n"),
        "bestanden/2.1-selectiecriteria-vorm.js: niet te lezen",
    ),
    "script-data-else": (
        plant("bestanden/2.1-selectiecriteria-vorm.js", b"alert(1)"),
        "bestanden/2.1-selectiecriteria-vorm.js: een script dat niet van ons is",
    ),
    "css-outside": (
        plant("assets/site.css", b"p{background:url(//x.example/a)}"),
        "assets/site.css: ‘url(//x.example/a’",
    ),
    "css-import": (plant("assets/site.css", b'@import "a.css";'), "assets/site.css: ‘@import’"),
    "css-number": (plant("assets/site.css", b"p{background:u\\72l(//x.example/a)}"), "assets/site.css: ‘url(//x"),
    "css-number-and-space": (
        plant("assets/site.css", b"p{background:\\000075 rl(//x.example/a)}"),
        "assets/site.css: ‘url(",
    ),
    "css-backslash": (plant("assets/site.css", b"@im\\port 'a.css';"), "assets/site.css: ‘@import’"),
    "css-image-set": (
        plant("assets/site.css", b"p{background:image-set('//x.example/a' 1x)}"),
        "assets/site.css: ‘image-set(",
    ),
    "css-old-image-set": (
        plant("assets/site.css", b"p{background:-webkit-image-set('//x' 1x)}"),
        "assets/site.css: ‘-webkit",
    ),
    "page-nul": (plant("404.html", b"<p><scr\0ipt>x()</script>"), "404.html: een teken dat in geen tekst hoort"),
    "css-nul": (
        plant("assets/site.css", b"p{background:u\0rl(//x)}"),
        "assets/site.css: een teken dat in geen tekst hoort",
    ),
    "svg-script": (
        plant("assets/merk.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'),
        "assets/merk.svg: een script in de pagina zelf",
    ),
    "svg-entity": (plant("assets/merk.svg", b"<!DOCTYPE svg><svg></svg>"), "assets/merk.svg: ‘<!’"),
    "picture-is-page": (
        plant("bestanden/2.1-selectiecriteria.png", b"<html>"),
        "bestanden/2.1-selectiecriteria.png: dit is geen png-bestand",
    ),
    "json-broken": (plant("profiel/format.schema.json", b"{"), "profiel/format.schema.json: niet te lezen"),
    "page-not-utf8": (plant("404.html", b"\xff"), "404.html: niet te lezen"),
    "pdf-broken": (plant(PAPER, b"%PDF-1.7 x"), f"{PAPER}: niet te lezen"),
    "pdf-javascript": (plant_in_pdf(action(S=NAME.JavaScript, JS="app.alert(1)")), f"{PAPER}: ‘/"),
    "pdf-launch": (plant_in_pdf(action(S=NAME.Launch, F="calc.exe")), f"{PAPER}: ‘/"),
    "pdf-submit": (plant_in_pdf(action(S=NAME.SubmitForm, F="https://x.example")), f"{PAPER}: ‘/"),
    "pdf-attachment": (plant_in_pdf(attach), f"{PAPER}: ‘/EmbeddedFile"),
    "pdf-link-file": (
        plant_in_pdf(link_to("file:///etc/passwd")),
        f"{PAPER}: een koppeling naar b'(file:///etc/passwd)'",
    ),
    "pdf-link-script": (plant_in_pdf(link_to("javascript:x()")), f"{PAPER}: een koppeling naar"),
    "pdf-folder": (plant_in_pdf(name_folder), f"{PAPER}: een map van de computer die bouwde"),
    "pdf-folder-in-metadata": (plant_in_pdf(tell_folder), f"{PAPER}: een map van de computer die bouwde"),
    "word-macro": (in_zip(WORD, "word/vbaProject.bin", "x"), f"{WORD}: het bestand ‘word/vbaProject.bin’"),
    "word-escape": (in_zip(WORD, "../weg.xml", "<x/>"), f"{WORD}: het bestand ‘../weg.xml’"),
    "word-template": (
        in_zip(
            WORD,
            "word/_rels/document.xml.rels",
            RELATION % ("attachedTemplate", "https://x.example/a.dotm"),
            old="</Relationships>",
        ),
        f"{WORD}: word/_rels/document.xml.rels: een verwijzing naar buiten",
    ),
    "word-link-file": (
        in_zip(
            WORD, "word/_rels/document.xml.rels", RELATION % ("hyperlink", "file:///etc/passwd"), old="</Relationships>"
        ),
        f"{WORD}: word/_rels/document.xml.rels: een verwijzing naar buiten",
    ),
    "word-field": (
        in_zip(
            WORD,
            "word/document.xml",
            "<w:p><w:r><w:instrText> INCLUDETEXT a</w:instrText></w:r></w:p></w:body>",
            old="</w:body>",
        ),
        f"{WORD}: word/document.xml: ‘> INCLUDE",
    ),
    "word-entity": (
        in_zip(WORD, "word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:document", old="<w:document"),
        f"{WORD}: word/document.xml: ‘<!DOCTYPE’",
    ),
    "sheet-formula": (
        in_zip(
            BOOK,
            "xl/worksheets/sheet1.xml",
            "<row r='999'><c r='A999'><f>HYPERLINK(1)</f></c></row></sheetData>",
            old="</sheetData>",
        ),
        f"{BOOK}: xl/worksheets/sheet1.xml: ‘<f>’",
    ),
    "data-formula": (
        in_zip(DATA, "meer.csv", '"=1+1",b\n'),
        f"{DATA}: meer.csv: een cel die als formule begint: ‘=1+1’",
    ),
    "data-program": (in_zip(DATA, "run.exe", "MZ"), f"{DATA}: het bestand ‘run.exe’"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_file_with_something_planted_is_refused(case: str, copy: Path, names: frozenset[str]) -> None:
    change, said = FILES[case]
    change(copy)
    # The extra files of this test are not asked for; every other change is in a file that belongs there.
    found = problems(copy, names)
    assert any(line.startswith(said) for line in found), found


def test_a_link_in_the_place_of_the_new_site_is_refused(copy: Path, names: frozenset[str], tmp_path: Path) -> None:
    """Put in place it would publish what stands where it leads."""
    (tmp_path / "site.new").symlink_to(copy)
    (tmp_path / "file").write_bytes(b"")
    for place in ("site.new", "file", "nothing"):
        with pytest.raises(OutputRefused) as refused:
            check_site(tmp_path / place, names, URL, page_policy(), ())
        assert refused.value.problems == ((place, "dit is geen gewone map"),)


def test_a_kind_of_file_that_nobody_looks_at_is_refused_though_it_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "lied.mp3").write_bytes(b"ID3")
    assert problems(tmp_path / "site", frozenset({"lied.mp3"})) == ["lied.mp3: ‘.mp3’ hoort niet op de site"]


def test_a_zip_of_the_site_holds_its_files_and_no_script_that_is_not_one(copy: Path, names: frozenset[str]) -> None:
    """By its name a script is ours, on the site: in a zip anyone could call one so."""
    held = {
        "assets/site.css": (copy / "assets/site.css").read_bytes(),
        "assets/search-index.js": b"toolboxSearch([]);\n",
        "assets/site.js": b"alert(1)",
        "assets/nieuw.js": b"alert(1)",
        PAGE: (copy / PAGE).read_bytes().replace(b"</h1>", b'</h1><a href="http://x.example/">x</a>'),
    }
    with zipfile.ZipFile(copy / FOLDER_SITE, "w") as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    assert problems(copy, names) == [
        f"{FOLDER_SITE}: assets/site.js: een script dat niet van ons is",
        f"{FOLDER_SITE}: het bestand ‘assets/nieuw.js’",
        f"{FOLDER_SITE}: {PAGE}: <a href=‘http://x.example/’>",
    ]


def test_what_a_zip_holds_under_another_name_is_told_where_it_stands_or_else_there(
    copy: Path, names: frozenset[str]
) -> None:
    whole = (copy / PAPER).read_bytes()
    plant_in_pdf(action(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))(copy)
    wrong = (copy / PAPER).read_bytes()
    (copy / DATA).unlink()
    with zipfile.ZipFile(copy / DATA, "w") as archive:
        archive.writestr("1-printen/ander.pdf", wrong)
        archive.writestr("1-printen/tabel.csv", wrong)
    found, packed = problems(copy, names), f"{DATA}: 1-printen"
    on_paper = [one.removeprefix(PAPER) for one in found if one.startswith(PAPER)]
    assert on_paper
    assert not any(one.startswith(f"{packed}/ander.pdf") for one in found)
    assert any(one.startswith(f"{packed}/tabel.csv") for one in found)
    (copy / PAPER).write_bytes(whole)
    assert {f"{packed}/ander.pdf{one}" for one in on_paper} <= set(problems(copy, names))


def test_a_word_in_a_form_is_no_action(copy: Path, names: frozenset[str]) -> None:
    """A label about HTML/JavaScript or (/Launch) is text."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Subject"] = "Ik ken HTML/JavaScript (en /Launch of \\) /AA)"
        pdf.docinfo["/Keywords"] = "é /JS"

    plant_in_pdf(change)(copy)
    assert problems(copy, names) == []


def test_everything_is_told_at_once_and_nothing_is_published(good: Path, tmp_path: Path) -> None:
    """A theme that went wrong: the old site stays, whole, and the message names page and element."""
    root = tmp_path / "copy"
    shutil.copytree(good, root, symlinks=True)
    before = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}
    theme = tmp_path / "theme"
    shutil.copytree(root / "scripts" / "toolbox" / "theme", theme)
    footer = theme / "partials" / "footer.html"
    footer.write_text(footer.read_text("utf-8") + '<p onclick="x()">x</p><iframe></iframe>', "utf-8")
    config = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(
        config.replace("  name: material", f"  name: material\n  custom_dir: {theme}"), "utf-8"
    )
    done = toolbox(root, "build")
    assert done.returncode == 2, done.stdout
    assert "De nieuwe site is niet geplaatst; de oude site is niet veranderd." in done.stderr
    assert "- 404.html: <p onclick>\n- 404.html: <iframe>" in done.stderr
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("folder", ["/toolbox", "/downloads", "/nieuw", "/bestanden/voorbeelden"])
def test_an_address_of_the_site_is_no_folder_of_the_machine(folder: str) -> None:
    private = PrivateNames(
        [folder], ["nieuw/index.html", "downloads/index.html", "bestanden/voorbeelden/a.png"], f"{URL}"
    )
    own = PrivateNames([folder], ["nieuw/index.html", "index.html"], "https://school.example/toolbox/")
    for place in ("/nieuw/", "/downloads", "/bestanden/voorbeelden/a.png"):
        assert not private.stand_in(f'<a href="{place}">'.encode())
    assert not own.stand_in(b'<a href="/toolbox/nieuw/">')
    assert private.stand_in(f"gebouwd in {folder}/.build/docs".encode())
    assert own.stand_in(f"gebouwd in {folder}/content/a.md, zie daar".encode())
