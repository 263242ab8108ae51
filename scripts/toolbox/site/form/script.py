"""What a form page loads once someone asks for a PDF or data, or opens a Word file."""

from __future__ import annotations

import base64
import json

from toolbox.core.form import Format
from toolbox.forms import datapackage
from toolbox.reading.blank import Blank


def form_script(form: Format, fillable_pdf: bytes) -> bytes:
    """`toolboxForm({"package": …, "pdf": …});`: the data package's descriptor, and the PDF in base64."""
    content = {"package": datapackage.descriptor(form), "pdf": base64.b64encode(fillable_pdf).decode("ascii")}
    return _call("toolboxForm", content)


def word_script(blank: Blank, toolbox: str) -> bytes:
    """`toolboxWord({…});`: the lines that the blank Word file has itself, and the name of the toolbox."""
    return _call("toolboxWord", {"toolbox": toolbox, "beside": blank.beside, "within": blank.within})


def _call(function: str, content: object) -> bytes:
    # Escaped to ASCII: also what JSON may hold and a script may not. `<` so that it could stand in a page as well.
    text = json.dumps(content, separators=(",", ":")).replace("<", "\\u003c")
    return f"{function}({text});\n".encode("ascii")
