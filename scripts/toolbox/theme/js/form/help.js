// Small help while filling in.

import { all } from "../elements.js";
import { dutchDate, isoDate } from "./dates.js";
import { say } from "./say.js";
import { told } from "./told.js";

/**
 * A choice can be undone as long as there is one.
 * @param {HTMLElement} form
 */
export function showUndoButtons(form) {
  for (const button of all(form, "[data-unchoose]")) {
    button.hidden = !button.parentElement?.querySelector(":checked");
  }
}

/** @param {HTMLElement} button */
export function unchoose(button) {
  const buttons = /** @type {HTMLInputElement[]} */ (all(/** @type {Element} */ (button.parentElement), "input"));
  const [first] = buttons;
  for (const input of buttons) {
    input.checked = false;
  }
  first.dispatchEvent(new Event("input", { bubbles: true }));
  first.focus();
  say(told("keuze_gewist"));
}

/**
 * Go to a part or a field without a step in the browser's history.
 * @param {HTMLElement} link
 */
export function jump(link) {
  const id = link.getAttribute("href")?.slice(1) ?? "";
  const target = /** @type {HTMLElement} */ (document.getElementById(id));
  target.focus();
  (target.closest("[data-question], tr, section") ?? target).scrollIntoView();
}

/**
 * A text area whose text no longer fits grows from then on.
 * @param {HTMLElement} form
 */
export function growAreas(form) {
  for (const area of all(form, "textarea")) {
    area.classList.toggle("is-full", area.matches(".is-full") || area.scrollHeight > area.clientHeight);
  }
}

/**
 * A date that was understood is shown the way it was understood.
 * @param {HTMLInputElement} input
 */
export function tidyDate(input) {
  input.value = dutchDate(isoDate(input.value, input.name)) || input.value;
}
