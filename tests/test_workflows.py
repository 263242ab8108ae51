"""What the forges read: workflow files that are correct and safe, templates, and settings for editors."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT
from spelling import known, unknown

GITHUB, FORGEJO = ROOT / ".github", ROOT / ".forgejo"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORGEJO_WORKFLOWS = sorted((FORGEJO / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]-*.yml"))
BIN = Path(sys.executable).parent
PROPOSALS = ("proposal-check.yml", "proposal-report.yml")
EVERY = [*WORKFLOWS, *FORGEJO_WORKFLOWS]
# What may change something, and where: the comment below a proposal, and the site.
RIGHTS = {
    "proposal-report.yml": [{"actions": "read", "contents": "read", "pull-requests": "write"}],
    "publish.yml": [{"attestations": "write", "id-token": "write"}, {"pages": "write", "id-token": "write"}],
}
# Forgejo is not GitHub: its runners have other names, its actions addresses, and its token no permissions to choose.
OTHER_FORGE = ('label "codeberg-medium" is unknown', 'specifying action "https://data.forgejo.org/')
# English that people meet on a forge, and names of files and programs.
FOREIGN = {"Add", "CODEOWNERS", "Create", "Forgejo", "Hat", "Propose", "VS", "changes", "pull", "request"}


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))


def events(path: Path) -> set[str]:
    """To YAML 1.1 the key `on` is a boolean."""
    return set(read(path)[True])


def test_there_are_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["audit.yml", "fuzz.yml", *PROPOSALS, "publish.yml", "test.yml"]
    assert [path.name for path in FORGEJO_WORKFLOWS] == ["audit.yml", "fuzz.yml", *PROPOSALS, "test.yml"]


def test_actionlint_finds_nothing() -> None:
    ignored = [part for text in OTHER_FORGE for part in ("-ignore", re.escape(text))]
    for paths, options in ((WORKFLOWS, []), (FORGEJO_WORKFLOWS, ignored)):
        done = subprocess.run([BIN / "actionlint", *options, *paths], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    no_permissions = tmp_path / "zizmor.yml"
    no_permissions.write_text("rules: {excessive-permissions: {disable: true}}\n")
    for paths, options in ((WORKFLOWS, []), (FORGEJO_WORKFLOWS, ["--config", str(no_permissions)])):
        done = subprocess.run(
            [BIN / "zizmor", "--offline", "--persona=pedantic", "--no-progress", *options, *paths],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_actions_are_pinned_by_hash(path: Path) -> None:
    for action, comment in re.findall(r"uses: (\S+)(.*)", path.read_text("utf-8")):
        assert re.fullmatch(r"(?:https://data\.forgejo\.org/)?[\w-]+/[\w-]+@[0-9a-f]{40}", action)
        assert re.fullmatch(r" # v\d+(\.\d+\.\d+)?", comment)


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parts[-3]}/{path.name}")
@pytest.mark.promise("job-with-rights")
def test_no_proposal_starts_a_run_with_rights(path: Path) -> None:
    assert "pull_request_target" not in events(path)
    if "pull_request" in events(path):
        jobs = read(path)["jobs"].values()
        assert all(job.get("permissions", {}) in ({}, {"contents": "read"}) for job in jobs)
        assert not re.search(r"secrets\.|github\.token", path.read_text("utf-8"))


@pytest.mark.parametrize("path", EVERY, ids=lambda path: f"{path.parts[-3]}/{path.name}")
@pytest.mark.promise("job-with-rights")
def test_every_run_ends_and_leaves_nothing_for_another(path: Path) -> None:
    workflow = read(path)
    assert workflow["concurrency"]["group"]
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 60
        assert "container" not in job
        for step in job["steps"]:
            # A proposal could fill a cache that a later run trusts.
            assert "/cache" not in step.get("uses", "")
            assert "cache" not in step.get("with", {})
            if "/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
@pytest.mark.promise("job-with-rights")
def test_rights_are_given_by_job_and_only_where_needed(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    given = [job["permissions"] for job in workflow["jobs"].values()]
    assert [rights for rights in given if rights != {"contents": "read"}] == RIGHTS.get(path.name, [])


def test_an_action_is_the_same_everywhere() -> None:
    used = {match for path in EVERY for match in re.findall(r"uses: (\S+)@(\S+) # (\S+)", path.read_text("utf-8"))}
    assert len(used) == len({action for action, _, _ in used}) == 7


@pytest.mark.promise("published-as-built")
def test_the_job_that_publishes_runs_nothing_of_ours_and_waits_for_the_check() -> None:
    jobs = read(GITHUB / "workflows" / "publish.yml")["jobs"]
    assert [(name, job.get("needs")) for name, job in jobs.items()] == [
        ("build", None),
        ("rebuild", "build"),
        ("verify", "rebuild"),
        ("sign", "verify"),
        ("publish", "verify"),
    ]
    (deploy,) = jobs["publish"]["steps"]
    assert deploy.keys() == {"id", "uses"}
    built, packed = (jobs[name]["steps"][-1]["with"] for name in ("build", "rebuild"))
    assert built == {"name": "built", "path": "site", "include-hidden-files": True}
    assert packed == {"path": "unpacked", "include-hidden-files": True}


@pytest.mark.promise("provenance")
def test_what_signs_runs_nothing_of_ours_and_signs_the_list_that_was_built() -> None:
    jobs = read(GITHUB / "workflows" / "publish.yml")["jobs"]
    fetch, sign = jobs["sign"]["steps"]
    kept = next(step["with"] for step in jobs["build"]["steps"] if step.get("with", {}).get("name") == "record")
    assert (fetch["with"]["name"], kept["path"]) == ("record", "site/build.json")
    assert (sign["uses"].split("@")[0], sign["with"]) == ("actions/attest", {"subject-path": "record/build.json"})
    assert not any("run" in step for step in (fetch, sign))


def published(site: Path, *left_out: str) -> Path:
    """A site with its record, packed as GitHub's action does; returns the folder in which a run unpacks it."""
    files = {"index.html": b"<p>Hoi</p>", ".well-known/security.txt": b"Contact: x", "assets/site.css": b"p {}"}
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    record = {"commit": "0" * 40, "fingerprint": "", "versions": {}, "files": hashes}
    (site / "build.json").write_text(json.dumps(record), "utf-8")
    place = site.parent / "run"
    for folder in ("packed", "record"):
        (place / folder).mkdir(parents=True)
    shutil.copy(site / "build.json", place / "record")
    # The run has a checkout.
    shutil.copy(ROOT / "mkdocs.yml", place)
    (place / "content").mkdir()
    tar = ["tar", "--dereference", "--hard-dereference", "--exclude=.git", "--exclude=.github", *left_out]
    subprocess.run([*tar, "--directory", site, "-cf", place / "packed/artifact.tar", "."], check=True)
    return place


