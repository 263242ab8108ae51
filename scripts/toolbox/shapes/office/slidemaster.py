"""What all slides share: the size, letters and colours of a presentation, and where each placeholder stands.

python-pptx starts from a template of 4:3 with eleven layouts. Three of them stay, made as wide as ours.
"""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Mm, Pt

WIDTH, HEIGHT = 338.7, 190.5  # mm: 16:9
MARGIN, TITLE_TOP, TITLE_HEIGHT, BODY_TOP, FOOT_TOP, FOOT_HEIGHT = 18.0, 12.0, 26.0, 44.0, 174.0, 10.0  # mm
INNER = WIDTH - 2 * MARGIN
# On every school's computer; as in a Word file.
FONT, LANGUAGE = "Arial", "nl-NL"
TITLE_SIZE, TEXT_SIZE, FOOT_SIZE, OPENING_SIZE = 34, 28, 14, 48  # points
GREEN, DEEP, GROUND, INK, WHITE = "0B5E40", "093B2A", "F4F5EF", "16251E", "FFFFFF"
BAND = 5.0  # mm of green along the top
FIRST, PLAIN, DRAWN = 0, 1, 5  # layouts of the template
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
# Of the template: another's letters, and the colour of what stands out.
THEME_FONT, THEME_COLOUR = b'typeface="Calibri"', b'<a:accent1><a:srgbClr val="4F81BD"/>'
# Of the template: what is not ours, or only weighs.
NOT_NEEDED = ("printerSettings", "thumbnail")
# (left, top, width, height) in mm, by the kind of a placeholder.
PLACES = {
    "title": (MARGIN, TITLE_TOP, INNER, TITLE_HEIGHT),
    "body": (MARGIN, BODY_TOP, INNER, FOOT_TOP - BODY_TOP - 4),
    "ftr": (MARGIN, FOOT_TOP, INNER * 0.6, FOOT_HEIGHT),
    "dt": (MARGIN + INNER * 0.62, FOOT_TOP, INNER * 0.26, FOOT_HEIGHT),
    "sldNum": (MARGIN + INNER * 0.9, FOOT_TOP, INNER * 0.1, FOOT_HEIGHT),
}
FIRST_PLACES = {"title": (MARGIN, 52.0, INNER, 36.0), "body": (MARGIN, 92.0, INNER, 30.0)}
BAND_SHAPE = f"""
<p:sp {nsdecls("p", "a")}>
  <p:nvSpPr><p:cNvPr id="20" name="Band"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>
  <p:spPr>
    <a:xfrm><a:off x="0" y="0"/><a:ext cx="{Mm(WIDTH)}" cy="{Mm(BAND)}"/></a:xfrm>
    <a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
    <a:solidFill><a:srgbClr val="{GREEN}"/></a:solidFill><a:ln><a:noFill/></a:ln>
  </p:spPr>
</p:sp>
"""
ON_DEEP = f"""
<a:lstStyle {nsdecls("a")}>
  <a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/><a:defRPr {{size}}>
    <a:solidFill><a:srgbClr val="{WHITE}"/></a:solidFill></a:defRPr></a:lvl1pPr>
</a:lstStyle>
"""
KINDS = {"ctrTitle": "title", "subTitle": "body", None: "body", "obj": "body"}


def make_master(made: Any) -> tuple[Any, Any, Any]:
    """Change the presentation's template into ours; gives the layouts of the first slide, one with text, one drawn."""
    made.slide_width, made.slide_height = Mm(WIDTH), Mm(HEIGHT)
    first, plain, drawn = (made.slide_layouts[index] for index in (FIRST, PLAIN, DRAWN))
    for layout in list(made.slide_layouts):
        if layout not in (first, plain, drawn):
            made.slide_layouts.remove(layout)
    theme = made.slide_master.part.part_related_by(THEME)
    own = theme.blob.replace(THEME_FONT, f'typeface="{FONT}"'.encode())
    theme._blob = own.replace(THEME_COLOUR, THEME_COLOUR.replace(b"4F81BD", GREEN.encode()))
    for holder in (made.slide_master, first, plain, drawn):
        _place_all(holder, PLACES | FIRST_PLACES if holder is first else PLACES)
    _style(made.slide_master.element)
    _paint(made.slide_master, GROUND)
    made.slide_master.shapes._spTree.insert(2, parse_xml(BAND_SHAPE))
    _paint(first, DEEP)
    for shape in first.placeholders:
        _write_on_deep(shape.element)
    return first, plain, drawn


def drop_parts(made: Any) -> None:
    for relations in (made.part.rels, made.part.package._rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(NOT_NEEDED)]:
            relations.pop(key)


def _place_all(holder: Any, places: dict[str, tuple[float, float, float, float]]) -> None:
    for shape in holder.placeholders:
        kind = shape.element.ph.get("type")
        shape.left, shape.top, shape.width, shape.height = map(Mm, places[KINDS.get(kind, kind)])
    # No date and no language of the template's own.
    for stale in list(holder.element.iter(qn("a:fld"))):
        if str(stale.get("type")).startswith("datetime"):
            stale.getparent().remove(stale)
    for named in holder.element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        named.set("lang", LANGUAGE)


def _paint(holder: Any, colour: str) -> None:
    holder.background.fill.solid()
    holder.background.fill.fore_color.rgb = RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]


def _write_on_deep(shape: Any) -> None:
    """White letters, on the first slide; the title large."""
    kind = shape.ph.get("type")
    size = {"ctrTitle": OPENING_SIZE, "subTitle": TEXT_SIZE}.get(kind, FOOT_SIZE)
    before = shape.find(f".//{qn('a:lstStyle')}")
    bold = ' b="1"' if kind == "ctrTitle" else ""
    before.getparent().replace(before, parse_xml(ON_DEEP.format(size=f'sz="{size * 100}"{bold}')))


def _style(master: Any) -> None:
    """Titles stand left, bold and green; a layout of the template has letters of its own and follows."""
    (title,) = master.iter(qn("p:titleStyle"))
    (body,) = master.iter(qn("p:bodyStyle"))
    for level in title.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")
        level.find(qn("a:defRPr")).set("b", "1")
        for colour in level.iter(qn("a:schemeClr")):
            colour.set("val", "accent1")
    for space in body.iter(qn("a:spcPct")):
        space.set("val", "40000")
    _size(title, TITLE_SIZE)
    _size(body, TEXT_SIZE)
    for shape in master.iter(qn("p:sp")):
        if shape.find(f".//{qn('p:ph')}").get("type") in ("ftr", "dt", "sldNum"):
            _size(shape, FOOT_SIZE)
            for level in shape.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
            for tint in list(shape.iter(qn("a:tint"))):
                tint.getparent().remove(tint)


def _size(element: Any, points: int) -> None:
    for level in element.iter(qn("a:lvl1pPr")):
        level.find(qn("a:defRPr")).set("sz", str(Pt(points).centipoints))
