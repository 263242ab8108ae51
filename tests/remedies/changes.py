"""What a person does to the files of a toolbox, as functions on its folder: to make a fault, and to mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from boxes import BASE, REMOVE
from imagefiles import corner, png
from toolbox.source.canonical import format_all
from toolbox.source.tree import read_tree

Change = Callable[[Path], object]

ABOUT, INVENTORY = "content/over-deze-site.md", "content/inventaris.yaml"
DIAGRAM, METHOD = "content/schemas/route.yaml", "content/toolbox.yaml"
INVITATION = "content/bijlagen/1.1-uitnodiging.md"
FORM = "forms/1.2-kennismaking"
PACKAGE, TASKS = f"{FORM}/datapackage.yaml", f"{FORM}/taken_lijst.csv"
PICTURE = "content/afbeeldingen/plaat.png"
GOOD_PICTURE = png(corner())


def lay_out(root: Path, case: Path | None = None) -> None:
    """The base case, with the folder `case` over it."""
    shutil.copytree(BASE, root)
    if case is None:
        return
    removed = case / REMOVE
    for path in removed.read_text("utf-8").split() if removed.exists() else ():
        (root / path).unlink()
    for top in ("content", "forms"):
        if (case / top).exists():
            shutil.copytree(case / top, root / top, dirs_exist_ok=True)


def all_of(*changes: Change) -> Change:
    def change(root: Path) -> None:
        for each in changes:
            each(root)

    return change


def put(path: str, data: bytes | str) -> Change:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data.encode() if isinstance(data, str) else data)

    return change


def put_back(path: str) -> Change:
    return put(path, (BASE / path).read_bytes())


def drop(path: str) -> Change:
    def change(root: Path) -> None:
        shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()

    return change


def move(old: str, new: str) -> Change:
    def change(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)

    return change


def edit(path: str, old: str, new: str, most: int = 1) -> Change:
    """The first `most` times that `old` stands in the file become `new`."""

    def change(root: Path) -> None:
        text = (root / path).read_bytes().decode()
        assert old in text, old
        (root / path).write_bytes(text.replace(old, new, most).encode())

    return change


def remade(path: str, make: Callable[[bytes], bytes]) -> Change:
    def change(root: Path) -> None:
        (root / path).write_bytes(make((root / path).read_bytes()))

    return change


def say(text: str) -> Change:
    """A paragraph more on a page."""
    return remade(ABOUT, lambda data: data + f"\n{text}\n".encode())


def show(path: str = PICTURE) -> Change:
    """An image on a page."""
    return say(f"![Een plaat]({path.removeprefix('content/')})")


def page(path: str, text: str = "Een zin.") -> Change:
    """A page more. Its number, if any, is that of its name."""
    name = path.rsplit("/", 1)[-1]
    number = name.split("-", 1)[0]
    is_attachment = "bijlagen/" in path
    kind = f"nummer: '{number}'\nsoort: bijlage" if is_attachment else "soort: pagina\nvolgorde: 7"
    head = "status: uitgewerkt\nsamenvatting: Nog een.\nherzien_voor: 2027-11-01\nbron: Zelf geschreven"
    return put(path, f"---\ntitel: Kennismaking\n{kind}\n{head}\n---\n{text}\n")


def listed(path: str) -> Change:
    """A file in the inventory."""
    if "bijlagen/" not in path:
        return edit(INVENTORY, "paginas:\n", f"paginas:\n  - {path.removeprefix('content/')}\n")
    number = path.rsplit("/", 1)[-1].split("-", 1)[0]
    return edit(INVENTORY, "paginas:\n", f"  - '{number}'\npaginas:\n")


def second_format(folder: str = "forms/1.3-tweede") -> Change:
    """A format like that of the base case, with its page."""
    number, name = folder.removeprefix("forms/").split("-", 1)

    def change(root: Path) -> None:
        shutil.copytree(root / FORM, root / folder)

    return all_of(
        change,
        edit(f"{folder}/datapackage.yaml", "name: kennismaking", f"name: {name}"),
        edit(f"{folder}/datapackage.yaml", "number: '1.2'", f"number: '{number}'"),
        page(f"content/bijlagen/{number}-tweede.md"),
    )


def formatted(root: Path) -> None:
    """`toolbox format`."""
    format_all(root, read_tree(root)[0])


def saved_again(old: str, new: str, side: int = 1_600) -> Change:
    """An image opened, made no longer than `side` and saved under `new`, as any program for pictures does."""

    def change(root: Path) -> None:
        with Image.open(root / old) as image:
            image.load()
            small = image.convert("RGB")
        small.thumbnail((side, side))
        (root / old).unlink()
        small.save(root / new)

    return change
