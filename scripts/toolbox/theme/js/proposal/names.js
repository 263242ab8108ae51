// Names for what is new. A name stands for a question for ever, so it is made once, and never follows its title.

/** @import { Choice } from "./types.js" */

const LONGEST = 60;

/**
 * @param {string} text
 * @param {string} joint
 */
function slug(text, joint) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, joint);
}

/**
 * @param {string} text
 * @param {string} joint
 */
function trim(text, joint) {
  const cut = text.slice(0, LONGEST);
  let start = 0;
  let end = cut.length;
  while (start < end && cut[start] === joint) {
    start += 1;
  }
  while (end > start && cut[end - 1] === joint) {
    end -= 1;
  }
  return cut.slice(start, end);
}

/**
 * `wanted`, or the first of `wanted_2`, `wanted_3` … that is not in `taken` (a Set).
 * @param {string} wanted
 * @param {Set<string>} taken
 * @param {string} joint
 */
function free(wanted, taken, joint) {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) {
    const tail = `${joint}${count}`;
    name = wanted.slice(0, LONGEST - tail.length) + tail;
  }
  return name;
}

/**
 * A name for a question: 'Wie gaat er mee?' → 'wie_gaat_er_mee'.
 * @param {string} title
 * @param {Set<string>} taken
 */
export function questionName(title, taken) {
  const found = trim(slug(title, "_").replace(/^[_0-9]+/, ""), "_") || "vraag";
  return free(found, taken, "_");
}

/**
 * A name for an image, without its kind: 'Een brug in Ede' → 'content/…/een-brug-in-ede'.
 * @param {string} folder
 * @param {string} words
 * @param {Set<string>} taken
 */
export function pictureName(folder, words, taken) {
  return (
    folder +
    free(trim(slug(words, "-"), "-") || "afbeelding", new Set([...taken].map((path) => path.slice(folder.length))), "-")
  );
}

/**
 * A value for a choice: 'Ja, soms' → 'ja_soms'.
 * @param {string} label
 * @param {Set<string>} taken
 */
export function choiceValue(label, taken) {
  return free(trim(slug(label, "_"), "_") || "keuze", taken, "_");
}

/**
 * The value that a choice has, or had: one that was taken away and typed again is the same choice. Null for a new one.
 * @param {Choice} choice
 * @param {Choice[]} before
 */
export const knownValue = ({ value, label }, before) =>
  value ?? before.find((old) => old.label === label)?.value ?? null;
