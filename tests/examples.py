"""With how many examples a property is tried: a third of what its test asks for, and all of them in `make fuzz`."""

from __future__ import annotations

import os

ALL = os.environ.get("EXAMPLES") == "all"


def examples(number: int) -> int:
    return number if ALL else max(10, number // 3)
