// What a file that the page makes is called: the format, and a word of the writer's own. Nothing of what was filled in.

import { one } from "../elements.js";

const LONGEST = 30; // characters of the word
// What some system refuses or takes for something else, and what shows as nothing: all but letters and digits.
const UNSAFE = /[^\p{L}\p{M}\p{N}_]+/gu;

/**
 * A word as it can stand in a name of a file, on any system; '' when nothing of it can.
 * @param {string} word
 */
export function safeWord(word) {
  const hyphened = word.normalize("NFC").replace(UNSAFE, "-").replace(/^-+/, "");
  return [...hyphened].slice(0, LONGEST).join("").replace(/-+$/, "");
}

/**
 * @param {string} slug
 * @param {string} word
 * @param {string} ending
 */
export function fileName(slug, word, ending) {
  const safe = safeWord(word);
  return `${slug}-ingevuld${safe && `-${safe}`}.${ending}`;
}

/** @param {HTMLElement} form */
const box = (form) => /** @type {HTMLInputElement} */ (one(form, "[data-word]"));

/**
 * The name of a file that is made now.
 * @param {HTMLElement} form
 * @param {string} slug
 * @param {string} ending
 */
export function nameNow(form, slug, ending) {
  return fileName(slug, box(form).value, ending);
}

/**
 * Keep the name in sight while the word is typed.
 * @param {HTMLFormElement} form
 * @param {string} slug
 */
export function watchWord(form, slug) {
  const show = () => {
    one(form, "[data-word-name]").textContent = nameNow(form, slug, "html");
  };
  box(form).addEventListener("input", show);
  // The box is empty only after this event.
  form.addEventListener("reset", () => setTimeout(show));
  show();
}
