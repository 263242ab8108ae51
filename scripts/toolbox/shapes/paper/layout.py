"""WeasyPrint, loaded without a search for the system's libraries, and made ready for processes that are forked.

It tries several names for each of them. For one that is no file's name Python starts ldconfig, gcc and ld, some fifty
processes in all. It tries the file's name as well, and that is the same on every Linux.
"""

from __future__ import annotations

import ctypes.util
import importlib
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _found_by_file_name() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005  # Called by that name.
    try:
        yield
    finally:
        ctypes.util.find_library = search


with _found_by_file_name():
    from weasyprint import CSS, HTML
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

__all__ = [
    "CSS",
    "HTML",
    "FatalURLFetchingError",
    "FontConfiguration",
    "URLFetcher",
    "URLFetcherResponse",
    "boxes",
    "make_ready",
]

# C types that any text makes WeasyPrint ask for; cffi takes some 3 ms to understand each, once a process.
TYPES = (
    *("PangoFcFontMap *", "FcChar8 **", "char[]", "PangoRectangle *", "PangoLogAttr[]"),
    *("unsigned int *", "hb_tag_t[100]", "char[4]"),
)


def make_ready() -> None:
    """Do now what each process would do when it lays out its first text: that took longer than the text itself.

    Fonts are not among it (see `typeset`).
    """
    for name in TYPES:
        ffi.typeof(name)
    # The answer to the first request for a file is an e-mail's head.
    importlib.import_module("email.policy")
