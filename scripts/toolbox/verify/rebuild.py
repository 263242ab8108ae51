"""Whether a published folder is what its commit gives: built again (`elsewhere`), and compared byte by byte.

What decides the bytes must be the same, or nothing can be said: the commit, what `build.json` names beside it, and the
locked packages. Another Python, Pango or HarfBuzz gives the same bytes (tried: those of Debian 12 and 13); only what
`build.json` says of them differs. The code of the commit runs, so only one of this checkout's own history will do: a
stranger's list must not choose the code of a proposal.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolbox.build.versions import PYTHON, versions
from toolbox.core.dutch import count, dutch_date
from toolbox.core.errors import Broken
from toolbox.core.places import CONFIG, NPM_LOCK, PYTHON_LOCK, RECORD, SITE
from toolbox.history import git
from toolbox.history.history import ShallowHistory
from toolbox.history.runner import call, line
from toolbox.verify.compared import HOW, UNKNOWN, Comparison
from toolbox.verify.elsewhere import built_elsewhere
from toolbox.verify.made import Made, parse_made
from toolbox.verify.verify import (
    SHA256,
    found_beside,
    found_files,
    parse_record,
    read_record,
    refuse_no_folder,
    shown,
    what_differs,
)

LOCKS = {"scripts/lock/requirements.txt": PYTHON_LOCK, "scripts/web/package-lock.json": NPM_LOCK}
OTHER_INPUT = f"De vingerafdruk in {RECORD} is anders: bij het publiceren was de code, {CONFIG} of de tekst anders."
SET_UP = (
    "Zet in een kopie die commit klaar (‘git checkout {commit}’), draai scripts/setup.sh site en kijk daar opnieuw."
)
# What the machine brings: no reason to refuse, and the first thing to look at when papers differ.
MACHINE = {PYTHON: "Python", "pango": "Pango", "harfbuzz": "HarfBuzz"}
OTHER_MACHINE = (
    "Het systeem is hier een ander. Kijk ook op een computer met dezelfde uitgave van Debian of Ubuntu: zijn er daar "
    "geen verschillen, meld dan welk systeem andere bestanden geeft."
)


@dataclass(frozen=True, slots=True)
class Compared:
    """`lines` are what differs, in Dutch; `facts` and `about` say what was compared, of how many `files` in all.

    `same_machine` is whether what the machine brings was the same.
    """

    facts: Comparison
    about: tuple[str, ...]
    lines: tuple[str, ...]
    files: int
    same_machine: bool


def rebuild(root: Path, folder: Path, record_path: Path | None, today: date) -> Compared:
    """Raises Broken when there is nothing to compare with, or when it would say nothing."""
    refuse_no_folder(folder)
    data = read_record(record_path or folder / RECORD)
    parse_record(data)
    made = parse_made(data)
    refs = _refs(root, made)
    _refuse_other_versions(root, made)
    with built_elsewhere(root, made.commit, refs) as place:
        again = dict(found_files(place / SITE))
        own = (place / SITE / RECORD).read_bytes()
    if same_record(data, own):
        again[RECORD] = hashlib.sha256(data).hexdigest()
    published = found_beside(folder, data)
    lines = [*differences(published, again)]
    if fingerprint(data) != fingerprint(own):
        lines.append(OTHER_INPUT)
    facts = _facts(data, made, today, len(published))
    return Compared(
        facts, tuple(_about(folder, facts)), tuple(lines), len(published), facts.made_with == facts.made_again_with
    )


def _refs(root: Path, made: Made) -> Mapping[str, str]:
    """The names that the new repository gets: editions and proposals as the list has them. Raises Broken."""
    if not git.is_repository(root):
        raise Broken("Deze map is geen kopie van Git. Haal de toolbox op met ‘git clone’, en kijk van daaruit.")
    if git.is_shallow(root):
        raise ShallowHistory
    if call(root, "merge-base", "--is-ancestor", made.commit, "HEAD").status:
        raise Broken(
            f"Commit {made.commit} staat hier niet, of niet in de geschiedenis van wat hier klaarstaat. Haal hem op "
            "met ‘git pull’. Kent ook de bron hem niet? Dan is deze site niet uit deze toolbox gebouwd."
        )
    refs = {}
    for name, commit in made.editions.items():
        if _commit_of(root, f"refs/tags/{name}") != commit:
            raise Broken(f"Uitgave {name} is hier niet, of een andere. Haal haar op met ‘git fetch --tags’.")
        refs[f"refs/tags/{name}"] = line(root, "rev-parse", f"refs/tags/{name}")
    for number, commit in enumerate(made.proposals):
        if _commit_of(root, commit) != commit:
            raise Broken(f"Voorstel {commit} is hier niet. Haal de open voorstellen op met ‘git fetch’.")
        refs[f"refs/heads/voorstel/{number}"] = commit
    return refs


def _commit_of(root: Path, name: str) -> str:
    return line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")


def _refuse_other_versions(root: Path, made: Made) -> None:
    """Raises Broken. Some packages are only for some Pythons: of a name that one side lacks nothing is said."""
    here = versions()
    other = {
        name: f"{name} {version} (hier {here[name]})"
        for name, version in made.versions.items()
        if name not in MACHINE and here.get(name, version) != version
    }
    for name, path in LOCKS.items():
        answer = call(root, "cat-file", "blob", f"{made.commit}:{name}")
        if not answer.status and answer.output != path.read_bytes():
            other[name] = name
    if other:
        told = f"Deze site is met andere versies gebouwd: {', '.join(other.values())}."
        raise Broken(f"{told} {SET_UP.format(commit=made.commit)}")


def same_record(one: bytes, other: bytes) -> bool:
    """Whether two lists say the same, but for the versions: these were compared, and the machine's may be others."""
    told = [{**json.loads(data), "versions": None} for data in (one, other)]
    return bool(told[0] == told[1])


