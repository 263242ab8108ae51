// The rows of a table by what they say, whatever the order of its columns: the rule of `merging/rows.py` and
// `merging/identity.py`. So three states of a table become one row by row, and of each row its cells.

import { diffArrays } from "diff";

/** @import { Draft, KeyedDraft, KeyedRow, Row, Table } from "./types.js" */

const LIKE = 0.5;
// Comparing each with each takes long; nobody rewords so many in one place.
const MOST = 40;

/** @typedef {Record<string, string>} Cells */

/**
 * The texts of a row by the names of their columns; a cell without text is none.
 * @param {Table} table
 * @param {string[]} cells
 * @returns {Cells}
 */
const named = (table, cells) =>
  Object.fromEntries(table.columns.map(({ name }, at) => [name, cells[at] ?? ""]).filter(([, text]) => text));

/**
 * What a row says in the columns `names`.
 * @param {Cells} cells
 * @param {string[]} names
 */
const said = (cells, names) => JSON.stringify(names.flatMap((name) => (cells[name] ? [name, cells[name]] : [])));

/**
 * 0 to 1: the words in common.
 * @param {Cells} one
 * @param {Cells} other
 */
function likeness(one, other) {
  const words = [one, other].map((cells) => Object.values(cells).join(" ").split(/\s+/).filter(Boolean));
  const total = words[0].length + words[1].length;
  const same = diffArrays(words[0], words[1]).filter((part) => !part.added && !part.removed);
  return total === 0 ? 0 : (2 * same.reduce((sum, { count }) => sum + (count ?? 0), 0)) / total;
}

/**
 * Place in `side` → place in `base` of what is equal in order, then moved, then reworded where it stood.
 * @param {Cells[]} base
 * @param {Cells[]} side
 * @param {string[]} names
 */
export function pairs(base, side, names) {
  /** @type {Map<number, number>} */
  const found = new Map();
  const [was, is] = [base, side].map((rows) => rows.map((cells) => said(cells, names)));
  /** @type {[number[], number[]][]} */
  const gaps = [[[], []]];
  let [at, to] = [0, 0];
  for (const { added, removed, count = 0 } of diffArrays(was, is)) {
    const gap = gaps[gaps.length - 1];
    for (let step = 0; step < count; step += 1) {
      if (removed) {
        gap[0].push(at);
      } else if (added) {
        gap[1].push(to);
      } else {
        found.set(to, at);
      }
      at += added ? 0 : 1;
      to += removed ? 0 : 1;
    }
    if (!added && !removed) {
      gaps.push([[], []]);
    }
  }
  const taken = new Set(found.values());
  for (const old of gaps.flatMap(([left]) => left)) {
    const moved = gaps.flatMap(([, right]) => right).find((each) => !found.has(each) && is[each] === was[old]);
    if (moved !== undefined) {
      found.set(moved, old);
      taken.add(old);
    }
  }
  for (const [left, right] of gaps) {
    reworded(
      left.filter((each) => !taken.has(each)),
      right.filter((each) => !found.has(each)),
      (old, now) => likeness(base[old], side[now]),
    ).forEach(([now, old]) => found.set(now, old));
  }
  return found;
}

/**
 * In order: each old row with the one of the new ones that is most like it.
 * @param {number[]} left
 * @param {number[]} right
 * @param {(old: number, now: number) => number} alike
 * @returns {[number, number][]}
 */
function reworded(left, right, alike) {
  /** @type {[number, number][]} */
  const found = [];
  let start = 0;
  for (const old of left.length > MOST || right.length > MOST ? [] : left) {
    const scores = right.slice(start).map((now) => alike(old, now));
    const best = Math.max(0, ...scores);
    if (best >= LIKE) {
      start += scores.indexOf(best);
      found.push([right[start], old]);
      start += 1;
    }
  }
  return found;
}

/**
 * The rows of `table` with a key that is the same in each state: the place in `base`, or for a new row its words.
 * @param {Table} base
 * @param {Table} table
 * @param {(row: Row) => string[]} cellsOf
 * @returns {KeyedRow[]}
 */
function keyed(base, table, cellsOf) {
  const both = base.columns.map(({ name }) => name).filter((name) => table.columns.some((each) => each.name === name));
  const place = pairs(
    base.rows.map((row) => named(base, row.cells)),
    table.rows.map((row) => named(table, cellsOf(row))),
    both,
  );
  /** @type {Map<string, number>} */
  const seen = new Map();
  return table.rows.map((row, index) => {
    const cells = named(table, row.cells);
    const old = place.get(index);
    const words = old === undefined ? `nieuw ${said(cells, Object.keys(cells).sort())}` : `${old}`;
    seen.set(words, (seen.get(words) ?? 0) + 1);
    const texts = Object.fromEntries(table.columns.map(({ name }) => [name, cells[name] ?? ""]));
    return { key: `${words} ${seen.get(words)}`, cells: texts, removed: row.removed };
  });
}

/**
 * The same draft with its rows by key. What has no table of that name in `base` is all new.
 * @param {Draft} base
 * @param {Draft} draft
 * @returns {KeyedDraft}
 */
export function withKeys(base, draft) {
  const tables = draft.tables.map((table) => {
    const old = base.tables.find(({ name }) => name === table.name) ?? { ...table, rows: [] };
    // A row that was edited is known by what stood in it.
    return { ...table, rows: keyed(old, table, (row) => row.before ?? row.cells) };
  });
  return { ...draft, tables };
}

/**
 * The titles of tables in which a row is taken away in `mine` that `theirs` changed.
 * @param {KeyedDraft} was
 * @param {KeyedDraft} mine
 * @param {KeyedDraft} theirs
 */
export function takenAndChanged(was, mine, theirs) {
  /**
   * @param {KeyedDraft} draft
   * @param {string} name
   * @param {string} key
   */
  const words = (draft, name, key) => {
    const row = draft.tables.find((table) => table.name === name)?.rows.find((each) => each.key === key);
    return row && said(row.cells, Object.keys(row.cells).sort());
  };
  return mine.tables
    .filter(({ name, rows }) =>
      rows.some(({ key, removed }) => {
        const now = words(theirs, name, key);
        return removed && now !== undefined && now !== words(was, name, key);
      }),
    )
    .map(({ title, name }) => title || name);
}

/**
 * The rows as the page has them: in the order of the columns, with what stands in the file now.
 * @param {KeyedDraft} merged
 * @param {KeyedDraft} keyedNow
 * @param {Draft} now
 * @returns {Draft}
 */
export function withoutKeys(merged, keyedNow, now) {
  const tables = merged.tables.map((table) => {
    const place = now.tables.findIndex(({ name }) => name === table.name);
    const names = table.columns.map(({ name }) => name);
    /** @param {Cells} cells */
    const ordered = (cells) => names.map((name) => cells[name] ?? "");
    const rows = table.rows.map(({ key, cells, removed }) => {
      const at = place < 0 ? -1 : keyedNow.tables[place].rows.findIndex((row) => row.key === key);
      if (at < 0) {
        return { cells: ordered(cells), removed };
      }
      const { raw } = now.tables[place].rows[at];
      return { cells: ordered(cells), raw, removed, before: ordered(keyedNow.tables[place].rows[at].cells) };
    });
    return { ...table, rows };
  });
  return { ...merged, tables };
}
