"""The last column of the promises in SECURITY.md, made from the tests that hold them.

    make docs

A test names its promise: `@pytest.mark.promise("whole-site")` over a test, `pytestmark = pytest.mark.promise(...)` for
all of a module, `// promise: whole-site` in a test in JavaScript, `PROMISES = ("whole-site",)` in the program of a make
target, and `PROMISES` of `hostile_case` for what a wall stops.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECURITY = ROOT / "SECURITY.md"
TARGETS = {"tests/faults/__main__.py": "faults", "tests/fuzz/__main__.py": "fuzz"}
ROW = re.compile(r"^\| `([a-z-]+)` \| (.*) \| (.*) \| (.*) \|$", re.M)
IN_SCRIPT = re.compile(r"^// promise: ([a-z-]+)$", re.M)
CASES = "tests/hostile_case.py"


def main() -> None:
    SECURITY.write_text(with_holders(SECURITY.read_text("utf-8"), holders(ROOT)), "utf-8")


def with_holders(text: str, held: Mapping[str, tuple[str, ...]]) -> str:
    """The page with each promise's tests as they are. Raises ValueError for a promise without one, and the reverse."""
    named = {match[1] for match in ROW.finditer(text)}
    if named != held.keys():
        without, unknown = sorted(named - held.keys()), sorted(held.keys() - named)
        raise ValueError(f"promises that no test holds: {without}; promises that SECURITY.md does not make: {unknown}")
    return ROW.sub(lambda match: f"| `{match[1]}` | {match[2]} | {match[3]} | {', '.join(held[match[1]])} |", text)


def holders(root: Path) -> dict[str, tuple[str, ...]]:
    """What holds each promise, in Markdown, by its name."""
    held: dict[str, list[str]] = {}
    for name, holder in _found(root):
        held.setdefault(name, []).append(holder)
    return {name: tuple(found) for name, found in held.items()}


def _found(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "tests").rglob("test_*.py")):
        yield from _in_module(path.relative_to(root).as_posix(), ast.parse(path.read_text("utf-8")))
    for path in sorted((root / "tests" / "js").glob("*.test.js")):
        yield from ((name, f"`{path.relative_to(root)}`") for name in IN_SCRIPT.findall(path.read_text("utf-8")))
    for wall, names in _constant(root / CASES).items():
        yield from ((name, f"`tests/hostile/{wall}-*`") for name in names)
    for file, target in TARGETS.items():
        yield from ((name, f"`make {target}`") for name in _constant(root / file))


def _in_module(path: str, module: ast.Module) -> Iterator[tuple[str, str]]:
    """Of all of the module, and of single tests: these stand together behind their file."""
    single: dict[str, list[str]] = {}
    for node in module.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            yield from ((name, f"`{path}`") for name in _named(node.value))
        if isinstance(node, ast.FunctionDef):
            for name in (name for decorator in node.decorator_list for name in _named(decorator)):
                single.setdefault(name, []).append(f"`{node.name}`")
    for name, tests in single.items():
        yield name, f"`{path}` ({', '.join(tests)})"


def _named(node: ast.expr) -> Iterator[str]:
    """The promises of every `pytest.mark.promise(...)` in an expression."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.promise":
            yield from (str(ast.literal_eval(argument)) for argument in call.args)


def _constant(path: Path) -> Any:
    """PROMISES of a module: names by wall, or names alone."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PROMISES":
            return ast.literal_eval(node.value)
    raise ValueError(f"{path}: no PROMISES")


if __name__ == "__main__":
    main()
