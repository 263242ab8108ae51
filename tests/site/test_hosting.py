"""The policies, headers and security.txt that the site comes with, behind real web servers and in a real browser."""

from __future__ import annotations

import base64
import datetime
import functools
import hashlib
import http.client
import http.server
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Response

from boxes import METHOD, ROOT
from formsite import page_policy
from pages import FORMATS, PAGES
from patience import PATIENCE, comes_true
from toolbox.core.addresses import PROPOSAL
from toolbox.core.settings import BadSettings, Settings, read_settings
from toolbox.history.history import read_history
from toolbox.site import hosting
from toolbox.site.frame import engine_config
from toolbox.site.proposalrules import RULES
from watched import Watched
from webservers import APACHE_CONFIG, SERVERS, answers_of, apache, read_rules, serving

# What a fixture makes for one test serves the next: another worker would make it again.
pytestmark = pytest.mark.xdist_group("hosting")

# Written by hand: what an administrator is promised.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'none'; worker-src 'none'; base-uri 'none'; form-action 'none'"
)
HEADER_ONLY = "; object-src 'self'; frame-ancestors 'none'"
PROMISED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
TYPES = {
    "": "text/html; charset=utf-8",
    "404.html": "text/html; charset=utf-8",
    "assets/site.js": "text/javascript; charset=utf-8",
    "assets/site.css": "text/css; charset=utf-8",
    "assets/merk.svg": "image/svg+xml; charset=utf-8",
    "assets/fonts/latin.woff2": "font/woff2",
    "build.json": "application/json; charset=utf-8",
    "nieuw/feed.xml": "application/xml; charset=utf-8",
    ".well-known/security.txt": "text/plain; charset=utf-8",
    "planted/lijst.csv": "text/csv; charset=utf-8",
    "bestanden/3.1-format-school-naar-werk-gesprek.pdf": "application/pdf",
    "bestanden/3.1-format-school-naar-werk-gesprek.png": "image/png",
    "bestanden/3.1-format-school-naar-werk-gesprek-data.zip": "application/zip",
    "bestanden/3.1-format-school-naar-werk-gesprek.docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "bestanden/3.1-format-school-naar-werk-gesprek.xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}
FILES = [path for path in TYPES if path]
ABSENT = ["nergens/", "bestanden/geen.pdf", "%3Cscript%3E"]
PLANTED = Path(__file__).parent.parent / "planted"
STATE = """async () => {
  const outcomes = await window.outcomes;
  await window.send();
  const isStyled = (id) => getComputedStyle(document.getElementById(id)).position === "fixed";
  return [outcomes, {
    inline: window.inline ?? false, handler: window.handler ?? false, based: document.baseURI !== location.href,
    styled: ["styled", "attribute"].filter(isStyled),
  }];
}"""
# Each with its own policy in the page.
PLANTED_PAGES = {"los/": "", "los/pagina/": POLICY}
# What the page for proposals may take, in bytes, and the rules that it has of the check.
LIGHT = 180_000
RULES_PATH = PROPOSAL + RULES
NOTHING_RAN = {"inline": False, "handler": False, "based": False, "styled": []}
BLOCKED, DONE = "blocked", "done"
# A worker starts with no policy of its own on a host without headers, so that a page may have none.
TRIED = (*("fetch here", "request here", "worker here", "fetch elsewhere", "request elsewhere", "eval"),)
NOTHING_WENT = dict.fromkeys(TRIED, BLOCKED)
VIOLATIONS = """addEventListener("securitypolicyviolation",
  (e) => console.error(`policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}`))"""


