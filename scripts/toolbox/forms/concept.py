"""What every shape of a concept says of itself: one sentence for all of them."""

from __future__ import annotations

from toolbox.core.form import Format

# People at a school read it: an editor's own text, and so called.
NOTE = (
    "De redactie maakte dit uit onderdelen van de toolbox. Bij elke vraag staat de bron. Wat vind je ervan? "
    "Laat het weten via ‘Iets verbeteren?’, onder aan de pagina van dit format."
)


def concept_note(form: Format) -> str:
    """'' for a format that is none. One in another language asks for who reads that from home."""
    language = form.language
    if form.translation and language.draft:
        return language.text("concept_taal")
    return NOTE if form.concept else ""


def source_words(source: str) -> str:
    """What stands behind a question: 'bron: 4.1, Eindstage', or ''."""
    return f"bron: {source}" if source else ""
