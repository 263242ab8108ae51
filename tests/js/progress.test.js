import assert from "node:assert/strict";
import { test } from "node:test";
import { stateWords, totalWords } from "../../scripts/toolbox/theme/js/form/progress.js";

test("how far a part is, in a word or a number", () => {
  assert.equal(stateWords({ asked: 4, done: 0 }), "leeg");
  assert.equal(stateWords({ asked: 4, done: 1 }), "1 van 4");
  assert.equal(stateWords({ asked: 4, done: 4 }), "klaar");
});

test("how many parts are done", () => {
  assert.equal(totalWords([]), "0 van 0 klaar");
  assert.equal(
    totalWords([
      { asked: 1, done: 1 },
      { asked: 2, done: 1 },
      { asked: 9, done: 9 },
    ]),
    "2 van 3 klaar",
  );
});
