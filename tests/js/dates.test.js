import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { dutchDate, isoDate } from "../../scripts/toolbox/theme/js/form/dates.js";

// The same table as Python's rule is held to.
const EXAMPLES = JSON.parse(readFileSync(new URL("../dates.json", import.meta.url), "utf-8"));
const NOW = 2026;

test("dates as people write them, each as Python reads it", () => {
  assert.ok(EXAMPLES.length > 30);
  for (const [typed, name, expected] of EXAMPLES) {
    assert.equal(isoDate(typed, name, NOW), expected, typed);
  }
});

test("a date is shown with its day first, anything else as it is", () => {
  assert.equal(dutchDate("2026-11-03"), "03-11-2026");
  assert.equal(dutchDate("begin november"), "begin november");
});
