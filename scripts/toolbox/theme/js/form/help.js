// Small help while filling in.

import { dutchDate, isoDate } from "./dates.js";
import { say } from "./say.js";

/** A choice can be undone as long as there is one. */
export function showUndoButtons(form) {
  for (const button of form.querySelectorAll("[data-unchoose]")) {
    button.hidden = !button.parentElement.querySelector(":checked");
  }
}

export function unchoose(button) {
  const buttons = button.parentElement.querySelectorAll("input");
  const [first] = buttons;
  for (const input of buttons) {
    input.checked = false;
  }
  first.dispatchEvent(new Event("input", { bubbles: true }));
  first.focus();
  say("De keuze is gewist.");
}

/** Go to a part or a field without a step in the browser's history. */
export function jump(link) {
  const target = document.getElementById(link.getAttribute("href").slice(1));
  target.focus();
  (target.closest("[data-question], tr, section") ?? target).scrollIntoView();
}

/** A text area whose text no longer fits grows from then on. */
export function growAreas(form) {
  for (const area of form.querySelectorAll("textarea")) {
    area.classList.toggle("is-full", area.matches(".is-full") || area.scrollHeight > area.clientHeight);
  }
}

/** A date that was understood is shown the way it was understood. */
export function tidyDate(input) {
  input.value = dutchDate(isoDate(input.value, input.name)) || input.value;
}
