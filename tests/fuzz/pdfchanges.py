"""What can be done to a filled-in PDF, by what it is made of (ISO 32000-1): fields, widgets, pages, strings."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from fuzz.kitchen import Change
from fuzz.meaning import Promise, Touched
from fuzz.recipe import Picks

DEEPEST = 12
HUGE = (99_999, 100_000, 100_001, 2_000_000)
PLAIN = {"object_stream_mode": ObjectStreamMode.disable, "compress_streams": False}


class OpenedPdf:
    """`fields` are the leaves of the tree as it was: (question or table, field)."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = Pdf.open(io.BytesIO(data))
        self.touched = Touched()
        self.options: dict[str, Any] = {}
        self.again: Picks | None = None
        self.before = self.after = b""
        self.lost: set[str] = set()
        self.fields = list(_leaves(_fields_of(self.pdf), ""))

    def field(self, picks: Picks) -> Any:
        """One of the fields, which is touched."""
        name, field = picks.of(self.fields)
        self.touched.names.add(name)
        return field

    def text(self, picks: Picks) -> Any:
        name, field = picks.of([(name, field) for name, field in self.fields if isinstance(field.get("/V"), String)])
        self.touched.names.add(name)
        return field

    def leave_out(self, what: str) -> None:
        """Of the form's list and the pages' one will do to find a field."""
        self.lost.add(what)
        if len(self.lost) > 1:
            self.touched.promise = min(self.touched.promise, Promise.NOTHING_INVENTED)

    def saved(self) -> bytes:
        out = io.BytesIO()
        with warnings.catch_warnings(action="ignore"):
            self.pdf.save(out, **(PLAIN if self.again else self.options))
        data = _with_update(out.getvalue(), self.again) if self.again else out.getvalue()
        return self.before + data + self.after


def _fields_of(pdf: Any) -> Any:
    return pdf.Root.get("/AcroForm", {}).get("/Fields", ())


