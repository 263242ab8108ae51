"""What a source file may be called, what kinds of file there are and how big they may be."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from toolbox.core.dutch import size_text
from toolbox.core.findings import Finding

# Images stand together, below one folder that holds nothing else.
IMAGES = "content/afbeeldingen/"
# Below it a folder for each region: all that is its own, with its logo.
REGIONS = "content/regio/"
# Below it a folder for each language: what it says in the place of the Dutch words.
LANGUAGES = "content/taal/"
SUFFIXES = {
    REGIONS: frozenset({".md", ".yaml", ".csv", ".png", ".jpg"}),
    LANGUAGES: frozenset({".yaml"}),
    "content/": frozenset({".md", ".yaml"}),
    "forms/": frozenset({".yaml", ".csv"}),
    IMAGES: frozenset({".png", ".jpg"}),
}
# Images as people have them, and what they can do; an SVG is a document with scripts and addresses in it.
REMEDIES = {
    ".jpeg": "Laat de naam eindigen op .jpg.",
    ".svg": "Sla hem op als .png.",
    **dict.fromkeys(
        (".gif", ".webp", ".avif", ".heic", ".heif", ".bmp", ".tif", ".tiff"), "Sla hem op als .jpg (foto) of .png."
    ),
}
MAX_FILE_BYTES = 150_000  # of text: reading a datapackage.yaml takes a second for each 100 kB
MAX_IMAGE_BYTES = 2_000_000
MAX_NAME = 120
# The least that a column takes on paper: what is white at its sides, and a wide letter; choices also have a box.
COLUMN_WIDTH, CHOICES_WIDTH = 9.0, 20.0  # mm
MAX_FOLDERS = 6
# Letters, digits, and the few signs our own names use; so no '..', no spaces, no control or bidi characters.
NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9]))*", re.ASCII)
WINDOWS_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.ASCII)
LFS_POINTER = b"version https://git-lfs.github.com/spec/"


def name_problem(name: str) -> str:
    """Why a file or folder may not be called so, in Dutch; '' when it may."""
    if len(name) > MAX_NAME:
        return f"hij is langer dan {MAX_NAME} tekens"
    if name.startswith("."):
        return "hij begint met een punt"
    if WINDOWS_RESERVED.match(name.lower()):
        return "Windows gebruikt hem zelf"
    if name != name.lower():
        return "er staan hoofdletters in"
    if not NAME.fullmatch(name):
        return "er staan andere tekens in dan letters, cijfers, streepjes en punten"
    return ""


def is_image(path: str) -> bool:
    """Whether a file is an image by its place; everything else is text."""
    return path.startswith(IMAGES) or (path.startswith(REGIONS) and PurePosixPath(path).suffix in SUFFIXES[IMAGES])


def kind_problem(path: str) -> Finding | None:
    """What makes a file unfit by its suffix and place alone."""
    suffix = PurePosixPath(path).suffix
    home = next((folder for folder in (IMAGES, *SUFFIXES) if path.startswith(folder)), "")
    if home and suffix in SUFFIXES[home]:
        return None
    if suffix in SUFFIXES[IMAGES]:
        return Finding("image-place", path)
    if suffix in REMEDIES:
        return Finding("image-suffix", path, 0, {"suffix": suffix, "hint": REMEDIES[suffix]})
    return Finding("suffix-not-allowed", path)


def size_problem(path: str, size: int) -> Finding | None:
    """What makes a file of `size` bytes unfit before it is read."""
    code, limit = ("image-too-big", MAX_IMAGE_BYTES) if is_image(path) else ("too-big", MAX_FILE_BYTES)
    return (
        Finding(code, path, 0, {"size": size_text(size, up=True), "limit": size_text(limit)}) if size > limit else None
    )


def content_problem(path: str, data: bytes) -> Finding | None:
    """What makes a file's bytes unfit before anyone parses them, or looks at what an image is."""
    if problem := size_problem(path, len(data)):
        return problem
    if data.startswith(LFS_POINTER):
        return Finding("lfs-pointer", path)
    return None
