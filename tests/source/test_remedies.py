"""Whoever does what a finding says has no finding left: tried for a finding of each kind that a file can have.

Of a case in `tests/cases/invalid`: what to do in the file of its first finding, each way that the sentence leaves.
What takes more than words in one file stands in `tests/remedies`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from boxes import CASES, ROOT, inspect_case
from remedies import Fault
from remedies.changes import all_of, edit, lay_out
from remedies.example import EXAMPLES
from remedies.files import FILES
from remedies.forms import FORMS
from remedies.languages import LANGUAGES
from remedies.overlays import OVERLAYS
from remedies.terms import TERMED
from remedies.texts import TEXTS
from toolbox.core.findings import Finding
from toolbox.core.sentences import SENTENCES
from toolbox.source import canonical
from toolbox.source.check import read_source

# (what stands there, what comes in its place), one after the other.
Steps = tuple[tuple[str, str], ...]

WAYS: dict[str, tuple[Steps, ...]] = {
    "bijlage-met-volgorde": ((("volgorde: 3\n", ""),),),
    "blok-is-tekst": ((("constraints: required", "constraints:\n            required: true"),),),
    "blok-leeg": (
        (("  - name: leeg\n    title: Leeg blok\n", ""),),
        (("    title: Leeg blok\n", "    title: Leeg blok\n    description: >-\n      Tekst.\n"),),
    ),
    "blok-niet-genoemd": ((("          lines: 4\n", "          section: jezelf\n          lines: 4\n"),),),
    "blok-onbekend": ((("afsprakn", "afspraken"),),),
    "bom": (((chr(0xFEFF), ""),),),
    "breedteloos-teken": (((chr(0x200B), ""),),),
    "breedtes-geen-honderd": ((("share: 40", "share: 50"),),),
    "character-undrawable": ((("een ☐", "een hokje"),), (("☐ ", ""),)),
    "concept-zonder-bron": (
        (("section: jezelf\n          previous", "section: jezelf\n          source: redactie\n          previous"),),
    ),
    "csv-aanhalingsteken-open": ((('"Ruimt', "Ruimt"),), (('"Ruimt op', '"Ruimt op"'),)),
    "csv-kop-fout": ((("nummer", "nr"),),),
    "csv-kruisje-gezet": ((("op,goed", "op,"), ("taak,oordeel", "taak"), *(((",\n", "\n"),) * 4)),),
    "csv-pad-buiten-map": ((("    path: https://voorbeeld.nl/a.csv\n", ""),),),
    "csv-puntkomma": (((";", ","),) * 8,),
    "csv-rij-te-breed": ((("Ruimt op, ook de keuken", '"Ruimt op, ook de keuken"'),), ((" op, ook", " op ook"),)),
    "datum-fout": ((("2027-02-30", "2027-11-01"),),),
    "format-tekst-met-afbeelding": (
        (("Zie ![het schema](../../content/afbeeldingen/schema.png).", "Leeg laten **mag ook**."),),
    ),
    "format-tekst-met-bestandslink": ((("(inleiding.md)", "(https://voorbeeld.nl)"),),),
    "gevoelig-zonder-grond": ((("sensitive: true\n", "ground: Alleen als je het zelf wilt.\n"),),),
    "groep-onbekend": ((("groepp", "groep"), ("          share: 20\n", ""), ("share: 30", "share: 50")),),
    "bijlage-zonder-nummer": ((("soort: bijlage\n", "soort: bijlage\nnummer: '1.1'\n"),),),
    "kolom-te-smal": (
        (("share: 87", "share: 50"), ("share: 3\n", "share: 40\n")),
        (
            (
                "          share: 3\n          matrix: true\n          categories:\n            - value: goed\n"
                "              label: Gaat goed\n            - value: oefenen\n              label: Nog oefenen\n",
                "          share: 13\n",
            ),
            ("share: 87", "share: 77"),
        ),
    ),
    "keuzelijst-met-een-keuze": (
        (("Door de week\n", "Door de week\n            - value: weekend\n              label: In het weekend\n"),),
    ),
    "keuze-waarde-fout": ((("value: Door de week", "value: week"),),),
    "type-bijna-goed": ((("type: strng", "type: string"),),),
    "nummer-past-niet-bij-soort": ((("'9'", "'1.1'"),),),
    "tabelsleutel-bij-vragen": ((("    emptyRows: 2\n", ""),),),
    "tekst-link-zonder-kop": ((("#voor-wi)", "#voor-wie)"), ("[b](#hier)", "b")),),
    "tekst-link-buiten-de-map": (
        (("../../content/inleiding.md", "inleiding.md"), ("../../../etc/x.md", "stappen/1-kennismaken.md")),
    ),
    "yaml-samenvoegen": ((("      <<: iets\n", ""),),),
    "eigen-route-onbekend": (
        (
            ("'1.3'", "'1.2'"),
            ("wrek", "werk"),
            ("naamm", "naam"),
            ("vanaf: eind", "vanaf: begin"),
            ("mentro", "mentor"),
        ),
    ),
    "keuze-tekst-dubbel": ((("label: door de week", "label: In het weekend"),),),
    "nummer-anders-dan-bestandsnaam": ((("nummer: '9'", "nummer: '1'"),),),
    "nummer-zonder-aanhalingstekens": ((("number: 1.2", "number: '1.2'"),),),
    "oude-naam-in-gebruik": ((("          previousNames:\n            - naam\n", ""),),),
    "pagina-leeg": ((("---\n\n", "---\nEen zin.\n"),),),
    "patroon-in-regels": ((("            pattern: (a+)+\n", ""),),),
    "regels-te-veel": ((("lines: 26", "lines: 25"),), (("lines: 26", "lines: 1"),)),
    "rol-dubbel": ((("  - student\n  - student\n", "  - student\n"),),),
    "schema-onbekend": ((("schema: rout\n", "schema: route\n"),),),
    "schema-pijl-naar-zichzelf": ((("naar: gesprek", "naar: werk"),),),
    "schema-plek-dubbel": ((("tekst: Vaste plek\n    rij: 1", "tekst: Vaste plek\n    rij: 2"),),),
    "schema-vak-onbekend": ((("wrek", "werk"),),),
    "sinds-datum-fout": ((("2027-02-30", "2027-11-01"),),),
    "sinds-pagina-onbekend": ((("'1.3'", "'1.2'"),), (("'1.3'", "over-deze-site.md"),)),
    "stap-noemt-onbekende-bijlage": ((("'7.8.9'", "'1.2'"),),),
    "tabel-zonder-rijen": (
        (("    section: afspraken\n    schema", "    section: afspraken\n    emptyRows: 1\n    schema"),),
    ),
    "tekst-accolades": ((("Tekst {: #__config }", "Tekst"), (" {.klas}", "")),),
    "tekst-codeblok": ((("```\nmaak site\n```\n", "    maak site\n"),),),
    "tekst-kop-na-spatie": ((("  ## Nog", "## Nog"),),),
    "tekst-lijst-met-haakje": ((("1) een\n2) twee", "1. een\n2. twee"),),),
    "tekst-lijst-te-weinig-ingesprongen": ((("  - blauw", "    - blauw"),),),
    "tekst-lijst-vast-aan-tekst": ((("mee:\n", "mee:\n\n"),),),
    "tekst-link-poort": ((("https://voorbeeld.nl:99999/", "https://voorbeeld.nl/"),),),
    "tekst-link-titel-tussen-haakjes": (((" (een titel)", ""),), (("(een titel)", '"een titel"'),)),
    "tekst-streepjes-vast-aan-tekst": ((("pen\n", "pen\n\n"),), (("- een pen\n---", "## Een pen"),)),
    "tekst-tabel-uitgelijnd": ((("---:", "---"),),),
    "tekst-voetnoot-naam": ((("[^a.b].", "[^1]."), ("[^a.b]:", "[^1]:")),),
    "tekst-voetnoot-niet-genoemd": ((("\n[^2]: Een noot.\n", ""),), (("Een zin.", "Een zin.[^2]"),)),
    "tekst-voetnoot-zonder-uitleg": ((("Een zin.[^1]\n", "Een zin.[^1]\n\n[^1]: Zo zit het.\n"),),),
    "titel-verschilt": ((("Kennismakingsformulier", "Kennismaking"),),),
    "vaste-vorm": ((("# Een opmerking\n", ""), ("version:   1", "version: 1")),),
    "verplichte-kolom-bij-gegeven-rijen": (
        (("oefenen\n          constraints:\n            required: true\n", "oefenen\n"),),
    ),
    "voorwaarde-en-verplicht": (
        (("          showIf:\n            question: stage\n            value: 'ja'\n", ""),),
        (("weekend\n          constraints:\n            required: true\n", "weekend\n"),),
    ),
    "voorwaarde-keuze-onbekend": ((("value: jaa", "value: 'ja'"),),),
    "vraag-na-onbekende-tabel": ((("after: taken_lijst", "after: afspraken_lijst"),),),
    "voorwaarde-vraag-onbekend": ((("stagee", "stage"),),),
    "woord-anders-gespeld": ((("job coach", "Jobcoach"),),),
    "yaml-anker": ((("&a ", ""),),),
    "yaml-getal-te-lang": ((("1000000000", "2"),),),
    "yaml-ja-in-plaats-van-true": (
        (("required: yes", "required: true"),),
        (("          constraints:\n            required: yes\n", ""),),
    ),
    "yaml-korte-lijst": ((("roles: [student, mentor]", "roles:\n  - student\n  - mentor"),),),
    "yaml-kromme-aanhalingstekens": ((("‘1.1’", "'1.1'"), ("“Uitnodiging”", "'Uitnodiging'")),),
    "yaml-lege-sleutel": ((("'': leeg\n", ""),),),
    "yaml-sleutel-dubbel": ((("titel: Nog een titel\n", ""),),),
    "yaml-tag": ((("!!str ", ""),),),
    "yaml-tweede-document": ((("---\na: b\n", ""),),),
}
FAULTS = (*FILES, *TEXTS, *FORMS, *OVERLAYS, *LANGUAGES, *TERMED, *EXAMPLES)
# The standard's validator has nothing left to say once our own rules are kept; what the rest says is of a file that
# someone else filled in: to ask for another one, or to look at it. Each stands in the test of what it is said of.
ELSEWHERE = {
    "tests/source/test_rules.py": "table-schema",
    "tests/source/overlays/test_contacts.py": "overlay-private",
    "tests/commands/test_regions.py": "overlay-by-hand",
    "tests/reading/test_read.py": "file-absent file-damaged file-empty file-not-a-file file-too-big file-unknown "
    "filled-nothing",
    "tests/reading/test_stops.py": "file-bomb file-many-forms file-no-access filled-against-schema",
    "tests/reading/test_office.py": "file-encrypted file-old-office file-other-office file-slow",
    "tests/reading/test_otherwise.py": "file-not-ours filled-by-places",
    "tests/reading/test_pdf_places.py": "file-merged file-without-fields",
    "tests/reading/test_leftover.py": "file-scan filled-beside filled-beside-unsifted filled-blank",
    "tests/reading/test_received.py": "filled-beside-all filled-beside-other",
    "tests/reading/test_placing.py": "filled-characters filled-choice filled-date filled-double filled-given "
    "filled-gone filled-heading filled-missing filled-no-format filled-row-extra filled-rows-absent filled-tick "
    "filled-unreadable filled-version",
    "tests/reading/test_persons.py": "filled-person-differs filled-person-namesake "
    "filled-person-unclear filled-person-unnamed",
    "tests/shapes/test_example.py": "file-example",
    "tests/shapes/test_word.py": "file-macros",
    "tests/site/test_form_page.py": "file-printed-page",
    "tests/site/test_saved_page.py": "file-edited file-route-empty",
}
TRIALS = [(case, steps) for case, ways in WAYS.items() for steps in ways]


@pytest.fixture(scope="module", autouse=True)
def _one_look_at_a_text() -> Iterator[None]:
    """Of most of these toolboxes the package is the same, and its form takes half the time of a check."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(canonical, "canonical", functools.cache(canonical.canonical))
        yield


