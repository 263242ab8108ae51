import assert from "node:assert/strict";
import { test } from "node:test";
import { wordFault } from "../../scripts/toolbox/theme/js/form/codeword.js";
import { COVER_AFTER, due, WIPE_AFTER } from "../../scripts/toolbox/theme/js/form/idle.js";
import { canSeal, freshSalt, makeKey, ROUNDS, seal, unseal } from "../../scripts/toolbox/theme/js/form/seal.js";
import { dayOf, draftName, draftText, parseDraft } from "../../scripts/toolbox/theme/js/form/stored.js";
import { writer } from "../../scripts/toolbox/theme/js/form/writing.js";

const TEXT = JSON.stringify({ naam: "Şebnem Yılmaz 👩🏽‍🎓", lang: "x".repeat(200_000) });
const NOW = Date.UTC(2026, 10, 28, 12);
const DAY = 86_400_000;
// The sums are the same for few rounds as for many.
const FEW = 1_000;

// promise: draft-sealed
test("a sealed text opens with its word, however a keyboard wrote it, and with no other", async () => {
  assert.ok(canSeal());
  const salt = freshSalt();
  const key = await makeKey("rode fiets café", salt, FEW);
  const sealed = await seal(key, TEXT);
  assert.ok(!JSON.stringify(sealed).includes("ebnem"));
  for (const word of ["rode fiets café", "rode  fiets cafe\u0301 "]) {
    assert.equal(await unseal(await makeKey(word, salt, FEW), sealed), TEXT, word);
  }
  for (const [word, grains, rounds] of [
    ["Rode fiets café", salt, FEW],
    ["rode fiets café", freshSalt(), FEW],
    ["rode fiets café", salt, FEW + 1],
  ]) {
    assert.equal(await unseal(await makeKey(word, grains, rounds), sealed), null);
  }
});

test("what was changed in storage does not open, and each writing has an iv of its own", async () => {
  const key = await makeKey("rode fiets", freshSalt(), FEW);
  const sealed = await seal(key, "a");
  assert.notEqual((await seal(key, "a")).iv, sealed.iv);
  const other = sealed.data.startsWith("A") ? "B" : "A";
  assert.equal(await unseal(key, { ...sealed, data: other + sealed.data.slice(1) }), null);
  assert.equal(await unseal(key, { ...sealed, data: "geen base64!" }), null);
});

test("the key cannot be read back, and costs what is advised", async () => {
  const key = await makeKey("rode fiets", freshSalt(), FEW);
  assert.equal(key.extractable, false);
  assert.ok(ROUNDS >= 600_000);
});

test("a draft stays fourteen days after its last change, and not a moment longer", () => {
  const text = draftText({ rounds: 1, salt: "s", iv: "i", data: "d" }, NOW);
  const draft = { until: NOW + 14 * DAY, rounds: 1, salt: "s", iv: "i", data: "d" };
  assert.deepEqual(parseDraft(text, NOW), draft);
  assert.deepEqual(parseDraft(text, NOW + 14 * DAY - 1), draft);
  assert.equal(parseDraft(text, NOW + 14 * DAY), null);
  assert.equal(dayOf(draft.until), "12 december 2026");
  assert.equal(draftName("/bijlagen/3.1/invullen/"), "tb-concept:/bijlagen/3.1/invullen/");
});

test("what is no draft is none", () => {
  for (const text of [
    null,
    "",
    "{",
    "null",
    "[]",
    "1",
    '{"until":9e99}',
    '{"until":"9","rounds":1,"salt":"","iv":"","data":""}',
  ]) {
    assert.equal(parseDraft(text, NOW), null, `${text}`);
  }
});

test("a code word is long enough and typed twice the same", () => {
  assert.match(wordFault("fiets 1", "fiets 1"), /minstens 8 tekens/);
  assert.match(wordFault("fiets          1", "fiets          1"), /minstens 8 tekens/);
  assert.match(wordFault("rode fiets", "rode fietz"), /niet hetzelfde/);
  assert.equal(wordFault("rode fiets", "rode fiets "), "");
});

test("covered after 22 minutes, taken away after 20 hours", () => {
  assert.equal(due(COVER_AFTER - 1), "");
  assert.equal(due(22 * 60_000), "cover");
  assert.equal(due(WIPE_AFTER - 1), "cover");
  assert.equal(due(20 * 3_600_000), "wipe");
});

/** A write that is held up until it is let go. */
function slowly() {
  const written = [];
  const waiting = [];
  let state = 0;
  return {
    written,
    change: () => (state += 1),
    letGo: () => waiting.shift()(),
    write: () => {
      written.push(state);
      return new Promise((resolve) => waiting.push(resolve));
    },
  };
}

test("writes one at a time, and what changed meanwhile gets its turn", async () => {
  const form = slowly();
  const draft = writer(form.write, assert.fail);
  assert.ok(draft.isDone());
  form.change();
  draft.changed();
  assert.ok(!draft.isDone());
  const standing = draft.flush();
  form.change();
  draft.changed();
  form.change();
  draft.changed();
  assert.deepEqual(form.written, [1]);
  form.letGo();
  await new Promise(setImmediate);
  assert.deepEqual(form.written, [1, 3]);
  assert.ok(!draft.isDone());
  form.letGo();
  await standing;
  assert.ok(draft.isDone());
  draft.stop();
});

test("a write that fails is told once, and nothing is written after it", async () => {
  const told = [];
  let count = 0;
  const failing = writer(
    async () => {
      count += 1;
      throw new Error("vol");
    },
    (error) => told.push(error.message),
  );
  failing.changed();
  await failing.flush();
  failing.changed();
  await failing.flush();
  assert.deepEqual([told, count], [["vol"], 1]);
  assert.ok(!failing.isDone());
  failing.stop();
});

test("after a stop a write that fails tells nothing", async () => {
  const form = slowly();
  const draft = writer(async () => {
    await form.write();
    throw new Error("weg");
  }, assert.fail);
  draft.changed();
  const standing = draft.flush();
  draft.stop();
  form.letGo();
  await standing;
  assert.ok(!draft.isDone());
});
