"""Format  →  a form on A4 to fill in with a pen, and one to fill in on a screen; as PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from toolbox.core.diagram import Diagram
from toolbox.core.edition import Stamp
from toolbox.core.form import Format, Question
from toolbox.core.journey import OwnMoment
from toolbox.core.sheetwidth import SHEET_WIDTH, SHEET_WIDTH_LYING
from toolbox.forms.packs import Pack
from toolbox.forms.slots import Row, example_mark, mark, slots
from toolbox.machine.fanout import fan_out
from toolbox.shapes.paper.binding import Leaves, join
from toolbox.shapes.paper.fields import CELL_SIZE, make_fields
from toolbox.shapes.paper.lettering import wrap
from toolbox.shapes.paper.moments import render_moments
from toolbox.shapes.paper.origin import write_origin
from toolbox.shapes.paper.schemes import OWN_SCHEME
from toolbox.shapes.paper.sheet import HELPERS, MM_PER_POINT, PaperForm
from toolbox.shapes.paper.typeset import empty_pdf, lay_out, print_templates, to_pdf
from toolbox.shapes.paper.watermark import draw_across
from toolbox.shapes.paper.wording import PaperWords

# Classes of the body: dense has closer lines, still 8 mm or more apart; tight may also split small tables.
DENSITIES = ROOMY, DENSE, TIGHT = "roomy", "dense", "dense tight"


SHEETS = ("paper.css", "sheet.css")
FOLDED_SHEETS = ("paper.css", "flyer.css")
PHONE_SHEETS = ("paper.css", "phone.css")
FILLABLE_SHEETS = ("fillable.css",)
FROM_RIGHT_SHEETS = ("fromright.css",)
LOGO = "logo"
EXAMPLE = "VOORBEELD"
CELL_MARGIN = 2.4  # mm that a cell's edges and padding take of its width
NOT_FILLABLE: Mapping[str, Any] = MappingProxyType({})


def _laid_out(
    sheet: PaperForm, density: str, fillable: Mapping[str, Any] = NOT_FILLABLE, more_sheets: Sequence[str] = ()
) -> Any:
    """On the blank form the Dutch stands beside another language, for who reads what was written."""
    template = print_templates().get_template("flyer.html" if sheet.form.is_folded else "format.html")
    logo = sheet.stamp.logo
    words = PaperWords(sheet.form.translation, both=not fillable)
    helpers = {**HELPERS, "words": words, **fillable, "logo": OWN_SCHEME + LOGO}
    html = template.render(sheet=sheet, form=sheet.form, density=density, helpers=helpers)
    images = {LOGO: logo.data} if logo else {}
    sheets = (*_sheets(sheet.form), *more_sheets)
    return lay_out(html, *sheets, images=images, script=sheet.form.language.script)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A WeasyPrint Document, and how close its lines stand."""

    document: Any
    density: str


def lay_out_format(form: Format, stamp: Stamp, route: Diagram, example: str = "") -> LaidOut:
    """The format: as few pages as any density gives, and then the roomiest. `example` stands above a filled-in one."""
    return _best(PaperForm(form, stamp, route, example), {}, {})


def _best(sheet: PaperForm, laid_out: dict[str, Any], counted: Mapping[str, int]) -> LaidOut:
    """What is not `laid_out` (Documents by density) is, if it takes that; where pages were `counted` it does not."""

    def document(density: str) -> Any:
        if density not in laid_out:
            laid_out[density] = _laid_out(sheet, density)
        return laid_out[density]

    def pages(density: str) -> int:
        return counted[density] if density in counted else len(document(density).pages)

    best = _best_density(pages, is_folded=sheet.form.is_folded)
    return LaidOut(document(best), best)


def _best_density(pages: Callable[[str], int], *, is_folded: bool) -> str:
    """`pages` that a density gives is asked for no more of them than it takes."""
    if is_folded or pages(ROOMY) == 1:
        return ROOMY
    fewest = pages(TIGHT)
    return next(density for density in DENSITIES if pages(density) == fewest)


def lay_out_at_once(form: Format, stamp: Stamp, route: Diagram, likely: str) -> LaidOut:
    """The same on all cores, for who waits for it: the `likely` density is laid out here, and of those that it is
    weighed against, elsewhere, no more is known than their pages. This process must not have laid out anything before
    (see `typeset`)."""
    sheet, others, here = PaperForm(form, stamp, route), _weighed_against(likely, form), dict[str, Any]()
    counted = {
        others[index]: pages
        for index, pages in fan_out(
            [partial(_count_pages, sheet, density) for density in others],
            meanwhile=lambda: here.update({likely: _laid_out(sheet, likely)}),
        )
    }
    return _best(sheet, here, counted)


