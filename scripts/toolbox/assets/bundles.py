"""The scripts of the pages where someone fills in or proposes something: one file each, bundled by esbuild from our own
modules and what npm's lock file brings.

Packages in a bundle keep their licences: the text of each stands at its end.
"""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
from pathlib import Path

from toolbox.core.errors import Broken
from toolbox.core.places import IS_WHEEL, NODE_MODULES, PACKAGE, VENDOR
from toolbox.machine.aside import put_aside

SOURCES = PACKAGE / "theme" / "js" / "form"
# Entry module, and the global name under which a page finds what it exports ('' for none).
BUNDLES = {
    "form": ("page.js", ""),
    "form-pdf": ("pdf.js", "toolboxFormPdf"),
    "form-word": ("readword.js", "toolboxFormWord"),
    "route": ("../route/page.js", ""),
    "proposal": ("../proposal/page.js", ""),
    "proposal-text": ("../proposal/rich/editor.js", "toolboxRich"),
    "search": ("../search/page.js", ""),
}
# Scripts that stand by themselves.
ALONE = ("site", "scheme")
SCRIPTS = (*BUNDLES, *ALONE)
# Of the PDF library only the low-level part: the rest brings its own fonts and an SVG reader, twice the size.
PDF_CORE = "@cantoo/pdf-lib/core"
FLAGS = (
    *("--bundle", "--minify", "--format=iife", "--target=es2020", "--charset=utf8"),
    *("--legal-comments=none", "--log-level=error", "--color=false"),
)
# What esbuild says when the machine, and not a script, is what is wrong.
CANNOT_WRITE = "Failed to write to output file"
NPM_PACKAGE = re.compile(r"(?:^|/)node_modules/((?:@[^/]+/)?[^/]+)/(?!.*/node_modules/)")


class MissingBundler(Broken):
    """esbuild is not where set-up puts it."""


class BundleError(Broken):
    """esbuild refused a script; its own words follow, for whoever maintains the code."""


def bundle(name: str, modules: Path = NODE_MODULES) -> bytes:
    """The script `name` of SCRIPTS, minified, UTF-8. The same sources give the same bytes in any folder.

    A wheel has it ready. Raises MissingBundler, or BundleError when a module is missing or is no JavaScript.
    """
    if IS_WHEEL:
        return (VENDOR / "scripts" / f"{name}.js").read_bytes()
    if name in ALONE:
        return minified((SOURCES.parent / f"{name}.js").read_text("utf-8"), "js", modules)
    entry, global_name = BUNDLES[name]
    return bundle_module(SOURCES / entry, global_name, modules)


def minified(text: str, loader: str, modules: Path = NODE_MODULES) -> bytes:
    """A script ('js') or style sheet ('css') that says the same in fewer bytes. Raises as `bundle` does."""
    command = [str(_esbuild(modules)), f"--loader={loader}", "--minify", "--charset=utf8", "--log-level=error"]
    done = subprocess.run(command, input=text.encode(), env={}, capture_output=True, check=False)
    if done.returncode:
        raise _refused(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def bundle_module(entry: Path, global_name: str = "", modules: Path = NODE_MODULES) -> bytes:
    """One module and what it imports as a classic script; its exports become the properties of `global_name`."""
    with put_aside() as folder:
        script, meta = folder / "script.js", folder / "meta.json"
        command = [
            str(_esbuild(modules)),
            str(entry.resolve()),
            *FLAGS,
            f"--alias:{PDF_CORE}={modules / '@cantoo' / 'pdf-lib' / 'es' / 'core'}",
            f"--outfile={script}",
            f"--metafile={meta}",
            *([f"--global-name={global_name}"] if global_name else []),
        ]
        # Nothing of the caller's environment: esbuild would follow its NODE_PATH.
        done = subprocess.run(
            command, cwd=entry.parent, env={"NODE_PATH": str(modules)}, capture_output=True, text=True, check=False
        )
        if CANNOT_WRITE in done.stderr:
            raise _not_written(done.stderr, folder)
        if done.returncode:
            raise _refused(done.stderr)
        return script.read_bytes() + _licences(json.loads(meta.read_text("utf-8")), modules)


def _refused(said: str) -> BundleError:
    return BundleError(f"Een script van de toolbox is niet in orde. esbuild zei:\n{said.strip()}")


def _not_written(said: str, folder: Path) -> OSError:
    """As Python would have it, from the system's own words in what esbuild said."""
    known = (code for code in (errno.ENOSPC, errno.EDQUOT, errno.EROFS) if os.strerror(code).lower() in said.lower())
    code = next(known, errno.EIO)
    return OSError(code, os.strerror(code), str(folder))


def _esbuild(modules: Path) -> Path:
    for path in sorted(modules.glob("@esbuild/*/bin/esbuild")):
        return path
    raise MissingBundler(f"esbuild ontbreekt in {modules}. Draai scripts/setup.sh.")


def _licences(meta: dict[str, dict[str, object]], modules: Path) -> bytes:
    """A comment with the licence text of every package of which something is in the bundle."""
    found = (NPM_PACKAGE.search(path) for path in meta["inputs"])
    notes = [_licence(modules / name, name) for name in sorted({match[1] for match in found if match})]
    return "".join(f"/*!\n{note}\n*/\n" for note in notes).encode()


def _licence(folder: Path, name: str) -> str:
    version = json.loads((folder / "package.json").read_text("utf-8"))["version"]
    (file,) = folder.glob("LICENSE*")
    # An end of comment inside the text would end ours.
    text = file.read_text("utf-8").strip().replace("*/", "* /")
    return f"{name} {version}\n\n{text}"
