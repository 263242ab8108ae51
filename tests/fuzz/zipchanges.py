"""What can be done to a zip of XML (OOXML): to its packing, and to what any XML may look like without saying another
thing."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

from fuzz.kitchen import Change
from fuzz.meaning import Promise, Touched
from fuzz.recipe import Picks

PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
Act = Callable[[Any, Picks], None]


class OpenedZip:
    """`members` in their order; `roots` are the parts that were parsed, and are written anew."""

    main = ""

    def __init__(self, data: bytes) -> None:
        self.touched = Touched()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.members = [(info.filename, archive.read(info)) for info in archive.infolist()]
        self.roots: dict[str, Any] = {}
        self.method = zipfile.ZIP_DEFLATED
        self.level = 6
        self.streamed = False
        self.comment = self.before = b""
        self.asis: dict[str, bytes] = {}

    def root(self, name: str) -> Any:
        if name not in self.roots:
            self.roots[name] = etree.fromstring(dict(self.members)[name], PARSER)
        return self.roots[name]

    def written(self, name: str, content: bytes) -> bytes:
        if name in self.asis:
            return self.asis[name]
        return bytes(etree.tostring(self.roots[name])) if name in self.roots else content

    def saved(self) -> bytes:
        out = io.BytesIO()
        target: Any = _Unseekable(out) if self.streamed else out
        with (
            # It says that a name stands there twice.
            warnings.catch_warnings(action="ignore"),
            zipfile.ZipFile(target, "w", self.method, compresslevel=self.level) as archive,
        ):
            for name, content in self.members:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = self.method
                archive.writestr(info, self.written(name, content), compresslevel=self.level)
            archive.comment = self.comment
        return self.before + out.getvalue()


class _Unseekable:
    """A stream as a program has it that sends what it packs: sizes stand behind each file."""

    def __init__(self, out: io.BytesIO) -> None:
        self.out = out

    def write(self, data: bytes) -> int:
        return self.out.write(data)

    def flush(self) -> None:
        self.out.flush()


def zip_pool(data: bytes) -> str:
    """All text and all attributes in the file, and it once more with the text of each element together."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        contents = [archive.read(info) for info in archive.infolist()]
    texts = [content.decode("utf-8", "replace") for content in contents]
    for content in contents:
        try:
            root = etree.fromstring(content, PARSER)
        except (etree.XMLSyntaxError, ValueError):
            continue
        texts += [
            "".join(map(str, root.itertext())),
            *(str(value) for each in root.iter() for value in each.attrib.values()),
        ]
    return " ".join(texts)


# The packing.


