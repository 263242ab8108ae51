"""What a role does when  →  one sheet, for in front of the papers that it fills in."""

from __future__ import annotations

from collections.abc import Sequence

from toolbox.core.edition import Stamp
from toolbox.core.journey import OwnMoment
from toolbox.core.method import Role
from toolbox.shapes.paper.typeset import lay_out, print_templates, to_pdf

TITLE = "Jouw momenten"
SHEETS = ("paper.css", "moments.css")


def render_moments(role: Role, moments: Sequence[OwnMoment], stamp: Stamp, url: str) -> bytes:
    """A paper to join with others; `url` is where the days are counted, '' for nowhere."""
    given = {"role": role, "moments": moments, "title": TITLE, "url": url}
    document = lay_out(print_templates().get_template("moments.html").render(given), *SHEETS)
    return to_pdf(document, TITLE, TITLE, stamp, prefix="momenten-", is_part=True)
