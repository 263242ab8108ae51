"""Images that anyone may send: what they are, told before a pixel is decoded, and the same drawn anew.

What is published is never the file that was sent, but what we draw from its pixels: so where a photo was taken, texts,
colour profiles, previews and whatever was glued behind it are gone.
"""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

import PIL.Image
from PIL import ImageFile
from PIL.Image import Transpose
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from toolbox.core.findings import Finding
from toolbox.core.page import Image

MAX_PIXELS = 16_000_000  # as a good phone makes them
MAX_SIDE = 6_000  # pixels
# More than a page or a sheet of paper can show.
WIDTH = 1_600  # pixels
# A progressive JPEG has ten scans or so; each costs a walk over all its pixels. Counted in the whole file, to be sure.
MAX_SCANS = 60
JPEG_QUALITY = 85
PNG, JPEG = "PNG", "JPEG"
KINDS = {".png": PNG, ".jpg": JPEG}
PNG_START = b"\x89PNG\r\n\x1a\n"
SIGNATURES = {
    PNG_START: PNG,
    b"\xff\xd8\xff": JPEG,
    b"GIF8": "GIF",
    b"RIFF": "WebP",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"%PDF": "pdf",
    b"<": "tekst (SVG of HTML)",
}
# All that a picture in PNG needs (W3C PNG, third edition, chapter 11), with eXIf for which side is up.
CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"eXIf", b"IDAT", b"IEND"})
COLOURS = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
# EXIF 2.3, tag Orientation: what has to be done to see the picture upright. From 5 on it lies on its side.
ORIENTATION = 0x0112
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
# All that Pillow raises on bytes that are no picture. Too little memory is another matter.
UNREADABLE = (
    *(OSError, SyntaxError, ValueError, LookupError, TypeError, ArithmeticError, EOFError, AttributeError),
    *(struct.error, zlib.error),
)


class _Damaged(Exception):
    """Its bytes are no picture."""


def image_problem(path: str, data: bytes) -> Finding | None:
    """What makes an image unfit, by its first bytes and what its header says. Nothing is decoded."""
    kind, suffix = _kind(data), PurePosixPath(path).suffix
    if kind != KINDS[suffix]:
        return Finding("image-kind", path, 0, {"suffix": suffix, "kind": kind})
    try:
        with _opened(data) as image:
            (width, height), mode = image.size, image.mode
            moves = kind == PNG and any(name == b"acTL" for name, _ in _chunks(data))
    except _Damaged:
        return Finding("image-damaged", path)
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        values = {"size": pixels_text(width, height), "side": _thousands(MAX_SIDE), "width": _thousands(WIDTH)}
        return Finding("image-large", path, 0, values | {"limit": str(MAX_PIXELS // 1_000_000)})
    if moves:
        return Finding("image-animated", path)
    return None if mode in COLOURS else Finding("image-colours", path)


def load_image(path: str, data: bytes) -> tuple[Image | None, list[Finding]]:
    """The image, or what is wrong with it: it is decoded once, to know that it can be, unless it has an
    `image_problem`."""
    if problem := image_problem(path, data):
        return None, [problem]
    try:
        with _opened(data) as image:
            image.load()
            width, height = image.size if _turn(image) < 5 else image.size[::-1]
    except _Damaged:
        return None, [Finding("image-damaged", path)]
    return Image(path, width, height, hashlib.sha256(data).hexdigest()), []


def fitted(width: int, height: int, most: int = WIDTH) -> tuple[int, int]:
    """The size at which an image of this size is drawn."""
    return (width, height) if width <= most else (most, max(1, round(height * most / width)))


def redraw(data: bytes, width: int = WIDTH) -> bytes:
    """The same picture as a new file of the same kind: upright, on white, at most `width` pixels wide.

    `data` is of an image that `load_image` gave. The same input gives the same bytes.
    """
    with _opened(data) as image:
        drawn, turn = _on_white(image), _turn(image)
    if turn in TURNS:
        drawn = drawn.transpose(TURNS[turn])
    if (size := fitted(*drawn.size, width)) != drawn.size:
        drawn = drawn.resize(size, PIL.Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    if _kind(data) == PNG:
        drawn.save(buffer, PNG, optimize=True)
    else:
        drawn.save(buffer, JPEG, quality=JPEG_QUALITY, optimize=True, progressive=True)
    return buffer.getvalue()


def pixels_text(width: int, height: int) -> str:
    """'4.608 × 3.456'."""
    return f"{_thousands(width)} × {_thousands(height)}"


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _kind(data: bytes) -> str:
    found = next((kind for start, kind in SIGNATURES.items() if data.startswith(start)), "")
    # ISO/IEC 14496-12: the box with the file's kind comes first.
    return found or ("HEIC of AVIF" if data[4:8] == b"ftyp" else "een ander soort bestand")


@contextmanager
def _opened(data: bytes) -> Iterator[PIL.Image.Image]:
    """The image with its header read. Whatever Pillow says of it, then or in the block, is _Damaged.

    Its two readers are called by name: `PIL.Image.open` tries others as well, and prints warnings.
    """
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if _kind(data) == PNG:
                yield PngImageFile(io.BytesIO(_bare(data)))
            elif data.count(b"\xff\xda") > MAX_SCANS:
                raise _Damaged
            else:
                yield JpegImageFile(io.BytesIO(data))
    except UNREADABLE as error:
        raise _Damaged from error
    finally:
        # WeasyPrint sets it for the whole process: half a file would be an image then.
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _bare(data: bytes) -> bytes:
    """A PNG file with its picture only: texts and profiles are packed and may unpack to anything."""
    return PNG_START + b"".join(chunk for name, chunk in _chunks(data) if name in CHUNKS)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, whole chunk) up to and with the end of the image. Raises one of UNREADABLE when it is not there."""
    start, name = len(PNG_START), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", data, start)
        end = start + 12 + length
        yield name, data[start:end]
        start = end


def _turn(image: PIL.Image.Image) -> int:
    """A key of TURNS; 1 when nothing has to be done, or when nobody can tell."""
    try:
        turn = image.getexif().get(ORIENTATION)
    except UNREADABLE:
        return 1
    return turn if isinstance(turn, int) and turn in TURNS else 1


def _on_white(image: PIL.Image.Image) -> PIL.Image.Image:
    """The pixels alone, grey or RGB. What can be seen through gets a white ground, also where a page is dark."""
    ground = PIL.Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        ground.paste(clear, mask=clear)
    else:
        ground.paste(image.convert("RGB"))
    return ground.convert("L") if image.mode in ("1", "L", "LA") else ground
