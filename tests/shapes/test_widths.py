"""What is measured once is all that has a say in a width, and what differs in any of it is measured by itself."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint.layout import preferred
from weasyprint.text.line_break import split_first_line

from toolbox.shapes.paper import widths
from toolbox.shapes.paper.layout import HTML
from toolbox.shapes.paper.typeset import lay_out

TEXT = "Een zin met een koppelteken- en een voorbeeldwoord."


@pytest.fixture(scope="module")
def style() -> Any:
    """Of a line that WeasyPrint laid out."""
    page = lay_out(f'<html lang="nl"><p style="hyphens: auto">{TEXT}</p></html>', "paper.css").pages[0]
    return next(box for box in page._page_box.descendants() if getattr(box, "text", "")).style


class Watched(dict[str, Any]):
    """Of a style what is asked of it."""

    def __init__(self, style: Any) -> None:
        super().__init__()
        self.style, self.asked = style, set[str]()
        self.font_config, self.cache = style.font_config, style.cache

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return self.style[name]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.style, name)


@pytest.mark.parametrize("width", [0, 100, None])
def test_nothing_else_of_a_style_has_a_say(style: Any, width: float | None) -> None:
    watched = Watched(style)
    split_first_line(TEXT, watched, None, width, 0, minimum=True)
    assert watched.asked
    assert watched.asked <= {*widths.LETTERS}


def test_the_same_is_measured_once(style: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    measured = []

    def measure(text: str, *arguments: Any, **named: Any) -> tuple[Any, ...]:
        measured.append(text)
        return (None, len(text), 3, 12.5, 10, 8)

    monkeypatch.setattr(widths, "split_first_line", measure)
    known = widths.Widths()
    for _ in range(2):
        assert known.first_line(TEXT, style, None, 0, 0)[2:4] == (3, 12.5)
    assert measured == [TEXT]
    larger = Watched(style.copy())
    larger.style["font_size"] = style["font_size"] * 2
    for other in ((TEXT, style, None, 1, 0), (TEXT, style, None, 0, 1), (TEXT[1:], style, None, 0, 0)):
        known.first_line(*other)
    known.first_line(TEXT, larger, None, 0, 0)
    assert len(measured) == 5


def test_a_table_is_as_wide_as_without(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"<tr><td>{TEXT * number}<td>{TEXT[number:]}</tr>" for number in range(1, 4))
    page = f'<html lang="nl"><table style="text-decoration: underline">{rows}{rows}</table></html>'

    def places() -> list[tuple[float, float]]:
        laid_out = HTML(string=page).render().pages[0]._page_box.descendants()
        return [(box.position_x, box.width) for box in laid_out if box.element_tag in ("td", "table")]

    with_memory = places()
    monkeypatch.setattr(preferred, "split_first_line", split_first_line)
    assert places() == with_memory
