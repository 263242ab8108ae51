// Answers → the format's data package as a zip, the same files as `forms/datapackage.py` makes of a blank one.

import { strToU8, zipSync } from "fflate";

/** @import { Answers, Package, Resource, Texts } from "./types.js" */

const ANSWERS_NAME = "antwoorden";
// The earliest moment a zip can hold: a real one would tell when someone filled in the form.
const ZIP_DATE = new Date(1980, 0, 1);
// Where some spreadsheet begins a cell, and what it then takes for a formula or drops. `forms/formulas.py` does the same and
// tells why. Without look-behind: older iPhones cannot read a script that has it.
const FORMULA = /(^|[;\t\r\n])(?=[ '"]*[=+\-@＝＋－＠])/g;
const BLANK = /^(?=[ ']*[\t\r\n])/;

/**
 * `text` with an apostrophe in each place where a spreadsheet would begin a formula.
 * @param {string} text
 */
export function neutral(text) {
  return text.replace(FORMULA, "$1'").replace(BLANK, "'");
}

/** @param {string} value */
function csvCell(value) {
  // No program reads a CSV with a NUL in it.
  const text = value.replace(/\0/g, "\ufffd");
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/**
 * RFC 4180 with LF line ends, as Python's csv module writes it: a record of one empty cell gets quotes.
 * @param {string[]} cells
 */
function csvLine(cells) {
  const line = cells.map(csvCell).join(",");
  return `${line || '""'}\n`;
}

/**
 * CSV of one resource: a header, and a record for each of `records` (column → text).
 * @param {Resource} resource
 * @param {Texts[]} records
 */
function csv(resource, records) {
  const names = resource.schema.fields.map((field) => field.name);
  const lines = records.map((record) => csvLine(names.map((name) => neutral(record[name] ?? ""))));
  return csvLine(names) + lines.join("");
}

/**
 * @param {Resource} resource
 * @param {Answers} answers
 */
function records(resource, answers) {
  return resource.name === ANSWERS_NAME ? [answers.values] : (answers.rows[resource.name] ?? []);
}

/**
 * Bytes of the zip. `pkg` is the package's descriptor; answers that it has no field for are left out.
 * @param {Package} pkg
 * @param {Answers} answers
 */
export function packageZip(pkg, answers) {
  /** @type {Record<string, Uint8Array>} */
  const files = { "datapackage.json": strToU8(`${JSON.stringify(pkg, null, 2)}\n`) };
  for (const resource of pkg.resources) {
    files[resource.path] = strToU8(csv(resource, records(resource, answers)));
  }
  return zipSync(files, { level: 9, mtime: ZIP_DATE });
}
