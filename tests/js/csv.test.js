import assert from "node:assert/strict";
import { test } from "node:test";
import { readCsv, writeCsv, writeRow } from "../../scripts/toolbox/theme/js/proposal/csv.js";

const cells = (text) => readCsv(text).rows.map((row) => row.cells);

test("cells are read as RFC 4180 says", () => {
  assert.deepEqual(cells('a,b\n"x,y","z ""q"""\n'), [
    ["a", "b"],
    ["x,y", 'z "q"'],
  ]);
  assert.deepEqual(cells('"een\ntwee",3\n'), [["een\ntwee", "3"]]);
  assert.deepEqual(cells("a,\n,b"), [
    ["a", ""],
    ["", "b"],
  ]);
  assert.deepEqual(cells(""), []);
});

test("a mark at the beginning belongs to no cell", () => {
  assert.deepEqual(cells("\ufeffa,b\n"), [["a", "b"]]);
});

test("what nobody changes keeps its bytes", () => {
  for (const text of ['a,b\r\n"1",2\r\n', "\ufeffa\n1", '"a" ,b\n', "a\n\n"]) {
    const { rows, end } = readCsv(text);
    assert.equal(writeCsv(rows, end), text);
  }
});

test("a new row gets quotes where it needs them, and the line end of its file", () => {
  assert.equal(writeRow(["a,b", 'c"d', "e"]), '"a,b","c""d",e');
  assert.equal(writeRow([""]), '""');
  const { rows, end } = readCsv("a,b\r\n1,2");
  assert.equal(writeCsv([...rows, { cells: ["3", "x\ny"] }], end), 'a,b\r\n1,2\r\n3,"x\ny"\r\n');
});
