"""Targets: what stands in content/ and forms/. Whatever it is, it gives findings with a place and a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import markdown
from hypothesis import strategies as st

from fuzz import corpus, grammar, tokens
from fuzz.judge import wrongs
from fuzz.mutation import as_bytes, mutated, one_of, rearranged
from fuzz.mxss import MUTATING
from fuzz.target import Target
from toolbox.core.findings import Finding
from toolbox.core.model import Toolbox
from toolbox.source import prose
from toolbox.source.canonical import canonical
from toolbox.source.check import check_source
from toolbox.source.decoding import decode
from toolbox.source.derived import without_empty_columns
from toolbox.source.limits import content_problem
from toolbox.source.load import INVENTORY
from toolbox.source.prose import extensions, sanitise
from toolbox.source.tree import Tree

PAGE = "content/stappen/1-kennismaken.md"
PACKAGE = f"{corpus.FORM}/datapackage.yaml"
ROWS = f"{corpus.FORM}/taken_lijst.csv"
ROUTE = "content/schemas/route.yaml"
# What may be missed although no proposal named it.
ALWAYS = {"content/toolbox.yaml", INVENTORY, ROUTE}
# Characters: Markdown takes longer than in proportion to a text that no lint has looked at (brackets in brackets).
UNLINTED = 1_500
REPEATED = 50_000  # bytes: of more, once takes long enough
HEADER = ("groep", "nr", "taak", "oordeel")


# What a file as a whole must hold to.


def check_tree(data: bytes) -> set[str]:
    """`data` is {"base": whether the small toolbox is below it, "files": {path: text}} as JSON."""
    wanted = json.loads(data)
    files = {path: text.encode("utf-8", "surrogateescape") for path, text in wanted["files"].items()}
    return check_files({**corpus.base(), **files} if wanted["base"] else files)


def check_files(files: dict[str, bytes]) -> set[str]:
    found = [problem for path, data in files.items() if (problem := content_problem(path, data))]
    refused = {problem.path for problem in found}
    tree = Tree({path: data for path, data in files.items() if path not in refused}, frozenset(refused))
    source = check_source(tree, found)
    for finding in source.findings:
        check_finding(finding, tree)
    if sum(map(len, files.values())) < REPEATED:
        assert check_source(tree, found).findings == source.findings
    if not source.has_errors:
        check_html(source.toolbox)
    return {finding.code for finding in source.findings}


def check_finding(finding: Finding, tree: Tree) -> None:
    told = str(finding)
    assert told.isprintable(), f"would steer a terminal: {told!r}"
    assert finding.message.strip()
    assert len(told) < 3_000, "too long to read"
    assert (
        finding.path in tree.files.keys() | tree.refused
        or finding.path in ALWAYS
        or any(tree.under(f"{finding.path}/"))
    ), finding.path
    data = tree.files.get(finding.path, b"")
    assert 0 <= finding.line <= data.count(b"\n") + 1, finding
    assert finding.column == 0 or finding.line
    if finding.column:
        text = decode(finding.path, data)[0] or data.decode("utf-8", "replace")
        assert 1 <= finding.column <= len(text.split("\n")[finding.line - 1]) + 1, finding


def check_html(toolbox: Toolbox) -> None:
    proses = [page.body for page in toolbox.pages]
    proses += [section.intro for form in toolbox.formats for section in form.sections]
    proses += [table.help for form in toolbox.formats for table in form.tables]
    for item in proses:
        assert not wrongs(item.html)


def one_file(path: str) -> Any:
    """A check of the file at `path` with nothing beside it."""

    def check(data: bytes) -> set[str]:
        return check_files({path: data})

    return check


# The Markdown wall.


def check_markdown(data: bytes) -> set[str]:
    """Both walls together."""
    text = data.decode("utf-8", "replace")
    rendered, findings = prose.render(PAGE, text, 1)
    for finding in findings:
        check_finding(finding, Tree({PAGE: text.encode()}))
    if len(text) < UNLINTED:
        assert (rendered, findings) == prose.render(PAGE, text, 1)
    assert bool(findings) <= (not rendered.html)
    assert not wrongs(rendered.html)
    for heading in rendered.headings:
        assert f'id="{heading.id}"' in rendered.html
    return {finding.code for finding in findings}


def check_sanitiser(data: bytes) -> tuple[str, ...]:
    """The second wall alone: on `data` as HTML, and on what Markdown makes of it when no lint looked first."""
    text = data.decode("utf-8", "replace")
    assert not wrongs(sanitise(PAGE, text))
    try:
        raw = markdown.Markdown(extensions=extensions()).convert(text[:UNLINTED])
    except RecursionError:
        return ("recursion",)
    assert not wrongs(sanitise(PAGE, raw))
    return ("raw",) if wrongs(raw) else ("harmless",)


# Single files.


def check_rows(data: bytes) -> set[str]:
    own = {path: kept for path, kept in corpus.base().items() if path.startswith(corpus.FORM)}
    return check_files({**own, ROWS: data})


def check_canonical(data: bytes) -> tuple[str, ...]:
    text = data.decode("utf-8", "replace")
    once = canonical(text)
    if len(text) < UNLINTED:
        assert canonical(once) == once
    without_empty_columns(text)
    return ("same",) if once == text else ("rewritten",)


# Inputs.


def texts(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return strategy.map(lambda text: text.encode("utf-8", "surrogatepass"))


def _markdown() -> st.SearchStrategy[bytes]:
    seeds = (*corpus.bodies(), *(text.encode() for text in MUTATING))
    return st.one_of(texts(grammar.markdown()), mutated(seeds, as_bytes(tokens.MARKDOWN), grammar.MARKDOWN_LIMIT))


def _sanitiser() -> st.SearchStrategy[bytes]:
    soup = as_bytes((*tokens.HTML, *tokens.MARKDOWN))
    seeds = tuple(text.encode() for text in MUTATING)
    return st.one_of(texts(grammar.html_text()), texts(grammar.markdown(UNLINTED)), mutated(seeds, soup, 20_000))


FRONTS = ("titel", "soort", "nummer", "volgorde", "status", "samenvatting", "herzien_voor", "bron", "schema", "tabel")


def _pages() -> st.SearchStrategy[bytes]:
    words = as_bytes((*tokens.YAML, *tokens.MARKDOWN, *(f"{name}: " for name in FRONTS), "---\n"))
    fronts = tuple(data.split(b"\n---\n", 1)[0] + b"\n---\n" for data in corpus.files(".md") if data.startswith(b"---"))
    whole = st.builds(bytes.__add__, one_of(fronts), _markdown())
    odd = st.builds(lambda front, body: b"---\n" + front + b"\n---\n" + body, texts(grammar.yaml_text()), _markdown())
    return st.one_of(whole, odd, mutated(corpus.files(".md"), words, grammar.FILE_LIMIT))


def _yaml_files(pick: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    words = as_bytes((*tokens.YAML, *tokens.MARKDOWN))
    data = tuple(_parsed(pick))
    changed = rearranged(data, 400).map(grammar.dumped)
    return st.one_of(texts(grammar.yaml_text()), mutated(pick, words, grammar.FILE_LIMIT), changed)


def _parsed(files: Iterable[bytes]) -> Iterator[Any]:
    import yaml

    for data in files:
        try:
            found = yaml.safe_load(data)
        except (yaml.YAMLError, ValueError):
            continue
        if isinstance(found, dict) and len(data) < 30_000:
            yield found


def _yaml_with(word: bytes) -> tuple[bytes, ...]:
    return tuple(data for data in corpus.files(".yaml") if word in data)


def _packages() -> st.SearchStrategy[bytes]:
    return _yaml_files(_yaml_with(b"resources:"))


def _diagrams() -> st.SearchStrategy[bytes]:
    return _yaml_files(_yaml_with(b"pijlen:"))


def _inventories() -> st.SearchStrategy[bytes]:
    return _yaml_files(_yaml_with(b"stappen:"))


def _csv_files() -> st.SearchStrategy[bytes]:
    words = as_bytes(tokens.CSV)
    return st.one_of(texts(grammar.csv_text(HEADER)), mutated(corpus.files(".csv"), words, grammar.FILE_LIMIT))


def _canonical() -> st.SearchStrategy[bytes]:
    words = as_bytes(tokens.YAML)
    changed = rearranged(corpus.packages_as_data(), 40).map(grammar.dumped)
    return st.one_of(texts(grammar.yaml_text(60_000)), changed, mutated(_yaml_with(b"resources:"), words, 100_000))


def _trees() -> st.SearchStrategy[bytes]:
    """The small toolbox with a few of its files changed, or others beside them."""
    base = corpus.base()
    form = rearranged(corpus.packages_as_data(), 10).map(grammar.dumped)
    some = st.one_of(
        *(st.tuples(st.just(path), mutated((data,), as_bytes(_words(path)), 50_000)) for path, data in base.items()),
        st.tuples(st.just(PACKAGE), form),
        st.tuples(st.sampled_from(OTHERS), st.one_of(form, _own(corpus.files(".md")), _own(corpus.files(".csv")))),
    )
    return st.builds(_as_tree, st.integers(0, 9), st.lists(some, min_size=1, max_size=4))


OTHERS = (
    *(
        "content/x.md",
        "content/bijlagen/1.3-x.md",
        "content/bijlagen/9.9-x.md",
        "content/regio/a/x.md",
        "content/schemas/x.yaml",
    ),
    *(
        "forms/x.csv",
        "forms/1.3-x/datapackage.yaml",
        "forms/1.3-x/antwoorden.csv",
        "forms/1.2-kennismaking/x/y.csv",
        "forms/a/b/c.yaml",
    ),
)


def _own(files: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    return one_of(files)


def _words(path: str) -> tuple[str, ...]:
    if path.endswith(".csv"):
        return tokens.CSV
    return tokens.YAML if path.endswith(".yaml") else (*tokens.YAML, *tokens.MARKDOWN)


def _as_tree(base: int, files: Sequence[tuple[str, bytes]]) -> bytes:
    told = {path: data.decode("utf-8", "surrogateescape") for path, data in files}
    return grammar.as_json({"base": base > 0, "files": told})


TARGETS = (
    Target("tree", _trees, check_tree),
    Target("page", _pages, one_file(PAGE)),
    Target("package", _packages, one_file(PACKAGE)),
    Target("diagram", _diagrams, one_file(ROUTE)),
    Target("inventory", _inventories, one_file(INVENTORY)),
    Target("rows", _csv_files, check_rows),
    Target("markdown", _markdown, check_markdown),
    Target("sanitiser", _sanitiser, check_sanitiser),
    Target("canonical", _canonical, check_canonical),
)
