// What the buttons above a text do, and what a key does in its lists and in words with their meaning.

import { chainCommands, exitCode, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, TextSelection } from "prosemirror-state";
import { depthOf, insert, leave } from "./places.js";
import { schema } from "./schema.js";
import { nextRow } from "./tables.js";

/** @import { NodeType, MarkType, ResolvedPos } from "prosemirror-model" */
/** @import { Command, EditorState } from "prosemirror-state" */

const { nodes, marks } = schema;

/**
 * @param {EditorState} state
 * @param {MarkType} type
 */
export function hasMark(state, type) {
  const { from, to, empty, $from } = state.selection;
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
}

/**
 * @param {EditorState} state
 * @param {NodeType} type
 * @param {number} [level]
 */
export function isBlock({ selection: { $from } }, type, level) {
  return $from.parent.type === type && (level === undefined || $from.parent.attrs.level === level);
}

export const bold = toggleMark(marks.strong);
export const italic = toggleMark(marks.em);

/**
 * A heading, and words again when it is that heading already.
 * @param {number} level
 * @returns {Command}
 */
export const heading = (level) => (state, dispatch) =>
  (isBlock(state, nodes.heading, level) ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, { level }))(
    state,
    dispatch,
  );

/**
 * A list; its items become words again when it is such a list already, and one kind of list becomes the other.
 * @param {NodeType} type
 * @returns {Command}
 */
export const list = (type) => (state, dispatch) => {
  const depth = depthOf(state, nodes.bullet_list, nodes.ordered_list);
  if (depth < 0) {
    return wrapInList(type)(state, dispatch);
  }
  const { $from } = state.selection;
  const around = $from.node(depth);
  if (around.type === type) {
    return liftListItem(nodes.item)(state, dispatch);
  }
  const { gap, pad, loose } = around.attrs;
  dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, { gap, pad, loose }));
  return true;
};

/** @type {Command} */
export const quote = (state, dispatch) =>
  (depthOf(state, nodes.quote) < 0 ? wrapIn(nodes.quote) : lift)(state, dispatch);

export const insertMeaning = insert(() =>
  nodes.definitions.create(null, [nodes.term.create(), nodes.meaning.create()]),
);

/**
 * After a word comes its meaning, after that the next word; on an empty one the list ends.
 * @type {Command}
 */
const nextMeaning = (state, dispatch) => {
  const { $from } = state.selection;
  const { parent } = $from;
  if (parent.type !== nodes.term && parent.type !== nodes.meaning) {
    return false;
  }
  const end = $from.after($from.depth);
  if (parent.childCount === 0 && $from.node(-1).childCount > 1) {
    return endMeanings($from)(state, dispatch);
  }
  const next = parent.type === nodes.term ? nodes.meaning : nodes.term;
  if (dispatch) {
    const isThere = $from.node(-1).maybeChild($from.indexAfter(-1))?.type === next && next === nodes.meaning;
    const tr = isThere ? state.tr : state.tr.insert(end, next.create());
    dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
  }
  return true;
};

/**
 * @param {ResolvedPos} $from
 * @returns {Command}
 */
const endMeanings = ($from) => (state, dispatch) => {
  if (dispatch) {
    const tr = state.tr.delete($from.before($from.depth), $from.after($from.depth));
    const at = tr.mapping.map($from.after($from.depth - 1));
    tr.insert(at, nodes.paragraph.create());
    dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  }
  return true;
};

/** @type {Command} */
const afterNote = (state, dispatch) =>
  state.selection.$from.parent.type === nodes.note && leave(state.selection.$from.after())(state, dispatch);

export const enter = chainCommands(nextRow, nextMeaning, afterNote, splitListItem(nodes.item));

/** @type {Command} */
export const lineBreak = chainCommands(exitCode, (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (parent.type !== nodes.paragraph) {
    return true;
  }
  dispatch?.(state.tr.replaceSelectionWith(nodes.break.create()).scrollIntoView());
  return true;
});

/**
 * Past a last block in which one cannot write on, a new paragraph comes.
 * @type {Command}
 */
export const below = (state, dispatch, view) => {
  const { doc, selection } = state;
  const isLast = selection.$to.depth > 0 && selection.$to.after(1) === doc.content.size;
  const isOpen = selection.$to.depth === 1 && [nodes.paragraph, nodes.heading].includes(selection.$to.parent.type);
  if (
    !isLast ||
    isOpen ||
    (view && !view.endOfTextblock("down")) ||
    Selection.findFrom(doc.resolve(selection.$to.after()), 1, true)
  ) {
    return false;
  }
  return leave(doc.content.size)(state, dispatch);
};
