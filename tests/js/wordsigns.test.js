import assert from "node:assert/strict";
import { test } from "node:test";
import { sign } from "../../scripts/toolbox/theme/js/form/wordsigns.js";

test("a sign of a picture font becomes a character, or says what it is", () => {
  assert.deepEqual(
    ["F0E0", "F04A", "4A", "F0FC"].map((code) => sign("Wingdings", code)),
    ["→", "☺", "☺", "✓"],
  );
  assert.equal(sign("Webdings", "F021"), "[teken F021 van Webdings]");
  assert.deepEqual(
    [sign("Arial", "2192"), sign("Arial", "x"), sign("Arial", "D800")],
    ["→", "\ufffd", "[teken D800 van Arial]"],
  );
});
