"""Faults in a format: its package and its tables."""

from __future__ import annotations

import re

from remedies import Fault
from remedies.changes import (
    FORM,
    PACKAGE,
    TASKS,
    Change,
    all_of,
    drop,
    edit,
    formatted,
    move,
    page,
    put,
    put_back,
    remade,
    second_format,
)

OTHER = "forms/1.3-tweede"
TABLE = re.compile(rb"  - name: afspraken_lijst\n.*", re.S)
TASK_TABLE = re.compile(r"  - name: taken_lijst\n.*?(?=  - name: afspraken_lijst)", re.S)
ROW = "Op tijd,a,Komt op tijd\n"
HEAD = "groep,nr,taak\n"
CHOICES = """\
          categories:
            - value: week
              label: Door de week
            - value: weekend
              label: In het weekend
"""
MANY = "          categories:\n" + "".join(
    f"            - value: v{n}\n              label: Keuze {n}\n" for n in range(31)
)
BOTH = (
    "        - name: wat\n          title: Wat spreken we af?\n          type: string\n",
    "        - name: wanneer\n          title: Wanneer?\n          type: date\n",
)
GIVEN = tuple(field.replace("type: date", "type: string") + "          given: true\n" for field in BOTH)


def written(code: str, wrong: tuple[str, str], *right: str, path: str = PACKAGE) -> Fault:
    """Something else in a file, and what may stand there in its place."""
    return Fault(code, edit(path, *wrong), tuple(edit(path, wrong[1], each) for each in right))


def without_last_table(folder: str) -> Change:
    return remade(f"{folder}/datapackage.yaml", lambda data: TABLE.sub(b"", data))


def second_table(data: bytes) -> bytes:
    """A table of tasks more, in the same package."""
    text = data.decode()
    found = TASK_TABLE.search(text)
    assert found
    more = found[0].replace("taken_lijst", "taken_vervolg")
    return text.replace(found[0], found[0] + more).encode()


