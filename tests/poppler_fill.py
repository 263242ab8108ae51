"""Runs under the system's Python, which has Poppler: fill in the fields of a PDF as GNOME's viewer does.

/usr/bin/python3 poppler_fill.py IN.pdf OUT.pdf < {"field": "text", "radio": "state", "tick": true}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402


def main(source: str, target: str) -> int:
    wanted = json.load(sys.stdin)
    document = Poppler.Document.new_from_file(Path(source).absolute().as_uri(), None)
    for number in range(document.get_n_pages()):
        for mapping in document.get_page(number).get_form_field_mapping():
            field = mapping.field
            value = wanted.get(field.get_name())
            if field.get_field_type() == Poppler.FormFieldType.TEXT and value is not None:
                field.text_set_text(value)
            # Poppler does not tell a button's state; its spoken name ends with the choice.
            elif value is True or field.get_alternate_ui_name().endswith(f": {value}"):
                field.button_set_state(True)
    document.save(Path(target).absolute().as_uri())
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
