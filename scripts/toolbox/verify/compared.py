"""The page that says that a site was built again and compared: what, when, and with which hashes, in plain Dutch.

No commit holds the day on which a site was compared later, so this page is none of its bytes: `build.json` names it as
such, and has no hash of it. What may stand in its place is bounded in another way: `is_of` holds for one page alone for
each set of facts, and only beside the `build.json` that it names.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

_PAGE = """\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; \
font-src 'self'">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<link rel="stylesheet" href="assets/site.css">
<title>Nagebouwd en vergeleken</title>
</head>
<body>
<main class="tb-main tb-text">
<article class="tb-widepage tb-prose">
<h1>Nagebouwd en vergeleken</h1>
<p>Deze site is op {day} opnieuw gebouwd, uit dezelfde bron. Byte voor byte gelijk: {files}.</p>
<ul>
<li>De versie van de bron is commit <code>{commit}</code>.</li>
<li>De lijst met van elk bestand een controlegetal is <a href="build.json">build.json</a>. Zelf heeft die SHA-256 \
<code>{record}</code>.</li>
<li>Gebouwd met {made_with}. Opnieuw met {made_again_with}; {others} van dezelfde versie.</li>
<li>{how}</li>
</ul>
<p>Wie deze site publiceert, heeft dit vergeleken en deze pagina daarna toegevoegd. Ze komt dus niet uit de bron.
Wil je het zeker weten? Bouw de site zelf opnieuw, met <code>toolbox verify-site --rebuild</code>.</p>
<p><a href="./">Naar de site</a></p>
</article>
</main>
</body>
</html>
"""
HOW = "De nieuwe bouw had een andere map, andere rechten, een andere tijdzone en taal, en geen gebruiker."
UNKNOWN = "onbekend"
_VERSION = r"[0-9A-Za-z.+!-]{1,40}"
_MACHINE = f"Python {_VERSION}, Pango {_VERSION} en HarfBuzz {_VERSION}"
_FORMS = {
    "day": r"[1-9][0-9]? [a-z]{3,9} 20[0-9]{2}",
    "files": r"[1-9][0-9]{0,5} bestand(?:en)?",
    "commit": r"[0-9a-f]{40}(?:[0-9a-f]{24})?",
    "record": r"[0-9a-f]{64}",
    "made_with": _MACHINE,
    "made_again_with": _MACHINE,
    "others": r"[0-9]{1,4} ander(?:e)? onderde(?:el|len)",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`day` and the numbers of `files` and `others` are Dutch; `record` is the SHA-256 of build.json.

    `made_with` and `made_again_with` are what the machines brought, as 'Python 3.11, Pango 1.50.12 en HarfBuzz 6.0.0'.
    """

    day: str
    files: str
    commit: str
    record: str
    made_with: str
    made_again_with: str
    others: str


def page(facts: Comparison) -> bytes:
    return _PAGE.format(how=HOW, **asdict(facts)).encode()


def is_of(data: bytes, record: str) -> bool:
    """Whether `data` is such a page, beside the build.json with this SHA-256."""
    found = re.fullmatch(_pattern(), data.decode("utf-8", "replace"))
    return found is not None and found["record"] == record


def _pattern() -> str:
    pattern = re.escape(_PAGE).replace(re.escape("{how}"), re.escape(HOW))
    for name, form in _FORMS.items():
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?P<{name}>{form})")
    return pattern
