"""The page that keeps one person's own route, as data for its script: what it asks and says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from toolbox.core import addresses
from toolbox.core.diagram import Box
from toolbox.core.form import Format
from toolbox.core.journey import Journey, Milestone, Stop
from toolbox.core.model import Toolbox
from toolbox.site.form.form import PDF_SCRIPT, WORD_SCRIPT, definition_of, is_sensitive

ToPage = Callable[[str], str]


def _milestone(one: Milestone) -> dict[str, str | int]:
    said = {"name": one.name, "text": one.text, "source": one.source, "anchor": one.anchor}
    return said | {"years": one.years, "months": one.months, "weeks": one.weeks, "days": one.days}


@dataclass(frozen=True, slots=True)
class StopForm:
    """A format at a station; `href` is where it is filled in, `is_sensitive` whether anything asked is."""

    form: Format
    href: str
    is_sensitive: bool


@dataclass(frozen=True, slots=True)
class StopView:
    stop: Stop
    box: Box
    forms: tuple[StopForm, ...]


@dataclass(frozen=True, slots=True)
class JourneyView:
    """`to` gives a link from the page to an address of the site."""

    journey: Journey
    toolbox: Toolbox
    to: ToPage

    @property
    def stops(self) -> tuple[StopView, ...]:
        boxes = {box.name: box for box in self.toolbox.diagram("route").boxes}
        return tuple(
            StopView(stop, boxes[stop.box], tuple(self._form(number) for number, _ in stop.formats))
            for stop in self.journey.stops
            if stop.box in boxes
        )

    @property
    def pdf_script(self) -> str:
        return self.to(PDF_SCRIPT)

    @property
    def word_script(self) -> str:
        return self.to(WORD_SCRIPT)

    @property
    def definition(self) -> str:
        """JSON for the page's script."""
        forms = [form for stop in self.stops for form in stop.forms]
        data = {
            "title": self.journey.title,
            "mark": self.toolbox.method.mark,
            "stations": [
                {"name": one.stop.box, "title": one.box.text, "done": one.stop.done, "after": one.stop.after}
                | {"forms": [form.form.name for form in one.forms]}
                for one in self.stops
            ],
            "forms": [
                {
                    "asked": definition_of(one.form, self.toolbox.method.mark),
                    "lines": self.to(addresses.word_lines_file(one.form)),
                }
                for one in forms
            ],
            "calendar": {"moments": [_milestone(one) for one in self.journey.calendar.moments]},
            "sheet": [
                {
                    "title": part.title,
                    "lines": [
                        {"form": form.name, "question": line.question, "words": line.words}
                        for line in part.lines
                        if (form := self.toolbox.format(line.format))
                    ],
                }
                for part in self.journey.sheet
            ],
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def _form(self, number: str) -> StopForm:
        form = next(form for form in self.toolbox.formats if form.number == number)
        return StopForm(form, self.to(addresses.fill_url(number)), is_sensitive(form))