@functools.cache
def looked_at(case: str) -> tuple[Finding, ...]:
    return inspect_case(CASES / "invalid" / case)


def found_in(root: Path) -> list[str]:
    return [str(finding) for finding in read_source(root).findings]


@pytest.mark.parametrize(("case", "steps"), TRIALS, ids=[case for case, _ in TRIALS])
def test_what_a_finding_says_to_do_helps(case: str, steps: Steps, tmp_path: Path) -> None:
    lay_out(tmp_path / "box", CASES / "invalid" / case)
    path = looked_at(case)[0].path
    all_of(*(edit(path, old, new) for old, new in steps))(tmp_path / "box")
    assert found_in(tmp_path / "box") == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)
def test_each_way_out_of_a_fault_is_one(fault: Fault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in fault.limits.items():
        monkeypatch.setattr(name, limit)
    for number, way in enumerate(fault.ways):
        root = tmp_path / str(number)
        lay_out(root)
        fault.make(root)
        if number == 0:
            assert fault.code in {finding.code for finding in read_source(root).findings}, found_in(root)
        way(root)
        assert found_in(root) == [], number


def test_each_sentence_is_tried_or_is_said_to_be_tried_elsewhere() -> None:
    tried = {finding.code for case in WAYS for finding in looked_at(case)}
    tried |= {fault.code for fault in FAULTS}
    others = {code: file for file, codes in ELSEWHERE.items() for code in codes.split()}
    assert tried.isdisjoint(others)
    assert tried | others.keys() == SENTENCES.keys()
    assert [code for code, file in others.items() if code not in (ROOT / file).read_text("utf-8")] == []
