// How much of a part is filled in: a question counts for one, and so does a row that was given. A table with rows of one's
// own counts for one as a whole.

import { all } from "../elements.js";
import { told } from "./told.js";

/** @import { Count, Input } from "./types.js" */

/**
 * Whether someone filled in any of these; an example that stands there already is no answer.
 * @param {Element} within
 */
function isAnswered(within) {
  /** @type {Input[]} */
  const inputs = all(within, "input, textarea");
  return inputs.some((input) =>
    /radio|checkbox/.test(input.type) ? input.checked : input.value.trim() && input.value !== input.defaultValue,
  );
}

/** @param {Element} table */
function tableUnits(table) {
  const given = all(table, "table [data-row]:not([data-own])").filter((row) => row.querySelector("[data-type=given]"));
  return given.length ? given : [table];
}

/**
 * @param {Element} section
 * @returns {Count}
 */
export function progressOf(section) {
  const questions = all(section, "[data-question]").filter((field) => !field.matches(".is-waiting"));
  const units = [...questions, ...all(section, "[data-table]").flatMap(tableUnits)];
  return { asked: units.length, done: units.filter(isAnswered).length };
}

/** @param {Count} count */
export function stateWords({ asked, done }) {
  if (done === 0) {
    return told("leeg");
  }
  return done === asked ? told("af") : told("zoveel", { klaar: done, aantal: asked });
}

/** @param {Count[]} counts */
export function totalWords(counts) {
  const done = counts.filter((count) => count.asked === count.done).length;
  return told("zoveel_klaar", { klaar: done, aantal: counts.length });
}
