"""Markdown to safe HTML.

Two walls, each effective alone: a lint over the source gives the message with its line; nh3 over the rendered HTML
lets nothing else through. Links between pages stay symbolic (`page:<path>#<anchor>`) until the HTML is used.
"""

from __future__ import annotations

import html
import posixpath
import re
from urllib.parse import urlsplit

import markdown
import nh3
from markdown.extensions.toc import slugify_unicode

from toolbox.findings import Finding
from toolbox.model import Heading, Place, Prose

EXTENSIONS = ["tables", "footnotes", "def_list", "sane_lists", "toc"]
CONFIG = {
    "footnotes": {"BACKLINK_TEXT": "↩", "BACKLINK_TITLE": "Terug naar de tekst bij noot {}", "SEPARATOR": "-"},
    "toc": {"slugify": slugify_unicode},
}
TAGS = frozenset(
    "p h2 h3 h4 ul ol li strong em a code pre blockquote br hr table thead tbody tr th td sup dl dt dd div".split()
)
ATTRIBUTES = {
    "a": {"href", "class", "title", "id"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "sup": {"id"},
    "li": {"id"},
    "div": {"class"},
    "ol": {"start"},
}
SCHEMES = {"https", "mailto", "tel", "page"}

RAW_HTML = re.compile(r"<(?:/?[a-zA-Z][^\s>]*|!--|!\[|\?)")
AUTOLINK = re.compile(r"<(https://[^\s<>]+|[^\s<>@]+@[^\s<>@]+)>")
ATTRIBUTE_LIST = re.compile(r"\{:?\s*[#.:][^}\n]*\}")
IMAGE = re.compile(r"!\[")
INLINE_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?[^)]*\)")
REFERENCE_LINK = re.compile(r"^ {0,3}\[(?!\^)[^\]]+\]:\s*<?(\S+?)>?\s*(?:\s.*)?$")
FOOTNOTE_USE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
FOOTNOTE_TEXT = re.compile(r"^\[\^([^\]\s]+)\]:")
HEADING = re.compile(r"^#(?!#)")
MAX_BRACKETS = 40


def lint(path: str, text: str, first_line: int = 1) -> tuple[list[tuple[Place, str]], list[Finding]]:
    """(relative links, findings) of a Markdown text; lines count from `first_line`."""
    links: list[tuple[Place, str]] = []
    findings: list[Finding] = []
    uses: dict[str, int] = {}
    texts: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first_line):
        bare = re.sub(r"`[^`]*`", "", line)

        def add(code: str, number: int = number, **values: str) -> None:
            findings.append(Finding(code, path, number, values))

        if max(bare.count("["), bare.count("("), bare.count("<")) > MAX_BRACKETS:
            add("markdown-long-brackets")
        if HEADING.match(bare):
            add("heading-level")
        if match := RAW_HTML.search(AUTOLINK.sub("", bare)):
            add("raw-html", tag=match[0][:30])
        if match := ATTRIBUTE_LIST.search(bare):
            add("attribute-list", text=match[0][:30])
        if IMAGE.search(bare):
            add("image")
        for target in (*INLINE_LINK.findall(bare), *REFERENCE_LINK.findall(bare)):
            if is_relative(target):
                links.append((Place(path, number), target))
            elif link_problem(target):
                add("link-scheme", link=target[:80])
        for name in FOOTNOTE_USE.findall(bare):
            uses.setdefault(name, number)
        for name in FOOTNOTE_TEXT.findall(bare):
            texts.setdefault(name, number)
    findings += [Finding("footnote-missing", path, uses[name], {"name": name}) for name in uses.keys() - texts.keys()]
    findings += [Finding("footnote-unused", path, texts[name], {"name": name}) for name in texts.keys() - uses.keys()]
    return links, findings


def is_relative(target: str) -> bool:
    """A link to another source file or to a heading, not out of the toolbox."""
    target = html.unescape(target)
    return bool(re.fullmatch(r"#[\w-]+|(?:\.\./|\./)*[a-z0-9][\w./-]*\.md(?:#[\w-]+)?", target))


def link_problem(target: str) -> bool:
    """Whether a link that is not relative may not be followed: odd scheme, other host by '//', control characters."""
    plain = html.unescape(target)
    if not plain.isprintable() or plain.startswith(("//", "\\", "/")):
        return True
    scheme = urlsplit(plain).scheme
    return scheme not in SCHEMES - {"page"}


def render(path: str, text: str, first_line: int = 1) -> tuple[Prose, list[Finding]]:
    """Safe HTML of a Markdown text in file `path`. With findings, the HTML is empty."""
    links, findings = lint(path, text, first_line)
    if findings:
        return Prose(links=tuple(links)), findings
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=CONFIG, output_format="html")
    raw = converter.convert(text)
    clean = nh3.clean(
        _symbolic_links(path, raw),
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        attribute_filter=_filter_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    clean = _number_footnotes(clean)
    return Prose(clean, tuple(_headings(clean)), tuple(links)), []


def _symbolic_links(path: str, raw: str) -> str:
    folder = posixpath.dirname(path)

    def replace(match: re.Match[str]) -> str:
        target = html.unescape(match[1])
        if not is_relative(target) or target.startswith("#"):
            return match[0]
        file, _, anchor = target.partition("#")
        resolved = posixpath.normpath(posixpath.join(folder, file))
        return f'href="page:{html.escape(resolved + ("#" + anchor if anchor else ""))}"'

    return re.sub(r'href="([^"]*)"', replace, raw)


def _filter_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id":
        # An id such as __config would take over the theme's own settings.
        return value if re.fullmatch(r"[a-z0-9][\w:-]*", value) and not value.startswith("__") else None
    if name == "class":
        return value if value in {"footnote", "footnote-ref", "footnote-backref"} else None
    if name == "href" and not value.startswith(("#", "page:")) and link_problem(value):
        return None
    return value


def _number_footnotes(clean: str) -> str:
    """A footnote's mark says what it is to a screen reader; the list of notes is a section of its own."""
    clean = re.sub(r'(<a class="footnote-ref" href="#[^"]+")>(\d+)</a>', r'\1 aria-label="Noot \2">\2</a>', clean)
    clean = re.sub(r'title="(Terug naar de tekst bij noot \d+)"', r'aria-label="\1"', clean)
    return clean.replace('<div class="footnote">\n<hr>', '<div class="footnote">\n<h2 id="noten">Noten</h2>')


def _headings(clean: str) -> list[Heading]:
    found = re.findall(r'<h([234]) id="([^"]*)">(.*?)</h\1>', clean, re.S)
    return [Heading(int(level), id_, html.unescape(re.sub(r"<[^>]+>", "", inner))) for level, id_, inner in found]


def plain_text(html_text: str) -> str:
    """Readable text of rendered HTML, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", html_text)).split())
