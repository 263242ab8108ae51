"""Which state an answer of `toolbox serve` is of, with a warm process that does what a test says."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import pytest

from patience import PATIENCE, comes_true
from toolbox.build.inner import Order
from toolbox.serve import previewwire
from toolbox.serve.builds import Builds
from toolbox.serve.edits import Edits
from toolbox.serve.follow import RELOAD, PageLook, digest_of
from toolbox.serve.preview import WarmProcess
from toolbox.serve.previewwire import FileWanted, NewState, WarmWord, laid, told
from toolbox.serve.shown import Shown
from toolbox.serve.states import NewestState, Served

PAGE = "inleiding/index.html"


@dataclass
class Warm:
    """Stands in for the warm process."""

    asked: list[NewState | FileWanted] = field(default_factory=list)
    files: dict[int, bytes] = field(default_factory=dict)

    def ask(self, wanted: NewState | FileWanted) -> None:
        self.asked.append(wanted)

    def take(self, number: int) -> bytes:
        if number not in self.files:
            raise FileNotFoundError(number)
        return self.files[number]


class Scene:
    """A site that stands, of a build after which there was an edit; `refused` are the bytes that the wall keeps."""

    def __init__(self, root: Path) -> None:
        self.warm, self.builds = Warm(), Builds()
        self.states = NewestState(self.builds)
        self.states.preview = self.process = cast("WarmProcess", self.warm)
        (root / "site/inleiding").mkdir(parents=True)
        (root / "site/assets").mkdir()
        for path in (PAGE, "assets/site.css"):
            (root / "site" / path).write_bytes(b"old")
        (root / "mkdocs.yml").write_bytes(b"x")
        self.shown = Shown(root / "site", Edits(root, self.builds), self.builds, self.states)
        self.builds.built(time.monotonic(), newer=True)
        self.builds.edited()

    def state(self, *, good: bool = True) -> int:
        """There is a newer state, which was checked: its number."""
        self.states.begin(lambda number: NewState(number, cast("Order", None)), time.monotonic(), look)
        number = cast("NewState", self.warm.asked[-1]).number
        self.states.hear(self.process, WarmWord(number, is_good=good))
        return number

    def makes(self, data: bytes | None) -> None:
        """What is asked next is made so."""
        assert comes_true(lambda: isinstance(self.warm.asked[-1], FileWanted), pause=0.01)
        number = cast("FileWanted", self.warm.asked[-1]).number
        if data is not None:
            self.warm.files[number] = data
        self.states.hear(self.process, WarmWord(number, is_good=data is not None))

    def asks(self, path: str = PAGE) -> Callable[[], Served]:
        """Gives its answer, when that is there."""
        answers: list[Served] = []
        asking = threading.Thread(target=lambda: answers.append(self.shown.get(path)), daemon=True)
        asking.start()

        def answer() -> Served:
            asking.join(PATIENCE)
            return answers[0]

        return answer


def look(_path: str, data: bytes) -> list[str]:
    return ["een script"] if b"<script" in data else []


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_a_file_of_the_newest_state_is_given_and_made_once(scene: Scene) -> None:
    scene.state()
    answer = scene.asks()
    scene.makes(b"new")
    assert answer() == Served(2, b"new")
    assert scene.shown.get(PAGE) == Served(2, b"new")
    assert len(scene.warm.asked) == 2
    # What no source has a say in is as it stands.
    assert scene.shown.get("assets/site.css") == Served(2)
    scene.states.wait_for_first(PATIENCE)


@pytest.mark.promise("wall")
@pytest.mark.parametrize("made", [b"<script>", None])
def test_what_the_wall_refuses_or_is_not_made_is_waited_for(scene: Scene, made: bytes | None) -> None:
    scene.state()
    answer = scene.asks()
    scene.makes(made)
    scene.states.wait_for_first(PATIENCE)
    scene.builds.built(time.monotonic(), newer=True)
    assert answer() == Served(3, b"old")


def test_what_is_said_to_be_there_and_is_not_is_waited_for(scene: Scene) -> None:
    scene.state()
    answer = scene.asks()
    assert comes_true(lambda: isinstance(scene.warm.asked[-1], FileWanted), pause=0.01)
    scene.states.hear(scene.process, WarmWord(cast("FileWanted", scene.warm.asked[-1]).number, is_good=True))
    scene.states.wait_for_first(PATIENCE)
    scene.builds.built(time.monotonic(), newer=False)
    assert answer() == Served(2, b"old")


def test_nothing_of_before_an_edit_is_given_after_it(scene: Scene) -> None:
    scene.state()
    before = scene.asks()
    assert comes_true(lambda: isinstance(scene.warm.asked[-1], FileWanted), pause=0.01)
    scene.builds.edited()
    scene.makes(b"of before")
    number = scene.state()
    scene.makes(b"new")
    assert before() == Served(3, b"new")
    assert cast("FileWanted", scene.warm.asked[-1]).state == number
    # Nor with other code: that waits for a build.
    scene.builds.edited(code=True)
    scene.state()
    after = scene.asks()
    scene.builds.built(time.monotonic(), newer=True)
    assert after() == Served(5, b"old")


def test_with_a_mistake_or_without_the_process_all_waits_for_the_build(scene: Scene) -> None:
    scene.state(good=False)
    scene.states.wait_for_first(PATIENCE)
    answer = scene.asks()
    scene.builds.built(time.monotonic(), newer=False)
    assert answer() == Served(1, b"old")
    scene.builds.edited()
    scene.state()
    answer = scene.asks()
    scene.states.hear(scene.process, None)
    scene.states.wait_for_first(PATIENCE)
    # One that ended already says nothing any more.
    scene.states.hear(scene.process, WarmWord(1, is_good=True))
    scene.builds.built(time.monotonic(), newer=True)
    assert answer() == Served(3, b"old")


def test_a_page_loads_itself_again_only_when_something_on_it_is_another(scene: Scene) -> None:
    page, picture = b'<img src="../a.png" alt="">', "a.png"
    site = scene.shown._site
    (site / PAGE).write_bytes(page)
    (site / picture).write_bytes(b"\x89PNG one")
    scene.builds.built(time.monotonic(), newer=True)
    number = scene.shown.get(PAGE).number
    scene.shown.get(picture)
    looks = PageLook(number, digest_of(page), "/inleiding/")

    def built(**files: bytes) -> bytes:
        for name, data in files.items():
            (site / PAGE if name == "page" else site / picture).write_bytes(data)
        scene.builds.built(time.monotonic(), newer=True)
        return scene.shown.look(looks)

    assert built() == b'document.currentScript.dataset.bouw = "3";'
    assert built(picture=b"\x89PNG two") == RELOAD
    assert built(page=page + b" ") == RELOAD
    assert scene.shown.look(PageLook(number, digest_of(page + b" "), "/../inleiding/")) == RELOAD
    assert scene.shown.look(PageLook(number, "", "/geen/")) == RELOAD


def test_an_edit_is_seen_by_who_answers_before_the_system_tells(tmp_path: Path) -> None:
    builds = Builds()
    (tmp_path / "content/a").mkdir(parents=True)
    edits = Edits(tmp_path, builds)
    edits.look()
    assert not builds.is_behind()
    (tmp_path / "content/a/b.md").write_text("x")
    edits.look()
    assert builds.is_behind()
    assert not builds.has_other_code()
    (tmp_path / "mkdocs.yml").write_text("x")
    edits.look()
    assert builds.has_other_code()


def test_what_the_process_says_is_taken_for_what_it_is() -> None:
    reading, writing = os.pipe()
    for line in (b"", b"{", b"[1]", b'{"number": "1", "is_good": true}', b"x" * 5000, b"[" * 4000):
        os.write(writing, line + b"\n")
    WarmWord(7, is_good=True).write(writing)
    os.close(writing)
    assert list(told(reading)) == [WarmWord(7, is_good=True)]
    os.close(reading)
    # Where nobody listens any more nothing happens.
    WarmWord(7, is_good=True).write(writing)


def test_only_an_ordinary_file_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "1").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "2")
    (tmp_path / "3").write_bytes(b"data")
    for number in (1, 2, 4):
        with pytest.raises(OSError, match=r"no file that|such|symbolic"):
            laid(tmp_path, number)
    assert laid(tmp_path, 3) == b"data"
    assert not (tmp_path / "3").exists()
    monkeypatch.setattr(previewwire, "MOST_IN_FILE", 3)
    (tmp_path / "3").write_bytes(b"data")
    with pytest.raises(OSError, match="no file that we asked for"):
        laid(tmp_path, 3)
