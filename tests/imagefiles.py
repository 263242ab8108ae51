"""Image files for the tests: good ones, and ones that carry what nobody should publish."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image, ImageCms, PngImagePlugin

# In every place of a file where words can hide.
SECRET = "Sint-Jansstraat 12, Ede"
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
ORIENTATION, GPS = 0x0112, 0x8825


def png(image: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return buffer.getvalue()


def jpg(image: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", **{"quality": 90} | options)
    return buffer.getvalue()


def gradient(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Red to the right, green to below."""
    right, below = Image.linear_gradient("L").rotate(90).resize((width, height)), Image.linear_gradient("L")
    merged = Image.merge("RGB", (right, below.resize((width, height)), Image.new("L", (width, height), 90)))
    return merged.convert(mode)


def corner(mode: str = "RGB") -> Image.Image:
    """40 × 24, white, with a black block of 8 × 8 in its upper left corner."""
    image = Image.new("RGB", (40, 24), "white")
    image.paste((0, 0, 0), (0, 0, 8, 8))
    return image.convert(mode)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(name, body) of every chunk of a PNG file, which must end with the last."""
    assert data.startswith(PNG_SIGNATURE)
    start = len(PNG_SIGNATURE)
    while start < len(data):
        length = int.from_bytes(data[start : start + 4])
        yield data[start + 4 : start + 8], data[start + 8 : start + 8 + length]
        start += length + 12
    assert start == len(data)


def segments(data: bytes) -> list[int]:
    """The markers of a JPEG file in order, without those in its pixels; it must end with its last one."""
    assert data[:2] == b"\xff\xd8"
    found: list[int] = []
    at = 2
    while True:
        assert data[at] == 0xFF
        marker = data[at + 1]
        found.append(marker)
        if marker == 0xD9:
            assert at + 2 == len(data)
            return found
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xDA:
            while data[at] != 0xFF or data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
                at += 1


def header(width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def with_chunks(data: bytes, *extra: bytes) -> bytes:
    """A PNG file with more chunks, right after its header."""
    at = len(PNG_SIGNATURE) + 25
    return data[:at] + b"".join(extra) + data[at:]


def bomb() -> bytes:
    """A sound PNG file of 177 million pixels in little more than 0.5 MB."""
    side = 13_300
    rows = zlib.compressobj(9)
    packed = b"".join(rows.compress(bytes(side * 3 + 1)) for _ in range(side)) + rows.flush()
    return PNG_SIGNATURE + header(side, side) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def trap(name: bytes = b"zTXt", size: int = 1_000_000, count: int = 1_500) -> bytes:
    """A small picture with texts (or colour profiles) that unpack to 1.5 GB."""
    body = b"Comment\0\0" + zlib.compress(bytes(size), 9)
    return with_chunks(png(corner()), *[chunk(name, body)] * count)


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("geheim.txt", SECRET)
    return buffer.getvalue()


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = exif[0x010F] = SECRET  # description, make
    place = exif.get_ifd(GPS)
    place.update({1: "N", 2: (52.0, 2.0, 24.0), 3: "E", 4: (5.0, 39.0, 36.0), 29: SECRET})
    return exif


def telling_jpg() -> bytes:
    """A photo that tells where it was taken, in every way it can, with a zip file behind it."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo = gradient(64, 48)
    data = jpg(photo, exif=_exif(), comment=SECRET.encode(), icc_profile=profile + SECRET.encode(), dpi=(72, 72))
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + SECRET.encode()
    parts = [b"\xff" + bytes([mark]) + struct.pack(">H", len(xmp) + 2) + xmp for mark in (0xE1, 0xED, 0xEF)]
    return data[:2] + b"".join(parts) + data[2:] + archive()


def telling_png() -> bytes:
    """The same for a scheme."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET)
    info.add_itxt("XML:com.adobe.xmp", SECRET)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = png(gradient(64, 48), pnginfo=info, exif=_exif(), icc_profile=profile, dpi=(72, 72))
    packed = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(SECRET.encode()))
    own = chunk(b"geHm", SECRET.encode())
    return with_chunks(data, packed, own, chunk(b"tIME", b"\x07\xea\x0b\x17\x0c\0\0")) + archive()


def many_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    data = jpg(gradient(400, 300), progressive=True)
    start = data.rindex(b"\xff\xda")
    return data[:start] + data[start:-2] * count + data[-2:]
