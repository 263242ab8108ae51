// What may be about a real person: see `source/people.py`.

import { expression } from "./words.js";

/** @import { Found, Rules } from "../types.js" */

// What is only shown: for a reader to judge.
export const NOTES = ["personal-name"];

/**
 * @param {string} number
 * @param {Rules} rules
 */
function mayBeBsn(number, rules) {
  const digits = number.replace(/\D/g, "").split("").map(Number);
  return digits.reduce((sum, digit, index) => sum + digit * rules.bsnWeights[index], 0) % 11 === 0;
}

/**
 * Numbers and names in one line.
 * @param {string} text
 * @param {number} line
 * @param {Rules} rules
 * @returns {Found[]}
 */
export function peopleFound(text, line, rules) {
  const numbers = [...text.matchAll(expression(rules, "number", "all"))].map(([number]) => number);
  const names = [...text.matchAll(expression(rules, "name", "all"))].map(([name]) => name);
  return [
    ...numbers
      .filter((number) => mayBeBsn(number, rules))
      .map((number) => ({ code: "personal-number", line, values: { number } })),
    ...names.map((name) => ({ code: "personal-name", line, values: { name } })),
  ];
}