def verify(place: Path) -> list[int]:
    """The exit codes of the steps of the job `verify` that come after the downloads."""
    steps = read(GITHUB / "workflows" / "publish.yml")["jobs"]["verify"]["steps"]
    unpack, check = [step["run"] for step in steps[-2:]]
    command = check.replace(".venv/bin/", f"{BIN}/")
    assert command != check
    return [
        subprocess.run(["bash", "-e"], input=text, text=True, cwd=place, capture_output=True, check=False).returncode
        for text in (unpack, command)
    ]


@pytest.mark.promise("published-as-built")
def test_what_is_packed_is_checked_before_it_is_published(tmp_path: Path) -> None:
    assert verify(published(tmp_path / "good" / "site")) == [0, 0]
    # What the action does by itself: a site without security.txt.
    assert verify(published(tmp_path / "hidden" / "site", "--exclude=.[^/]*")) == [0, 1]
    place = published(tmp_path / "other" / "site")
    (tmp_path / "other" / "site" / "index.html").write_text("<script>", "utf-8")
    subprocess.run(["tar", "-C", place.parent / "site", "-cf", place / "packed/artifact.tar", "."], check=True)
    assert verify(place) == [0, 1]
    place = published(tmp_path / "link" / "site")
    (tmp_path / "link" / "site" / "link.html").symlink_to("/etc/passwd")
    subprocess.run(["tar", "-C", place.parent / "site", "-cf", place / "packed/artifact.tar", "."], check=True)
    assert verify(place)[0] == 1


@pytest.mark.promise("rebuilt")
def test_every_forge_builds_again_what_is_merged() -> None:
    jobs = read(GITHUB / "workflows" / "publish.yml")["jobs"]
    steps = [step.get("run", "") for step in jobs["rebuild"]["steps"]]
    assert steps[3] == jobs["verify"]["steps"][4]["run"]
    assert "/Python/3.13.*/" in steps[4]
    assert "verify-site --rebuild unpacked --record record/build.json --page" in steps[-2]
    gitlab = read(ROOT / ".gitlab-ci.yml")
    assert gitlab["rebuild"]["script"] == [
        "scripts/setup.sh site",
        ".venv/bin/toolbox verify-site --rebuild --page site",
    ]
    assert (gitlab["rebuild"]["needs"], gitlab["site"]["script"]) == (["site"], ["make site"])
    # Another system, with another Python, Pango and HarfBuzz.
    assert (gitlab["default"]["image"], gitlab["rebuild"]["image"]) == ("debian:12", "debian:13")
    forgejo = read(FORGEJO / "workflows" / "test.yml")["jobs"]["rebuild"]["steps"]
    assert [step["run"] for step in forgejo[1:]] == ["make site", ".venv/bin/toolbox verify-site --rebuild"]


