// One question of a format as it stands in the YAML: what changed is set, and nothing else.

import { hasChoices, nodesOf, SIGNATURE } from "./draft.js";
import { setKey } from "./scalars.js";

/** @import { Choice, Kind, MapNode, Question, YamlDocument } from "./types.js" */

export const FIELD_ORDER = [
  ...[
    "name",
    "title",
    "description",
    "type",
    "itemType",
    "section",
    "showIf",
    "lines",
    "width",
    "share",
    "signature",
    "given",
  ],
  ...["matrix", "sensitive", "ground", "previousNames", "categories", "constraints"],
];
const CONSTRAINT_ORDER = ["required", "enum"];
/** @type {Partial<Record<Kind, string>>} */
const TYPES = { date: "date", tick: "boolean", list: "list" };

/** @param {Kind} kind */
const isText = (kind) => kind === "line" || kind === "area" || kind === SIGNATURE;
/**
 * @param {Choice[]} some
 * @param {Choice[]} others
 */
const sameChoices = (some, others) => JSON.stringify(some) === JSON.stringify(others);
/** @param {Question} question */
const valuesOf = (question) => (question.kind === "choice" ? question.choices.map((choice) => choice.value) : []);

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
 * @param {Question} question
 */
function writeKind(document, node, question) {
  setKey(document, node, "type", TYPES[question.kind] ?? "string", FIELD_ORDER);
  setKey(document, node, "itemType", question.kind === "list" ? "string" : undefined, FIELD_ORDER);
  if (!isText(question.kind)) {
    node.delete("lines");
  }
  if (question.kind !== SIGNATURE) {
    node.delete("signature");
  }
}

/**
 * @param {YamlDocument} document
 * @param {MapNode} node
 * @param {Choice[]} choices
 */
function writeChoices(document, node, choices) {
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
 * For Frictionless, which does nothing with categories. A value that stays keeps its node, and so its quotes.
 * @param {YamlDocument} document
 * @param {MapNode} constraints
 * @param {(string | null)[]} values
 */
function writeEnum(document, constraints, values) {
  const nodes = constraints.get("enum")?.items ?? [];
  const kept = new Map(nodes.map((/** @type {import("yaml").Scalar} */ node) => [node.value, node]));
  const items = values.map((value) => kept.get(value) ?? document.createNode(value));
  setKey(document, constraints, "enum", values.length > 0 ? [] : undefined, CONSTRAINT_ORDER);
  if (values.length > 0) {
    constraints.get("enum").items = items;
  }
}

/**
 * @param {YamlDocument} document
 * @param {MapNode} node
 * @param {Question} question
 */
function writeConstraints(document, node, question) {
  const before = node.get("constraints")?.toJSON() ?? {};
  const values = valuesOf(question);
  if (question.required === (before.required ?? false) && `${values}` === `${before.enum ?? []}`) {
    return;
  }
  if (!node.has("constraints")) {
    setKey(document, node, "constraints", {}, FIELD_ORDER);
  }
  const constraints = node.get("constraints");
  setKey(document, constraints, "required", question.required || undefined, CONSTRAINT_ORDER);
  writeEnum(document, constraints, values);
  if (constraints.items.length === 0) {
    node.delete("constraints");
  }
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
    writeKind(document, node, question);
  }
  if (isText(question.kind) && question.lines !== before.lines) {
    set("lines", question.lines);
  }
  if (!sameChoices(question.choices, before.choices)) {
    writeChoices(document, node, question.choices);
  }
  writeConstraints(document, node, question);
}

/**
 * A question that is new, as plain values in the profile's order.
 * @param {Question} question
 */
export function newField(question) {
  const constraints = {
    required: question.required || undefined,
    enum: question.kind === "choice" ? valuesOf(question) : undefined,
  };
  const keys = {
    name: question.name,
    title: question.title,
    description: question.help || undefined,
    type: TYPES[question.kind] ?? "string",
    itemType: question.kind === "list" ? "string" : undefined,
    section: question.section,
    lines: isText(question.kind) ? question.lines : undefined,
    categories: hasChoices(question.kind) ? question.choices : undefined,
    constraints: constraints.required || constraints.enum ? known(constraints) : undefined,
  };
  return known(keys);
}

/** @param {Record<string, unknown>} keys */
function known(keys) {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}
