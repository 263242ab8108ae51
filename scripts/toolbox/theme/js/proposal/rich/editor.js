// The editor of a text as it looks: ProseMirror over the Markdown of the toolbox. A bundle of its own, loaded when
// someone opens a text.

import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem } from "prosemirror-schema-list";
import { DOMSerializer } from "prosemirror-model";
import { EditorState, Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { el } from "../dom.js";
import * as commands from "./commands.js";
import { askLink } from "./links.js";
import { mended } from "./mending.js";
import { askPicture, figureView } from "./pictures.js";
import { cleaned } from "./pasted.js";
import { plainText } from "./plain.js";
import { hasNamedLinks, readText } from "./read.js";
import { firstLevel, headingTag, schema } from "./schema.js";
import { typing } from "./typing.js";
import { toolbar, toolsWith } from "./toolbar.js";
import { writeText } from "./write.js";

/** @import { Command } from "prosemirror-state" */
/** @import { RichPlace } from "../types.js" */

const { item } = schema.nodes;

/**
 * @param {Command} link
 * @param {Command} toBar
 */
function keys(link, toBar) {
  return keymap({
    "Mod-b": commands.bold,
    "Mod-i": commands.italic,
    "Mod-k": link,
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-]": sinkListItem(item),
    "Mod-[": liftListItem(item),
    "Shift-Enter": commands.lineBreak,
    Enter: commands.enter,
    ArrowDown: commands.below,
    "Alt-F10": toBar,
  });
}

/**
 * Show `text` in `element`, without anything to click on.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function showText(element, text) {
  const doc = readText(text);
  const first = firstLevel(doc);
  const nodes = DOMSerializer.nodesFromSchema(schema);
  const serializer = new DOMSerializer(
    { ...nodes, heading: (node) => [...headingTag(node, first), 0] },
    DOMSerializer.marksFromSchema(schema),
  );
  element.replaceChildren(serializer.serializeFragment(doc.content));
}

/**
 * The editor of `text` in an element of its own; `changed` gets the text after each change.
 * @param {string} text
 * @param {string} label
 * @param {RichPlace} place
 * @param {(text: string) => void} changed
 */
export function openRich(text, label, place, changed) {
  const hasNames = hasNamedLinks(text);
  const box = el("div", { class: "tb-rich__link", role: "group", hidden: true });
  const holder = el("div");
  /**
   * @param {string} name
   * @param {typeof askLink} ask
   * @returns {Command}
   */
  const asks = (name, ask) => (_state, dispatch) => {
    if (dispatch) {
      box.setAttribute("aria-label", name);
      ask(view, box, place, () => update());
    }
    return true;
  };
  const link = asks("Link", askLink);
  /** @type {Command} */
  const toBar = () => {
    /** @type {HTMLElement | null} */ (bar.querySelector('[tabindex="0"]'))?.focus();
    return true;
  };
  const { bar, update } = toolbar(toolsWith(link, asks("Afbeelding", askPicture)), place.id, () => view);
  const mending = new Plugin({ appendTransaction: (_all, _before, state) => mended(state) });
  const doc = readText(text, hasNames);
  const first = firstLevel(doc);
  const view = new EditorView(holder, {
    nodeViews: {
      figure: figureView(place),
      heading(node) {
        const [tag, attributes] = headingTag(node, first);
        const dom = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) {
          dom.setAttribute(name, value);
        }
        return { dom, contentDOM: dom };
      },
    },
    state: EditorState.create({
      doc,
      plugins: [keys(link, toBar), typing, keymap(baseKeymap), history(), mending],
    }),
    attributes: {
      id: place.id,
      class: "tb-rich__text",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": label,
      lang: "nl",
      spellcheck: "true",
    },
    transformPastedHTML: cleaned,
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      update();
      if (transaction.docChanged) {
        changed(writeText(view.state.doc, hasNames));
      }
    },
  });
  update();
  return {
    element: el("div", { class: "tb-rich" }, bar, box, holder),
    focus: () => view.focus(),
    close: () => view.destroy(),
  };
}

export { plainText };
