"""What `serve` adds to a page on its way to the browser: it looks whether there is a newer state in which that page, or
an image on it, is another, and loads itself again then.

A page may connect to nothing (its Content-Security-Policy), but it may load scripts of its own site; so the answer is a
script. The browser keeps the reader's place when a page loads itself again.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import parse_qs

# No page has such an address: an underscore does not begin one.
SCRIPT, LOOK = "/_volg.js", "/_kijk.js"
HOLD = 2.0  # seconds that a look waits for something newer: a browser asks only so many things at once
# A page looks when it is in sight, and when nobody answers it does so again after a while.
WATCH = """\
{
  const own = new URL(document.currentScript.src).searchParams;
  const later = () => setTimeout(look, 250);
  const look = () => {
    if (document.hidden) return later();
    const script = document.createElement("script");
    own.set("pagina", location.pathname);
    script.src = `/_kijk.js?${own}`;
    script.onerror = () => { script.remove(); later(); };
    script.onload = () => {
      own.set("bouw", script.dataset.bouw ?? own.get("bouw"));
      script.remove();
      setTimeout(look);
    };
    document.head.append(script);
  };
  addEventListener("load", () => setTimeout(look));
}
"""
RELOAD = b"location.reload();"
END = b"</body>"
IMAGE = re.compile(rb'<img [^>]*?\bsrc="([^"]+)"')


@dataclass(frozen=True, slots=True)
class PageLook:
    """A page looks: it is of state `number`, `digest` is of its bytes, `page` its path on the server."""

    number: int
    digest: str
    page: str


def followed(page: bytes, number: int) -> bytes:
    """The HTML of a page, of state `number`, that loads itself again when there is a newer one."""
    before, end, after = page.rpartition(END)
    return before + f'<script src="{SCRIPT}?bouw={number}&amp;is={digest_of(page)}"></script>'.encode() + end + after


def digest_of(page: bytes) -> str:
    return hashlib.sha256(page).hexdigest()[:32]


def asked(query: str) -> PageLook | None:
    """None for what no page of ours asks."""
    given = parse_qs(query)
    number, digest, page = (given.get(name, [""])[0] for name in ("bouw", "is", "pagina"))
    return PageLook(int(number), digest, page) if number.isascii() and number.isdigit() and len(number) < 20 else None


def same(number: int) -> bytes:
    """To a page that is in state `number` as it was."""
    return f'document.currentScript.dataset.bouw = "{number}";'.encode()


def images(page: bytes) -> list[str]:
    """Where the images of a page stand, as it says."""
    return [address.decode() for address in IMAGE.findall(page)]
