// One question of a format as it stands in the YAML: what changed is set, and nothing else.

import { hasChoices, nodesOf, SIGNATURE } from "./draft.js";
import { setKey } from "./scalars.js";

/** @import { Choice, Column, Kind, MapNode, Question, YamlDocument } from "./types.js" */

export const FIELD_ORDER = [
  ...["name", "title", "description", "type", "section", "after", "term", "showIf", "lines", "width", "share"],
  ...["signature", "given", "matrix", "ground", "source", "previousNames", "categories", "constraints"],
];
const NEW_SOURCE = "nieuw voorgesteld";
/** @type {Partial<Record<Kind, string>>} */
const TYPES = { date: "date", tick: "boolean", list: "list" };

/** @param {Kind} kind */
const isText = (kind) => kind === "line" || kind === "area" || kind === SIGNATURE;
/**
 * @param {Choice[]} some
 * @param {Choice[]} others
 */
const sameChoices = (some, others) => JSON.stringify(some) === JSON.stringify(others);

/**
 * Set a key that changed; an empty text takes it away.
 * @param {YamlDocument} document
 * @param {MapNode} node
 * @param {string[]} order
 * @param {string} key
 * @param {unknown} value
 * @param {unknown} [before]
 */
export function setChanged(document, node, order, key, value, before) {
  if (value !== before) {
    setKey(document, node, key, value === "" ? undefined : value, order);
  }
}

/**
 * @param {YamlDocument} document
 * @param {MapNode} node
 * @param {Kind} kind
 */
export function writeKind(document, node, kind) {
  setKey(document, node, "type", TYPES[kind] ?? "string", FIELD_ORDER);
  if (!isText(kind)) {
    node.delete("lines");
  }
  if (kind !== SIGNATURE) {
    node.delete("signature");
  }
  // A tick column for each choice.
  if (kind !== "choice") {
    node.delete("matrix");
  }
}

/**
 * The choices as they are now; those that stay keep all that nobody edits here.
 * @param {YamlDocument} document
 * @param {MapNode} node
 * @param {Choice[]} choices
 * @param {Choice[]} before
 */
export function writeChoices(document, node, choices, before) {
  if (sameChoices(choices, before)) {
    return;
  }
  if (choices.length === 0) {
    node.delete("categories");
    return;
  }
  const old = nodesOf(node, "categories");
  const items = choices.map((choice) => {
    const kept = old.find((item) => item.get("value") === choice.value);
    if (!kept) {
      return document.createNode({ value: choice.value, label: choice.label });
    }
    setChanged(document, kept, ["value", "label"], "label", choice.label, kept.get("label"));
    return kept;
  });
  if (!node.has("categories")) {
    setKey(document, node, "categories", [], FIELD_ORDER);
  }
  node.get("categories").items = items;
}

/**
 * @param {YamlDocument} document
 * @param {MapNode} node
 * @param {Question} question
 */
function writeRequired(document, node, question) {
  if (question.required === (node.get("constraints")?.get("required") ?? false)) {
    return;
  }
  setKey(document, node, "constraints", question.required ? { required: true } : undefined, FIELD_ORDER);
}

/**
 * Bring `node` to what `question` is now; `before` is how it was read.
 * @param {YamlDocument} document
 * @param {MapNode} node
 * @param {Question} question
 * @param {Question} before
 */
export function writeQuestion(document, node, question, before) {
  /**
   * @param {string} key
   * @param {string | number} value
   * @param {(string | number)} [old]
   */
  const set = (key, value, old) => setChanged(document, node, FIELD_ORDER, key, value, old);
  set("title", question.title, before.title);
  set("description", question.help, before.help);
  set("section", question.section, before.section);
  if (question.kind !== before.kind) {
    writeKind(document, node, question.kind);
  }
  if (isText(question.kind) && question.lines !== before.lines) {
    set("lines", question.lines);
  }
  writeChoices(document, node, question.choices, before.choices);
  writeRequired(document, node, question);
}

/**
 * A column that is new, as plain values in the profile's order.
 * @param {Column} column
 */
export const newColumn = ({ name, title, help, kind, choices }) => ({
  name,
  title,
  ...(help && { description: help }),
  type: TYPES[kind] ?? "string",
  ...(hasChoices(kind) && { categories: choices }),
});

/**
 * A question that is new, as plain values in the profile's order.
 * @param {Question} question
 * @param {boolean} isConcept
 */
export function newField(question, isConcept) {
  const keys = {
    name: question.name,
    title: question.title,
    description: question.help || undefined,
    type: TYPES[question.kind] ?? "string",
    section: question.section,
    lines: isText(question.kind) ? question.lines : undefined,
    source: isConcept ? NEW_SOURCE : undefined,
    categories: hasChoices(question.kind) ? question.choices : undefined,
    constraints: question.required ? { required: true } : undefined,
  };
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}
