import assert from "node:assert/strict";
import { test } from "node:test";
import { neutral } from "../../scripts/toolbox/theme/js/form/data.js";
import { choiceValue, questionName } from "../../scripts/toolbox/theme/js/proposal/names.js";
import { moved } from "../../scripts/toolbox/theme/js/proposal/order.js";
import { changedFiles, makePatch } from "../../scripts/toolbox/theme/js/proposal/patch.js";
import { flowScalar } from "../../scripts/toolbox/theme/js/proposal/scalars.js";
import { oneLine, prose, visible } from "../../scripts/toolbox/theme/js/proposal/tidy.js";

test("a text that YAML would read otherwise gets quotes", () => {
  assert.equal(flowScalar("Wat is je wensberoep?"), "Wat is je wensberoep?");
  assert.equal(flowScalar("Zo ja: welke?"), "'Zo ja: welke?'");
  for (const text of ["no", "Yes", "null", "12:30", "0123", "- a", "# a", "a #b", "", " a", "it's: so"]) {
    assert.equal(flowScalar(text), `'${text.replaceAll("'", "''")}'`);
  }
});

test("a text in curly quotes gets straight ones around it", () => {
  assert.equal(flowScalar("‘Wat vind je leuk?’"), "'‘Wat vind je leuk?’'");
  assert.equal(flowScalar("“Wat nu”"), "'“Wat nu”'");
  assert.equal(flowScalar("‘Ja’ of ‘nee’"), "‘Ja’ of ‘nee’");
});

test("a formula never starts a spreadsheet", () => {
  assert.equal(neutral("=1+1"), "'=1+1");
  assert.equal(neutral("a;=1+1"), "a;'=1+1");
  assert.equal(neutral('x;"=1+1;y'), "x;'\"=1+1;y");
  assert.equal(neutral("' =1"), "'' =1");
  assert.equal(neutral("3-11-2026"), "3-11-2026");
  assert.equal(neutral("\ta"), "'\ta");
});

test("a name follows the first title, and is free", () => {
  assert.equal(questionName("Wie gaat er mee?", new Set()), "wie_gaat_er_mee");
  assert.equal(questionName("Wie gaat er mee?", new Set(["wie_gaat_er_mee"])), "wie_gaat_er_mee_2");
  assert.equal(questionName("2e gesprek", new Set()), "e_gesprek");
  assert.equal(questionName("???", new Set()), "vraag");
  assert.equal(choiceValue("Eén keer, soms", new Set()), "een_keer_soms");
  const long = questionName("a".repeat(90), new Set(["a".repeat(60)]));
  assert.equal(long, `${"a".repeat(58)}_2`);
});

test("what nobody sees is left out", () => {
  assert.equal(visible("a\u200bb\r\nc\u2028d"), "ab\nc\nd");
  assert.equal(oneLine("  a \n\t b\u00ad "), "a b");
  assert.equal(prose("a  \n\n\n\nb\tc\n\n"), "a\n\nb    c");
});

test("what is moved stands in its new place, and nothing is lost", () => {
  assert.deepEqual(moved(["a", "b", "c"], 0, 2), ["b", "c", "a"]);
  assert.deepEqual(moved(["a", "b", "c"], 2, 0), ["c", "a", "b"]);
});

test("a patch holds what changed and nothing else", () => {
  const same = { path: "content/a.md", before: "x\n", after: "x\n" };
  const other = { path: "content/b.md", before: "een\ntwee\n", after: "een\ndrie\n" };
  assert.deepEqual(changedFiles([same, other]), [other]);
  const text = makePatch({
    files: [same, other],
    paths: ["content/b.md"],
    commit: "0123456789012345678901234567890123456789",
    author: "Zoë",
    region: "Twente",
    reason: "Omdat.",
    subject: "Twee wordt drie",
    date: new Date(Date.UTC(2026, 10, 3, 9, 5, 7)),
  });
  assert.match(text, /^From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n/);
  assert.match(text, /\nFrom: =\?UTF-8\?B\?[A-Za-z0-9+/=]+\?= <voorstel@toolbox\.invalid>\n/i);
  assert.match(text, /\nDate: Tue, 03 Nov 2026 09:05:07 \+0000\n/);
  // A patch is ASCII, whatever it holds.
  assert.match(text, /^[\0-\x7f]*$/);
  const body = Buffer.from(text.split("\n\n")[1], "base64").toString("utf-8");
  assert.match(body, /\n@@ -1,2 \+1,2 @@\n een\n-twee\n\+drie\n/);
  assert.match(body, /\nRegio: Twente\nBasis: 0123456789/);
  assert.ok(!body.includes("content/a.md"));
});
