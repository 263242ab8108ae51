// What the toolbox would refuse in a changed format, and what to do about it.

import { hasChoices } from "./draft.js";
import { named, tableName } from "./formchanges.js";
import { proseProblems } from "./textchanges.js";

/** @import { Draft, Problem, Question, Row, Section, Table } from "./types.js" */

const LIMITS = { line: 300, prose: 6000, cell: 2000, choices: 30, questions: 120 };

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 * @returns {Problem[]}
 */
function line(text, name, key, { mayBeEmpty = false } = {}) {
  if (!text) {
    return mayBeEmpty ? [] : [{ key, text: `${name} is leeg. Vul iets in.` }];
  }
  const isLong = text.length > LIMITS.line;
  return isLong ? [{ key, text: `${name} is te lang: hoogstens ${LIMITS.line} tekens mag.` }] : [];
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 * @returns {Problem[]}
 */
function long(text, name, key) {
  const isLong = text.length > LIMITS.prose;
  return isLong ? [{ key, text: `${name} is te lang: hoogstens ${LIMITS.prose} tekens mag.` }] : [];
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 */
function markdown(text, name, key) {
  return [...long(text, name, key), ...proseProblems(text, name, key)];
}

/**
 * @param {Question} question
 * @param {string} key
 */
function questionProblems(question, key) {
  const where = `Vraag ${named(question.title)}`;
  const found = [
    ...line(question.title, "De tekst van een vraag", key),
    ...long(question.help, `${where}: de uitleg`, key),
  ];
  if (question.kind === "area" && !(question.lines >= 1 && question.lines <= 25)) {
    found.push({ key, text: `${where}: kies 1 tot en met 25 schrijfregels.` });
  }
  if (!hasChoices(question.kind)) {
    return found;
  }
  const labels = question.choices.map((choice) => choice.label);
  const double = labels.find((label, index) => label && labels.indexOf(label) !== index);
  if (labels.length < 2) {
    found.push({ key, text: `${where}: er zijn minstens twee keuzes nodig. Voeg een keuze toe.` });
  }
  if (labels.length > LIMITS.choices) {
    found.push({ key, text: `${where}: hoogstens ${LIMITS.choices} keuzes mag.` });
  }
  if (double) {
    found.push({ key, text: `${where}: de keuze ${named(double)} staat er twee keer. Haal er een weg.` });
  }
  for (const label of labels) {
    found.push(...line(label, `${where}: een keuze`, key));
  }
  return found;
}

/**
 * A row's given cells: a text that names the row must be there, and so must the heading that groups it.
 * @param {Row} row
 * @param {Table} table
 * @param {string} where
 * @param {string} key
 */
function rowProblems(row, table, where, key) {
  const given = table.columns
    .map((column, index) => ({ column, text: row.cells[index] }))
    .filter(({ column }) => column.given);
  const isNamed = given.some(({ column, text }) => text && column.name !== table.groupBy);
  const open = given.find(({ column, text }) => !text && (column.name === table.groupBy || !isNamed));
  const found = [];
  if (open) {
    found.push({
      key,
      text: `${where}: in een rij is ${named(open.column.title)} leeg. Vul die in of haal de rij weg.`,
    });
  }
  if (row.cells.some((cell) => cell.length > LIMITS.cell)) {
    found.push({ key, text: `${where}: een cel is te lang. Hoogstens ${LIMITS.cell} tekens mag.` });
  }
  return found;
}

/**
 * @param {Table} table
 * @param {Section[]} sections
 * @param {string} key
 */
function tableProblems(table, sections, key) {
  const where = `In ${tableName(table, sections)}`;
  const rows = table.rows.filter((row) => !row.removed);
  const found = [
    ...line(table.title, `${where}: de titel`, key, { mayBeEmpty: true }),
    ...markdown(table.help, `${where}: de uitleg`, key),
  ];
  for (const column of table.columns) {
    found.push(
      ...line(column.title, `${where}: de naam van een kolom`, key),
      ...long(column.help, `${where}: de uitleg`, key),
    );
  }
  if (!(table.emptyRows >= 0 && table.emptyRows <= 40)) {
    found.push({ key, text: `${where}: kies 0 tot en met 40 lege rijen.` });
  }
  if (rows.length === 0 && !table.emptyRows) {
    found.push({ key, text: `${where} blijft geen rij over. Voeg een rij toe, of kies een aantal lege rijen.` });
  }
  if (rows.length > 0 && table.columns.some((column) => column.required && !column.given)) {
    found.push({ key, text: `${where} is een kolom verplicht. Daar kunnen geen rijen vooraf in staan: haal ze weg.` });
  }
  return [...found, ...rows.flatMap((row) => rowProblems(row, table, where, key))];
}

/**
 * [{key, text}]: what has to be mended first. `key` is where it stands, as the editor names its cards.
 * @param {Draft} draft
 */
export function formatProblems(draft) {
  const questions = draft.questions.filter((question) => !question.removed);
  const found = draft.sections.flatMap((section) => {
    const hasSomething =
      section.intro ||
      questions.some((question) => question.section === section.name) ||
      draft.tables.some((table) => table.section === section.name);
    const key = `blok-${section.name}`;
    const empty = { key, text: `Blok ${named(section.title)} is leeg. Voeg een vraag of een tekst toe.` };
    return [
      ...line(section.title, "De titel van een blok", key),
      ...markdown(section.intro, `Blok ${named(section.title)}`, key),
      ...(hasSomething ? [] : [empty]),
    ];
  });
  if (!draft.about) {
    found.push({ key: "inleiding", text: "De inleiding van het format is leeg. Schrijf waar het voor is." });
  }
  found.push(...long(draft.about, "De inleiding", "inleiding"));
  if (questions.length > LIMITS.questions) {
    found.push({ key: "inleiding", text: `Hoogstens ${LIMITS.questions} vragen mag. Haal er een paar weg.` });
  }
  found.push(...questions.flatMap((question) => questionProblems(question, question.key)));
  found.push(...draft.tables.flatMap((table) => tableProblems(table, draft.sections, `tabel-${table.name}`)));
  return found;
}
