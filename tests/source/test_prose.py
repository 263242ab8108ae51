"""Markdown to HTML, and the two walls: the lint over the source and nh3 over the result, each effective alone."""

from __future__ import annotations

import html
import re
from pathlib import Path

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boxes import TESTS
from fuzz.judge import wrongs
from patience import ends
from toolbox.core.findings import Finding
from toolbox.core.place import Place
from toolbox.core.prose import Heading
from toolbox.source import prose
from toolbox.source.prose import extensions, lint, plain_text, render, render_wrong, sanitise

pytestmark = pytest.mark.promise("text")

PATH = "content/stappen/1-a.md"
GOLDEN = TESTS / "golden"


def ids(text: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', text)


def to_html(text: str) -> str:
    """What Markdown alone makes of it: no wall."""
    return markdown.Markdown(extensions=extensions(), output_format="html").convert(text)


def without_lint(text: str, monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as patch:
        patch.setattr(prose, "lint", lambda *_: ([], []))
        return render(PATH, text)[0].html


# Each does harm, or draws what we do not want, when both walls are gone.
HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://kwaad.voorbeeld/x.js></SCRIPT>",
    "tekst <img src=x onerror=alert(1)> tekst",
    "<svg/onload=alert(1)>",
    "<iframe src='https://kwaad.voorbeeld'></iframe>",
    "<a href='javascript:alert(1)'>klik</a>",
    "<p onclick=alert(1)>klik</p>",
    "<style>*{display:none}</style>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<object data=x></object>",
    "<embed src=x>",
    "<form action=https://kwaad.voorbeeld><input name=bsn></form>",
    "<meta http-equiv=refresh content='0;url=https://kwaad.voorbeeld'>",
    "<base href=https://kwaad.voorbeeld>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<div id=__config>{}</div>",
    "<p id=__config class=md-nav style='position:fixed'>x</p>",
    "<!-- stil commentaar -->",
    "<!DOCTYPE html>",
    "<?php echo 1 ?>",
    "<![CDATA[x]]>",
    "<details open><summary>x</summary></details>",
    "<table><tr><td colspan=100000000>x</td></tr></table>",
    "\\`<script>alert(1)</script>\\`",
    "`half\n<b onclick=alert(1)>` x` y",
    "[klik](javascript:alert(1))",
    "[klik](JAVASCRIPT:alert(1))",
    "[klik](&#106;avascript:alert(1))",
    "[klik](&#x6A;avascript&colon;alert(1))",
    "[klik](java&#9;script:alert(1))",
    "[klik](java&Tab;script:alert(1))",
    "[klik](java\tscript:alert(1))",
    "[klik]( javascript:alert(1))",
    "[klik](<javascript:alert(1)>)",
    "[klik](\njavascript:alert(1))",
    "[klik](vbscript:x)",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "[klik](file:///etc/passwd)",
    "[klik](blob:https://x)",
    "[klik](http://voorbeeld.nl)",
    "[klik](//kwaad.voorbeeld)",
    "[klik](/\\kwaad.voorbeeld)",
    "[klik](\\\\kwaad.voorbeeld)",
    "[klik](/etc/passwd)",
    "[klik](?a=b)",
    "[klik](https://[kapot)",
    "[klik](page:content/inleiding.md)",
    "[klik](a.html)",
    "[klik](../../mkdocs.yml)",
    "[klik][x]\n\n[x]: javascript:alert(1)",
    "[klik][x]\n\n[x]:\n    javascript:alert(1)",
    "[klik][x]\n\n   [x]: <javascript:alert(1)> 'titel'",
    "![plaatje](https://kwaad.voorbeeld/x.png)",
    "![plaatje][x]\n\n[x]: https://kwaad.voorbeeld/x.png",
    '<https://voorbeeld.nl/" onmouseover="alert(1)>',
    "<javascript:alert(1)>",
    "# Nog een titel",
    "Nog een titel\n=============",
    "> # Titel in een citaat",
    "- # Titel in een lijst",
    "##### Te diep",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_the_lint_alone_refuses(text: str) -> None:
    assert lint(PATH, text)[1]
    rendered, findings = render(PATH, text)
    assert findings
    assert not rendered


@pytest.mark.parametrize("text", HOSTILE)
def test_the_sanitiser_alone_leaves_nothing(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert wrongs(without_lint(text, monkeypatch)) == []
    assert wrongs(sanitise(PATH, text)) == []
    assert wrongs(sanitise(PATH, to_html(text))) == []


def test_most_are_harmful_without_a_wall() -> None:
    """Else the two tests above prove nothing."""
    harmful = [text for text in HOSTILE if wrongs(to_html(text))]
    assert len(harmful) > len(HOSTILE) * 0.85


PIECES = [
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<script>",
    "<b ",
    "onclick=x ",
    "style='x'",
    "id=__config",
    "href=",
    '"',
    "'",
    "`",
    "``",
]
PIECES += [
    "[",
    "]",
    "(",
    ")",
    "](",
    "]: ",
    "![",
    "[^1]",
    "[^1]: ",
    "javascript:",
    "&#106;",
    "&lt;",
    "&amp;",
    "https://a.nl/",
    "//a.nl",
]
PIECES += [
    "\n",
    "\n\n",
    "    ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "|",
    "| - |",
    "\n---|---\n",
    ": ",
    "*",
    "**",
    "_",
    "\\",
    "a",
    "é ",
    "{: #x }",
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(SOUP | st.text())
@example("`a\n<b>` <c>")
def test_sanitised_soup_is_clean(text: str) -> None:
    assert wrongs(sanitise(PATH, text)) == []
    assert wrongs(sanitise(PATH, to_html(text))) == []


@given(SOUP | st.text())
def test_soup_without_findings_needs_no_second_wall(text: str) -> None:
    rendered, findings = render(PATH, text)
    assert all(finding.message and finding.line for finding in findings)
    assert wrongs(rendered.html) == []
    if not findings:
        # Footnotes, headings in odd places and relative links are the second wall's own work.
        harmless = re.compile(r"<h[156]>|<section>|href='(?:\.\./|\./)*[a-z0-9][\w./-]*\.md|<hr class=|id=")
        assert [problem for problem in wrongs(to_html(text)) if not harmless.match(problem)] == []


def test_only_our_classes_and_ids_pass() -> None:
    raw = '<div class="footnote md-nav">a</div><div class="footnote">b</div>'
    raw += '<h2 id="__x">c</h2><h2 id="-x">d</h2><h2 id="x y">e</h2>'
    assert sanitise(PATH, raw) == ('<div>a</div><div class="footnote">b</div><h2>c</h2><h2>d</h2><h2>e</h2>')


@pytest.mark.parametrize(
    "text", ["## __config", "## \\_\\_config", "## `__config`", "## _", "[^__config]\n\n[^__config]: noot"]
)
def test_no_id_begins_with_two_underscores(text: str) -> None:
    assert not [id_ for id_ in ids(render(PATH, text)[0].html) if id_.startswith("_")]


BOMBS = {
    "haken op één regel": "[" * 20_000,
    "haken op veel regels": ("[" * 40 + "\n") * 500,
    "halve links": ("[a](b" * 20 + "\n") * 500,
    "ronde haken": "(" * 20_000,
    "punthaken": "<" * 20_000,
    "brede tabel": "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|\n" * 2_000,
    "lange tabel": "|a" * 40 + "\n" + "|-" * 40 + "\n" + "|\n" * 19_000,
    "citaten": ">" * 20_000,
    "citaten met spatie": "> " * 20_000,
    "sterren": "*a " * 13_000,
    "dubbele sterren": "**a " * 10_000,
    "strepen": "_a " * 13_000,
    "backticks": "`a " * 13_000,
    "backslash": "\\" * 40_000,
    "tekens": "&#" * 20_000,
    "voetnoten": "".join(f"[^{number}]\n\n[^{number}]: b\n\n" for number in range(1_300)),
    "koppen": "## a\n" * 8_000,
    "inspringing": "\n".join("    " * level + "- a" for level in range(130)),
    "begrippen": "a\n: b\n\n" * 5_000,
    "te groot": "a" * 1_000_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_ends_quickly(text: str) -> None:
    with ends():
        render(PATH, text)


@pytest.mark.parametrize(
    "name", ["haken op één regel", "haken op veel regels", "halve links", "brede tabel", "lange tabel", "te groot"]
)
def test_a_bomb_is_a_finding(name: str) -> None:
    assert {finding.code for finding in lint(PATH, BOMBS[name])[1]} & {"markdown-long-brackets", "text-too-long"}


def test_legitimate_markdown() -> None:
    """All of Markdown that people may write, to the letter."""
    rendered, findings = render(PATH, (GOLDEN / "prose.md").read_text("utf-8"))
    assert findings == []
    assert wrongs(rendered.html) == []
    assert rendered.html + "\n" == (GOLDEN / "prose.html").read_text("utf-8")


def test_what_is_known_of_a_text() -> None:
    text = "## Één kop met *nadruk* & meer\n\n[a](../b.md#c) en [b](#één-kop)\n\n### Sub\n\n### Sub\n"
    rendered, findings = render(PATH, text, first_line=11)
    assert findings == []
    assert rendered.headings == (
        Heading(2, "één-kop-met-nadruk-meer", "Één kop met nadruk & meer"),
        Heading(3, "sub", "Sub"),
        Heading(3, "sub_1", "Sub"),
    )
    assert rendered.links == ((Place(PATH, 13), "../b.md#c"), (Place(PATH, 13), "#één-kop"))
    assert 'href="page:content/b.md#c"' in rendered.html


def test_lines_of_findings() -> None:
    _, findings = render(PATH, "goed\n<b>\n\n[a](\nhttp://x)\n", first_line=21)
    assert [(finding.code, finding.line) for finding in findings] == [("raw-html", 22), ("link-scheme", 24)]
    assert findings[0] == Finding("raw-html", PATH, 22, {"tag": "<b"})


def test_footnotes_are_named_for_a_screen_reader() -> None:
    rendered, _ = render(PATH, "## Noten\n\nTekst.[^1]\n\n[^1]: Noot.\n")
    assert 'aria-label="Noot 1">1</a>' in rendered.html
    assert 'aria-label="Terug naar de tekst bij noot 1">terug</a>' in rendered.html
    found = ids(rendered.html)
    assert len(found) == len(set(found))
    assert [heading.id for heading in rendered.headings] == ["noten", "noten-onderaan"]


def test_plain_text() -> None:
    assert plain_text("<p>Een &amp; twee</p>\n<p>drie&nbsp;vier</p>") == "Een & twee drie vier"


@given(st.text())
def test_plain_text_of_escaped_text(text: str) -> None:
    assert plain_text(html.escape(text)) == " ".join(text.split()) or "&" in text or "\r" in text or "\0" in text


def test_golden_files_are_used() -> None:
    assert {file.name for file in Path(GOLDEN).iterdir()} >= {"prose.md", "prose.html"}


def test_what_is_too_deep_all_the_same_is_said_and_shown_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_arguments: object) -> str:
        raise RecursionError

    monkeypatch.setattr(markdown.Markdown, "convert", endless)
    made, found = render("content/x.md", "Zie [hier](y.md).", 7)
    assert (made.html, [target for _, target in made.links]) == ("", ["y.md"])
    assert found == [Finding("markdown-deep", "content/x.md", 7, {"limit": "12"})]
    assert render_wrong("content/x.md", "Zie dit.", ()) == ""
