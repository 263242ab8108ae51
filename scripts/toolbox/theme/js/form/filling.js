// An answers object, from a file of any kind and version  →  the form's fields, and what has no place in them.

import { one } from "../elements.js";
import { dutchDate } from "./dates.js";
import { cell, collect, collectRow, definition, inputs, questionField, read } from "./fields.js";
import { TICKED, fit, matchKey } from "./fitting.js";
import { addRow, rowsOf } from "./rows.js";

/** @import { Answers, Column, Loose, Question, Table, Texts } from "./types.js" */

const SEPARATOR = ",";

/**
 * Put an answer in one field or cell; what does not fit there comes back, '' when all of it fits.
 * @param {HTMLElement} field
 * @param {Question} question
 * @param {string} text
 * @returns {string}
 */
function write(field, question, text) {
  const fitted = fit(text, question);
  switch (field.dataset.type) {
    case "given":
      return matchKey(text) === matchKey(read(field)) ? "" : text;
    case "tick":
      inputs(field)[0].checked = fitted.value === TICKED;
      return fitted.left.join(SEPARATOR);
    case "choice":
    case "list": {
      const chosen = new Set(fitted.value.split(SEPARATOR));
      for (const input of inputs(field)) {
        input.checked = chosen.has(input.value);
      }
      return fitted.left.join(SEPARATOR);
    }
    case "date":
      // What is no date stands there as it was written: the check of the form tells so.
      inputs(field)[0].value = dutchDate(fitted.value) || text;
      return "";
    case "line":
      // One line holds no other: what stood below it stands behind it.
      inputs(field)[0].value = text.trim().replace(/\s*\n\s*/g, " / ");
      return "";
    default:
      inputs(field)[0].value = text;
      return "";
  }
}

/**
 * The names under which `answers` hold this question, table or column: the present one first.
 * @param {Pick<Question, "name" | "previous">} item
 * @param {object} answers
 */
function heldNames(item, answers) {
  return [item.name, ...item.previous].filter((name) => Object.hasOwn(answers, name));
}

/**
 * The name whose text counts: the first under which anything stands.
 * @param {Pick<Question, "name" | "previous">} item
 * @param {Texts} texts
 */
function heldName(item, texts) {
  const names = heldNames(item, texts);
  return names.find((name) => texts[name]) ?? names[0];
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
    if (name === undefined) {
      continue;
    }
    const group = /** @type {HTMLElement | null} */ (row.closest("tbody"))?.dataset.group ?? "";
    const isPrinted = matchKey(group) === matchKey(record[name]);
    if (!column.group) {
      left.set(name, write(cell(row, column), column, record[name]));
    } else if (isPrinted) {
      left.delete(name);
    }
  }
  unplaced.push(...looseCells(table.name, Object.fromEntries(left), number));
}

/**
 * @param {string} table
 * @param {Texts} record
 * @param {number} number
 */
function looseCells(table, record, number) {
  return Object.entries(record).map(([column, value]) => ({ name: `${table}.${number}.${column}`, value }));
}

/**
 * Whether the text that stands in a printed row is that of `record`. Rows without given text fit any record.
 * @param {Element} row
 * @param {Table} table
 * @param {Texts} record
 * @param {boolean} withGroup the heading over the row counts as well
 */
function fits(row, table, record, withGroup) {
  if (row.hasAttribute("data-own")) {
    return false;
  }
  const printed = collectRow(row, table);
  return table.columns
    .filter((column) => column.given && (withGroup || !column.group))
    .every((column) => matchKey(printed[column.name]) === matchKey(record[heldName(column, record) ?? ""] ?? ""));
}

/**
 * Of each record the row it goes in, if any: a printed one by its given text, which its heading only makes surer.
 * @param {Set<HTMLElement>} free rows; those that are taken leave it
 * @param {Table} table
 * @param {Texts[]} records
 */
