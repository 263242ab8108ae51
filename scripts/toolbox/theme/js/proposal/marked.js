// Two texts compared word by word, the words that went and came marked.

import { diffWordsWithSpace } from "diff";
import { el } from "./dom.js";

/** @typedef {{ value: string, added?: boolean, removed?: boolean }} WordChange */

// Longer than this and a person no longer reads it word by word; the comparison itself would take too long as well.
const MAX_CHANGES = 4000;
// With less than this part in common, the old words next to the new ones are easier to read than words in between.
const ALIKE = 0.3;

/** @param {string} text */
const letters = (text) => text.replace(/\s/g, "").length;

/**
 * [{value, added, removed}] from one text to the other.
 * @param {string} before
 * @param {string} after
 * @returns {WordChange[]}
 */
export function wordChanges(before, after) {
  const whole = [
    { value: before, removed: true },
    { value: before && after && " " },
    { value: after, added: true },
  ].filter((part) => part.value);
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MAX_CHANGES });
  if (!parts || before === after) {
    return parts ?? whole;
  }
  const same = parts.filter((part) => !part.added && !part.removed).map((part) => part.value);
  return letters(same.join("")) < ALIKE * Math.max(letters(before), letters(after)) ? whole : parts;
}

/**
 * Nodes to show: <del> and <ins> around what changed.
 * @param {string} before
 * @param {string} after
 */
export function markedWords(before, after) {
  return wordChanges(before, after).map(({ value, added, removed }) => {
    if (removed) {
      return el("del", {}, value);
    }
    return added ? el("ins", {}, value) : value;
  });
}

/** @param {WordChange[]} parts */
const count = (parts) => parts.flatMap((part) => part.value.match(/\S+/g) ?? []).length;
/** @param {number} number */
const words = (number) => (number === 1 ? "1 woord" : `${number} woorden`);

/**
 * 'Nieuw: 3 woorden. Weg: 1 woord.'; '' when both are the same.
 * @param {string} before
 * @param {string} after
 */
export function countedWords(before, after) {
  const parts = wordChanges(before, after);
  const came = count(parts.filter((part) => part.added));
  const went = count(parts.filter((part) => part.removed));
  const said = [came && `Nieuw: ${words(came)}.`, went && `Weg: ${words(went)}.`].filter(Boolean).join(" ");
  return said || (before === after ? "" : "De witregels of leestekens zijn anders.");
}
