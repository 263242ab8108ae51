"""Serves in the background, and stops at once when asked to."""

from __future__ import annotations

import socketserver
import threading

# Of the library's own half a second, two servers a test make a minute of a hundred tests.
OFTEN = 0.01  # seconds


def serve(server: socketserver.BaseServer) -> None:
    """Until `server.shutdown()`, or the end of the process."""
    threading.Thread(target=server.serve_forever, args=(OFTEN,), daemon=True).start()
