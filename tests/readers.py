"""The readers of filled-in files, for what the real toolbox made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from boxes import IMPRINT, boxed
from toolbox.core.form import Format
from toolbox.forms.answers import Found
from toolbox.reading import files, page, pdf, run, word, workbook
from toolbox.reading.earlier import EarlierForms, no_earlier
from toolbox.reading.run import Read

read_page = partial(page.read_page, toolbox=IMPRINT.mark)
read_saved = partial(page.read_saved, toolbox=IMPRINT.mark)
read_pdf = partial(pdf.read_pdf, toolbox=IMPRINT.mark)
read_workbook = partial(workbook.read_workbook, toolbox=IMPRINT.mark)


def read_word(data: bytes, file: str) -> Found:
    """Of a file with one form in it."""
    (found,) = word.read_word(data, file, IMPRINT.mark)
    return found


def read_file(path: Path, formats: Iterable[Format], name: str = "") -> tuple[Found, ...]:
    return files.read_file(path, boxed(formats), name)


def read_one(path: Path, formats: Iterable[Format], earlier: EarlierForms = no_earlier) -> Read:
    return run.read_one(path, boxed(formats), earlier)


def read_all(
    paths: Sequence[Path], formats: Iterable[Format], progress: Callable[[int, int], None], seconds: int = run.SECONDS
) -> tuple[Read, ...]:
    return run.read_all(paths, boxed(formats), progress, seconds)
