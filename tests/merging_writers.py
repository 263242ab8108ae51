"""Writers who each change a toolbox at random, as people do, and what each of them said."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from toolbox.source.canonical import canonical

Files = dict[str, bytes]
PACKAGE, ROWS = "forms/1.2-kennismaking/datapackage.yaml", "forms/1.2-kennismaking/taken_lijst.csv"
STEP, PAGES = "content/stappen/1-kennismaken.md", ("content/over-deze-site.md", "content/inleiding.md")
SECTIONS = ("jezelf", "taken", "afspraken")


@dataclass
class Writer:
    """`said` are the words that must stand somewhere afterwards: each is this writer's alone."""

    name: str
    luck: random.Random
    files: Files
    said: list[str] = field(default_factory=list)

    def word(self) -> str:
        made = f"{self.name}{len(self.said)}w{self.luck.randrange(10**6)}"
        self.said.append(made)
        return made

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        text = change(self.files[path].decode())
        self.files[path] = (canonical(text) if path == PACKAGE else text).encode()

    def replace(self, path: str, pattern: str, new: Callable[[re.Match[str]], str]) -> None:
        """One of the places where `pattern` stands."""
        found = list(re.finditer(pattern, self.files[path].decode(), re.M))
        if found:
            place = self.luck.choice(found)
            made = new(place)
            self.edit(path, lambda text: text[: place.start()] + made + text[place.end() :])


def question(writer: Writer) -> None:
    """A question more, before another one."""
    word, section = writer.word(), writer.luck.choice(SECTIONS)
    keys = (f"- name: {word.lower()}", f"  title: Vraag {word}?", "  type: string", f"  section: {section}")
    new = "".join(f"        {key}\n" for key in keys)
    writer.replace(PACKAGE, r"^        - name: (naam|geboren|gezondheid|stage|dagen|akkoord)$", lambda at: new + at[0])


def title(writer: Writer) -> None:
    writer.replace(PACKAGE, r"^          title: .*$", lambda at: f"{at[0]} {writer.word()}")


def help_line(writer: Writer) -> None:
    writer.replace(
        PACKAGE, r"(?<=description: )Schrijf alleen op .*$", lambda at: f"Schrijf {writer.word()} op wat je wilt delen."
    )


def choice(writer: Writer) -> None:
    word = writer.word()
    new = f"            - value: {word.lower()}\n              label: Keuze {word}\n"
    writer.replace(PACKAGE, r"^            - value: .*$", lambda at: new + at[0])


def label(writer: Writer) -> None:
    writer.replace(PACKAGE, r"(?<=              label: )[^'\n]+$", lambda at: f"{at[0]} {writer.word()}")


def lines(writer: Writer) -> None:
    writer.replace(PACKAGE, r"(?<=          lines: )\d+$", lambda at: str(writer.luck.randrange(2, 9)))


def gone(writer: Writer) -> None:
    """A question of the base less."""
    writer.replace(PACKAGE, r"^        - name: akkoord\n(?:          .*\n)+", lambda at: "")


def row(writer: Writer) -> None:
    writer.replace(ROWS, r"^(Op tijd|Samen),.*$", lambda at: f"{at[0]}\n{at[1]},,Taak {writer.word()} erbij")


def cell(writer: Writer) -> None:
    writer.replace(ROWS, r"(Meldt zich af bij ziekte|Helpt een collega)", lambda at: f"{at[0]} {writer.word()}")


def sentence(writer: Writer) -> None:
    writer.replace(writer.luck.choice((STEP, *PAGES)), r"(?<=[a-z])\.(?=\s)", lambda at: f". Zin {writer.word()}.")


def reworded(writer: Writer) -> None:
    writer.replace(STEP, r"Neem de tijd voor", lambda at: f"Neem {writer.word()} de tijd voor")


def paragraph(writer: Writer) -> None:
    path = writer.luck.choice((STEP, *PAGES))
    writer.replace(path, r"(?<=\.)\n\n(?=\S)|(?<=\.)\n\Z", lambda at: f"\n\nAlinea {writer.word()} hier.{at[0]}")


def goal(writer: Writer) -> None:
    writer.replace(STEP, r"^        - Je weet .*$", lambda at: f"{at[0]}\n        - Doel {writer.word()}")


def page(writer: Writer) -> None:
    word = writer.word()
    text = writer.files[PAGES[0]].decode().replace("Over deze site", f"Pagina {word}")
    writer.files[f"content/{word.lower()}.md"] = text.encode()


EDITS = (
    *(question, question, title, title, help_line, choice, label, lines, gone, row, row, cell),
    *(sentence, sentence, reworded, paragraph, goal, page),
)


def written(base: Mapping[str, bytes], name: str, seed: int, edits: int = 10) -> Writer:
    writer = Writer(name, random.Random(f"{seed} {name}"), dict(base))
    for _ in range(edits):
        writer.luck.choice(EDITS)(writer)
    return writer