def _packed(zipped: OpenedZip, picks: Picks) -> None:
    zipped.method = picks.of((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    zipped.level = 1 + picks.number(9)


def _streamed(zipped: OpenedZip, picks: Picks) -> None:
    zipped.streamed = True


def _shuffled(zipped: OpenedZip, picks: Picks) -> None:
    at = picks.number(len(zipped.members))
    zipped.members = list(reversed(zipped.members[at:])) + zipped.members[:at]


def _commented(zipped: OpenedZip, picks: Picks) -> None:
    zipped.comment = picks.of((b"bewaard", b"PK\x05\x06" + b"\0" * 18, b"x" * 60_000))


def _more_parts(zipped: OpenedZip, picks: Picks) -> None:
    names = (
        "docProps/thumbnail.jpeg",
        "customXml/item9.xml",
        "word/media/image9.png",
        "xl/printerSettings/a.bin",
        "[trash]/0000.dat",
    )
    name = picks.of(names)
    zipped.members.append((name, b"<a/>" if name.endswith(".xml") else picks.of((b"", b"\xff\xd8\xff"))))


def _self_extracting(zipped: OpenedZip, picks: Picks) -> None:
    zipped.before = b"PK\x03\x04" + b"\0" * picks.number(400)


def _twice(zipped: OpenedZip, picks: Picks) -> None:
    zipped.members.append(picks.of(zipped.members))


def _renamed(zipped: OpenedZip, picks: Picks) -> None:
    at = picks.number(len(zipped.members))
    name, content = zipped.members[at]
    zipped.members[at] = (picks.of((name.upper(), "/" + name, name.replace("/", "\\"), "./" + name)), content)


def _part_gone(zipped: OpenedZip, picks: Picks) -> None:
    zipped.touched.everything = True
    del zipped.members[picks.number(len(zipped.members))]


# Any XML.


def _parsed(zipped: OpenedZip, picks: Picks) -> Any:
    names = [name for name, content in zipped.members if name.endswith((".xml", ".rels")) and name not in zipped.asis]
    return zipped.root(zipped.main if picks.number(2) else picks.of(names))


def _spelled(zipped: OpenedZip, picks: Picks) -> None:
    """Other ways to write the same XML, which parsers read the same."""
    name, how = zipped.main, picks.number(6)
    text = etree.tostring(zipped.root(name), encoding="unicode")
    if how == 0:
        text = re.sub(r">([^<>&]{2,})<", lambda found: f"><![CDATA[{found[1]}]]><", text)
    elif how == 1:
        text = re.sub(
            r">([^<>&\s][^<>&]*)<", lambda found: ">" + "".join(f"&#{ord(sign)};" for sign in found[1]) + "<", text
        )
    elif how == 2:
        text = re.sub(r'="([^"\']*)"', r"='\1'", text)
    elif how == 3:
        text = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + text
    elif how == 4:
        text = re.sub(r"<([\w:]+)((?:\s[^<>]*?)?)/>", r"<\1\2></\1>", text)
    else:
        text = re.sub(r"([\w:]+=)", r"\n\1", text) if False else "\ufeff" + text
    zipped.asis[name] = text.encode()


def _other_prefix(zipped: OpenedZip, picks: Picks) -> None:
    root = zipped.root(zipped.main)
    spaces = {("q" + prefix if prefix else "q"): space for prefix, space in root.nsmap.items()}
    other = etree.Element(root.tag, dict(root.attrib), nsmap=spaces)
    other.extend(list(root))
    other.text = root.text
    zipped.roots[zipped.main] = other


def _remarks(zipped: OpenedZip, picks: Picks) -> None:
    """Comments and instructions, in the middle of a text as well."""
    remark = picks.of((etree.Comment(" naam: Piet "), etree.ProcessingInstruction("naam", "Piet")))
    elements = [each for each in zipped.root(zipped.main).iter() if isinstance(each.tag, str)]
    at = picks.of(elements)
    if at.text and at.text.strip():
        half = len(at.text) // 2
        remark.tail, at.text = at.text[half:], at.text[:half]
    at.insert(0, remark)


# What turns it into another document.


def _odd_attribute(zipped: OpenedZip, picks: Picks) -> None:
    zipped.touched.everything = True
    at = picks.of([each for each in _parsed(zipped, picks).iter() if isinstance(each.tag, str) and each.attrib])
    key = picks.of(list(at.attrib))
    if picks.number(3) == 0:
        del at.attrib[key]
    else:
        at.set(
            key,
            picks.of(
                (
                    "",
                    "0",
                    "-1",
                    "99999999999999999999",
                    "naam",
                    "x" * 100_000,
                    "é",
                    "1e9",
                    "NaN",
                    "A0",
                    "AAAAA1",
                    "false",
                )
            ),
        )


def _element_gone(zipped: OpenedZip, picks: Picks) -> None:
    zipped.touched.everything = True
    at = picks.of([each for each in _parsed(zipped, picks).iter() if each.getparent() is not None])
    at.getparent().remove(at)


def _element_moved(zipped: OpenedZip, picks: Picks) -> None:
    zipped.touched.everything = True
    root = _parsed(zipped, picks)
    each = picks.of([each for each in root.iter() if each.getparent() is not None])
    inside = set(each.iter())
    picks.of([other for other in root.iter() if other not in inside and isinstance(other.tag, str)]).insert(
        picks.number(3), each
    )


def _element_nested(zipped: OpenedZip, picks: Picks) -> None:
    """An element in itself, again and again."""
    zipped.touched.everything = True
    each = picks.of(
        [each for each in _parsed(zipped, picks).iter() if each.getparent() is not None and isinstance(each.tag, str)]
    )
    for _ in range(picks.of((1, 10, 200))):
        around = etree.Element(each.tag, dict(each.attrib))
        each.getparent().replace(each, around)
        around.append(each)


def _element_twice(zipped: OpenedZip, picks: Picks) -> None:
    zipped.touched.everything = True
    each = picks.of(
        [each for each in _parsed(zipped, picks).iter() if each.getparent() is not None and isinstance(each.tag, str)]
    )
    for _ in range(picks.of((1, 2, 100))):
        each.addnext(etree.fromstring(etree.tostring(each)))


def _broken(zipped: OpenedZip, picks: Picks) -> None:
    zipped.touched.everything = True
    at = picks.number(len(zipped.members))
    name, content = zipped.members[at]
    cut = picks.number(len(content) + 1)
    zipped.asis[name] = picks.of(
        (content[:cut], content[:cut] + b"\0" + content[cut:], b"", content.decode("utf-8", "replace").encode("utf-16"))
    )


def _lying(zipped: OpenedZip, picks: Picks) -> None:
    """A size that is not so, in the list of the zip."""
    zipped.touched.everything = True
    zipped.before = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, picks.number(1 << 16), 1 << 31, 0, 0)


ANY: Mapping[str, Change] = {
    "packed": Change(_packed, Promise.SAME),
    "streamed": Change(_streamed, Promise.SAME),
    "shuffled": Change(_shuffled, Promise.SAME),
    "commented": Change(_commented, Promise.SAME_OR_TOLD),
    "more parts": Change(_more_parts, Promise.SAME),
    "self extracting": Change(_self_extracting, Promise.SAME_OR_TOLD),
    "twice": Change(_twice, Promise.SAME_OR_TOLD),
    "renamed": Change(_renamed, Promise.SAME_OR_TOLD),
    "spelled": Change(_spelled, Promise.SAME),
    "other prefix": Change(_other_prefix, Promise.SAME),
    "remarks": Change(_remarks, Promise.SAME),
    "part gone": Change(_part_gone, Promise.NOTHING_INVENTED),
    "odd attribute": Change(_odd_attribute, Promise.NOTHING_INVENTED),
    "element gone": Change(_element_gone, Promise.NOTHING_INVENTED),
    "element moved": Change(_element_moved, Promise.NOTHING_INVENTED),
    "element nested": Change(_element_nested, Promise.NOTHING_INVENTED),
    "element twice": Change(_element_twice, Promise.NOTHING_INVENTED),
    "broken": Change(_broken, Promise.NOTHING_INVENTED),
    "lying": Change(_lying, Promise.NOTHING_INVENTED),
}
