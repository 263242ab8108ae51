"""The licence of everything that goes into the site or helps to build it, as the installed packages say it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from audit_advisories import LOCKS, locked
from toolbox.assets import bundles, fonts, licences, webfonts
from toolbox.core.places import NODE_MODULES

# SPDX. MPL asks that changes to its own files are shown; nothing here is changed.
ACCEPTED = frozenset(
    (
        *("0BSD", "Apache-2.0", "Artistic-1.0-Perl", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU"),
        *("MPL-1.1", "MPL-2.0", "OFL-1.1", "PSF-2.0"),
    )
)
# Read from the licence file of a package whose metadata say it in words of their own.
STATED = {
    **dict.fromkeys(("colorama", "cssselect2", "google-re2", "isodate", "jinja2", "pydyf", "segno"), "BSD-3-Clause"),
    **dict.fromkeys(("tinycss2", "weasyprint", "webencodings"), "BSD-3-Clause"),
    **dict.fromkeys(("markdown-it-py", "mdurl", "mergedeep", "petl", "tinyhtml5"), "MIT"),
    **dict.fromkeys(("ghp-import", "rfc3986"), "Apache-2.0"),
    "pathspec": "MPL-2.0",
    # Its own code, and PDFium with what that holds: BSD-3-Clause, Apache-2.0, MIT and the like, each with its text.
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "shellingham": "ISC",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}


@dataclass(frozen=True, slots=True)
class Package:
    """`given` says what of it a reader gets; '' when it only helps to build."""

    source: str
    name: str
    version: str
    licence: str
    given: str = ""


def is_accepted(licence: str) -> bool:
    """Of an SPDX expression without brackets one choice must be all right in all its parts."""
    return any(all(part in ACCEPTED for part in choice.split(" AND ")) for choice in licence.split(" OR "))


def python_packages() -> Iterator[Package]:
    """What builds the site, as installed. What is locked for other systems only is not here."""
    for name in locked(LOCKS / "requirements.txt"):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        said = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ()), "?"]
        licence = STATED.get(name) or said[0].split("\n")[0]
        yield Package("PyPI", name, about["Version"], licence, licences.FROM_PYTHON.get(name, ""))


def npm_packages(folder: Path, given: dict[str, str]) -> Iterator[Package]:
    """What npm's lock file in `folder` brought, without what only tests use."""
    installed = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    found: dict[str, Package] = {}
    for path, entry in sorted(installed.items()):
        about = folder / path / "package.json"
        if path and not entry.get("dev") and about.is_file():
            data = json.loads(about.read_text("utf-8"))
            name, licence = data["name"], str(data.get("license", "?"))
            found[name] = Package("npm", name, data["version"], licence, given.get(name, ""))
    yield from found.values()


def in_scripts() -> dict[str, str]:
    """Package → the scripts on the site that hold some of it, as their own ends say."""
    found: dict[str, list[str]] = {}
    for script in bundles.BUNDLES:
        for name in re.findall(rb"/\*!\n(\S+) \S+\n\n", bundles.bundle(script)):
            found.setdefault(name.decode(), []).append(f"{script}.js")
    return {name: ", ".join(scripts) for name, scripts in found.items()}


def all_packages() -> list[Package]:
    given = in_scripts() | {webfonts.PACKAGE: "the font of the site", fonts.PACKAGE: "the font in each PDF"}
    web = NODE_MODULES.parent
    editor = web.parent / "editor"
    return [*python_packages(), *npm_packages(web, given), *npm_packages(editor, {"decap-cms": "the editor"})]
