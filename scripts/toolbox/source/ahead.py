"""What is not known yet of single files, looked at by another process while this one loads what the rest takes.

What is found is the same. Whatever ends that process is met here: then all is looked at here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from toolbox.machine.beside import OtherProcess
from toolbox.source.kept import Kept, Learned
from toolbox.source.limits import IMAGES, LANGUAGES, REGIONS, is_image
from toolbox.source.pieces import FORMAT, IMAGE, PAGE, knows_glossary, read_format, read_glossary, read_image, read_page
from toolbox.source.tree import Tree
from toolbox.source.words import SPELLING, check_spelling

if TYPE_CHECKING:
    from toolbox.source.load import Loaded

# Up to here the other process does all of it, for this one is not ready to before that is done. Of more it leaves the
# formats and half of the pages: with those this one is as long at it.
SMALL = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class Ahead:
    """What another process looks at: files one by one (`paths`; those that are `spelt` for their words as well), and of
    those folders of `formats`, `pages`, and all `regions` or `languages` of which one has such a file; and the `images`
    that are not of a region."""

    paths: tuple[str, ...]
    spelt: tuple[str, ...]
    formats: tuple[str, ...]
    pages: tuple[str, ...]
    images: tuple[str, ...]
    regions: frozenset[str]
    languages: frozenset[str]

    def names(self) -> set[tuple[str, str]]:
        """By the rule and the name that it is kept by."""
        named = {(FORMAT, self.formats), (PAGE, self.pages), ("region", self.regions)}
        named |= {("language", self.languages), ("people", self.paths), ("characters", self.paths)}
        named |= {(SPELLING, self.spelt), (IMAGE, self.images)}
        return {(rule, of) for rule, names in named for of in names}


def look_ahead(tree: Tree, kept: Kept) -> None:
    """From here on `kept` waits for the other process when it is asked for what that one looks at."""
    ahead = _ahead(tree, kept)
    if ahead.paths:
        _begin(kept, ahead.names(), partial(_look, tree, ahead))


def lay_ahead(tree: Tree, loaded: Loaded, kept: Kept) -> None:
    """The same of what half of the overlays find in the base: all of them look at each format."""
    if any(rule == FORMAT for rule, _ in kept.looked):
        from toolbox.source.overlays.whole import overlay_findings

        folders = _half(tree, [path.rpartition("/")[0] for path in tree.files if path.endswith("/edition.yaml")])
        _begin(kept, {("laid", folder) for folder in folders}, partial(overlay_findings, tree, loaded, folders=folders))


def _half(tree: Tree, folders: Iterable[str]) -> set[str]:
    """The largest of them, until they have half of the bytes or more."""
    sizes = {folder: sum(len(tree.files[path]) for path in tree.under(f"{folder}/")) for folder in folders}
    largest = sorted(sizes, key=lambda folder: (-sizes[folder], folder))
    before = accumulate((sizes[folder] for folder in largest), initial=0)
    return {folder for folder, size in zip(largest, before, strict=False) if size * 2 < sum(sizes.values())}


def _begin(kept: Kept, names: set[tuple[str, str]], look: Callable[[Kept], object]) -> None:
    """Have another process `look` at what has these names, where there is a core for it."""
    beside = kept.beside()

    def answer() -> str:
        look(beside)
        return json.dumps([beside.now, beside.looked])

    # Where the system gives no other process all is looked at here.
    with suppress(OSError):
        if len(os.sched_getaffinity(0)) > 1:
            other = OtherProcess(answer)
            kept.expect(names, lambda: _learned(other.take()))


def _ahead(tree: Tree, kept: Kept) -> Ahead:
    texts = [path for path in sorted(tree.files) if not is_image(path)]
    # Every text is looked at by this rule.
    paths = [path for path in texts if not kept.knows("people", path, (tree.files[path],))]
    pages = [path for path in paths if path.endswith(".md") and not path.startswith((REGIONS, LANGUAGES))]
    formats = {"/".join(path.split("/")[:2]) for path in paths if path.startswith("forms/") and path.count("/") > 1}
    if sum(len(tree.files[path]) for path in paths) > SMALL:
        pages, formats = pages[len(pages) // 2 :], set()
    # A list of words that must be read is read by the process that waits.
    spelt = paths if knows_glossary(kept, tree) else []
    images = [path for path in tree.under(IMAGES) if not kept.knows(IMAGE, path, (tree.files[path],))]
    told = (tuple(paths), tuple(spelt), tuple(formats), tuple(pages), tuple(images))
    return Ahead(*told, _folders(paths, REGIONS), _folders(paths, LANGUAGES))


def _folders(paths: list[str], parent: str) -> frozenset[str]:
    depth = parent.count("/")
    return frozenset(path.split("/")[depth] for path in paths if path.startswith(parent) and path.count("/") > depth)


def _look(tree: Tree, ahead: Ahead, kept: Kept) -> None:
    """In the other process: what is found is in what `kept` keeps."""
    from toolbox.assets.fonts import undrawable
    from toolbox.source.characters import check_characters
    from toolbox.source.people import check_people

    for folder in ahead.formats:
        read_format(kept, folder, tree)
    for path in ahead.pages:
        read_page(kept, path, tree)
    for path in ahead.images:
        read_image(kept, path, tree)
    single = Tree({path: tree.files[path] for path in ahead.paths})
    for _ in (*check_people(single, kept), *check_characters(single, (), undrawable, kept)):
        # What is found is kept.
        pass
    if ahead.spelt:
        for _ in check_spelling(single, read_glossary(kept, tree)[0], kept):
            pass
    if ahead.regions:
        from toolbox.source.overlays.loading import load_overlays

        load_overlays(tree, kept)
    if ahead.languages:
        from toolbox.source.overlays.languages import load_languages

        load_languages(tree, kept)


def _learned(answer: str | None) -> Learned:
    now, looked = json.loads(answer) if answer else ({}, [])
    return now, [(rule, of) for rule, of in looked]
