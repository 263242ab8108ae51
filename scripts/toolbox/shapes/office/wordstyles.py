"""The styles and the lists of a Word file: calm, black on white, and named so that a school can restyle them.

Arial is on every school's computer, and Liberation Sans, which stands in for it elsewhere, has the same widths: a page
breaks at the same place. Sizes are half points (w:sz), distances twips.
"""

from __future__ import annotations

from typing import Any

from docx.oxml.parser import parse_xml

from toolbox.core.language import DUTCH, Language
from toolbox.shapes.office.wordlanguage import from_both_sides
from toolbox.shapes.office.wordxml import w

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BULLETS, NUMBERS = 1, 2  # abstract lists
RING_SIZE = 32

DEFAULTS = """
<w:docDefaults>
  <w:rPrDefault>
    <w:rPr>
      <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>
      <w:sz w:val="20"/>
      <w:szCs w:val="20"/>
      <w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/>
    </w:rPr>
  </w:rPrDefault>
  <w:pPrDefault>
    <w:pPr>
      <w:spacing w:after="0" w:line="264" w:lineRule="auto"/>
    </w:pPr>
  </w:pPrDefault>
</w:docDefaults>
"""

# What is put in the defaults (in the order of the schema) where letters run from right to left.
RIGHT_LETTERS = ("<w:lang ", "<w:rtl/><w:lang ")
RIGHT_PARAGRAPHS = ('<w:spacing w:after="0"', '<w:bidi/><w:spacing w:after="0"')

NEXT = "<w:keepNext/><w:keepLines/>"
BORDER = '<w:{0} w:val="single" w:sz="{1}" w:space="{2}" w:color="{3}"/>'
SIDES = ("top", "left", "bottom", "right")
GRID = "".join(BORDER.format(side, 6, 0, "595959") for side in (*SIDES, "insideH", "insideV"))
BOX = "".join(BORDER.format(side, 6, 3, "595959") for side in SIDES)

