// New blocks and tables of a format, and the order of its blocks.

import { addColumn } from "./columns.js";

/** @import { Draft, Section, Table } from "./types.js" */

/**
 * A block after the others. Its name is of no meaning, and stays what it is.
 * @param {Draft} draft
 * @returns {Section}
 */
export function addSection(draft) {
  const names = draft.sections.map(({ name }) => name);
  let number = names.length + 1;
  while (names.includes(`blok_${number}`)) {
    number += 1;
  }
  const section = { origin: null, name: `blok_${number}`, title: "", intro: "" };
  draft.sections.push(section);
  return section;
}

/**
 * A table with two columns, in a block.
 * @param {Draft} draft
 * @param {Section} section
 * @returns {Table}
 */
export function addTable(draft, section) {
  const name = `tabel_nieuw_${draft.tables.length + 1}`;
  const words = { title: "", help: "", emptyRows: 3, groupBy: "" };
  /** @type {Table} */
  const table = { origin: null, file: "", name, section: section.name, ...words, columns: [], rows: [] };
  addColumn(table);
  addColumn(table);
  draft.tables.push(table);
  return table;
}
