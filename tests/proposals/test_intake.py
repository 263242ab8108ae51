"""`toolbox intake`: what somebody sent becomes a branch, or a clear answer with nothing changed. With the real git."""

from __future__ import annotations

import argparse
import base64
import io
import os
import quopri
import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from examples import examples
from imagefiles import corner, gradient, png
from processes import hear_stops
from proposed import FORM, PAGE, QUESTION, SENTENCE, STEP, Checkout, new_toolbox, write_person
from toolbox.changes.attention import attention
from toolbox.changes.make import make_report
from toolbox.changes.report import summary
from toolbox.commands import intake
from toolbox.core.errors import Broken
from toolbox.core.gitname import blob_name
from toolbox.core.places import ROOTS
from toolbox.machine.confine import Limits, TooSlow
from toolbox.proposals import sentences
from toolbox.proposals.allowed import check_path
from toolbox.proposals.applying import check_with_git
from toolbox.proposals.binary import DELTA, LITERAL, Packed
from toolbox.proposals.diffs import Hunk
from toolbox.proposals.intact import applied
from toolbox.proposals.intake import _read_apart
from toolbox.proposals.mail import MAX_DEPTH, MAX_MESSAGES, MAX_PARTS, read_date
from toolbox.proposals.patch import MAX_BYTES, NO_ADDRESS, read_proposal_file, read_proposals
from toolbox.proposals.refused import Refused
from toolbox.proposals.sentences import SENTENCES

BETTER = "De toolbox is voor élke mentor die de tests leest."
IMAGE = "content/afbeeldingen/blok.png"
REASON = "Dit is duidelijker.\n\nRegio: Twente"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    return new_toolbox(tmp_path_factory.mktemp("toolbox") / "toolbox")


