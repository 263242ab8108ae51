"""What comes of a proposal where it is taken in now, when Git alone cannot tell: by what it means."""

from __future__ import annotations

from pathlib import Path

import pytest

from pastrepo import Past
from toolbox.changes.attention import attention
from toolbox.changes.make import make_report
from toolbox.history.merging import Joined
from toolbox.history.revisions import read_proposal
from toolbox.proposals.together import join
from toolbox.source.committree import read_commit

FORM = "forms/1.2-kennismaking/datapackage.yaml"
QUESTION = "          title: Hoe heet je?\n"


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """'voorstel' explains a question; what 'main' does with that is for each test to say."""
    made = Past(tmp_path / "past")
    made.commit("Begin")
    made.git("checkout", "-q", "-b", "voorstel")
    made.replace(FORM, QUESTION, f"{QUESTION}          description: Zoals je wilt heten.\n")
    made.commit("Uitleg")
    made.git("checkout", "-q", "main")
    return made


def test_where_lines_clash_and_meanings_do_not_there_is_a_result(past: Past) -> None:
    past.replace(FORM, QUESTION, "          title: Wat is je naam?\n")
    past.commit("Intussen")
    assert read_proposal(past.root, "main...voorstel").joined == Joined("", (FORM,))
    asked = read_proposal(past.root, "main...voorstel", join)
    assert asked.joined
    assert asked.joined.by_meaning
    tree, findings = read_commit(past.root, asked.joined.tree)
    assert findings == []
    assert b"title: Wat is je naam?" in tree.files[FORM]
    assert b"description: Zoals je wilt heten." in tree.files[FORM]
    report = make_report(past.root, asked.base, asked.head, paper=False, joined=asked.joined)
    assert attention(report)[0].startswith("Regel voor regel past dit voorstel niet meer")
    assert [change.sentence for item in report.changes.items for change in item.changes] != []


def test_where_meanings_clash_it_says_which(past: Past) -> None:
    past.replace(FORM, QUESTION, f"{QUESTION}          description: Je roepnaam.\n")
    past.commit("Intussen")
    asked = read_proposal(past.root, "main...voorstel", join)
    assert asked.joined == Joined("", (f"{FORM}: vraag of kolom ‘naam’, uitleg",), by_meaning=True)
    report = make_report(past.root, asked.base, asked.head, paper=False, joined=asked.joined)
    assert f"veranderd, in {FORM}: vraag of kolom ‘naam’, uitleg. Iemand moet kiezen" in attention(report)[0]
