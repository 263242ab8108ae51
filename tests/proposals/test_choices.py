"""What clashes is chosen on a page of this computer: in a real browser, by keyboard alone."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from patience import PATIENCE
from proposed import FORM, PAGE, SENTENCE, Checkout, new_toolbox, write_person
from toolbox.merging.clash import Disagreement, Winner, Written
from toolbox.proposals import choiceserver
from toolbox.proposals.choicepage import OWN, read_choices
from toolbox.proposals.choiceserver import NothingChosen, choose_on_page
from toolbox.proposals.meaning import Contested
from watched import PHONE, violations_in_both_schemes

NOW, WANTED, THIRD = "De toolbox is voor docenten.", "De toolbox is voor <b>élke</b> mentor.", "Voor ieder die leest."
ONE = Contested(Disagreement("content/a.md", ("tekst", "x"), "x", "Nu & hier", "Straks", is_open=True), "Kim", "Şule")
GONE = Contested(Disagreement("content/b.md", (), "x", None, "Nog\nmeer"), "", "Şule")


@pytest.fixture
def keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    """A maintainer who changed a sentence and a question, and got a patch of someone who wants both otherwise."""
    write_person(tmp_path / "person", "Beheer Toolbox")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "person"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    keeper = new_toolbox(tmp_path / "toolbox")
    sender = keeper.clone(tmp_path / "sender", "Şule de Groot")
    for checkout, sentence, question in ((keeper, NOW, "Wat is je naam?"), (sender, WANTED, "Wie ben je?")):
        checkout.replace(PAGE, SENTENCE, sentence)
        checkout.replace(FORM, "title: Hoe heet je?", f"title: {question}")
        checkout.commit("Anders\n\nRegio: Twente")
    (tmp_path / "een.patch").write_text(sender.patch(), "utf-8")
    return keeper


def started(keeper: Checkout, patch: Path) -> tuple[subprocess.Popen[str], str]:
    """The command, and the address that it gives."""
    command = [str(Path(sys.executable).with_name("toolbox")), "intake", "--page", "--ja", "--zonder-muren", str(patch)]
    running = subprocess.Popen(command, cwd=keeper.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert running.stdout
    line = next(line for line in running.stdout if "http://" in line)
    return running, line.split()[-1]


def test_a_clash_is_chosen_by_keyboard_and_both_are_credited(
    browser: Browser, keeper: Checkout, tmp_path: Path
) -> None:
    running, address = started(keeper, tmp_path / "een.patch")
    with browser.new_context(viewport={"width": PHONE, "height": 700}) as context:
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.goto(address)
        assert [text.inner_text() for text in page.locator("blockquote").all()[:2]] == [NOW, WANTED]
        assert page.locator("text=van Beheer Toolbox").count() == page.locator("text=van Şule de Groot").count() == 2
        assert violations_in_both_schemes(page) == []
        choose(page)
        assert problems == []
    said, _ = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, said
    (branch,) = [name for name in keeper.branches() if name.startswith("voorstel/")]
    text = keeper.git("show", f"{branch}:{PAGE}").decode()
    assert THIRD in text
    assert NOW not in text
    assert "title: Wie ben je?" in keeper.git("show", f"{branch}:{FORM}").decode()
    message = keeper.line("log", "-1", "--format=%an%n%B", branch)
    assert message.startswith("Şule de Groot\nAnders\n")
    assert "Co-authored-by: Beheer Toolbox <" in message


def choose(page: Page) -> None:
    """A third text for the sentence; nothing for the question, which is then asked; and what is proposed for that."""
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.value") == OWN
    page.keyboard.press("Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(THIRD)
    page.focus("button")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert] a")
    assert page.input_value("textarea >> nth=0") == THIRD
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == ["keuze-1", "theirs"]
    page.focus("button")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=De keuzes zijn bewaard.")


@pytest.mark.promise("choice-host")
def test_only_who_knows_the_secret_on_this_computer_gets_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = Queue[str]()
    with ThreadPoolExecutor() as pool:
        chosen = pool.submit(choose_on_page, [ONE, GONE], addresses.put)
        place = urlsplit(addresses.get())
        assert place.hostname == "127.0.0.1"

        def ask(path: str, body: str | None = None, **headers: str) -> int:
            connection = http.client.HTTPConnection(place.netloc)
            connection.request("GET" if body is None else "POST", path, body, headers)
            return connection.getresponse().status

        answer = urlencode({"keuze-0": "ours", "keuze-1": "theirs"})
        assert ask("/") == ask(place.path[:-2]) == ask(f"{place.path}x") == 404
        assert ask(place.path, Host=f"kwaad.example:{place.port}") == ask(place.path, Host="localhost") == 421
        assert ask(place.path, answer, Origin="https://kwaad.example") == ask(f"{place.path}open", answer) == 400
        assert ask(place.path) == 200
        assert not chosen.done()
        assert ask(place.path, answer, Origin=f"http://{place.netloc}") == 200
        assert chosen.result(PATIENCE) == [Winner.OURS, Winner.THEIRS]


def test_a_page_that_is_closed_leaves_nobody_waiting(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choiceserver, "GRACE", 0.2)
    addresses = Queue[str]()
    # The site that other tests look at may be served from this process too.
    before = set(threading.enumerate())
    with ThreadPoolExecutor() as pool:
        chosen = pool.submit(choose_on_page, [ONE], addresses.put)
        page = browser.new_page()
        with page.expect_response("**/open"):
            page.goto(addresses.get())
        page.close()
        with pytest.raises(NothingChosen):
            chosen.result(PATIENCE)
    assert not [thread for thread in set(threading.enumerate()) - before if "serve_forever" in thread.name]


def test_a_page_that_nobody_opens_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choiceserver, "UNOPENED", 0.0)
    with pytest.raises(NothingChosen):
        choose_on_page([ONE], lambda _address: None)


@pytest.mark.parametrize(
    ("given", "decisions", "missing"),
    [
        ({"keuze-0": "ours", "keuze-1": "theirs"}, [Winner.OURS, Winner.THEIRS], []),
        ({"keuze-0": OWN, "tekst-0": " Een\r\nderde\x07 ", "keuze-1": "ours"}, [Written("Een derde"), Winner.OURS], []),
        # Nothing is no text, and what is not text has no third one.
        ({"keuze-0": OWN, "tekst-0": " "}, [], [0, 1]),
        ({"keuze-0": "ours", "keuze-1": OWN, "tekst-1": "x"}, [Winner.OURS], [1]),
        ({"keuze-0": "beide"}, [], [0, 1]),
    ],
)
def test_what_is_sent_is_read_strictly(
    given: dict[str, str], decisions: list[Winner | Written], missing: list[int]
) -> None:
    assert read_choices([ONE, GONE], given) == (decisions, missing)