function printedRows(free, table, records) {
  /** @type {Map<Texts, HTMLElement>} */
  const found = new Map();
  for (const withGroup of [true, false]) {
    for (const record of records) {
      const row = [...free].find((candidate) => !found.has(record) && fits(candidate, table, record, withGroup));
      if (row) {
        found.set(record, row);
        free.delete(row);
      }
    }
  }
  return found;
}

/**
 * An empty row: one that stands there, else one that is added; none where the table has printed rows only.
 * @param {HTMLElement} form
 * @param {Table} table
 * @param {Set<HTMLElement>} free
 */
function ownRow(form, table, free) {
  const box = one(form, `[data-table="${table.name}"]`);
  const row = [...free].find((candidate) => candidate.hasAttribute("data-own"));
  return row ?? (box.querySelector("template") ? addRow(box) : null);
}

/**
 * @param {HTMLElement} form
 * @param {Table} table
 * @param {Texts[]} records
 * @param {Loose[]} unplaced
 */
function fillTable(form, table, records, unplaced) {
  const free = new Set(rowsOf(form, table.name));
  const printed = printedRows(free, table, records);
  records.forEach((record, index) => {
    if (!printed.has(record) && !Object.values(record).some(Boolean)) {
      return;
    }
    const row = printed.get(record) ?? ownRow(form, table, free);
    if (row) {
      free.delete(row);
      fillRow(row, table, record, index + 1, unplaced);
    } else if (table.columns.some((column) => !column.given && record[heldName(column, record) ?? ""])) {
      unplaced.push(...looseCells(table.name, record, index + 1));
    }
  });
  // A row that was emptied before it was saved stays empty: its example does not come back.
  if (!table.columns.some((column) => column.given)) {
    for (const row of free) {
      table.columns.forEach((column) => write(cell(row, column), column, ""));
    }
  }
}

/**
 * A name of its own, so that a new answer to the same question does not push it out.
 * @param {Loose[]} loose
 */
function apart(loose) {
  const known = new Set();
  return loose.map(({ name, value }) => {
    let own = name;
    for (let number = 2; known.has(own); number += 1) {
      own = `${name} (${number})`;
    }
    known.add(own);
    return { name: own, value };
  });
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
  /** @type {Loose[]} */
  const unplaced = [];
  for (const section of definition(form).sections) {
    for (const question of section.questions) {
      const name = heldName(question, values);
      if (name !== undefined) {
        unplaced.push({ name: `${name}.oud`, value: write(questionField(form, question), question, values[name]) });
        delete values[name];
      }
    }
    for (const table of section.tables) {
      const names = heldNames(table, rows);
      if (names.length > 0) {
        const records = names.flatMap((name) => rows[name]);
        fillTable(form, table, records, unplaced);
        names.forEach((name) => delete rows[name]);
      }
    }
  }
  unplaced.push(...Object.entries(values).map(([name, value]) => ({ name, value })));
  for (const [table, records] of Object.entries(rows)) {
    unplaced.push(...records.flatMap((record, index) => looseCells(table, record, index + 1)));
  }
  return apart(unplaced.filter(({ value }) => value.trim()));
}

/**
 * Put `value`, which fits the question, in its field and leave all others alone.
 * @param {HTMLElement} form
 * @param {{ question: Question, value: string }} answer
 */
export function fillOne(form, { question, value }) {
  write(questionField(form, question), question, value);
}

/**
 * `answers` as this form would hold them, and what has no place in it: tried in a form of its own, out of sight.
 * @param {HTMLElement} form
 * @param {string} served the fields as they were served
 * @param {Answers} answers
 */
export function placed(form, served, answers) {
  const copy = /** @type {HTMLElement} */ (form.cloneNode(true));
  one(copy, "[data-fields]").innerHTML = served;
  one(copy, "[data-loose] dl").replaceChildren();
  const loose = fill(copy, answers);
  return { answers: collect(copy), loose };
}
