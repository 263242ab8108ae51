"""Text that a spreadsheet must not take for a formula, and back again.

Who opens a CSV in Excel or LibreOffice runs what stands in it: '=HYPERLINK(…)' is enough (OWASP, CSV injection). An
apostrophe in front makes it text. `theme/js/form/data.js` does the same.
"""

from __future__ import annotations

import re

# Where a cell can begin: where the text does, and after each character that some spreadsheet splits a CSV at. Dutch
# Excel splits ours at semicolons and not at commas, and then no quotation mark keeps a line end inside its cell.
_START = r"(?<![^;\t\r\n])"
# A formula, with spaces, our own apostrophes and quotation marks in front or not: of what a semicolon cuts in two the
# marks around a cell are gone, and two together are none. Some languages read the wide signs as the plain ones.
_FORMULA = r"""(?=[ '"]*[=+\-@＝＋－＠])"""
# A tab or a line end in front may be dropped before the cell is read.
_BLANK = r"(?=[ ']*[\t\r\n])"
_RISK = re.compile(rf"{_START}{_FORMULA}|\A{_BLANK}")
_NEUTRAL = re.compile(rf"{_START}'{_FORMULA}|\A'{_BLANK}")


def neutral(text: str) -> str:
    """`text` with an apostrophe in each place where a spreadsheet would begin a formula."""
    return _RISK.sub("'", text)


def original(text: str) -> str:
    """Undoes `neutral`: `original(neutral(text)) == text` for every text."""
    return _NEUTRAL.sub("", text)
