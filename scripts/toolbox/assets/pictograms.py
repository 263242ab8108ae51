"""Pictograms that stand beside a question for who reads little: drawn by us, in lines, on a square of 24 by 24."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Name → what there is to see, and the inside of an SVG whose lines take the colour of the text.
PICTOGRAMS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "kalender": ("een kalender", '<path d="M4 6h16v14H4zM4 10h16M8 3.5v4M16 3.5v4M8 13.5h2M14 13.5h2M8 17h2"/>'),
        "klok": ("een klok", '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>'),
        "persoon": ("een persoon", '<circle cx="12" cy="7.5" r="3.5"/><path d="M4.5 20.5c0-9 15-9 15 0z"/>'),
        "mensen": (
            "twee personen",
            '<circle cx="8.5" cy="8" r="3"/><circle cx="16" cy="8.5" r="2.5"/>'
            '<path d="M2.5 20c0-8 12-8 12 0zM15.5 13.5c4 0 6 2.5 6 6.5h-4"/>',
        ),
        "telefoon": ("een telefoon", '<path d="M7 2.5h10v19H7zM7 17.5h10M11 19.5h2"/>'),
        "brief": ("een brief", '<path d="M3 6h18v12.5H3zM3 6l9 7 9-7"/>'),
        "gebouw": ("een gebouw", '<path d="M4 20.5V9l8-5 8 5v11.5zM10 20.5v-5h4v5M8 11h2M14 11h2"/>'),
        "koffer": ("een werktas", '<path d="M3.5 8h17v11.5h-17zM9 8V4.5h6V8M3.5 13h17M12 12v2.5"/>'),
        "bus": (
            "een bus",
            '<path d="M4 4.5h16v12.5H4zM4 11h16M12 4.5V11"/><circle cx="8" cy="18.5" r="1.8"/>'
            '<circle cx="16" cy="18.5" r="1.8"/>',
        ),
        "pen": ("een pen", '<path d="M4 20l1.2-4.6L16.5 4l3.5 3.5L8.6 18.8zM14 6.5l3.5 3.5"/>'),
        "vraagteken": (
            "een vraagteken",
            '<circle cx="12" cy="12" r="9"/><path d="M9 9.5c0-4 6.3-4 6.3 0 0 2.5-3.2 2.6-3.2 5M12.1 17v.4"/>',
        ),
        "ster": ("een ster", '<path d="M12 3l2.7 6 6.3.6-4.8 4.3 1.5 6.4L12 17l-5.7 3.3 1.5-6.4L3 9.6l6.3-.6z"/>'),
        "duim": (
            "een duim omhoog",
            '<path d="M4 11h4v9H4zM8 11.5l4-8c2 0 2.6 1.4 2.2 3l-.7 3H19c1.5 0 2 1.2 1.7 2.3l-1.6 6.2'
            'c-.3 1.2-1 2-2.3 2H8"/>',
        ),
        "wolk": (
            "een regenwolk",
            '<path d="M7 15.5c-5 0-5-6.5 0-6.5 1-6 9.5-6 10 0 5 0 5 6.5 0 6.5zM8 18l-1 3M12.5 18l-1 3M17 18l-1 3"/>',
        ),
        "hulp": (
            "een hand met een hart erboven",
            '<path d="M3 15h3l5 2.5h3c2 0 2-2.5 0-2.5h-3M14 15l5-2.5c2-.8 3 1.5 1.3 2.5L14 20.5H7L3 19z"/>'
            '<path d="M12 11.5C8 8.5 8 5 10.2 5 11.3 5 12 6.2 12 6.2S12.7 5 13.8 5C16 5 16 8.5 12 11.5z"/>',
        ),
        "slot": ("een slot", '<path d="M5 11h14v9.5H5zM8 11V7.5c0-5 8-5 8 0V11M12 14.5v2.5"/>'),
        "gesprek": (
            "twee tekstballonnen",
            '<path d="M3 4h11v8H8l-3 3v-3H3zM16.5 9H21v8h-2v3l-3-3h-5.5v-2.5"/>',
        ),
        "vlag": ("een vlag", '<path d="M6 21V3.5M6 4.5h12l-2.5 4 2.5 4H6"/>'),
        "lijst": (
            "een lijst met vinkjes",
            '<path d="M4 6.5l1.5 1.5L8 5M4 12.5l1.5 1.5L8 11M4 18.5l1.5 1.5L8 17M11 7h9M11 13h9M11 19h9"/>',
        ),
        "oog": ("een oog", '<path d="M2 12c5-8 15-8 20 0-5 8-15 8-20 0z"/><circle cx="12" cy="12" r="3"/>'),
        "lamp": ("een lamp", '<path d="M9 17c0-2.5-3-3.5-3-7.5 0-8 12-8 12 0 0 4-3 5-3 7.5zM9.5 20h5"/>'),
        "boek": ("een boek", '<path d="M12 6c-3-2-6-2-9-1v13.5c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zM12 6v13.5"/>'),
    }
)


def pictogram(name: str, title: str = "") -> str:
    """An SVG: decorative, or with a title for who does not see it."""
    _, drawing = PICTOGRAMS[name]
    said = f"<title>{title}</title>" if title else ""
    hidden = "" if title else ' aria-hidden="true" focusable="false"'
    return (
        f'<svg class="tb-picto" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"{hidden} fill="none" '
        f'stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">{said}{drawing}</svg>'
    )
