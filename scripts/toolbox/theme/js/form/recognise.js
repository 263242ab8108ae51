// Of which format a file is when every mark in it is gone: the names of its fields tell, as in `reading/recognise.py`.

/** @import { Answers, Definition, Question } from "./types.js" */

// Of all names in the file and in the definition together so many must be the same.
const ENOUGH = 0.5;

/** @param {Pick<Question, "name" | "previous">} item */
const namesOf = ({ name, previous }) => [name, ...previous];

/**
 * @param {Answers} answers
 * @param {Definition} definition
 */
export function isLike(answers, definition) {
  const names = new Set([
    ...Object.keys(answers.values),
    ...Object.entries(answers.rows).flatMap(([table, rows]) =>
      rows.flatMap((row) => Object.keys(row).map((column) => `${table}.${column}`)),
    ),
  ]);
  const asked = definition.sections.flatMap(({ questions, tables }) => [
    ...questions.map(namesOf),
    ...tables.flatMap((table) =>
      table.columns.map((column) => namesOf(table).flatMap((of) => namesOf(column).map((name) => `${of}.${name}`))),
    ),
  ]);
  const known = asked.filter((options) => options.some((name) => names.has(name))).length;
  return known / Math.max(1, names.size + asked.length - known) >= ENOUGH;
}