@pytest.mark.parametrize("status", [0, 1, 2])
@pytest.mark.promise("rebuilt")
def test_what_differs_stops_the_publication(tmp_path: Path, status: int) -> None:
    program = tmp_path / ".venv" / "bin" / "toolbox"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho gezegd\nexit {status}\n", "utf-8")
    program.chmod(0o755)
    text = read(GITHUB / "workflows" / "publish.yml")["jobs"]["rebuild"]["steps"][-2]["run"]
    environment = {"PATH": "/usr/bin:/bin", "GITHUB_STEP_SUMMARY": str(tmp_path / "verslag")}
    done = subprocess.run(["bash", "-e"], input=text, text=True, cwd=tmp_path, env=environment, capture_output=True)
    assert (done.returncode, (tmp_path / "verslag").read_text("utf-8")) == (status, "gezegd\n")


def test_every_forge_runs_the_same_commands() -> None:
    commands = {"make test", "make audit", "make fuzz", "make faults"}
    gitlab = {name: job["script"] for name, job in read(ROOT / ".gitlab-ci.yml").items() if "script" in job}
    for texts in (
        [path.read_text("utf-8") for path in WORKFLOWS],
        [path.read_text("utf-8") for path in FORGEJO_WORKFLOWS],
        ["\n".join(f"run: {line}" for line in script) for script in gitlab.values()],
    ):
        found = set(re.findall(r"run: (make \w+)", "\n".join(texts)))
        assert found - {"make site"} == commands
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert {command.removeprefix("make ") for command in commands} <= set(targets)


def test_the_example_of_a_proposal_is_what_would_come_of_it() -> None:
    """Put together with what is current: the proposal's own folders over it would undo what others did since."""
    texts = [path / "workflows" / PROPOSALS[0] for path in (GITHUB, FORGEJO)]
    for text in (*(path.read_text("utf-8") for path in texts), (ROOT / ".gitlab-ci.yml").read_text("utf-8")):
        assert 'scripts/preview.sh "$BASE" "$HEAD"' in text
        assert "git restore" not in text


def test_an_advisory_does_not_stop_a_proposal() -> None:
    assert "audit" not in (GITHUB / "workflows" / "test.yml").read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.search(r"^test:\n((?:\t.*\n)+)", makefile, re.M)
    assert recipe
    assert "audit" not in recipe[1]
    for path in (GITHUB, FORGEJO):
        workflow = read(path / "workflows" / "audit.yml")
        assert {"pull_request", "schedule"} <= workflow[True].keys()
        assert "scripts/lock/**" in workflow[True]["pull_request"]["paths"]


@pytest.mark.promise("job-with-rights")
def test_the_job_with_rights_runs_only_our_own_code() -> None:
    workflow = read(GITHUB / "workflows" / "proposal-report.yml")
    (job,) = workflow["jobs"].values()
    checkout, post = job["steps"]
    assert checkout["with"] == {"persist-credentials": False}
    assert post["run"] == "python3 -I scripts/toolbox/forgereport/__main__.py run"
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert workflow[True]["workflow_run"]["workflows"] == [read(GITHUB / "workflows" / "proposal-check.yml")["name"]]


@pytest.mark.promise("job-with-rights")
def test_a_proposal_is_checked_with_the_base_branch() -> None:
    (job,) = read(GITHUB / "workflows" / "proposal-check.yml")["jobs"].values()
    checkout = job["steps"][0]["with"]
    assert checkout["ref"] == "${{ github.event.pull_request.base.sha }}"
    assert (checkout["fetch-depth"], checkout["persist-credentials"]) == (0, False)
    ours = [path for path in (GITHUB, FORGEJO) if "git checkout" in (path / "workflows" / PROPOSALS[0]).read_text()]
    assert ours == [FORGEJO]
    assert 'git checkout --quiet --detach "$BASE"' in (FORGEJO / "workflows" / PROPOSALS[0]).read_text("utf-8")


