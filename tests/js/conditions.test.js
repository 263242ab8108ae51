import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf } from "../../scripts/toolbox/theme/js/form/conditions.js";

test("a question waits for its choice, and what stands in it stays in sight", () => {
  assert.equal(placeOf(true, true), "shows");
  assert.equal(placeOf(true, false), "shows");
  assert.equal(placeOf(false, true), "waits");
  assert.equal(placeOf(false, false), "stays");
});
