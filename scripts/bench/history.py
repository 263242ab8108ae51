"""Part of `make bench`: reading the history of a large repository."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measuring import spread
from toolbox.history.history import read_history

RUNS, FILES, COMMITS = 5, 300, 3_000
START = 1_750_000_000  # seconds since 1970


def history_row() -> str:
    """A row of Markdown: what, bound in seconds, and the seconds as minimum, median and maximum."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_repository(root)
        for _ in range(RUNS):
            start = time.perf_counter()
            history = read_history(root)
            found.append(time.perf_counter() - start)
        assert len(history.changes) == COMMITS + FILES
    return f"| the history of {FILES} files and {COMMITS} commits read, seconds | ≤ 0.3 | {spread(found)} |"


def make_repository(root: Path) -> None:
    """FILES files in content/ and forms/, changed one at a time in COMMITS commits, some of them from a region."""
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    stream = b"".join(_stream())
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=stream, check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)


def _stream() -> Iterator[bytes]:
    names = [f"content/pagina-{n}.md" if n % 3 else f"forms/1.{n}-format/datapackage.yaml" for n in range(FILES)]
    changed = [[name] for name in names]
    yield _commit(0, names)
    for number in range(COMMITS):
        yield _commit(number + 1, changed[number % FILES])


def _commit(number: int, names: list[str]) -> bytes:
    region = f"\n\nRegio: Regio {number % 12}" if number % 4 == 0 else ""
    message = f"Wijziging {number}{region}\n".encode()
    lines = [
        b"commit refs/heads/main\n",
        f"committer Persoon {number % 20} <{number % 20}@voorbeeld.example> {START + number * 3600} +0100\n".encode(),
        b"data %d\n%s\n" % (len(message), message),
    ]
    for name in names:
        text = f"# {name}\n\n{'Een regel van deze pagina.' * 40}\n\nKeer {number}.\n".encode()
        lines.append(b"M 100644 inline %s\ndata %d\n%s\n" % (name.encode(), len(text), text))
    return b"".join(lines)
