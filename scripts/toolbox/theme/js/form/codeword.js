// Asks for a new code word. Nothing of it stays in the page: the fields are emptied whatever the answer is.

import { one } from "../elements.js";
import { tidyWord } from "./seal.js";
import { told } from "./told.js";

export const SHORTEST = 8;
const TOO_SHORT = told("woord_kort", { aantal: SHORTEST });
const NOT_TWICE = told("woord_anders");

/** @returns {HTMLDialogElement} */
const box = () => one(document, "[data-codeword]");

/**
 * @param {string} name
 * @returns {HTMLInputElement}
 */
const field = (name) => one(box(), `[data-codeword-${name}]`);

/**
 * What is wrong with a code word, '' when nothing is.
 * @param {string} word
 * @param {string} again
 */
export function wordFault(word, again) {
  if (tidyWord(word).length < SHORTEST) {
    return TOO_SHORT;
  }
  return tidyWord(word) === tidyWord(again) ? "" : NOT_TWICE;
}

/** @param {string} fault */
function tell(fault) {
  one(box(), "[data-codeword-fault]").textContent = fault;
  const wrong = fault === NOT_TWICE ? "again" : "word";
  for (const name of ["word", "again"]) {
    field(name).toggleAttribute("aria-invalid", name === wrong && fault !== "");
  }
  if (fault) {
    field(wrong).focus();
  }
}

/**
 * The word, or '' when the writer goes back.
 * @returns {Promise<string>}
 */
export function askCodeWord() {
  const dialog = box();
  tell("");
  dialog.showModal();
  return new Promise((resolve) => {
    let word = "";
    one(dialog, "form").onsubmit = (event) => {
      event.preventDefault();
      const fault = wordFault(field("word").value, field("again").value);
      tell(fault);
      if (!fault) {
        word = field("word").value;
        dialog.close();
      }
    };
    one(dialog, "[data-codeword-no]").onclick = () => dialog.close();
    dialog.onclose = () => {
      field("word").value = field("again").value = "";
      resolve(word);
    };
  });
}
