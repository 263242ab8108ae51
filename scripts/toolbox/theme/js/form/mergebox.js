// The dialog in which two copies of a form are put together: first whether, then what to keep where they differ.

import { all, one } from "../elements.js";
import { BOTH, MINE, THEIRS, TOGETHER } from "./mergerows.js";
import { element, spoken } from "./shown.js";
import { counted, told } from "./told.js";

/** @import { Difference, Option, Shown } from "./types.js" */

const NOT_CHOSEN = told("kies_houden");
/** @type {Record<string, string>} */
const NAMES = { [MINE]: told("dit_scherm"), [BOTH]: told("beide_houden"), [TOGETHER]: told("samen_rij") };

/** @returns {HTMLDialogElement} */
const box = () => one(document, "[data-merge]");
/** @param {string} name */
const find = (name) => one(box(), `[data-merge-${name}]`);

/** @param {Shown[]} cells */
function content(cells) {
  if (cells.length === 1) {
    return element("span", spoken(cells[0]), "tb-merge__text");
  }
  const list = element("span", "", "tb-merge__cells");
  for (const cell of cells.filter(({ text }) => text)) {
    const line = element("span", `: ${spoken(cell)}`);
    line.prepend(element("b", cell.question.title.replace(/:$/, "")));
    list.append(line);
  }
  return list;
}

/**
 * What is beside each answer of it: without what every file of this format is called.
 * @param {string} file
 */
const brief = (file) => file.replace(/^.*-ingevuld-(?=[^.])/, "");

/**
 * @param {Option} option
 * @param {Difference} difference
 * @param {string} file
 * @param {string} group
 */
function choice({ name }, difference, file, group) {
  const label = element("label", "", "tb-choice tb-merge__option");
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: group, value: name, autocomplete: "off" });
  const words = document.createElement("span");
  const who = element("b", NAMES[name] ?? "");
  if (name === THEIRS) {
    who.append(element("bdi", brief(file)));
  }
  words.append(who);
  if (name === MINE || name === THEIRS) {
    words.append(content(name === MINE ? difference.mine : difference.theirs));
  } else if (name === BOTH && difference.mine.length > 1) {
    words.append(element("span", told("twee_rijen"), "tb-merge__text"));
  }
  label.append(input, words);
  return label;
}

/**
 * @param {Difference} difference
 * @param {number} index
 * @param {string} file
 */
function question(difference, index, file) {
  const set = element("fieldset", "", "tb-field tb-merge__set");
  const group = `f-samen-${index}`;
  const fault = element("p", "", "tb-field__error");
  fault.id = `${group}-fout`;
  set.setAttribute("aria-describedby", fault.id);
  const where = difference.where.filter(Boolean).map((name) => name.replace(/:$/, ""));
  const options = element("div", "", "tb-merge__options");
  options.append(...difference.options.map((option) => choice(option, difference, file, group)));
  set.append(element("legend", where.join(" – ")), fault, options);
  return set;
}

/** @returns {HTMLElement[]} */
const sets = () => all(find("list"), "fieldset");

/**
 * @param {HTMLElement} set
 * @returns {HTMLInputElement | null}
 */
const chosenIn = (set) => set.querySelector("input:checked");

/** What is still to choose is told, and the first of it gets the focus; true when everything is chosen. */
function checkChosen() {
  for (const set of sets()) {
    const isOpen = !chosenIn(set);
    set.classList.toggle("is-wrong", isOpen);
    one(set, ".tb-field__error").textContent = isOpen ? NOT_CHOSEN : "";
  }
  const first = find("list").querySelector(".is-wrong");
  if (first) {
    one(first, "input").focus();
    first.scrollIntoView({ block: "center" });
  }
  return !first;
}

/**
 * The answer of the dialog: which button, null when it was closed in another way.
 * @param {(button: string) => boolean} accepts
 * @returns {Promise<string | null>}
 */
function answer(accepts) {
  const dialog = box();
  if (!dialog.open) {
    dialog.showModal();
  }
  dialog.scrollTo(0, 0);
  find("title").focus();
  return new Promise((resolve) => {
    const stop = new AbortController();
    /** @param {string | null} button */
    const end = (button) => {
      stop.abort();
      resolve(button);
    };
    const once = { signal: stop.signal };
    dialog.addEventListener("close", () => end(null), once);
    for (const button of all(dialog, "button[data-merge-do]")) {
      const act = button.dataset.mergeDo ?? "";
      button.addEventListener("click", () => accepts(act) && end(act), once);
    }
  });
}

/** Closed and empty: nothing of what was filled in stays in it. */
export function closeMerge() {
  find("list").replaceChildren();
  find("file").textContent = "";
  if (box().open) {
    box().close();
  }
}

/**
 * What to do with a file while something is filled in: 'merge', 'replace', or null for nothing.
 * @param {string} file its name
 */
export async function askHow(file) {
  find("title").textContent = told("staat_al");
  find("file").textContent = file;
  find("ask").hidden = false;
  find("choose").hidden = true;
  const button = await answer(() => true);
  return button === "no" ? null : button;
}

/**
 * Have every difference settled; true when that was done.
 * @param {string} file its name
 * @param {Difference[]} differences
 */
export async function settle(file, differences) {
  const count = differences.length;
  find("title").textContent = counted(count, "verschilt_een", "verschilt_meer");
  find("file").textContent = file;
  find("ask").hidden = true;
  find("choose").hidden = false;
  find("list").replaceChildren(...differences.map((difference, index) => question(difference, index, file)));
  const button = await answer((act) => {
    for (const input of /** @type {HTMLInputElement[]} */ (all(find("list"), `input[value="${act}"]`))) {
      input.checked = true;
    }
    return act === "no" || (act === "done" && checkChosen());
  });
  if (button !== "done") {
    return false;
  }
  sets().forEach((set, index) => {
    const name = chosenIn(set)?.value;
    differences[index].options.find((option) => option.name === name)?.take();
  });
  return true;
}
