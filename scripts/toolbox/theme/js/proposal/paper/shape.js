// How a format stands on paper: what `shapes/paper/sheet.py` decides, of a data package as it would be sent.

import { readCsv } from "../csv.js";
import { ANSWERS } from "../draft.js";

/** @import { PackageField, PackageTable, PaperPackage, PaperRow, PaperRun } from "../types.js" */

const WIDTHS = { full: 100, half: 50, third: 33 };
// The longest label, in letters, of choices that stand in three or in two columns of a full line.
/** @type {[number, string][]} */
const CHOICE_COLUMNS = [
  [24, "thirds"],
  [38, "halves"],
];
// Width of a full line, of a letter in a label, and of a tick box with the space around it, in mm.
const [LINE_WIDTH, LETTER, TICK_SPACE] = [174, 2, 17];
// A page at most, a line of text and one to write on, and a letter that is wide, in mm.
const [PAGE_HEIGHT, TEXT_LINE, WRITING_LINE, WIDE_LETTER] = [190, 5, 9, 3];
const SMALL_TABLE = 6;
const FEW_QUESTIONS = 2;
const DATE_HINT_LETTERS = { full: 80, half: 26, third: 12 };
const CHOICE_HINT_LETTERS = { full: 200, half: 38, third: 20 };

/** @param {PackageField} field */
const widthOf = ({ width }) => width ?? "full";
/** @param {PackageField} field */
export const choicesOf = ({ categories }) => categories ?? [];

/**
 * Questions in order, side by side as far as their widths allow.
 * @param {PackageField[]} questions
 */
export function linesOf(questions) {
  /** @type {PackageField[][]} */
  const lines = [];
  let room = 0;
  for (const question of questions) {
    const width = WIDTHS[widthOf(question)];
    if (lines.length === 0 || width > room) {
      lines.push([]);
      room = 100;
    }
    lines[lines.length - 1].push(question);
    room -= width;
  }
  return lines;
}

/**
 * Whether no page may hold the line whole: then it may go on overleaf, and its questions stand below each other.
 * @param {PackageField[]} line
 */
export const isLong = (line) => line.some((question) => heightOf(question) > PAGE_HEIGHT);

/**
 * Millimetres that a question takes at most, with wide letters.
 * @param {PackageField} question
 */
function heightOf(question) {
  const letters = (LINE_WIDTH * WIDTHS[widthOf(question)]) / 100 / WIDE_LETTER;
  const { title, source, description = "", ground = "" } = question;
  const labels = choicesOf(question).map(({ label }) => label);
  const texts = [`${title} ${source ? `bron: ${source}` : ""}`, description, ground, ...labels].filter(Boolean);
  const lines = texts.reduce((sum, text) => sum + Math.floor(text.length / letters) + 1, 0);
  return lines * TEXT_LINE + (labels.length > 0 ? 0 : (question.lines ?? 1) * WRITING_LINE);
}

/** @param {PackageField} question */
export function choiceColumns(question) {
  const letters = choicesOf(question).map(({ label }) => label.length);
  const all = letters.reduce((sum, count) => sum + count, 0);
  if (letters.length * TICK_SPACE + all * LETTER <= (LINE_WIDTH * WIDTHS[widthOf(question)]) / 100) {
    return "run";
  }
  const fits = CHOICE_COLUMNS.find(([limit]) => Math.max(...letters) <= limit);
  return widthOf(question) === "full" ? (fits?.[1] ?? "whole") : "whole";
}

/** @param {PackageField} question */
export function hintOf(question) {
  const { length } = question.title;
  const width = widthOf(question);
  if (choicesOf(question).length > 0) {
    return question.type === "list" ? "meer mag" : length <= CHOICE_HINT_LETTERS[width] ? "kies één" : "";
  }
  return question.type === "date" && length <= DATE_HINT_LETTERS[width] ? "dd-mm-jjjj" : "";
}

/** @param {PackageField} question */
export const besideLabel = (question) => choicesOf(question).length > 0 && !question.description && !question.ground;

