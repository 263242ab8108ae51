import assert from "node:assert/strict";
import { test } from "node:test";
import { spareRows } from "../../scripts/toolbox/theme/js/form/rows.js";

test("of the empty rows at the end only the first is needed", () => {
  assert.deepEqual(spareRows([]), []);
  assert.deepEqual(spareRows([false, false, false]), [false, true, true]);
  assert.deepEqual(spareRows([true, false, false]), [false, false, true]);
  assert.deepEqual(spareRows([false, true, false, false]), [false, false, false, true]);
  assert.deepEqual(spareRows([true, true]), [false, false]);
});
