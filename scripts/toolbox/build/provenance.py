"""From what the files of a site were built, as an in-toto Statement v1 with a provenance predicate of SLSA v1.

It holds what decides their bytes and nothing else: neither a moment, nor a machine, nor the version of Python, which
changes no byte (`build.json` has that). Nobody signed it: it proves as much as the site that it stands in, until a
forge or a person signs a statement of the same files.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from toolbox.history.history import History

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"


def statement(version: str, history: History, locks: Mapping[str, str], files: Mapping[str, str]) -> bytes:
    """JSON in ASCII. `version` is that of this program; `locks` and `files` give the SHA-256 by POSIX path."""
    builder = f"pkg:generic/toolbox@{version}"
    sources = [{"name": "commit", "digest": {"gitCommit": history.head}}] if history.head else []
    definition = {
        "buildType": f"{builder}#build",
        "externalParameters": parameters(history),
        "resolvedDependencies": [*sources, *_resources(locks)],
    }
    made = {
        "_type": STATEMENT,
        "subject": _resources(files),
        "predicateType": PREDICATE,
        "predicate": {"buildDefinition": definition, "runDetails": {"builder": {"id": builder}}},
    }
    return (json.dumps(made, indent=1) + "\n").encode()


def parameters(history: History) -> dict[str, object]:
    """What is built: a commit, and what no commit holds.

    That is which editions were named since, which proposals are open, and the paths with text that was not committed.
    """
    return {
        "commit": history.head,
        "edited": sorted(history.edited),
        "editions": {tag.name: tag.commit for tag in history.tags},
        "proposals": sorted(item.commit for item in history.proposed),
    }


def _resources(files: Mapping[str, str]) -> list[dict[str, object]]:
    """Resource descriptors of in-toto."""
    return [{"name": path, "digest": {"sha256": digest}} for path, digest in sorted(files.items())]
