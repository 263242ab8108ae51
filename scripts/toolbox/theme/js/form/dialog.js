// One dialog for every question that the page asks. The browser keeps the focus in it and gives it back afterwards.

import { one } from "../elements.js";
import { told } from "./told.js";

/** @import { Words } from "./types.js" */

/** @param {string} name */
const find = (name) => one(document, `[data-dialog${name}]`);

/** @returns {HTMLDialogElement} */
const box = () => one(document, "[data-dialog]");

// Who waits for the answer of the dialog that is open.
/** @type {((isYes: boolean) => void) | null} */
let waiting = null;

/** @param {Words} words */
function write({ title, text, yes, no }) {
  find("-title").textContent = title;
  find("-text").textContent = text;
  find("-yes").textContent = yes;
  find("-no").textContent = no ?? "";
  find("-no").hidden = !no;
}

/** @param {boolean} isYes */
function finish(isYes) {
  const answered = waiting;
  waiting = null;
  box().close();
  answered?.(isYes);
}

/** Who waits is told no. */
export function closeDialog() {
  if (box().open) {
    finish(false);
  }
}

/**
 * Open the dialog; `answered` is called once, with whether the first button was chosen. Escape is the other one.
 * @param {Words} words
 * @param {(isYes: boolean) => void} answered
 */
export function openDialog(words, answered) {
  const dialog = box();
  closeDialog();
  write(words);
  waiting = answered;
  find("-yes").onclick = () => finish(true);
  find("-no").onclick = () => finish(false);
  dialog.oncancel = (event) => {
    event.preventDefault();
    finish(false);
  };
  dialog.showModal();
}

/**
 * Ask a question; true when the answer is yes.
 * @param {Omit<Words, "no">} words
 * @returns {Promise<boolean>}
 */
export function ask(words) {
  return new Promise((resolve) => {
    openDialog({ ...words, no: told("nee_terug_knop") }, resolve);
  });
}
