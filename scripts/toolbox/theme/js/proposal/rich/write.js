// A document as Markdown. What nobody changed comes out as it was written.

import { cellsOf, readRow } from "./readtable.js";
import { schema } from "./schema.js";
import { shapeOf, writeInline } from "./writeinline.js";

/** @import { Node } from "prosemirror-model" */

const INDENT = "    ";

/**
 * The start of each line guarded, where its words would begin something else.
 * @param {string} text
 */
function guarded(text) {
  return text
    .split("\n")
    .map((line) => {
      const pad = /^ */.exec(line)?.[0] ?? "";
      return pad + guardedLine(line.slice(pad.length));
    })
    .join("\n");
}

/** @param {string} line */
function guardedLine(line) {
  return line
    .replace(/^(#|>|[-+*](?=\s|$)|-+\s*$|-(?= *-[- ]*$))/, "\\$1")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^:(?=\s)/, "&#58;")
    .replace(/^=(?==*\s*$)/, "&#61;")
    .replace(/^~(?=~~)/, "&#126;")
    .replace(/^\|/, "\\|")
    .replace(/^\[(?=(?:[^\]\\]|\\.)*\]:)/, "\\[");
}

/**
 * @param {Node} node
 * @param {boolean} hasNames
 */
function words(node, hasNames) {
  const text = writeInline(node, hasNames);
  const whole = text.includes("\n") ? text.replace(/(?<!\\)\|/g, "\\|") : text;
  return guarded(whole.replace(/^[\s]+/, ""));
}

/**
 * On one line: a heading, a cell, a term.
 * @param {Node} node
 * @param {boolean} hasNames
 */
const line = (node, hasNames) =>
  words(node, hasNames)
    .replace(/ *\n */g, " ")
    .trim();

/** @param {string} text */
const indented = (text) => text.replace(/\n(?=[^\n])/g, `\n${INDENT}`);

/**
 * An item: what folds a line of its first words keeps its own spaces.
 * @param {Node} item
 * @param {boolean} hasNames
 */
function writeItem(item, hasNames) {
  let text = "";
  item.forEach((child, _, index) => {
    if (child.type === schema.nodes.paragraph) {
      const own = words(child, hasNames);
      text += text && own ? `\n\n${INDENT}${own}` : own;
    } else {
      text += `${index > 1 ? "\n\n" : "\n"}${INDENT}${indented(writeList(child, hasNames))}`;
    }
  });
  return text;
}

/**
 * @param {Node} list
 * @param {boolean} hasNames
 */
function writeList(list, hasNames) {
  const { sign, start, step, pad, loose } = list.attrs;
  /** @type {string[]} */
  const items = [];
  list.forEach((item, _, index) => {
    const mark = list.type === schema.nodes.bullet_list ? sign : `${start + index * step}.`;
    items.push(`${mark}${pad}${writeItem(item, hasNames)}`);
  });
  return items.join(loose ? "\n\n" : "\n");
}

/**
 * @param {Node} list
 * @param {boolean} hasNames
 */
function writeDefinitions(list, hasNames) {
  let text = "";
  let last = "";
  list.forEach((child) => {
    const own = line(child, hasNames);
    const type = child.type.name;
    if (own && type === "meaning") {
      text += last ? `\n:${list.attrs.pad}${own}` : own;
    } else if (own) {
      text += `${{ term: "\n", meaning: "\n\n", "": "" }[last]}${own}`;
    }
    last = own ? type : last;
  });
  return text;
}

/**
 * @param {Node} row
 * @param {boolean} framed
 * @param {number} count
 * @param {boolean} hasNames
 */
function writeRow(row, framed, count, hasNames) {
  const { raw } = row.attrs;
  const read = raw && readRow(raw, framed, count, row.type === schema.nodes.headrow, hasNames);
  /** @param {Node} node */
  const shapes = (node) => node.children.map((cell) => shapeOf(cell.content)).join();
  if (read && shapes(read) === shapes(row)) {
    return raw;
  }
  const cells = Array.from({ length: count }, (_, index) => {
    const cell = row.maybeChild(index);
    return cell ? line(cell, hasNames).replace(/(?<!\\)\|/g, "\\|") : "";
  });
  const text = cells.join(" | ");
  return framed ? `| ${text} |` : text;
}

/**
 * @param {Node} table
 * @param {boolean} hasNames
 */
function writeTable(table, hasNames) {
  const count = table.child(0).childCount;
  const { rule } = table.attrs;
  // Without bars around it, a row with an empty cell at its edge would be a row of less.
  const framed =
    table.attrs.framed ||
    count < 2 ||
    !table.children.every((row) => row.child(0).childCount > 0 && (row.lastChild?.childCount ?? 0) > 0);
  const isRule = rule && cellsOf(rule, framed)?.length === count;
  const dashes = Array(count).fill("---").join(" | ");
  const [head, ...rows] = table.children.map((row) => writeRow(row, framed, count, hasNames));
  return [head, isRule ? rule : framed ? `| ${dashes} |` : dashes, ...rows].join("\n");
}

/**
 * A block without the empty lines around it; '' for one without words.
 * @param {Node} node
 * @param {boolean} hasNames
 * @returns {string}
 */
export function writeBlock(node, hasNames) {
  const { attrs } = node;
  switch (node.type.name) {
    case "heading": {
      const text = line(node, hasNames)
        .replace(/^\\(?=#)/, "\\")
        .replace(/(?<!\\)#(?=#*$)/g, "\\#");
      return text && `${"#".repeat(attrs.level)} ${text}`;
    }
    case "bullet_list":
    case "ordered_list":
      return writeList(node, hasNames);
    case "quote":
      return node.children.map((child) => words(child, hasNames).replace(/^/gm, "> ")).join("\n>\n");
    case "definitions":
      return writeDefinitions(node, hasNames);
    case "table":
      return writeTable(node, hasNames);
    case "figure":
      return `![${attrs.alt}](${attrs.target})`;
    case "rule":
      return attrs.raw;
    case "note":
      return `[^${attrs.name}]:${attrs.pad}${line(node, hasNames)}`;
    case "source":
      return node.textContent;
    default:
      return words(node, hasNames);
  }
}

/**
 * What stands between two blocks.
 * @param {Node} node
 * @param {Node} above
 */
function between(node, above) {
  const { gap } = node.attrs;
  const isAlone =
    [node, above].some(({ type }) => type === schema.nodes.heading) ||
    (node.type === schema.nodes.note && above.type === node.type);
  const isEnough =
    gap && (gap.split("\n").length > 2 || isAlone || [node, above].some(({ type }) => type === schema.nodes.source));
  return isEnough ? gap : "\n\n";
}

/**
 * The text of a document.
 * @param {Node} doc
 * @param {boolean} hasNames
 */
export function writeText(doc, hasNames) {
  let text = "";
  /** @type {Node | null} */
  let above = null;
  for (const node of doc.children) {
    const own = writeBlock(node, hasNames);
    if (own) {
      text += (above ? between(node, above) : doc.attrs.start) + own;
      above = node;
    }
  }
  return text + doc.attrs.end;
}