def _leaves(fields: Any, top: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    for field in fields:
        name = top or str(field.get("/T", ""))
        # PDFtk and others put a level above all.
        name = "" if name.isdecimal() else name
        kids = [kid for kid in field.get("/Kids", ()) if "/T" in kid]
        if kids and depth < DEEPEST:
            yield from _leaves(kids, name, depth + 1)
        else:
            yield name, field


def pdf_pool(data: bytes) -> str:
    """Every string and name in the file, and what its streams hold."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return " ".join(text for thing in pdf.objects for text in _texts(thing, 0))


def _texts(thing: Any, depth: int) -> Iterator[str]:
    if depth and getattr(thing, "is_indirect", False):
        return  # It comes by itself.
    if isinstance(thing, (String, Name)):
        yield str(thing)
    elif isinstance(thing, (Dictionary, Stream)):
        for key in list(thing.keys()):
            yield key
            yield from _texts(thing[key], depth + 1)
        if isinstance(thing, Stream):
            yield _content(thing)
    elif isinstance(thing, Array):
        for item in thing:
            yield from _texts(item, depth + 1)
    else:
        yield str(thing)


def _content(stream: Any) -> str:
    try:
        return bytes(stream.read_bytes()).decode("utf-8", "replace")
    except (pikepdf.PdfError, ValueError):
        return ""


# The packing: nothing of what stands in it changes.


def _packed(pdf: OpenedPdf, picks: Picks) -> None:
    modes = (ObjectStreamMode.disable, ObjectStreamMode.generate, ObjectStreamMode.preserve)
    pdf.options |= {"object_stream_mode": picks.of(modes), "compress_streams": bool(picks.number(2))}
    pdf.options |= {"linearize": bool(picks.number(2)), "recompress_flate": bool(picks.number(2))}


def _readable(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.options = {"qdf": True, **PLAIN}


def _opened_again(pdf: OpenedPdf, picks: Picks) -> None:
    """Saved by one program and opened by another; the fields are other objects then."""
    saved, touched = pdf.saved(), pdf.touched
    again = OpenedPdf(saved)
    pdf.pdf, pdf.fields, pdf.touched = again.pdf, again.fields, touched
    pdf.options, pdf.again, pdf.before, pdf.after = {}, None, b"", b""


def _locked_for_nobody(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.options = {"encryption": pikepdf.Encryption(owner="x", user="", R=picks.of((4, 6)))}


def _junk_around(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.before = picks.of((b"", b"\n" * 900, b"HTTP/1.1 200 OK\r\n\r\n", b"\xef\xbb\xbf"))
    pdf.after = picks.of((b"", b"\n" * 900, b"\0" * 500, b"<html></html>"))


def _updated(pdf: OpenedPdf, picks: Picks) -> None:
    """An incremental update (clause 7.5.6) that writes one object once more as it is."""
    pdf.again = picks


def _with_update(data: bytes, picks: Picks) -> bytes:
    found = list(re.finditer(rb"(?m)^(\d+) 0 obj\n.*?endobj\n", data, re.DOTALL))
    again = picks.of([each for each in found if b"stream" not in each[0]])
    root = re.findall(rb"/Root (\d+) 0 R", data)[-1]
    size, start = re.findall(rb"/Size (\d+)", data)[-1], re.findall(rb"startxref\n(\d+)", data)[-1]
    info = b"".join(b"/Info %s 0 R " % number for number in re.findall(rb"/Info (\d+) 0 R", data)[-1:])
    table = b"xref\n0 0\n%d 1\n%010d 00000 n \n" % (int(again[1]), len(data))
    trailer = b"trailer\n<< /Size %s /Root %s 0 R %s/Prev %s >>\n" % (size, root, info, start)
    return data + again[0] + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(again[0]))


# The same in other words.


def _other_letters(pdf: OpenedPdf, picks: Picks) -> None:
    """A text string in another of its encodings (clause 7.9.2.2; UTF-8 since PDF 2.0)."""
    field, key = picks.of(pdf.fields)[1], picks.of(("/V", "/T", "/TU"))
    text = str(field[key])
    codec, mark = picks.of((("utf-16-be", b"\xfe\xff"), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe")))
    if isinstance(field[key], String):
        field[key] = String(mark + text.encode(codec))


def _with_language(pdf: OpenedPdf, picks: Picks) -> None:
    """An escape in a text string says its language (clause 7.9.2.2), and is no part of the text."""
    field = picks.of([field for _, field in pdf.fields if isinstance(field.get("/V"), String)])
    text = str(field.V).encode("utf-16-be")
    escape = "\x1b{}\x1b".format(picks.of(("nl", "nlNL", "tr"))).encode("utf-16-be")
    field.V = String(b"\xfe\xff" + escape + text)


def _text_in_stream(pdf: OpenedPdf, picks: Picks) -> None:
    """A long text may be a stream (table 228)."""
    field = picks.of([field for _, field in pdf.fields if isinstance(field.get("/V"), String)])
    text = str(field.V)
    data = picks.of((b"\xfe\xff" + text.encode("utf-16-be"), b"\xef\xbb\xbf" + text.encode()))
    field.V = Stream(pdf.pdf, data)


def _indirect(pdf: OpenedPdf, picks: Picks) -> None:
    field = picks.of(pdf.fields)[1]
    key = picks.of([key for key in field if key not in ("/Parent", "/Kids", "/P")])
    field[key] = pdf.pdf.make_indirect(field[key])


def _inherited(pdf: OpenedPdf, picks: Picks) -> None:
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


def _kind_from_above(pdf: OpenedPdf, picks: Picks) -> None:
    """All fields below one are of the same kind, and it says so (clause 12.7.3.1)."""
    tops = [field for field in pdf.pdf.Root.AcroForm.Fields if "/Kids" in field and "/FT" not in field]
    above = picks.of(tops)
    below = [field for _, field in _leaves([above], "")]
    if len({str(field.get("/FT")) for field in below}) == 1:
        above.FT = below[0].FT
        for field in below:
            del field["/FT"]


def _widget_apart(pdf: OpenedPdf, picks: Picks) -> None:
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


def _without_list(pdf: OpenedPdf, picks: Picks) -> None:
    """Programs that put files together leave the fields to be found by the pages."""
    pdf.leave_out("list")
    pdf.pdf.Root.AcroForm.Fields = Array([])


def _without_looks(pdf: OpenedPdf, picks: Picks) -> None:
    for _, field in pdf.fields:
        if field.get("/FT") == Name.Tx and "/AP" in field:
            del field["/AP"]
    pdf.pdf.Root.AcroForm.NeedAppearances = True


def _beside(pdf: OpenedPdf, picks: Picks) -> None:
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


def _other_pages(pdf: OpenedPdf, picks: Picks) -> None:
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


# Fields that are no longer what they were.

ODD_VALUES = (0, 1, -1, 2.5, True, None, "", "x", "Off", "true", "/", "\0", "a\r\nb", "é" * 50, "\ud7ff", "=1+1")


def _odd(pdf: OpenedPdf, picks: Picks) -> Any:
    """An object of any kind."""
    match picks.number(12):
        case 0:
            return Array([])
        case 1:
            return Array([String("een"), String("twee"), 3])
        case 2:
            return Dictionary()
        case 3:
            return Dictionary(V=String("binnen"), T=String("naam"))
        case 4:
            return Stream(pdf.pdf, b"uit een stroom")
        case 5:
            return Stream(pdf.pdf, b"x", Filter=picks.of((Name.FlateDecode, Name.JPXDecode, Name.Crypt)))
        case 6:
            return picks.of((Name.Off, Name.Yes, Name("/ja"), Name("/nee"), Name("/a#20b"), Name("/Tx"), Name("/Btn")))
        case 7:
            return picks.of(list(pdf.pdf.pages)).obj
        case 8:
            return pdf.pdf.Root
        case 9:
            return String(picks.of((b"\xfe\xff\xd8\x00", b"\xef\xbb\xbf\xff", b"\xff\xfeA", b"\x80\x18\x1f")))
        case 10:
            return picks.of(pdf.fields)[1]
        case _:
            value = picks.of(ODD_VALUES)
            return String(value) if isinstance(value, str) else value


def _odd_value(pdf: OpenedPdf, picks: Picks) -> None:
    field = pdf.field(picks)
    field[picks.of(("/V", "/V", "/V", "/FT", "/AS", "/Opt", "/DV", "/Ff", "/MaxLen", "/I", "/RV"))] = _odd(pdf, picks)


def _huge(pdf: OpenedPdf, picks: Picks) -> None:
    field = pdf.text(picks)
    size = picks.of(HUGE)
    field.V = picks.of((String("x" * size), String("a\n" * (size // 2)), Stream(pdf.pdf, b"y" * size)))


def _emptied(pdf: OpenedPdf, picks: Picks) -> None:
    field = pdf.field(picks)
    for key in ("/V", "/AS")[: 1 + picks.number(2)]:
        if key in field:
            del field[key]


def _other_name(pdf: OpenedPdf, picks: Picks) -> None:
    """Whatever a field is called now, what was typed in it is listed."""
    field = pdf.text(picks)
    name = picks.of(("naam", "x", "a.b.c", "naam.1", "1", "", "dagen.week", "taken_lijst.1.oordeel", "n" * 5_000, "é"))
    if "." in name or name in ("naam", ""):
        pdf.touched.everything = True
    field.T = String(name)


def _same_name_twice(pdf: OpenedPdf, picks: Picks) -> None:
    """Another field with the same name, and another text in it."""
    field = pdf.text(picks)
    twin = pdf.pdf.make_indirect(Dictionary(FT=Name.Tx, T=field.T, V=String("een andere tekst")))
    holder = field.get("/Parent") or pdf.pdf.Root.AcroForm
    key = "/Kids" if "/Parent" in field else "/Fields"
    kids = list(holder[key])
    holder[key] = Array([twin, *kids] if picks.number(2) else [*kids, twin])


def _widget_gone(pdf: OpenedPdf, picks: Picks) -> None:
    """A widget that no page has any more; the form still does."""
    pdf.leave_out("page")
    page = picks.of(list(pdf.pdf.pages))
    notes = list(page.obj.Annots)
    del notes[picks.number(len(notes))]
    page.obj.Annots = Array(notes)


def _page_gone(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.leave_out("page")
    if len(pdf.pdf.pages) > 1:
        del pdf.pdf.pages[picks.number(len(pdf.pdf.pages))]


def _page_moved(pdf: OpenedPdf, picks: Picks) -> None:
    pages = list(pdf.pdf.pages)
    page = pages[picks.number(len(pages))]
    del pdf.pdf.pages[pages.index(page)]
    pdf.pdf.pages.insert(picks.number(len(pages)), page)


def _page_twice(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.touched.everything = True
    pdf.pdf.pages.append(picks.of(list(pdf.pdf.pages)))


def _loop(pdf: OpenedPdf, picks: Picks) -> None:
    """/Kids and /Parent that lead back, or elsewhere."""
    pdf.touched.everything = True
    field, other = picks.of(pdf.fields)[1], picks.of(pdf.fields)[1]
    match picks.number(5):
        case 0:
            field.Kids = Array([field])
        case 1:
            field.Parent = field
        case 2:
            field.Parent, other.Parent = other, field
        case 3:
            field.Kids = Array([other, pdf.pdf.Root, picks.of(list(pdf.pdf.pages)).obj])
        case _:
            field.Parent.Kids = Array([field.Parent, *field.Parent.Kids])


def _tree(pdf: OpenedPdf, picks: Picks) -> None:
    """Levels in between, of which the name counts or not."""
    tops = list(pdf.pdf.Root.AcroForm.Fields)
    name = picks.of(("1", "2", "", "form1[0]"))
    if name == "form1[0]":
        pdf.touched.everything = True
    above = pdf.pdf.make_indirect(Dictionary(Kids=Array(tops)))
    if name:
        above.T = String(name)
    for top in tops:
        top.Parent = above
    pdf.pdf.Root.AcroForm.Fields = Array([above])


def _backwards(pdf: OpenedPdf, picks: Picks) -> None:
    """The fields in another order: of the form, or those below one."""
    form = pdf.pdf.Root.AcroForm
    holder, key = picks.of([(form, "/Fields"), *((top, "/Kids") for top in form.Fields if "/Kids" in top)])
    holder[key] = Array(list(reversed(list(holder[key]))))


def _odd_anything(pdf: OpenedPdf, picks: Picks) -> None:
    """Any object of the file, and any of its keys."""
    pdf.touched.everything = True
    things = [thing for thing in pdf.pdf.objects if isinstance(thing, (Dictionary, Stream)) and len(thing.keys())]
    thing = picks.of(things)
    key = picks.of(list(thing.keys()))
    if picks.number(4) == 0:
        del thing[key]
    else:
        thing[key] = _odd(pdf, picks)


def _odd_form(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.touched.everything = True
    root, page = pdf.pdf.Root, picks.of(list(pdf.pdf.pages)).obj
    holder, key = picks.of(
        [(root, "/AcroForm"), (root.AcroForm, "/Fields"), (page, "/Annots"), (root, "/Metadata"), (page, "/PieceInfo")]
    )
    holder[key] = _odd(pdf, picks)


def _crowded(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.touched.everything = True
    count = picks.of((10, 1_000, 4_900, 5_100))
    more = [Dictionary(FT=Name.Tx, T=String(f"erbij{number}"), V=String("x")) for number in range(count)]
    form = pdf.pdf.Root.AcroForm
    form.Fields = Array([*form.Fields, *map(pdf.pdf.make_indirect, more)])


def _cut(pdf: OpenedPdf, picks: Picks) -> None:
    """The end of the file is gone, as after a download that was broken off."""
    pdf.touched.everything = True
    _opened_again(pdf, picks)
    data = pdf.saved()
    pdf.after = data[: picks.number(len(data))]


CHANGES: Mapping[str, Change] = {
    "packed": Change(_packed, Promise.SAME),
    "readable": Change(_readable, Promise.SAME),
    "opened again": Change(_opened_again, Promise.SAME),
    "locked for nobody": Change(_locked_for_nobody, Promise.SAME),
    "junk around": Change(_junk_around, Promise.SAME),
    "updated": Change(_updated, Promise.SAME),
    "other letters": Change(_other_letters, Promise.SAME),
    "with language": Change(_with_language, Promise.SAME),
    "text in stream": Change(_text_in_stream, Promise.SAME),
    "indirect": Change(_indirect, Promise.SAME),
    "inherited": Change(_inherited, Promise.SAME),
    "kind from above": Change(_kind_from_above, Promise.SAME),
    "widget apart": Change(_widget_apart, Promise.SAME),
    "without list": Change(_without_list, Promise.SAME),
    "without looks": Change(_without_looks, Promise.SAME),
    "beside": Change(_beside, Promise.SAME),
    "other pages": Change(_other_pages, Promise.SAME_OR_TOLD),
    "tree": Change(_tree, Promise.NOTHING_LOST),
    "backwards": Change(_backwards, Promise.SAME),
    "widget gone": Change(_widget_gone, Promise.SAME),
    "page moved": Change(_page_moved, Promise.SAME_OR_TOLD),
    "page gone": Change(_page_gone, Promise.NOTHING_MOVES),
    "page twice": Change(_page_twice, Promise.NOTHING_LOST),
    "odd value": Change(_odd_value, Promise.NOTHING_MOVES),
    "huge": Change(_huge, Promise.NOTHING_MOVES),
    "emptied": Change(_emptied, Promise.NOTHING_MOVES),
    "other name": Change(_other_name, Promise.NOTHING_LOST),
    "same name twice": Change(_same_name_twice, Promise.NOTHING_LOST),
    "crowded": Change(_crowded, Promise.NOTHING_LOST),
    "loop": Change(_loop, Promise.NOTHING_INVENTED),
    "odd form": Change(_odd_form, Promise.NOTHING_INVENTED),
    "odd anything": Change(_odd_anything, Promise.NOTHING_INVENTED),
    "cut": Change(_cut, Promise.NOTHING_INVENTED),
}
