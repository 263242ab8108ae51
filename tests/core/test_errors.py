"""What a person can meet has Dutch words of its own; the rest says why it never reaches one."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
from collections.abc import Iterator

import pytest

import toolbox
from toolbox.core.errors import PUBLISHED, SAME, TOO_HEAVY, Broken, afterwards, explain
from toolbox.history.git import UnknownRevision
from toolbox.history.history import ShallowHistory
from toolbox.history.runner import GitError, TooMuch
from toolbox.machine.confine import TooSlow
from toolbox.machine.store import TooHeavy
from toolbox.machine.worker import WorkerDied
from toolbox.proposals.refused import Refused

# Each is caught and becomes a value (a finding, a note, a comment), or is a fault in the code and ends in a traceback.
INTERNAL = {
    "toolbox.verify.signature._Refused",
    "toolbox.forgereport.api.ApiError",  # that package uses the standard library alone
    "toolbox.forgereport.unusable.Unusable",
    "toolbox.machine.answers.NoValue",  # the worker that sent it counts as dead
    "toolbox.proposals.delta._NoDelta",
    "toolbox.reading.refusal.Refusal",
    "toolbox.shapes.paper.embedding.ForeignFont",  # a fault in a style sheet
    "toolbox.shapes.paper.fields.FieldsDiffer",  # a fault in a template
    "toolbox.source.canonicalform._Unsure",
    "toolbox.source.images._Damaged",
    "toolbox.source.overlays.forms.Clash",
    "toolbox.source.overlays.intotext.NotPromoted",
    "toolbox.source.overlays.translating.TooShort",
    "toolbox.source.yamlreader._Stop",
}


def own_exceptions() -> Iterator[type[BaseException]]:
    for found in pkgutil.walk_packages(toolbox.__path__, "toolbox."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, BaseException) and value.__module__ == found.name:
                yield value


def test_every_exception_has_one_root_or_never_reaches_a_person() -> None:
    outside = {f"{own.__module__}.{own.__name__}" for own in own_exceptions() if not issubclass(own, Broken)}
    assert outside == INTERNAL


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ShallowHistory(), "Haal de rest op met ‘git fetch --unshallow’"),
        (GitError("fatal: x"), "Git gaf geen antwoord: fatal: x"),
        (UnknownRevision("hoofd\x1b"), "Versie ‘hoofd\ufffd’ bestaat hier niet."),
        (TooMuch("git log"), "Dit verandert meer dan er te lezen is."),
        (TooSlow(), TOO_HEAVY),
        (WorkerDied(0, -9), TOO_HEAVY),
        (TooHeavy(("bestanden/x.pdf",)), "bestanden/x.pdf: dit kostte te veel geheugen"),
        (
            Refused("path-deep", "een", "twee", path="a/b", limit="8"),
            "‘a/b’ zit te diep: hoogstens 8 mappen in elkaar.",
        ),
        (Broken("Zomaar."), "Zomaar."),
        (MemoryError(), TOO_HEAVY),
        (PermissionError(13, "mag niet", "x"), f"Lezen of schrijven lukte niet; {SAME}: [Errno 13]"),
        (OSError(28, "vol"), "vol. De schijf is vol, of er kunnen geen bestanden meer bij. Maak ruimte"),
        (OSError(122, "quotum"), "Ruim iets op en probeer het opnieuw."),
        (OSError(30, "alleen lezen"), "Hier mag niets worden geschreven."),
        (PermissionError(13, "mag niet"), "Maak het van jou, of haal het weg."),
        (OSError(116, "verouderd"), "De schijf of de server waarop dit staat, werkt niet goed."),
        (KeyboardInterrupt(), "Gestopt. De oude site is niet veranderd."),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_what_is_said(error: BaseException, words: str) -> None:
    assert (explain(error) or "").startswith(words) or words in (explain(error) or "")


@pytest.mark.parametrize("error", [ShallowHistory(), GitError("x"), TooSlow(), TooHeavy(("x", "y")), WorkerDied(1, -9)])
def test_it_says_the_same_after_it_came_from_another_process(error: Broken) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))


def test_a_fault_in_the_code_is_not_explained_away() -> None:
    assert explain(KeyError("x")) is None


def test_what_comes_after_the_work_is_told_with_how_things_are_then() -> None:
    with pytest.raises(Broken, match=r"lukte niet; de nieuwe site staat er al: .*vol"), afterwards(PUBLISHED):
        raise OSError(28, "vol")
