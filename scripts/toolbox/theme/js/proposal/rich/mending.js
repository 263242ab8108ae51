// What must be so after each change of a text.

import { schema } from "./schema.js";

/** @import { Node } from "prosemirror-model" */
/** @import { EditorState, Transaction } from "prosemirror-state" */

const { nodes } = schema;

/**
 * Rows of a table have as many cells, and lists of one kind that meet are one.
 * @param {EditorState} state
 * @returns {Transaction | null}
 */
export function mended(state) {
  const { tr } = state;
  /** @type {{ at: number, cells: Node[] }[]} */
  const short = [];
  /** @type {number[]} */
  const meeting = [];
  state.doc.forEach((node, at, index) => {
    const above = index > 0 ? state.doc.child(index - 1) : null;
    if (above?.type === node.type && (node.type === nodes.bullet_list || node.type === nodes.ordered_list)) {
      meeting.push(at);
    }
    if (node.type === nodes.table) {
      const count = Math.max(...node.children.map((row) => row.childCount));
      node.forEach((row, offset) => {
        const cell = row.type === nodes.headrow ? nodes.headcell : nodes.cell;
        const cells = Array.from({ length: count - row.childCount }, () => cell.create());
        short.push({ at: at + 1 + offset + row.nodeSize - 1, cells });
      });
    }
  });
  for (const { at, cells } of short.filter((row) => row.cells.length > 0).reverse()) {
    tr.insert(at, cells);
  }
  for (const at of meeting.reverse()) {
    tr.join(tr.mapping.map(at));
  }
  return tr.docChanged ? tr : null;
}
