"""What can be done to a saved page: by browsers, their extensions and editors of HTML, and by somebody who cheats."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from fuzz.kitchen import Change
from fuzz.meaning import Promise, Touched
from fuzz.recipe import Picks

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>")
MAIN = re.compile(r"(<main[^>]*>)(.*)(</main>)", re.DOTALL)
SCRIPT = re.compile(r'(<script type="application/json"[^>]*>)(.*?)(</script>)', re.DOTALL)


def _place(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    """Raises LookupError when an earlier change took it away."""
    found = pattern.search(text)
    if found is None:
        raise LookupError(pattern.pattern)
    return found


class OpenedPage:
    def __init__(self, data: bytes) -> None:
        self.text = data.decode()
        self.touched = Touched()
        self.codec = "utf-8"
        self.mark = b""

    def saved(self) -> bytes:
        return self.mark + self.text.encode(self.codec, "xmlcharrefreplace")

    def in_main(self, pattern: str, change: str, picks: Picks) -> None:
        """Change one of the places in <main> that fit."""
        found = _place(MAIN, self.text)
        place = picks.of(list(re.finditer(pattern, found[2])))
        start = found.start(2)
        self.text = self.text[: start + place.start()] + place.expand(change) + self.text[start + place.end() :]


def page_pool(data: bytes) -> str:
    return html.unescape(data.decode("utf-8", "replace"))


# What does not change a word.


def _marked(page: OpenedPage, picks: Picks) -> None:
    page.mark = b"\xef\xbb\xbf"


def _windows_lines(page: OpenedPage, picks: Picks) -> None:
    page.text = re.sub(r"\r?\n", "\r\n", page.text)


def _loud_tags(page: OpenedPage, picks: Picks) -> None:
    head, tail = page.text.split("<main", 1)[0], page.text[len(page.text.split("<main", 1)[0]) :]
    page.text = TAG.sub(lambda tag: f"<{tag[1]}{tag[2].upper()}{tag[3]}>", head) + tail


def _more_attributes(page: OpenedPage, picks: Picks) -> None:
    """As extensions of a browser put them on anything."""
    tags = [
        tag
        for tag in TAG.finditer(page.text)
        if not tag[1] and tag[2] in ("html", "body", "dd", "dt", "h1", "main", "section")
    ]
    tag = picks.of(tags)
    page.text = page.text[: tag.end() - 1] + " data-ext=\"1\" class='x'" + page.text[tag.end() - 1 :]


def _entities(page: OpenedPage, picks: Picks) -> None:
    """Letters of what a person reads, by their number."""
    page.in_main(r">([^<>&]+)<", ">" + "\\1" + "<", picks)
    found = _place(MAIN, page.text)
    odd = re.sub(r"[^\x00-\x7f]", lambda sign: f"&#{ord(sign[0])};", found[2])
    page.text = page.text[: found.start(2)] + odd + page.text[found.end(2) :]


def _remark(page: OpenedPage, picks: Picks) -> None:
    page.in_main(r"</(dd|dt|h1|h2|p)>", "<!-- bewaard --></\\1>", picks)


def _more_space(page: OpenedPage, picks: Picks) -> None:
    page.in_main(r"\n", "\n  \t\n", picks)


def _style_added(page: OpenedPage, picks: Picks) -> None:
    page.text = page.text.replace("</head>", "<style>main{color:red}</style><link rel=icon href=x></head>", 1)


def _no_end_tags(page: OpenedPage, picks: Picks) -> None:
    page.text = re.sub(r"</(body|html)>", "", page.text)


# What does.


def _words_changed(page: OpenedPage, picks: Picks) -> None:
    page.in_main(r">([^<>]*\w[^<>]*)<", picks.of((">Iemand anders<", "><", ">\\1 erbij<", ">&#0;\\1<")), picks)


def _answers_changed(page: OpenedPage, picks: Picks) -> None:
    found = _place(SCRIPT, page.text)
    values = list(re.finditer(r'"((?:[^"\\]|\\.)*)"', found[2]))
    value, start = picks.of(values), found.start(2)
    new = picks.of(('"Iemand anders"', '""', '"\\u0000"', "null", "1", "[]", '"a","b":"c"'))
    page.text = page.text[: start + value.start()] + new + page.text[start + value.end() :]


def _script_twice(page: OpenedPage, picks: Picks) -> None:
    """The same answers once more, or others in front of them."""
    found = _place(SCRIPT, page.text)
    other = found[1] + found[2].replace("nee", "ja") + found[3]
    page.text = page.text.replace(found[0], picks.of((found[0] * 2, other + found[0], found[0] + other)))


def _main_twice(page: OpenedPage, picks: Picks) -> None:
    found = _place(MAIN, page.text)
    other = "<main><p>Iets heel anders</p></main>"
    page.text = page.text.replace(found[0], picks.of((found[0] + other, other + found[0], found[0] * 2)))


def _hidden(page: OpenedPage, picks: Picks) -> None:
    """What was read at first is out of sight, and something else is shown."""
    page.text = page.text.replace("</main>", "</main><h1>Alles is nee</h1>", 1)
    page.text = page.text.replace("<main", "<main hidden", 1)


def _tag_gone(page: OpenedPage, picks: Picks) -> None:
    tag = picks.of(list(TAG.finditer(page.text)))
    page.text = page.text[: tag.start()] + page.text[tag.end() :]


def _tag_moved(page: OpenedPage, picks: Picks) -> None:
    tags = list(TAG.finditer(page.text))
    tag, other = picks.of(tags), picks.of(tags)
    without = page.text[: tag.start()] + page.text[tag.end() :]
    at = min(other.start(), len(without))
    page.text = without[:at] + tag[0] + without[at:]


def _other_mark(page: OpenedPage, picks: Picks) -> None:
    page.text = page.text.replace("1.0.0", picks.of(("9.9.9", "", "1.0.0.0", "x")), 1 + picks.number(3))


def _other_letters(page: OpenedPage, picks: Picks) -> None:
    page.codec = picks.of(("utf-16", "cp1252", "utf-7", "ascii"))


def _cut(page: OpenedPage, picks: Picks) -> None:
    page.text = page.text[: picks.number(len(page.text))]


CHANGES: Mapping[str, Change] = {
    "marked": Change(_marked, Promise.SAME),
    "windows lines": Change(_windows_lines, Promise.SAME),
    "loud tags": Change(_loud_tags, Promise.SAME),
    "more attributes": Change(_more_attributes, Promise.SAME),
    "entities": Change(_entities, Promise.SAME),
    "remark": Change(_remark, Promise.SAME),
    "more space": Change(_more_space, Promise.SAME),
    "style added": Change(_style_added, Promise.SAME),
    "no end tags": Change(_no_end_tags, Promise.SAME),
    "words changed": Change(_words_changed, Promise.SAME_OR_TOLD),
    "answers changed": Change(_answers_changed, Promise.SAME_OR_TOLD),
    "script twice": Change(_script_twice, Promise.SAME_OR_TOLD),
    "main twice": Change(_main_twice, Promise.SAME_OR_TOLD),
    "hidden": Change(_hidden, Promise.SAME_OR_TOLD),
    "tag gone": Change(_tag_gone, Promise.SAME_OR_TOLD),
    "tag moved": Change(_tag_moved, Promise.SAME_OR_TOLD),
    "other mark": Change(_other_mark, Promise.SAME_OR_TOLD),
    "other letters": Change(_other_letters, Promise.SAME_OR_TOLD),
    "cut": Change(_cut, Promise.SAME_OR_TOLD),
}
