// Answers of a Word file by question and by table row: as `reading/wordrows.py` does it.
//
// A row of a Word table is a row, whatever the names in it: people copy rows, and the copy has the names of the first. A
// row that Word inserted has no controls at all: its cells are read by their place.

import { put, putTick } from "./found.js";
import { spotValue, withLinesBelow } from "./wordvalues.js";
import { above, below, readable } from "./wordxml.js";

/** @import { Texts } from "./types.js" */
/** @typedef {{ number: number, element: Element | null, group: Texts, cells: Texts }} Row */

const ROWS = /^(\d{1,4})(?:-(\d{1,4}))?$/;

/**
 * The cells of a row, not those of a table inside it.
 * @param {Element} line
 */
const cellsOf = (line) => below(line, "tc").filter((cell) => above(cell, "tr") === line);

/** One table: `headings` with the rows they hold for, and which column stands at which place. */
class WordTable {
  constructor() {
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Map<Element, Row>} */
    this.byElement = new Map();
    /** @type {{ first: number, last: number, texts: Texts }[]} */
    this.headings = [];
    /** @type {Set<Element>} */
    this.headingRows = new Set();
    /** @type {Map<number, string>} */
    this.places = new Map();
  }

  /**
   * The row that a cell belongs to. Outside a Word table a row ends where a name comes back.
   * @param {Element | null} line
   * @param {number} number
   * @param {string} column
   */
  rowAt(line, number, column) {
    const last = this.rows[this.rows.length - 1];
    const isSame = last && !last.element && last.number === number && !(column in last.cells);
    const known = line ? this.byElement.get(line) : isSame && last;
    if (known) {
      return known;
    }
    const group = this.headings.find(({ first, last: end }) => first <= number && number <= end)?.texts ?? {};
    const row = { number, element: line, group, cells: {} };
    this.rows.push(row);
    if (line) {
      this.byElement.set(line, row);
    }
    return row;
  }

  /**
   * All rows in order: also those without controls, between and after the others of the same Word table.
   * @param {Set<Element>} taken
   */
  allRows(taken) {
    /** @type {Row[]} */
    const rows = [];
    const seen = new Set();
    for (const row of this.rows) {
      if (!row.element) {
        rows.push(row);
      } else if (!seen.has(row.element)) {
        rows.push(...this.downFrom(row, row.element, seen, taken));
      }
    }
    return rows;
  }

  /**
   * The rows of a Word table from `top` on: above it are only heads.
   * @param {Row} top
   * @param {Element} start
   * @param {Set<Element>} seen
   * @param {Set<Element>} taken
   */
  downFrom(top, start, seen, taken) {
    const frame = above(start, "tbl");
    if (!frame) {
      return [top];
    }
    /** @type {Row[]} */
    const rows = [];
    let before = top;
    const lines = below(frame, "tr").filter((line) => above(line, "tbl") === frame);
    for (const line of lines.slice(lines.indexOf(start))) {
      seen.add(line);
      const known = this.byElement.get(line);
      if (!known && (this.headingRows.has(line) || cellsOf(line).length <= Math.max(0, ...this.places.keys()))) {
        continue;
      }
      const row = known ?? { number: before.number, element: line, group: before.group, cells: {} };
      this.fillByPlace(row, line, taken);
      before = row;
      if (known || Object.values(row.cells).some(Boolean)) {
        rows.push(row);
      }
    }
    return rows;
  }

  /**
   * Text in cells that have no control.
   * @param {Row} row
   * @param {Element} line
   * @param {Set<Element>} taken
   */
  fillByPlace(row, line, taken) {
    cellsOf(line).forEach((cell, place) => {
      const column = this.places.get(place);
      if (column && !row.cells[column] && below(cell, "sdt").length === 0) {
        row.cells[column] = readable(cell).trim();
        taken.add(cell);
      }
    });
  }
}

/** Takes the answers of a document one by one, in its order. */
export class Collector {
  constructor() {
    /** @type {Texts} */
    this.values = {};
    /** @type {Set<Element>} */
    this.taken = new Set();
    /** @type {Map<string, WordTable>} */
    this.tables = new Map();
    // Looked up once: a row may have thousands of controls.
    /** @type {Map<Element, Map<Element, number>>} */
    this.places = new Map();
  }

  /**
   * @param {Element} spot
   * @param {string} slot
   */
  add(spot, slot) {
    const [name, ...rest] = slot.split(".");
    const numbers = rest.length === 2 || rest.length === 3 ? ROWS.exec(rest[0]) : null;
    if (numbers) {
      const table = this.tables.get(name) ?? new WordTable();
      this.tables.set(name, table);
      this.addCell(spot, table, numbers, rest.slice(1));
    } else if (rest.length === 1) {
      putTick(this.values, name, rest[0], spotValue(spot, null, this.taken));
    } else {
      const line = above(spot, "p");
      put(this.values, slot, withLinesBelow(line, spotValue(spot, line, this.taken), this.taken));
    }
  }

  /**
   * @param {Element} spot
   * @param {WordTable} table
   * @param {RegExpExecArray} numbers
   * @param {string[]} names
   */
  addCell(spot, table, [, first, last], names) {
    const [column] = names;
    const inCell = above(spot, "tc");
    const line = above(inCell ?? spot, "tr");
    const cell = line ? inCell : null; // Else no table of Word's own making.
    if (last) {
      const texts = { [column]: spotValue(spot, cell, this.taken) };
      table.headings.push({ first: Number(first), last: Number(last), texts });
      if (line) {
        table.headingRows.add(line);
      }
      return;
    }
    const row = table.rowAt(line, Number(first), column);
    if (cell && line) {
      const places = this.places.get(line) ?? new Map(cellsOf(line).map((each, place) => [each, place]));
      this.places.set(line, places);
      table.places.set(places.get(cell) ?? 0, column);
    }
    if (names.length === 2) {
      putTick(row.cells, column, names[1], spotValue(spot, null, this.taken));
    } else {
      put(row.cells, column, spotValue(spot, cell ?? above(spot, "p"), this.taken));
    }
  }

  /** Of each table the rows in which anything stands, with the heading they stand under. */
  rows() {
    /** @type {Record<string, Texts[]>} */
    const found = {};
    for (const [name, table] of this.tables) {
      const rows = table
        .allRows(this.taken)
        .filter((row) => Object.values(row.cells).some(Boolean) || Object.keys(row.group).length > 0);
      found[name] = rows.map((row) => ({ ...row.group, ...row.cells }));
    }
    return found;
  }
}
