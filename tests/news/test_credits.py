"""Who is named below a page and with what, from changes as Git gives them: newest first."""

from __future__ import annotations

from boxes import BASE, source_of
from toolbox.history.history import FileChange, History, Proposed
from toolbox.news.chronicle import Story, Told
from toolbox.news.credits import contributors, moments, open_without_region, regions

BOX = source_of(BASE).toolbox
INTRO = "content/inleiding.md"
assert INTRO in {page.path for page in BOX.pages}


def change(number: int, person: str, region: str = "") -> FileChange:
    return FileChange(str(number), f"2026-10-{number:02d}", region, "M", INTRO, person)


def test_contributors_stand_once_in_the_order_in_which_they_came() -> None:
    changes = [change(3, "Anna"), change(2, "Bram", "Twente"), change(1, "Anna", "Drenthe, Twente")]
    who = contributors(changes, ())
    assert (who.regions, who.people) == (("Drenthe", "Twente"), ("Anna", "Bram"))


def test_who_wants_to_be_left_out_is_left_out() -> None:
    who = contributors([change(2, "Bram", "Twente"), change(1, "Anna")], ("Bram", "Twente"))
    assert (who.regions, who.people) == ((), ("Anna",))


def test_of_one_page_the_eight_newest_changes_are_shown() -> None:
    history = History(tuple(change(number, "Anna") for number in range(20, 0, -1)))
    shown = moments(history, {}, (INTRO,), ())
    assert [moment.date for moment in shown] == [f"2026-10-{day}" for day in range(20, 12, -1)]


def test_what_a_reader_does_not_see_takes_no_place_among_the_eight() -> None:
    history = History(tuple(change(number, "Anna") for number in range(20, 0, -1)))
    unseen, seen = Story(), Story((Told(INTRO, "pagina", "gewijzigd", "Inleiding", ("De tekst is anders.",)),))
    stories = {str(number): seen if number % 2 else unseen for number in range(1, 21)}
    shown = moments(history, stories, (INTRO,), ())
    assert [moment.date for moment in shown] == [f"2026-10-{day:02d}" for day in range(19, 4, -2)]
    assert {moment.sentences for moment in shown} == {("De tekst is anders.",)}


def test_one_commit_to_a_page_and_its_format_is_one_change() -> None:
    page = FileChange("1", "2026-10-01", "Twente", "M", INTRO, "Anna")
    table = FileChange("1", "2026-10-01", "", "A", "forms/x/y.csv", "Bram")
    (moment,) = moments(History((page, table)), {}, (INTRO, "forms/x"), ())
    assert (moment.who.regions, moment.who.people, moment.new) == (("Twente",), ("Bram", "Anna"), True)


def test_a_change_without_a_person_names_nobody() -> None:
    assert contributors([change(1, "")], ()).people == ()


def test_a_change_is_new_when_it_is_told_as_new_and_carries_its_marked_text() -> None:
    history = History((change(2, "Anna"), change(1, "Anna")))
    new = Told(INTRO, "pagina", "nieuw", "Inleiding")
    changed = Told(INTRO, "pagina", "gewijzigd", "Inleiding", ("De tekst is anders.",), "<del>a</del>")
    second, first = moments(history, {"2": Story((changed,)), "1": Story((new,))}, (INTRO,), ())
    assert (second.new, second.sentences, second.marked) == (False, ("De tekst is anders.",), ("<del>a</del>",))
    assert (first.new, first.sentences, first.marked) == (True, (), ())


def test_of_what_was_not_compared_git_tells_whether_it_is_new() -> None:
    """Older commits have no story: only that a file came, or changed."""
    came = FileChange("1", "2026-10-01", "", "A", INTRO, "Anna")
    second, first = moments(History((change(2, "Anna"), came)), {}, (INTRO,), ())
    assert (second.new, first.new) == (False, True)


def test_what_could_not_be_read_then_is_told_without_words() -> None:
    (moment,) = moments(History((change(1, "Anna"),)), {"1": Story((), frozenset({INTRO}))}, (INTRO,), ())
    assert (moment.new, moment.sentences) == (False, ())


def test_each_region_stands_by_its_name_with_what_it_brought_and_what_is_open() -> None:
    """Also one that has just one of them, and one of several that did it together; newest first."""
    history = History(
        (
            change(4, "Anna", "twente"),
            change(3, "Bram", "Drenthe, twente"),
            change(2, "Anna"),
            change(1, "Anna", "Zee"),
        ),
        proposed=(
            Proposed("9", "2026-10-09", "Ruimer", "Achterhoek, twente"),
            Proposed("8", "2026-10-08", "Korter", "twente"),
            Proposed("7", "2026-10-07", "Van niemand", ""),
        ),
    )
    found = regions(BOX, history, {}, ())
    assert [
        (region.name, [item.date for item in region.accepted], [item.title for item in region.proposed])
        for region in found
    ] == [
        ("Achterhoek", [], ["Ruimer"]),
        ("Drenthe", ["2026-10-03"], []),
        ("twente", ["2026-10-04", "2026-10-03"], ["Ruimer", "Korter"]),
        ("Zee", ["2026-10-01"], []),
    ]
    assert [region.name for region in regions(BOX, history, {}, ("twente", "Zee"))] == ["Achterhoek", "Drenthe"]


def test_what_a_region_brought_is_told_in_the_words_of_the_comparison() -> None:
    told = {"1": Story((Told(INTRO, "pagina", "gewijzigd", "Inleiding", ("De tekst is anders.",)),))}
    (region,) = regions(BOX, History((change(1, "Anna", "Zee"),)), told, ())
    assert [item.sentences for item in region.accepted] == [("De tekst is anders.",)]


def test_an_open_proposal_of_no_region_that_may_be_told_stands_apart() -> None:
    proposed = tuple(Proposed("1", "2026-10-01", region or "geen", region) for region in ("", "Zee", "Zee, Twente"))
    history = History((), proposed=proposed)
    assert [item.title for item in open_without_region(history, ())] == ["geen"]
    assert [item.title for item in open_without_region(history, ("Zee",))] == ["geen", "Zee"]
