// What the toolbox would refuse in a changed format, and what to do about it. In the check's own sentences, unless those
// name a key or a file: nobody sees these here.

import { hasChoices } from "./draft.js";
import { named, tableName } from "./formchanges.js";
import { lettersFound, proseFound } from "./rules/page.js";
import { NOTES } from "./rules/people.js";
import { lengthOf, sentence } from "./rules/words.js";

/** @import { Draft, Found, Problem, Question, Row, Rules, Table } from "./types.js" */

/**
 * @param {Found[]} found
 * @param {string} name
 * @param {string} key
 * @param {Rules} rules
 * @returns {Problem[]}
 */
const said = (found, name, key, rules) =>
  found.map((each) => ({ key, isNote: NOTES.includes(each.code), text: `${name}: ${sentence(each, rules)}` }));

/**
 * As the check compares them: large or small letters do not count.
 * @param {string} label
 */
const folded = (label) => label.toLowerCase().replaceAll("ß", "ss");

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 * @param {number} most
 * @param {Rules} rules
 * @returns {Problem[]}
 */
function ofLength(text, name, key, most, rules) {
  const isLong = lengthOf(text) > most;
  const long = isLong ? [{ key, text: `${name} is te lang: hoogstens ${most} tekens mag.` }] : [];
  return [...long, ...said(lettersFound(text, 1, rules), name, key, rules)];
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 * @param {Rules} rules
 * @returns {Problem[]}
 */
function line(text, name, key, rules) {
  return text ? ofLength(text, name, key, rules.limits.line, rules) : [{ key, text: `${name} is leeg. Vul iets in.` }];
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 * @param {Rules} rules
 */
const long = (text, name, key, rules) => ofLength(text, name, key, rules.limits.prose, rules);

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 * @param {Rules} rules
 */
function markdown(text, name, key, rules) {
  return [...long(text, name, key, rules), ...said(proseFound("", text, rules), name, key, rules)];
}

/**
 * @param {Question} question
 * @param {string} key
 * @param {Rules} rules
 */
function questionProblems(question, key, rules) {
  const where = `Vraag ${named(question.title)}`;
  const found = [
    ...line(question.title, "De tekst van een vraag", key, rules),
    ...long(question.help, `${where}: de uitleg`, key, rules),
  ];
  if (question.kind === "area" && !(question.lines >= 1 && question.lines <= rules.limits.lines)) {
    found.push({ key, text: `${where}: kies 1 tot en met ${rules.limits.lines} schrijfregels.` });
  }
  return [...found, ...choiceProblems(question, where, key, rules)];
}

/**
 * @param {Pick<Question, "kind" | "choices">} item
 * @param {string} where
 * @param {string} key
 * @param {Rules} rules
 */
function choiceProblems({ kind, choices }, where, key, rules) {
  /** @type {Problem[]} */
  const found = [];
  if (!hasChoices(kind)) {
    return found;
  }
  const labels = choices.map((choice) => choice.label);
  const plain = labels.map(folded);
  const double = labels.find((label, index) => label && plain.indexOf(plain[index]) !== index);
  if (labels.length < rules.limits.fewestChoices) {
    found.push({ key, text: `${where}: er zijn minstens twee keuzes nodig. Voeg een keuze toe.` });
  }
  if (labels.length > rules.limits.choices) {
    found.push({ key, text: `${where}: hoogstens ${rules.limits.choices} keuzes mag.` });
  }
  if (double) {
    const twice = { code: "choice-label-double", line: 0, values: { where: "", label: double } };
    found.push(...said([twice], where, key, rules));
  }
  for (const label of labels) {
    found.push(...line(label, `${where}: een keuze`, key, rules));
  }
  return found;
}

/**
 * A row's given cells: a text that names the row must be there, and so must the heading that groups it.
 * @param {Row} row
 * @param {Table} table
 * @param {string} where
 * @param {string} key
 * @param {Rules} rules
 */
function rowProblems(row, table, where, key, rules) {
  const given = table.columns
    .map((column, index) => ({ column, text: row.cells[index] }))
    .filter(({ column }) => column.given);
  const isNamed = given.some(({ column, text }) => text && column.name !== table.groupBy);
  const open = given.find(({ column, text }) => !text && (column.name === table.groupBy || !isNamed));
  const found = said(lettersFound(row.cells.join(" "), 1, rules), where, key, rules);
  if (open) {
    found.push({
      key,
      text: `${where}: in een rij is ${named(open.column.title)} leeg. Vul die in of haal de rij weg.`,
    });
  }
  if (row.cells.some((cell) => lengthOf(cell) > rules.limits.cell)) {
    const long = { code: "csv-cell-long", line: 0, values: { limit: `${rules.limits.cell}` } };
    found.push(...said([long], where, key, rules));
  }
  return found;
}

/**
 * The first column for which paper has no room: as `source/choices.py` finds it.
 * @param {Table} table
 * @param {boolean} isLying
 * @param {Rules} rules
 */
function narrowColumn(table, isLying, { limits }) {
  const shown = table.columns.filter(({ name }) => name !== table.groupBy);
  // With a column more or less, those that there were lose their own widths.
  const isShared = shown.every(({ share }) => share > 0) && shown.reduce((sum, { share }) => sum + share, 0) === 100;
  const whole = isLying ? limits.sheetWidthLying : limits.sheetWidth;
  return shown.find(({ kind, choices, matrix, share }) => {
    const width = (isShared ? (whole * share) / 100 : whole / shown.length) / (matrix ? choices.length || 1 : 1);
    return width < (hasChoices(kind) && !matrix ? limits.choicesWidth : limits.columnWidth);
  });
}

/**
 * @param {Table} table
 * @param {Draft} draft
 * @param {string} key
 * @param {Rules} rules
 */
function tableProblems(table, { sections, landscape }, key, rules) {
  const where = `In ${tableName(table, sections)}`;
  const rows = table.rows.filter((row) => !row.removed);
  const narrow = narrowColumn(table, landscape, rules);
  const found = [
    ...ofLength(table.title, `${where}: de titel`, key, rules.limits.line, rules),
    ...markdown(table.help, `${where}: de uitleg`, key, rules),
  ];
  for (const column of table.columns) {
    found.push(
      ...line(column.title, `${where}: de naam van een kolom`, key, rules),
      ...long(column.help, `${where}: de uitleg`, key, rules),
      ...choiceProblems(column, `${where}, kolom ${named(column.title)}`, key, rules),
    );
  }
  if (table.columns.every((column) => column.given)) {
    found.push({ key, text: `${where} blijft geen kolom over om in te vullen. Voeg een kolom toe.` });
  }
  if (narrow) {
    found.push({
      key,
      text: `${where} is op papier geen plaats voor kolom ${named(narrow.title)}. Haal een kolom of een keuze weg.`,
    });
  }
  if (!(table.emptyRows >= 0 && table.emptyRows <= rules.limits.emptyRows)) {
    found.push({ key, text: `${where}: kies 0 tot en met ${rules.limits.emptyRows} lege rijen.` });
  }
  if (rows.length === 0 && !table.emptyRows) {
    found.push({ key, text: `${where} blijft geen rij over. Voeg een rij toe, of kies een aantal lege rijen.` });
  }
  if (rows.length > 0 && table.columns.some((column) => column.required && !column.given)) {
    found.push({ key, text: `${where} is een kolom verplicht. Daar kunnen geen rijen vooraf in staan: haal ze weg.` });
  }
  if (rows.length > rules.limits.rows) {
    found.push(
      ...said([{ code: "csv-too-long", line: 0, values: { limit: `${rules.limits.rows}` } }], where, key, rules),
    );
  }
  return [...found, ...rows.flatMap((row) => rowProblems(row, table, where, key, rules))];
}

/**
 * [{key, text}]: what has to be mended first. `key` is where it stands, as the editor names its cards.
 * @param {Draft} draft
 * @param {Rules} rules
 */
export function formatProblems(draft, rules) {
  const questions = draft.questions.filter((question) => !question.removed);
  const found = draft.sections.flatMap((section) => {
    const hasSomething =
      section.intro ||
      questions.some((question) => question.section === section.name) ||
      draft.tables.some((table) => table.section === section.name);
    const key = `blok-${section.name}`;
    const empty = { key, text: `Blok ${named(section.title)} is leeg. Voeg een vraag of een tekst toe.` };
    return [
      ...line(section.title, "De titel van een blok", key, rules),
      ...markdown(section.intro, `Blok ${named(section.title)}`, key, rules),
      ...(hasSomething ? [] : [empty]),
    ];
  });
  if (!draft.about) {
    found.push({ key: "inleiding", text: "De inleiding van het format is leeg. Schrijf waar het voor is." });
  }
  found.push(...long(draft.about, "De inleiding", "inleiding", rules));
  if (questions.length > rules.limits.questions) {
    found.push({ key: "inleiding", text: `Hoogstens ${rules.limits.questions} vragen mag. Haal er een paar weg.` });
  }
  found.push(...questions.flatMap((question) => questionProblems(question, question.key, rules)));
  found.push(...draft.tables.flatMap((table) => tableProblems(table, draft, `tabel-${table.name}`, rules)));
  return found;
}
