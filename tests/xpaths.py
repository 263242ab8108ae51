"""What an XPath finds, as what it must be: lxml itself promises no more than 'anything'."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree


def elements(root: Any, path: str, names: Mapping[str, str] | None = None) -> list[Any]:
    """In the order of the document. Of HTML they have `text_content`, which lxml tells no type checker."""
    found = root.xpath(path, namespaces=names)
    assert isinstance(found, list)
    assert all(isinstance(item, etree._Element) for item in found), path
    return found


def texts(root: Any, path: str, names: Mapping[str, str] | None = None) -> list[str]:
    """Of attributes and text nodes."""
    found = root.xpath(path, namespaces=names)
    assert isinstance(found, list)
    assert all(isinstance(item, str) for item in found), path
    return found
