"""Fourth stage: what is made of the finished shapes. Data packages, and a zip per pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from toolbox.core import addresses
from toolbox.core.model import Format
from toolbox.forms import datapackage
from toolbox.forms.packs import Pack
from toolbox.site.offers import PACK_FOLDERS


def data_files(formats: Sequence[Format]) -> Mapping[str, bytes]:
    """Each format as a data package."""
    return {addresses.data_file(form): datapackage.data_zip(form) for form in formats}


def pack_files(packs: Iterable[Pack], shapes: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A zip for each pack; `shapes` holds every shape of its formats, data packages too."""
    return {
        addresses.pack_file(pack.step, ".zip", pack.slug): datapackage.zip_bytes(_pack(pack.forms, shapes))
        for pack in packs
    }


def _pack(forms: Sequence[Format], shapes: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path in the zip, bytes): a folder for each shape."""
    for folder, address in PACK_FOLDERS:
        for form in forms:
            path = address(form)
            yield f"{folder}/{PurePosixPath(path).name}", shapes[path]
