"""Serves in the background, and stops at once when asked to."""

from __future__ import annotations

import re
import socketserver
import subprocess
import threading

# Of the library's own half a second, two servers a test make a minute of a hundred tests. Each look costs as well: of
# every server that stands there for the whole run.
OFTEN = 0.05  # seconds


def serve(server: socketserver.BaseServer) -> None:
    """Until `server.shutdown()`, or the end of the process."""
    threading.Thread(target=server.serve_forever, args=(OFTEN,), daemon=True).start()


def address_of(process: subprocess.Popen[str]) -> str:
    """Where `toolbox serve` says that it serves, once it does."""
    assert process.stdout
    address = None
    while address is None:
        line = process.stdout.readline()
        assert line, "it ended before it served"
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
    return address[0]
