"""What a command ends with, for whoever calls it from a script.

Which one, each command's `run` decides (`commands/`): of findings `commands.show` does, of what is broken `cli` does.
"""

from __future__ import annotations

CLEAN = 0
# What was looked at is not in order, such as the source of the toolbox.
FINDINGS = 1
# This machine or this copy cannot do what was asked.
BROKEN = 2
