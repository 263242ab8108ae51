"""The page for proposals says what `toolbox check` says: one table of texts, held against both."""

from __future__ import annotations

import html
import random
from collections.abc import Iterator, Sequence
from html.entities import html5
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from boxes import BASE, ROOT
from fuzz import tokens
from imagefiles import corner, png
from toolbox.assets.bundles import bundle_module
from toolbox.assets.fonts import undrawable
from toolbox.core.findings import Finding, sort_findings
from toolbox.core.safetext import CONTROL
from toolbox.core.sentences import SENTENCES
from toolbox.site.proposalrules import CODES, PATTERNS, rules, script_pattern
from toolbox.source.characters import check_characters
from toolbox.source.formats import load_format
from toolbox.source.kept import Kept
from toolbox.source.load import Loaded, load
from toolbox.source.pages import load_page
from toolbox.source.people import check_people
from toolbox.source.profile import EMPTY_HINT, LINE_HINT
from toolbox.source.rules import check
from toolbox.source.tree import Tree, read_tree

TREE = read_tree(BASE)[0]
LOADED = load(TREE)
PAGE, FOLDER = "content/bijlagen/1.2-kennismaking.md", "forms/1.2-kennismaking"
PACKAGE = f"{FOLDER}/datapackage.yaml"
HEAD = TREE.files[PAGE].decode().split("---\n")[1]
LONG = "a" * 501
# What may stand there, and what may not.
TEXTS = (
    "Gewoon **tekst** met een [link](../inleiding.md), een [kop](../inleiding.md#voor-wie) en <https://voorbeeld.nl>.",
    "## Één kop\n\nZie [boven](#een-kop) en [goed](#één-kop) en [noot][^1].\n\n[^1]: Noot.\n",
    "## Inhoud\n\n[zo](#inhoud) en [zo](#inhoud-tekst)\n",
    "## Twee\n\n## Twee\n\n[a](#twee) [b](#twee_1) [c](#twee_2)\n",
    "## **Vet** en `code` en [link](https://x.nl)\n\n[a](#vet-en-code-en-link)\n",
    "[weg](../inleidng.md) [anders](../inleiding.md#voor-wi) [ver](../../forms/x.md) [zelf](1.2-kennismaking.md)",
    "[voorstel](../voorstel.md) [kop](../voorstel.md#kop) [x](a-b-c-d-e-f-g.md) [y](#niets)",
    "Emoji 😀 en ☐ en ğ ş, en als code &#9744; en &check; en `&#9744;`.",
    LONG,
    "a" * 9_000,
    f"Een adres https://voorbeeld.nl/{LONG} en streepjes {'-' * 600}",
    "<b>vet</b> <!-- stil --> <?php ?> < 3 en 4 > 2, a<b",
    "`<b>` mag wel, `<i> niet",
    "[x](javascript:y) [x](java&#115;cript:y) [x](&#106;avascript&colon;y) [x](JAVASCRIPT:y)",
    "[x](data:x) [x](//kwaad.nl)",
    "[x](/pad) [x](\\\\pad) [x](http://a.nl) [x](https://a.nl) [x](mailto:a@b.nl) [x](tel:+31)",
    "[x](https://[kapot) [x]( ) [x](https://[::1]/)",
    "[x](\njavascript:y)\n\n[y]: javascript:z\n\n[z]: <https://a.nl> 'titel'",
    "[x](https://a.nl/\u00a0b) [x](https://\u2100.nl) [x](a.html) [x](page:a.md) <ftp://x> <javascript:alert(1)>",
    "# Groot\n\n##### Klein\n\n> # In een citaat\n\nOnderstreept\n===\n",
    "x {: .y } en {#id} en {x} en {.z\n}",
    "Noot[^a] en [^b].\n\n[^b]: Ja.\n[^c]: Niet genoemd.\n",
    "![foto](foto.png)",
    "![](../afbeeldingen/a.png)",
    f"![{'x' * 251}](../afbeeldingen/a.png)",
    "![Een &eacute;cht plaatje](../afbeeldingen/a.png)\n\nTekst ![b](../afbeeldingen/b.png) erin.",
    "![x][y]\n\n[y]: ../afbeeldingen/a.png",
    "onzichtbaar &#8203; en &shy; en &#x202E; en &#173;",
    "[" * 45,
    "a | b | " * 30,
    "\n".join(["[x](../inleiding.md)"] * 201),
    "\n".join(["## Kop"] * 101),
    "\n".join([": uitleg"] * 21),
    "\n\n".join(["woord[^1]"] * 301) + "\n\n[^1]: x\n",
    "> " * 14 + "diep",
    "- " * 13 + "diep\n\n" + "    " * 13 + "- diep",
    f"[x]: https://voorbeeld.nl\n'{'titel ' * 200}'",
    "x " * 20_001,
    "",
    "  \n\n",
    "Regel ##[error] en\ttabs en  spaties.",
    "<jan@school.nl> en <mailto:jan@school.nl> en <tel:12>",
    "`` ` `` en ``` `x` ``` en \\`<b>\\`",
    "`<b>` mag.\n\n```\ncode\n```\n\n~~~\ncode\n~~~\n\n`los <b> eind\n\n`<i>` mag",
    " ## Kop\n\n  ### Kop\n\n1) een\n2) twee\n\nTekst\n- een\n- twee\n\nTekst\n1. een\n\nTekst\n- - -\n",
    "Tekst\n14. jaar\n\nTekst\n* een\nTekst\n+ een\n## Kop\n- een\n",
    "- een\n  - twee\n    - drie\n\n1. een\n\n   - twee\n\n- een\n    - twee\n      - drie\n\n- een\n - twee\n",
    "- een\n---\n\n> een\n---\n\nKop\n---\n\nKop\nmeer\n---\n\n| a |\n| --- |\n| b |\n",
    "| a | b |\n| :-- | --- |\n| 1 | 2 |\n\na | b\n--- | --:\n1 | 2\n",
    "noot[^a.b] en [^a b]\n\n[^a.b]: een\n\n[^a b]: twee\n",
    "[a](https://x.nl (titel)) [b](https://x.nl:99999/) [c](https://x.nl:80/) [d](https://)",
    "[e](https://x.nl:a) [f](https:x)",
    "[a](https://[::1]:99999/) [b](https://a:b@x.nl:1/) [c](https://x.nl:/) [d](https://x.nl:0/) [e](https://[::1]:8/)",
    "Term\n: uitleg met [link](../inleiding.md#)\n",
    "111222333, 1112.22.333 en 111 222 333; 123456789, 1112223334, x111222333 en https://x.nl/111222333/, 111222333,5",
    "Bel +31 111222333 of +31 20 1234567.",
    "Zoals Jan Jansen, Fatima el Amrani, Şule Şahin, mevrouw Anna Bakker, Anna Paulowna, Jan en xJan Bakker.",
    "Vraag het mevrouw De Vries, mw. PaO, dhr. J. van den Berg of Mevr. Şahin; de heer X, een mentor of Mevrouw.",
)


