"""What a web server must say with every answer, as the files that web servers read, and security.txt.

A page carries its Content-Security-Policy (level 3) itself, so that it holds on a host where nobody can set headers
and in a copy on a disk. The text of that policy stands in theme/partials/policy.html and nowhere else. As a header it
covers what is not a page as well, and forbids what only a header can: that another site shows ours in a frame.

Nothing here is made from pages: the theme has no inline script, so that the policy needs no hashes.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from toolbox.core.places import PACKAGE
from toolbox.core.settings import Settings

PARTIALS = PACKAGE / "theme" / "partials"
# `_headers` is read by Netlify, Cloudflare Pages and hosts like them, `.htaccess` by Apache.
SERVER_FILES = ("_headers", ".htaccess", "_nginx.conf")
SECURITY = ".well-known/security.txt"
# RFC 9116, 2.5.5: less than a year ahead.
EXPIRES_AFTER = datetime.timedelta(days=364)

# The same for every answer. Not there: Strict-Transport-Security, which is about all of a domain and cannot be taken
# back for as long as it says; who keeps the domain decides that.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Kept, but asked after before use: a page never runs with the scripts of an older edition, and nobody prints an
    # old form.
    "Cache-Control": "no-cache",
}
TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "woff2": "font/woff2",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
TEXTS = tuple(suffix for suffix, kind in TYPES.items() if kind.startswith("text/") or suffix in ("json", "svg", "xml"))


def page_policy() -> str:
    """The policy in each page's own `meta` element: a page connects to nothing at all."""
    return (PARTIALS / "policy.html").read_text("utf-8").strip()


def header_policy() -> str:
    """The policy as a header: what the page says, and that no other site may show it in a frame.

    Safari shows a PDF as an object within its own answer and refuses that under `object-src 'none'`. Pages still have
    that from their own policy: of two policies both hold.
    """
    return f"{page_policy()}; object-src 'self'; frame-ancestors 'none'"


def hosting_files(settings: Settings, epoch: int) -> dict[str, bytes]:
    """Bytes by path in the site. `epoch`: the newest change in seconds since 1970, from which security.txt is dated."""
    # Here, so that a build with nothing to do does without.
    import jinja2

    env = jinja2.Environment(
        loader=jinja2.PackageLoader("toolbox", "templates/hosting"),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    values = {
        "base": urlsplit(settings.url).path,
        "headers": HEADERS,
        "types": TYPES,
        "texts": TEXTS,
        "policy": header_policy(),
    }
    files = {path: env.get_template(path).render(values).encode() for path in SERVER_FILES}
    if settings.security:
        files[SECURITY] = "".join(f"{line}\n" for line in _security(settings, epoch)).encode()
    return files


def _security(settings: Settings, epoch: int) -> Iterator[str]:
    """RFC 9116: how to tell of a hole. The same commit gives the same bytes, so it holds from the newest change on."""
    expires = datetime.datetime.fromtimestamp(epoch, datetime.UTC) + EXPIRES_AFTER
    yield f"Contact: {settings.security}"
    yield f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}"
    yield "Preferred-Languages: nl, en"
    if settings.url.startswith("https://"):
        yield f"Canonical: {settings.url}{quote(SECURITY)}"
