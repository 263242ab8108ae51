// The buttons above a text, as the toolbar pattern of WAI-ARIA has them: one stop for the Tab key, arrows within.

import { redo, undo } from "prosemirror-history";
import { sinkListItem, liftListItem } from "prosemirror-schema-list";
import { el } from "../dom.js";
import * as commands from "./commands.js";
import { isPicture } from "./pictures.js";
import { depthOf } from "./places.js";
import { schema } from "./schema.js";
import * as tables from "./tables.js";

/** @import { Command, EditorState } from "prosemirror-state" */
/** @import { EditorView } from "prosemirror-view" */
/** @typedef {{ label: string, run: Command, isOn?: (state: EditorState) => boolean, isShown?: (state: EditorState) => boolean, keys?: string }} Tool */

const { nodes, marks } = schema;
const NEXT = ["ArrowRight", "ArrowDown"];
const PREVIOUS = ["ArrowLeft", "ArrowUp"];

/** @param {EditorState} state */
const isInList = (state) => depthOf(state, nodes.item) >= 0;

/**
 * @param {number} level
 * @param {string} label
 * @returns {Tool}
 */
const head = (level, label) => ({
  label,
  run: commands.heading(level),
  isOn: (state) => commands.isBlock(state, nodes.heading, level),
});

/**
 * @param {string} type
 * @param {string} label
 * @returns {Tool}
 */
const listTool = (type, label) => ({
  label,
  run: commands.list(nodes[type]),
  isOn: (state) => state.selection.$from.depth > 0 && depthOf(state, nodes[type]) >= 0,
});

/**
 * @param {string} label
 * @param {Command} run
 * @returns {Tool}
 */
const tableTool = (label, run) => ({ label, run, isShown: tables.isInTable });

/**
 * @param {Command} link
 * @param {Command} picture
 * @returns {Tool[]}
 */
export const toolsWith = (link, picture) => [
  { label: "Vet", run: commands.bold, isOn: (state) => commands.hasMark(state, marks.strong), keys: "Control+B" },
  { label: "Schuin", run: commands.italic, isOn: (state) => commands.hasMark(state, marks.em), keys: "Control+I" },
  { label: "Link", run: link, isOn: (state) => commands.hasMark(state, marks.link), keys: "Control+K" },
  head(2, "Kop"),
  head(3, "Tussenkop"),
  head(4, "Kleine kop"),
  listTool("bullet_list", "Opsomming"),
  listTool("ordered_list", "Nummers"),
  { label: "Dieper", run: sinkListItem(nodes.item), isShown: isInList },
  { label: "Minder diep", run: liftListItem(nodes.item), isShown: isInList },
  { label: "Citaat", run: commands.quote, isOn: (state) => depthOf(state, nodes.quote) >= 0 },
  { label: "Woord met uitleg", run: commands.insertMeaning },
  { label: "Tabel", run: tables.insertTable },
  { label: "Afbeelding", run: picture, isOn: isPicture },
  tableTool("Rij erbij", tables.addRow),
  tableTool("Rij weg", tables.removeRow),
  tableTool("Kolom erbij", tables.addColumn),
  tableTool("Kolom weg", tables.removeColumn),
  tableTool("Tabel weg", tables.removeTable),
  { label: "Ongedaan maken", run: undo, keys: "Control+Z" },
  { label: "Opnieuw", run: redo, keys: "Control+Y" },
];

/**
 * The element, and `update` to call after each change of the text or the selection.
 * @param {Tool[]} tools
 * @param {string} controls
 * @param {() => EditorView} viewOf
 */
export function toolbar(tools, controls, viewOf) {
  const buttons = tools.map(({ label, run, keys }) => {
    const element = el(
      "button",
      { type: "button", class: "tb-rich__tool", tabindex: "-1", "aria-keyshortcuts": keys },
      label,
    );
    // The selection stays where it is under a mouse or a finger.
    element.addEventListener("mousedown", (event) => event.preventDefault());
    element.addEventListener("click", () => {
      const view = viewOf();
      if (
        run(view.state, view.dispatch, view) &&
        !element.closest(".tb-rich")?.querySelector(".tb-rich__link:not([hidden])")
      ) {
        view.focus();
      }
    });
    return element;
  });
  const bar = el(
    "div",
    { class: "tb-rich__tools", role: "toolbar", "aria-label": "Opmaak", "aria-controls": controls },
    ...buttons,
  );
  const shown = () => buttons.filter((each) => !each.hidden);
  /** @param {HTMLElement | undefined} chosen */
  const choose = (chosen) => {
    for (const each of buttons) {
      each.tabIndex = each === chosen ? 0 : -1;
    }
  };
  bar.addEventListener("focusin", (event) => choose(/** @type {HTMLElement} */ (event.target)));
  bar.addEventListener("keydown", (event) => {
    const list = shown();
    const at = list.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const to = NEXT.includes(event.key) ? at + 1 : PREVIOUS.includes(event.key) ? at - 1 + list.length : at;
    const wanted = { Home: 0, End: list.length - 1 }[event.key] ?? to % list.length;
    if (event.key === "Escape") {
      viewOf().focus();
    } else if (wanted !== at) {
      event.preventDefault();
      list[wanted]?.focus();
    }
  });
  choose(buttons[0]);
  const update = () => {
    const { state } = viewOf();
    tools.forEach(({ run, isOn, isShown }, index) => {
      const element = buttons[index];
      element.hidden = isShown ? !isShown(state) : false;
      element.setAttribute("aria-disabled", `${!run(state)}`);
      if (isOn) {
        element.setAttribute("aria-pressed", `${isOn(state)}`);
      }
    });
    if (!shown().some((each) => each.tabIndex === 0)) {
      choose(shown()[0]);
    }
  };
  return { bar, update };
}
