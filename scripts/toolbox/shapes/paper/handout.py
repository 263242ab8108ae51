"""Deck  →  a presentation on paper: two slides a sheet, with what is told to each; as PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from toolbox.core.edition import Stamp
from toolbox.shapes.paper.typeset import lay_out, print_templates, to_pdf
from toolbox.source.deck import Deck

SHEETS = ("paper.css", "slides.css")


def render_handout(deck: Deck, stamp: Stamp) -> bytes:
    """The same input gives the same bytes. Raises MissingFonts, UndrawableText or RefusedAddress (see `typeset`)."""
    html = print_templates().get_template("slides.html").render(deck=deck, stamp=stamp)
    return to_pdf(lay_out(html, *SHEETS), deck.name, deck.subject, stamp)