@pytest.mark.promise("job-with-rights")
def test_gitlab_compares_with_the_code_of_the_target() -> None:
    jobs = read(ROOT / ".gitlab-ci.yml")
    ours = {"test", "audit", "fuzz", "faults", "site", "rebuild", "proposal"}
    assert set(jobs) == {"stages", "workflow", "default", "variables", *ours}
    script = jobs["proposal"]["script"]
    assert script.index('git checkout --quiet --detach "$BASE"') < script.index("scripts/setup.sh site")
    assert script.index("scripts/setup.sh site") < script.index(
        '.venv/bin/toolbox changes "$BASE...$HEAD" --to verslag'
    )
    assert jobs["proposal"]["artifacts"]["expose_as"]
    shell = "\n".join([*script, *jobs["default"]["before_script"]])
    done = subprocess.run(["bash", "-n"], input=shell, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# --- templates --------------------------------------------------------------------------------------------------------


def test_the_forms_are_those_that_people_need() -> None:
    assert [read(path)["name"] for path in FORMS] == [
        "Tekst verbeteren",
        "Format veranderen",
        "Regio",
        "Fout op de site",
    ]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_and_warns_first(path: Path) -> None:
    """As GitHub and Forgejo want their issue forms: both read this folder."""
    form = read(path)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    warning, *fields = form["body"]
    assert warning["type"] == "markdown"
    assert warning["attributes"]["value"].startswith("**Schrijf geen namen of gegevens van studenten op")
    assert len({field["id"] for field in fields}) == len(fields) > 2
    for field in fields:
        assert field["type"] in ("input", "textarea", "dropdown")
        assert set(field) <= {"type", "id", "attributes", "validations"}
        assert set(field["attributes"]) <= {"label", "description", "placeholder", "options"}
        assert ("options" in field["attributes"]) == (field["type"] == "dropdown")
        assert all(isinstance(option, str) for option in field["attributes"].get("options", []))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_gitlab_asks_the_same(path: Path) -> None:
    form = read(path)
    theirs = (ROOT / ".gitlab" / "issue_templates" / f"{form['name']}.md").read_text("utf-8")
    warning, *fields = form["body"]
    assert theirs.startswith(f"<!--\n{warning['attributes']['value'].replace('**', '').strip()}\n-->\n")
    assert re.findall(r"^## (.*)", theirs, re.M) == [field["attributes"]["label"] for field in fields]
    assert re.findall(r"^<!-- (.*) -->", theirs, re.M) == [
        field["attributes"]["description"] for field in fields if "description" in field["attributes"]
    ]
    options = [option for field in fields for option in field["attributes"].get("options", [])]
    assert re.findall(r"^- \[ \] (.*)", theirs, re.M) == options
    assert theirs.endswith(f"\n/label ~{form['labels'][0]}\n")


def test_pull_requests_and_merge_requests_ask_the_same() -> None:
    ours = (GITHUB / "pull_request_template.md").read_text("utf-8")
    assert ours.startswith("<!--\nSchrijf geen namen of gegevens van studenten op")
    assert ours == (ROOT / ".gitlab" / "merge_request_templates" / "Default.md").read_text("utf-8")


def test_code_owners_names_nobody_yet() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)
    assert any("/content/regio/" in line for line in lines)


def test_templates_and_guides_are_spelled_well() -> None:
    texts = {path.name: words_of_form(read(path)) for path in FORMS}
    texts["pull request"] = (GITHUB / "pull_request_template.md").read_text("utf-8")
    texts["conduct"] = (ROOT / "CODE_OF_CONDUCT.md").read_text("utf-8")
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## For developers")[0]
    texts["guide"] = re.sub(r"\]\([^)]*\)", "]", re.sub(r"```.*?```", "", guide, flags=re.S))
    drawing = read(GITHUB / "pictures" / "van-voorstel-tot-toolbox.yaml")
    texts["drawing"] = " \n ".join(text for box in drawing["vakken"] for text in (box["tekst"], *box["punten"]))
    found = unknown(texts)
    assert {word: places for word, places in found.items() if word not in {*known(), *FOREIGN, "CSV-bestand"}} == {}


def words_of_form(form: Any) -> str:
    parts = [form["name"], form["description"]]
    for field in form["body"]:
        given = field["attributes"]
        parts += [given.get(key, "") for key in ("label", "description", "placeholder", "value")]
        parts += given.get("options", [])
    return " \n ".join(parts)


# --- editors ----------------------------------------------------------------------------------------------------------


def test_editors_find_the_schema_of_every_kind_of_file() -> None:
    schemas = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    for schema, pattern in schemas.items():
        assert json.loads((ROOT / schema).read_text("utf-8"))["$schema"]
        assert list(ROOT.glob(pattern)), pattern
    covered = {path for pattern in schemas.values() for path in ROOT.glob(pattern)}
    sources = [path for root in ("content", "forms") for path in (ROOT / root).rglob("*.yaml")]
    assert set(sources) - covered == set()
