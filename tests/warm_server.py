"""A Python in which the command is loaded already; it forks for each run, which then is as one that just started.

Started by `warm`, which says over a socket what to run: arguments, folder and environment, with the three streams; it
is told how that ended. Nothing is done here before the fork but to load, so that no run leaves anything to the next.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import socket
import sys
import tempfile
import time

from toolbox import cli

# What commands load only when they need it, and what that loads in its turn. Not what lays out paper or builds a site:
# that is done in processes of its own.
LOADED = (
    *("toolbox.build.build", "toolbox.changes.make", "toolbox.changes.annotations", "toolbox.merging.files"),
    *("toolbox.news.releasenotes", "toolbox.proposals.intake", "toolbox.proposals.promoting"),
    *("toolbox.proposals.propose", "toolbox.reading.run", "toolbox.reading.collected", "toolbox.source.canonical"),
    *("toolbox.source.check", "toolbox.source.overlays.accepting", "toolbox.source.overlays.starting"),
    *("toolbox.source.overlays.startinglanguage", "toolbox.wall.site", "toolbox.site.hosting"),
    *("frictionless", "fontTools.ttLib", "lxml.html", "openpyxl", "pikepdf", "jinja2"),
)
LONGEST = 1 << 17  # bytes of a message: an environment is a tenth of it
STREAMS = (0, 1, 2)


def serve(channel: socket.socket) -> list[str] | None:
    """In the process of a run its arguments, with all around it as asked; None when nobody asks any more."""
    while True:
        message, streams, _, _ = socket.recv_fds(channel, LONGEST, len(STREAMS))
        if not message:
            return None
        child = os.fork()
        if not child:
            channel.close()
            return _become(json.loads(message), streams)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        channel.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(asked: dict[str, object], streams: list[int]) -> list[str]:
    for stream, number in zip(streams, STREAMS, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(str(asked["folder"]))
    environment, command = asked["environment"], asked["command"]
    assert isinstance(environment, dict)
    assert isinstance(command, list)
    os.environ.clear()
    os.environ.update(environment)
    # It is looked up once a process.
    tempfile.tempdir = None
    time.tzset()
    return command


def main() -> int:
    for name in LOADED:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    command = serve(socket.socket(fileno=int(sys.argv[1])))
    if command is None:
        return 0
    sys.argv = command
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
