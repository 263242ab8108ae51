// The cover over a form that nobody touches: what was filled in is out of sight and out of reach until someone goes on.

import { all, one } from "../elements.js";
import { closeDialog } from "./dialog.js";

/** @returns {HTMLDialogElement} */
const box = () => one(document, "[data-cover]");
const behind = () => one(document, "[data-fill]");

/** @type {HTMLElement | null} */
let focused = null;
let height = 0;

/** Another dialog stands above a cover that opens below it, and may have a code word in it. */
function closeOthers() {
  closeDialog();
  for (const dialog of /** @type {HTMLDialogElement[]} */ (all(document, "dialog[open]"))) {
    dialog.close();
  }
}

/**
 * `when` says what becomes of the form when nobody comes back.
 * @param {string} when
 */
export function putCover(when) {
  if (box().open) {
    return;
  }
  closeOthers();
  focused = /** @type {HTMLElement | null} */ (document.activeElement);
  height = window.scrollY;
  one(box(), "[data-cover-when]").textContent = when;
  one(box(), "[data-cover-said]").textContent = "";
  behind().hidden = true;
  behind().inert = true;
  box().showModal();
}

/** Everything as it was, also the place on the page. Does nothing when there is no cover. */
export function takeCover() {
  if (!behind().inert) {
    return;
  }
  behind().hidden = false;
  behind().inert = false;
  box().close();
  window.scrollTo({ top: height, behavior: "instant" });
  focused?.focus({ preventScroll: true });
}

/** @param {string} text */
export function sayOnCover(text) {
  one(box(), "[data-cover-said]").textContent = text;
}

/**
 * What its buttons do; Escape goes on, like the first of them.
 * @param {{ goOn: () => void, save: () => void, wipe: () => void }} actions
 */
export function watchCover({ goOn, save, wipe }) {
  one(box(), "[data-cover-on]").onclick = goOn;
  one(box(), "[data-cover-save]").onclick = save;
  one(box(), "[data-cover-wipe]").onclick = wipe;
  // Also when the browser closes it on its own account.
  box().addEventListener("close", () => {
    if (behind().inert) {
      goOn();
    }
  });
}
