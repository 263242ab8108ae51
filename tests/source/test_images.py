"""The walls around images, each by itself: what is let in, what is published, what paper may open, what a text may say.

What a reader gets of it is in test_image_pages.py.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFile

import imagefiles
from boxes import CASES, IMPRINT
from imagefiles import SECRET, corner, gradient, jpg, png
from patience import pace
from toolbox.build.images import image_jobs
from toolbox.core.edition import Stamp
from toolbox.proposals.allowed import check_path
from toolbox.proposals.refused import Refused
from toolbox.shapes.paper import typeset
from toolbox.source import tree
from toolbox.source.check import read_source
from toolbox.source.committree import read_commit
from toolbox.source.images import fitted, image_problem, load_image, redraw
from toolbox.source.limits import MAX_IMAGE_BYTES
from toolbox.source.load import load
from toolbox.source.prose import sanitise
from toolbox.source.tree import Tree, read_tree

pytestmark = pytest.mark.promise("images")

PAGE = "content/over-deze-site.md"
PNG, JPG = "content/afbeeldingen/a.png", "content/afbeeldingen/a.jpg"
VALID = CASES / "valid" / "afbeeldingen-op-een-pagina"
IMAGE_CASES = sorted(case for case in (CASES / "invalid").iterdir() if (case / "content/afbeeldingen").is_dir())


def code(path: str, data: bytes) -> str:
    """The code of what is wrong with an image, before or after it is decoded; '' for nothing."""
    if problem := image_problem(path, data):
        return problem.code
    _, found = load_image(path, data)
    return found[0].code if found else ""


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


# What is let in.


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_ordinary_png_is_let_in(mode: str) -> None:
    assert code(PNG, png(corner(mode))) == ""


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("progressive", [False, True])
def test_every_ordinary_jpeg_is_let_in(mode: str, progressive: bool) -> None:
    assert code(JPG, jpg(corner(mode), progressive=progressive)) == ""


def test_the_limits_in_pixels_are_in_reach() -> None:
    assert code(JPG, jpg(Image.new("L", (4_608, 3_456)))) == ""
    assert code(PNG, png(Image.new("1", (4_000, 4_000)))) == ""
    assert code(PNG, png(Image.new("1", (4_001, 4_000)))) == "image-large"
    assert code(PNG, png(Image.new("1", (6_000, 1)))) == ""
    assert code(PNG, png(Image.new("1", (6_001, 1)))) == "image-large"


def test_a_photo_of_two_pictures_shows_its_first() -> None:
    """As phones with a portrait mode make them (CIPA DC-007)."""
    buffer = io.BytesIO()
    corner().save(buffer, "MPO", save_all=True, append_images=[gradient(40, 24)], quality=90)
    assert code(JPG, buffer.getvalue()) == ""
    drawn = opened(redraw(buffer.getvalue()))
    assert drawn.format == "JPEG"
    assert colour(drawn, 2, 2) < (40, 40, 40)
    assert colour(drawn, 30, 20) > (215, 215, 215)


def test_scans_are_counted() -> None:
    assert code(JPG, imagefiles.many_scans(40)) == ""
    assert code(JPG, imagefiles.many_scans(2_000)) == "image-damaged"


def test_half_a_file_is_damaged_whatever_a_library_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    for lenient in (False, True):
        monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
        assert code(JPG, jpg(gradient(90, 90))[:-300]) == "image-damaged"
        assert code(PNG, png(gradient(90, 90))[:-30]) == "image-damaged"
        assert lenient == ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_size_limit_of_its_own(tmp_path: Path) -> None:
    data = png(corner())
    for name, size in (("past.png", MAX_IMAGE_BYTES), ("te-groot.png", MAX_IMAGE_BYTES + 1)):
        put(tmp_path, f"content/afbeeldingen/{name}", data + bytes(size - len(data)))
    read, found = read_tree(tmp_path)
    assert list(read.files) == ["content/afbeeldingen/past.png"]
    assert read.refused == {"content/afbeeldingen/te-groot.png"}
    assert [str(finding) for finding in found] == [
        "content/afbeeldingen/te-groot.png: de afbeelding is 2,1 MB groot; hoogstens 2,0 MB mag. "
        "Maak de langste kant 1.600 pixels, en sla een foto op als .jpg."
    ]


def put(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def three_images(root: Path) -> None:
    for number in range(3):
        put(root, f"content/afbeeldingen/{number}.png", png(corner()))
    put(root, "forms/los.csv", b"a\n")


def test_too_many_images(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    three_images(tmp_path)
    monkeypatch.setattr(tree, "MAX_IMAGES", 2)
    read, found = read_tree(tmp_path)
    assert sorted(read.files) == ["content/afbeeldingen/0.png", "content/afbeeldingen/1.png"]
    assert [str(finding) for finding in found] == [
        "content/afbeeldingen/2.png: er staan meer dan 2 afbeeldingen in content/afbeeldingen/. "
        "Haal weg wat niet nodig is."
    ]


def test_too_much_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    three_images(tmp_path)
    monkeypatch.setattr(tree, "MAX_BYTES", 2 * len(png(corner())))
    read, found = read_tree(tmp_path)
    assert sorted(read.files) == ["content/afbeeldingen/0.png", "content/afbeeldingen/1.png"]
    assert [finding.code for finding in found] == ["too-much"]


def test_lfs_pointer_for_an_image(tmp_path: Path) -> None:
    put(tmp_path, PNG, b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n")
    assert [finding.code for finding in read_tree(tmp_path)[1]] == ["lfs-pointer"]


def test_what_is_unfit_is_not_called_missing_as_well(tmp_path: Path) -> None:
    shutil.copytree(CASES / "base", tmp_path, dirs_exist_ok=True)
    page = (tmp_path / PAGE).read_text("utf-8")
    (tmp_path / PAGE).write_text(f"{page}\n![Een foto](afbeeldingen/a.jpg)\n\n![Weg](afbeeldingen/weg.jpg)\n", "utf-8")
    put(tmp_path, JPG, b"GIF89a")
    found = read_source(tmp_path).findings
    assert [finding.code for finding in found] == ["image-kind", "image-missing"]


GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@b.nl", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false")


@pytest.mark.parametrize("case", [VALID, *IMAGE_CASES], ids=lambda case: case.name)
def test_a_commit_gives_what_a_folder_gives(case: Path, tmp_path: Path) -> None:
    shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    put(tmp_path, "content/afbeeldingen/te-groot.png", png(corner()) + bytes(MAX_IMAGE_BYTES))
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    for command in (("init", "-q"), ("add", "-A", "--force"), ("commit", "-q", "-m", "x")):
        subprocess.run([*GIT, *command], cwd=tmp_path, env=clean, check=True)
    from_folder, from_commit = read_tree(tmp_path), read_commit(tmp_path, "HEAD")
    assert "image-too-big" in {finding.code for finding in from_folder[1]}
    assert from_commit[0] == from_folder[0]
    assert sorted(map(str, from_commit[1])) == sorted(map(str, from_folder[1]))


MEASURED = """
import resource, sys, time
from pathlib import Path
from toolbox.source.load import load
from toolbox.source.tree import read_tree
import toolbox.source.images  # what reading itself costs, and not what Pillow does
resource.setrlimit(resource.RLIMIT_AS, (400_000_000, 400_000_000))
before = resource.getrusage(resource.RUSAGE_SELF)
tree, found = read_tree(Path(sys.argv[1]))
loaded = load(tree)
after = resource.getrusage(resource.RUSAGE_SELF)
print((after.ru_maxrss - before.ru_maxrss) // 1000, "MB")
print(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, "s")
found = [*found, *(finding for finding in loaded.findings if finding.code.startswith("image"))]
images = [image.path for image in loaded.toolbox.images]
print(*images, *sorted(f"{finding.path} {finding.code}" for finding in found), sep="\\n")
"""


def test_bombs_cost_neither_memory_nor_time_and_print_nothing(tmp_path: Path) -> None:
    """177 million pixels; 4 billion; texts and profiles that unpack to 1.5 GB each: measured by the system."""
    big = bytearray(jpg(corner()))
    start = big.index(b"\xff\xc0")
    big[start + 5 : start + 9] = b"\xff\xff\xff\xff"
    bombs = {
        "pixels.png": imagefiles.bomb(),
        "pixels.jpg": bytes(big),
        "teksten.png": imagefiles.trap(),
        "profielen.png": imagefiles.trap(b"iCCP"),
        "xmp.png": imagefiles.trap(b"iTXt"),
    }
    assert len(bombs["pixels.png"]) < 600_000
    for name, data in bombs.items():
        put(tmp_path, f"content/afbeeldingen/{name}", data)
    done = subprocess.run(
        [sys.executable, "-I", "-W", "default", "-c", MEASURED, str(tmp_path)], capture_output=True, text=True
    )
    assert done.stderr == ""
    memory, seconds, *told = done.stdout.splitlines()
    assert int(memory.split()[0]) < 60
    assert float(seconds.split()[0]) < 2 * pace()
    folder = "content/afbeeldingen/"
    assert told == [
        *(f"{folder}{name}" for name in ("profielen.png", "teksten.png", "xmp.png")),
        *(f"{folder}{name} image-large" for name in ("pixels.jpg", "pixels.png")),
    ]


SEEDS = [png(corner("P")), png(gradient(20, 20, "RGBA")), jpg(gradient(20, 20)), jpg(corner(), progressive=True)]
CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255), st.sampled_from("=+-")), max_size=6)


@given(st.sampled_from(SEEDS), CHANGES)
def test_any_bytes_are_an_image_or_a_finding(seed: bytes, changes: list[tuple[int, int, str]]) -> None:
    data = bytearray(seed)
    for at, value, how in changes:
        at %= len(data)
        data[at : at + (how != "+")] = b"" if how == "-" and len(data) > 1 else bytes([value])
    path = PNG if seed.startswith(b"\x89") else JPG
    if code(path, bytes(data)) == "":
        assert opened(redraw(bytes(data))).size == fitted(*opened(bytes(data)).size)


def test_a_patch_and_a_proposal_have_the_same_places() -> None:
    check_path("content/afbeeldingen/zeeland/foto.jpg")
    for path in ("content/foto.jpg", "forms/1.1-x/foto.png", "content/afbeeldingen/x.svg", "content/afbeeldingen/x.md"):
        with pytest.raises(Refused):
            check_path(path)


# What is published.


@pytest.mark.parametrize("data", [imagefiles.telling_jpg(), imagefiles.telling_png()], ids=["jpg", "png"])
def test_only_the_picture_is_published(data: bytes) -> None:
    path = JPG if data.startswith(b"\xff") else PNG
    assert code(path, data) == ""
    assert SECRET.encode() in data
    drawn = redraw(data)
    image = opened(drawn)
    assert image.size == (64, 48)
    assert len(image.getexif()) == 0
    assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    for trace in (SECRET.encode(), b"Exif", b"GPS", b"ICC", b"iCCP", b"http", b"PK\x03\x04", b"Sint"):
        assert trace not in drawn
    if path == PNG:
        assert {name for name, _ in imagefiles.chunks(drawn)} == {b"IHDR", b"IDAT", b"IEND"}
    else:
        # APP0 (JFIF), tables, frame, scans, end: no other APPn, no comment.
        assert set(imagefiles.segments(drawn)) == {0xE0, 0xDB, 0xC2, 0xC4, 0xDA, 0xD9}


@pytest.mark.parametrize("data", [imagefiles.telling_jpg(), imagefiles.telling_png()], ids=["jpg", "png"])
def test_the_same_image_gives_the_same_bytes(data: bytes) -> None:
    script = (
        "import sys; from toolbox.source.images import redraw; sys.stdout.buffer.write(redraw(sys.stdin.buffer.read()))"
    )
    changed = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-c", script], input=data, capture_output=True, check=True, env=changed)
    assert done.stdout == redraw(data)


# Where the black block of `corner` is, when the file says that this is how to see it upright.
UPRIGHT = {
    1: (40, 24, "left", "top"),
    2: (40, 24, "right", "top"),
    3: (40, 24, "right", "bottom"),
    4: (40, 24, "left", "bottom"),
    5: (24, 40, "left", "top"),
    6: (24, 40, "right", "top"),
    7: (24, 40, "right", "bottom"),
    8: (24, 40, "left", "bottom"),
}


@pytest.mark.parametrize("kind", ["jpg", "png"])
@pytest.mark.parametrize("turn", UPRIGHT)
def test_a_photo_is_turned_upright(kind: str, turn: int) -> None:
    exif = Image.Exif()
    exif[imagefiles.ORIENTATION] = turn
    data = jpg(corner(), exif=exif) if kind == "jpg" else png(corner(), exif=exif)
    width, height, across, down = UPRIGHT[turn]
    image = opened(redraw(data))
    assert image.size == (width, height)
    loaded, _ = load_image(JPG if kind == "jpg" else PNG, data)
    assert loaded
    assert (loaded.width, loaded.height) == (width, height)
    dark = image.convert("L").point(lambda value: 255 * (value < 128)).getbbox()
    left, top = (0 if across == "left" else width - 8), (0 if down == "top" else height - 8)
    assert dark == (left, top, left + 8, top + 8)


@pytest.mark.parametrize("turn", [0, 9, 77])
def test_an_odd_orientation_is_none(turn: int) -> None:
    exif = Image.Exif()
    exif[imagefiles.ORIENTATION] = turn
    assert opened(redraw(jpg(corner(), exif=exif))).size == (40, 24)


@pytest.mark.parametrize("start", [b"MM\0*\0\0\0\x08\xff\xff", b"MM\0*", b"XX\0*"])
def test_damaged_facts_about_a_photo_do_not_matter(start: bytes) -> None:
    # Where a file does not say how fine it is, opening it reads these facts already.
    data = jpg(corner(), dpi=(72, 72))
    exif = b"Exif\0\0" + start + bytes(range(256))
    broken = data[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif + data[2:]
    assert code(JPG, broken) == ""
    assert opened(redraw(broken)).size == (40, 24)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_the_picture_stays_the_same(mode: str) -> None:
    image = opened(redraw(png(corner(mode))))
    assert image.mode == ("L" if mode in ("1", "L", "LA") else "RGB")
    assert image.convert("RGB").tobytes() == corner().tobytes()


def test_what_can_be_seen_through_gets_a_white_ground() -> None:
    """A scheme in black would be gone on a dark page."""
    clear = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    clear.putpixel((1, 1), (0, 0, 0, 255))
    clear.putpixel((2, 2), (255, 0, 0, 128))
    palette = Image.new("P", (4, 4), 0)
    for image, expected in ((clear, (255, 127, 127)), (clear.convert("LA"), (165, 165, 165))):
        drawn = opened(redraw(png(image))).convert("RGB")
        assert drawn.getpixel((0, 0)) == (255, 255, 255)
        assert drawn.getpixel((1, 1)) == (0, 0, 0)
        assert max(abs(a - b) for a, b in zip(colour(drawn, 2, 2), expected, strict=True)) <= 2
    assert opened(redraw(png(palette, transparency=0))).getpixel((0, 0)) == (255, 255, 255)


def test_a_large_image_is_drawn_smaller() -> None:
    for data in (png(gradient(3_200, 2_000)), jpg(gradient(3_200, 2_000))):
        image = opened(redraw(data))
        assert image.size == (1_600, 1_000)
        red, green, _ = colour(image, 1_590, 10)
        assert (red > 240, green < 15) == (True, True)
    assert fitted(1_600, 9) == (1_600, 9)
    assert fitted(1_601, 9) == (1_600, 9)
    assert fitted(6_000, 1) == (1_600, 1)


def test_only_what_a_page_shows_is_drawn() -> None:
    base, over = read_tree(CASES / "base")[0], read_tree(VALID)[0]
    files = {**base.files, **over.files, "content/afbeeldingen/over.png": png(corner())}
    drawn = {name for job in image_jobs(load(Tree(files)).toolbox, Tree(files)) for name in job.names}
    assert drawn == {"afbeeldingen/schema.png", "afbeeldingen/zeeland/foto.jpg"}


def test_another_image_is_another_render() -> None:
    base, over = read_tree(CASES / "base")[0], read_tree(VALID)[0]

    def keys(picture: bytes) -> set[str]:
        read = Tree({**base.files, **over.files, "content/afbeeldingen/schema.png": picture})
        return {key for job in image_jobs(load(read).toolbox, read) for key in job.keys}

    assert len(keys(png(corner())) & keys(png(gradient(9, 9)))) == 1


# What paper may open. No lint, no sanitiser: HTML as an attacker would want it.


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="file://{VALID}/content/afbeeldingen/schema.png" alt="x">',
        '<img src="schema.png" alt="x">',
        '<img src="content/afbeeldingen/schema.png" alt="x">',
        '<img src="image:content/afbeeldingen/schema.png" alt="x">',
        '<img src="toolbox:afbeeldingen/anders.png" alt="x">',
        '<img src="toolbox:afbeeldingen/../schema.png" alt="x">',
        '<img src="toolbox:" alt="x">',
        '<img src="https://toolbox.example/afbeeldingen/schema.png" alt="x">',
        '<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">',
        '<object data="file:///etc/hostname"></object>',
        '<link rel="attachment" href="toolbox:geheim">',
        '<svg viewBox="0 0 9 9"><image href="toolbox:geheim.png" width="9" height="9"/></svg>',
        '<p style="background: url(toolbox:geheim.png)">x</p>',
    ],
)
def test_paper_opens_no_other_image(html: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(VALID)
    given_images = {"afbeeldingen/schema.png": redraw(png(corner()))}
    with pytest.raises(typeset.RefusedAddress):
        lay_out(html, given_images)


def lay_out(html: str, given_images: dict[str, bytes]) -> bytes:
    document = typeset.lay_out(
        f"<html lang=nl><title>x</title><body>{html}</body></html>", "paper.css", images=given_images
    )
    return typeset.to_pdf(document, "x", "x", Stamp("1.0.0", "2026-11-23", "", "", IMPRINT))


def test_paper_opens_the_images_it_was_given() -> None:
    html = '<p>Zo:</p><p><img src="toolbox:afbeeldingen/schema.png" alt="Een blok"></p>'
    once, twice = (lay_out(html, {"afbeeldingen/schema.png": redraw(png(corner()))}) for _ in range(2))
    assert once == twice
    assert once != lay_out(html, {"afbeeldingen/schema.png": redraw(png(gradient(9, 9)))})


# What a text may say. No lint: HTML as it comes.


@pytest.mark.parametrize(
    "source",
    [
        "https://kwaad.voorbeeld/x.png",
        "//kwaad.voorbeeld/x.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "/etc/x.png",
        "../mkdocs.png",
        "afbeeldingen/../../geheim.png",
        "afbeeldingen/x.svg",
        "afbeeldingen/x.png?a",
        "afbeeldingen/x.png#a",
        "afbeeldingen\\x.png",
        "afbeeldingen/x.png\n",
        "image:content/afbeeldingen/x.png",
        "page:content/inleiding.md",
        "toolbox:afbeeldingen/x.png",
        "",
    ],
)
def test_the_sanitiser_alone_leaves_no_other_image(source: str) -> None:
    assert sanitise(PAGE, f'<p>a <img src="{source}" alt="x"> b</p>') == "<p>a  b</p>"


def test_the_sanitiser_leaves_only_source_and_words() -> None:
    raw = (
        '<img src="afbeeldingen/x.png" alt="a &quot;b&quot; &gt; c" width="9" style="x" onerror="alert(1)" '
        'srcset="https://kwaad.voorbeeld/x.png" loading="eager" class="footnote" id="a" title="t">'
    )
    clean = sanitise(PAGE, raw)
    assert clean == '<img src="image:content/afbeeldingen/x.png" alt="a &quot;b&quot; &gt; c">'


@pytest.mark.parametrize("target", ["picture", "source", "video", "audio", "svg", "object", "embed"])
def test_other_ways_to_show_something_stay_out(target: str) -> None:
    for tag in (f"<{target} src=afbeeldingen/x.png>", f"<{target} href=afbeeldingen/x.png>x</{target}>"):
        assert sanitise(PAGE, tag).strip() in ("", "x")
