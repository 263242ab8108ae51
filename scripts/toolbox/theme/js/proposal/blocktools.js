// The buttons with which blocks of a format change places, and blocks and tables are added.

import { addSection, addTable } from "./blocks.js";
import { button, el } from "./dom.js";
import { moved } from "./order.js";

/** @import { FormatEditor } from "./formeditor.js" */
/** @import { Section } from "./types.js" */

/**
 * @param {Section} section
 * @param {number} index
 * @param {FormatEditor} editor
 */
export function blockTools(section, index, editor) {
  const { draft } = editor;
  /**
   * @param {string} name
   * @param {string} label
   * @param {() => void} onclick
   * @param {boolean} isOff
   */
  const tool = (name, label, onclick, isOff) => {
    const made = button(label, onclick, { [`data-block-${name}`]: section.name, disabled: isOff });
    made.append(el("span", { class: "tb-sr" }, `: blok ${section.title || "nieuw"}`));
    return made;
  };
  /**
   * @param {string} name
   * @param {number} step
   */
  const move = (name, step) => {
    draft.sections = moved(draft.sections, index, index + step);
    editor.again(`[data-block-${name}="${section.name}"]:enabled`, "Het blok staat op een andere plaats.");
  };
  const isFull = [...draft.questions, ...draft.tables].some((item) => item.section === section.name);
  const remove = () => {
    draft.sections = draft.sections.filter((other) => other !== section);
    editor.again("[data-add-section]", "Het nieuwe blok is weg.");
  };
  return [
    tool("up", "Omhoog", () => move("up", -1), index === 0),
    tool("down", "Omlaag", () => move("down", 1), index === draft.sections.length - 1),
    ...(section.origin === null && !isFull ? [tool("remove", "Haal weg", remove, false)] : []),
  ];
}

/** @param {FormatEditor} editor */
export function blockButton(editor) {
  const add = () => {
    const { name } = addSection(editor.draft);
    editor.open.add(`blok-${name}`);
    editor.again(`#blok-${name}-titel`, "Er is een blok bij. Schrijf op hoe het heet.");
  };
  return button("Blok toevoegen", add, { class: "tb-button", "data-add-section": true });
}

/**
 * @param {Section} section
 * @param {FormatEditor} editor
 */
export function tableButton(section, editor) {
  const add = () => {
    const { name } = addTable(editor.draft, section);
    editor.open.add(`tabel-${name}`);
    editor.again(`#tabel-${name}-titel`, "Er is een tabel bij, met twee kolommen. Schrijf op hoe die heten.");
  };
  const made = button("Tabel toevoegen", add, { class: "tb-button tb-button--quiet", "data-add-table": section.name });
  made.append(el("span", { class: "tb-sr" }, ` aan blok ${section.title}`));
  return made;
}
