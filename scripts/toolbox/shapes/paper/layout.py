"""WeasyPrint, loaded without a search for the system's libraries.

It tries several names for each of them. For one that is no file's name Python starts ldconfig, gcc and ld, some fifty
processes in all. It tries the file's name as well, and that is the same on every Linux.
"""

from __future__ import annotations

import ctypes.util
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
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

__all__ = ["CSS", "HTML", "FatalURLFetchingError", "FontConfiguration", "URLFetcher", "URLFetcherResponse"]
