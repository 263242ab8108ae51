// Nothing that was typed stays: not in the page that Back shows again, not in the browser's memory of the form.

import { one } from "../elements.js";
import { forgetFiles } from "./downloads.js";

/**
 * Watches one form. `empty()` brings it back to how it was served, `isBlank()` says whether it is so.
 * @param {HTMLFormElement} form
 * @param {() => boolean} isBlank
 */
export function watchLeaving(form, isBlank) {
  const fields = one(form, "[data-fields]");
  // How the fields were served: what someone types is no part of it.
  const blank = fields.innerHTML;
  let isKept = true;

  function empty() {
    form.reset();
    // New fields instead of emptied ones: they have no 'undo' either.
    fields.innerHTML = blank;
    one(form, "[data-loose] dl").replaceChildren();
    one(form, "[data-loose]").hidden = true;
    one(form, "[data-errors]").hidden = true;
    one(form, "[data-errors-list]").replaceChildren();
    one(form, "[data-said]").textContent = "";
    forgetFiles();
    isKept = true;
  }

  window.addEventListener("pagehide", empty);
  window.addEventListener("pageshow", (event) => {
    // A page that the browser kept whole; a fresh one was emptied before it showed.
    if (event.persisted) {
      empty();
    }
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isKept && !isBlank()) {
      event.preventDefault();
    }
  });

  return {
    empty,
    changed() {
      isKept = false;
    },
    kept() {
      isKept = true;
    },
  };
}
