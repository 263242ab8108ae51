"""Beside the papers: for each format a Word file, what the form page needs to read such a file back, and a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from toolbox.build.given import Given
from toolbox.core import addresses
from toolbox.core.edition import Stamp
from toolbox.core.form import Format
from toolbox.core.model import Toolbox
from toolbox.machine.store import Job
from toolbox.shapes import warm


def office_jobs(given: Given) -> Iterator[Job]:
    for form in given.forms:
        stamp = given.stamp(form)
        names = (addresses.word_file(form), addresses.word_lines_file(form), addresses.workbook_file(form))
        yield Job(names, repr((form, stamp)), partial(_render, form, stamp), prepare=warm.office_files)


def register_job(given: Given) -> Job:
    """What all formats of an edition ask, as a record of processing activities. It is as new as the newest of them."""
    toolbox = given.toolbox
    stamps = [given.stamp(form) for form in toolbox.formats]
    stamp = max(stamps, key=lambda stamp: stamp.date, default=given.whole_stamp())
    key = repr((toolbox.formats, toolbox.terms, toolbox.method.roles, toolbox.method.words, stamp))
    name = addresses.register_file(toolbox.method.mark)
    return Job((name,), key, partial(_render_register, toolbox, stamp), prepare=warm.office_files)


def _render_register(toolbox: Toolbox, stamp: Stamp) -> tuple[bytes]:
    from toolbox.shapes.office.register import render_register

    return (render_register(toolbox, stamp),)


def _render(form: Format, stamp: Stamp) -> tuple[bytes, bytes, bytes]:
    from toolbox.reading.blank import word_lines
    from toolbox.shapes.office.word import render_word
    from toolbox.shapes.office.workbook import render_workbook
    from toolbox.site.form.script import word_script

    word = render_word(form, stamp)
    workbook = render_workbook(form, stamp.toolbox, stamp.lines)
    return word, word_script(word_lines(word, stamp.toolbox), stamp.toolbox.name), workbook
