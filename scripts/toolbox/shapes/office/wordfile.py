"""A Word file around its text: page and footer, settings, properties, and a zip that is always the same."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm
from lxml import etree

from toolbox.core.edition import NO_DATE, Logo, Stamp, bare_url
from toolbox.core.form import Format
from toolbox.core.language import DUTCH, Language
from toolbox.forms.datapackage import zip_bytes
from toolbox.forms.slots import mark
from toolbox.shapes.office.wordlanguage import in_dutch
from toolbox.shapes.office.wordxml import MM, field, paragraph, run, w
from toolbox.shapes.paper.sheet import PaperForm

PAGE = (210, 297)  # mm
MARGIN, TOP, FOOT = 18, 15, 9  # mm
LOGO = (40, 14)  # mm, at most
LONG = 110  # characters: what does not go on one line of the footer
# Of the template that python-docx starts from: what is not ours, or only weighs.
NOT_NEEDED = ("stylesWithEffects", "webSettings", "customXml", "thumbnail", "extended-properties")
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
# The kind of property that a custom one is ([MS-OLEPS]: FMTID_UserDefinedProperties).
USER_DEFINED = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def drop_parts(part: Any) -> None:
    for relations in (part.rels, part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(NOT_NEEDED)]:
            del relations[key]


def write_settings(element: Any, language: Language = DUTCH) -> None:
    for child in list(element):
        element.remove(child)
    mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    element.extend([w("defaultTabStop", val=708), w("compat", mode), w("themeFontLang", val=language.tag)])
    element.extend([w("decimalSymbol", val=","), w("listSeparator", val=";")])


def write_properties(properties: Any, form: Format, stamp: Stamp) -> None:
    properties.title = f"{form.number} {form.title}"
    properties.subject = form.description[:255]
    properties.author = properties.last_modified_by = stamp.toolbox.name
    properties.comments = ""
    properties.keywords = mark(form, stamp.toolbox.mark)
    properties.language = form.language.tag
    properties.revision = 1
    date = datetime.date.fromisoformat((stamp.date or NO_DATE)[:10])
    properties.created = properties.modified = datetime.datetime(date.year, date.month, date.day)


def write_page(section: Any, sheet: PaperForm) -> int:
    """A4 with its footer; gives the width of a line in twips."""
    form, stamp = sheet.form, sheet.stamp
    section.page_width, section.page_height = (Mm(side) for side in (reversed(PAGE) if form.landscape else PAGE))
    section.orientation = WD_ORIENT.LANDSCAPE if form.landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = section.bottom_margin = Mm(MARGIN)
    section.top_margin, section.header_distance, section.footer_distance = Mm(TOP), Mm(FOOT), Mm(FOOT)
    width = int(((PAGE[1] if form.landscape else PAGE[0]) - 2 * MARGIN) * MM)
    page = [run("\tPagina "), field("PAGE"), run(" van "), field("NUMPAGES")]
    newest = f"Nieuwste versie: {bare_url(stamp.url)}" if stamp.url else ""
    footer = section.footer
    footer.is_linked_to_previous = False
    element = footer._element
    for child in list(element):
        element.remove(child)
    ours, *more = stamp.lines
    said = [f"{ours}\t{newest}"] if len(ours) + len(newest) < LONG else list(filter(None, (ours, newest)))
    lines = [[run(f"{form.number} {form.title}"), *page], *([run(line)] for line in (*said, *more))]
    for line in lines:
        tabs = w("tabs", w("tab", val="right", pos=width))
        # For the school, like the papers' own: it stays in Dutch.
        written = paragraph("Footer", *line, extra=(tabs,))
        element.append(in_dutch(written) if form.translation else written)
    return width


def write_logo(section: Any, logo: Logo) -> None:
    """Above each page, at its right."""
    header = section.header
    header.is_linked_to_previous = False
    place = header.paragraphs[0]
    place.style, place.alignment = "Footer", WD_ALIGN_PARAGRAPH.RIGHT
    shape = place.add_run().add_picture(io.BytesIO(logo.data))
    factor = min(Mm(LOGO[0]) / shape.width, Mm(LOGO[1]) / shape.height)
    shape.width, shape.height = int(shape.width * factor), int(shape.height * factor)
    shape._inline.docPr.set("descr", logo.alt)


def add_custom(package: Any, properties: dict[str, str]) -> None:
    root = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={"op": CUSTOM, "vt": VALUE})
    # Numbers 0 and 1 are taken by the format itself.
    for number, (name, text) in enumerate(properties.items(), start=2):
        made = etree.SubElement(root, f"{{{CUSTOM}}}property", fmtid=USER_DEFINED, pid=str(number), name=name)
        etree.SubElement(made, f"{{{VALUE}}}lpwstr").text = text
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, data, package)
    package.relate_to(part, CUSTOM_RELATION)


def packed(document: Any) -> bytes:
    """python-docx dates what it packs by the clock: packed again with our own date."""
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return zip_bytes((name, archive.read(name)) for name in archive.namelist())
