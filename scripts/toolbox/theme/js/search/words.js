// Text → the words that a search compares: pure, so that node can try it.
import { stemmer } from "@orama/stemmers/dutch";

// A number such as 3.1 is one word; a hyphen divides.
const WORD = /\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu;
// Words that stand in every text and tell no page from another.
const STOP = new Set(
  (
    "aan als bij dan dat de deze die dit door een en er het hier hoe ik in is je jij jouw kan kun maar me met mijn na " +
    "naar nog of om onder ook op over te tot uit van voor waar wat we wie wil worden wordt zijn zich zo"
  ).split(" "),
);

/**
 * Lower case, without accents: 'Coördinator' → 'coordinator'.
 * @param {string} text
 */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The words of a text in order, folded: 'Bijlage 5.4' → ['bijlage', '5.4'].
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  return fold(text).match(WORD) ?? [];
}

/** @param {string} word */
export const isNumber = (word) => /^\d/.test(word);

/**
 * What two forms of one word have in common (Snowball's Dutch stemmer): 'gesprekken' → 'gesprek'; '' for a word that
 * says nothing. A number stays as it is.
 * @param {string} word
 */
export function term(word) {
  if (STOP.has(word)) return "";
  return isNumber(word) ? word : stemmer(word);
}

/**
 * How many letters must be typed otherwise to make one word of the other: put in, left out, changed, or two that
 * changed places (Damerau and Levenshtein, optimal string alignment); `most` + 1 when it is more than `most`.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    [before, row] = [row, next];
  }
  return Math.min(row[other.length], most + 1);
}

/**
 * The parts of [text, is it one of the words?] in which a reader sees what was found; `terms` as `term` gives them.
 * Of an unfinished word its beginning counts.
 * @param {string} text
 * @param {string[]} terms
 * @returns {[string, boolean][]}
 */
export function marked(text, terms) {
  const found = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:\.\d+)*/gu)) {
    const own = fold(match[0]);
    if (terms.some((wanted) => wanted && (term(own) === wanted || own.startsWith(wanted)))) found.push(match);
  }
  /** @type {[string, boolean][]} */
  const parts = [];
  let at = 0;
  for (const match of found) {
    if (match.index > at) parts.push([text.slice(at, match.index), false]);
    parts.push([match[0], true]);
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push([text.slice(at), false]);
  return parts;
}

const LENGTH = 170;
const BEFORE = 60;

/**
 * The piece of a long text around the first of the words, cut between words; the beginning when none stands in it.
 * @param {string} text
 * @param {string[]} terms
 */
export function snippet(text, terms) {
  if (text.length <= LENGTH) return text;
  let first = 0;
  for (const [part, is] of marked(text, terms)) {
    if (is) break;
    first += part.length;
  }
  if (first >= text.length) first = 0;
  let start = Math.max(0, first - BEFORE);
  if (start > 0) start = text.indexOf(" ", start) + 1;
  let end = Math.min(text.length, start + LENGTH);
  if (end < text.length) end = text.lastIndexOf(" ", end);
  return (start > 0 ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
}
