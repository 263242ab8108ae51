"""The small form of the tests in languages that are not written in Latin letters."""

from __future__ import annotations

from boxes import BASE, CASES
from toolbox.core.form import Format
from toolbox.source.check import check_source
from toolbox.source.overlays.model import Overlaid
from toolbox.source.tree import Tree, read_tree

WITH_LANGUAGES = ("taal-van-rechts-naar-links", "talen-in-ander-schrift")


def _languages() -> dict[str, Overlaid]:
    files = dict(read_tree(BASE)[0].files)
    for case in WITH_LANGUAGES:
        files |= read_tree(CASES / "valid" / case)[0].files
    return {one.badge.language: one for one in check_source(Tree(files), ()).languages}


LANGUAGES = _languages()
# By tag; from the right are ar and he.
FORMS: dict[str, Format] = {tag: one.forms[0] for tag, one in LANGUAGES.items()}
