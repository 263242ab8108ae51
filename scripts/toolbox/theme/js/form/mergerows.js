// The cells and the rows of two copies of a form, put together: see `merge.js`.
//
// A printed row is the same row in both. Rows that people add have no name: equal ones are one, and so are rows that agree
// in a text and contradict each other nowhere. Two that stand at the same place and differ are for a person to choose. All
// others are kept, each as a row.

import { matchKey } from "./fitting.js";
import { told } from "./told.js";

/** @import { Column, Difference, MergedRow, Option, Question, Shown, Table, Texts } from "./types.js" */

const SEPARATOR = ",";
export const MINE = "mine";
export const THEIRS = "theirs";
export const BOTH = "both";
export const TOGETHER = "together";

/** @param {Question} question */
const isText = ({ type, choices }) => type !== "list" && type !== "date" && type !== "boolean" && choices.length === 0;

/**
 * Both answers as one; '' when a field holds only one.
 * @param {Question} question
 * @param {string} mine
 * @param {string} theirs
 */
function bothTexts(question, mine, theirs) {
  if (question.type === "list") {
    const chosen = new Set([...mine.split(SEPARATOR), ...theirs.split(SEPARATOR)]);
    return question.choices
      .map(({ value }) => value)
      .filter((value) => chosen.has(value))
      .join(SEPARATOR);
  }
  return isText(question) ? `${mine}\n${theirs}` : "";
}

/**
 * What can be chosen where one field differs.
 * @param {Question} question
 * @param {string} mine
 * @param {string} theirs
 * @param {(text: string) => void} put
 * @returns {Option[]}
 */
function cellOptions(question, mine, theirs, put) {
  const both = bothTexts(question, mine, theirs);
  return [
    { name: MINE, take: () => put(mine) },
    { name: THEIRS, take: () => put(theirs) },
    ...(both ? [{ name: BOTH, take: () => put(both) }] : []),
  ];
}

/**
 * Of each question the answer that only one copy has, or both have; what differs comes apart, with mine in its place.
 * `initial` is what stood there already: left as it is, it is no answer.
 * @param {Question[]} questions
 * @param {Texts} initial
 * @param {Texts} mine
 * @param {Texts} theirs
 */
export function mergeCells(questions, initial, mine, theirs) {
  /** @type {Texts} */
  const cells = {};
  /** @type {{ question: Question, mine: string, theirs: string }[]} */
  const differing = [];
  let taken = 0;
  for (const question of questions) {
    const { name } = question;
    const [own, other] = [mine[name] ?? "", theirs[name] ?? ""];
    cells[name] = own;
    if (own.trim() === other.trim() || !other || other === initial[name]) {
      continue;
    }
    if (!own || own === initial[name]) {
      cells[name] = other;
      taken += 1;
    } else {
      differing.push({ question, mine: own, theirs: other });
    }
  }
  return { cells, differing, taken, options: cellOptions };
}

/**
 * @param {Column[]} columns
 * @param {Texts} row
 * @returns {Shown[]}
 */
const shownCells = (columns, row) => columns.map((question) => ({ question, text: row[question.name] ?? "" }));

/** @param {Texts} row */
const isFilled = (row) => Object.values(row).some((text) => text.trim());

/**
 * Of each row the first free one of the other copy that agrees with it; those that are taken leave `free`.
 * @param {Texts[]} rows
 * @param {Set<Texts>} free
 * @param {(row: Texts, other: Texts) => boolean} agrees
 */
function pairUp(rows, free, agrees) {
  /** @type {Map<Texts, Texts>} */
  const pairs = new Map();
  for (const row of rows) {
    const other = [...free].find((candidate) => agrees(row, candidate));
    if (other) {
      pairs.set(row, other);
      free.delete(other);
    }
  }
  return pairs;
}

/** Two copies of one table. */
class Pairing {
  /**
   * @param {Table} table
   * @param {string} section its title
   * @param {Texts[]} blank
   */
  constructor(table, section, blank) {
    this.table = table;
    this.title = table.title || section;
    this.blank = blank;
    this.given = table.columns.filter((column) => column.given);
    this.asked = table.columns.filter((column) => !column.given && !column.group);
    /** @type {MergedRow[]} */
    this.rows = [];
    /** @type {Difference[]} */
    this.differences = [];
    this.taken = 0;
  }

  /** @param {Texts} row */
  key(row) {
    return JSON.stringify(this.given.map(({ name }) => matchKey(row[name] ?? "")));
  }

  /** @param {Texts} row */
  isBlank(row) {
    return this.blank.some((example) =>
      this.table.columns.every(({ name }) => (example[name] ?? "") === (row[name] ?? "")),
    );
  }

