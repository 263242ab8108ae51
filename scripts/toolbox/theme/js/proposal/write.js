// A draft of a format → its files, with the change and nothing else.

import { readCsv, writeCsv, writeRow } from "./csv.js";
import { ANSWERS, folderOf, hasChoices, isAnswers, nodesOf, readFormat, takenNames } from "./draft.js";
import { FIELD_ORDER, newColumn, newField, setChanged, writeChoices, writeKind, writeQuestion } from "./fields.js";
import { choiceValue, questionName, knownValue } from "./names.js";
import { openYaml } from "./scalars.js";

/** @import { YAMLSeq } from "yaml" */
/** @import { Choice, Column, Draft, FileChange, MapNode, Source, Table } from "./types.js" */
/** @import { NamedDraft, NamedQuestion, Question } from "./types.js" */

const PACKAGE_ORDER = ["name", "title", "description", "version"];
const SECTION_ORDER = ["name", "title", "description", "source", "pageBreak"];
const RESOURCE_ORDER = [
  ...["name", "title", "description", "section", "emptyRows", "groupBy", "ground"],
  ...["source", "previousNames", "schema"],
];

/** @param {{ removed: boolean }} item */
const isKept = (item) => !item.removed;

/**
 * Give every new question its name and every new choice its value: both made once, from the words at this moment.
 * @param {Draft} draft
 * @param {Source} source
 * @param {Draft} before the format as it is
 * @returns {NamedDraft}
 */
function named(draft, source, before) {
  const taken = takenNames(source);
  const questions = draft.questions.filter(isKept).map((question) => {
    const name = question.name ?? questionName(question.title, taken);
    taken.add(name);
    return { ...question, name, choices: namedChoices(question, before.questions) };
  });
  const tables = draft.tables.map((table) => {
    const old = table.origin === null ? undefined : before.tables.find(({ origin }) => origin === table.origin);
    return namedTable(table, old?.columns ?? [], taken);
  });
  return { ...draft, questions, tables };
}

/**
 * @param {Table} table
 * @param {Column[]} before
 * @param {Set<string>} taken
 * @returns {Table}
 */
function namedTable(table, before, taken) {
  const own = table.origin === null ? questionName(table.title || "tabel", taken) : table.name;
  taken.add(own);
  const names = new Set(table.columns.filter(({ origin }) => origin !== null).map(({ name }) => name));
  const columns = table.columns.map((column) => {
    const name = column.origin === null ? questionName(column.title, names) : column.name;
    names.add(name);
    return { ...column, name, choices: namedChoices(column, before) };
  });
  return { ...table, name: own, file: table.origin === null ? `${own}.csv` : table.file, columns };
}

/**
 * @param {Pick<Question, "kind" | "choices" | "origin">} item
 * @param {Pick<Question, "choices" | "origin">[]} before
 * @returns {Choice[]}
 */
function namedChoices(item, before) {
  if (!hasChoices(item.kind)) {
    return [];
  }
  const old = item.origin === null ? undefined : before.find(({ origin }) => origin === item.origin);
  const values = new Set(item.choices.flatMap((choice) => choice.value ?? []));
  return item.choices.map((choice) => {
    const again = knownValue(choice, old?.choices ?? []);
    const own = choice.value ?? (again && !values.has(again) ? again : choiceValue(choice.label, values));
    values.add(own);
    return { value: own, label: choice.label };
  });
}

class Writer {
  /** @param {Source} source */
  constructor(source) {
    const { document, text } = openYaml(source.text);
    this.document = document;
    this.text = text;
    this.before = readFormat(source);
  }

  /**
   * @param {MapNode} node
   * @param {string[]} order
   * @param {string} key
   * @param {unknown} value
   * @param {unknown} before
   */
  set(node, order, key, value, before) {
    setChanged(this.document, node, order, key, value, before);
  }

  /** @param {Draft} draft */
  texts(draft) {
    const contents = /** @type {MapNode} */ (this.document.contents);
    this.set(contents, PACKAGE_ORDER, "description", draft.about, this.before.about);
    const nodes = nodesOf(this.document, "sections");
    const list = /** @type {YAMLSeq} */ (this.document.get("sections"));
    list.items = draft.sections.map(({ origin, name, title, intro }) => {
      if (origin === null) {
        return this.document.createNode({ name, title, ...(intro && { description: intro }) });
      }
      const before = this.before.sections[origin];
      this.set(nodes[origin], SECTION_ORDER, "title", title, before.title);
      this.set(nodes[origin], SECTION_ORDER, "description", intro, before.intro);
      return nodes[origin];
    });
  }

