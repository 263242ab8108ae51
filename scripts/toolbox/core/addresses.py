"""Where each page and file stands on the site, and how one page links to another: always relative, so that a copy
works in any folder."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import PurePosixPath

from toolbox.core.form import Format
from toolbox.core.page import Page, PageKind

FILES = "bestanden/"
DOWNLOADS, NEWS, HOME = "downloads/", "nieuw/", ""
SEARCH = "assets/search-index.js"
# The looks of a format on paper, for a screen.
PAPER_SHEET = "assets/paper.css"
FEED, REGIONS = NEWS + "feed.xml", "bijdragen/"
PROPOSAL = "voorstel/"
# What a text links to when it means that page: no file of the source stands behind it.
PROPOSAL_SOURCE = "content/voorstel.md"
FILL = "invullen/"
ROLES, PRIVACY, SINCE = "wie-vult-wat-in/", "gegevens/", "sinds/"
WORDS, ROLE, JOURNEY, EXAMPLE = "woorden/", "rol/", "mijn-route/", "voorbeeld/"
# All regions with a toolbox of their own; and in each, what is different there.
OVERLAYS, ABOUT_OVERLAY, CONTACTS = "regio/", "editie/", "sociale-kaart/"
# All languages; and in a folder for each its titles and forms.
LANGUAGES = "taal/"
# The site's own pages, as a menu calls them.
OWN = tuple(
    url.rstrip("/")
    for url in (DOWNLOADS, ROLES, PRIVACY, NEWS, REGIONS, PROPOSAL, OVERLAYS, SINCE, WORDS, JOURNEY, LANGUAGES, EXAMPLE)
)
# Where a file of a format stands.
FileOf = Callable[[Format], str]
# Those that a region has not: there they lead to the common toolbox.
COMMON_ONLY = (NEWS, REGIONS, PROPOSAL, OVERLAYS, SINCE, LANGUAGES, EXAMPLE)
# The names at the top of the site that a page of the source may not have.
TAKEN = frozenset(
    "404 afbeeldingen assets bestanden bijdragen bijlagen build downloads gegevens index mijn-route nieuw profiel "
    "regio rol sbom sinds sitemap stappen taal voorbeeld voorstel wie-vult-wat-in woorden".split()
)
# And those that the site of a region has besides.
TAKEN_BY_OVERLAYS = frozenset({"editie", "sociale-kaart"})


def script_sheet(script: str) -> str:
    """What pages in a language of that script (ISO 15924) load for its letters."""
    return f"assets/schrift-{script.lower()}.css"


def book_file(mark: str) -> str:
    """The whole toolbox as one PDF; `mark` is that of the toolbox."""
    return f"{FILES}{mark}.pdf"


def register_file(mark: str) -> str:
    """What all formats ask, as a record of processing activities."""
    return f"{FILES}{mark}-gegevens.xlsx"


def folder_file(mark: str) -> str:
    """The whole site as one zip that works from a folder."""
    return f"{FILES}{mark}-site.zip"


def page_url(page: Page) -> str:
    """'stappen/3/', 'bijlagen/3.1/', 'inleiding/': relative to the site, with a slash at its end."""
    match page.kind:
        case PageKind.STEP:
            return f"stappen/{page.number}/"
        case PageKind.APPENDIX:
            return f"bijlagen/{page.number}/"
        case _:
            return PurePosixPath(page.path).stem + "/"


def format_url(number: str) -> str:
    return f"bijlagen/{number}/"


def fill_url(number: str) -> str:
    """Where a format is filled in on the screen."""
    return format_url(number) + FILL


def language_url(tag: str) -> str:
    """Where all is that the toolbox has in a language."""
    return f"{LANGUAGES}{tag.lower()}/"


def translated_url(tag: str, number: str) -> str:
    """Where a format is filled in, in a language."""
    return f"{language_url(tag)}{number}/"


def privacy_url(number: str) -> str:
    """Where it says which of a format's questions are sensitive."""
    return f"{PRIVACY}#format-{number}"


def print_file(form: Format) -> str:
    return f"{FILES}{form.slug}.pdf"


def earlier_file(form: Format, edition: str) -> str:
    """The print PDF of a format as it was in an earlier edition, such as '2026.11'."""
    return f"{FILES}eerder/{edition}/{form.slug}.pdf"


def example_file(form: Format) -> str:
    """A format on paper as somebody who was made up filled it in."""
    return f"{FILES}{form.slug}-voorbeeld.pdf"


def fillable_file(form: Format) -> str:
    return f"{FILES}{form.slug}-invulbaar.pdf"


def word_file(form: Format) -> str:
    return f"{FILES}{form.slug}.docx"


def workbook_file(form: Format) -> str:
    return f"{FILES}{form.slug}.xlsx"


def script_file(form: Format) -> str:
    """What the page of `fill_url` loads when someone wants a PDF or data."""
    return f"{FILES}{form.slug}-vorm.js"


def word_lines_file(form: Format) -> str:
    """What that page loads when someone opens a Word file."""
    return f"{FILES}{form.slug}-woord.js"


def slides_file(page: Page) -> str:
    """The presentation that a page is, to show and to change."""
    return f"{FILES}{PurePosixPath(page.path).stem}.pptx"


def handout_file(page: Page) -> str:
    """The presentation that a page is, on paper."""
    return f"{FILES}{PurePosixPath(page.path).stem}.pdf"


def preview_file(form: Format) -> str:
    return f"{FILES}{form.slug}.png"


def phone_file(form: Format) -> str:
    """A flyer as a picture for a telephone."""
    return f"{FILES}{form.slug}-telefoon.png"


def image_file(path: str) -> str:
    """Where an image stands, by its path in the source."""
    return path.removeprefix("content/")


def logo_file(path: str) -> str:
    """Where the logo of a region stands, by its path in the source."""
    return path.removeprefix("content/")


def is_common(url: str) -> bool:
    """Whether a page or file is the same for all regions, and stands in the common toolbox alone."""
    return url.startswith((*COMMON_ONLY, "assets/", "afbeeldingen/", "profiel/")) and url != SEARCH


def data_file(form: Format) -> str:
    return f"{FILES}{form.slug}-data.zip"


def role_url(slug: str) -> str:
    """What the role with that slug does, step by step."""
    return f"{ROLE}{slug}/"


def pack_file(step: int, suffix: str, role: str = "") -> str:
    """Everything of one step, or what the role with that slug fills in of it, of all steps for 0: suffix '.pdf' or
    '.zip'."""
    if not step:
        return f"{FILES}rol-{role}-formats{suffix}"
    return f"{FILES}stap-{step}-formats{'-' if role else ''}{role}{suffix}"


def staged_path(url: str) -> str:
    """The Markdown file that the site engine turns into `url`.

    Always index.md in the page's own folder: one engine reads links in HTML as relative to the file, another as
    relative to the page, and here the two are the same.
    """
    return f"{url}index.md"


def relative(source: str, target: str) -> str:
    """A link from the page at `source` (a folder, '' is home) to `target`, both relative to the site."""
    path, mark, anchor = target.partition("#")
    here, there = _parts(source), _parts(path)
    # A build makes ten thousand of them, and `posixpath.relpath` asks the system each time where it is.
    same = len(posixpath.commonprefix([here, there]))
    link = "/".join([".."] * (len(here) - same) + there[same:]) or "."
    return f"{link}/{mark}{anchor}" if path.endswith("/") or not path else link + mark + anchor


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]
