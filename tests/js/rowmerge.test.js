import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { restoreDraft } from "../../scripts/toolbox/theme/js/proposal/saved.js";

// The same cases as Python's merge is held to.
const CASES = JSON.parse(readFileSync(new URL("../rows.json", import.meta.url), "utf-8"));
const EMPTY = { about: "", sections: [], questions: [] };

/** A format of one table, as it stands in its file. */
function format({ columns, rows }) {
  const fields = columns.map((name, origin) => ({ name, origin, title: name, choices: [] }));
  const lines = rows.map((cells) => ({ cells, raw: `${cells.join()}\n`, before: [...cells], removed: false }));
  return { ...EMPTY, tables: [{ name: "tabel", origin: 1, title: "Tabel", columns: fields, rows: lines }] };
}

/** What the page makes of it when someone edits it to `mine`: the rows that stay know what stood in them. */
function edited(base, mine) {
  const draft = format(mine);
  const [table] = draft.tables;
  const [was] = format(base).tables;
  for (const column of table.columns) {
    const origin = base.columns.indexOf(column.name);
    column.origin = origin < 0 ? null : origin;
  }
  const left = [...was.rows];
  /** How many cells of the row stayed. */
  const kept = (cells, row) =>
    cells.filter((text, at) => text && text === row.cells[base.columns.indexOf(mine.columns[at])]).length;
  table.rows = mine.rows.map((cells) => {
    const old = left.find((row) => kept(cells, row) >= 2);
    if (!old) {
      return { cells, removed: false };
    }
    left.splice(left.indexOf(old), 1);
    const before = mine.columns.map((name) => old.cells[base.columns.indexOf(name)] ?? "");
    return { cells, raw: old.raw, before, removed: false };
  });
  // What is taken away stays in the list until the proposal is sent.
  for (const row of left) {
    const before = mine.columns.map((name) => row.cells[base.columns.indexOf(name)] ?? "");
    table.rows.splice(was.rows.indexOf(row), 0, { cells: before, raw: row.raw, before, removed: true });
  }
  return draft;
}

for (const { about, base, mine, theirs, result, clashes } of CASES) {
  test(`rows of a saved proposal: ${about}`, () => {
    const now = format(theirs);
    const found = restoreDraft({ before: format(base), draft: edited(base, mine) }, now);
    const [table] = found.draft.tables;
    const left = table.rows.filter((row) => !row.removed);
    assert.deepEqual({ columns: table.columns.map(({ name }) => name), rows: left.map(({ cells }) => cells) }, result);
    assert.equal(found.clashes.length > 0, clashes);
    // What stands in the file now keeps its own line.
    for (const row of table.rows.filter(({ before }) => before)) {
      const own = now.tables[0].rows.find(({ raw }) => raw === row.raw);
      const names = table.columns.map(({ name }) => theirs.columns.indexOf(name));
      assert.deepEqual(
        row.before,
        names.map((at) => own.cells[at] ?? ""),
      );
    }
  });
}

test("a row that is taken away here and changed there is told", () => {
  const base = {
    columns: ["a", "b"],
    rows: [
      ["een", "twee"],
      ["drie", "vier"],
    ],
  };
  const mine = { columns: ["a", "b"], rows: [["drie", "vier"]] };
  const theirs = {
    columns: ["b", "a"],
    rows: [
      ["anders", "een"],
      ["vier", "drie"],
    ],
  };
  const found = restoreDraft({ before: format(base), draft: edited(base, mine) }, format(theirs));
  assert.deepEqual(found.clashes, ["Tabel"]);
  assert.deepEqual(
    found.draft.tables[0].rows.map(({ removed }) => removed),
    [true, false],
  );
});
