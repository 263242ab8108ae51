"""What of two commits can be compared: what one of them could not be read for is left out of both, and named."""

from __future__ import annotations

import pytest

from boxes import BASE
from toolbox.changes.sides import ROUTE_PATH, load_sides, route
from toolbox.core.method import NO_METHOD
from toolbox.source.load import INVENTORY
from toolbox.source.method import METHOD
from toolbox.source.tree import Tree, read_tree

TREE = read_tree(BASE)[0]


def test_only_what_differs_is_loaded() -> None:
    other = Tree({**TREE.files, INVENTORY: TREE.files[INVENTORY].replace(b"  - '1.1'\n", b"")})
    sides = load_sides(TREE, other)
    assert (sides.unreadable, sides.faulty) == ((), ())
    assert [len(box.inventory) for box in (sides.old, sides.new)] == [5, 4]
    assert (sides.new.pages, sides.new.formats, sides.new.method) == ((), (), NO_METHOD)


@pytest.mark.parametrize("path", [INVENTORY, METHOD])
def test_what_cannot_be_read_is_not_called_gone(path: str) -> None:
    broken = Tree({**TREE.files, path: b"- geen\n- inventaris\n"})
    for sides in (load_sides(TREE, broken), load_sides(broken, TREE)):
        assert sides.unreadable == (path,)
        assert (sides.old.inventory, sides.new.inventory) == ((), ())
        assert (sides.old.method, sides.new.method) == (NO_METHOD, NO_METHOD)


def test_the_route_is_that_of_the_commit() -> None:
    drawn = route(TREE)
    assert drawn
    assert drawn.title == "De route in twee stations"
    assert route(Tree({path: data for path, data in TREE.files.items() if path != ROUTE_PATH})) is None
