"""The sites of regions as they came past the wall, kept where no inner build can write.

One of which nothing changed is put in the new site as it was. The files in the folder of each are second names of those
in the site that stands. That folder becomes the new site's, and the one of the old site is kept in its place: so
nothing is written, however many regions there are.

A file with a second name can be written by that name. So none of the site's has one in the folder of the inner build:
what has is made a file of its own (`own_files`). And what the system says of each file (its stamp) is noted when it
came past the wall: what nobody touched since need not be read again. Of what has another stamp nothing is known.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from toolbox.build.files import link_files, plain_files
from toolbox.build.folderfacts import OFFER
from toolbox.core.places import REGION_WORK

# In the folder of a region: its site, and by path in it a stamp and SHA-256. The last one stands beside the regions as
# well, for the rest of the site.
FOLDER, STAMPS = "site", "stamps.json"
IGNORE = ".gitignore"
# Begins no name in a site.
BESIDE = ".own-"
Noted = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class KeptSite:
    """SHA-256 by path of all `files` that are there; of which `untouched` are as they came past the wall."""

    files: Mapping[str, str]
    untouched: frozenset[str]


def kept_site(kept: Path, root: str) -> Path:
    """Where the site at `root` ('regio/eigen/') stands in the folder `kept`."""
    return kept / root.split("/")[1] / FOLDER


def offered(kept: Path) -> Mapping[str, KeptSite]:
    """All that are there, by root."""
    found: dict[str, KeptSite] = {}
    for region in sorted(kept.iterdir()) if is_plain(kept) else ():
        folder = region / FOLDER
        # What cannot be read is made anew.
        with suppress(OSError):
            if is_plain(region) and is_plain(folder):
                found[f"{REGION_WORK}/{region.name}/"] = _offered(folder, _read(region / STAMPS))
    return found


def _offered(folder: Path, noted: Noted) -> KeptSite:
    files: dict[str, str] = {}
    untouched: set[str] = set()
    for path in plain_files(folder):
        stamp, digest = noted.get(path, ("", ""))
        if stamp and stamp == _stamp(f"{folder}/{path}"):
            untouched.add(path)
        else:
            digest = hashlib.sha256((folder / path).read_bytes()).hexdigest()
        files[path] = digest
    return KeptSite(files, frozenset(untouched))


def put_kept(roots: Iterable[str], sites: Mapping[str, KeptSite], kept: Path, new: Path) -> Mapping[str, str]:
    """Put the sites at `roots`, of those that are offered, in the folder `new`. What is there of one already comes in
    the place of what was kept. Gives SHA-256 by path in `new` of what is as it came past the wall.

    No link is followed: the inner build can make one, and here nothing is confined.
    """
    placed: dict[str, str] = {}
    for root in roots:
        folder, target = kept_site(kept, root), new / root
        if is_plain(new) and not os.path.lexists(target.parent):
            target.parent.mkdir()
        if not all(map(is_plain, (kept, folder.parent, folder, new, target.parent))):
            continue
        instead = _instead(target)
        if instead is None or not instead <= sites[root].files.keys():
            # It is no site of ours: the wall will tell.
            continue
        for path in instead:
            Path(f"{target}/{path}").replace(f"{folder}/{path}")
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
        placed |= {root + path: sites[root].files[path] for path in sites[root].untouched - instead}
    return placed


def _instead(target: Path) -> frozenset[str] | None:
    """The files that are in a folder already; None for what is no folder of files."""
    if not os.path.lexists(target):
        return frozenset()
    try:
        return frozenset(plain_files(target)) if is_plain(target) else None
    except OSError:
        return None


def own_files(new: Path, site: Path, digests: Mapping[str, str], kept: Path) -> None:
    """Have each of these files in `new` (SHA-256 by path) be one without a name elsewhere but in the site that stands.

    One that stands there as it came past the wall is taken; of another one a copy is made.
    """
    noted = _read(kept / STAMPS) if is_plain(kept) else {}
    for path, digest in digests.items():
        file = f"{new}/{path}"
        found = os.stat(file)  # noqa: PTH116  of some thousands a Path takes as long
        if found.st_nlink == 1:
            continue
        folder, _, name = file.rpartition("/")
        own = f"{folder}/{BESIDE}{name}"
        standing = f"{site}/{path}"
        if noted.get(path) != (_stamp(standing), digest) or not _named(standing, own):
            shutil.copyfile(file, own)
            if os.geteuid() == 0:
                os.chown(own, found.st_uid, found.st_gid)
        os.replace(own, file)  # noqa: PTH105


def _named(file: str, name: str) -> bool:
    """Whether `file` has this name as well now: not every system can do that for every file."""
    try:
        os.link(file, name, follow_symlinks=False)
    except OSError:
        return False
    return True


def keep_new(new: Path, digests: Mapping[str, str], placed: Collection[str], kept: Path) -> None:
    """Of a site in the folder `new` that came past the wall (SHA-256 by path), keep the sites of regions that were not
    `placed` there as they were, and note the stamps of the rest."""
    _make(kept)
    regions, rest = _apart(digests)
    for entry in kept.iterdir():
        if entry.name not in {*regions, IGNORE}:
            _remove(entry)
    for slug, files in regions.items():
        root = f"{REGION_WORK}/{slug}/"
        # Of one that was placed as it was, that one page may be another each time.
        if any(root + path not in placed and path != OFFER for path in files):
            _remove(kept / slug)
            link_files(new / root, files, kept / slug / FOLDER)
            _write(kept / slug / STAMPS, new / root, files)
            _give(kept / slug, kept.parent)
    _write(kept / STAMPS, new, rest)
    _give(kept / STAMPS, kept.parent)


def _make(kept: Path) -> None:
    if not is_plain(kept):
        # A commit can hold a link or a file of that name.
        kept.unlink(missing_ok=True)
        kept.mkdir()
        # Git does not see it, also where .gitignore is a region's own or of before.
        (kept / IGNORE).write_text("*\n", "utf-8")
        _give(kept, kept.parent)


def _apart(digests: Mapping[str, str]) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, str]]:
    """By path in each region's site, by the name of its folder; and the rest by path."""
    regions: dict[str, dict[str, str]] = {}
    rest: dict[str, str] = {}
    for path, digest in digests.items():
        if path.startswith(f"{REGION_WORK}/") and path.count("/") > 1:
            _, slug, own = path.split("/", 2)
            regions.setdefault(slug, {})[own] = digest
        else:
            rest[path] = digest
    return regions, rest


