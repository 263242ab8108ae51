"""Nothing vanishes: the text of a file − the blank form's own − what became an answer = what is listed.

A reader gives each visible line of a file once: in an answer, or in `Found.beside`. Here the lines that the blank form
holds itself go, each as often as the form has it and no more. Who writes the same words elsewhere is still heard. A
line that was changed is listed whole, with the form's own words in it: so the reader sees what it was about.

Of another version the history has the blank form. In a copy without it the present one counts, and the titles that the
file carries out of sight; what is left is listed as perhaps the form's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from toolbox.forms.answers import Beside

# The line at the foot of a page: it differs with each edition (see `Stamp.lines`).
EDITION = (
    r"(?:, editie [^.]{1,80})?\.(?: Versie \d[\w.+-]*)?(?:,? ?\d{1,2} [a-z]+ \d{4})?(?:,? ?[0-9a-f]{7,40})?"
    r"(?: ?Nieuwste versie: [\w./-]+)?(?: Vragen: \S+)?(?: Er is een nieuwere gezamenlijke versie\.)?"
)
# The same on paper, where the address of the format's page has a line of its own; and the stations of the route, as
# papers had them until November 2026.
PAPER_EDITION = re.compile(
    r"(?:Versie \d[\w.+-]*(?:,? \d{1,2} [a-z]+ \d{4})?(?:,? [0-9a-f]{7,40})?)?(?: ?Pagina \d+ van \d+)?"
    r"|(?:Nieuwste versie: ?)?(?:(?:[\w.:-]+(?:/[\w.-]+)*/)?(?:bijlagen|taal/[\w-]+)/\d+(?:\.\d+)+)?"
    r"|\? 2 3 4 5 6 7 8|Vragen: \S+|Er is een nieuwere gezamenlijke versie\."
)

# The sign of a list, which some programs make a letter of its line.
BULLET = re.compile(r"^[•·▪◦‣–-] ")
# Letters: a shorter line stands by chance in a longer one.
MIN_BROKEN = 12


def line_key(text: str) -> str:
    """Equal for lines that look the same: white space and the way an accent is written make no difference."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def left_over(
    beside: Iterable[Beside], own: Iterable[str], toolbox: str, labels: Iterable[str] = (), *, broken: bool = False
) -> Iterator[Beside]:
    """What of `beside` is not the blank form's own. `labels` are own lines that may come as often as they like.

    `toolbox` is the name of the toolbox, as it stands at the foot of a page. `broken`: on these pages a line may end
    elsewhere, or within a word, than in the blank form as it is made now.
    """
    own = tuple(own)
    edition = re.compile(re.escape(line_key(toolbox)) + EDITION)
    free = Counter(map(line_key, own))
    known = set(map(line_key, labels))
    left: list[Beside] = []
    for line in beside:
        key = line_key(line.text)
        if not key or key in known or edition.fullmatch(key) or is_edition(key) or _is_label(key, line.labels):
            continue
        own_key = key if free[key] else BULLET.sub("", key)
        if free[own_key]:
            free[own_key] -= 1
        else:
            left.append(line)
    yield from _otherwise_broken(left, own, free) if broken else left


def _otherwise_broken(lines: Iterable[Beside], own: Iterable[str], free: Counter[str]) -> Iterator[Beside]:
    """Without what is found, letter by letter, in own lines that have not been met (`free`): each letter once."""
    waiting = []
    for key in map(line_key, own):
        if free[key]:
            free[key] -= 1
            waiting.append(_letters(key))
    for line in lines:
        letters = _letters(line.text)
        if len(letters) < MIN_BROKEN or not _taken(letters, waiting):
            yield line


def _taken(letters: str, waiting: list[str]) -> bool:
    """Take the letters out of one own line, out of two that follow, or out of the end of one and the start of another.

    Own lines are listed as they stand on the page, so what goes on in a cell may stand some lines further.
    """
    for at, own in enumerate(waiting):
        if letters in own:
            waiting[at] = own.replace(letters, "\0", 1)
            return True
    for at, own in enumerate(waiting):
        for size in range(min(len(own), len(letters) - 1), 1, -1):
            rest = letters[size:]
            if not own.endswith(letters[:size]):
                continue
            further = next((to for to in range(at + 1, len(waiting)) if waiting[to].startswith(rest)), None)
            if further is not None:
                waiting[at] = own[:-size]
                waiting[further] = waiting[further][len(rest) :]
                return True
    return False


def _letters(text: str) -> str:
    """Without white space and hyphens; PDFium gives U+FFFE for the hyphen of a word that was broken."""
    return re.sub(r"[\s\u00ad\u2010\ufffe-]", "", line_key(text))


def is_edition(key: str) -> bool:
    """Whether a line of a paper is only about the paper."""
    return PAPER_EDITION.fullmatch(key) is not None


def _is_label(key: str, titles: Iterable[str]) -> bool:
    """Whether a line is what stands beside its tick boxes, whose titles end in it: a copied row has it too."""
    rest = key
    any_title = False
    for title in titles:
        any_title = True
        ends = (title_key[at:] for title_key in (line_key(title),) for at in _starts(title_key))
        label = next((end for end in ends if rest.startswith(end)), None)
        if label is None:
            return False
        rest = rest[len(label) :].lstrip()
    return any_title and not rest


def _starts(title: str) -> Iterator[int]:
    """Where a label can begin in 'row: question: label', the longest first."""
    yield 0
    for match in re.finditer(": ", title):
        yield match.end()
