"""Where the long words in a format's tables may break on paper, for who shows it without WeasyPrint.

Browsers differ in which languages they hyphenate; paper has its own dictionary (that of pyphen, which WeasyPrint uses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyphen

from toolbox.core.form import Format, Table

# As `hyphenate-limit-chars` has them in paper.css: letters of a word, before its hyphen, and after it.
WORD, BEFORE, AFTER = 12, 5, 4
LONG_WORD = re.compile(rf"[^\W\d_]{{{WORD},}}")
SOFT_HYPHEN = "\u00ad"


def broken_words(form: Format) -> dict[str, str]:
    """Each long word of its tables that can break, with soft hyphens (U+00AD) in it."""
    tag = pyphen.language_fallback(form.language.tag)
    if not tag:
        return {}
    dictionary = pyphen.Pyphen(lang=tag, left=BEFORE, right=AFTER)
    words = sorted({word for table in form.tables for text in _texts(table) for word in LONG_WORD.findall(text)})
    broken = {word: dictionary.inserted(word, SOFT_HYPHEN) for word in words}
    return {word: parts for word, parts in broken.items() if parts != word}


def _texts(table: Table) -> Iterator[str]:
    for column in table.columns:
        yield column.title
        yield from (choice.label for choice in column.choices)
    for row in table.rows:
        yield from row
