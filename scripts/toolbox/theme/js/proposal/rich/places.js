// Where in a text the cursor stands, and how to get out of there.

import { Selection, TextSelection } from "prosemirror-state";
import { schema } from "./schema.js";

/** @import { Node, NodeType } from "prosemirror-model" */
/** @import { Command, EditorState } from "prosemirror-state" */

const { nodes } = schema;

/**
 * The depth of the innermost node of one of these types around the selection; -1 for none.
 * @param {EditorState} state
 * @param {NodeType[]} types
 */
export function depthOf({ selection: { $from } }, ...types) {
  let depth = $from.depth;
  while (depth >= 0 && !types.includes($from.node(depth).type)) {
    depth -= 1;
  }
  return depth;
}

/**
 * A new block after the one of the selection; in place of that when it is an empty paragraph.
 * @param {() => Node} make
 * @returns {Command}
 */
export const insert = (make) => (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.depth === 0) {
    return false;
  }
  const isEmpty = $from.depth === 1 && $from.parent.type === nodes.paragraph && $from.parent.childCount === 0;
  const at = isEmpty ? $from.before(1) : $from.after(1);
  if (dispatch) {
    const tr = isEmpty ? state.tr.replaceWith(at, $from.after(1), make()) : state.tr.insert(at, make());
    dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
};

/**
 * To a new paragraph at `at`.
 * @param {number} at
 * @returns {Command}
 */
export const leave = (at) => (state, dispatch) => {
  if (dispatch) {
    const tr = state.tr.insert(at, nodes.paragraph.create());
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  }
  return true;
};
