"""Faults of whole files: names, sizes, kinds, letters, images."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from imagefiles import corner, gradient, jpg, png
from remedies import Fault
from remedies.changes import (
    ABOUT,
    FORM,
    GOOD_PICTURE,
    INVENTORY,
    PACKAGE,
    PICTURE,
    TASKS,
    Change,
    all_of,
    drop,
    edit,
    listed,
    move,
    page,
    put,
    put_back,
    remade,
    saved_again,
    say,
    second_format,
    show,
)

PHOTO = PICTURE.replace(".png", ".jpg")
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 12\n"
NOISE = Image.merge("RGB", [Image.effect_noise((1_500, 1_100), 90) for _ in "RGB"])


def named(name: str) -> Fault:
    """A page with a name that may not be."""
    return Fault("name-not-allowed", move(ABOUT, f"content/{name}"), (move(f"content/{name}", ABOUT),))


def linked(root: Path) -> None:
    """A page stands elsewhere, and a symbolic link in its place."""
    (root / ABOUT).rename(root / "elders.md")
    (root / ABOUT).symlink_to("../elders.md")


def itself(root: Path) -> None:
    (root / ABOUT).unlink()
    (root / "elders.md").rename(root / ABOUT)


def pictured(data: bytes, path: str = PICTURE) -> Change:
    """An image that a page shows."""
    return all_of(put(path, data), show(path))


def renamed(new: str, old: str = PICTURE) -> Change:
    """What a page shows has another name."""
    return edit(ABOUT, old.removeprefix("content/"), new.removeprefix("content/"))


def moving() -> bytes:
    buffer = io.BytesIO()
    corner().save(buffer, "PNG", save_all=True, append_images=[gradient(40, 24)])
    return buffer.getvalue()


def as_gif() -> bytes:
    buffer = io.BytesIO()
    corner().save(buffer, "GIF")
    return buffer.getvalue()


def paged(count: int, text: str) -> Change:
    """What stood on one page, over more of them."""
    return all_of(put_back(ABOUT), *(page(f"content/deel-{number}.md", text) for number in range(count)))


def pictures(count: int) -> Change:
    paths = [f"content/afbeeldingen/{number}.png" for number in range(count)]
    return all_of(*(pictured(GOOD_PICTURE, path) for path in paths))


WORDS = "woord " * 600
LOWER = "toolbox.source.tree.MAX_"
DEEP = "content/a/b/c/d/e/f/g"
FILES = (
    *map(named, ("Over.md", "con.md", "één.md", "-over.md", ".over.md", "over..deze.md", "a" * 130 + ".md")),
    Fault("not-a-file", linked, (itself,)),
    Fault(
        "too-big",
        say(WORDS),
        (put_back(ABOUT), paged(2, WORDS[:1_800])),
        {"toolbox.source.limits.MAX_FILE_BYTES": 3_500},
    ),
    Fault(
        "too-many-files",
        page("content/extra.md"),
        (drop("content/extra.md"),),
        {f"{LOWER}FILES": 10},
    ),
    Fault("too-much-text", say(WORDS), (put_back(ABOUT),), {f"{LOWER}TEXT_BYTES": 9_000}),
    Fault(
        "too-much",
        all_of(pictured(GOOD_PICTURE), remade(PICTURE, lambda data: png(NOISE.resize((90, 60))))),
        (saved_again(PICTURE, PICTURE, 40), all_of(put_back(ABOUT), drop(PICTURE))),
        {f"{LOWER}BYTES": 14_000},
    ),
    Fault(
        "too-many-images",
        pictures(4),
        (all_of(put_back(ABOUT), drop("content/afbeeldingen"), pictures(3)),),
        {f"{LOWER}IMAGES": 3},
    ),
    Fault(
        "folder-deep",
        all_of(page("content/diep.md"), move("content/diep.md", f"{DEEP}/diep.md")),
        (all_of(move(f"{DEEP}/diep.md", "content/diep.md"), drop("content/a")),),
    ),
    Fault("lfs-pointer", put(ABOUT, POINTER), (put_back(ABOUT),)),
    Fault(
        "suffix-not-allowed",
        all_of(
            put("content/brief.docx", "Brief"),
            put("content/afbeeldingen/lees.md", "Lees"),
            put(f"{FORM}/lees.md", "Lees"),
        ),
        (all_of(drop("content/brief.docx"), drop("content/afbeeldingen/lees.md"), drop(f"{FORM}/lees.md")),),
    ),
    Fault(
        "image-place",
        put("content/stappen/plaat.png", GOOD_PICTURE),
        (drop("content/stappen/plaat.png"), all_of(move("content/stappen/plaat.png", PICTURE), show())),
    ),
    Fault(
        "image-suffix",
        pictured(jpg(corner()), f"{PHOTO[:-4]}.jpeg"),
        (all_of(move(f"{PHOTO[:-4]}.jpeg", PHOTO), renamed(PHOTO, f"{PHOTO[:-4]}.jpeg")),),
    ),
    Fault(
        "image-suffix",
        pictured(as_gif(), f"{PHOTO[:-4]}.gif"),
        tuple(
            all_of(saved_again(f"{PHOTO[:-4]}.gif", new), renamed(new, f"{PHOTO[:-4]}.gif")) for new in (PHOTO, PICTURE)
        ),
    ),
    Fault(
        "image-too-big", pictured(png(NOISE, compress_level=1)), (all_of(saved_again(PICTURE, PHOTO), renamed(PHOTO)),)
    ),
    Fault("image-kind", pictured(jpg(corner())), (saved_again(PICTURE, PICTURE),)),
    *(
        Fault("image-large", pictured(png(Image.new("L", size), compress_level=1)), (saved_again(PICTURE, PICTURE),))
        for size in ((6_001, 8), (8, 6_001), (4_100, 4_000))
    ),
    Fault("image-animated", pictured(moving()), (saved_again(PICTURE, PICTURE),)),
    Fault("image-colours", pictured(jpg(corner("CMYK")), PHOTO), (saved_again(PHOTO, PHOTO),)),
    Fault("image-damaged", pictured(png(gradient(90, 60))[:50]), (put(PICTURE, GOOD_PICTURE),)),
    Fault("image-unused", put(PICTURE, GOOD_PICTURE), (show(), drop(PICTURE))),
    Fault(
        "not-utf8",
        all_of(say("Een café."), remade(ABOUT, lambda data: data.decode().encode("cp1252"))),
        (remade(ABOUT, lambda data: data.decode("cp1252").encode()),),
    ),
    *(Fault("crlf", edit(path, "\n", "\r\n", -1), (edit(path, "\r\n", "\n", -1),)) for path in (ABOUT, TASKS, PACKAGE)),
    Fault("file-missing", drop(INVENTORY), (put_back(INVENTORY),)),
    Fault("file-missing", drop("content/toolbox.yaml"), (put_back("content/toolbox.yaml"),)),
    Fault(
        "page-missing",
        listed("content/extra.md"),
        (put_back(INVENTORY), page("content/extra.md")),
    ),
    Fault(
        "page-place-taken",
        page("content/downloads.md"),
        (move("content/downloads.md", "content/extra.md"),),
    ),
    Fault(
        "number-used",
        page("content/bijlagen/1.2-tweede.md"),
        (all_of(drop("content/bijlagen/1.2-tweede.md"), page("content/bijlagen/1.3-tweede.md")),),
    ),
    Fault(
        "number-wrong-step",
        page("content/bijlagen/2.1-wees.md"),
        (all_of(drop("content/bijlagen/2.1-wees.md"), page("content/bijlagen/1.3-wees.md")),),
    ),
    Fault(
        "folder-without-package",
        put("forms/1.3-tweede/antwoorden.csv", "naam\n"),
        (drop("forms/1.3-tweede"), all_of(drop("forms/1.3-tweede"), second_format())),
    ),
    Fault(
        "loose-file",
        put("forms/los.csv", "wat\nBellen\n"),
        (
            drop("forms/los.csv"),
            move("forms/los.csv", f"{FORM}/afspraken_lijst.csv"),
        ),
    ),
    Fault(
        "stray-file",
        put(f"{FORM}/oud.csv", "wat\nBellen\n"),
        (
            drop(f"{FORM}/oud.csv"),
            move(f"{FORM}/oud.csv", f"{FORM}/afspraken_lijst.csv"),
            edit(PACKAGE, "name: afspraken_lijst", "name: oud"),
        ),
    ),
)