  /** @param {Table} table */
  table(table) {
    if (table.origin === null) {
      const { name, title, help, section, emptyRows, columns } = table;
      const fields = columns.map(newColumn);
      const about = { ...(title && { title }), ...(help && { description: help }) };
      const node = this.document.createNode({ name, ...about, section, emptyRows, schema: { fields } });
      /** @type {YAMLSeq} */ (this.document.get("resources")).items.push(node);
      return;
    }
    const node = nodesOf(this.document, "resources")[table.origin];
    // What is edited was read from the same text.
    const before = /** @type {Table} */ (this.before.tables.find((other) => other.origin === table.origin));
    this.set(node, RESOURCE_ORDER, "title", table.title, before.title);
    this.set(node, RESOURCE_ORDER, "description", table.help, before.help);
    this.set(node, RESOURCE_ORDER, "emptyRows", table.emptyRows, before.emptyRows);
    this.#columns(node, table, before);
  }

  /**
   * @param {MapNode} node
   * @param {Table} table
   * @param {Table} before
   */
  #columns(node, table, before) {
    const nodes = nodesOf(node, "schema", "fields");
    if (table.columns.some(({ origin }) => origin === null) || table.columns.length < nodes.length) {
      // Their widths were those of all together.
      for (const column of nodes) {
        column.delete("share");
      }
    }
    const list = /** @type {YAMLSeq} */ (node.getIn(["schema", "fields"]));
    list.items = table.columns.map((column) => {
      if (column.origin === null) {
        return this.document.createNode(newColumn(column));
      }
      const old = before.columns[column.origin];
      this.set(nodes[column.origin], FIELD_ORDER, "title", column.title, old.title);
      this.set(nodes[column.origin], FIELD_ORDER, "description", column.help, old.help);
      if (column.kind !== old.kind) {
        writeKind(this.document, nodes[column.origin], column.kind);
      }
      writeChoices(this.document, nodes[column.origin], column.choices, old.choices);
      return nodes[column.origin];
    });
  }

  /**
   * The nodes of the questions in their new order. A node that stays keeps all that nobody edits here.
   * @param {NamedQuestion[]} questions
   */
  questions(questions) {
    const resources = this.document.get("resources");
    const answers = resources.items.find(isAnswers);
    if (questions.length === 0) {
      resources.items = resources.items.filter((/** @type {MapNode} */ resource) => resource !== answers);
      return;
    }
    const list = answers ? answers.getIn(["schema", "fields"]) : this.#newAnswers(resources);
    const nodes = list.items;
    // In a concept each question says where it comes from, so a new one does too.
    const isConcept = nodes.some((/** @type {MapNode} */ node) => node.has("source"));
    list.items = questions.map((question) => {
      if (question.origin === null) {
        return this.document.createNode(newField(question, isConcept));
      }
      writeQuestion(this.document, nodes[question.origin], question, this.before.questions[question.origin]);
      return nodes[question.origin];
    });
  }

  /** @param {YAMLSeq} resources */
  #newAnswers(resources) {
    const node = this.document.createNode({ name: ANSWERS, schema: { fields: [] } });
    resources.items.unshift(node);
    return node.getIn(["schema", "fields"]);
  }
}

/**
 * The rows as they are now; null when there are none. Its heading names the columns that have some text.
 * @param {Table} table
 * @param {string | null} before
 * @returns {string | null}
 */
function tableCsv(table, before) {
  const { rows, end } = readCsv(before ?? "");
  const kept = table.rows.filter(isKept);
  if (kept.length === 0) {
    return null;
  }
  const names = table.columns.map((column) => column.name);
  const used = names.filter((_, place) => kept.some((row) => row.cells[place] !== ""));
  const header = rows[0]?.cells ?? [];
  const isSameHeader = header.length === used.length && used.every((name) => header.includes(name));
  const heading = isSameHeader || used.length === 0 ? header : used;
  const places = heading.map((name) => names.indexOf(name));
  const written = kept.map((row) => {
    const isSame = isSameHeader && row.before && writeRow(row.before) === writeRow(row.cells);
    const cells = places.map((place) => row.cells[place]);
    return isSame ? { cells, raw: row.raw } : { cells };
  });
  return writeCsv([isSameHeader ? rows[0] : { cells: heading }, ...written], end);
}

/**
 * [{path, before, after}] of every file of the format; `before` or `after` is null where there is no such file.
 * @param {Draft} draft
 * @param {Source} source
 * @returns {FileChange[]}
 */
export function writeFormat(draft, source) {
  const writer = new Writer(source);
  const complete = named(draft, source, writer.before);
  writer.texts(complete);
  complete.tables.filter(({ origin }) => origin !== null).forEach((table) => writer.table(table));
  // After those: it may take a resource away, or put one before the tables.
  writer.questions(complete.questions);
  complete.tables.filter(({ origin }) => origin === null).forEach((table) => writer.table(table));
  const folder = folderOf(source.path);
  /** @type {FileChange[]} */
  const files = [{ path: source.path, before: source.text, after: writer.text() }];
  for (const table of complete.tables) {
    const before = source.csv[table.file] ?? null;
    files.push({ path: `${folder}/${table.file}`, before, after: tableCsv(table, before) });
  }
  return files;
}
