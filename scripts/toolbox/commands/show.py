"""Findings as a terminal shows them, and the exit status that they give."""

from __future__ import annotations

from collections.abc import Sequence

from toolbox.core.dutch import count
from toolbox.core.exitstatus import CLEAN, FINDINGS
from toolbox.core.findings import Finding, Severity

# Nobody reads more, and a log is not without end.
MAX_SHOWN = 500


def show(findings: Sequence[Finding]) -> int:
    """Print the findings; FINDINGS when one of them is an error."""
    for finding in findings[:MAX_SHOWN]:
        print(finding)
    if len(findings) > MAX_SHOWN:
        print(f"… en nog {len(findings) - MAX_SHOWN}. Maak eerst deze in orde.")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    if errors:
        print(f"\n{count(errors, 'fout', 'fouten')} gevonden.")
    return FINDINGS if errors else CLEAN