def fingerprint(data: bytes) -> object:
    return json.loads(data).get("fingerprint")


def differences(published: Mapping[str, str], again: Mapping[str, str]) -> Iterator[str]:
    """A line for each path that differs, in Dutch, in the order of the paths."""
    for path in sorted({*published, *again}):
        theirs, ours = published.get(path, ""), again.get(path, "")
        if theirs == ours:
            continue
        if SHA256.fullmatch(theirs) and SHA256.fullmatch(ours):
            yield f"{shown(path)}: is anders. SHA-256 gepubliceerd {theirs}, opnieuw gebouwd {ours}."
        else:
            yield f"{shown(path)}: {what_differs(path, again, published)}."


def _facts(data: bytes, made: Made, today: date, files: int) -> Comparison:
    return Comparison(
        day=dutch_date(today.isoformat()),
        files=count(files, "bestand", "bestanden"),
        commit=made.commit,
        record=hashlib.sha256(data).hexdigest(),
        made_with=_machine(made.versions),
        made_again_with=_machine(versions()),
        others=count(len(made.versions.keys() - MACHINE.keys()), "ander onderdeel", "andere onderdelen"),
    )


def _machine(told: Mapping[str, str]) -> str:
    *others, last = (f"{name} {told.get(key, UNKNOWN)}" for key, name in MACHINE.items())
    return f"{', '.join(others)} en {last}"


def _about(folder: Path, facts: Comparison) -> Iterator[str]:
    yield f"Vergeleken op {facts.day}: {shown(folder)} met een nieuwe bouw van commit {facts.commit}."
    yield HOW
    yield f"{RECORD} heeft SHA-256 {facts.record}."
    yield f"Gebouwd met {facts.made_with}."
    yield f"Opnieuw met {facts.made_again_with}; {facts.others} van dezelfde versie."


def verdict(compared: Compared) -> str:
    if compared.lines:
        told = f"\n{count(len(compared.lines), 'verschil', 'verschillen')}: dit is niet wat de commit geeft."
        return told if compared.same_machine else f"{told}\n{OTHER_MACHINE}"
    return f"In orde: {count(compared.files, 'bestand', 'bestanden')}, byte voor byte gelijk."
