"""Serves in the background, and stops at once when asked to."""

from __future__ import annotations

import socketserver
import threading

# Of the library's own half a second, two servers a test make a minute of a hundred tests. Each look costs as well: of
# every server that stands there for the whole run.
OFTEN = 0.05  # seconds


def serve(server: socketserver.BaseServer) -> None:
    """Until `server.shutdown()`, or the end of the process."""
    threading.Thread(target=server.serve_forever, args=(OFTEN,), daemon=True).start()
