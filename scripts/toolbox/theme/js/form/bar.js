// The form's parts as a list with how far each is, and 'Bewaren': always in reach, beside the form or above it.

import { all, one, targetOf } from "../elements.js";
import { progressOf, stateWords, totalWords } from "./progress.js";
import { showIn } from "./say.js";

const bar = () => one(document, "[data-bar]");
const toggle = () => one(bar(), "[data-bar-toggle]");

/**
 * How far each part is, as it stands now.
 * @param {HTMLElement} form
 */
export function showProgress(form) {
  const counts = all(bar(), "[data-state-of]").map((state) => {
    const count = progressOf(/** @type {Element} */ (one(form, `#${state.dataset.stateOf}`).closest("section")));
    state.textContent = stateWords(count);
    state.classList.toggle("is-done", count.done === count.asked);
    return count;
  });
  one(bar(), "[data-bar-count]").textContent = totalWords(counts);
}

/** @param {boolean} isOpen */
function open(isOpen) {
  toggle().setAttribute("aria-expanded", `${isOpen}`);
}

/** @param {() => unknown} save */
export function watchBar(save) {
  const said = one(bar(), "[data-bar-said]");
  toggle().onclick = () => open(toggle().getAttribute("aria-expanded") !== "true");
  one(bar(), "[data-bar-save]").onclick = () => showIn(said, save);
  document.addEventListener("click", (event) => {
    if (!targetOf(event).closest("[data-bar-toggle]")) {
      open(false);
    }
  });
  document.addEventListener("input", () => {
    said.textContent = "";
  });
  bar().addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle().getAttribute("aria-expanded") === "true") {
      open(false);
      toggle().focus();
    }
  });
}