def of_page(text: str) -> dict[str, str]:
    return {"path": PAGE, "before": TREE.files[PAGE].decode(), "after": f"---\n{HEAD}---\n{text}"}


def of_format(text: str) -> dict[str, str]:
    return {"path": PACKAGE, "before": "", "after": text}


def in_python(case: dict[str, str]) -> list[str]:
    """What the check says of the file, as 'file:line code sentence'."""
    path, text = case["path"], case["after"]
    if path == PAGE:
        return told(path, _page_findings(text))
    package = TREE.files[PACKAGE].decode()
    block = "".join(f"\n      {line}" if line.strip() else "\n" for line in text.strip().split("\n"))
    data = package.replace(">-\n      Vul in wat je kwijt wilt. Leeg laten **mag ook**.", f"|-{block}")
    assert data != package
    tree = Tree({**TREE.files, PACKAGE: data.encode()})
    found = [each for each in load_format(FOLDER, tree).findings if each.path == PACKAGE]
    return told(
        path,
        [
            *found,
            *_of_file(PACKAGE, data),
            *check_characters(Tree({PACKAGE: data.encode()}), LOADED.guesses.pages, undrawable, Kept()),
        ],
    )


def _page_findings(text: str) -> list[Finding]:
    read = load_page(PAGE, text.encode())
    assert read.item
    pages = tuple(read.item if page.path == PAGE else page for page in LOADED.toolbox.pages)
    box = Loaded(LOADED.toolbox.__class__(pages, (), (), ()), (), frozenset())
    letters = check_characters(Tree({PAGE: text.encode()}), box.toolbox.pages, undrawable, Kept())
    return [
        *read.findings,
        *check(box, Kept()),
        *(each for each in letters if each.path == PAGE),
        *_of_file(PAGE, text),
    ]


def _of_file(path: str, text: str) -> list[Finding]:
    return list(check_people(Tree({path: text.encode()}), Kept()))


def told(path: str, findings: Sequence[Finding]) -> list[str]:
    """Of a text in YAML the line is not known, and the page has words of its own for its length."""
    lines = path == PAGE
    kept = [each for each in sort_findings(findings) if each.code in CODES and (lines or each.code[:6] != "value-")]
    return sorted({f"{each.path}:{each.line if lines else 0} {each.code} {each.message}" for each in kept})


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """An empty page with the rules as `rules`."""
    script = bundle_module(ROOT / "tests/js/rules.js", "rules").decode()
    with browser.new_context() as context:
        page = context.new_page()
        page.evaluate(f"() => {{ {script}; window.rules = rules; }}")
        yield page


