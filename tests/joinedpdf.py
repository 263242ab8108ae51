"""Two filled-in forms in one PDF, as programs make it."""

from __future__ import annotations

import io

import pikepdf
import pymupdf


def joined_by_pikepdf(one: bytes, two: bytes) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(one)) as pdf, pikepdf.open(io.BytesIO(two)) as more:
        pdf.pages.extend(more.pages)
        pdf.save(buffer)
    return buffer.getvalue()


def joined_by_mupdf(one: bytes, two: bytes) -> bytes:
    with pymupdf.open(stream=one) as document, pymupdf.open(stream=two) as more:
        document.insert_pdf(more)
        return bytes(document.tobytes())


def joined_by_pdftk(one: bytes, two: bytes) -> bytes:
    """As PDFtk has it: all fields in one form, those of the second file below one that is called '1'."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(one)) as pdf, pikepdf.open(io.BytesIO(two)) as more:
        fields = [pdf.copy_foreign(field) for field in more.Root.AcroForm.Fields]
        above = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("1"), Kids=pikepdf.Array(fields)))
        for field in fields:
            field.Parent = above
        pdf.Root.AcroForm.Fields.append(above)
        pdf.save(buffer)
    return buffer.getvalue()