class Elsewhere:
    """Another host, which notes who comes."""

    def __init__(self) -> None:
        self.visits: list[str] = []

    def handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        visits = self.visits

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                visits.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<!doctype html><link rel=icon href='data:,'><iframe></iframe>")

            def do_POST(self) -> None:
                # An answer on which a browser stays where it is.
                visits.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    host = Elsewhere()
    with serving(host.handler()) as address:
        yield address, host.visits


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def served(site: Path, elsewhere: tuple[str, list[str]]) -> Iterator[Path]:
    """A copy of the built site that any user may read (root's servers give up their rights), with planted pages."""
    with tempfile.TemporaryDirectory(prefix="toolbox-served-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        shutil.copytree(site, folder, dirs_exist_ok=True)
        for name in ("page.html", "script.js", "worker.js"):
            text = (PLANTED / name).read_text("utf-8").replace("ELSEWHERE", elsewhere[0].rstrip("/"))
            _write(folder / "planted" / name, text)
        page = (folder / "planted" / "page.html").read_text("utf-8")
        for path, policy in PLANTED_PAGES.items():
            meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">' if policy else ""
            _write(folder / path / "index.html", page.replace("<!-- policy -->", meta))
        _write(folder / "planted" / "lijst.csv", "a,b\n")
        yield folder


@pytest.fixture(scope="module", params=sorted(SERVERS))
def host(request: pytest.FixtureRequest, served: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with SERVERS[request.param](served, tmp_path_factory.mktemp(request.param)) as address:
        yield Host(request.param, address)


class Host:
    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address

    def answer(self, path: str, **headers: str) -> tuple[int, list[tuple[str, str]]]:
        """Status and headers, names in lower case, each as often as it was sent."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        connection.request("GET", f"/{path}", headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, [(name.lower(), value) for name, value in answer.getheaders()]


PROMISED["content-security-policy"] = POLICY + HEADER_ONLY


def ours(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in headers if name in PROMISED)


# --- the files ---


def newest_change(checkout: Path) -> datetime.datetime:
    date = datetime.date.fromisoformat(read_history(checkout).changes[0].date)
    return datetime.datetime.combine(date, datetime.time(), datetime.UTC)


def test_the_site_comes_with_them(checkout: Path, site: Path) -> None:
    files = hosting.hosting_files(read_settings(checkout), int(newest_change(checkout).timestamp()))
    assert set(files) == {"_headers", ".htaccess", "_nginx.conf", ".well-known/security.txt"}
    assert {path: (site / path).read_bytes() for path in files} == files
    assert set(files) <= set(json.loads((site / "build.json").read_text("utf-8"))["files"])


def test_every_kind_of_file_on_the_site_has_a_type(site: Path) -> None:
    suffixes = {path.suffix.removeprefix(".") for path in site.rglob("*") if path.is_file()}
    assert suffixes - set(hosting.TYPES) == {"", "conf"}
    assert len(suffixes) > 10


def test_a_site_in_a_folder_has_its_own_page_for_what_is_not_there() -> None:
    files = hosting.hosting_files(Settings("https://regio.example/toolbox/", "", ""), 0)
    assert set(files) == {"_headers", ".htaccess", "_nginx.conf"}
    assert b"\nErrorDocument 404 /toolbox/404.html\n" in files[".htaccess"]
    assert b"\nerror_page 404 /toolbox/404.html;\n" in files["_nginx.conf"]


def test_rules_stay_within_what_their_hosts_take(site: Path) -> None:
    """Cloudflare: 100 rules, 2,000 characters a line, one '*' a path; Netlify: nothing behind the '*'."""
    text = (site / "_headers").read_text("utf-8")
    assert len(read_rules(text)) <= 100
    assert max(map(len, text.split("\n"))) <= 2000
    paths = [line for line in text.split("\n") if line.startswith("/")]
    assert all(path.count("*") == 1 and path.endswith("/*") for path in paths)


@pytest.mark.promise("no-connection")
def test_no_page_may_connect_to_anything(site: Path) -> None:
    rules = read_rules((site / "_headers").read_text("utf-8"))
    for path in PAGES:
        policy = answers_of(rules, f"/{path}")["Content-Security-Policy"]
        assert "connect-src 'none'" in policy
        assert policy.endswith("frame-ancestors 'none'")


# --- the headers, from real servers ---


@pytest.mark.promise("no-script", "no-connection", "no-frames")
def test_headers_are_as_promised_each_once(host: Host) -> None:
    for path in [*PAGES, *FILES]:
        status, headers = host.answer(path)
        assert status == 200, path
        assert ours(headers) == sorted(PROMISED.items()), path


def test_headers_hold_for_what_is_not_there_or_elsewhere_or_in_part(host: Host) -> None:
    for path in ABSENT:
        status, headers = host.answer(path)
        assert status == 404
        assert ours(headers) == sorted(PROMISED.items()), path
    status, headers = host.answer("bijlagen/3.1/invullen")
    assert status == 301
    assert {name for name, _ in ours(headers)} == set(PROMISED)


@pytest.mark.parametrize("host", ["apache", "nginx"], indirect=True)
def test_other_ways_to_write_an_address_make_no_difference(host: Host) -> None:
    for path in ("bijlagen/3.1/invullen/index.html", "bijlagen//3.1///invullen/", "bijlagen/3.1/./%69nvullen/?a=/../"):
        status, headers = host.answer(path)
        assert status == 200
        assert ours(headers) == sorted(PROMISED.items()), path
    status, headers = host.answer(FILES[-1], Range="bytes=0-9")
    assert status == 206
    assert ours(headers) == sorted(PROMISED.items())
    status, headers = host.answer("nergens/?/voorstel/")
    assert (status, ours(headers)) == (404, sorted(PROMISED.items()))


@pytest.mark.parametrize("host", ["apache", "nginx"], indirect=True)
def test_types_and_charsets(host: Host) -> None:
    for path, kind in TYPES.items():
        _, headers = host.answer(path)
        assert [value for name, value in headers if name == "content-type"] == [kind], path


def test_the_page_for_what_is_not_there_is_ours(host: Host, browser: Browser) -> None:
    page = browser.new_page()
    answer = page.goto(f"{host.address}nergens/diep/")
    assert answer
    assert answer.status == 404
    assert page.inner_text("h1") == "Deze pagina is er niet"
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Atkinson')
    page.close()


def test_apache_without_headers_still_serves(served: Path, tmp_path: Path) -> None:
    """Where an administrator has not turned mod_headers on, the site works; the pages' own policy holds."""
    with apache(served, tmp_path, more="") as address:
        status, headers = Host("apache", address).answer("bijlagen/3.1/invullen/")
    assert (status, ours(headers)) == (200, [])
    assert "mod_headers" not in APACHE_CONFIG


# --- in a browser ---


@pytest.fixture
def visit(browser: Browser, host: Host) -> Iterator[Watched]:
    """A visitor to whom nothing may go wrong."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL") as context:
        context.add_init_script(VIOLATIONS)
        watched = Watched(context, host.address)
        yield watched
        assert watched.problems == []


@pytest.mark.promise("under-policy")
def test_search_and_scheme_work_without_a_violation(visit: Watched) -> None:
    page = visit.open("")
    page.fill("#zoek-home", "gesprekken")
    page.keyboard.press("Enter")
    page.wait_for_selector(".tb-find__link[href*='bijlagen/3.1/']")
    page.keyboard.press("Escape")
    page.click("[data-scheme-switch]")
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page = visit.open("downloads/")
    page.select_option("#f-stap", "5")
    assert page.inner_text("[data-count]") == "7 van 21"


@pytest.mark.promise("under-policy")
def test_a_form_becomes_a_pdf_without_a_violation(visit: Watched, tmp_path: Path) -> None:
    page = visit.open("bijlagen/3.1/invullen/")
    page.fill("#v-naam_student", "Jan de Vries")
    page.fill("#v-datum_gesprek", "3-11-2026")
    for action, ending in (("pdf", ".pdf"), ("data", ".zip"), ("save", ".html")):
        with page.expect_download() as waiting:
            page.click(f"[data-do={action}]")
        assert waiting.value.suggested_filename == f"3.1-{FORMATS['3.1']}-ingevuld{ending}"
        waiting.value.save_as(tmp_path / f"filled{ending}")
    assert len(pypdfium2.PdfDocument(tmp_path / "filled.pdf")) > 0


@pytest.mark.promise("under-policy")
def test_a_proposal_is_written_without_a_violation(visit: Watched) -> None:
    page = visit.open("voorstel/?pagina=content/stappen/1-voorbereidingen.md")
    page.click('[data-toggle="stuk-1"]')
    field = page.locator("#stuk-1-tekst")
    field.press("ControlOrMeta+End")
    page.keyboard.press("ControlOrMeta+b")
    page.keyboard.type(" coaches")
    assert field.locator("strong").last.inner_text().strip() == "coaches"
    with page.expect_download() as waiting:
        page.click('[data-do="download"]')
    assert waiting.value.suggested_filename.startswith("voorstel-")


@pytest.mark.parametrize("host", ["apache", "nginx"], indirect=True)
def test_what_is_packed_is_asked_for_once(host: Host) -> None:
    """Text goes in gzip; who has it and asks whether it is still the same, does not get it again."""
    packed = {"Accept-Encoding": "gzip"}
    for path in ("", "assets/proposal.js", "assets/site.css", "build.json"):
        _, headers = host.answer(path, **packed)
        named = dict(headers)
        assert (named["content-encoding"], named["vary"]) == ("gzip", "Accept-Encoding"), path
        status, again = host.answer(path, **packed, **{"If-None-Match": named["etag"]})
        assert (status, ours(again)) == (304, sorted(PROMISED.items())), path
    _, headers = host.answer("assets/fonts/latin.woff2", **packed)
    assert "content-encoding" not in dict(headers)


@pytest.mark.parametrize("host", ["apache", "nginx"], indirect=True)
def test_the_scripts_of_the_page_for_proposals_are_light(visit: Watched, site: Path) -> None:
    """As a server packs them (gzip: Brotli, which some hosts have, takes a tenth less), with all that is loaded for a
    text, a format and an edition; without what someone edits, and what each page has. No other page loads them.
    """
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        path = urlsplit(response.url).path.removeprefix("/")
        if path.endswith(".js") and "voorstel/bron/" not in path.replace(RULES_PATH, ""):
            sizes[path] = response.request.sizes()["responseBodySize"]

    visit.context.on("response", note)
    page = visit.open("voorstel/?pagina=content/stappen/1-voorbereidingen.md")
    page.click('[data-toggle="stuk-1"]')
    page.wait_for_selector(".ProseMirror")
    for path in ("forms/3.1-format-school-naar-werk-gesprek/datapackage.yaml", "content/regio/nijmegen/edition.yaml"):
        page.click('[data-do="more"]')
        page.click(f'[data-path="{path}"]')
        page.wait_for_selector("[data-work]:not([hidden])")
        page.wait_for_load_state("networkidle")
    everywhere = {name for name in sizes if _loading_pages(site, name) > 1}
    own = {name: size for name, size in sizes.items() if name not in everywhere}
    assert everywhere == {"assets/scheme.js", "assets/site.js"}
    assert set(own) == {"assets/proposal.js", "assets/proposal-text.js", RULES_PATH}
    assert min(own.values()) > 1_000
    assert sum(own.values()) <= LIGHT, own


def _loading_pages(site: Path, script: str) -> int:
    return sum(Path(script).name in path.read_text("utf-8") for path in site.rglob("*.html"))


def tried(page: Page) -> tuple[dict[str, str], dict[str, object]]:
    page.wait_for_load_state()
    outcomes, state = page.evaluate(STATE)
    return outcomes, state


@pytest.mark.promise("no-script")
def test_the_header_alone_stops_what_is_planted(browser: Browser, host: Host, elsewhere: tuple[str, list[str]]) -> None:
    """On a page without a policy of its own."""
    elsewhere[1].clear()
    page = browser.new_page()
    page.goto(f"{host.address}los/")
    assert tried(page) == (NOTHING_WENT, NOTHING_RAN)
    page.close()
    assert elsewhere[1] == []


@pytest.fixture(scope="module")
def plain(served: Path) -> Iterator[str]:
    """A host that sends none of our headers, as GitHub Pages."""

    class Plain(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    with serving(functools.partial(Plain, directory=str(served))) as address:
        yield address


@pytest.mark.promise("no-script")
def test_the_policy_of_the_page_alone_stops_what_is_planted(
    browser: Browser, plain: str, elsewhere: tuple[str, list[str]]
) -> None:
    elsewhere[1].clear()
    page = browser.new_page()
    page.goto(f"{plain}los/pagina/")
    assert tried(page) == (NOTHING_WENT, NOTHING_RAN)
    page.close()
    assert elsewhere[1] == []


def test_without_any_policy_what_is_planted_runs(
    browser: Browser, plain: str, elsewhere: tuple[str, list[str]]
) -> None:
    """So that the tests above can fail."""
    elsewhere[1].clear()
    page = browser.new_page()
    page.goto(f"{plain}los/")
    outcomes, state = tried(page)
    # The other host does not allow to be read; it was asked all the same.
    assert outcomes == dict.fromkeys(TRIED, DONE) | {"request elsewhere": BLOCKED}
    assert state == {"inline": True, "handler": True, "based": True, "styled": ["styled", "attribute"]}
    # Some are sent after the page has said that all was tried.
    wanted = {"/a.css", "/a.js", "/a.png", "/frame", "/object", "/embed", "/svg.png", "/image", "/events", "/socket"}
    wanted |= {"/beacon", "/fetch", "/request", "/form", "/preload"}
    assert comes_true(lambda: wanted <= set(elsewhere[1])), wanted - set(elsewhere[1])
    page.close()


FRAMED = """(address) => new Promise((done) => {
  const frame = document.querySelector("iframe");
  frame.onload = () => done(frame.contentDocument === null);
  frame.src = address;
})"""


@pytest.mark.promise("no-frames")
def test_another_site_may_not_show_ours_in_a_frame(
    browser: Browser, host: Host, plain: str, elsewhere: tuple[str, list[str]]
) -> None:
    page = browser.new_page()
    page.goto(elsewhere[0])
    for address, shown in ((plain, True), (host.address, False)):
        assert page.evaluate(FRAMED, address)
        frame = page.frames[-1]
        assert bool(frame.query_selector(".tb-brand")) == shown
        assert (frame.url == "chrome-error://chromewebdata/") != shown
    page.close()


# --- what the policies are made from ---


class _Scripts(HTMLParser):
    """The scripts in a page, outside templates, that a browser would run and that have no file of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.templates, self.inside = 0, False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.templates += tag == "template"
        runs = values.get("type", "text/javascript") in ("", "module", "text/javascript")
        self.inside = tag == "script" and "src" not in values and runs and not self.templates
        if self.inside:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.templates -= tag == "template"
        self.inside = False


def hashes(html: str) -> set[str]:
    """What `script-src` would need for the inline scripts in a page (CSP level 3, 2.3.1)."""
    page = _Scripts()
    page.feed(html)
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in page.found}


@pytest.fixture(scope="module")
def theme_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The theme around pages without any content of ours, at several depths, by the site engine itself."""
    folder = tmp_path_factory.mktemp("theme")
    for name, head in (("index.md", ""), ("een/twee/index.md", ""), ("formulier/index.md", "form: form\n")):
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(f"---\ntitle: Leeg\n{head}---\n", "utf-8")
    command = "import sys; from mkdocs.commands.build import build; from mkdocs.config import load_config; "
    command += "build(load_config(sys.argv[1], docs_dir=sys.argv[2], site_dir=sys.argv[3], strict=False))"
    config = folder / "mkdocs.yml"
    config.write_text(engine_config(ROOT, METHOD), "utf-8")
    arguments = [sys.executable, "-c", command, *(str(path) for path in (config, folder / "docs", folder / "site"))]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def test_the_policy_is_that_of_the_theme_alone(theme_alone: Path, site: Path) -> None:
    """What `script-src` allows is 'self' and the hashes of the theme's inline scripts: it has none."""
    policies = {path: page_policy((theme_alone / path).read_text("utf-8")) for path in ("index.html", "404.html")}
    policies |= {f"{path}/index.html": "" for path in ("een/twee", "formulier")}
    for path in policies:
        html = (theme_alone / path).read_text("utf-8")
        policies[path] = page_policy(html)
        allowed = re.search(r"script-src ([^;]*);", policies[path])
        assert allowed
        assert set(allowed[1].split(" ")) == {"'self'", *hashes(html)}
        assert hashes(html) == set()
    assert set(policies.values()) == {POLICY}
    built = {page_policy(path.read_text("utf-8")) for path in site.rglob("*.html")}
    assert built == {POLICY} == {hosting.page_policy()}


@pytest.mark.promise("no-script")
def test_a_script_in_a_page_does_not_get_into_its_policy() -> None:
    """The count itself can find one."""
    assert len(hashes("<template><script>a</script></template><script>b</script><script type=module>c</script>")) == 2
    assert hashes('<script src="a.js"></script><script type="application/json">{}</script>') == set()


def test_data_in_a_page_is_never_run(browser: Browser, plain: str) -> None:
    """Even without a policy a browser runs neither a block of JSON nor what a template holds."""
    page = browser.new_page()
    page.route(
        "**/zomaar/",
        lambda route: route.fulfill(
            content_type="text/html",
            body="<!doctype html><link rel=icon href='data:,'><script type='application/json'>window.ran = 1</script>"
            "<template><script>window.ran = 2</script></template><p>klaar</p>",
        ),
    )
    page.goto(f"{plain}zomaar/")
    assert page.inner_text("p") == "klaar"
    assert page.evaluate("window.ran ?? null") is None
    page.close()


def test_the_referrer_policy_of_the_page_is_that_of_the_header(site: Path) -> None:
    assert '<meta name="referrer" content="no-referrer">' in (site / "index.html").read_text("utf-8")


# --- security.txt (RFC 9116) ---


def fields(data: bytes) -> list[tuple[str, str]]:
    """RFC 9116, 4: lines of `name: value` or `# comment`, in UTF-8, each ended by a line feed."""
    assert data.endswith(b"\n")
    lines = data.decode("utf-8").removesuffix("\n").split("\n")
    matches = [re.fullmatch(r"(?:#.*|(?P<name>[A-Za-z-]+): (?P<value>[!-~](?:[ -~]*[!-~])?)|)", line) for line in lines]
    assert all(matches), lines
    return [(match["name"].lower(), match["value"]) for match in matches if match and match["name"]]


def security(**extra: str) -> dict[str, list[str]]:
    settings = Settings(extra.pop("url", "https://toolbox.example/"), "", "", security=extra["contact"])
    data = hosting.hosting_files(settings, 1_795_392_000)[".well-known/security.txt"]
    found: dict[str, list[str]] = {}
    for name, value in fields(data):
        found.setdefault(name, []).append(value)
    return found


def test_security_txt_says_where_and_until_when() -> None:
    assert security(contact="mailto:veilig@toolbox.example") == {
        "contact": ["mailto:veilig@toolbox.example"],
        # 23 November 2026 and 364 days.
        "expires": ["2027-11-22T00:00:00Z"],
        "preferred-languages": ["nl, en"],
        "canonical": ["https://toolbox.example/.well-known/security.txt"],
    }
    assert "canonical" not in security(contact="https://toolbox.example/", url="http://127.0.0.1:8000/")


def test_the_published_security_txt_is_valid(checkout: Path, site: Path) -> None:
    found = fields((site / ".well-known" / "security.txt").read_bytes())
    names = [name for name, _ in found]
    assert names.count("expires") == 1
    assert names.count("preferred-languages") <= 1
    assert "contact" in names
    values = dict(found)
    expires = datetime.datetime.strptime(values["expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.UTC)
    assert expires - newest_change(checkout) == datetime.timedelta(days=364)
    assert re.match("https://|mailto:", values["contact"])


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ({}, ""),
        ({"issues_url": "https://forge.example/new"}, "https://forge.example/new"),
        ({"issues_url": "http://forge.example/new"}, ""),
        ({"contact": "post@toolbox.example", "issues_url": "https://forge.example/new"}, "mailto:post@toolbox.example"),
        ({"security_contact": "veilig+x@toolbox.example", "contact": "post@x"}, "mailto:veilig+x@toolbox.example"),
        ({"security_contact": "mailto:veilig@toolbox.example"}, "mailto:veilig@toolbox.example"),
        ({"security_contact": "https://toolbox.example/veilig"}, "https://toolbox.example/veilig"),
        ({"contact": "twee@x\nExpires=nooit"}, "mailto:twee@x%0AExpires%3Dnooit"),
        ({"contact": "zie: post@toolbox.example"}, ""),
    ],
    ids=["none", "issues", "issues-http", "contact", "own-mail", "own-mailto", "own-page", "lines", "words"],
)
def test_the_address_is_one_that_somebody_gave(tmp_path: Path, extra: dict[str, str], expected: str) -> None:
    config = {"site_url": "https://toolbox.example", "extra": extra}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    assert read_settings(tmp_path).security == expected


@pytest.mark.parametrize("wrong", ["bel de conciërge", "http://toolbox.example/", "https://x.example/ a\nb", "12"])
def test_an_address_that_is_none_is_told(tmp_path: Path, wrong: str) -> None:
    config = {"site_url": "https://toolbox.example", "extra": {"security_contact": wrong}}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    with pytest.raises(BadSettings) as told:
        read_settings(tmp_path)
    assert str(told.value) == (
        f"In mkdocs.yml staat bij ‘security_contact’ iets anders dan een adres: ‘{wrong}’. "
        "Zet er een mailadres of een adres met https://, of maak het leeg ('')."
    )
