// What a proposal changes in a format, said so that nobody needs to know how a format is stored.

import { hasChoices, KINDS, SIGNATURE } from "./draft.js";

/** @import { Change, CsvRow, Draft, Question, Section, Table } from "./types.js" */

/** @param {Pick<Question, "kind">} question */
export const kindWords = (question) => (question.kind === SIGNATURE ? "handtekening" : KINDS[question.kind]);
/** @param {string} title */
export const named = (title) => (title ? `‘${title}’` : "zonder tekst");

/** @param {Pick<Question, "kind" | "choices">} question */
function labels(question) {
  return hasChoices(question.kind) ? question.choices.map((choice) => choice.label).join(" / ") : "";
}

/**
 * The differences of one question, each {place, before, after}.
 * @param {Question} question
 * @param {Question} before
 * @param {Section[]} sections
 * @returns {Change[]}
 */
function questionChanges(question, before, sections) {
  const where = `vraag ${named(before.title)}`;
  /** @param {string} name */
  const title = (name) => sections.find((section) => section.name === name)?.title ?? "";
  const isArea = question.kind === "area" && before.kind === "area";
  return [
    { place: where, before: before.title, after: question.title },
    { place: `${where}, uitleg`, before: before.help, after: question.help },
    { place: `${where}, soort`, before: kindWords(before), after: kindWords(question) },
    { place: `${where}, keuzes`, before: labels(before), after: labels(question) },
    {
      place: `${where}, schrijfregels`,
      before: isArea ? `${before.lines}` : "",
      after: isArea ? `${question.lines}` : "",
    },
    { place: `${where}, verplicht`, before: before.required ? "ja" : "nee", after: question.required ? "ja" : "nee" },
    { place: `${where}, blok`, before: title(before.section), after: title(question.section) },
  ];
}

/**
 * @param {Question} question
 * @returns {question is Question & { origin: number }}
 */
const hasOrigin = (question) => question.origin !== null;

/**
 * Questions that stayed but no longer stand in the order they had; the fewest that explain it.
 * @param {Question[]} questions
 */
function movedQuestions(questions) {
  const kept = questions.filter(hasOrigin).filter((question) => !question.removed);
  // The longest run of questions that are still in order stayed where they were.
  const best = kept.map(() => ({ length: 1, previous: -1 }));
  kept.forEach((question, index) => {
    for (let other = 0; other < index; other += 1) {
      const isInOrder = kept[other].origin < question.origin;
      if (isInOrder && best[other].length + 1 > best[index].length) {
        best[index] = { length: best[other].length + 1, previous: other };
      }
    }
  });
  const stayed = new Set();
  let last = best.findIndex((entry) => entry.length === Math.max(...best.map(({ length }) => length)));
  while (last !== -1) {
    stayed.add(kept[last]);
    last = best[last].previous;
  }
  return kept.filter((question) => !stayed.has(question));
}

/**
 * @param {Table} table
 * @param {Table} before
 * @param {string} where
 * @returns {Change[]}
 */
function columnChanges(table, before, where) {
  const left = table.columns.flatMap(({ origin }) => origin ?? []);
  const gone = before.columns.filter((_, index) => !left.includes(index));
  const isMoved = left.some((origin, index) => index > 0 && origin < left[index - 1]);
  return [
    ...wordChanges(table, before, where),
    ...gone.map(({ title }) => ({ place: `${where}, kolom weg`, before: title, after: "" })),
    ...(isMoved ? [{ place: where, words: "de kolommen staan in een andere volgorde" }] : []),
  ];
}

/**
 * @param {Table} table
 * @param {Table} before
 * @param {string} where
 * @returns {Change[]}
 */
function wordChanges(table, before, where) {
  return table.columns.flatMap((column) => {
    if (column.origin === null) {
      const words = [column.title || "nog zonder naam", labels(column)].filter(Boolean).join(" – ");
      return [{ place: `${where}, nieuwe kolom (${kindWords(column)})`, before: "", after: words }];
    }
    const old = before.columns[column.origin];
    const place = `${where}, kolom ${named(old.title)}`;
    return [
      { place, before: old.title, after: column.title },
      { place: `${place}, uitleg`, before: old.help, after: column.help },
      { place: `${place}, soort`, before: kindWords(old), after: kindWords(column) },
      { place: `${place}, keuzes`, before: labels(old), after: labels(column) },
    ];
  });
}

