"""A filled-in PDF of which fields, pages or the tree are no longer what they were."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream, String

from fuzz import pdfsame
from fuzz.openedpdf import OpenedPdf
from fuzz.recipe import Picks

# Fields that are no longer what they were.

HUGE = (99_999, 100_000, 100_001, 2_000_000)
ODD_VALUES = (0, 1, -1, 2.5, True, None, "", "x", "Off", "true", "/", "\0", "a\r\nb", "é" * 50, "\ud7ff", "=1+1")


def odd(pdf: OpenedPdf, picks: Picks) -> Any:
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


def odd_value(pdf: OpenedPdf, picks: Picks) -> None:
    field = pdf.field(picks)
    field[picks.of(("/V", "/V", "/V", "/FT", "/AS", "/Opt", "/DV", "/Ff", "/MaxLen", "/I", "/RV"))] = odd(pdf, picks)


def huge(pdf: OpenedPdf, picks: Picks) -> None:
    field = pdf.text(picks)
    size = picks.of(HUGE)
    field.V = picks.of((String("x" * size), String("a\n" * (size // 2)), Stream(pdf.pdf, b"y" * size)))


def emptied(pdf: OpenedPdf, picks: Picks) -> None:
    field = pdf.field(picks)
    for key in ("/V", "/AS")[: 1 + picks.number(2)]:
        if key in field:
            del field[key]


def other_name(pdf: OpenedPdf, picks: Picks) -> None:
    """Whatever a field is called now, what was typed in it is listed."""
    field = pdf.text(picks)
    name = picks.of(("naam", "x", "a.b.c", "naam.1", "1", "", "dagen.week", "taken_lijst.1.oordeel", "n" * 5_000, "é"))
    if "." in name or name in ("naam", ""):
        pdf.touched.everything = True
    field.T = String(name)


def same_name_twice(pdf: OpenedPdf, picks: Picks) -> None:
    """Another field with the same name, and another text in it."""
    field = pdf.text(picks)
    twin = pdf.pdf.make_indirect(Dictionary(FT=Name.Tx, T=field.T, V=String("een andere tekst")))
    holder = field.get("/Parent") or pdf.pdf.Root.AcroForm
    key = "/Kids" if "/Parent" in field else "/Fields"
    kids = list(holder[key])
    holder[key] = Array([twin, *kids] if picks.number(2) else [*kids, twin])


def widget_gone(pdf: OpenedPdf, picks: Picks) -> None:
    """A widget that no page has any more; the form still does."""
    pdf.leave_out("page")
    page = picks.of(list(pdf.pdf.pages))
    notes = list(page.obj.Annots)
    del notes[picks.number(len(notes))]
    page.obj.Annots = Array(notes)


def page_gone(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.leave_out("page")
    if len(pdf.pdf.pages) > 1:
        del pdf.pdf.pages[picks.number(len(pdf.pdf.pages))]


def page_moved(pdf: OpenedPdf, picks: Picks) -> None:
    pages = list(pdf.pdf.pages)
    page = pages[picks.number(len(pages))]
    del pdf.pdf.pages[pages.index(page)]
    pdf.pdf.pages.insert(picks.number(len(pages)), page)


def page_twice(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.touched.everything = True
    pdf.pdf.pages.append(picks.of(list(pdf.pdf.pages)))


def loop(pdf: OpenedPdf, picks: Picks) -> None:
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


def tree(pdf: OpenedPdf, picks: Picks) -> None:
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


def backwards(pdf: OpenedPdf, picks: Picks) -> None:
    """The fields in another order: of the form, or those below one."""
    form = pdf.pdf.Root.AcroForm
    holder, key = picks.of([(form, "/Fields"), *((top, "/Kids") for top in form.Fields if "/Kids" in top)])
    holder[key] = Array(list(reversed(list(holder[key]))))


def odd_anything(pdf: OpenedPdf, picks: Picks) -> None:
    """Any object of the file, and any of its keys."""
    pdf.touched.everything = True
    things = [thing for thing in pdf.pdf.objects if isinstance(thing, (Dictionary, Stream)) and len(thing.keys())]
    thing = picks.of(things)
    key = picks.of(list(thing.keys()))
    if picks.number(4) == 0:
        del thing[key]
    else:
        thing[key] = odd(pdf, picks)


def odd_form(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.touched.everything = True
    root, page = pdf.pdf.Root, picks.of(list(pdf.pdf.pages)).obj
    holder, key = picks.of(
        [(root, "/AcroForm"), (root.AcroForm, "/Fields"), (page, "/Annots"), (root, "/Metadata"), (page, "/PieceInfo")]
    )
    holder[key] = odd(pdf, picks)


def crowded(pdf: OpenedPdf, picks: Picks) -> None:
    pdf.touched.everything = True
    count = picks.of((10, 1_000, 4_900, 5_100))
    more = [Dictionary(FT=Name.Tx, T=String(f"erbij{number}"), V=String("x")) for number in range(count)]
    form = pdf.pdf.Root.AcroForm
    form.Fields = Array([*form.Fields, *map(pdf.pdf.make_indirect, more)])


def cut(pdf: OpenedPdf, picks: Picks) -> None:
    """The end of the file is gone, as after a download that was broken off."""
    pdf.touched.everything = True
    pdfsame.opened_again(pdf, picks)
    data = pdf.saved()
    pdf.after = data[: picks.number(len(data))]
