"""Markdown to safe HTML.

Two walls, each effective alone: a lint over the source gives the message with its line; nh3 over the rendered HTML
lets nothing else through. Links between pages and images stay symbolic (`page:<path>#<anchor>`, `image:<path>`) until
the HTML is used.
"""

from __future__ import annotations

import functools
import html
import itertools
import posixpath
import re
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Any

from toolbox.core.findings import Finding
from toolbox.core.place import Place
from toolbox.core.prose import Heading, Prose
from toolbox.core.safetext import CONTROL
from toolbox.source.figures import lint_images, source_path, without_images
from toolbox.source.headingids import heading_id
from toolbox.source.heavy import MAX_DEPTH, WEIGHTS, lint_weight
from toolbox.source.links import LINK, SCHEMES, is_relative, link_code, link_problem
from toolbox.source.otherwise import lint_otherwise

# What makes HTML is loaded when there is a text to make it of: mostly all texts are known.
if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension

KEPT = 1_000  # texts


# Without a marker no text asks for a table of contents, and certainly not a thousand times.
TOC: dict[str, Any] = {"slugify": heading_id, "marker": ""}
FOOTNOTES = {"BACKLINK_TEXT": "terug", "BACKLINK_TITLE": "Terug naar de tekst bij noot {}", "SEPARATOR": "-"}
TAGS = frozenset(
    [
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "a",
        "code",
        "pre",
        "blockquote",
        "br",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "sup",
        "dl",
        "dt",
        "dd",
        "div",
        "img",
    ]
)
ATTRIBUTES: dict[str, set[str]] = {
    # Without this nh3 lets title and lang through on every tag.
    "*": set(),
    "a": {"href", "class", "title", "id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "sup": {"id"},
    "li": {"id"},
    "div": {"class"},
    "ol": {"start"},
    "img": {"src", "alt"},
}
SYMBOLIC = {"page", "image"}

RAW_HTML = re.compile(r"<(?:/?[a-zA-Z][^\s>]*|!--|!|\?)")
AUTOLINK = re.compile(r"<(?:https://[^\s<>]+|(?:mailto:)?[\w.+-]+@[\w.-]+)>")
OTHER_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>]*)>")
CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
ATTRIBUTE_LIST = re.compile(r"\{:?\s*[#.:][^}\n]*\}")
FOOTNOTE_USE = re.compile(r"\[\^([^\]]+)\]")
FOOTNOTE_TEXT = re.compile(r"^ {0,3}\[\^([^\]]+)\]:")
WRONG_HEADING = re.compile(r"[\s>*+:-]*(?:#(?!#)|#{5})|\s*=+\s*$")
NO_IMAGE = re.compile(r'<img(?![^>]* src="image:)[^>]*>')
MAX_TEXT = 40_000
# Findings that say that making HTML of it would take too long, and those of HTML that a text may not hold.
HEAVY = frozenset({"text-too-long", *WEIGHTS})
TAGGED = frozenset({"raw-html", "link-scheme", "link-broken"})


def lint(path: str, text: str, first_line: int = 1) -> tuple[list[tuple[Place, str]], list[Finding]]:
    """(relative links and images, findings) of a Markdown text; lines count from `first_line`."""
    targets: list[tuple[Place, str]] = []
    findings: list[Finding] = []
    if len(text) > MAX_TEXT:
        return [], [Finding("text-too-long", path, first_line, {"size": str(len(text)), "limit": str(MAX_TEXT)})]
    if heavy := list(lint_weight(path, text.split("\n"), first_line)):
        return [], heavy
    uses: dict[str, int] = {}
    texts: dict[str, int] = {}
    bare_lines = _without_code(text.split("\n"))
    for number, bare in enumerate(bare_lines, first_line):

        def add(code: str, number: int = number, **values: str) -> None:
            findings.append(Finding(code, path, number, values))

        if WRONG_HEADING.match(bare):
            add("heading-level")
        if match := CONTROL.search(html.unescape(bare)):
            add("control-character", character=f"U+{ord(match[0]):04X}")
        without_links = AUTOLINK.sub("", bare)
        if match := OTHER_AUTOLINK.search(without_links):
            add(link_code(match[1]), link=match[1][:80])
        elif match := RAW_HTML.search(without_links):
            add("raw-html", tag=match[0][:30])
        # Up to the last brace: where none closes, each opening one would be looked at to the end of the line.
        if match := ATTRIBUTE_LIST.search(bare, 0, bare.rfind("}") + 1):
            add("attribute-list", text=match[0][:30])
        for name in FOOTNOTE_TEXT.findall(bare):
            texts.setdefault(name, number)
        for name in FOOTNOTE_USE.findall(FOOTNOTE_TEXT.sub("", bare)):
            uses.setdefault(name, number)
    images, found = lint_images(path, text.split("\n"), bare_lines, first_line)
    findings += found
    findings += lint_otherwise(path, "\n".join(bare_lines), first_line)
    bare_text, number, seen = "\n".join(map(without_images, bare_lines)), first_line, 0
    for link in LINK.finditer(bare_text):
        number, seen = number + bare_text.count("\n", seen, link.start()), link.start()
        if is_relative(link[1]):
            targets.append((Place(path, number), link[1]))
        elif link_problem(link[1]):
            findings.append(Finding(link_code(link[1]), path, number, {"link": link[1][:80]}))
    findings += [Finding("footnote-missing", path, uses[name], {"name": name}) for name in uses.keys() - texts.keys()]
    findings += [Finding("footnote-unused", path, texts[name], {"name": name}) for name in texts.keys() - uses.keys()]
    return targets + images, findings


