import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fit } from "../../scripts/toolbox/theme/js/form/fitting.js";

// The same table as Python's rule is held to.
const EXAMPLES = JSON.parse(readFileSync(new URL("../fitting.json", import.meta.url), "utf-8"));

test("what was filled in elsewhere fits, or does not, as Python says", () => {
  assert.ok(EXAMPLES.length > 30);
  for (const [type, labels, text, value, left] of EXAMPLES) {
    const choices = Object.entries(labels).map(([name, label]) => ({ value: name, label }));
    const question = { name: "datum", title: "", type, choices, previous: [] };
    assert.deepEqual(fit(text, question, 2026), { value, left }, text);
  }
});

test("an open answer leaves nothing", () => {
  assert.deepEqual(fit(" \n", { name: "a", title: "", type: "boolean", choices: [], previous: [] }), {
    value: "",
    left: [],
  });
});
