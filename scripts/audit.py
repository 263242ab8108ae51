"""What the toolbox is made of: the licence of each package, and what is known to be unsafe in what is locked.

    make audit

Prints Markdown. Ends with 1 when a licence is not among the accepted ones or a vulnerability is known, with 3 when
something could not be looked up: 'nothing known' must mean that someone was asked. It is no part of `make test`, for an
advisory of today would stop a proposal that has nothing to do with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit_advisories import LOCKS, ROOT, Advisory, npm_advisories, python_advisories, set_up
from audit_licences import Package, all_packages, is_accepted

PYTHON_LOCKS = tuple(f"requirements-{use}.txt" for use in ("dev", "node", "audit", "clients", "mutants", "signature"))
NPM_FOLDERS = ("scripts/web", "scripts/web/editor")
FOUND, UNSEEN = 1, 3


def main() -> int:
    set_up()
    found: list[Advisory] = []
    unseen: list[str] = []
    for known, missed in (
        *(python_advisories(LOCKS / name) for name in PYTHON_LOCKS),
        *(npm_advisories(ROOT / name) for name in NPM_FOLDERS),
    ):
        found, unseen = found + known, unseen + missed
    text, code = report(found, unseen, all_packages())
    print(text)
    return code


def report(found: Sequence[Advisory], unseen: Sequence[str], packages: Sequence[Package]) -> tuple[str, int]:
    """(Markdown, exit code)."""
    refused = [package for package in packages if not is_accepted(package.licence)]
    lines = ["## Known vulnerabilities", ""]
    if found:
        rows = [(it.source, it.name, it.version, it.identifier, it.mended) for it in dict.fromkeys(found)]
        lines += table(("from", "package", "version", "advisory", "mended in"), rows)
    else:
        lines += ["None of what was looked up.", ""]
    lines += ["**Not looked up**: " + ", ".join(dict.fromkeys(unseen)), ""] if unseen else []
    lines += ["## Licences", ""]
    for package in refused:
        lines += [f"**Not accepted**: {package.name} {package.version}: {package.licence}", ""]
    rows = [(it.source, it.name, it.version, it.licence, it.given) for it in packages]
    lines += table(("from", "package", "version", "licence", "what readers get of it"), rows)
    return "\n".join(lines), FOUND if found or refused else UNSEEN if unseen else 0


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + " --- |" * len(head)
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


if __name__ == "__main__":
    raise SystemExit(main())
