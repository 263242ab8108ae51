// The form's fields  ↔  an answers object: `{values: {name: text}, rows: {table: [{column: text, …}, …]}}`.
// Texts are as in a CSV (see `answers.py`): a date '2026-11-23' when it is one, a tick 'true', a choice its value, a
// list its values with commas in between, and '' for what is open.

import { all, one } from "../elements.js";
import { dutchDate, isoDate } from "./dates.js";
import { addRow, rowsOf } from "./rows.js";

/** @import { Answers, Column, Definition, Input, Loose, Question, Table, Texts } from "./types.js" */

const TICKED = "true";
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
function questionField(form, question) {
  return one(form, `[data-question="${question.name}"]`);
}

/**
 * @param {Element} row
 * @param {Column} column
 * @returns {HTMLElement}
 */
function cell(row, column) {
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
 * Tick what `texts` names, by value or by label; the rest of `texts` comes back.
 * @param {HTMLElement} field
 * @param {string[]} texts
 */
function writeChoices(field, texts) {
  const left = new Set(texts);
  for (const input of inputs(field)) {
    const label = /** @type {HTMLElement} */ (input.parentElement).textContent.trim();
    const text = [...left].find((candidate) => candidate === input.value || candidate === label);
    input.checked = text !== undefined;
    if (text !== undefined) {
      left.delete(text);
    }
  }
  return [...left].join(SEPARATOR);
}

/**
 * Put an answer in one field or cell; what does not fit there comes back, '' when all of it fits.
 * @param {HTMLElement} field
 * @param {string} text
 * @returns {string}
 */
function write(field, text) {
  switch (field.dataset.type) {
    case "given":
      return text === read(field) ? "" : text;
    case "tick":
      inputs(field)[0].checked = text === TICKED;
      return text === TICKED ? "" : text;
    case "choice":
      return writeChoices(field, text ? [text] : []);
    case "list":
      return writeChoices(
        field,
        text
          .split(SEPARATOR)
          .map((part) => part.trim())
          .filter(Boolean),
      );
    case "date":
      inputs(field)[0].value = dutchDate(text);
      return "";
    default:
      inputs(field)[0].value = text;
      return "";
  }
}

/**
 * @param {Element} row
 * @param {Table} table
 * @returns {Texts}
 */
function collectRow(row, table) {
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

/**
 * The name under which `answers` hold this question, table or column; undefined when they do not.
 * @param {Pick<Question, "name" | "previous">} item
 * @param {object} answers
 */
function heldName(item, answers) {
  return [item.name, ...item.previous].find((name) => Object.hasOwn(answers, name));
}

/**
 * @param {Element} row
 * @param {Table} table
 * @param {Texts} record
 * @param {number} number
 * @param {Loose[]} unplaced
 */
function fillRow(row, table, record, number, unplaced) {
  const left = new Map(Object.entries(record));
  for (const column of table.columns) {
    const name = heldName(column, record);
    const isPrintedGroup = column.group && name && row.closest("tbody")?.dataset.group === record[name];
    if (name !== undefined && (!column.group || isPrintedGroup)) {
      left.set(name, column.group ? "" : write(cell(row, column), record[name]));
    }
  }
  for (const [name, value] of left) {
    unplaced.push({ name: `${table.name}.${number}.${name}`, value });
  }
}

/**
 * Whether the text that stands in a printed row is that of `record`. Rows without given text fit any record.
 * @param {Element} row
 * @param {Table} table
 * @param {Texts} record
 */
function fits(row, table, record) {
  if (row.hasAttribute("data-own")) {
    return false;
  }
  const printed = collectRow(row, table);
  return table.columns
    .filter((column) => column.given)
    .every((column) => printed[column.name] === (record[heldName(column, record) ?? ""] ?? ""));
}

/**
 * @param {HTMLElement} form
 * @param {Table} table
 * @param {Texts[]} records
 * @param {Loose[]} unplaced
 */
function fillTable(form, table, records, unplaced) {
  const free = new Set(rowsOf(form, table.name));
  records.forEach((record, index) => {
    const row =
      [...free].find((candidate) => fits(candidate, table, record)) ??
      [...free].find((candidate) => candidate.hasAttribute("data-own")) ??
      addRow(one(form, `[data-table="${table.name}"]`));
    free.delete(row);
    fillRow(row, table, record, index + 1, unplaced);
  });
  // A row that was emptied before it was saved stays empty: its example does not come back.
  if (!table.columns.some((column) => column.given)) {
    for (const row of free) {
      table.columns.forEach((column) => write(cell(row, column), ""));
    }
  }
}

/**
 * @param {string} table
 * @param {Texts[]} records
 */
function unknownCells(table, records) {
  return records.flatMap((record, index) =>
    Object.entries(record).map(([column, value]) => ({ name: `${table}.${index + 1}.${column}`, value })),
  );
}

/**
 * Put `answers` in an empty form; gives what has no place in it: [{name, value}, …].
 * @param {HTMLElement} form
 * @param {Answers} answers
 * @returns {Loose[]}
 */
export function fill(form, answers) {
  const values = { ...answers.values };
  const rows = { ...answers.rows };
  const unplaced = [];
  for (const section of definition(form).sections) {
    for (const question of section.questions) {
      const name = heldName(question, values);
      if (name !== undefined) {
        // A name of its own, so that a new answer to the same question does not push it out.
        unplaced.push({ name: `${name}.oud`, value: write(questionField(form, question), values[name]) });
        delete values[name];
      }
    }
    for (const table of section.tables) {
      const name = heldName(table, rows);
      if (name !== undefined) {
        fillTable(form, table, rows[name], unplaced);
        delete rows[name];
      }
    }
  }
  unplaced.push(...Object.entries(values).map(([name, value]) => ({ name, value })));
  unplaced.push(...Object.entries(rows).flatMap(([table, records]) => unknownCells(table, records)));
  return unplaced.filter(({ value }) => value);
}