/** @param {CsvRow} row */
const shown = (row) => row.cells.filter(Boolean).join(" – ") || "een lege rij";

/**
 * @param {Table} table
 * @param {Table} before
 * @param {string} where
 */
function rowChanges(table, before, where) {
  const kept = table.rows.filter((row) => !row.removed);
  // As they stood in the file: their columns may have another order.
  const old = before.rows.map((row) => row.raw);
  const now = kept.map((row) => row.raw);
  const changes = [];
  for (const row of table.rows) {
    const earlier = row.before ? shown({ cells: row.before }) : "";
    if (row.removed && row.before) {
      changes.push({ place: `${where}, rij weg`, before: earlier, after: "" });
    } else if (!row.removed && !row.before) {
      changes.push({ place: `${where}, nieuwe rij`, before: "", after: shown(row) });
    } else if (!row.removed && earlier !== shown(row)) {
      changes.push({ place: `${where}, rij`, before: earlier, after: shown(row) });
    }
  }
  if (changes.length === 0 && old.join("\n") !== now.join("\n")) {
    changes.push({ place: where, words: "de rijen staan in een andere volgorde" });
  }
  return changes;
}

/**
 * @param {Table} table
 * @param {Section[]} sections
 */
export function tableName(table, sections) {
  const section = sections.find((item) => item.name === table.section);
  return `tabel ${named(table.title || section?.title || table.name)}`;
}

/**
 * @param {Table} table
 * @param {Table} before
 * @param {Section[]} sections
 * @returns {Change[]}
 */
function tableChanges(table, before, sections) {
  const where = tableName(before, sections);
  return [
    { place: `${where}, titel`, before: before.title, after: table.title },
    { place: `${where}, uitleg`, before: before.help, after: table.help },
    { place: `${where}, lege rijen`, before: `${before.emptyRows}`, after: `${table.emptyRows}` },
    ...columnChanges(table, before, where),
    ...rowChanges(table, before, where),
  ];
}

/**
 * [{place, before, after}] or, where words say it better, [{place, words}]; in the format's order.
 * @param {Draft} draft
 * @param {Draft} before
 * @returns {Change[]}
 */
export function formatChanges(draft, before) {
  /** @type {Change[]} */
  const changes = [{ place: "de inleiding van het format", before: before.about, after: draft.about }];
  for (const section of draft.sections) {
    if (section.origin === null) {
      const words = [section.title, section.intro].filter(Boolean).join(" – ");
      changes.push({ place: "nieuw blok", before: "", after: words || "nog zonder titel" });
      continue;
    }
    const old = before.sections[section.origin];
    changes.push({ place: `blok ${named(old.title)}`, before: old.title, after: section.title });
    changes.push({ place: `blok ${named(old.title)}, tekst`, before: old.intro, after: section.intro });
  }
  const order = draft.sections.flatMap(({ origin }) => origin ?? []);
  if (order.some((origin, index) => index > 0 && origin < order[index - 1])) {
    changes.push({ place: "de blokken", words: "staan in een andere volgorde" });
  }
  for (const question of draft.questions) {
    if (question.origin === null) {
      if (!question.removed) {
        const words = [question.title, question.help, labels(question)].filter(Boolean).join(" – ");
        changes.push({
          place: `nieuwe vraag (${kindWords(question)})`,
          before: "",
          after: words || "nog zonder tekst",
        });
      }
    } else if (question.removed) {
      changes.push({ place: "vraag weg", before: before.questions[question.origin].title, after: "" });
    } else {
      changes.push(...questionChanges(question, before.questions[question.origin], before.sections));
    }
  }
  for (const question of movedQuestions(draft.questions)) {
    changes.push({ place: `vraag ${named(question.title)}`, words: "staat op een andere plaats" });
  }
  for (const table of draft.tables) {
    const old = before.tables.find(({ origin }) => table.origin !== null && origin === table.origin);
    const words = [table.title, ...table.columns.map((column) => column.title)].filter(Boolean).join(" – ");
    const made = { place: "nieuwe tabel", before: "", after: words || "nog zonder kolommen" };
    changes.push(...(old ? tableChanges(table, old, before.sections) : [made]));
  }
  return changes.filter((change) => change.words || change.before !== change.after);
}
