"""A folder with datapackage.yaml and CSV files  →  Format + findings."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import Any

from toolbox.core.findings import MOST, Finding, did_you_mean
from toolbox.core.form import ANSWERS_NAME, Format, Question, QuestionType, Section, Table
from toolbox.core.place import Pointer
from toolbox.core.prose import Prose
from toolbox.source import profile, prose
from toolbox.source.choices import narrow_column, read_choices
from toolbox.source.conditions import with_conditions
from toolbox.source.derived import file_name
from toolbox.source.mending import Mended, Opened, open_file
from toolbox.source.profile import pointer_words
from toolbox.source.rows import SourceRow, check_cells, read_rows, unfit
from toolbox.source.tree import Tree
from toolbox.source.uniquenames import name_problems
from toolbox.source.yamlsource import YamlSource

HEADING_ID = re.compile(r'(<h[234]) id="[^"]*"')
# What may follow from a mistake anywhere in another part of the file.
FOLLOWING = {
    **{"section-empty": "resources", "section-unknown": "sections"},
    **{"condition-question": "resources", "condition-value": "resources"},
}
COLUMN_ONLY = ("given", "matrix", "share")
QUESTION_ONLY = ("section", "after", "width", "signature", "showIf", "term")


def load_format(folder: str, tree: Tree) -> Mended[Format]:
    """The format in `folder` ('forms/3.1-…'). An item when its datapackage.yaml has the shape of one."""
    path = f"{folder}/datapackage.yaml"
    if path not in tree.files:
        return Mended(None, [Finding("folder-without-package", folder)])
    opened = open_file(path, tree.files[path], profile.FORMAT)
    findings = opened.findings
    if opened.source is None:
        # The CSV files are looked at all the same: one mistake does not hide another.
        files = [name for name in tree.under(f"{folder}/") if name.endswith(".csv")]
        return Mended(None, findings + [found for name in files for found in unfit(name, tree.files[name])])
    reader = _FormatReader(opened, opened.source, folder, tree)
    form = reader.read()
    guess = replace(form, sections=tuple(map(reader.shown, form.sections))) if findings or reader.wrong else None
    return Mended(None if findings else form, findings + reader.findings, guess)


class _FormatReader:
    """Reads one package that keeps to its profile; collects what the profile cannot say."""

    def __init__(self, opened: Opened, source: YamlSource, folder: str, tree: Tree) -> None:
        self.opened, self.source, self.folder, self.tree = opened, source, folder, tree
        self.findings: list[Finding] = []
        # HTML to compare of each text that has findings, by the list and the name that it belongs to.
        self.wrong: dict[tuple[str | int, str], str] = {}
        self.section_names = [section["name"] for section in source.data["sections"]]

    def find(self, code: str, *pointer: str | int, **values: str) -> None:
        elsewhere = any(at[:1] == (FOLLOWING.get(code),) for at in self.opened.wrong)
        if elsewhere or self.opened.follows(pointer):
            return
        where = pointer_words(self.source, pointer)
        self.findings.append(self.source.finding(code, *pointer, **{"where": where, **values}))

    def read(self) -> Format:
        data = self.source.data
        # A name that is not right leads to no file, so each file would seem to belong nowhere.
        if not any(at[:1] == ("resources",) and (len(at) < 3 or at[2] == "name") for at in self.opened.wrong):
            self.findings += _stray_files(self.source, self.folder, self.tree)
        expected = f"{data['number']}-{data['name']}"
        folder = self.folder.rsplit("/", 1)[-1]
        if folder != expected:
            self.find("folder-name", "name", folder=folder, expected=expected)
        for code, pointer, values in name_problems(self.source):
            self.find(code, *pointer, **values)
        questions: list[Question] = []
        tables: list[Table] = []
        for index, resource in enumerate(data["resources"]):
            if resource["name"] == ANSWERS_NAME:
                questions += self.answers(index, resource)
            else:
                tables.append(self.table(index, resource))
        self.check_after(questions, tables)
        sections = tuple(self.section(index, questions, tables) for index in range(len(data["sections"])))
        return Format(
            path=self.source.path,
            name=data["name"],
            number=data["number"],
            title=data["title"],
            description=" ".join(data["description"].split()),
            version=data["version"],
            kind=data["kind"],
            roles=tuple(data["roles"]),
            landscape=data.get("landscape", False),
            sections=sections,
            place={key: self.source.place(key) for key in data}
            | {f"roles.{index}": self.source.place("roles", index) for index in range(len(data["roles"]))},
            previous_names=tuple(data.get("previousNames", ())),
        )

    def check_after(self, questions: list[Question], tables: list[Table]) -> None:
        """A question stands after a table of its own section."""
        resource = next((i for i, one in enumerate(self.source.data["resources"]) if one["name"] == ANSWERS_NAME), 0)
        for index, question in enumerate(questions):
            names = [table.name for table in tables if table.section == question.section]
            if question.after and question.after not in names:
                at = ("resources", resource, "schema", "fields", index, "after")
                self.find("after-unknown", *at, table=question.after, hint=did_you_mean(question.after, names))

    def at(self, *pointer: str | int) -> Any:
        value: Any = self.source.data
        for part in pointer:
            value = value[part]
        return value

    def section(self, index: int, questions: list[Question], tables: list[Table]) -> Section:
        data = self.source.data["sections"][index]
        mine = tuple(question for question in questions if question.section == data["name"])
        my_tables = tuple(table for table in tables if table.section == data["name"])
        intro = self.prose(data.get("description", ""), "sections", index, "description")
        if not (mine or my_tables or intro):
            self.find("section-empty", "sections", index, section=data["name"])
        page_break, source = data.get("pageBreak", False), data.get("source", "")
        return Section(data["name"], data["title"], intro, page_break, mine, my_tables, source)

    def prose(self, text: str, *pointer: str | int) -> Prose:
        if not text:
            return Prose()
        rendered, findings = prose.render(self.source.path, text.strip() + "\n", 1)
        if findings:
            shown = prose.render_wrong(self.source.path, text.strip() + "\n", findings, 1)
            self.wrong[pointer[0], self.at(*pointer[:-1])["name"]] = HEADING_ID.sub(r"\1", shown)
        # A folded YAML text has other lines than the file: its findings all point at the key.
        about_images = [f for f in findings if f.code.startswith("image")]
        for found in (each for each in findings if each not in about_images):
            code = "link-in-format" if found.code == "link-scheme" else found.code
            self.findings.append(self.source.finding(code, *pointer, **found.values))
        for _, target in rendered.links:
            self.find("link-in-format", *pointer, link=target)
        if rendered.images or about_images:
            self.find("image-in-format", *pointer)
        # Nothing leads to a heading here, and a form has fields whose ids it could take.
        return replace(rendered, html=HEADING_ID.sub(r"\1", rendered.html))

    def shown(self, section: Section) -> Section:
        """The section with the texts in it that have findings, to compare them."""
        tables = (
            replace(table, help=replace(table.help, html=self.wrong.get(("resources", table.name), table.help.html)))
            for table in section.tables
        )
        intro = replace(section.intro, html=self.wrong.get(("sections", section.name), section.intro.html))
        return replace(section, intro=intro, tables=tuple(tables))

    def answers(self, index: int, resource: dict[str, Any]) -> list[Question]:
        for key in ("section", "emptyRows", "groupBy", "ground", "source"):
            if key in resource:
                self.find("no-answers", "resources", index, key, key=key)
        questions = [
            self.question(index, i, field, column=False) for i, field in enumerate(resource["schema"]["fields"])
        ]
        questions, faults = with_conditions(questions, resource["schema"]["fields"])
        for i, code, at, values in faults:
            self.find(code, "resources", index, "schema", "fields", i, *at, **values)
        file = self.file(resource)
        rows, found = self.rows(index, file, [question.name for question in questions])
        if not self.opened.follows(("resources", index)):
            self.findings += [Finding("csv-not-blank", file, rows[0][0])] if rows else found
        return questions

    def table(self, index: int, resource: dict[str, Any]) -> Table:
        at: Pointer = ("resources", index)
        columns = [self.question(index, i, field, column=True) for i, field in enumerate(resource["schema"]["fields"])]
        names = [column.name for column in columns]
        file = self.file(resource)
        read, found = self.rows(index, file, names)
        self.findings += found
        rows = read or []
        cells = check_cells(file, columns, rows, resource.get("groupBy", ""))
        if not self.opened.follows(at):
            self.findings += islice(cells, MOST + 1)
        name, empty = resource["name"], resource.get("emptyRows", 0)
        self.check_section(resource, *at)
        if all(column.given for column in columns):
            self.find("table-only-given", *at, table=name)
        if read == [] and not empty:
            self.find("table-no-rows", *at, table=name, file=file_name(name))
        group = resource.get("groupBy", "")
        givens = [column.name for column in columns if column.given]
        if group and group not in givens:
            self.find("group-unknown", *at, "groupBy", table=name, column=group, hint=did_you_mean(group, givens))
            group = ""
        shares = [column.share for column in columns if column.name != group]
        if any(shares) and (sum(shares) != 100 or not all(shares)):
            bare = next((column.name for column in columns if not column.share and column.name != group), "")
            without = f", en kolom ‘{bare}’ heeft er geen" if bare else ""
            self.find("shares", *at, table=name, total=str(sum(shares)), without=without)
        else:
            self.check_widths(columns, group, name, *at)
        for i, column in enumerate(columns):
            if rows and column.required and not column.given:
                required = (*at, "schema", "fields", i, "constraints", "required")
                self.find("required-and-rows", *required, file=file_name(name))
        help_text = self.prose(resource.get("description", ""), *at, "description")
        return Table(
            name=name,
            title=resource.get("title", ""),
            help=help_text,
            section=resource.get("section", ""),
            columns=tuple(columns),
            rows=tuple(tuple(row) for _, row in rows),
            empty_rows=empty,
            group_by=group,
            ground=self.ground(resource),
            file=file,
            place=self.source.place(*at),
            previous_names=tuple(resource.get("previousNames", ())),
            source=resource.get("source", ""),
        )

    def ground(self, data: dict[str, Any]) -> str:
        return " ".join(data.get("ground", "").split())

    def check_section(self, data: dict[str, Any], *at: str | int) -> None:
        if "section" not in data:
            self.find("section-missing", *at)
        elif data["section"] not in self.section_names:
            hint = did_you_mean(data["section"], self.section_names)
            self.find("section-unknown", *at, "section", section=data["section"], hint=hint)

    def question(self, resource: int, index: int, field: dict[str, Any], *, column: bool) -> Question:
        at: Pointer = ("resources", resource, "schema", "fields", index)
        kind = QuestionType(field["type"])
        for key in QUESTION_ONLY if column else COLUMN_ONLY:
            if key in field:
                self.find("key-does-not-fit", *at, key, key=key, what="een kolom" if column else "een losse vraag")
        if not column:
            self.check_section(field, *at)
        choices = read_choices(lambda code, *below, **values: self.find(code, *at, *below, **values), field, kind)
        for key, fits in (
            ("lines", kind is QuestionType.TEXT and not choices),
            ("signature", kind is QuestionType.TEXT and not choices),
            ("matrix", kind is QuestionType.TEXT and bool(choices)),
            ("given", kind is QuestionType.TEXT and not choices),
        ):
            if key in field and not fits:
                self.find("key-does-not-fit", *at, key, key=key, what="dit type")
        if field.get("signature") and "term" in field:
            self.find("key-does-not-fit", *at, "term", key="term", what="een handtekening: die zet iemand zelf")
        return Question(
            name=field["name"],
            title=field["title"],
            help=" ".join(field.get("description", "").split()),
            type=kind,
            place=self.source.place(*at),
            section=field.get("section", ""),
            choices=choices,
            required=field.get("constraints", {}).get("required", False),
            lines=field.get("lines", 1),
            width=field.get("width", "full"),
            signature=field.get("signature", False),
            ground=self.ground(field),
            previous_names=tuple(field.get("previousNames", ())),
            given=field.get("given", False),
            matrix=field.get("matrix", False),
            share=field.get("share", 0),
            after=field.get("after", ""),
            source=field.get("source", ""),
            term=field.get("term", ""),
        )

    def check_widths(self, columns: list[Question], group: str, table: str, *at: str | int) -> None:
        shown = [column for column in columns if column.name != group]
        if narrow := narrow_column(shown, landscape=self.source.data.get("landscape", False)):
            self.find("column-narrow", *at, table=table, **narrow)

    def file(self, resource: dict[str, Any]) -> str:
        return f"{self.folder}/{file_name(resource['name'])}"

    def rows(self, index: int, path: str, names: list[str]) -> tuple[list[SourceRow] | None, list[Finding]]:
        """(line, cells) of each row below the CSV's header, none without a CSV; None when it cannot be read."""
        if path not in self.tree.files:
            return (None if path in self.tree.refused else []), []
        rows, findings = read_rows(path, self.tree.files[path], names)
        return rows, unfit(path, self.tree.files[path]) if self.opened.follows(("resources", index)) else findings


def _stray_files(source: YamlSource, folder: str, tree: Tree) -> list[Finding]:
    resources = source.data.get("resources")
    items = resources if isinstance(resources, list) else []
    names = [str(item.get("name")) for item in items if isinstance(item, dict)]
    expected = {source.path, *(f"{folder}/{file_name(name)}" for name in names)}
    return [Finding("stray-file", path) for path in tree.under(f"{folder}/") if path not in expected]
