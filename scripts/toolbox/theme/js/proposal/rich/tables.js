// What a button or a key does in a table.

import { Selection, TextSelection } from "prosemirror-state";
import { depthOf, insert, leave } from "./places.js";
import { schema } from "./schema.js";

/** @import { Node } from "prosemirror-model" */
/** @import { Command, EditorState } from "prosemirror-state" */

const { nodes } = schema;

/**
 * A list with some of it replaced.
 * @template T
 * @param {readonly T[]} items
 * @param {number} at
 * @param {number} count
 * @param {...T} added
 */
const spliced = (items, at, count, ...added) => [...items.slice(0, at), ...added, ...items.slice(at + count)];

/**
 * @param {string} type
 * @param {string} cell
 */
const emptyRow = (type, cell, count = 2) =>
  nodes[type].create(
    null,
    Array.from({ length: count }, () => nodes[cell].create()),
  );

export const insertTable = insert(() =>
  nodes.table.create(null, [emptyRow("headrow", "headcell"), emptyRow("row", "cell"), emptyRow("row", "cell")]),
);
/**
 * {table, start, row, column}: the table around the selection, where it begins, and the cell; null outside one.
 * @param {EditorState} state
 */
function tableOf(state) {
  const depth = depthOf(state, nodes.table);
  const { $from } = state.selection;
  return depth < 0
    ? null
    : { table: $from.node(depth), start: $from.before(depth), row: $from.index(depth), column: $from.index(depth + 1) };
}

/** @param {EditorState} state */
export const isInTable = (state) => tableOf(state) !== null;

/**
 * The table in which the cells of each row are others.
 * @param {(found: NonNullable<ReturnType<typeof tableOf>>) => Node[] | null} change
 * @param {(row: number, column: number) => [number, number]} goTo
 * @returns {Command}
 */
const changeTable = (change, goTo) => (state, dispatch) => {
  const found = tableOf(state);
  const rows = found && change(found);
  if (!found || !rows) {
    return false;
  }
  if (dispatch) {
    const table = nodes.table.create(found.table.attrs, rows);
    const tr = state.tr.replaceWith(found.start, found.start + found.table.nodeSize, table);
    const [row, column] = goTo(found.row, found.column);
    dispatch(
      tr.setSelection(Selection.near(tr.doc.resolve(cellStart(table, found.start, row, column)))).scrollIntoView(),
    );
  }
  return true;
};

/**
 * @param {Node} table
 * @param {number} start
 * @param {number} row
 * @param {number} column
 */
function cellStart(table, start, row, column) {
  const index = Math.min(Math.max(row, 0), table.childCount - 1);
  const cells = table.child(index);
  let at = start + 2;
  table.children.slice(0, index).forEach((each) => {
    at += each.nodeSize;
  });
  cells.children.slice(0, Math.min(Math.max(column, 0), cells.childCount - 1)).forEach((each) => {
    at += each.nodeSize;
  });
  return at + 1;
}

export const addRow = changeTable(
  ({ table, row }) => spliced(table.children, row + 1, 0, emptyRow("row", "cell", table.child(0).childCount)),
  (row) => [row + 1, 0],
);
export const removeRow = changeTable(
  ({ table, row }) => (row === 0 || table.childCount < 3 ? null : spliced(table.children, row, 1)),
  (row, column) => [row, column],
);
export const addColumn = changeTable(
  ({ table, column }) =>
    table.children.map((row) => {
      const cell = row.type === nodes.headrow ? nodes.headcell : nodes.cell;
      return row.type.create(row.attrs, spliced(row.children, column + 1, 0, cell.create()));
    }),
  (row, column) => [row, column + 1],
);
export const removeColumn = changeTable(
  ({ table, column }) =>
    table.child(0).childCount < 2
      ? null
      : table.children.map((row) => row.type.create(row.attrs, spliced(row.children, column, 1))),
  (row, column) => [row, column - 1],
);

/** @type {Command} */
export const removeTable = (state, dispatch) => {
  const found = tableOf(state);
  if (found) {
    const end = found.start + found.table.nodeSize;
    dispatch?.(state.tr.replaceWith(found.start, end, nodes.paragraph.create()).scrollIntoView());
  }
  return found !== null;
};

/**
 * To the same column of the next row; out of the table after the last.
 * @type {Command}
 */
export const nextRow = (state, dispatch) => {
  const found = tableOf(state);
  if (!found) {
    return false;
  }
  if (found.row === found.table.childCount - 1) {
    return leave(found.start + found.table.nodeSize)(state, dispatch);
  }
  const at = cellStart(found.table, found.start, found.row + 1, found.column);
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at)).scrollIntoView());
  return true;
};