def _without_code(lines: list[str]) -> list[str]:
    """The lines without code spans; up to an empty line as they are where a span does not end on its own line, for
    then we cannot tell."""
    bare: list[str] = []
    for is_block, block in itertools.groupby(lines, lambda line: bool(line.strip())):
        whole = list(block)
        short = [CODE_SPAN.sub("", line) for line in whole] if is_block else whole
        bare += whole if any("`" in line for line in short) else short
    return bare


def render(path: str, text: str, first_line: int = 1) -> tuple[Prose, list[Finding]]:
    """Safe HTML of a Markdown text in file `path`. With findings, the HTML is empty."""
    targets, findings = lint(path, text, first_line)
    links = tuple(target for target in targets if is_relative(target[1]))
    images = tuple(target for target in targets if not is_relative(target[1]))
    if findings:
        return Prose(links=links, images=images), findings
    try:
        clean = _html(path, text)
    except RecursionError:
        too_deep = Finding("markdown-deep", path, first_line, {"limit": str(MAX_DEPTH)})
        return Prose(links=links, images=images), [too_deep]
    return Prose(clean, tuple(headings_of(clean)), links, images), []


def render_wrong(path: str, text: str, findings: Iterable[Finding], first_line: int = 1) -> str:
    """Safe HTML of a text in which there are `findings`, to compare it; '' when making it would take too long.

    The second wall stands alone here, so what the first one said of HTML is made words.
    """
    if any(finding.code in HEAVY for finding in findings):
        return ""
    wrong = {finding.line - first_line for finding in findings if finding.code in TAGGED}
    try:
        return _html(path, _without_tags(text, wrong))
    except RecursionError:
        return ""


@functools.lru_cache(maxsize=KEPT)
def _html(path: str, text: str) -> str:
    """Kept for a process that reads a source time and again, of which one text changed."""
    try:
        raw = _converter().reset().convert(text)
    except RecursionError:
        # It is left in the middle of a list, which a reset does not know.
        _converter.cache_clear()
        raise
    return _number_footnotes(sanitise(path, raw))


@functools.cache
def _converter() -> Markdown:
    """Making one takes as long as a page of text does."""
    from markdown import Markdown

    return Markdown(extensions=extensions(), output_format="html")


def extensions() -> list[Extension]:
    """By name each would be looked for among all packages that are installed, which takes as long as some pages do."""
    from markdown.extensions.def_list import DefListExtension
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension
    from markdown.extensions.toc import TocExtension

    notes, contents = FootnoteExtension(**FOOTNOTES), TocExtension(**TOC)
    return [TableExtension(), notes, DefListExtension(), SaneListExtension(), contents]


def _without_tags(text: str, wrong: Container[int]) -> str:
    """The text, with HTML on the lines that are `wrong` as words: Markdown has a reader of HTML of its own."""
    lines = text.split("\n")
    return "\n".join(line.replace("<", "&lt;") if index in wrong else line for index, line in enumerate(lines))


def sanitise(path: str, raw: str) -> str:
    """The second wall: of any HTML only what prose needs is left; links to pages and images are made symbolic."""
    import nh3

    def keep(_tag: str, name: str, value: str) -> str | None:
        if name == "id":
            # An id such as __config would take over the theme's own settings.
            return value if re.fullmatch(r"[^\W_A-Z][\w:-]*", value) else None
        if name == "class":
            return value if value in {"footnote", "footnote-ref", "footnote-backref"} else None
        if name == "src":
            return f"image:{source}" if (source := source_path(path, value)) else None
        return _href(path, value) if name == "href" else value

    clean = nh3.clean(
        raw,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        url_schemes=SCHEMES | SYMBOLIC,
        link_rel=None,
        strip_comments=True,
    )
    # In what nh3 writes, a tag ends at the first '>'.
    return NO_IMAGE.sub("", clean)


def _href(path: str, target: str) -> str | None:
    if target.startswith("#"):
        return target
    if is_relative(target):
        file, _, anchor = target.partition("#")
        resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
        return f"page:{resolved}#{anchor}" if anchor else f"page:{resolved}"
    return None if link_problem(target) else target


def _number_footnotes(clean: str) -> str:
    """A footnote's mark says what it is to a screen reader; the list of notes is a section of its own."""
    clean = re.sub(r'(<a class="footnote-ref" href="#[^"]+")>(\d+)</a>', r'\1 aria-label="Noot \2">\2</a>', clean)
    clean = re.sub(r'title="(Terug naar de tekst bij noot \d+)"', r'aria-label="\1"', clean)
    own = "noten" if 'id="noten"' not in clean else "noten-onderaan"
    return clean.replace('<div class="footnote">\n<hr>', f'<div class="footnote">\n<h2 id="{own}">Noten</h2>')


def headings_of(clean: str) -> list[Heading]:
    """The headings in HTML that this made, in order."""
    found = re.findall(r'<h([234]) id="([^"]*)">(.*?)</h\1>', clean, re.S)
    return [Heading(int(level), id_, html.unescape(re.sub(r"<[^>]+>", "", inner))) for level, id_, inner in found]


def plain_text(html_text: str) -> str:
    """Readable text of rendered HTML, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", html_text)).split())
