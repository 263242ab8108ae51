import assert from "node:assert/strict";
import { test } from "node:test";
import { Engine } from "../../scripts/toolbox/theme/js/search/engine.js";
import { distance, marked, snippet, term, wordsOf } from "../../scripts/toolbox/theme/js/search/words.js";

test("a number is one word, a hyphen divides, accents do not count", () => {
  assert.deepEqual(wordsOf("Bijlage 5.4: school-naar-werk, coördinator"), [
    ...["bijlage", "5.4", "school", "naar", "werk", "coordinator"],
  ]);
});

test("forms of one word have one term, and a word that says nothing has none", () => {
  assert.equal(term("gesprekken"), term("gesprek"));
  assert.equal(term("formulieren"), term("formulier"));
  assert.equal(term("het"), "");
  assert.equal(term("3.1"), "3.1");
});

test("letters off are counted as a typist makes them", () => {
  assert.equal(distance("fromulier", "formulier", 2), 1);
  assert.equal(distance("wensberop", "wensberoep", 2), 1);
  assert.equal(distance("slectiecritria", "selectiecriteria", 2), 2);
  assert.equal(distance("mentor", "jobcoach", 2), 3);
  assert.equal(distance("", "ab", 2), 2);
});

test("what was found is marked, and nothing of the text is lost", () => {
  const parts = marked("Het gesprek en de gesprekken.", [term("gesprek")]);
  assert.deepEqual(
    parts.filter(([, is]) => is).map(([text]) => text),
    ["gesprek", "gesprekken"],
  );
  assert.equal(parts.map(([text]) => text).join(""), "Het gesprek en de gesprekken.");
});

test("a snippet holds the word that was found", () => {
  const long = `${"woord ".repeat(80)}gesprek ${"einde ".repeat(80)}`.trim();
  const piece = snippet(long, ["gesprek"]);
  assert.ok(piece.includes("gesprek"));
  assert.ok(piece.length < 200);
  assert.equal(snippet("kort", ["gesprek"]), "kort");
});

const ENTRIES = [
  { url: "bijlagen/3.1/", page: "3.1 Gesprek", number: "3.1", text: "Een formulier voor het gesprek." },
  { url: "bijlagen/3.1/#na", page: "3.1 Gesprek", number: "3.1", part: "Na het gesprek", text: "Leg het vast." },
  { url: "bijlagen/2.2/", page: "2.2 Aanmeldformulier", number: "2.2", other: "inschrijven" },
  { url: "stappen/3/", page: "Stap 3: Gesprek", number: "3", text: "Zie ook 3.1." },
];
const urls = (typed) => new Engine(ENTRIES).search(typed).pages.map((page) => page.url);

test("a number finds its page first, with or without a word before it", () => {
  assert.equal(urls("3.1")[0], "bijlagen/3.1/");
  assert.equal(urls("bijlage 2.2")[0], "bijlagen/2.2/");
  assert.equal(urls("stap 3")[0], "stappen/3/");
});

test("other words, ends of words and beginnings find a page", () => {
  assert.deepEqual(urls("inschrijven"), ["bijlagen/2.2/"]);
  assert.ok(urls("formulier").includes("bijlagen/2.2/"));
  assert.ok(urls("gespr").includes("bijlagen/3.1/"));
});

test("a mistyped word is told, not silently taken for another", () => {
  const found = new Engine(ENTRIES).search("aanmeldfromulier");
  assert.equal(found.meant, "aanmeldformulier");
  assert.equal(found.pages[0].url, "bijlagen/2.2/");
  assert.deepEqual(new Engine(ENTRIES).search("xyzzy"), { pages: [], terms: ["xyzzy"], meant: "" });
});

test("nothing typed finds nothing", () => {
  assert.deepEqual(urls("  "), []);
});
