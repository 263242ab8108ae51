"""The rules of `toolbox check` for one text or format, as data for the page for proposals: one script.

Limits, expressions and sentences are those of the check itself; `theme/js/proposal/rules/` does the same with them as
`source/` does. `tests/site/test_proposal_rules.py` holds both to one table of cases.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import Any

from toolbox.assets.fonts import drawable_ranges
from toolbox.core import addresses
from toolbox.core.findings import MAX_NEAR, MAX_NEAR_WORD, MAX_VALUE
from toolbox.core.model import Toolbox
from toolbox.core.safetext import CONTROL
from toolbox.core.sentences import SENTENCES
from toolbox.core.sheetwidth import SHEET_WIDTH, SHEET_WIDTH_LYING
from toolbox.source import figures, headingids, heavy, links, otherwise, people, prose, rows
from toolbox.source.figures import source_path
from toolbox.source.limits import CHOICES_WIDTH, COLUMN_WIDTH, IMAGES, SUFFIXES
from toolbox.source.profile import EMPTY_HINT, FORMAT, LINE_HINT, PAGE, schema
from toolbox.source.rules import anchors, linked

RULES = "bron/regels.js"
PATTERNS = {
    "alt": figures.FIGURE,
    "anyImage": figures.ANY_IMAGE,
    "attributeList": prose.ATTRIBUTE_LIST,
    "autolink": prose.AUTOLINK,
    "codeSpan": prose.CODE_SPAN,
    "control": CONTROL,
    "footnoteText": prose.FOOTNOTE_TEXT,
    "footnoteUse": prose.FOOTNOTE_USE,
    "image": figures.IMAGE,
    "imageTarget": figures.TARGET,
    "imageTargets": figures.TARGETS,
    "link": links.LINK,
    "long": heavy.LONG,
    "mark": heavy.MARK,
    "marks": heavy.MARKS,
    "name": re.compile(people.NAME),
    "number": re.compile(people.NUMBER),
    "otherAutolink": prose.OTHER_AUTOLINK,
    "rawHtml": prose.RAW_HTML,
    "reference": heavy.REFERENCE,
    "relative": links.RELATIVE,
    "rule": heavy.RULE,
    "wrongHeading": prose.WRONG_HEADING,
    **otherwise.OTHERWISE,
}
LIMITS = {
    "alt": figures.MAX_ALT,
    "allBrackets": heavy.MAX_ALL_BRACKETS,
    "block": heavy.MAX_BLOCK,
    "brackets": heavy.MAX_BRACKETS,
    "cell": rows.MAX_CELL,
    "choicesWidth": CHOICES_WIDTH,
    "columnWidth": COLUMN_WIDTH,
    "definitions": heavy.MAX_DEFINITIONS,
    "depth": heavy.MAX_DEPTH,
    "near": MAX_NEAR,
    "nearWord": MAX_NEAR_WORD,
    "notes": heavy.MAX_NOTES,
    "reference": heavy.MAX_REFERENCE,
    "rows": rows.MAX_ROWS,
    "sheetWidth": SHEET_WIDTH,
    "sheetWidthLying": SHEET_WIDTH_LYING,
    "starts": heavy.MAX_STARTS,
    "text": prose.MAX_TEXT,
    "value": MAX_VALUE,
    "word": heavy.MAX_WORD,
}
CODES = (
    "attribute-list character-undrawable choice-label-double code-fence control-character csv-cell-long csv-too-long "
    "footnote-missing footnote-name footnote-often "
    "footnote-unused heading-indented heading-level image image-alt-long image-alt-missing image-in-format "
    "image-missing image-target image-unused link-anchor link-broken link-in-format link-missing link-scheme "
    "link-title list-bracket list-indent list-joined markdown-crowded markdown-deep "
    "markdown-long-brackets page-empty personal-name personal-number raw-html reference-too-long "
    "rule-joined table-alignment text-too-long value-empty value-pattern "
    "value-too-long word-too-long"
).split()


def rules_script(toolbox: Toolbox) -> bytes:
    """The script that hands the rules over. ASCII: no reader's encoding can change it."""
    return f"toolboxRules({json.dumps(rules(toolbox), separators=(',', ':'))});\n".encode("ascii")


def rules(toolbox: Toolbox) -> dict[str, Any]:
    """`pages` are the ids of the headings of each page, `leading` which pages lead to a heading of another one."""
    leading: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[str, set[str]] = defaultdict(set)
    for page in toolbox.pages:
        for path, anchor in (linked(page, target) for _, target in page.body.links):
            if anchor and path != page.path:
                leading[path][anchor].append(page.path)
        for _, target in page.body.images:
            shown[source_path(page.path, target)].add(page.path)
    return {
        "patterns": {name: [script_pattern(each.pattern), bool(each.flags & re.M)] for name, each in PATTERNS.items()},
        "limits": LIMITS | _lengths(),
        "sentences": {code: SENTENCES[code] for code in CODES},
        "drawable": drawable_ranges(),
        "pages": {page.path: anchors(page) for page in toolbox.pages},
        "leading": leading,
        "images": {image.path: sorted(shown[image.path]) for image in toolbox.images},
        "otherwise": list(otherwise.OTHERWISE),
        "bsnWeights": people.WEIGHTS,
        "imageFolder": IMAGES,
        "imageKinds": sorted(SUFFIXES[IMAGES]),
        "proposal": addresses.PROPOSAL_SOURCE,
        "schemes": sorted(links.SCHEMES),
        "ownIds": sorted(headingids.OWN_IDS),
        "ownPrefixes": headingids.OWN_PREFIXES,
        "emptyHint": EMPTY_HINT,
        "lineHint": LINE_HINT,
    }


def script_pattern(pattern: str) -> str:
    """A regular expression of Python's as JavaScript's with the flag `u` reads it."""
    # In Python a letter is any letter. What Python never goes back on, here only would where nothing follows it.
    plain = pattern.replace(r"\w", r"\p{L}\p{N}_").replace(r"\d", r"\p{Nd}")
    return re.sub(r"(?<=[\])])\*\+", "*", plain)


def _lengths() -> dict[str, int]:
    """As the schemas have them."""
    page, form = schema(PAGE), schema(FORMAT)
    field = form["$defs"]["field"]["properties"]
    resource = form["properties"]["resources"]["items"]["properties"]
    return {
        "title": page["$defs"]["line"]["maxLength"],
        "summary": page["properties"]["samenvatting"]["maxLength"],
        "line": form["$defs"]["line"]["maxLength"],
        "prose": form["$defs"]["prose"]["maxLength"],
        "choices": field["categories"]["maxItems"],
        "fewestChoices": field["categories"]["minItems"],
        "lines": field["lines"]["maximum"],
        "emptyRows": resource["emptyRows"]["maximum"],
        "questions": resource["schema"]["properties"]["fields"]["maxItems"],
    }
