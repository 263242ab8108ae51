// What a word may have meant: as Python's difflib finds it, which the check uses.

/** @import { Rules } from "../types.js" */

const ENOUGH = 0.6;
const SHORT_LIST = 12;

/**
 * Where each letter of a word stands; of a long word not those that stand everywhere.
 * @param {string[]} word
 * @returns {Map<string, number[]>}
 */
function placesOf(word) {
  /** @type {Map<string, number[]>} */
  const places = new Map();
  word.forEach((letter, index) => {
    places.set(letter, [...(places.get(letter) ?? []), index]);
  });
  const most = Math.floor(word.length / 100) + 1;
  for (const [letter, found] of places) {
    if (word.length >= 200 && found.length > most) {
      places.delete(letter);
    }
  }
  return places;
}

/**
 * The longest run of letters that stands in both, the first of those: [start in one, start in other, length].
 * @param {string[]} one
 * @param {Map<string, number[]>} places
 * @param {[number, number, number, number]} within
 * @returns {[number, number, number]}
 */
function longest(one, places, [from, to, otherFrom, otherTo]) {
  /** @type {[number, number, number]} */
  let best = [from, otherFrom, 0];
  /** @type {Map<number, number>} */
  let ends = new Map();
  for (let index = from; index < to; index += 1) {
    /** @type {Map<number, number>} */
    const now = new Map();
    for (const other of places.get(one[index]) ?? []) {
      if (other >= otherFrom && other < otherTo) {
        const length = (ends.get(other - 1) ?? 0) + 1;
        now.set(other, length);
        best = length > best[2] ? [index - length + 1, other - length + 1, length] : best;
      }
    }
    ends = now;
  }
  return best;
}

/**
 * How alike two words are, from 0 to 1.
 * @param {string} option
 * @param {string} word
 */
export function likeness(option, word) {
  const one = [...option];
  const other = [...word];
  const places = placesOf(other);
  let matched = 0;
  /** @type {[number, number, number, number][]} */
  const queue = [[0, one.length, 0, other.length]];
  for (let part = queue.pop(); part; part = queue.pop()) {
    const [start, otherStart, length] = longest(one, places, part);
    if (length > 0) {
      matched += length;
      queue.push([part[0], start, part[2], otherStart], [start + length, part[1], otherStart + length, part[3]]);
    }
  }
  const all = one.length + other.length;
  return all ? (2 * matched) / all : 1;
}

/**
 * 'Bedoelde je ‘…’?' when a known word is near, else what there is to choose from.
 * @param {string} word
 * @param {string[]} options
 * @param {Rules} rules
 */
export function didYouMean(word, options, rules) {
  const isQuick = [...word].length <= rules.limits.nearWord && options.length <= rules.limits.near;
  const scored = isQuick ? options.map((option) => ({ option, score: likeness(option, word) })) : [];
  const near = scored
    .filter(({ score }) => score >= ENOUGH)
    .sort((some, other) => other.score - some.score || (some.option < other.option ? 1 : -1));
  if (near.length > 0) {
    return `Bedoelde je ‘${near[0].option}’?`;
  }
  if (options.length === 0) {
    return "Haal het weg.";
  }
  return options.length <= SHORT_LIST ? `Kies uit: ${options.join(", ")}.` : "Kijk de naam na.";
}
