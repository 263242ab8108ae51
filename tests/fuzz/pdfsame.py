"""A filled-in PDF as another program may write it: the same answers, in other words (ISO 32000-1)."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Stream, String

from fuzz.openedpdf import PLAIN, OpenedPdf, leaves
from fuzz.recipe import Picks

# The packing: nothing of what stands in it changes.


def packed(pdf: OpenedPdf, picks: Picks) -> None:
    modes = (ObjectStreamMode.disable, ObjectStreamMode.generate, ObjectStreamMode.preserve)
    pdf.options |= {"object_stream_mode": picks.of(modes), "compress_streams": bool(picks.number(2))}
    pdf.options |= {"linearize": bool(picks.number(2)), "recompress_flate": bool(picks.number(2))}


def readable(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.options = {"qdf": True, **PLAIN}


def opened_again(pdf: OpenedPdf, picks: Picks) -> None:
    """Saved by one program and opened by another; the fields are other objects then."""
    saved, touched = pdf.saved(), pdf.touched
    again = OpenedPdf(saved)
    pdf.pdf, pdf.fields, pdf.touched = again.pdf, again.fields, touched
    pdf.options, pdf.again, pdf.before, pdf.after = {}, None, b"", b""


def locked_for_nobody(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.options = {"encryption": pikepdf.Encryption(owner="x", user="", R=picks.of((4, 6)))}


def junk_around(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.before = picks.of((b"", b"\n" * 900, b"HTTP/1.1 200 OK\r\n\r\n", b"\xef\xbb\xbf"))
    pdf.after = picks.of((b"", b"\n" * 900, b"\0" * 500, b"<html></html>"))


def updated(pdf: OpenedPdf, picks: Picks) -> None:
    """An incremental update (clause 7.5.6) that writes one object once more as it is."""
    pdf.again = picks


# The same in other words.


def other_letters(pdf: OpenedPdf, picks: Picks) -> None:
    """A text string in another of its encodings (clause 7.9.2.2; UTF-8 since PDF 2.0)."""
    field, key = picks.of(pdf.fields)[1], picks.of(("/V", "/T", "/TU"))
    text = str(field[key])
    codec, mark = picks.of((("utf-16-be", b"\xfe\xff"), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")))
    if isinstance(field[key], String):
        field[key] = String(mark + text.encode(codec))


def with_language(pdf: OpenedPdf, picks: Picks) -> None:
    """An escape in a text string says its language (clause 7.9.2.2), and is no part of the text."""
    field = picks.of([field for _, field in pdf.fields if isinstance(field.get("/V"), String)])
    text = str(field.V).encode("utf-16-be")
    escape = "\x1b{}\x1b".format(picks.of(("nl", "nlNL", "tr"))).encode("utf-16-be")
    field.V = String(b"\xfe\xff" + escape + text)


def text_in_stream(pdf: OpenedPdf, picks: Picks) -> None:
    """A long text may be a stream (table 228)."""
    field = picks.of([field for _, field in pdf.fields if isinstance(field.get("/V"), String)])
    text = str(field.V)
    data = picks.of((b"\xfe\xff" + text.encode("utf-16-be"), b"\xef\xbb\xbf" + text.encode()))
    field.V = Stream(pdf.pdf, data)


def indirect(pdf: OpenedPdf, picks: Picks) -> None:
    field = picks.of(pdf.fields)[1]
    key = picks.of([key for key in field if key not in ("/Parent", "/Kids", "/P")])
    field[key] = pdf.pdf.make_indirect(field[key])


def inherited(pdf: OpenedPdf, picks: Picks) -> None:
    """What a field is and holds stands with a field without a name above it (clause 12.7.3.1)."""
    top = picks.of(list(pdf.pdf.Root.AcroForm.Fields))
    above = pdf.pdf.make_indirect(Dictionary(Kids=Array([top])))
    for key in ("/FT", "/Ff", "/V", "/DA"):
        if key in top:
            above[key] = top[key]
            del top[key]
    top.Parent = above
    fields = list(pdf.pdf.Root.AcroForm.Fields)
    pdf.pdf.Root.AcroForm.Fields = Array([above if each.objgen == top.objgen else each for each in fields])


def kind_from_above(pdf: OpenedPdf, picks: Picks) -> None:
    """All fields below one are of the same kind, and it says so (clause 12.7.3.1)."""
    tops = [field for field in pdf.pdf.Root.AcroForm.Fields if "/Kids" in field and "/FT" not in field]
    above = picks.of(tops)
    below = [field for _, field in leaves([above], "")]
    if len({str(field.get("/FT")) for field in below}) == 1:
        above.FT = below[0].FT
        for field in below:
            del field["/FT"]


def widget_apart(pdf: OpenedPdf, picks: Picks) -> None:
    """A field and its only widget may be one dictionary or two."""
    field = picks.of([field for _, field in pdf.fields if "/Kids" not in field and "/Rect" in field])
    own = ("/FT", "/T", "/TU", "/TM", "/Ff", "/V", "/DV", "/Parent", "/MaxLen", "/Opt", "/PieceInfo")
    name = pdf.pdf.make_indirect(Dictionary({key: field[key] for key in own if key in field}))
    keys = [key for key in field if str(key).startswith("/Toolbox")]
    for key in keys:
        name[key] = field[key]
    for key in own:
        if key in field:
            del field[key]
    holder = name.Parent if "/Parent" in name else pdf.pdf.Root.AcroForm
    list_key = "/Kids" if "/Parent" in name else "/Fields"
    holder[list_key] = Array([name if kid.objgen == field.objgen else kid for kid in holder[list_key]])
    field.Parent, name.Kids = name, Array([field])
    pdf.fields = [(top, name if each.objgen == field.objgen else each) for top, each in pdf.fields]


def without_list(pdf: OpenedPdf, picks: Picks) -> None:
    """Programs that put files together leave the fields to be found by the pages."""
    pdf.leave_out("list")
    pdf.pdf.Root.AcroForm.Fields = Array([])


def without_looks(pdf: OpenedPdf, picks: Picks) -> None:
    for _, field in pdf.fields:
        if field.get("/FT") == Name.Tx and "/AP" in field:
            del field["/AP"]
    pdf.pdf.Root.AcroForm.NeedAppearances = True


def beside(pdf: OpenedPdf, picks: Picks) -> None:
    """What a reader of answers has nothing to do with."""
    root, form = pdf.pdf.Root, pdf.pdf.Root.AcroForm
    match picks.number(8):
        case 0:
            form.XFA = Array([String("template"), Stream(pdf.pdf, b"<template><field name='naam'/></template>")])
        case 1:
            root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        case 2:
            root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String("a"), Dictionary(F=String("a"))])))
        case 3:
            form.SigFlags = 3
        case 4:
            form.CO = Array([field for _, field in pdf.fields])
        case 5:
            root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        case 6:
            form.DR = Dictionary(Font=Dictionary())
        case _:
            root.ViewerPreferences = Dictionary(HideMenubar=True)


def other_pages(pdf: OpenedPdf, picks: Picks) -> None:
    page = picks.of(list(pdf.pdf.pages))
    match picks.number(4):
        case 0:
            page.obj.Rotate = picks.of((90, 180, 270))
        case 1:
            page.obj.MediaBox = Array([0, 0, 2_000, 2_000])
        case 2:
            page.obj.UserUnit = 2
        case _:
            page.obj.Annots = pdf.pdf.make_indirect(Array(list(page.obj.get("/Annots", ()))))
