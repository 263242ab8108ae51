"""Questions that several regions added in the same spirit stand side by side."""

from __future__ import annotations

from toolbox.core.badge import Badge
from toolbox.core.form import Question, QuestionType
from toolbox.core.model import Toolbox
from toolbox.core.place import Place
from toolbox.site.alike import alike
from toolbox.site.overlays import AddedView
from toolbox.source.overlays.model import Aim, Operation, Overlaid, Overlay, Override, Target

PLACE = Place("content/regio/eigen/edition.yaml", 1)


def region(slug: str, *titles: str) -> Overlaid:
    fields = [Question(f"{slug}_{index}", title, "", QuestionType.TEXT, PLACE) for index, title in enumerate(titles)]
    target = Target(Aim.SECTION, "1.2", "jezelf")
    overrides = tuple(Override(Operation.ADD, target, "aaaabbbbcccc", PLACE, field=field) for field in fields)
    badge = Badge(f"regio/{slug}/", slug.title())
    return Overlaid(Overlay(f"content/regio/{slug}", badge, overrides), Toolbox((), (), (), ()))


def test_what_asks_the_same_is_one_group_and_what_only_one_region_asks_is_none() -> None:
    regions = [
        region("een", "Op welke locatie zit je?", "Wat eet je graag?"),
        region("twee", "Op welke locatie zit jij?", "Welke locatie?"),
        region("drie", "Hoe reis je naar school?"),
    ]
    (group,) = alike(regions)
    shown = [AddedView.of(one, str) for one in group]
    assert [(one.region, one.title) for one in shown] == [
        ("Een", "Op welke locatie zit je?"),
        ("Twee", "Op welke locatie zit jij?"),
    ]
    assert shown[0].href == "regio/een/bijlagen/1.2/"