@pytest.fixture
def keeper(original: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """The checkout of a maintainer, who is in the middle of something else."""
    write_person(tmp_path / "person", "Beheer Toolbox")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "person"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    checkout = original.clone(tmp_path / "keeper", "Beheer Toolbox")
    checkout.git("remote", "remove", "origin")
    checkout.write("content/onaf.md", "nog niet af")
    checkout.replace(STEP, "a", "A")
    checkout.git("add", STEP)
    checkout.replace(STEP, "e", "E")
    return checkout


@pytest.fixture
def sender(original: Checkout, tmp_path: Path) -> Checkout:
    return original.clone(tmp_path / "sender", "Şule de Groot")


@pytest.fixture
def patch(sender: Checkout) -> str:
    """One sentence made better, as `git format-patch` writes it."""
    sender.replace(PAGE, SENTENCE, BETTER)
    sender.commit(f"Betere zin\n\n{REASON}")
    return sender.patch()


class Taken:
    """One run of the command."""

    def __init__(self, checkout: Checkout, files: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
        self.before = checkout.snapshot()
        self.status = intake.run(checkout.root, argparse.Namespace(files=files, ja=True, page=False, zonder_muren=True))
        self.text = capsys.readouterr().out
        self.after = checkout.snapshot()


Take = Callable[..., Taken]


@pytest.fixture
def take(keeper: Checkout, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Take:
    def run(*contents: str | bytes) -> Taken:
        files = []
        for number, content in enumerate(contents):
            files.append(tmp_path / f"voorstel-{number}.patch")
            files[-1].write_bytes(content.encode() if isinstance(content, str) else content)
        return Taken(keeper, files, capsys)

    return run


def refused(taken: Taken, code: str, *parts: str) -> None:
    """The answer is the sentence of `code`, and not a byte has changed."""
    sentence = re.split(r"\{\w+\}", SENTENCES[code])
    assert all(piece in taken.text for piece in sentence), taken.text
    assert all(part in taken.text for part in parts), taken.text
    assert "Er is niets veranderd. Het bestand is er nog." in taken.text
    assert taken.status == 1
    assert taken.after == taken.before


def write_image(checkout: Checkout, data: bytes) -> None:
    (checkout.root / IMAGE).parent.mkdir(exist_ok=True)
    (checkout.root / IMAGE).write_bytes(data)


def branch_of(checkout: Checkout) -> str:
    (branch,) = [name for name in checkout.branches() if name.startswith("voorstel/")]
    return branch


# --- what fits ---


def test_a_patch_becomes_a_branch_with_author_region_and_summary(take: Take, keeper: Checkout, patch: str) -> None:
    taken = take(patch)
    assert taken.status == 0, taken.text
    branch = branch_of(keeper)
    assert re.fullmatch(r"voorstel/betere-zin-[0-9a-f]{8}", branch)
    assert (
        keeper.line("log", "-1", "--format=%an <%ae> %cn", branch) == "Şule de Groot <şule@example.org> Beheer Toolbox"
    )
    assert keeper.line("log", "-1", "--format=%s|%(trailers:key=Regio,valueonly)", branch) == "Betere zin|Twente"
    assert keeper.line("diff", "--name-only", "main", branch) == PAGE
    assert BETTER in keeper.line("show", f"{branch}:{PAGE}")
    assert "‘Betere zin’ van Şule de Groot, regio Twente" in taken.text
    assert "Gewijzigd: 1 pagina." in taken.text
    # The terminal opens as the report does.
    report = make_report(keeper.root, "main", branch, paper=False)
    told = [f"  - {line}" for line in (*summary(report), *attention(report))]
    shown = taken.text.splitlines()
    first = shown.index("Wat verandert er:") + 1
    assert shown[first : first + len(told)] == told
    # Only the branch, its log and nothing else.
    assert set(taken.after) - set(taken.before) == {f".git/refs/heads/{branch}", f".git/logs/refs/heads/{branch}"}
    assert {name: taken.after[name] for name in taken.before} == taken.before
    assert keeper.line("worktree", "list", "--porcelain").count("worktree ") == 1


def test_an_image_comes_along_and_changes(take: Take, keeper: Checkout, sender: Checkout) -> None:
    sender.replace(PAGE, SENTENCE, f"{SENTENCE}\n\n![Een blok](afbeeldingen/blok.png)")
    write_image(sender, png(corner()))
    sender.commit(f"Een blok\n\n{REASON}")
    write_image(sender, png(gradient(60, 40)))
    sender.commit(f"Een beter blok\n\n{REASON}")
    taken = take(sender.patch(2))
    assert taken.status == 0, taken.text
    branch = branch_of(keeper)
    assert keeper.git("show", f"{branch}~:{IMAGE}") == png(corner())
    assert keeper.git("show", f"{branch}:{IMAGE}") == png(gradient(60, 40))
    assert "De afbeelding is 60 × 40 pixels." in taken.text


def speckled(red: int) -> bytes:
    """A picture of noise that is not packed: with another pixel in it, Git sends only the difference."""
    pixels = random.Random(3).randbytes(60 * 60 * 3)
    image = Image.frombytes("RGB", (60, 60), pixels)
    image.putpixel((30, 30), (red, 0, 0))
    out = io.BytesIO()
    image.save(out, "png", compress_level=0)
    return out.getvalue()


@pytest.fixture
def with_image(keeper: Checkout, sender: Checkout) -> str:
    """Both have an image, on a page. Gives a patch of the sender's that changes it, as Git itself makes it."""
    keeper.git("stash", "--include-untracked")
    for checkout in (keeper, sender):
        checkout.replace(PAGE, SENTENCE, f"{SENTENCE}\n\n![Een blok](afbeeldingen/blok.png)")
        write_image(checkout, speckled(1))
        checkout.commit("Een blok")
    write_image(sender, speckled(200))
    sender.commit(f"Een beter blok\n\n{REASON}")
    patch = sender.patch()
    assert "\ndelta " in patch
    return patch


def test_of_an_image_only_what_changes_may_be_sent(take: Take, keeper: Checkout, with_image: str) -> None:
    taken = take(with_image)
    assert taken.status == 0, taken.text
    assert keeper.git("show", f"{branch_of(keeper)}:{IMAGE}") == speckled(200)


def test_a_change_of_an_image_that_another_patch_brings(take: Take, keeper: Checkout, sender: Checkout) -> None:
    sender.replace(PAGE, SENTENCE, f"{SENTENCE}\n\n![Een blok](afbeeldingen/blok.png)")
    for red in (1, 200):
        write_image(sender, speckled(red))
        sender.commit(f"Blok {red}\n\n{REASON}")
    patches = sender.patch(2)
    assert "\ndelta " in patches
    assert take(patches).status == 0
    assert keeper.git("show", f"{branch_of(keeper)}:{IMAGE}") == speckled(200)


def test_a_change_of_an_image_that_is_not_here_is_refused(take: Take, sender: Checkout) -> None:
    write_image(sender, speckled(1))
    sender.commit("Blok")
    write_image(sender, speckled(200))
    sender.commit(f"Beter blok\n\n{REASON}")
    refused(take(sender.patch()), "image-unknown", IMAGE)


def test_a_change_of_an_image_that_was_changed_on_its_way_is_refused(take: Take, with_image: str) -> None:
    (proposal,) = read_proposals(with_image.encode())
    (file,) = proposal.files
    assert file.delta
    other = Packed(DELTA, file.delta[:-1] + bytes([file.delta[-1] ^ 1])).lines()
    start, rest = with_image.split("delta ", 1)
    changed = start + "\n".join(list(other)[1:]) + "\n" + rest.split("\n\n", 1)[1]
    refused(take(changed), "mail-changed", IMAGE)


def test_an_image_goes(sender: Checkout) -> None:
    write_image(sender, png(corner()))
    sender.commit("Erbij")
    (sender.root / IMAGE).unlink()
    sender.commit("Weg")
    (proposal,) = read_proposals(sender.patch().encode())
    (file,) = proposal.files
    assert (file.old, file.new, file.content) == (IMAGE, "", b"")
    check_with_git(proposal)


@pytest.mark.parametrize(
    "lines",
    [
        # Packed, it is more than it says; and what it says is more than an image may be.
        ["literal 9", *list(Packed(LITERAL, b"a" * 10).lines())[2:]],
        ["literal 2000001", *list(Packed(LITERAL, b"a" * 2_000_001).lines())[2:]],
        ["literal 9", *list(Packed(LITERAL, b"a" * 8).lines())[2:]],
        ["delta 9", *list(Packed(LITERAL, b"a" * 9).lines())[2:]],
        ["literal 9", "Ka"],
        ["literal 9", "zabcde"],
        ["literal 9", "Dabcd\N{SNOWMAN}"],
        ["literal 9"],
        [],
    ],
)
def test_an_image_that_is_not_whole_is_refused(lines: list[str]) -> None:
    change = f"diff --git a/{IMAGE} b/{IMAGE}\nnew file mode 100644\nindex {'0' * 40}..{'1' * 40}\nGIT binary patch\n"
    with pytest.raises(Refused) as caught:
        read_proposals(letter(change + "".join(f"{line}\n" for line in lines)))
    assert caught.value.code == "binary"


def test_the_same_patch_twice_is_said(take: Take, patch: str) -> None:
    assert take(patch).status == 0
    refused(take(patch), "taken")


def test_several_in_one_mailbox_become_one_branch(take: Take, keeper: Checkout, sender: Checkout, patch: str) -> None:
    sender.replace(PAGE, BETTER, f"{BETTER} En voor ouders.")
    sender.commit("Ook ouders")
    assert take(sender.patch(2)).status == 0
    assert keeper.line("log", "--format=%s", f"main..{branch_of(keeper)}").split("\n") == ["Ook ouders", "Betere zin"]


def test_it_fits_a_newer_version_and_says_so(take: Take, keeper: Checkout, sender: Checkout, patch: str) -> None:
    basis = sender.line("rev-parse", "HEAD~1")
    keeper.git("stash", "--include-untracked")
    keeper.replace(PAGE, "titel: Inleiding", "titel: Eerst dit")
    keeper.commit("Andere titel")
    taken = take(patch.replace("Regio: Twente", f"Regio: Twente\nBasis: {basis}"))
    assert taken.status == 0, taken.text
    text = keeper.line("show", f"{branch_of(keeper)}:{PAGE}")
    assert BETTER in text
    assert "titel: Eerst dit" in text
    assert f"{PAGE} is sinds dit voorstel ook op een andere plek veranderd; het past nog." in taken.text


def test_it_follows_a_page_that_moved(take: Take, keeper: Checkout, sender: Checkout) -> None:
    old, new = "content/bijlagen/1.1-uitnodiging.md", "content/bijlagen/1.1-brief.md"
    sender.write(old, f"{sender.read(old)}\n{BETTER}\n")
    sender.commit("Erbij")
    keeper.git("stash", "--include-untracked")
    keeper.git("mv", old, new)
    for path in (PAGE, STEP, "content/bijlagen/1.2-kennismaking.md"):
        keeper.write(path, keeper.read(path).replace("1.1-uitnodiging.md", "1.1-brief.md"))
    keeper.commit("Verplaatst")
    taken = take(sender.patch())
    assert taken.status == 0, taken.text
    assert BETTER in keeper.line("show", f"{branch_of(keeper)}:{new}")
    assert f"{old} staat nu op {new}; het voorstel is daar ingevoegd." in taken.text


def test_two_open_proposals_on_one_question_are_said(take: Take, keeper: Checkout, sender: Checkout) -> None:
    # One that is in already clashes with nothing.
    keeper.git("branch", "voorstel/begin", "main")
    sender.replace(FORM, QUESTION, "title: Wat is je naam?")
    sender.commit("Naam")
    first = sender.patch()
    sender.git("reset", "--hard", "--quiet", "HEAD~1")
    sender.replace(FORM, QUESTION, "title: Hoe noemt men je?")
    sender.commit("Men")
    taken = take(first, sender.patch())
    assert taken.status == 0, taken.text
    about = re.escape(f"{FORM}: vraag of kolom ‘naam’, titel")
    assert re.search(rf"botst met een ander voorstel:\n  - voorstel/naam-[0-9a-f]{{8}}, bij {about}\n", taken.text)
    assert len(keeper.branches()) == 4


def test_two_open_proposals_in_one_line_that_want_other_things_are_not(
    take: Take, keeper: Checkout, sender: Checkout
) -> None:
    """Git would not know how to put them together."""
    sender.replace(FORM, QUESTION, "title: Wat is je naam?")
    sender.commit("Naam")
    first = sender.patch()
    sender.git("reset", "--hard", "--quiet", "HEAD~1")
    sender.replace(
        FORM, f"          {QUESTION}\n", f"          {QUESTION}\n          description: Zoals je wilt heten.\n"
    )
    sender.commit("Uitleg")
    taken = take(first, sender.patch())
    assert taken.status == 0, taken.text
    assert "botst" not in taken.text
    one, other = (name for name in keeper.branches() if name.startswith("voorstel/"))
    assert keeper.run("merge-tree", "--write-tree", one, other).returncode == 1


MAIL = """From: "Jansen, Kim" <kim@school.nl>
To: toolbox@example.org
Subject: Re: [PATCH] =?UTF-8?Q?=C3=89=C3=A9n?= woord
Date: Mon, 23 Nov 2026 09:00:00 +0100
MIME-Version: 1.0
"""


def body_of(patch: str) -> str:
    return patch.partition("\n\n")[2]


def as_base64(patch: str) -> str:
    encoded = base64.encodebytes(body_of(patch).encode()).decode()
    return f"{MAIL}Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: base64\n\n{encoded}"


def as_quoted_printable(patch: str) -> str:
    encoded = quopri.encodestring(body_of(patch).encode()).decode()
    return f"{MAIL}Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: quoted-printable\n\n{encoded}"


def as_windows_charset(patch: str) -> bytes:
    body = body_of(patch).encode("cp1252")
    return f"{MAIL}Content-Type: text/plain; charset=windows-1252\n\n".encode() + body


def as_attachment(patch: str) -> str:
    encoded = base64.encodebytes(patch.encode()).decode()
    return f"""{MAIL}Content-Type: multipart/mixed; boundary="grens"

--grens
Content-Type: text/plain; charset=UTF-8; format=flowed

Hierbij ons voorstel.
--grens
Content-Type: application/octet-stream; name="voorstel.patch"
Content-Disposition: attachment; filename="voorstel.patch"
Content-Transfer-Encoding: base64

{encoded}
--grens--
"""


PACKAGINGS: dict[str, Callable[[str], str | bytes]] = {
    "base64": as_base64,
    "quoted-printable": as_quoted_printable,
    "windows-1252": as_windows_charset,
    "attached": as_attachment,
    "forwarded": lambda patch: MAIL + "Content-Type: message/rfc822\n\n" + patch.partition("\n")[2],
    "crlf": lambda patch: patch.replace("\n", "\r\n"),
    "bom": lambda patch: "\ufeff" + patch,
    "attached-crlf": lambda patch: as_attachment(patch.replace("\n", "\r\n")).replace("\n", "\r\n"),
    "no-final-newline": lambda patch: patch.partition("\n-- \n")[0],
    "stripped-empty-lines": lambda patch: re.sub(r"\n \n", "\n\n", patch),
    "mnemonic-prefix": lambda patch: patch.replace(" a/content", " i/content").replace(" b/content", " w/content"),
}


@pytest.mark.parametrize("packaging", PACKAGINGS.values(), ids=PACKAGINGS)
def test_however_it_was_packed_the_change_is_the_same(patch: str, packaging: Callable[[str], str | bytes]) -> None:
    packed = packaging(patch)
    (plain,) = read_proposals(patch.encode())
    (proposal,) = read_proposals(packed if isinstance(packed, bytes) else packed.encode())
    assert proposal.written() == plain.written()
    assert proposal.trailers == {"Regio": "Twente"}
    assert proposal.reason == "Dit is duidelijker."
    assert proposal.name in ("Şule de Groot", "Jansen, Kim")
    assert proposal.date


def test_the_words_above_a_mail_are_read(patch: str) -> None:
    (proposal,) = read_proposals(as_base64(patch).encode())
    assert (proposal.name, proposal.address) == ("Jansen, Kim", "kim@school.nl")
    assert proposal.date == "2026-11-23T09:00:00+01:00"
    assert proposal.subject == "Één woord"


def test_who_wrote_what_another_sent(patch: str) -> None:
    sent = as_base64(patch.replace("\n\nDit is", "\n\nFrom: Ander Mens <ander@school.nl>\n\nDit is", 1))
    (proposal,) = read_proposals(sent.encode())
    assert (proposal.name, proposal.address) == ("Ander Mens", "ander@school.nl")
    assert proposal.reason == "Dit is duidelijker."


@pytest.mark.parametrize("word", ["=?utf-8?b?a?=", "=?utf-7?q?a?=", "=?utf-8?q?a=FF?="])
def test_words_of_a_header_that_cannot_be_decoded_stay_as_they_stand(word: str) -> None:
    (proposal,) = read_proposals(letter(ONE_LINE).replace(b"Subject: Voorstel", f"Subject: {word}".encode()))
    assert proposal.subject == word


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Mon, 23 Nov 2026 09:00:00 -0000", "2026-11-23T09:00:00+00:00"),
        ("Wed, 31 Dec 2019 23:59:59 +0000", ""),
        ("Mon, 01 Jan 0001 00:00:00 +2359", ""),
        ("Fri, 31 Dec 9999 23:59:59 -2359", "9999-12-31T23:59:59-23:59"),
        ("Fri, 31 Dec 9999 23:59:59 -9999", ""),
        ("gisteren", ""),
    ],
)
def test_a_date_that_cannot_be_right_is_none(said: str, meant: str) -> None:
    assert read_date(said) == meant


def test_an_attachment_with_a_name_that_cannot_be_read_is_no_patch() -> None:
    named = as_attachment(ONE_LINE).replace('; filename="', "; filename*=\"\0''")
    assert "\0" in named
    with pytest.raises(Refused) as caught:
        read_proposals(named.encode())
    assert caught.value.code == "no-change"


def test_nobody_has_to_give_an_address(patch: str) -> None:
    nameless = re.sub(r"^From: .*(?:\n .*)*$", "From: Team 3", patch, count=1, flags=re.MULTILINE)
    (proposal,) = read_proposals(nameless.encode())
    assert (proposal.name, proposal.address) == ("Team 3", NO_ADDRESS)


def test_pages_come_and_go_and_are_renamed(take: Take, keeper: Checkout, sender: Checkout) -> None:
    old, new = "content/bijlagen/1.1-uitnodiging.md", "content/bijlagen/1.1-brief.md"
    sender.git("mv", old, new)
    for path in (PAGE, STEP, "content/bijlagen/1.2-kennismaking.md"):
        sender.write(path, sender.read(path).replace("1.1-uitnodiging.md", "1.1-brief.md"))
    about = sender.read("content/over-deze-site.md").replace("Over deze site", "Colofon")
    sender.git("rm", "--quiet", "content/over-deze-site.md")
    sender.write("content/colofon.md", about)
    sender.replace("content/inventaris.yaml", "over-deze-site.md", "colofon.md")
    sender.commit("Namen")
    taken = take(sender.patch(1, "-M"))
    assert taken.status == 0, taken.text
    changed = keeper.line("diff", "--name-status", "-M", "main", branch_of(keeper)).split("\n")
    assert f"R100\t{old}\t{new}" in changed
    assert "Verplaatst: " in taken.text


# --- what does not ---


def test_a_conflict_shows_both_texts(take: Take, keeper: Checkout, patch: str) -> None:
    keeper.git("stash", "--include-untracked")
    keeper.replace(PAGE, SENTENCE, "De toolbox is voor scholen.")
    keeper.commit("Scholen")
    keeper.git("stash", "pop", "--index")
    refused(take(patch), "conflict", "Nu staat er: De toolbox is voor scholen.", f"Het voorstel zegt: {BETTER}")


def newer(keeper: Checkout, *edits: tuple[str, str, str]) -> None:
    """The main branch went on, by somebody else, while the keeper was in the middle of something."""
    keeper.git("stash", "--include-untracked")
    for path, old, new in edits:
        keeper.replace(path, old, new)
    keeper.commit("Van een ander")
    keeper.git("stash", "pop", "--index")


PACKAGE = "forms/1.2-kennismaking/datapackage.yaml"
BORN = "        - name: geboren\n"


def question(name: str) -> str:
    return f"        - name: {name}\n          title: Nog iets?\n          type: string\n          section: jezelf\n"


def test_what_is_added_in_one_place_is_taken_in_by_what_it_means(
    take: Take, keeper: Checkout, sender: Checkout
) -> None:
    newer(keeper, (PACKAGE, BORN, question("zorg") + BORN))
    sender.replace(PACKAGE, BORN, question("adres") + BORN)
    sender.commit("Nog een vraag")
    taken = take(sender.patch())
    assert taken.status == 0, taken.text
    text = keeper.git("show", f"{branch_of(keeper)}:{PACKAGE}").decode()
    assert text.index("name: adres") < text.index("name: zorg") < text.index("name: geboren")
    assert "<<<<" not in text


def test_a_proposal_in_the_former_form_is_taken_in_without_what_follows(
    take: Take, keeper: Checkout, sender: Checkout
) -> None:
    values = "          constraints:\n            enum:\n              - 'ja'\n              - 'nee'\n"
    enum = f"              label: 'Nee'\n{values}"
    # As it was when the proposal was made.
    for checkout in (keeper, sender):
        checkout.git("stash", "--include-untracked")
        checkout.replace(PACKAGE, "              label: 'Nee'\n", enum)
        checkout.write("forms/1.2-kennismaking/antwoorden.csv", "naam,geboren\n")
        checkout.commit("Zoals het was")
    keeper.replace(PACKAGE, enum, "              label: 'Nee'\n")
    keeper.git("rm", "--quiet", "forms/1.2-kennismaking/antwoorden.csv")
    keeper.commit("Zonder wat volgt")
    keeper.git("stash", "pop", "--index")
    soms = "            - value: soms\n              label: Soms\n"
    more = enum.replace("          constraints", soms + "          constraints") + "              - soms\n"
    sender.replace(PACKAGE, enum, more)
    sender.replace("forms/1.2-kennismaking/antwoorden.csv", "naam,geboren", "naam,geboren,hobby")
    sender.commit("Een keuze")
    taken = take(sender.patch())
    assert taken.status == 0, taken.text
    text = keeper.git("show", f"{branch_of(keeper)}:{PACKAGE}").decode()
    assert "label: Soms" in text
    assert "enum" not in text
    changed = keeper.line("diff", "--name-only", "main", branch_of(keeper)).split("\n")
    assert changed == [PACKAGE]


@pytest.mark.parametrize(("answers", "chosen"), [(["3", "2"], "Wie ben je?"), (["1"], "Wat is je naam?")])
def test_a_person_chooses_what_clashes_and_both_are_credited(
    keeper: Checkout,
    sender: Checkout,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    answers: list[str],
    chosen: str,
) -> None:
    newer(keeper, (PACKAGE, "title: Hoe heet je?", "title: Wat is je naam?"))
    sender.replace(PACKAGE, "title: Hoe heet je?", "title: Wie ben je?")
    sender.replace(PACKAGE, "lines: 4", "lines: 5")
    sender.commit(f"Andere vraag\n\n{REASON}")
    (tmp_path / "een.patch").write_text(sender.patch(), "utf-8")
    monkeypatch.setattr("builtins.input", lambda _question: answers.pop(0))
    asked = argparse.Namespace(files=[tmp_path / "een.patch"], ja=False, page=False, zonder_muren=True)
    assert intake.run(keeper.root, asked) == 0
    said = capsys.readouterr().out
    assert f"Hier willen twee mensen iets anders: {PACKAGE}: vraag of kolom ‘naam’, titel" in said
    assert "1. Nu staat er, van Beheer Toolbox: Wat is je naam?" in said
    assert "2. Het voorstel, van Şule de Groot zegt: Wie ben je?" in said
    text = keeper.git("show", f"{branch_of(keeper)}:{PACKAGE}").decode()
    assert f"title: {chosen}" in text
    assert "lines: 5" in text
    message = keeper.git("log", "-1", "--format=%an%n%B", branch_of(keeper)).decode()
    assert message.startswith("Şule de Groot\nAndere vraag\n")
    assert "Regio: Twente\nCo-authored-by: Beheer Toolbox <" in message


def test_without_a_keyboard_a_clash_is_refused(
    keeper: Checkout, sender: Checkout, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer(keeper, (PACKAGE, "title: Hoe heet je?", "title: Wat is je naam?"))
    sender.replace(PACKAGE, "title: Hoe heet je?", "title: Wie ben je?")
    sender.commit("Andere vraag")
    (tmp_path / "een.patch").write_text(sender.patch(), "utf-8")

    def nobody(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    before = keeper.snapshot()
    assert (
        intake.run(
            keeper.root, argparse.Namespace(files=[tmp_path / "een.patch"], ja=False, page=False, zonder_muren=True)
        )
        == 2
    )
    assert keeper.snapshot() == before


def test_the_second_of_two_in_one_file_clashes_and_neither_is_taken(take: Take, sender: Checkout, patch: str) -> None:
    sender.git("reset", "--hard", "--quiet", "HEAD~1")
    sender.replace(PAGE, SENTENCE, "De toolbox is voor docenten.")
    sender.commit("Docenten")
    refused(take(patch + sender.patch()), "conflict", BETTER)


def test_what_is_in_already_is_said(take: Take, keeper: Checkout, patch: str) -> None:
    keeper.git("stash", "--include-untracked")
    keeper.git("am", "--quiet", stdin=patch.encode())
    refused(take(patch), "already-in")


def test_a_page_that_moved_and_changed_too_much_is_named(take: Take, keeper: Checkout, sender: Checkout) -> None:
    """The version that it was made from is not here, so Git cannot follow."""
    sender.write(PAGE, sender.read(PAGE) + "\nNog een regel.\n")
    sender.commit("Onbekend hier")
    sender.replace(PAGE, SENTENCE, BETTER)
    sender.commit("Zin")
    keeper.git("stash", "--include-untracked")
    keeper.git("mv", PAGE, "content/begin.md")
    keeper.commit("Verplaatst")
    refused(take(sender.patch()), "moved", PAGE, "content/begin.md")


def test_a_page_that_moved_and_changed_on_the_same_line_is_found(
    take: Take, keeper: Checkout, sender: Checkout
) -> None:
    other = "Een tweede zin."
    for checkout in (keeper, sender):
        checkout.git("stash", "--include-untracked")
        checkout.replace(PAGE, SENTENCE, f"{SENTENCE} {other}")
        checkout.commit("Samen")
    sender.replace(PAGE, SENTENCE, BETTER)
    sender.commit("Zin")
    keeper.git("mv", PAGE, "content/begin.md")
    keeper.replace("content/begin.md", other, "Een andere tweede zin.")
    keeper.commit("Verplaatst")
    taken = take(sender.patch())
    assert taken.status == 0, taken.text
    text = keeper.git("show", f"{branch_of(keeper)}:content/begin.md").decode()
    assert f"{BETTER} Een andere tweede zin." in text
    assert f"{PAGE} staat nu op content/begin.md; het voorstel is daar ingevoegd." in taken.text


@pytest.mark.promise("patches")
def test_a_change_does_not_follow_a_page_out_of_the_toolbox(take: Take, keeper: Checkout, patch: str) -> None:
    keeper.git("stash", "--include-untracked")
    (keeper.root / "archief").mkdir()
    keeper.git("mv", PAGE, "archief/inleiding.md")
    keeper.commit("Weggelegd")
    refused(take(patch), "path-outside", "archief/inleiding.md")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Broken("Git doet het niet."), "Git doet het niet. Er is niets veranderd."),
        (OSError(5, "x"), "Lezen of schrijven lukte niet; er is niets veranderd"),
    ],
)
@pytest.mark.promise("one-file")
def test_what_goes_wrong_with_the_machine_costs_only_that_file(
    take: Take, keeper: Checkout, patch: str, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def taken(session: object, path: Path) -> bool:
        if path.name == "voorstel-0.patch":
            raise error
        return True

    monkeypatch.setattr("toolbox.proposals.intake.take_in", taken)
    done = take(patch, patch)
    assert done.status == 2
    first, second = done.text.split("voorstel-1.patch:")
    assert said in first
    assert second.strip() == ""
    assert done.after == done.before


def test_a_page_that_is_gone_is_named(take: Take, keeper: Checkout, patch: str) -> None:
    keeper.git("stash", "--include-untracked")
    keeper.git("rm", "--quiet", PAGE)
    keeper.commit("Weg")
    refused(take(patch), "removed", PAGE)


def test_a_version_from_elsewhere(take: Take, sender: Checkout) -> None:
    sender.replace(PAGE, SENTENCE, "Heel anders.")
    sender.commit("Onbekend hier")
    sender.replace(PAGE, "Heel anders.", "Nog anders.")
    sender.commit("Anders")
    refused(take(sender.patch()), "unknown-version", PAGE)


def test_a_page_of_another_toolbox(take: Take, sender: Checkout) -> None:
    sender.write("content/vreemd.md", "vreemd\n")
    sender.commit("Vreemd")
    sender.write("content/vreemd.md", "anders\n")
    sender.commit("Anders")
    refused(take(sender.patch()), "path-unknown", "content/vreemd.md")


def test_a_new_page_where_there_is_one(take: Take, keeper: Checkout, sender: Checkout) -> None:
    sender.write("content/nieuw.md", "van de een\n")
    sender.commit("Nieuw")
    keeper.git("stash", "--include-untracked")
    keeper.write("content/nieuw.md", "van de ander\n")
    keeper.commit("Ook nieuw")
    refused(take(sender.patch()), "exists", "content/nieuw.md")


def test_a_proposal_that_makes_the_check_fail(take: Take, sender: Checkout) -> None:
    sender.replace(FORM, "type: date", "type: datum")
    sender.commit("Fout")
    refused(take(sender.patch()), "check-fails", f"{FORM}, regel ", "datum")


def test_what_was_changed_on_its_way_is_found(take: Take, patch: str) -> None:
    refused(take(patch.replace("élke mentor", "elke mentor")), "mail-changed", PAGE)


def test_without_git_identity_nothing_begins(keeper: Checkout, take: Take, patch: str, tmp_path: Path) -> None:
    (tmp_path / "person").write_text("")
    before = keeper.snapshot()
    with pytest.raises(Refused, match="Git weet nog niet wie je bent"):
        take(patch)
    assert keeper.snapshot() == before


def test_somebody_who_says_no(
    keeper: Checkout, original: Checkout, patch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper.git("remote", "add", "origin", str(original.root))
    file = tmp_path / "voorstel.patch"
    file.write_text(patch, "utf-8")
    before = keeper.snapshot()
    monkeypatch.setattr("builtins.input", lambda question: "nee")
    assert intake.run(keeper.root, argparse.Namespace(files=[file], ja=False, page=False, zonder_muren=True)) == 0
    assert keeper.snapshot() == before


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_stopped_halfway_nothing_is_left(keeper: Checkout, patch: str, tmp_path: Path, how: str) -> None:
    """Killed politely while Git is at work: no branch, no throw-away checkout."""
    file = tmp_path / "voorstel.patch"
    file.write_text(patch, "utf-8")
    before = keeper.snapshot()
    script = (
        "import os, signal, sys\n"
        "from toolbox.cli import main\n"
        "from toolbox.proposals import applying\n"
        f"def stop(*given): os.kill(os.getpid(), signal.{how})\n"
        "applying._commit = stop\n"
        "sys.argv[1:1] = ['intake', '--ja']\n"
        "sys.exit(main())\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script, file],
        cwd=keeper.root,
        env=environment,
        capture_output=True,
        text=True,
        preexec_fn=hear_stops,
    )
    assert (done.returncode, done.stderr) == (2, "toolbox: Gestopt. Er is niets veranderd.\n")
    assert keeper.snapshot() == before
    assert list(tmp_path.glob("toolbox-*")) == []


# --- files that are no proposal ---


@pytest.mark.parametrize("way", [MemoryError, RecursionError, TooSlow, lambda: os.kill(os.getpid(), signal.SIGKILL)])
@pytest.mark.promise("one-file")
def test_what_a_file_does_to_who_reads_it_costs_only_that_file(
    take: Take, keeper: Checkout, patch: str, monkeypatch: pytest.MonkeyPatch, way: Callable[[], object]
) -> None:
    def read(path: Path) -> object:
        if path.name == "voorstel-0.patch" and isinstance(done := way(), BaseException):
            raise done
        return read_proposal_file(path)

    monkeypatch.setattr("toolbox.proposals.intake.read_proposal_file", read)
    taken = take(patch, patch)
    assert SENTENCES["too-heavy"] in taken.text
    assert taken.status == 1
    branch_of(keeper)


@pytest.mark.promise("one-file")
def test_a_file_that_takes_too_long_is_stopped(
    keeper: Checkout, patch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_ends(path: Path) -> None:
        while True:
            pass

    monkeypatch.setattr("toolbox.proposals.intake.read_proposal_file", never_ends)
    monkeypatch.setattr("toolbox.proposals.apart.LIMITS", Limits(memory=10**10, processor=1, file=1))
    with pytest.raises(Refused, match="kost te veel tijd of geheugen"):
        _read_apart(tmp_path / "voorstel.patch")


@pytest.mark.promise("one-file")
def test_fifty_megabytes_are_not_read(take: Take, patch: str) -> None:
    taken = take(patch.encode() + b"\n" * 50_000_000)
    refused(taken, "too-big", "50,1 MB", "5,0 MB")


def test_a_file_that_is_not_there(keeper: Checkout, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    refused(Taken(keeper, [tmp_path / "weg.patch"], capsys), "absent")
    refused(Taken(keeper, [tmp_path], capsys), "not-a-file")


ONE_LINE = f"""\
diff --git a/{PAGE} b/{PAGE}
--- a/{PAGE}
+++ b/{PAGE}
@@ -1,3 +1,3 @@
 ---
-titel: Inleiding
+titel: Begin
 soort: inleiding
"""
NEW = """\
diff --git a/content/x.md b/content/x.md
new file mode 100644
index 0000000..1234567
--- /dev/null
+++ b/content/x.md
@@ -0,0 +1 @@
+/etc/passwd
"""


def letter(change: str, headers: str = "") -> bytes:
    return f"From: Kim <kim@school.nl>\nSubject: Voorstel\n{headers}\n{change}".encode()


def of_file(path: str, change: str = ONE_LINE) -> bytes:
    return letter(change.replace(PAGE, path))


def within(deep: int) -> bytes:
    """A letter in a multipart, in a multipart, and so on."""
    text = f"\n{ONE_LINE}"
    for level in range(deep):
        text = f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n{text}\n--b{level}--\n"
    return f"From: Kim <kim@school.nl>\n{text}".encode()


NO_PROPOSALS = {
    "empty-file": [b"", b"\n \n"],
    "outlook": [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99],
    "utf16": [ONE_LINE.encode("utf-16")],
    "not-text": [b"PK\x03\x04...", b"%PDF-1.7", letter(ONE_LINE + "\0")],
    "not-utf8": [
        letter(ONE_LINE).replace(b"Begin", b"B\xe9gin"),
        letter(ONE_LINE, "Content-Type: text/plain; charset=us-ascii\n").replace(b"Begin", b"B\xe9gin"),
    ],
    "mail-charset": [
        letter(ONE_LINE, f"Content-Type: text/plain; charset={name}\n")
        for name in ("klingon", "punycode", "idna", "hex", "utf-7", "unicode_escape", "zip")
    ],
    "no-change": [b"Hallo, mooie site!\n", letter("Een reactie.\n")],
    "empty-change": [letter(f"diff --git a/{PAGE} b/{PAGE}\n"), letter(ONE_LINE.partition("@@")[0])],
    "mail-html": [letter("<p>diff --git a/x b/x</p>", "Content-Type: text/html\n")],
    "mail-flowed": [letter(ONE_LINE, "Content-Type: text/plain; format=flowed\n")],
    "mail-quoted": [letter(re.sub("^", "> ", ONE_LINE, flags=re.MULTILINE))],
    "mail-encoding": [
        letter(ONE_LINE, "Content-Transfer-Encoding: x-uuencode\n"),
        letter(ONE_LINE, "Content-Type: text/plain; charset*=\0''b\n"),
    ],
    "mail-deep": [
        letter("x", "X: y\n" * 300),
        *(b"From: x\nContent-Type: message/rfc822\n\n" * deep + letter(ONE_LINE) for deep in (40, MAX_MESSAGES - 1)),
        within(MAX_DEPTH + 1),
        within(MAX_MESSAGES - 1),
        letter("--b\n\nx\n" * (MAX_PARTS + 1) + "--b--\n", "Content-Type: multipart/mixed; boundary=b\n"),
        letter("--b\n\nx\n" * MAX_MESSAGES + "--b--\n", "Content-Type: multipart/mixed; boundary=b\n"),
    ],
    "mail-wrapped": [
        letter(ONE_LINE.replace("titel: Begin", "titel:\nBegin")),
        letter(ONE_LINE.replace(" soort: inleiding", " soort:\ninleiding")),
        letter(ONE_LINE.replace(" ---", "\u00a0---")),
        letter(ONE_LINE.replace("@@ -1,3 +1,3 @@", "@@ -1,3\n+1,3 @@")),
    ],
    "mail-cut": [letter(ONE_LINE.replace(" soort: inleiding\n", ""))],
    "no-sender": [ONE_LINE.encode(), letter(ONE_LINE).replace(b"From: Kim <kim@school.nl>\n", b"")],
    "no-git-form": [letter("--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\n+b\n")],
    "odd": [
        letter(ONE_LINE.replace("+++ b/content/", "+++ b/forms/")),
        letter(ONE_LINE.replace("diff --git a/", "diff --git a/forms/../")),
        letter(ONE_LINE.replace("--- a/", "new file mode 100644\n--- a/")),
        letter(ONE_LINE.replace("--- a/", "copy from content/x.md\ncopy to content/y.md\n--- a/")),
        letter(ONE_LINE.replace("--- a/", f"rename from {PAGE}\n--- a/")),
        letter(ONE_LINE + "\nGroet\n" + ONE_LINE),
    ],
    "path-hostile": [
        of_file("../buiten.md"),
        of_file("content/../../buiten.md"),
        of_file("/etc/passwd"),
        of_file(".git/config"),
        of_file(".git/hooks/post-checkout"),
        of_file("content/.git/config"),
        of_file("content/.GIT/config.md"),
        of_file("content/.git /config.md"),
        of_file("content/git~1/config.md"),
        of_file("content\\..\\x.md"),
        of_file("C:/x.md"),
        of_file("content//x.md"),
        of_file("content/x.md/"),
    ],
    "path-outside": [of_file(path) for path in (".github/workflows/pr.yml", "scripts/x.py", "mkdocs.yml", "content")],
    "path-name": [
        of_file("content/Één.md"),
        of_file("content/x y.md"),
        of_file("content/.verborgen.md"),
        of_file("content/\u202ex.md"),
        of_file("content/nul.md"),
        of_file('"content/\\000x.md"'),
        of_file('"content/\\nx.md"'),
        of_file(f"content/{'x' * 200}.md"),
    ],
    "path-suffix": [of_file("content/x.py"), of_file("forms/x/y.md"), of_file("content/sjabloon.html")],
    "path-deep": [of_file("content/a/b/c/d/e/f/g/h.md")],
    "path-twice": [letter(ONE_LINE + ONE_LINE)],
    "link": [
        letter(ONE_LINE.replace("--- a/", "index 1234567..1234568 120000\n--- a/")),
        letter(NEW.replace("100644", "120000")),
    ],
    "submodule": [letter(NEW.replace("100644", "160000").replace("+/etc/passwd", "+Subproject commit 1234567"))],
    "mode": [letter(ONE_LINE.replace("--- a/", "old mode 100644\nnew mode 100755\n--- a/"))],
    "binary": [
        letter(f"diff --git a/{PAGE} b/{PAGE}\nindex 1234567..1234568 100644\nGIT binary patch\nliteral 3\nKcmZ\n"),
        letter(f"diff --git a/{PAGE} b/{PAGE}\nBinary files a/{PAGE} and b/{PAGE} differ\n"),
    ],
    "too-many-files": [letter("".join(ONE_LINE.replace(PAGE, f"content/p{number}.md") for number in range(201)))],
    "too-many-letters": [b"".join(b"From x Mon Sep 17 00:00:00 2001\n" + letter(ONE_LINE) + b"\n" for _ in range(51))],
    "too-many-lines": [letter(ONE_LINE + "\n" * 60_000)],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "data"),
    [(code, data) for code, cases in NO_PROPOSALS.items() for data in cases],
    ids=[f"{code}-{number}" for code, cases in NO_PROPOSALS.items() for number in range(len(cases))],
)
def test_what_may_not_be_tried_is_refused_unread(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        read_proposals(data)
    assert caught.value.code == code
    assert caught.value.message.isprintable()


@pytest.mark.parametrize("code", ["path-hostile", "path-outside", "link", "mode", "mail-wrapped", "empty-change"])
def test_and_leaves_the_checkout_as_it_was(take: Take, code: str) -> None:
    refused(take(NO_PROPOSALS[code][0]), code)


@pytest.mark.promise("patches")
def test_a_rename_may_not_lead_out() -> None:
    moved = "diff --git a/{0} b/{1}\nsimilarity index 100%\nrename from {0}\nrename to {1}\n"
    assert read_proposals(letter(moved.format(PAGE, "content/begin.md")))[0].paths == (PAGE, "content/begin.md")
    for old, new in ((PAGE, "scripts/x.md"), ("mkdocs.yml", "content/x.yaml"), (PAGE, "content/../x.md")):
        with pytest.raises(Refused):
            read_proposals(letter(moved.format(old, new)))


@pytest.mark.parametrize(
    "lines",
    [
        # A line of the change that would begin another file, and one line less than it says.
        ("-a", f"+b\n{ONE_LINE.replace(PAGE, 'mkdocs.yml')}".rstrip()),
        ("-a",),
    ],
)
@pytest.mark.promise("patches")
def test_git_must_see_the_same_files_as_we_do(lines: tuple[str, ...]) -> None:
    (proposal,) = read_proposals(letter(ONE_LINE))
    (file,) = proposal.files
    check_with_git(proposal)
    with pytest.raises(Refused) as caught:
        check_with_git(replace(proposal, files=(replace(file, hunks=(Hunk(1, 1, 1, 1, lines),)),)))
    assert (caught.value.code, caught.value.values) == ("odd", {"path": PAGE})


def test_every_sentence_is_one_that_someone_gets() -> None:
    """No sentence without a `Refused` that names it, and none that is not there."""
    folder = Path(sentences.__file__).parent
    code = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "sentences.py")
    named = set(re.findall(r'Refused\(\s*"([a-z0-9-]+)"', code)) | {"outlook", "utf16", "unknown-version", "conflict"}
    assert named | {"no-change", "mail-html"} == set(SENTENCES)


# --- whatever it is ---

PIECES = st.sampled_from(
    [
        *["From x Mon Sep 17 00:00:00 2001\n", "From: K <k@x.nl>\n", "Subject: =?UTF-8?Q?a=?=\n", "Date: x\n"],
        *["Content-Type: multipart/mixed; boundary=b\n", "--b\n", "--b--\n", "Content-Type: message/rfc822\n"],
        *["Content-Transfer-Encoding: base64\n", "Content-Type: text/plain; charset=utf-7; format*=x''y\n"],
        *["diff --git a/content/x.md b/content/x.md\n", "--- a/content/x.md\n", "+++ b/content/x.md\n", "---\n"],
        *["-a\n", "+b\n", " c\n", "\\ No newline at end of file\n", "rename from ../x\n", "\n", "\r\n"],
        *["new file mode 100644\n", "deleted file mode 120000\n", "--- /dev/null\n", "+++ b/.git/config\n"],
        *["diff --git a/.git/x b/content/x.md\n", 'diff --git "a/\\056" "b/x"\n', "@@ -0,0 +1,999999 @@\n"],
        *["-- \n2\n", "@@ -1 +1 @@\n", "rename to content/y.md\n", "index 1..2 1\n", ONE_LINE, NEW],
    ]
)
ANY_FILE = st.binary(max_size=400) | st.lists(PIECES | st.text(max_size=8), max_size=30).map(
    lambda pieces: "".join(pieces).encode("utf-8", "surrogatepass")
)


@settings(max_examples=examples(400), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_FILE)
@pytest.mark.promise("patches")
def test_no_file_breaks_the_reader_and_no_path_leads_out(data: bytes) -> None:
    try:
        proposals = read_proposals(data)
    except Refused:
        return
    for proposal in proposals:
        assert proposal.name
        written = re.findall(r"^(?:--- a|\+\+\+ b|rename from |rename to )/?(\S+)$", proposal.written(), re.MULTILINE)
        for path in {*proposal.paths, *written}:
            assert path.split("/")[0] in ROOTS
            assert re.fullmatch(r"[a-z0-9][a-z0-9._/-]*", path)
            assert ".." not in path


@settings(max_examples=examples(300), deadline=None)
@given(
    st.text(max_size=40) | st.lists(st.sampled_from(["content", "forms", "..", ".git", "a.md", "", "x"])).map("/".join)
)
@pytest.mark.promise("patches")
def test_only_plain_names_below_the_two_folders_pass(path: str) -> None:
    try:
        check_path(path)
    except Refused:
        return
    assert re.fullmatch(r"(content|forms)(/[a-z0-9][a-z0-9._-]*)+", path)
    assert path.endswith((".md", ".yaml", ".csv"))


LINES = st.lists(st.sampled_from(["a", "b", "c", "é", "", "-- ", "+x", "\ufeffq", "r\r"]), max_size=12).map("\n".join)


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(before=LINES, after=LINES)
def test_a_change_is_recomputed_as_git_makes_it(
    tmp_path_factory: pytest.TempPathFactory, before: str, after: str
) -> None:
    """Our own application of a real patch gives the very content that Git names in it."""
    if before == after or not before or not after:
        return
    folder = tmp_path_factory.mktemp("two")
    (folder / "content").mkdir()
    for name, text in (("old", before), ("new", after)):
        (folder / name).write_bytes(text.encode())
    done = subprocess.run(
        ["git", "diff", "--no-index", "--full-index", "old", "new"], cwd=folder, capture_output=True, check=False
    )
    change = done.stdout.decode().replace("a/old", "a/content/x.md").replace("b/new", "b/content/x.md")
    ((file,),) = (proposal.files for proposal in read_proposals(b64(change)))
    made = applied(before.encode(), file)
    assert made == after.encode()
    assert blob_name(made, 40) == file.new_blob


def b64(change: str) -> bytes:
    return letter(base64.encodebytes(change.encode()).decode(), "Content-Transfer-Encoding: base64\n")


def test_five_megabytes_are_read_in_no_time() -> None:
    """Not a measurement: what is quadratic here would not end at all."""
    for piece in (
        b"--b\n",
        b"From x Mon Sep 17 00:00:00 2001\nFrom: k@x\n\n",
        b"@@ -1 +1 @@\n",
        b"From: x\n",
        b">" * 99,
        b"=?UTF-8?B?",
    ):
        start = b"From: K <k@x.nl>\nContent-Type: multipart/mixed; boundary=b\n\n"
        with pytest.raises(Refused):
            read_proposals(start + piece * ((MAX_BYTES - 100) // len(piece)))


@pytest.mark.parametrize("way", ["--attach", "--inline"])
def test_a_change_that_git_itself_attached_is_of_who_sent_the_mail(
    take: Take, keeper: Checkout, sender: Checkout, way: str
) -> None:
    sender.replace(PAGE, SENTENCE, BETTER)
    sender.commit(f"Betere zin\n\n{REASON}")
    taken = take(sender.patch(1, way))
    assert taken.status == 0, taken.text
    said = keeper.line("log", "-1", "--format=%an|%B", branch_of(keeper))
    assert said == f"Şule de Groot|Betere zin\n\n{REASON}"
    assert BETTER in keeper.line("show", f"{branch_of(keeper)}:{PAGE}")
