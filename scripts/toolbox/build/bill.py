"""What built the site and what runs in its pages, as a CycloneDX 1.6 bill of materials (ECMA-424).

Made of the two lock files alone, so that it is the same on every machine. A lock has the hash of each file that an
index offers of a package, for other systems too; those stand with the reference to that index. What only helps to build
has the scope 'excluded': no reader gets to run it.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

Component = Mapping[str, Any]

SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
# In scripts/lock/requirements.txt: a version, maybe for some systems only, and the hashes of its files.
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)[^\\\n]*((?: \\\n    --hash=sha256:[0-9a-f]{64})+)", re.M)
SHA256 = re.compile(r"sha256:([0-9a-f]{64})")
BUNDLER = re.compile(r"esbuild|@esbuild/.+")
MODULES = "node_modules/"


def bill(version: str, python_lock: str, npm_lock: str) -> bytes:
    """JSON in ASCII. `version` is that of this program; the locks are a pip requirements file and npm's, version 3."""
    made = {
        "$schema": SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "pre-build"}],
            "component": _component("application", "toolbox", version, f"pkg:generic/toolbox@{version}"),
        },
        "components": [*_python(python_lock), *_npm(npm_lock)],
    }
    return (json.dumps(made, indent=1) + "\n").encode()


def _python(lock: str) -> Iterator[Component]:
    for name, version, hashes in PINNED.findall(lock):
        yield {
            **_component("library", name, version, f"pkg:pypi/{name}@{version}"),
            "scope": "excluded",
            "externalReferences": [
                _distribution(f"https://pypi.org/simple/{name}/", "SHA-256", *SHA256.findall(hashes))
            ],
        }


def _npm(lock: str) -> Iterator[Component]:
    """Each version once, wherever it is installed; not what only tests use."""
    seen: set[str] = set()
    for path, entry in sorted(json.loads(lock)["packages"].items()):
        # Under another name than its own npm says which package it is.
        name, version = entry.get("name", path.rpartition(MODULES)[2]), entry.get("version", "")
        url = f"pkg:npm/{quote(name)}@{version}"
        if not path or entry.get("dev") or url in seen:
            continue
        seen.add(url)
        group, _, short = name.rpartition("/")
        yield {
            **_component("library", short, version, url),
            **({"group": group} if group else {}),
            "scope": "excluded" if BUNDLER.fullmatch(name) else "required",
            "externalReferences": [_from_npm(f"https://registry.npmjs.org/{name}", short, version, entry["integrity"])],
        }


def _from_npm(folder: str, short: str, version: str, integrity: str) -> Mapping[str, Any]:
    """`integrity` is that of Subresource Integrity: 'sha512-' and base64."""
    digest = base64.b64decode(integrity.removeprefix("sha512-")).hex()
    return _distribution(f"{folder}/-/{short}-{version}.tgz", "SHA-512", digest)


def _component(kind: str, name: str, version: str, url: str) -> Component:
    return {"type": kind, "bom-ref": url, "name": name, "version": version, "purl": url}


def _distribution(url: str, algorithm: str, *digests: str) -> Mapping[str, Any]:
    hashes = [{"alg": algorithm, "content": digest} for digest in digests]
    return {"type": "distribution", "url": url, "hashes": hashes}