  /**
   * One row of both, cell by cell.
   * @param {Texts} initial
   * @param {Texts} mine
   * @param {Texts} theirs
   * @param {Column[]} columns
   * @param {string} name
   */
  join(initial, mine, theirs, columns, name) {
    const merged = mergeCells(columns, initial, mine, theirs);
    const row = { ...mine, ...merged.cells };
    this.rows.push({ rows: [row] });
    this.taken += merged.taken;
    for (const { question, mine: own, theirs: other } of merged.differing) {
      this.differences.push({
        where: [this.title, name, question.title],
        mine: [{ question, text: own }],
        theirs: [{ question, text: other }],
        options: merged.options(question, own, other, (text) => {
          row[question.name] = text;
        }),
      });
    }
  }

  /**
   * The rows with given text; the others of each copy come back.
   * @param {Texts[]} mine
   * @param {Texts[]} theirs
   */
  printed(mine, theirs) {
    const printed = this.blank.filter((row) => this.given.some(({ name }) => row[name]));
    const left = { mine: [...mine], theirs: [...theirs] };
    /** @param {Texts[]} rows @param {Texts} wanted */
    const pull = (rows, wanted) => {
      const at = rows.findIndex((row) => this.key(row) === this.key(wanted));
      return at < 0 ? null : rows.splice(at, 1)[0];
    };
    for (const row of printed) {
      const [own, other] = [pull(left.mine, row) ?? row, pull(left.theirs, row) ?? row];
      const name = this.given.map((column) => row[column.name]).filter(Boolean);
      this.join(row, own, other, this.asked, name.join(" "));
    }
    return left;
  }

  /**
   * Whether two rows are surely one: a text is the same in both, and nothing contradicts.
   * @param {Texts} mine
   * @param {Texts} theirs
   */
  isSame(mine, theirs) {
    const columns = this.table.columns;
    const { differing } = mergeCells(columns, {}, mine, theirs);
    const isNamed = columns.some(
      (column) => isText(column) && mine[column.name] && mine[column.name] === theirs[column.name],
    );
    return differing.length === 0 && isNamed;
  }

  /**
   * Whether two rows say first the same, and then something else.
   * @param {Texts} mine
   * @param {Texts} theirs
   */
  sharesName(mine, theirs) {
    const first = this.table.columns.find((column) => isText(column) && !column.group);
    const text = first ? matchKey(mine[first.name] ?? "") : "";
    return text !== "" && text === matchKey(theirs[first?.name ?? ""] ?? "");
  }

  /**
   * Two rows at the same place, or with the same name, that say something else.
   * @param {Texts} mine
   * @param {Texts} theirs
   * @param {number} number
   */
  choose(mine, theirs, number) {
    const columns = this.table.columns.filter((column) => !column.group);
    const { cells, differing } = mergeCells(columns, {}, mine, theirs);
    const place = { rows: [mine, theirs] };
    this.rows.push(place);
    /** @param {string} name @param {Texts[]} rows */
    const option = (name, rows) => ({ name, take: () => void Object.assign(place, { rows }) });
    this.differences.push({
      where: [this.title, told("rij_klein", { nummer: number })],
      mine: shownCells(columns, mine),
      theirs: shownCells(columns, theirs),
      options: [
        option(MINE, [mine]),
        option(THEIRS, [theirs]),
        option(BOTH, [mine, theirs]),
        ...(differing.length === 0 ? [option(TOGETHER, [{ ...mine, ...cells }])] : []),
      ],
    });
  }

  /**
   * Rows that people added, and examples that may be changed.
   * @param {Texts[]} mine
   * @param {Texts[]} theirs
   */
  own(mine, theirs) {
    const free = new Set(theirs.filter(isFilled));
    const same = pairUp(mine, free, (row, other) => this.isSame(row, other));
    const apart = mine.filter((row) => !same.has(row));
    const rivals = pairUp(apart, free, (row, other) => this.sharesName(row, other));
    mine.forEach((row, index) => {
      const twin = same.get(row);
      const rival = rivals.get(row) ?? (free.has(theirs[index]) ? theirs[index] : undefined);
      if (twin) {
        this.join({}, row, twin, this.table.columns, "");
      } else if (!rival || this.isBlank(rival)) {
        this.rows.push({ rows: [row] });
      } else if (this.isBlank(row)) {
        this.rows.push({ rows: [rival] });
        this.taken += 1;
      } else {
        this.choose(row, rival, this.rows.length + 1);
      }
      if (rival && !twin) {
        free.delete(rival);
      }
    });
    for (const row of free) {
      if (!this.isBlank(row)) {
        this.rows.push({ rows: [row] });
        this.taken += 1;
      }
    }
  }
}

/**
 * @param {Table} table
 * @param {string} section its title
 * @param {Texts[]} blank
 * @param {Texts[]} mine
 * @param {Texts[]} theirs
 */
export function mergeTable(table, section, blank, mine, theirs) {
  const pairing = new Pairing(table, section, blank);
  const left = pairing.printed(mine, theirs);
  pairing.own(left.mine, left.theirs);
  return pairing;
}
