"""What `serve` adds to a page on its way to the browser: it looks whether there is a newer build, and loads that.

A page may connect to nothing (its Content-Security-Policy), but it may load scripts of its own site; so the answer is a
script. The browser keeps the reader's place when a page loads itself again.
"""

from __future__ import annotations

from urllib.parse import parse_qs

# No page has such an address: an underscore does not begin one.
SCRIPT, LOOK = "/_volg.js", "/_kijk.js"
PAUSE = 250  # ms between two looks, which only a page in sight takes
WATCH = """\
{{
  const look = () => {{
    if (document.hidden) return;
    const script = document.createElement("script");
    script.src = "{look}?bouw={number}";
    script.onload = script.onerror = () => script.remove();
    document.head.append(script);
  }};
  addEventListener("load", () => setInterval(look, {pause}));
}}
"""
END = b"</body>"


def followed(page: bytes, number: int) -> bytes:
    """The HTML of a page, of build `number`, that loads itself again when there is a newer one."""
    before, end, after = page.rpartition(END)
    return before + f'<script src="{SCRIPT}?bouw={number}"></script>'.encode() + end + after


def answer(path: str, query: str, number: int) -> bytes:
    """The script at `path`; `number` is the newest build's. One that names no build gets nothing to do."""
    (asked,) = parse_qs(query).get("bouw", ["-"])[:1]
    if not asked.isascii() or not asked.isdigit():
        return b""
    if path == SCRIPT:
        return WATCH.format(look=LOOK, number=int(asked), pause=PAUSE).encode()
    return b"location.reload();" if number > int(asked) else b""
