"""Report  →  one HTML file that needs nothing else: no script, no request, its pictures inside.

All that a proposal says goes through Jinja's escaping; the style is allowed by its own hash and nothing else is.
"""

from __future__ import annotations

import base64
import functools
import hashlib

import jinja2
from markupsafe import Markup

from toolbox.changes import report as said
from toolbox.changes.attention import answers, attention
from toolbox.changes.printed import PagePicture
from toolbox.changes.report import Report
from toolbox.core.edition import SHORT_COMMIT
from toolbox.core.places import PACKAGE


@functools.cache
def changes_templates() -> jinja2.Environment:
    """Templates of templates/changes: they escape everything."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PACKAGE / "templates" / "changes"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["picture_data"] = picture_data
    made.filters["image_data"] = image_data
    return made


@functools.cache
def style() -> str:
    """The site's own colours and sizes, and what this one page adds."""
    sheets = (PACKAGE / "theme" / "css" / "tokens.css", PACKAGE / "templates" / "changes" / "report.css")
    return "".join(sheet.read_text("utf-8") for sheet in sheets)


def content_policy() -> str:
    """Content-Security-Policy (level 3): the page's own style, pictures inside it, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def picture_data(picture: PagePicture) -> str:
    """A data: URI."""
    return image_data(picture.png, "image/png")


def image_data(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def to_html(report: Report) -> str:
    template = changes_templates().get_template("report.html")
    return template.render(
        report=report,
        said=said,
        attention=attention(report),
        answers=answers,
        style=Markup(style()),
        policy=content_policy(),
        base=report.base[:SHORT_COMMIT],
        head=report.head[:SHORT_COMMIT],
    )
