// Two copies of one form, of the student and of the mentor, become one. What only one of them filled in is taken; what both
// filled in differently is for a person to choose. Pure: nothing of either copy goes without having been chosen.

import { mergeCells, mergeTable } from "./mergerows.js";

/** @import { Answers, Definition, Difference, Loose, MergedRow, Texts } from "./types.js" */

/**
 * What both copies have under one name, once; what differs gets a name of its own.
 * @param {Loose[]} mine
 * @param {Loose[]} theirs
 */
function mergeLoose(mine, theirs) {
  const found = [...mine];
  for (const { name, value } of theirs) {
    if (found.some((item) => item.name === name && item.value === value)) {
      continue;
    }
    let own = name;
    for (let number = 2; found.some((item) => item.name === own); number += 1) {
      own = `${name} (${number})`;
    }
    found.push({ name: own, value });
  }
  return found;
}

/**
 * `blank` are the answers that the form was served with: its printed rows and its examples. `mine` and `theirs` are placed
 * in this form already. `answers()` gives the answers as they are chosen so far, `taken` counts what came from `theirs`.
 * @param {Definition} definition
 * @param {Answers} blank
 * @param {{ answers: Answers, loose: Loose[] }} mine
 * @param {{ answers: Answers, loose: Loose[] }} theirs
 */
export function merge(definition, blank, mine, theirs) {
  /** @type {Texts} */
  const values = {};
  /** @type {Record<string, MergedRow[]>} */
  const tables = {};
  /** @type {Difference[]} */
  const differences = [];
  let taken = 0;
  for (const section of definition.sections) {
    const single = mergeCells(section.questions, {}, mine.answers.values, theirs.answers.values);
    Object.assign(values, single.cells);
    taken += single.taken;
    for (const { question, mine: own, theirs: other } of single.differing) {
      differences.push({
        where: [question.title],
        mine: [{ question, text: own }],
        theirs: [{ question, text: other }],
        options: single.options(question, own, other, (text) => {
          values[question.name] = text;
        }),
      });
    }
    for (const table of section.tables) {
      const rowsOf = (/** @type {Answers} */ answers) => answers.rows[table.name] ?? [];
      const merged = mergeTable(table, section.title, rowsOf(blank), rowsOf(mine.answers), rowsOf(theirs.answers));
      tables[table.name] = merged.rows;
      differences.push(...merged.differences);
      taken += merged.taken;
    }
  }
  return {
    differences,
    taken,
    loose: mergeLoose(mine.loose, theirs.loose),
    /** @returns {Answers} */
    answers() {
      const rows = Object.entries(tables).map(([name, merged]) => [name, merged.flatMap((row) => row.rows)]);
      return { values: { ...values }, rows: Object.fromEntries(rows) };
    },
  };
}
