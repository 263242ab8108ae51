// Questions that wait for a choice elsewhere, as the format says (`showIf`). What someone typed is never put out of sight.

import { all, one } from "../elements.js";
import { read } from "./fields.js";

/**
 * What becomes of a question: it waits, it shows, or it stays although the choice is another by now.
 * @param {boolean} isMet
 * @param {boolean} isOpen
 * @returns {"shows" | "stays" | "waits"}
 */
export function placeOf(isMet, isOpen) {
  if (isMet) {
    return "shows";
  }
  return isOpen ? "waits" : "stays";
}

/**
 * @param {HTMLElement} form
 * @param {HTMLElement} field
 */
function isMet(form, field) {
  const asked = one(form, `[data-question="${field.dataset.if}"]`);
  return (
    !asked.matches(".is-waiting") &&
    read(asked)
      .split(",")
      .includes(field.dataset.is ?? "")
  );
}

/**
 * Show each question that waits for a choice when that is made. A question after it may wait for its answer in turn.
 * @param {HTMLElement} form
 */
export function showConditions(form) {
  for (const field of all(form, "[data-if]")) {
    // Not from under someone who empties it.
    const isOpen = !read(field) && !field.contains(document.activeElement);
    const place = placeOf(isMet(form, field), isOpen);
    field.classList.toggle("is-waiting", place === "waits");
    field.classList.toggle("is-staying", place === "stays" && read(field) !== "");
  }
}
