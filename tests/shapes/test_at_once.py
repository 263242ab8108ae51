"""A paper that somebody waits for is laid out on all cores, and is the same paper."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import product
from types import SimpleNamespace

import pytest

from papers import FORMATS, ROUTE, stamp
from toolbox.shapes.paper import single
from toolbox.shapes.paper.sheet import PaperForm
from toolbox.shapes.paper.single import DENSE, DENSITIES, ROOMY, TIGHT, _best, _best_density, _weighed_against

# One page; a flyer; more pages, of which the roomiest are as few as any; and more of which they are not.
NUMBERS = ("2.1", "2.3", "5.3.2", "5.5")
# In a process that never laid out anything, and each in one of its own.
LAID_OUT = """
import hashlib, json, sys
from functools import partial
sys.path[:0] = json.loads(sys.argv[1])
from papers import FORMATS, ROUTE, stamp
from toolbox.machine.fanout import fan_out
from toolbox.shapes import warm
from toolbox.shapes.paper.single import render_blank

def drawn(number, likely):
    paper, density = render_blank(FORMATS[number], stamp(FORMATS[number]), ROUTE, likely)
    return [hashlib.sha256(paper).hexdigest(), density]

warm.papers()
asked = json.loads(sys.argv[2])
found = dict(fan_out([partial(drawn, *one) for one in asked]))
print(json.dumps([found[index] for index in range(len(asked))]))
"""


def test_whatever_was_likely_the_paper_is_the_same() -> None:
    asked = [[number, likely] for number in NUMBERS for likely in ("", *DENSITIES)]
    command = [sys.executable, "-c", LAID_OUT, json.dumps(sys.path), json.dumps(asked)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    each = 1 + len(DENSITIES)
    of_each = [found[start : start + each] for start in range(0, len(found), each)]
    assert all(one == several[0] for several in of_each for one in several)
    assert [several[0][1] for several in of_each] == [ROOMY, ROOMY, ROOMY, DENSE]
    assert set(NUMBERS) < FORMATS.keys()


def test_as_few_pages_as_any_density_gives_and_then_the_roomiest() -> None:
    for pages, best in (
        ((1, 1, 1), ROOMY),
        ((3, 3, 3), ROOMY),
        ((4, 3, 3), DENSE),
        ((4, 4, 3), TIGHT),
        ((4, 3, 2), TIGHT),
    ):
        assert _best_density(dict(zip(DENSITIES, pages, strict=True)).__getitem__, is_folded=False) == best
    assert _best_density({ROOMY: 2}.__getitem__, is_folded=True) == ROOMY


@pytest.mark.parametrize("number", ["2.3", "5.5"])
def test_what_is_weighed_against_what_was_likely_is_enough(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever pages the densities give: what is counted elsewhere leads to the one to which all of them would lead,
    and where that was the likely one nothing else is laid out."""
    form = FORMATS[number]
    sheet = PaperForm(form, stamp(form), ROUTE)
    for counts, likely in product(product((1, 2, 3), repeat=len(DENSITIES)), DENSITIES):
        pages = dict(zip(DENSITIES, counts, strict=True))
        made = {density: SimpleNamespace(pages=[0] * count) for density, count in pages.items()}
        monkeypatch.setattr(single, "_laid_out", lambda _, density, made=made: made[density])
        here: dict[str, object] = {likely: made[likely]}
        found = _best(sheet, here, {density: pages[density] for density in _weighed_against(likely, form)})
        assert found.density == _best_density(pages.__getitem__, is_folded=form.is_folded)
        assert found.document is made[found.density]
        assert found.density != likely or set(here) == {likely}
