// A format as a person edits it: its questions, tables and texts as plain values, without YAML or CSV.

import { isMap, isSeq } from "yaml";
import { readCsv } from "./csv.js";
import { openYaml } from "./scalars.js";

/** @import { Choice, Column, Descriptor, Draft, Kind, MapNode } from "./types.js" */
/** @import { NamedQuestion, Source, Table, YamlDocument } from "./types.js" */

export const ANSWERS = "antwoorden";
// What a question can be, in plain words; the profile's own names stand in `write.js`.
export const KINDS = {
  line: "één regel",
  area: "meer regels",
  date: "datum",
  tick: "aankruisen",
  choice: "kies één",
  list: "kies meer",
};
export const SIGNATURE = "signature";
/** @type {Record<"date" | "boolean" | "list", Kind>} */
const TYPED = { date: "date", boolean: "tick", list: "list" };
/** @param {Kind} kind */
export const hasChoices = (kind) => kind === "choice" || kind === "list";

/** @param {string} path */
export function folderOf(path) {
  return path.slice(0, path.lastIndexOf("/"));
}

/** @param {MapNode} resource */
export const isAnswers = (resource) => resource.get("name") === ANSWERS;

/**
 * The mapping nodes in a list of the document; none when the list is not there.
 * @param {MapNode | YamlDocument} map
 * @param {...string} keys
 * @returns {MapNode[]}
 */
export function nodesOf(map, ...keys) {
  const list = map.getIn(keys);
  return isSeq(list) ? list.items.filter(isMap) : [];
}

/**
 * @param {string | undefined} text
 */
const words = (text) => (text ?? "").split(/\s+/).filter(Boolean).join(" ");

/**
 * A field of the data package as plain values.
 * @param {Descriptor} field
 * @returns {Kind}
 */
function kindOf(field) {
  if (field.type !== "string") {
    return TYPED[field.type];
  }
  if (field.signature) {
    return SIGNATURE;
  }
  if (field.categories) {
    return "choice";
  }
  return (field.lines ?? 1) > 1 ? "area" : "line";
}

/**
 * @param {MapNode} node
 * @param {number} origin
 * @returns {NamedQuestion}
 */
function readQuestion(node, origin) {
  const field = node.toJSON();
  return {
    // How the page calls it: also a new question has one.
    key: `vraag-${origin}`,
    origin,
    name: field.name,
    section: field.section ?? "",
    title: field.title,
    help: words(field.description),
    kind: kindOf(field),
    lines: field.lines ?? 1,
    required: field.constraints?.required ?? false,
    choices: (field.categories ?? []).map((/** @type {Choice} */ { value, label }) => ({ value, label })),
    ground: words(field.ground),
    removed: false,
  };
}

/**
 * @param {MapNode} node
 * @param {number} origin
 * @returns {Column}
 */
function readColumn(node, origin) {
  const question = readQuestion(node, origin);
  return {
    origin,
    name: question.name,
    title: question.title,
    help: question.help,
    required: question.required,
    given: node.get("given") ?? false,
    kind: question.kind,
    choices: question.choices,
    matrix: node.get("matrix") ?? false,
    share: node.get("share") ?? 0,
  };
}

/**
 * @param {MapNode} node
 * @param {number} origin
 * @param {Record<string, string>} csv
 * @returns {Table}
 */
function readTable(node, origin, csv) {
  const file = `${node.get("name")}.csv`;
  const [header, ...rows] = readCsv(csv[file] ?? "").rows;
  const columns = nodesOf(node, "schema", "fields").map(readColumn);
  // The heading names the columns that have some text; the others are empty.
  const places = columns.map((column) => header?.cells.indexOf(column.name) ?? -1);
  return {
    origin,
    file,
    name: node.get("name"),
    section: node.get("section") ?? "",
    title: node.get("title") ?? "",
    help: (node.get("description") ?? "").trim(),
    emptyRows: node.get("emptyRows") ?? 0,
    groupBy: node.get("groupBy") ?? "",
    columns,
    // An empty line is no row.
    rows: rows
      .filter((row) => row.cells.length > 1 || row.cells[0] !== "")
      .map((row) => ({ cells: places.map((place) => row.cells[place] ?? ""), raw: row.raw, removed: false }))
      .map((row) => ({ ...row, before: [...row.cells] })),
  };
}

/**
 * {path, text, csv: {file: text}} → draft. Throws when the package cannot be read.
 * @param {Source} source
 * @returns {Draft}
 */
export function readFormat(source) {
  const { document } = openYaml(source.text);
  const resources = nodesOf(document, "resources");
  const answers = resources.find(isAnswers);
  return {
    about: words(document.get("description")),
    landscape: document.get("landscape") === true,
    sections: nodesOf(document, "sections").map((node, origin) => ({
      origin,
      name: node.get("name"),
      title: node.get("title"),
      intro: (node.get("description") ?? "").trim(),
    })),
    questions: answers ? nodesOf(answers, "schema", "fields").map(readQuestion) : [],
    tables: resources
      .map((node, origin) => ({ node, origin }))
      .filter(({ node }) => !isAnswers(node))
      .map(({ node, origin }) => readTable(node, origin, source.csv)),
  };
}

/**
 * Every name that a new question may not have: of what is there, of what was there, and of what is taken away now.
 * @param {Source} source
 */
export function takenNames(source) {
  const { document } = openYaml(source.text);
  const taken = new Set([ANSWERS]);
  /** @param {MapNode} node */
  const add = (node) => {
    taken.add(node.get("name"));
    for (const name of node.get("previousNames")?.toJSON() ?? []) {
      taken.add(name);
    }
  };
  for (const resource of nodesOf(document, "resources")) {
    add(resource);
    if (isAnswers(resource)) {
      nodesOf(resource, "schema", "fields").forEach(add);
    }
  }
  return taken;
}
