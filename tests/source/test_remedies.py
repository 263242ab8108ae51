"""Whoever does what a finding says has no finding left: tried for a finding of each kind that a text can have.

Of a case in `tests/cases/invalid`: what to do in the file of its first finding, each way that the sentence leaves.
"""

from __future__ import annotations

import pytest

from boxes import BASE, CASES, inspect_case
from toolbox.source.check import check_source
from toolbox.source.tree import Tree, read_tree

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
    "csv-aanhalingsteken-open": ((('"Ruimt op,', "Ruimt op,"),), (('"Ruimt op,', '"Ruimt op",'),)),
    "csv-antwoord-ingevuld": ((("Een naam,,,,,,\n", ""),),),
    "csv-kop-fout": ((("nummer", "nr"),),),
    "csv-kruisje-gezet": ((("op,goed", "op,"),),),
    "csv-pad-buiten-map": ((("https://voorbeeld.nl/a.csv", "afspraken.csv"),),),
    "csv-rij-te-breed": ((("Ruimt op, ook de keuken,", '"Ruimt op, ook de keuken",'),), ((" op, ook", " op ook"),)),
    "datum-fout": ((("2027-02-30", "2027-11-01"),),),
    "format-tekst-met-afbeelding": (
        (("Zie ![het schema](../../content/afbeeldingen/schema.png).", "Leeg laten **mag ook**."),),
    ),
    "format-tekst-met-bestandslink": ((("(inleiding.md)", "(https://voorbeeld.nl)"),),),
    "gevoelig-zonder-grond": (
        (("sensitive: true\n", "sensitive: true\n          ground: Alleen als je het zelf wilt.\n"),),
    ),
    "groep-onbekend": ((("groepp", "groep"), ("          share: 20\n", ""), ("share: 30", "share: 50")),),
    "bijlage-zonder-nummer": ((("soort: bijlage\n", "soort: bijlage\nnummer: '1.1'\n"),),),
    "keuzelijst-met-een-keuze": (
        (("Door de week\n", "Door de week\n            - value: weekend\n              label: In het weekend\n"),),
    ),
    "nummer-past-niet-bij-soort": ((("'9'", "'1.1'"),),),
    "tabelsleutel-bij-vragen": ((("    emptyRows: 2\n", ""),),),
    "tekst-link-zonder-kop": ((("#voor-wi)", "#voor-wie)"), ("[b](#hier)", "b")),),
    "tekst-link-buiten-de-map": (
        (("../../content/inleiding.md", "inleiding.md"), ("../../../etc/x.md", "stappen/1-kennismaken.md")),
    ),
    "yaml-samenvoegen": ((("      <<: iets\n", ""),),),
    "inventaris-status-fout": ((("status: klaar", "status: in ontwikkeling"),),),
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
    "stap-noemt-onbekende-bijlage": ((("'7.8.9'", "'1.2'"),),),
    "status-verschilt": ((("status: uitgewerkt", "status: in ontwikkeling"),),),
    "tabel-zonder-rijen": ((("    path: afspraken.csv\n", "    path: afspraken.csv\n    emptyRows: 1\n"),),),
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
        (
            (
                "            required: true\n            enum:\n              - goed",
                "            enum:\n              - goed",
            ),
        ),
    ),
    "voorwaarde-en-verplicht": (
        (("          showIf:\n            question: stage\n            value: 'ja'\n", ""),),
        (("weekend\n          constraints:\n            required: true\n", "weekend\n"),),
    ),
    "voorwaarde-keuze-onbekend": ((("value: jaa", "value: 'ja'"),),),
    "voorwaarde-vraag-onbekend": ((("stagee", "stage"),),),
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
# Not tried here: what is done to whole files or to pictures, what 'toolbox format' does by itself, and what says no
# more than that there is too much of something or that it is missing.
ELSEWHERE = frozenset(
    (
        "choice-double choices-without-type crlf csv-cell-long csv-given-empty csv-header-lags csv-missing "
        "csv-too-long enum-lags file-missing folder-name folder-without-package footnote-often format-missing "
        "format-name-used format-not-listed format-too-large heading-level home-number-unknown image image-alt-long "
        "image-alt-missing image-animated image-colours image-damaged image-kind image-large image-missing "
        "image-place image-suffix image-target image-unused list-needs-choices list-too-long loose-file "
        "markdown-crowded markdown-deep markdown-long-brackets more-errors name-double no-front-matter not-utf8 "
        "number-used number-wrong-step page-missing page-not-listed page-place-taken previous-name-double raw-html "
        "reference-too-long stray-file suffix-not-allowed table-only-given text-too-long value-empty value-too-long "
        "word-too-long yaml-deep yaml-empty yaml-not-mapping yaml-syntax "
    ).split()
)
TRIALS = [(case, steps) for case, ways in WAYS.items() for steps in ways]


@pytest.mark.parametrize(("case", "steps"), TRIALS, ids=[case for case, _ in TRIALS])
def test_what_a_finding_says_to_do_helps(case: str, steps: Steps) -> None:
    over = read_tree(CASES / "invalid" / case)[0].files
    files = {**read_tree(BASE)[0].files, **over}
    path = inspect_case(CASES / "invalid" / case)[0].path
    text = files[path].decode()
    for old, new in steps:
        assert old in text
        text = text.replace(old, new, 1)
    assert [str(finding) for finding in check_source(Tree({**files, path: text.encode()}), ()).findings] == []


def test_each_kind_of_finding_is_tried_or_is_named() -> None:
    found = {case.name: {each.code for each in inspect_case(case)} for case in (CASES / "invalid").iterdir()}
    tried = set().union(*(found[case] for case in WAYS))
    assert ELSEWHERE.isdisjoint(tried)
    assert set().union(*found.values()) == tried | ELSEWHERE
