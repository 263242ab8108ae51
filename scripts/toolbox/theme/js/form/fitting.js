// Text that someone filled in elsewhere → the value of one question, or what of it does not fit: the rules of
// `reading/fitting.py`, with the same table of examples.

import { isoDate } from "./dates.js";

/** @import { Choice, Fit, Question } from "./types.js" */

export const TICKED = "true";
const SEPARATOR = ",";
// Signs that people put in or instead of a box; what may mean something else ('+', '-', '?') is none.
const TICKS = new Set([
  ...["x", "1", "v", "×", "☒", "☑", "🗹", "🗷", "✓", "✔", "✅", "✕", "✖", "✗", "✘", "√", "🗸"],
  ...["true", "ja", "yes", "on", "waar", "aangekruist"],
]);
// How programs write that a box is open, which is no answer.
const UNTICKED = new Set(["false", "onwaar", "off", "0", "☐"]);
const VARIATION = /\ufe0f/g; // asks for the coloured picture of a sign
const OPEN_BOX = /☐/g; // stays where somebody types beside it
const AROUND = /^[ \t\r\n\xa0!.()[\]]+|[ \t\r\n\xa0!.()[\]]+$/g;
// A time of midnight is what a spreadsheet adds to a date; any other was filled in.
const TIME = /\dt(?=.*[1-9])/i;

/**
 * Equal for texts that differ in case and white space only.
 * @param {string} text
 */
export function matchKey(text) {
  return text.trim().split(/\s+/).join(" ").replace(/ ?, ?/g, ", ").toLowerCase();
}

/** @param {string} text */
export function isTicked(text) {
  return TICKS.has(text.replace(VARIATION, "").replace(OPEN_BOX, "").replace(AROUND, "").toLowerCase());
}

/**
 * By value, else by a label that only one choice has.
 * @param {string} text
 * @param {Question} question
 * @returns {Choice | undefined}
 */
export function findChoice(text, { choices }) {
  const exact = choices.find((choice) => choice.value === text.trim());
  if (exact) {
    return exact;
  }
  const key = matchKey(text);
  const byValue = choices.filter((choice) => matchKey(choice.value) === key);
  const byLabel = choices.filter((choice) => matchKey(choice.label) === key);
  const found = byValue.length > 0 ? byValue : byLabel;
  return found.length === 1 ? found[0] : undefined;
}

/**
 * Each item of a list with its choice. A label may hold a comma itself: the longest that fits comes first.
 * @param {string} text
 * @param {Question} question
 */
function items(text, question) {
  const parts = text
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter(Boolean);
  const longest = 1 + Math.max(0, ...question.choices.map(({ label }) => label.split(SEPARATOR).length - 1));
  /** @type {{ item: string, choice: Choice | undefined }[]} */
  const found = [];
  for (let start = 0; start < parts.length; ) {
    let end = Math.min(start + longest, parts.length);
    const named = () => parts.slice(start, end).join(`${SEPARATOR} `);
    while (end > start + 1 && !findChoice(named(), question)) {
      end -= 1;
    }
    found.push({ item: named(), choice: findChoice(named(), question) });
    start = end;
  }
  return found;
}

/**
 * @param {string} text
 * @param {Question} question
 * @returns {Fit}
 */
function fitList(text, question) {
  const found = items(text, question);
  const known = new Set(found.map(({ choice }) => choice?.value));
  const chosen = question.choices.map(({ value }) => value).filter((value) => known.has(value));
  return {
    value: chosen.join(SEPARATOR),
    left: found.filter(({ choice }) => !choice).map(({ item }) => item),
  };
}

/**
 * @param {string} text
 * @returns {Fit}
 */
function fitTick(text) {
  if (isTicked(text)) {
    return { value: TICKED, left: [] };
  }
  return { value: "", left: UNTICKED.has(matchKey(text)) ? [] : [text] };
}

/**
 * `now` is the present year.
 * @param {string} text
 * @param {Question} question
 * @returns {Fit}
 */
export function fit(text, question, now = new Date().getFullYear()) {
  if (!text.trim()) {
    return { value: "", left: [] };
  }
  if (question.type === "date") {
    const date = TIME.test(text) ? "" : isoDate(text, question.name, now);
    return { value: date, left: date ? [] : [text] };
  }
  if (question.type === "boolean") {
    return fitTick(text);
  }
  if (question.type === "list") {
    return fitList(text, question);
  }
  if (question.choices.length > 0) {
    const choice = findChoice(text, question);
    return choice ? { value: choice.value, left: [] } : { value: "", left: [text] };
  }
  return { value: text, left: [] };
}
