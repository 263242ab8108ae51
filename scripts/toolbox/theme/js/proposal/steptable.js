// The table of a step in the front matter of its page: rows with what, for what, and with which tools. A row that nobody
// changes keeps its lines.

import { flowScalar } from "./scalars.js";

/** @import { StepRow, StepTable } from "./types.js" */

const START = /^ {2}rijen:\s*$/;
const ROW = /^ {4}- /;
const WITHIN = /^ {4}/;

/** @param {string[]} lines */
function placeOf(lines) {
  const start = lines.findIndex((line) => START.test(line.trimEnd())) + 1;
  const length = lines.slice(start).findIndex((line) => !WITHIN.test(line));
  return { start, end: length < 0 ? lines.length : start + length };
}

/**
 * The table of a page, by the lines of its front matter and what they say; null when it has none that can be edited here.
 * @param {string[]} lines
 * @param {{ wat: string, doel: string, titel: string, rijen: { wat: string, doel?: string[], tools?: string[] }[] } | undefined} table
 * @returns {StepTable | null}
 */
export function readStepTable(lines, table) {
  if (!table) {
    return null;
  }
  const { start, end } = placeOf(lines);
  /** @type {string[]} */
  const raw = [];
  for (const line of start > 0 ? lines.slice(start, end) : []) {
    if (ROW.test(line)) {
      raw.push(line);
    } else {
      raw[raw.length - 1] += line;
    }
  }
  if (raw.length !== table.rijen.length || raw.join("") !== lines.slice(start, end).join("")) {
    return null;
  }
  const rows = table.rijen.map(({ wat, doel, tools }, index) => {
    const values = { what: wat, goals: doel ?? [], tools: tools ?? [] };
    return { key: `${index} ${wat}`, ...values, was: JSON.stringify(values), raw: raw[index] };
  });
  return { title: table.titel, what: table.wat, goal: table.doel, rows };
}

/**
 * @param {StepRow} row
 * @param {string} end
 */
function writeRow({ what, goals, tools, was, raw }, end) {
  if (raw && was === JSON.stringify({ what, goals, tools })) {
    return raw;
  }
  const goal = goals.filter(Boolean).map((text) => `        - ${flowScalar(text)}`);
  const lines = [
    `    - wat: ${flowScalar(what)}`,
    ...(goal.length > 0 ? ["      doel:", ...goal] : []),
    ...(tools.length > 0 ? ["      tools:", ...tools.map((tool) => `        - '${tool}'`)] : []),
  ];
  return lines.map((line) => line + end).join("");
}

/**
 * The lines of the front matter with these rows.
 * @param {string[]} lines
 * @param {StepTable} table
 * @param {string} end
 */
export function withRows(lines, { rows }, end) {
  const { start, end: stop } = placeOf(lines);
  return [...lines.slice(0, start), ...rows.map((row) => writeRow(row, end)), ...lines.slice(stop)];
}

/** @param {StepRow} row */
export const rowWords = ({ what, goals, tools }) =>
  [what, ...goals.filter(Boolean), tools.join(", ")].filter(Boolean).join("\n");