def in_browser(page: Page, cases: Sequence[dict[str, str]], known: dict[str, Any] | None = None) -> list[list[str]]:
    data = [cases, known or rules(LOADED.toolbox)]
    return [
        sorted({f"{x['path']}:{x['line'] if x['path'] == PAGE else 0} {x['code']} {x['words']}" for x in found})
        for found in page.evaluate("(data) => rules.found(...data)", data)
    ]


def differences(page: Page, cases: Sequence[dict[str, str]]) -> list[tuple[str, set[str], set[str]]]:
    """(text, what only the page says, what only the check says) where they do not say the same."""
    pairs = zip(cases, in_browser(page, cases), strict=True)
    both = [(case["after"].split("---\n")[-1][:400], set(found), set(in_python(case))) for case, found in pairs]
    return [(text, page - other, other - page) for text, page, other in both if page != other]


def test_the_page_says_of_a_text_what_the_check_says(page: Page) -> None:
    cases = [make(text) for make in (of_page, of_format) for text in TEXTS if make is of_page or text.strip()]
    assert differences(page, cases) == []


def test_the_page_says_what_a_change_takes_from_others(page: Page) -> None:
    """A heading that another page leads to, and an image that no other page shows; of the others no line is known."""
    other, image = "content/inleiding.md", "content/afbeeldingen/a.png"
    text = "## Het gesprek\n\nZo gaat het.\n\n![Twee mensen aan tafel](../afbeeldingen/a.png)\n"
    lead = TREE.files[other] + b"\nZie [zo](bijlagen/1.2-kennismaking.md#het-gesprek).\n"
    files = {**TREE.files, other: lead, image: png(corner())}

    def tree(text: str) -> Tree:
        return Tree({**files, PAGE: of_page(text)["after"].encode()})

    known = rules(load(tree(text)).toolbox)
    for after, codes in (
        (text, set[str]()),
        (text.replace("Het gesprek", "Het gesprek nu"), {"link-anchor"}),
        (text.split("![")[0], {"image-unused"}),
        ("Weg.\n", {"link-anchor", "image-unused"}),
    ):
        found = check(load(tree(after)), Kept())
        assert {each.code for each in found} == codes
        case = {**of_page(after), "before": of_page(text)["after"]}
        assert in_browser(page, [case], known) == [
            sorted(f"{each.path}:0 {each.code} {each.message}" for each in found)
        ]


def test_the_table_has_every_code_of_a_text() -> None:
    seen = {line.split(" ")[1] for text in TEXTS for line in in_python(of_page(text))}
    seen |= {line.split(" ")[1] for text in TEXTS if text.strip() for line in in_python(of_format(text))}
    fields = {"choice-label-double", "csv-cell-long", "csv-too-long", "value-empty", "value-pattern"}
    assert set(CODES) - seen == {*fields, "value-too-long", "image-unused"}


def test_no_visitor_is_told_of_keys() -> None:
    said = [*(SENTENCES[code] for code in CODES), EMPTY_HINT, LINE_HINT]
    assert [sentence for sentence in said if "sleutel" in sentence] == []


def soup(chance: random.Random) -> str:
    """Pieces that mean something to Markdown, in any order."""
    pieces = [*tokens.MARKDOWN, "\n", "\n\n", " ", "../inleiding.md", "#voor-wie", "[x](", ")", "😀", "&#9744;"]
    text = "x" + "".join(chance.choice(pieces) for _ in range(chance.randint(1, 40)))
    # What nobody sees is taken out where it is typed.
    return CONTROL.sub("", text).replace("\r", "")


def test_the_page_says_of_any_text_what_the_check_says(page: Page) -> None:
    chance = random.Random(7)
    seeds = sorted((ROOT / "tests/fuzz/seeds").rglob("*.md"))
    texts = [soup(chance) for _ in range(400)] + [path.read_text("utf-8", "replace") for path in seeds]
    # Whether an entity stands in code, only Markdown itself knows for certain.
    written = ":0 character-undrawable"
    assert [
        (text, *sides)
        for text, *sides in differences(page, [of_page(text) for text in texts])
        if any(written not in line for side in sides for line in side)
    ] == []


def test_a_browser_calls_characters_as_the_check_does(page: Page) -> None:
    """Also what no character is called, and a name with more behind it."""
    names = [f"&{name}" for name in html5 if name.endswith(";")] + ["&niets;", "&notit;", "&Eacute;s", "x &amp;lt; y"]
    assert len(names) > 2_000
    assert page.evaluate("(names) => names.map(rules.unescaped)", names) == [html.unescape(name) for name in names]


def test_an_expression_means_the_same_to_a_browser() -> None:
    for pattern in PATTERNS.values():
        made = script_pattern(pattern.pattern)
        # What JavaScript has no form for would only show when someone opens the page.
        assert not any(sign in made for sign in ("(?P", "(?>", "++", "?+", r"\Z", r"\A", r"\w", r"\d"))
