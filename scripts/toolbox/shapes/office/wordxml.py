"""Elements of WordprocessingML (ISO/IEC 29500-1 clause 17), written shortly."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

MM = 1440 / 25.4  # twips


def w(tag: str, *children: Any, **attributes: str | int) -> Any:
    """<w:tag> with attributes of the same namespace; children that are None are left out."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    element.extend(child for child in children if child is not None)
    return element


def w14(tag: str, *children: Any, **attributes: str | int) -> Any:
    """The same in the namespace of Word 2010."""
    element = OxmlElement(f"w14:{tag}", nsdecls={"w14": "http://schemas.microsoft.com/office/word/2010/wordml"})
    for name, value in attributes.items():
        element.set(f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}", str(value))
    element.extend(children)
    return element


def run(text: str, *properties: Any) -> Any:
    """Text with '\\n' as a line break and '\\t' as a tab; `properties` are those of w:rPr."""
    element = w("r", w("rPr", *properties) if properties else None)
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            element.append(w("br"))
        elif piece == "\t":
            element.append(w("tab"))
        elif piece:
            written = w("t")
            written.text = piece
            written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            element.append(written)
    return element


def bold(text: str) -> Any:
    return run(text, w("b"))


def styled(text: str, style: str) -> Any:
    """Text in a character style."""
    return run(text, w("rStyle", val=style))


def paragraph(style: str, *content: Any, extra: tuple[Any, ...] = ()) -> Any:
    """`style` is a style's id; `extra` are more paragraph properties."""
    return w("p", w("pPr", w("pStyle", val=style), *extra), *content)


def keep_with_next(block: Any) -> None:
    """Keep every paragraph in a paragraph or table row on one page with what comes after it."""
    for properties in block.iter(qn("w:pPr")):
        if properties.find(qn("w:keepNext")) is None:
            properties.insert(1, w("keepNext"))


def field(code: str) -> Any:
    """A field that Word works out, such as PAGE."""
    return w("fldSimple", run("1"), instr=code)
