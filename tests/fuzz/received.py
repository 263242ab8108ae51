"""Targets: filled-in files with something done to what they are made of; `readings` changes their bytes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from boxes import boxed
from fuzz import bookchanges, corpus, csvchanges, openedpdf, pagechanges, pdfchanges, wordchanges
from fuzz.kitchen import Kitchen, Real
from fuzz.zipchanges import zip_pool


def _real(*files: bytes) -> Sequence[Real]:
    box = boxed((corpus.form(),))
    return tuple(Real(data, box) for data in files)


@cache
def _pdfs() -> Sequence[Real]:
    return _real(*corpus.filled_pdfs()[1:])


@cache
def _words() -> Sequence[Real]:
    return _real(corpus.words()[1])


@cache
def _books() -> Sequence[Real]:
    book = corpus.filled_workbook()
    return _real(book, bookchanges.with_table_of_texts(book))


@cache
def _pages() -> Sequence[Real]:
    return _real(corpus.saved_page())


@cache
def _tables() -> Sequence[Real]:
    return _real(*corpus.filled_tables())


PDF = Kitchen(".pdf", _pdfs, openedpdf.OpenedPdf, openedpdf.pdf_pool, pdfchanges.CHANGES)
WORD = Kitchen(".docx", _words, wordchanges.OpenedWord, zip_pool, wordchanges.CHANGES)
BOOK = Kitchen(".xlsx", _books, bookchanges.OpenedBook, zip_pool, bookchanges.CHANGES)
PAGE = Kitchen(".html", _pages, pagechanges.OpenedPage, pagechanges.page_pool, pagechanges.CHANGES)
CSV = Kitchen(".csv", _tables, csvchanges.OpenedCsv, csvchanges.csv_pool, csvchanges.CHANGES)
KITCHENS = {
    "pdf-objects": PDF,
    "word-elements": WORD,
    "workbook-cells": BOOK,
    "page-tags": PAGE,
    "csv-cells": CSV,
}
TARGETS = tuple(kitchen.target(name) for name, kitchen in KITCHENS.items())
