"""How many examples of a property are tried: a third of what its test asks for, all in `make fuzz`, few in
`make quick`."""

from __future__ import annotations

import os

_ASKED = os.environ.get("EXAMPLES", "")
ALL, FEW = _ASKED == "all", _ASKED == "few"


def examples(number: int) -> int:
    if FEW:
        return max(3, number // 30)
    return number if ALL else max(10, number // 3)
