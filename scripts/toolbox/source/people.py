"""What may be about a real person: a number that a BSN could be, and a name after 'mevrouw' or 'dhr.', or of which the
first is one that many have.

The toolbox is open to everyone, its history too: what once stands in it is never gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import islice

from toolbox.core.findings import MOST, Finding
from toolbox.source.decoding import decode
from toolbox.source.kept import Kept
from toolbox.source.limits import is_image
from toolbox.source.tree import Tree

# Nine digits, as such a number is written: not a part of an address, of a longer number or of one to telephone.
# For `re`, which compiles it when it is needed: what has not changed was looked at before.
# What stands before it is looked at behind its first digit: there are few of those, so most is passed over at once.
NUMBER = (
    r"[0-9](?<![\w.,/=-].)(?<!\+[0-9]{2} .)"
    r"(?:[0-9]{8}|[0-9]{3}[ .][0-9]{2}[ .][0-9]{3}|[0-9]{2}[ .][0-9]{3}[ .][0-9]{3})(?![\w/-]|[.,][0-9])"
)
# The eleven test that every BSN passes: the digits times these, together, are a multiple of eleven.
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
# The first names that many people here have, and that are no other word: who has another is not noticed.
FIRST_NAMES = (
    "Aad Abdel Abdul Achmed Ad Adriaan Ahmed Aisha Alex Ali Amina Amir An Ana Andre Angela Anita Anja Anke Ankie "
    "Anna Anne Annemarie Anouk Ans Anton Antoinette Arie Arjan Arthur Astrid Ayşe Aziz Bart Bas Ben Bep Bernard "
    "Bert Bianca Bilal Bo Bram Carla Carolien Chantal Charlotte Chris Christa Cindy Coby Cor Corrie Daan Dani "
    "Daniel Danny David Demi Dennis Dick Dirk Dylan Edwin Eline Elise Ellen Els Elsa Emine Emma Erik Esther Eva "
    "Eveline Evert Fatima Fatma Fenna Femke Ferry Frank Frans Fred Frits Gerard Gerda Gerrit Gert Gijs Greet Guus "
    "Hanneke Hans Harm Harry Hassan Hatice Heleen Henk Hennie Herman Ibrahim Ilse Imane Ina Inge Ingrid Irene "
    "Jaap Jacqueline Jan Janneke Jasper Jelle Jeroen Jessica Jesse Jip Jo Johan Johanna John Joke Jolanda Joost "
    "Joris José Judith Julia Jurgen Karel Karin Kees Kevin Khadija Kim Klaas Koen Koos Lars Laura Leila Lennart "
    "Leo Lianne Lies Lieke Linda Lisa Lisanne Loes Lotte Lucas Luuk Maaike Maarten Malika Marco Margriet Maria "
    "Marieke Marijke Mariska Marjan Mark Marleen Marloes Martijn Martin Mathijs Max Mehmet Melissa Michael Michel "
    "Mieke Mila Milan Milou Mirjam Mo Mohamed Mohammed Monique Murat Mustafa Myrthe Nadia Naomi Natasja Nick "
    "Nicole Niels Nienke Noah Noor Nynke Olga Omar Patricia Patrick Paul Paula Peter Petra Pieter Piet Pim Priya "
    "Rachid Ralph Ramon Ravi Remco René Richard Rick Ria Rianne Rob Robert Robin Roel Roos Ruben Rutger Ruud Saar "
    "Said Samira Sander Sandra Sanne Sara Selma Sem Sharon Simone Sjaak Sjoerd Sofie Sophie Stefan Stephanie "
    "Steven Suzanne Sven Tamara Tanja Teun Theo Thijs Thomas Tineke Tjeerd Tom Truus Ursula Vera Victor Vincent "
    "Wendy Wesley Wessel Wiebe Willeke Willem Willemijn Wim Wouter Yara Yasmina Youssef Yusuf Yvonne Zeynep Zoë "
    "Şule"
).split()
_BETWEEN = r"(?:[A-Z]\.? ?){0,4}(?:(?:[Vv]an|[Dd]e[nr]?|[Tt]e[nr]?|[Ee]l|[Aa]l|’t) ){0,3}"
_SURNAME = r"[A-ZÀ-ÖØ-ÞĞİŞ][a-zà-öø-ÿğış]{2,}"
TITLES = ("dhr", "mevr", "mw", "meneer", "mevrouw", "de heer")


def _name() -> str:
    """What stands behind its first letter is looked for by that letter: so most is passed over at once."""
    behind: dict[str, list[str]] = {}
    for name in FIRST_NAMES:
        behind.setdefault(name[0], []).append(name[1:])
    for title in TITLES:
        for first in (title[0], title[0].upper()):
            behind.setdefault(first, []).append(rf"{title[1:]}\.?")
    first_part = "|".join(f"(?<={first})(?:{'|'.join(rests)})" for first, rests in sorted(behind.items()))
    return rf"[{''.join(sorted(behind))}](?<![\w].)(?:{first_part}) {_BETWEEN}(?!Voorbeeld\b){_SURNAME}"


NAME = _name()


def check_people(tree: Tree, kept: Kept) -> Iterator[Finding]:
    """A finding for each; text that cannot be decoded has a finding of its own already."""
    for path in sorted(tree.files):
        if not is_image(path):
            data = tree.files[path]
            yield from kept.look("people", path, (data,), partial(_in_file, path, data))


def _in_file(path: str, data: bytes) -> list[Finding]:
    text, _ = decode(path, data)
    return list(islice(_found(path, text), MOST + 1)) if text else []


def _found(path: str, text: str) -> Iterator[Finding]:
    for match in re.finditer(NUMBER, text):
        if may_be_bsn(match[0]):
            yield _finding("personal-number", path, text, match, number=match[0])
    for match in re.finditer(NAME, text):
        yield _finding("personal-name", path, text, match, name=match[0])


def may_be_bsn(number: str) -> bool:
    """Of nine digits, whatever stands in between."""
    digits = [int(letter) for letter in number if letter.isdigit()]
    return sum(digit * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11 == 0


def _finding(code: str, path: str, text: str, match: re.Match[str], **values: str) -> Finding:
    start = match.start()
    return Finding(code, path, text.count("\n", 0, start) + 1, values, start - text.rfind("\n", 0, start))
