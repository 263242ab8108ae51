"""Fill in a PDF with PDFium, as Chrome and Edge do: click in a field and type."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Mapping

import pypdfium2
import pypdfium2.raw as pdfium


def fill(data: bytes, wanted: Mapping[str, object]) -> bytes:
    """`wanted` maps a field's name to its text, the state of a radio button, or True for a tick."""
    document = pypdfium2.PdfDocument(data, autoclose=True)
    document.init_forms()
    form = document.formenv
    for number in range(len(document)):
        page = document[number]
        for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, index)
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET:
                _fill_field(form, page, annotation, wanted)
            pdfium.FPDFPage_CloseAnnot(annotation)
        pdfium.FORM_ForceToKillFocus(form)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


def _fill_field(form: object, page: object, annotation: object, wanted: Mapping[str, object]) -> None:
    value = wanted.get(_text(pdfium.FPDFAnnot_GetFormFieldName, form, annotation))
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if value is None:
        return
    if kind == pdfium.FPDF_FORMFIELD_RADIOBUTTON:
        if _text(pdfium.FPDFAnnot_GetFormFieldExportValue, form, annotation) == value:
            _click(form, page, annotation)
        return
    _click(form, page, annotation)
    if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD:
        pdfium.FORM_SelectAllText(form, page)
        units = str(value).encode("utf-16-le") + b"\0\0"
        pdfium.FORM_ReplaceSelection(form, page, ctypes.cast(ctypes.c_char_p(units), pdfium.FPDF_WIDESTRING))


def _text(read: Callable[..., int], form: object, annotation: object) -> str:
    size = read(form, annotation, None, 0)
    buffer = ctypes.create_string_buffer(size)
    read(form, annotation, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _click(form: object, page: object, annotation: object) -> None:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, box)
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    pdfium.FORM_ForceToKillFocus(form)
    pdfium.FORM_OnMouseMove(form, page, 0, x, y)
    pdfium.FORM_OnLButtonDown(form, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(form, page, 0, x, y)
