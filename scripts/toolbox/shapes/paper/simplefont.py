"""A simple TrueType font, as an object of a PDF."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Stream

from toolbox.shapes.paper.lettering import FIRST, LAST, RESOURCE, SCRIPT, SECOND, Lettering, encoding_differences

# A subset has a tag of six letters before its name (ISO 32000-1 clause 9.6.4).
TAGS = {RESOURCE: "TBXAAA", SECOND: "TBXAAB"}


def _tag(resource: str) -> str:
    """Of a font for another script: by its number."""
    return TAGS.get(resource) or f"TBXSA{chr(ord('A') + int(resource.removeprefix(SCRIPT)))}"


def simple_font(pdf: Any, face: Lettering) -> Any:
    """The font as an object of `pdf`: a simple TrueType font (ISO 32000-1 clause 9.6.3)."""
    program = Stream(pdf, face.program)
    program.Length1 = len(face.program)
    name = Name(f"/{_tag(face.resource)}+ToolboxForm")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4 if face.is_symbolic else 32,
        FontBBox=Array(face.box),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=face.cap_height,
        StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=name,
        FirstChar=FIRST,
        LastChar=LAST,
        Widths=Array(face.widths),
        FontDescriptor=pdf.make_indirect(descriptor),
        ToUnicode=pdf.make_indirect(Stream(pdf, _to_unicode(face.codes))),
    )
    if not face.is_symbolic:
        differences = Array([Name(item) if isinstance(item, str) else item for item in encoding_differences()])
        encoding = Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=differences)
        font.Encoding = pdf.make_indirect(encoding)
    return pdf.make_indirect(font)


def _to_unicode(codes: dict[str, int]) -> bytes:
    """A CMap from code to Unicode (ISO 32000-1 clause 9.10.3)."""
    pairs = sorted((code, letter) for letter, code in codes.items())
    blocks = []
    for start in range(0, len(pairs), 100):
        part = pairs[start : start + 100]
        lines = "\n".join(f"<{code:02X}> <{ord(letter):04X}>" for code, letter in part)
        blocks.append(f"{len(part)} beginbfchar\n{lines}\nendbfchar")
    body = "\n".join(blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Toolbox-Form def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
