// What a form's scripts say: in the language of the page when that has words for all of it, else in Dutch. The Dutch words
// stand in `words.json`, where `core/phrases.py` reads them too: so a language translates them as it does all else.

import DUTCH from "./words.json" with { type: "json" };

/** @typedef {keyof typeof DUTCH} Name */

const PLACE = /\{([a-z]+)\}/g;
/** @type {Record<string, string> | undefined} */
let words;

/** @returns {Record<string, string>} */
function spoken() {
  /** @type {HTMLElement | null} */
  const form = typeof document === "undefined" ? null : document.querySelector("[data-form]");
  const own = form?.dataset?.words;
  return own ? JSON.parse(own) : DUTCH;
}

/**
 * The words called `name`, with what stands between braces filled in.
 * @param {Name} name
 * @param {Record<string, unknown>} values
 */
export function told(name, values = {}) {
  words ??= spoken();
  return words[name].replace(PLACE, (_, place) => String(values[place]));
}

/**
 * The same for a number: in the words for one, or in those for more (where it is called `aantal`).
 * @param {number} count
 * @param {Name} one
 * @param {Name} more
 * @param {Record<string, unknown>} values
 */
export function counted(count, one, more, values = {}) {
  return count === 1 ? told(one, values) : told(more, { ...values, aantal: count });
}
