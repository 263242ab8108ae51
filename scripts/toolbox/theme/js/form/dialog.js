// One dialog for every question that the page asks. The browser keeps the focus in it and gives it back afterwards.

import { one } from "../elements.js";

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
  find("-clock").hidden = true;
  find("-said").textContent = "";
}

/** @param {boolean} isYes */
function finish(isYes) {
  const answered = waiting;
  waiting = null;
  box().close();
  answered?.(isYes);
}

/**
 * Open the dialog; `answered` is called once, with whether the first button was chosen. Escape is the other one.
 * @param {Words} words
 * @param {(isYes: boolean) => void} answered
 */
export function openDialog(words, answered) {
  const dialog = box();
  if (dialog.open) {
    finish(false);
  }
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
 * Other words in the dialog that is open.
 * @param {Words} words
 */
export function changeDialog(words) {
  write(words);
  find("-yes").focus();
}

/**
 * The time left, as a person sees it ('Nog 1:45'); `spoken`, when there is any, is said by a screen reader.
 * @param {string} text
 * @param {string | undefined} spoken
 */
export function showClock(text, spoken) {
  find("-clock").hidden = false;
  find("-clock").textContent = text;
  if (spoken) {
    find("-said").textContent = spoken;
  }
}

/**
 * Ask a question; true when the answer is yes.
 * @param {Omit<Words, "no">} words
 * @returns {Promise<boolean>}
 */
export function ask(words) {
  return new Promise((resolve) => {
    openDialog({ ...words, no: "Nee, ga terug" }, resolve);
  });
}