FORMS = (
    # Of a list no other key says the values.
    written(
        "choice-double",
        ("value: weekend", "value: week\n              label: Anders\n            - value: later"),
        "value: zaterdag\n              label: Anders\n            - value: later",
    ),
    Fault(
        "choice-double",
        edit(PACKAGE, "value: weekend", "value: week"),
        (edit(PACKAGE, "value: week\n              label: In", "value: weekend\n              label: In"),),
    ),
    Fault(
        "choices-without-type",
        edit(
            PACKAGE,
            "          type: boolean\n          section: afspraken\n",
            f"          type: boolean\n          section: afspraken\n{CHOICES}",
        ),
        (
            edit(PACKAGE, f"          section: afspraken\n{CHOICES}", "          section: afspraken\n"),
            all_of(edit(PACKAGE, "type: boolean", "type: string"), formatted),
            all_of(edit(PACKAGE, "type: boolean", "type: list"), formatted),
        ),
    ),
    Fault(
        "list-needs-choices",
        edit(PACKAGE, CHOICES, ""),
        (edit(PACKAGE, "            - werkdagen\n", f"            - werkdagen\n{CHOICES}"),),
    ),
    Fault(
        "list-too-long",
        edit(PACKAGE, CHOICES, MANY),
        (edit(PACKAGE, "            - value: v30\n              label: Keuze 30\n", ""),),
    ),
    Fault("csv-derived", put(f"{FORM}/afspraken_lijst.csv", "wat\n"), (formatted, drop(f"{FORM}/afspraken_lijst.csv"))),
    Fault(
        "csv-derived",
        put(TASKS, "groep,nr,taak,oordeel\nOp tijd,a,Komt op tijd,\n"),
        (formatted, put(TASKS, HEAD + ROW)),
    ),
    Fault(
        "csv-not-blank",
        put(f"{FORM}/antwoorden.csv", "naam\nSamira\n"),
        (drop(f"{FORM}/antwoorden.csv"),),
    ),
    Fault("csv-cell-long", edit(TASKS, "Helpt", "x" * 2_001), (edit(TASKS, "x" * 2_001, "x" * 1_900),)),
    Fault("csv-given-empty", edit(TASKS, "Helpt een collega", ""), (edit(TASKS, ",,\n", ",c,Helpt\n"),)),
    Fault(
        "csv-too-long",
        put(TASKS, HEAD + ROW * 501),
        (
            put(TASKS, HEAD + ROW * 500),
            all_of(
                put(TASKS, HEAD + ROW * 300),
                remade(PACKAGE, second_table),
                put(f"{FORM}/taken_vervolg.csv", HEAD + ROW * 201),
            ),
        ),
    ),
    Fault(
        "table-only-given",
        all_of(
            *(edit(PACKAGE, old, new) for old, new in zip(BOTH, GIVEN, strict=True)),
            edit(PACKAGE, "    emptyRows: 3\n", ""),
            put(f"{FORM}/afspraken_lijst.csv", "wat,wanneer\nJas,Nu\n"),
        ),
        (
            all_of(
                edit(
                    PACKAGE, GIVEN[1], GIVEN[1] + "        - name: wie\n          title: Wie?\n          type: string\n"
                ),
                formatted,
            ),
        ),
    ),
    Fault(
        "folder-name",
        edit(PACKAGE, "name: kennismaking", "name: kennismaken"),
        (put_back(PACKAGE), move(FORM, "forms/1.2-kennismaken")),
    ),
    Fault(
        "format-without-page",
        all_of(edit(PACKAGE, "number: '1.2'", "number: '1.3'"), move(FORM, "forms/1.3-kennismaking")),
        (
            all_of(
                edit("forms/1.3-kennismaking/datapackage.yaml", "number: '1.3'", "number: '1.2'"),
                move("forms/1.3-kennismaking", FORM),
            ),
            page("content/bijlagen/1.3-nog-een.md"),
        ),
    ),
    Fault(
        "format-name-used",
        second_format("forms/1.3-kennismaking"),
        (
            all_of(
                edit("forms/1.3-kennismaking/datapackage.yaml", "name: kennismaking", "name: tweede"),
                move("forms/1.3-kennismaking", OTHER),
            ),
        ),
    ),
    Fault(
        "format-name-used",
        all_of(second_format(), remade(PACKAGE, lambda data: data + b"previousNames:\n  - tweede\n")),
        (edit(PACKAGE, "previousNames:\n  - tweede\n", ""),),
    ),
    Fault(
        "previous-name-used",
        remade(PACKAGE, lambda data: data + b"previousNames:\n  - kennismaking\n"),
        (edit(PACKAGE, "previousNames:\n  - kennismaking\n", ""),),
    ),
    Fault(
        "previous-name-double",
        edit(
            PACKAGE,
            "          signature: true\n",
            "          signature: true\n          previousNames:\n            - werkdagen\n",
        ),
        (
            edit(
                PACKAGE,
                "          signature: true\n          previousNames:\n            - werkdagen\n",
                "          signature: true\n",
            ),
            edit(PACKAGE, "          previousNames:\n            - werkdagen\n", ""),
        ),
    ),
    Fault(
        "number-used",
        all_of(second_format(), edit(f"{OTHER}/datapackage.yaml", "'1.3'", "'1.2'"), move(OTHER, "forms/1.2-tweede")),
        (all_of(edit("forms/1.2-tweede/datapackage.yaml", "'1.2'", "'1.3'"), move("forms/1.2-tweede", OTHER)),),
    ),
    Fault(
        "name-double",
        edit(PACKAGE, "name: wanneer", "name: wat"),
        (edit(PACKAGE, "name: wat\n          title: Wanneer?", "name: wanneer\n          title: Wanneer?"),),
    ),
    Fault(
        "name-double",
        edit(PACKAGE, "name: akkoord", "name: naam"),
        (edit(PACKAGE, "name: naam\n          title: Ik", "name: akkoord\n          title: Ik"),),
    ),
    written("value-empty", ("title: Handtekening\n", "title:\n"), "title: Krabbel\n"),
    written(
        "value-empty",
        ("          section: afspraken\n          signature", "          section:\n          signature"),
        "          section: afspraken\n          signature",
    ),
    written(
        "value-empty",
        ("ground: De student kiest zelf of dit wordt ingevuld.", "ground:"),
        "ground: Alleen als je wilt.",
    ),
    written("value-empty", ("    emptyRows: 3\n", "    emptyRows:\n"), "    emptyRows: 1\n"),
    Fault(
        "value-empty",
        edit(PACKAGE, CHOICES, "          categories:\n"),
        (edit(PACKAGE, "          categories:\n        - name: akk", f"{CHOICES}        - name: akk"),),
    ),
    written(
        "value-empty",
        ("          description: Schrijf alleen op wat je wilt delen.\n", "          description:\n"),
        "          description: Wat je wilt.\n",
        "",
    ),
    written("value-too-long", ("title: Handtekening", f"title: {'x' * 301}"), f"title: {'x' * 20}"),
    Fault(
        "list-too-short",
        edit(PACKAGE, "            - value: weekend\n              label: In het weekend\n", ""),
        (
            edit(
                PACKAGE,
                "              label: Door de week\n",
                "              label: Door de week\n            - value: anders\n              label: Anders\n",
            ),
        ),
    ),
    written(
        "link-in-format",
        ("**mag ook**", "[mag ook](inleiding.md)"),
        *(f"[mag ook]({to})" for to in ("https://voorbeeld.nl", "mailto:a@voorbeeld.nl", "tel:0612345678")),
    ),
    written("link-in-format", ("**mag ook**", "[mag ook](http://voorbeeld.nl)"), "[mag ook](https://voorbeeld.nl)"),
    Fault(
        "format-too-large",
        lambda root: None,
        (all_of(second_format(), without_last_table(FORM), without_last_table(OTHER)),),
        {"toolbox.source.sizes.MAX_PLACES": 20},
    ),
    Fault(
        "too-many-formats",
        second_format(),
        (all_of(drop("content/bijlagen/1.3-tweede.md"), drop(OTHER)),),
        {"toolbox.source.sizes.MAX_FORMATS": 1},
    ),
)