def keep_old(old: Path, kept: Path, *, is_published: bool) -> None:
    """Of a site that is about to be removed, keep that of each region of which none is there. What was never published
    is as if a stranger made it. No link is followed."""
    sites = old / REGION_WORK
    if not all(map(is_plain, (old, sites, kept))):
        return
    # What cannot be kept is made anew.
    with suppress(OSError):
        for region in filter(is_plain, kept.iterdir()):
            site = sites / region.name
            if is_plain(site) and not os.path.lexists(region / FOLDER):
                if not is_published:
                    (region / STAMPS).unlink(missing_ok=True)
                site.rename(region / FOLDER)


def is_plain(folder: Path) -> bool:
    return folder.is_dir() and not folder.is_symlink()


def _stamp(file: str) -> str:
    """As git tells whether a file was touched: its number, its size and when it was written (ns since 1970)."""
    try:
        found = os.lstat(file)
    except OSError:
        return ""
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}" if stat.S_ISREG(found.st_mode) else ""


def _read(file: Path) -> Noted:
    """Nothing of what cannot be read."""
    try:
        if file.is_symlink():
            return {}
        noted = json.loads(file.read_bytes())
        return {str(path): (str(stamp), str(digest)) for path, (stamp, digest) in noted.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _write(file: Path, folder: Path, digests: Mapping[str, str]) -> None:
    noted = {path: (_stamp(f"{folder}/{path}"), digest) for path, digest in digests.items()}
    # As another file: what stands there may be a link.
    file.unlink(missing_ok=True)
    file.write_text(json.dumps(noted), "utf-8")


def _remove(entry: Path) -> None:
    if is_plain(entry):
        shutil.rmtree(entry)
    else:
        entry.unlink(missing_ok=True)


def _give(made: Path, root: Path) -> None:
    """What root makes in the checkout `root` of somebody else is theirs."""
    if os.geteuid() == 0:
        owner = root.stat()
        for path in (made, *made.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
