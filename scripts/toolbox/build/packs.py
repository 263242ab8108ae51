"""What is made of the finished shapes. Data packages, and a zip per pack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath

from toolbox.core import addresses
from toolbox.core.form import Format
from toolbox.forms import datapackage
from toolbox.forms.packs import Pack
from toolbox.machine.store import Job, digest_of
from toolbox.site.offers import PACK_FOLDERS


def data_files(formats: Sequence[Format]) -> Mapping[str, bytes]:
    """Each format as a data package."""
    return {addresses.data_file(form): datapackage.data_zip(form) for form in formats}


def pack_zips(packs: Iterable[Pack], shapes: Mapping[str, bytes]) -> Iterator[Job]:
    """A zip for each pack; `shapes` holds every shape of its formats, data packages too."""
    for pack in packs:
        files = tuple(_pack(pack.forms, shapes))
        key = repr([(name, digest_of(data)) for name, data in files])
        yield Job((addresses.pack_file(pack.step, ".zip", pack.slug),), key, partial(_zip, files))


def _zip(files: Iterable[tuple[str, bytes]]) -> tuple[bytes]:
    return (datapackage.zip_bytes(files),)


def _pack(forms: Sequence[Format], shapes: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """(path in the zip, bytes): a folder for each shape."""
    for folder, address in PACK_FOLDERS:
        for form in forms:
            path = address(form)
            yield f"{folder}/{PurePosixPath(path).name}", shapes[path]
