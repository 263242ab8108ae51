// Lists, as the toolbox writes them: what belongs to an item stands four spaces further on.

import { readParagraph } from "./readparagraph.js";
import { schema } from "./schema.js";

/** @import { Node } from "prosemirror-model" */
/** @typedef {{ mark: string, pad: string, lines: string[], isApart: boolean }} Item */

const ITEM = /^([-*+]|\d{1,9}\.)( {1,3})(\S.*)$/;
const INDENT = "    ";

/**
 * The lines of each item without what indents them; null when a line belongs to none.
 * @param {string[]} lines
 * @returns {Item[] | null}
 */
function itemsOf(lines) {
  /** @type {Item[]} */
  const items = [];
  let empty = 0;
  for (const line of lines) {
    const begins = ITEM.exec(line);
    const item = items.at(-1);
    if (!line.trim()) {
      empty += 1;
      continue;
    }
    if (begins) {
      items.push({ mark: begins[1], pad: begins[2], lines: [begins[3]], isApart: empty > 0 });
    } else if (item && (line.startsWith(INDENT) || (empty === 0 && /^ {0,3}\S/.test(line)))) {
      // A line that goes on without its four spaces keeps them apart from one that has them.
      item.lines.push(...(empty > 0 ? [""] : []), line.startsWith(INDENT) ? line.slice(INDENT.length) : `\0${line}`);
    } else {
      return null;
    }
    if (empty > 1) {
      return null;
    }
    empty = 0;
  }
  return items;
}

/**
 * An item: paragraphs, then perhaps a list.
 * @param {Item} item
 * @param {boolean} hasNames
 */
function readItem({ lines }, hasNames) {
  const start = lines.findIndex((line, index) => index > 0 && ITEM.test(line));
  const own = start < 0 ? lines : lines.slice(0, start);
  while (own.at(-1) === "") {
    own.pop();
  }
  const list = start < 0 ? null : readList(lines.slice(start), hasNames);
  const parts = own
    .join("\n")
    .split("\n\n")
    .map((part) => readWords(part.split("\n"), hasNames));
  if (parts.some((part) => part === null) || (start >= 0 && list === null)) {
    return null;
  }
  return schema.nodes.item.create(
    null,
    [...parts, list].filter((node) => node !== null),
  );
}

/**
 * The first line of a paragraph may not be indented; those after it keep what indents them.
 * @param {string[]} lines
 * @param {boolean} hasNames
 */
function readWords([first, ...rest], hasNames) {
  const bare = [first, ...rest.map((line) => line.replace(/^\0? */, ""))];
  if (first.startsWith("\0") || readParagraph(bare, hasNames) === null) {
    return null;
  }
  const node = readParagraph(bare, hasNames);
  const pads = rest.map((line) => (line.startsWith("\0") ? /^\0( *)/ : /^( *)/).exec(line)?.[1] ?? "");
  const isFar = rest.map((line) => !line.startsWith("\0"));
  let index = -1;
  /** @type {Node[]} */
  const children = [];
  node?.forEach((child) => {
    const isEnd = child.type === schema.nodes.fold || child.type === schema.nodes.break;
    index += isEnd ? 1 : 0;
    const pad = isEnd ? `${isFar[index] ? INDENT : ""}${pads[index]}` : "";
    children.push(isEnd ? child.type.create({ pad }, null, child.marks) : child);
  });
  return schema.nodes.paragraph.create(null, children);
}

/**
 * @param {string[]} lines
 * @param {boolean} hasNames
 * @returns {Node | null}
 */
export function readList(lines, hasNames) {
  const items = itemsOf(lines);
  if (!items) {
    return null;
  }
  const [first, second] = items;
  const nodes = items.map((item) => readItem(item, hasNames));
  if (nodes.some((node) => node === null)) {
    return null;
  }
  const content = /** @type {Node[]} */ (nodes);
  const common = { pad: first.pad, loose: second?.isApart ?? false };
  if (/\d/.test(first.mark)) {
    const start = Number.parseInt(first.mark, 10);
    const step = second && second.mark === first.mark ? 0 : 1;
    return schema.nodes.ordered_list.create({ ...common, start, step }, content);
  }
  return schema.nodes.bullet_list.create({ ...common, sign: first.mark }, content);
}
