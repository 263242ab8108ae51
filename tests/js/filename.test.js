import assert from "node:assert/strict";
import { test } from "node:test";
import { fileName, safeWord } from "../../scripts/toolbox/theme/js/form/filename.js";

test("without a word a file is called after its format", () => {
  assert.equal(fileName("3.1-gesprek", "", "html"), "3.1-gesprek-ingevuld.html");
  assert.equal(fileName("3.1-gesprek", " ./\\: ", "pdf"), "3.1-gesprek-ingevuld.pdf");
});

test("a word comes behind it as it was typed, but for what a name of a file cannot hold", () => {
  assert.equal(fileName("3.1-gesprek", "klas 2b", "html"), "3.1-gesprek-ingevuld-klas-2b.html");
  for (const [word, safe] of [
    ["Şebnem_Yılmaz", "Şebnem_Yılmaz"],
    ["../../etc/passwd", "etc-passwd"],
    ['a<b>:"c"|d?*', "a-b-c-d"],
    ["a\u202egpj.exe\u0000\n", "a-gpj-exe"],
    ["e\u0301", "é"],
    ["-rf ", "rf"],
    ["2b.", "2b"],
    ["😀", ""],
    ["\ud800x", "x"],
    ["x".repeat(200), "x".repeat(30)],
    [`${"x".repeat(29)} y`, "x".repeat(29)],
  ]) {
    assert.equal(safeWord(word), safe, word);
  }
});
