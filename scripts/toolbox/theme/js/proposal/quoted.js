// The words of a page that someone selected to react to. They stand behind the '#' of the address: no server is told.

import { one } from "../elements.js";
import { oneLine } from "./tidy.js";

/** @import { Quote } from "./types.js" */

const MOST_WORDS = 300;

/**
 * What the address asks, which is then taken out of it: 'Terug' and a reload begin without.
 * @returns {Quote | null}
 */
function askedFor() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const words = oneLine(asked.get("woorden") ?? "").slice(0, MOST_WORDS);
  if (!words) {
    return null;
  }
  history.replaceState(null, "", location.pathname + location.search);
  return { words, heading: oneLine(asked.get("kop") ?? "").slice(0, MOST_WORDS) };
}

/**
 * Shows the words at the field for the reaction, with the cursor in it. `onOff` is called when they are taken away.
 * @param {HTMLFormElement} form
 * @param {() => void} onOff
 * @returns {Quote | null}
 */
export function showQuote(form, onOff) {
  const quote = askedFor();
  const box = one(form, "[data-quote]");
  const field = one(form, "#waarom");
  if (!quote) {
    return null;
  }
  one(box, "[data-quote-words]").textContent = quote.words;
  box.hidden = false;
  field.setAttribute("aria-describedby", "waarom-woorden waarom-hulp");
  /** @type {HTMLSelectElement} */
  const part = one(form, "#onderdeel");
  part.value = [...part.options].some(({ value }) => value === quote.heading) ? quote.heading : "";
  one(box, "[data-quote-off]").addEventListener("click", () => {
    box.hidden = true;
    field.setAttribute("aria-describedby", "waarom-hulp");
    onOff();
    field.focus();
  });
  field.focus();
  box.scrollIntoView({ block: "center" });
  return quote;
}
