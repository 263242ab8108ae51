"""Loads what makes papers and Word files: once, for all that is forked afterwards, and only when there is one to make.

These libraries take longer to load than all else that a build needs together.
"""

from __future__ import annotations


def papers() -> None:
    """For a blank paper of a format: fonts and style sheets, parsed."""
    from toolbox.shapes.paper.single import SHEETS
    from toolbox.shapes.paper.typeset import warm_up

    warm_up(*SHEETS)


def book() -> None:
    from toolbox.shapes.paper.book import SHEETS
    from toolbox.shapes.paper.typeset import warm_up

    warm_up(*SHEETS)


def papers_and_fields() -> None:
    """For one to fill in on a screen as well."""
    from toolbox.shapes.paper.lettering import lettering
    from toolbox.shapes.paper.single import FILLABLE_SHEETS, SHEETS
    from toolbox.shapes.paper.typeset import warm_up

    papers()
    warm_up(*SHEETS, *FILLABLE_SHEETS)
    lettering()


def slides() -> None:
    """For a presentation, to show and on paper."""
    from toolbox.shapes.office import slides  # noqa: F401
    from toolbox.shapes.paper.handout import SHEETS
    from toolbox.shapes.paper.typeset import warm_up

    warm_up(*SHEETS)


def office_files() -> None:
    from toolbox.shapes.office import word, workbook  # noqa: F401
