// The form's fields  →  an answers object: `{values: {name: text}, rows: {table: [{column: text, …}, …]}}`.
// Texts are as in a CSV (see `answers.py`): a date '2026-11-23' when it is one, a tick 'true', a choice its value, a
// list its values with commas in between, and '' for what is open.

import { all, one } from "../elements.js";
import { isoDate } from "./dates.js";
import { TICKED } from "./fitting.js";
import { rowsOf } from "./rows.js";

/** @import { Answers, Column, Definition, Input, Loose, Question, Table, Texts } from "./types.js" */

const SEPARATOR = ",";

/**
 * What the form asks: names, titles, types and choices, by section in order.
 * @param {HTMLElement} form
 * @returns {Definition}
 */
export function definition(form) {
  return JSON.parse(form.dataset.definition ?? "");
}

/**
 * @param {Element} field
 * @returns {Input[]}
 */
export function inputs(field) {
  return all(field, "input, textarea");
}

/**
 * @param {HTMLElement} form
 * @param {Question} question
 * @returns {HTMLElement}
 */
export function questionField(form, question) {
  return one(form, `[data-question="${question.name}"]`);
}

/**
 * @param {Element} row
 * @param {Column} column
 * @returns {HTMLElement}
 */
export function cell(row, column) {
  return one(row, `[data-column="${column.name}"]`);
}

/**
 * The answer in one field or cell.
 * @param {HTMLElement} field
 * @returns {string}
 */
export function read(field) {
  switch (field.dataset.type) {
    case "given":
      return field.textContent.trim();
    case "tick":
      return inputs(field)[0].checked ? TICKED : "";
    case "choice":
    case "list":
      return inputs(field)
        .filter((input) => input.checked)
        .map((input) => input.value)
        .join(SEPARATOR);
    case "date":
      return isoDate(inputs(field)[0].value, inputs(field)[0].name) || inputs(field)[0].value.trim();
    case "line":
      return inputs(field)[0]
        .value.trim()
        .replace(/\s*\n\s*/g, " ");
    default:
      return inputs(field)[0].value.trim();
  }
}

/**
 * @param {Element} row
 * @param {Table} table
 * @returns {Texts}
 */
export function collectRow(row, table) {
  const group = row.closest("tbody")?.dataset.group;
  const texts = table.columns.map((column) => [column.name, column.group ? group : read(cell(row, column))]);
  return Object.fromEntries(texts);
}

/**
 * Everything that stands in the form. Rows without any text are left out; answers without a place come along.
 * @param {HTMLElement} form
 * @returns {Answers}
 */
export function collect(form) {
  /** @type {Texts} */
  const values = {};
  /** @type {Answers["rows"]} */
  const rows = {};
  for (const section of definition(form).sections) {
    for (const question of section.questions) {
      values[question.name] = read(questionField(form, question));
    }
    for (const table of section.tables) {
      rows[table.name] = rowsOf(form, table.name)
        .map((row) => collectRow(row, table))
        .filter((row) => Object.values(row).some(Boolean));
    }
  }
  for (const { name, value } of looseAnswers(form)) {
    values[name] = value;
  }
  return { values, rows };
}

/**
 * The answers without a place that the page shows.
 * @param {HTMLElement} form
 * @returns {Loose[]}
 */
export function looseAnswers(form) {
  return all(form, "[data-loose] dd").map((item) => ({
    name: /** @type {Element} */ (item.previousElementSibling).textContent,
    value: item.textContent,
  }));
}
