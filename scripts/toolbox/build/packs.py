"""Fourth stage: what is made of the finished shapes. Small pictures of paper, data packages, and a zip per pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from toolbox.core import addresses
from toolbox.core.model import Format, Toolbox
from toolbox.forms import datapackage
from toolbox.forms.packs import step_packs
from toolbox.shapes.preview import first_page
from toolbox.site.offers import PACK_FOLDERS


@dataclass(frozen=True, slots=True)
class Previews:
    """The first page of each format's paper: the pictures, and their (width, height) in pixels, by site path."""

    files: Mapping[str, bytes]
    sizes: Mapping[str, tuple[int, int]]


def format_previews(formats: Sequence[Format], shapes: Mapping[str, bytes]) -> Previews:
    """`shapes` holds the print PDF of each format."""
    drawn = {addresses.preview_file(form): first_page(shapes[addresses.print_file(form)]) for form in formats}
    return Previews(
        {path: data for path, (data, _) in drawn.items()}, {path: size for path, (_, size) in drawn.items()}
    )


def data_files(formats: Sequence[Format]) -> Mapping[str, bytes]:
    """Each format as a data package."""
    return {addresses.data_file(form): datapackage.data_zip(form) for form in formats}


def pack_files(toolbox: Toolbox, shapes: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A zip for each pack; `shapes` holds every shape of every format, data packages too."""
    return {
        addresses.pack_file(pack.step, ".zip", pack.slug): datapackage.zip_bytes(_pack(pack.forms, shapes))
        for step in sorted({form.step for form in toolbox.formats})
        for pack in step_packs(toolbox, step)
    }


def _pack(forms: Sequence[Format], shapes: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path in the zip, bytes): a folder for each shape."""
    for folder, address in PACK_FOLDERS:
        for form in forms:
            path = address(form)
            yield f"{folder}/{PurePosixPath(path).name}", shapes[path]
