// The words of a page that someone selected to react to. They stand behind the '#' of the address: no server is told.

import { one } from "../elements.js";
import { oneLine } from "./tidy.js";

/** @import { Quote } from "./types.js" */

const MOST_WORDS = 300;

/**
 * What the address asks, which is then taken out of it: 'Terug' and a reload begin without.
 * @returns {Quote | null}
 */
export function askedFor() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const words = oneLine(asked.get("woorden") ?? "").slice(0, MOST_WORDS);
  if (!words) {
    return null;
  }
  history.replaceState(null, "", location.pathname + location.search);
  return { words, heading: oneLine(asked.get("kop") ?? "").slice(0, MOST_WORDS) };
}

/**
 * Shows the words at the field for the reaction. `off` is called when someone takes them away.
 * @param {HTMLFormElement} form
 * @param {Quote | null} quote
 * @param {() => void} off
 */
export function showQuote(form, quote, off) {
  const box = one(form, "[data-quote]");
  const field = one(form, "#waarom");
  box.hidden = quote === null;
  field.setAttribute("aria-describedby", quote ? "waarom-woorden waarom-hulp" : "waarom-hulp");
  one(box, "[data-quote-words]").textContent = quote?.words ?? "";
  if (quote) {
    /** @type {HTMLSelectElement} */
    const part = one(form, "#onderdeel");
    part.value = [...part.options].some(({ value }) => value === quote.heading) ? quote.heading : "";
  }
  one(box, "[data-quote-off]").onclick = () => {
    off();
    field.focus();
  };
}
