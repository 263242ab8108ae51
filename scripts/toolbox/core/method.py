"""What a toolbox says of itself: its name, its own words, who fills in what, and what its home page shows.

All of it stands in content/toolbox.yaml, so that nothing in the code speaks of one method.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from toolbox.core.place import Place


@dataclass(frozen=True, slots=True)
class Imprint:
    """From which toolbox a file comes: its name for people, and the mark by which `toolbox read` knows it again."""

    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Role:
    """Who fills in a format. `name` is what a definition says, `label` what people read."""

    name: str
    label: str

    @property
    def title(self) -> str:
        return self.label[:1].upper() + self.label[1:]

    @property
    def slug(self) -> str:
        """For names of files: 'coordinator'."""
        return unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()

    @property
    def anchor(self) -> str:
        """Where the role stands on the page about who fills in what: 'rol-coordinator'."""
        return f"rol-{self.slug}"


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a role does. `source` is the number of the step or bijlage that says so, `place` where it is."""

    text: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Duty:
    """What a role does in the step with this number."""

    step: str
    points: tuple[Point, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Guide:
    """What the role with this name does along the route; `text` says in short what that comes to."""

    role: str
    text: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A link around every page. `target` as written: a file in content/, or one of `addresses.OWN`.

    `pages` is the kind of page ('stap', 'inleiding') at which the reader is at this item; '' for none.
    """

    text: str
    target: str
    place: Place
    pages: str = ""


class Action(StrEnum):
    """What a reader does at once with what the home page picks."""

    PRINT = "print"
    READ = "lees"
    LOOK = "bekijk"


@dataclass(frozen=True, slots=True)
class Pick:
    """`number` of a step, bijlage or format."""

    text: str
    action: Action
    number: str
    place: Place


@dataclass(frozen=True, slots=True)
class Start:
    """What the home page offers to who has no time. Without picks there is nothing of it."""

    title: str = ""
    text: str = ""
    picks: tuple[Pick, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """The home page. `route` stands above the route, `before` beside a step that comes before it.

    `formats` are the numbers (with their places) of what it leads to at once; all formats when there are none.
    """

    title: str
    intro: str
    summary: str
    route: str
    before: str = ""
    start: Start = Start()
    formats: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """What people are called: who made the toolbox, whom its forms are about, and where it is used."""

    makers: str
    people: str
    organisation: str
    article: str


@dataclass(frozen=True, slots=True)
class Method:
    """`subtitle` stands on the cover, `foot` at the foot of each page, `description` says what the toolbox is.

    `how_to` is the page (a path) that explains the shapes, '' for none.
    """

    name: str
    mark: str
    subtitle: str
    description: str
    foot: str
    words: Words
    roles: tuple[Role, ...]
    menu: tuple[MenuItem, ...]
    foot_links: tuple[MenuItem, ...]
    home: Home
    how_to: str = ""
    guides: tuple[Guide, ...] = ()
    place: dict[str, Place] = field(default_factory=dict, hash=False)

    @property
    def about(self) -> str:
        """What the pages of the introduction are called together: as in the menu."""
        return next((item.text for item in self.menu if item.pages == "inleiding"), "Inleiding")

    def guide(self, role: Role) -> Guide | None:
        """What the role does; None when nobody wrote that down."""
        return next((guide for guide in self.guides if guide.role == role.name), None)

    @property
    def imprint(self) -> Imprint:
        return Imprint(self.name, self.mark)

    def __bool__(self) -> bool:
        """Whether there is one: content/toolbox.yaml could be read."""
        return bool(self.name)


NO_METHOD = Method("", "", "", "", "", Words("", "", "", ""), (), (), (), Home("", "", "", ""))
