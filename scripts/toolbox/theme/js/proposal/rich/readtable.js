// Tables: a row of heads, a rule, and rows of as many cells.

import { readInline } from "./inline.js";
import { schema } from "./schema.js";

const RULE = /^[ |-]*-[ |-]*$/;

/**
 * The cells of a row, without the spaces around them; null when its bars cannot be told apart.
 * @param {string} line
 * @param {boolean} isFramed
 */
export function cellsOf(line, isFramed) {
  const bare = line.trim();
  if (isFramed && !(bare.length > 1 && bare.startsWith("|") && /(?<!\\)\|$/.test(bare))) {
    return null;
  }
  const inner = isFramed ? bare.slice(1, -1) : bare;
  return (inner.match(/(?:\\.|[^|\\])*(?:\||$)/gs) ?? [])
    .slice(0, inner.endsWith("|") && !inner.endsWith("\\|") ? undefined : -1)
    .map((cell) => cell.replace(/\|$/, "").trim());
}

/**
 * @param {string} line
 * @param {boolean} isFramed
 * @param {number} count
 * @param {boolean} isHead
 * @param {boolean} hasNames
 */
export function readRow(line, isFramed, count, isHead, hasNames) {
  const cells = cellsOf(line, isFramed);
  if (!cells || cells.length !== count || /`[^`]*\|/.test(line)) {
    return null;
  }
  const contents = cells.map((cell) => readInline(cell, hasNames));
  if (contents.some((each) => each === null)) {
    return null;
  }
  const nodes = contents.map((each) => schema.nodes[isHead ? "headcell" : "cell"].create(null, each));
  return schema.nodes[isHead ? "headrow" : "row"].create({ raw: line }, nodes);
}

/**
 * @param {string[]} lines
 * @param {boolean} hasNames
 */
export function readTable(lines, hasNames) {
  const [head, rule, ...rest] = lines;
  if (rule === undefined || !head.includes("|") || !RULE.test(rule) || /^\s/.test(head)) {
    return null;
  }
  const framed = head.startsWith("|");
  const count = cellsOf(rule, rule.startsWith("|"))?.length ?? 0;
  const first = rule.startsWith("|") === framed ? readRow(head, framed, count, true, hasNames) : null;
  const rows = rest.map((line) => readRow(line, framed, count, false, hasNames));
  if (!first || rest.length === 0 || (!framed && count < 2) || rows.some((row) => row === null)) {
    return null;
  }
  return schema.nodes.table.createChecked({ rule, framed }, [first, ...rows.filter((row) => row !== null)]);
}