def _weighed_against(likely: str, form: Format) -> tuple[str, ...]:
    if form.is_folded:
        return ()
    # The middle one is of use only where the roomiest takes more pages than the tightest.
    return (TIGHT,) if likely == ROOMY else tuple(density for density in DENSITIES if density != likely)


def _count_pages(sheet: PaperForm, density: str) -> int:
    return len(_laid_out(sheet, density).pages)


def _sheets(form: Format) -> tuple[str, ...]:
    turned = FROM_RIGHT_SHEETS if form.language.from_right else ()
    return (*(FOLDED_SHEETS if form.is_folded else SHEETS), *turned)


def render_phone(form: Format, stamp: Stamp) -> bytes:
    """What a flyer says, as a PDF of one page in the measures of a telephone."""
    html = print_templates().get_template("phone.html").render(form=form, stamp=stamp)
    return to_pdf(lay_out(html, *PHONE_SHEETS), _title(form), form.description, stamp)


def _title(form: Format) -> str:
    return f"{form.number} {form.title}"


def render_fillable(form: Format, stamp: Stamp, route: Diagram, density: str) -> bytes:
    """The format as a PDF to fill in on a screen, laid out as its paper is."""
    width = SHEET_WIDTH_LYING if form.landscape else SHEET_WIDTH
    fillable = {"fillable": True, "cell_lines": partial(cell_lines, width)}
    document = _laid_out(PaperForm(form, stamp, route), density, fillable, FILLABLE_SHEETS)
    places = tuple(slots(form))
    keywords = mark(form, stamp.toolbox.mark)

    def mend(pdf: Any) -> None:
        make_fields(pdf, places, form.language)
        write_origin(pdf, keywords, stamp.date)

    return to_pdf(document, _title(form), form.description, stamp, keywords, mend, language=form.language.tag)


def cell_lines(width: float, row: Row, column: Question) -> int:
    """Lines that the text of a cell takes in a table `width` mm wide; 1 for an empty one."""
    shares = [other.share or 100 / len(row.table.shown_columns) for other in row.table.shown_columns]
    share = shares[row.table.shown_columns.index(column)]
    points = (width * share / 100 - CELL_MARGIN) / MM_PER_POINT
    return len(wrap(row.cell(column), points, CELL_SIZE))


def render_format(form: Format, stamp: Stamp, route: Diagram) -> tuple[bytes, bytes]:
    """The blank PDF and the fillable one, laid out alike. The same input gives the same bytes.

    Raises MissingFonts, UndrawableText or RefusedAddress (see `typeset`).
    """
    paper, density = render_blank(form, stamp, route)
    return paper, render_fillable(form, stamp, route, density)


def render_blank(form: Format, stamp: Stamp, route: Diagram, likely: str = "") -> tuple[bytes, str]:
    """The blank PDF alone, and how close its lines stand. With a `likely` density it takes less time (see
    `lay_out_at_once`), and is the same."""
    blank = lay_out_at_once(form, stamp, route, likely) if likely in DENSITIES else lay_out_format(form, stamp, route)
    # The names of its table headings stay its own in a pack.
    language, prefix = form.language.tag, f"{form.number}-"
    paper = to_pdf(blank.document, _title(form), form.description, stamp, prefix=prefix, language=language)
    return paper, blank.density


def render_example(form: Format, stamp: Stamp, route: Diagram, note: str) -> bytes:
    """A filled-in format on paper, of somebody who was made up: `note` says so above it, and a word across each sheet.

    Raises as `render_format` does.
    """
    document = lay_out_format(form, stamp, route, note).document
    title = f"{EXAMPLE}: {_title(form)}"
    keywords = example_mark(stamp.toolbox.mark)
    return to_pdf(document, title, note, stamp, keywords, lambda pdf: draw_across(pdf, EXAMPLE))


def render_pack(
    title: str, pack: Pack, formats: Sequence[tuple[Stamp, bytes]], moments: Sequence[OwnMoment] = (), url: str = ""
) -> bytes:
    """The blank PDFs of a pack as one: each keeps its own header, footer and page numbers, and has a bookmark.

    `formats` are the pack's own, in its order, `title` is that of its step. The `moments` of its role stand on a sheet
    in front, with `url`, where their days are counted.
    """
    newest = max((stamp for stamp, _ in formats), key=lambda stamp: stamp.date)
    what = f"wat een {pack.role.label} invult" if pack.role else "alle formats"
    of_step = f" van stap {pack.step}" if pack.step else ""
    subject = f"{what[:1].upper()}{what[1:]}{of_step}."
    sheet = [Leaves(render_moments(pack.role, moments, newest, url))] if pack.role and moments else []
    return join(empty_pdf(f"{title}: {what}", subject, newest), [*sheet, *(Leaves(data) for _, data in formats)])
