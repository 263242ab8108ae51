"""A Format and its fillable PDF  →  what a form page loads once someone asks for a PDF or data."""

from __future__ import annotations

import base64
import json

from toolbox.core.model import Format
from toolbox.forms import datapackage


def form_script(form: Format, fillable_pdf: bytes) -> bytes:
    """`toolboxForm({"package": …, "pdf": …});`: the data package's descriptor, and the PDF in base64."""
    content = {"package": datapackage.descriptor(form), "pdf": base64.b64encode(fillable_pdf).decode("ascii")}
    # Escaped to ASCII: also what JSON may hold and a script may not. `<` so that it could stand in a page as well.
    text = json.dumps(content, separators=(",", ":")).replace("<", "\\u003c")
    return f"toolboxForm({text});\n".encode("ascii")
