"""`toolbox.source.limits`: which kinds of file may stand where, how big they may be, and how a size is said."""

from __future__ import annotations

import pytest

from toolbox.source.limits import (
    LFS_POINTER,
    MAX_FILE_BYTES,
    MAX_IMAGE_BYTES,
    content_problem,
    is_image,
    kind_problem,
    size_problem,
)

IMAGE = "content/afbeeldingen/foto.jpg"


@pytest.mark.parametrize(
    "path",
    [
        *("content/a.md", "content/schemas/a.yaml", "forms/1.1-x/datapackage.yaml", "forms/1.1-x/rijen.csv"),
        *(IMAGE, "content/afbeeldingen/stap-1/foto.png"),
    ],
)
def test_a_kind_of_file_where_it_belongs(path: str) -> None:
    assert kind_problem(path) is None


@pytest.mark.parametrize(
    ("path", "code", "values"),
    [
        ("content/a.csv", "suffix-not-allowed", {}),
        ("forms/a.md", "suffix-not-allowed", {}),
        ("elders/a.md", "suffix-not-allowed", {}),
        ("content/a", "suffix-not-allowed", {}),
        # The folder of images holds nothing else, and images stand nowhere else.
        ("content/afbeeldingen/a.md", "suffix-not-allowed", {}),
        ("content/foto.png", "image-place", {}),
        ("forms/1.1-x/foto.jpg", "image-place", {}),
        ("content/afbeeldingen/a.svg", "image-suffix", {"suffix": ".svg", "hint": "Sla hem op als .png."}),
        (
            "content/afbeeldingen/a.jpeg",
            "image-suffix",
            {"suffix": ".jpeg", "hint": "Laat de naam eindigen op .jpg."},
        ),
        ("content/a.webp", "image-suffix", {"suffix": ".webp", "hint": "Sla hem op als .jpg (foto) of .png."}),
    ],
)
def test_a_kind_of_file_that_does_not_belong_there(path: str, code: str, values: dict[str, str]) -> None:
    problem = kind_problem(path)
    assert problem
    assert (problem.code, problem.path, problem.line, dict(problem.values)) == (code, path, 0, values)


@pytest.mark.parametrize(
    ("path", "limit", "code", "values"),
    [
        ("content/a.md", MAX_FILE_BYTES, "too-big", {"size": "151 kB", "limit": "150 kB"}),
        (IMAGE, MAX_IMAGE_BYTES, "image-too-big", {"size": "2,1 MB", "limit": "2,0 MB"}),
    ],
)
def test_a_file_may_be_as_big_as_its_limit_and_not_a_byte_more(
    path: str, limit: int, code: str, values: dict[str, str]
) -> None:
    assert size_problem(path, limit) is None
    problem = size_problem(path, limit + 1)
    assert problem
    assert (problem.code, problem.path, problem.line, dict(problem.values)) == (code, path, 0, values)


def test_what_stands_in_a_file() -> None:
    assert content_problem("content/a.md", b"tekst") is None
    for data, code in ((LFS_POINTER + b"v1", "lfs-pointer"), (b"x" * (MAX_FILE_BYTES + 1), "too-big")):
        problem = content_problem("content/a.md", data)
        assert problem
        assert (problem.code, problem.path) == (code, "content/a.md")
    # What an image is, is looked at when it is loaded.
    assert content_problem(IMAGE, b"geen foto") is None


@pytest.mark.parametrize("path", [IMAGE, "content/regio/hier/logo.png", "content/regio/hier/logo.jpg"])
def test_an_image_is_one_by_its_place(path: str) -> None:
    assert is_image(path)


@pytest.mark.parametrize("path", ["content/regio/hier/edition.yaml", "content/a.md", "content/logo.png", "forms/a.jpg"])
def test_all_else_is_text(path: str) -> None:
    assert not is_image(path)