# Id, name, based on, paragraph properties, run properties; '*' before a name: Word's own, so it translates it.
PARAGRAPHS = (
    ("Heading1", "*heading 1", NEXT + '<w:spacing w:after="80"/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="40"/>'),
    (
        "Heading2",
        "*heading 2",
        NEXT
        + f"<w:pBdr>{BORDER.format('bottom', 12, 2, '000000')}</w:pBdr>"
        + '<w:spacing w:before="320" w:after="80"/><w:outlineLvl w:val="1"/>',
        '<w:b/><w:sz w:val="27"/>',
    ),
    (
        "Heading3",
        "*heading 3",
        NEXT + '<w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="2"/>',
        '<w:b/><w:sz w:val="23"/>',
    ),
    (
        "Heading4",
        "*heading 4",
        NEXT + '<w:spacing w:before="160" w:after="40"/><w:outlineLvl w:val="3"/>',
        '<w:b/><w:sz w:val="21"/>',
    ),
    (
        "Heading5",
        "*heading 5",
        NEXT + '<w:spacing w:before="120" w:after="40"/><w:outlineLvl w:val="4"/>',
        "<w:b/><w:i/>",
    ),
    ("Omschrijving", "Omschrijving", '<w:spacing w:after="80"/>', '<w:sz w:val="22"/>'),
    ("Tekst", "Tekst", '<w:spacing w:after="80"/>', ""),
    ("Vraag", "Vraag", NEXT + '<w:spacing w:before="120" w:after="40"/>', "<w:b/>"),
    ("Uitleg", "Uitleg", NEXT + '<w:spacing w:after="40"/>', '<w:sz w:val="19"/>'),
    (
        "Gevoelig",
        "Gevoelig",
        NEXT
        + f"<w:pBdr>{BORDER.format('left', 24, 6, '000000')}</w:pBdr>"
        + '<w:spacing w:before="40" w:after="60"/><w:ind w:left="160"/>',
        '<w:sz w:val="19"/>',
    ),
    (
        "Antwoord",
        "Antwoord",
        "<w:keepLines/>"
        + f"<w:pBdr>{BOX}</w:pBdr>"
        + '<w:spacing w:before="60" w:after="100"/><w:ind w:left="80" w:right="80"/>',
        "",
    ),
    (
        "Keuze",
        "Keuze",
        '<w:keepLines/><w:tabs><w:tab w:val="left" w:pos="400"/></w:tabs>'
        '<w:spacing w:before="40" w:after="40"/><w:ind w:left="400" w:hanging="400"/>',
        "",
    ),
    ("Tabelkop", "Tabelkop", '<w:keepNext/><w:spacing w:before="40" w:after="40"/>', '<w:b/><w:sz w:val="18"/>'),
    (
        "Tabelkeuze",
        "Tabelkeuze",
        '<w:keepNext/><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
        '<w:sz w:val="16"/>',
    ),
    ("Tabelgroep", "Tabelgroep", '<w:keepNext/><w:spacing w:before="60" w:after="60"/>', "<w:b/>"),
    ("Tabeltekst", "Tabeltekst", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="19"/>'),
    ("Tussenruimte", "Tussenruimte", '<w:spacing w:line="80" w:lineRule="exact"/>', '<w:sz w:val="4"/>'),
    ("Quote", "*Quote", '<w:spacing w:after="80"/><w:ind w:left="400"/>', "<w:i/>"),
    ("Code", "Code", '<w:spacing w:after="80"/>', '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'),
    ("Footer", "*footer", '<w:spacing w:before="20"/>', '<w:sz w:val="16"/>'),
)
LETTERS = (
    # Half as high again as a line of print: 8 mm, what a pen needs.
    ("PlaceholderText", "*Placeholder Text", '<w:color w:val="595959"/>'),
    ("Schrijfruimte", "Schrijfruimte", '<w:color w:val="595959"/><w:sz w:val="36"/>'),
    ("Keuzeruimte", "Keuzeruimte", ""),
    ("Rondje", "Rondje", f'<w:sz w:val="{RING_SIZE}"/>'),
    ("Vakje", "Vakje", '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/><w:sz w:val="24"/>'),
    ("Hyperlink", "*Hyperlink", '<w:u w:val="single"/>'),
)
LIST_LEVELS = 3
LIST_INDENT = 360
TABLES = f"""
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/>
  <w:tblPr>
    <w:tblInd w:w="0" w:type="dxa"/>
    <w:tblCellMar>
      <w:left w:w="80" w:type="dxa"/>
      <w:right w:w="80" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Invultabel">
  <w:name w:val="Invultabel"/>
  <w:basedOn w:val="TableNormal"/>
  <w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      {GRID}
    </w:tblBorders>
  </w:tblPr>
</w:style>
"""
BASE = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="Letter"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>
"""


def write_styles(element: Any, language: Language = DUTCH) -> None:
    """Replace all of w:styles. In a language that is written from the right all paragraphs and letters are."""
    paragraphs = "".join(_style("paragraph", *style) for style in PARAGRAPHS)
    letters = "".join(_style("character", id_, name, "", run) for id_, name, run in LETTERS)
    lists = "".join(_list_styles())
    defaults = DEFAULTS.replace(f'w:val="{DUTCH.tag}"', f'w:val="{language.tag}"')
    if language.from_right:
        defaults = defaults.replace('w:bidi="ar-SA"/>', f'w:bidi="{language.tag}"/>').replace(*RIGHT_LETTERS)
        defaults = defaults.replace(*RIGHT_PARAGRAPHS)
        paragraphs, letters = from_both_sides(paragraphs), from_both_sides(letters)
    text = f"<w:styles {NAMESPACE}>{defaults}{BASE}{paragraphs}{lists}{letters}{TABLES}</w:styles>"
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(text)))


def _style(kind: str, id_: str, name: str, paragraph: str, run: str) -> str:
    own = "" if name.startswith("*") else ' w:customStyle="1"'
    base = '<w:basedOn w:val="Normal"/>' if kind == "paragraph" else ""
    format_ = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return (
        f'<w:style w:type="{kind}"{own} w:styleId="{id_}"><w:name w:val="{name.lstrip("*")}"/>{base}<w:qFormat/>'
        f"{format_}<w:rPr>{run}</w:rPr></w:style>"
    )


def list_style(*, numbered: bool, level: int) -> str:
    """The style's id for a list item; level from 0."""
    return f"{'ListNumber' if numbered else 'ListBullet'}{min(level, LIST_LEVELS - 1) + 1}"


def _list_styles() -> list[str]:
    made = []
    for numbered, name in ((False, "List Bullet"), (True, "List Number")):
        for level in range(LIST_LEVELS):
            number = (
                f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{NUMBERS if numbered else BULLETS}"/></w:numPr>'
            )
            full = f"*{name} {level + 1}" if level else f"*{name}"
            space = '<w:spacing w:after="30"/>'
            made.append(_style("paragraph", list_style(numbered=numbered, level=level), full, number + space, ""))
    return made


def write_lists(element: Any) -> None:
    """Replace all of w:numbering: one list of bullets and one of numbers."""
    for child in list(element):
        element.remove(child)
    for kind, format_, texts in ((BULLETS, "bullet", "•–•"), (NUMBERS, "decimal", "")):
        levels = [
            w(
                "lvl",
                w("start", val=1),
                w("numFmt", val=format_),
                w("lvlText", val=texts[level] if texts else f"%{level + 1}."),
                w("lvlJc", val="left"),
                w("pPr", w("ind", left=LIST_INDENT * (level + 1), hanging=LIST_INDENT)),
                ilvl=level,
            )
            for level in range(LIST_LEVELS)
        ]
        element.append(w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=kind))
    element.extend(w("num", w("abstractNumId", val=kind), numId=kind) for kind in (BULLETS, NUMBERS))


def new_numbers(element: Any, start: int) -> int:
    """A list that counts from `start` again; gives its number."""
    number = len(element.num_lst) + 1
    overrides = [
        w("lvlOverride", w("startOverride", val=start if level == 0 else 1), ilvl=level) for level in range(LIST_LEVELS)
    ]
    element.append(w("num", w("abstractNumId", val=NUMBERS), *overrides, numId=number))
    return number
