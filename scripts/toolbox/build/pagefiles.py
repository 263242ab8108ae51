"""What pages load. The theme's files, each format's form script, and the sources for proposals.

What is made of them takes long enough to be jobs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from toolbox.assets import bundles, licences, sheets, webfonts
from toolbox.assets.scripts import SCRIPT_FONTS
from toolbox.build.given import Given
from toolbox.core import addresses
from toolbox.core.addresses import PROPOSAL
from toolbox.core.places import PACKAGE
from toolbox.machine.code import code_hash
from toolbox.machine.store import Job
from toolbox.site.form.script import form_script
from toolbox.site.proposal import editables, source_script
from toolbox.site.proposalrules import RULES, rules_script
from toolbox.source import profile
from toolbox.source.overlays.model import Overlaid

PROFILE = "profiel/format.schema.json"


def script_files(
    given: Given, shapes: Mapping[str, bytes], all_overlaid: Sequence[Overlaid] = ()
) -> Iterator[tuple[str, bytes]]:
    """(site path, bytes): what the pages to fill in and to propose load. `shapes` holds each format's fillable PDF;
    `all_overlaid` are what regions have, of which the common site lets people propose something too."""
    for form in given.forms:
        yield addresses.script_file(form), form_script(form, shapes[addresses.fillable_file(form)])
    if given.overlaid:
        return
    yield PROPOSAL + RULES, rules_script(given.toolbox)
    for item in editables(given.toolbox, all_overlaid):
        yield PROPOSAL + item.script, source_script(item, given.tree.files, given.history, given.settings)


def profile_file(given: Given) -> tuple[str, bytes]:
    """What a format of this toolbox may hold, for whoever makes something with its data."""
    schema = profile.format_schema(given.toolbox.method) | {"$id": given.settings.url + PROFILE}
    return PROFILE, (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()


def loaded_jobs() -> Iterator[Job]:
    """What is put together, made small or cut before a page loads it: style sheets, scripts, fonts."""
    of_looks = code_hash("templates")
    for name in sheets.SHEETS:
        yield Job((f"assets/{name}.css",), of_looks, partial(_sheet, name))
    for name in bundles.SCRIPTS:
        yield Job((f"assets/{name}.js",), code_hash("theme/css", "templates"), partial(_script, name))
    for name in webfonts.FILES:
        yield Job((f"assets/fonts/{name}",), code_hash("theme", "templates"), partial(_font, name))


def _sheet(name: str) -> tuple[bytes]:
    return (sheets.sheet(name),)


def _script(name: str) -> tuple[bytes]:
    return (bundles.bundle(name),)


def _font(name: str) -> tuple[bytes]:
    return (webfonts.cut(name),)


def theme_files(scripts: Collection[str] = ()) -> Iterator[tuple[str, bytes]]:
    """The sheet of a paper within a page, the mark, fonts of other scripts, and the licences of what others made.

    `scripts` (ISO 15924) are those in which a language of this toolbox is written.
    """
    yield addresses.PAPER_SHEET, paper_sheet()
    yield "assets/merk.svg", (PACKAGE / "theme" / "assets" / "merk.svg").read_bytes()
    for script in scripts:
        if fonts := webfonts.script_fonts(script):
            yield addresses.script_sheet(script), script_sheet(script).encode()
            yield from ((f"assets/fonts/{name}", path.read_bytes()) for name, path in fonts.items())
    yield licences.NAME, licences.notices(scripts).encode()


def script_sheet(script: str) -> str:
    """What pages in a language load besides: the font of its script, behind our own."""
    family = SCRIPT_FONTS[script].family
    faces = [
        f'@font-face {{\n  font-family: "{family}";\n  src: url("fonts/{name}") format("woff2");\n'
        "  font-weight: 100 900;\n  font-display: swap;\n}\n"
        for name in webfonts.script_fonts(script)
    ]
    return "".join(faces) + f':root {{\n  --tb-script: "{family}";\n}}\n'


def paper_sheet() -> bytes:
    """The style sheet of the paper for a part of a page: there is no document of its own around it."""
    sheets = [(PACKAGE / "templates" / "print" / f"{name}.css").read_text("utf-8") for name in ("paper", "screen")]
    part = re.sub(r"^html \{", ":host {", "\n".join(sheets), flags=re.M)
    return re.sub(r"^body \{", ".paper {", part, flags=re.M).encode()