/** @param {PackageTable} table */
export const shownColumns = (table) => table.schema.fields.filter(({ name }) => name !== table.groupBy);

/**
 * Its rows, the given ones first; `cells` by the name of the column.
 * @param {PackageTable} table
 * @param {string} csv
 * @returns {PaperRow[]}
 */
export function rowsOf(table, csv) {
  const [header, ...rows] = readCsv(csv).rows;
  const given = rows
    .filter(({ cells }) => cells.some(Boolean))
    .map(({ cells }) => ({
      isOwn: false,
      cells: Object.fromEntries((header?.cells ?? []).map((name, place) => [name, cells[place] ?? ""])),
    }));
  const empty = Array.from({ length: Math.min(40, table.emptyRows || 0) }, () => ({ isOwn: true, cells: {} }));
  return [...given, ...empty];
}

/**
 * Headings with the rows under them; the empty rows stand under the last.
 * @param {PackageTable} table
 * @param {PaperRow[]} rows
 */
export function groupsOf(table, rows) {
  /** @type {{ heading: string, rows: PaperRow[] }[]} */
  const groups = [];
  for (const row of rows) {
    const heading = row.isOwn && groups.length > 0 ? groups[groups.length - 1].heading : row.cells[table.groupBy ?? ""];
    if (groups.length === 0 || groups[groups.length - 1].heading !== (heading ?? "")) {
      groups.push({ heading: heading ?? "", rows: [] });
    }
    groups[groups.length - 1].rows.push(row);
  }
  return groups;
}

/**
 * Lines of writing in a row, at most 3: 0 when there is only something to tick.
 * @param {PackageTable} table
 * @param {PaperRow} row
 */
export function rowLines(table, row) {
  const written = shownColumns(table)
    .filter((column) => !column.given && choicesOf(column).length === 0 && column.type !== "boolean")
    .filter(({ name }) => !row.cells[name])
    .map(({ lines }) => lines ?? 1);
  return Math.min(3, Math.max(0, ...written));
}

/**
 * Per cent of the width for each drawn column: a column of ticks counts once for each choice.
 * @param {PackageTable} table
 */
export function columnShares(table) {
  const columns = shownColumns(table);
  return columns.flatMap((column) => {
    const share = column.share ?? 100 / columns.length;
    const parts = column.matrix ? choicesOf(column).length : 1;
    return Array(parts).fill(share / parts);
  });
}

/**
 * The questions and tables of a block as they follow each other.
 * @param {PaperPackage} form
 * @param {string} section
 * @returns {PaperRun[]}
 */
export function runsOf(form, section) {
  const answers = form.resources.find(({ name }) => name === ANSWERS)?.schema.fields ?? [];
  let tables = form.resources.filter((each) => each.name !== ANSWERS && each.section === section);
  /** @type {PaperRun[]} */
  const runs = [];
  /** @type {PackageField[]} */
  let waiting = [];
  for (const question of answers.filter((each) => each.section === section)) {
    const at = tables.findIndex(({ name }) => name === question.after);
    if (at >= 0) {
      runs.push({ questions: waiting, tables: tables.slice(0, at + 1) });
      waiting = [];
      tables = tables.slice(at + 1);
    }
    waiting.push(question);
  }
  return [...runs, { questions: waiting, tables }];
}

/** @param {PaperRow[]} rows */
export const isSmall = (rows) => rows.length <= SMALL_TABLE;

/**
 * Whether a block stays on one page.
 * @param {PaperRun[]} runs
 * @param {(table: PackageTable) => PaperRow[]} rows
 */
export function isOnePiece(runs, rows) {
  const questions = runs.flatMap((run) => run.questions);
  const tables = runs.flatMap((run) => run.tables);
  if (tables.length === 0) {
    return questions.length === 0 || questions.some(({ signature }) => signature);
  }
  return tables.length === 1 && isSmall(rows(tables[0])) && questions.length <= FEW_QUESTIONS;
}
