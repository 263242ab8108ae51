// A table's given rows. A row that nobody changes keeps its bytes; one that is new is written as Python's csv does.

/** @import { CsvRow } from "./types.js" */

const NEEDS_QUOTES = /[",\n\r]/;

/**
 * Text → {rows, end}: each row with its `cells` and its `raw` text, line end included.
 * `end` is the file's own line end. Quoting is that of RFC 4180.
 * @param {string} text
 * @returns {{ rows: Required<CsvRow>[], end: string }}
 */
export function readCsv(text) {
  /** @type {Required<CsvRow>[]} */
  const rows = [];
  /** @type {string[]} */
  let cells = [];
  let cell = "";
  let start = 0;
  let quoted = false;
  let position = text.startsWith("\ufeff") ? 1 : 0;
  /** @param {number} next */
  const finish = (next) => {
    cells.push(cell);
    rows.push({ cells, raw: text.slice(start, next) });
    cells = [];
    cell = "";
    start = next;
  };
  while (position < text.length) {
    const character = text[position];
    if (quoted) {
      if (character !== '"') {
        cell += character;
      } else if (text[position + 1] === '"') {
        cell += '"';
        position += 1;
      } else {
        quoted = false;
      }
    } else if (character === '"' && cell === "") {
      quoted = true;
    } else if (character === ",") {
      cells.push(cell);
      cell = "";
    } else if (character === "\n") {
      finish(position + 1);
    } else if (character !== "\r") {
      cell += character;
    }
    position += 1;
  }
  if (start < text.length) {
    finish(text.length);
  }
  return { rows, end: text.includes("\r\n") ? "\r\n" : "\n" };
}

/** @param {string} text */
function writeCell(text) {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One row without its line end. A row of one empty cell is written as '""': an empty line would be no row.
 * @param {string[]} cells
 */
export function writeRow(cells) {
  return cells.length === 1 && cells[0] === "" ? '""' : cells.map(writeCell).join(",");
}

/**
 * Rows ({cells, raw?}) → text. A row with `raw` is kept as it was, but always ends its line when others follow it.
 * @param {CsvRow[]} rows
 * @param {string} end
 */
export function writeCsv(rows, end) {
  return rows
    .map((row, index) => {
      const raw = row.raw ?? writeRow(row.cells) + end;
      const isCut = index < rows.length - 1 && !raw.endsWith("\n");
      return isCut ? raw + end : raw;
    })
    .join("");
}
