import assert from "node:assert/strict";
import { test } from "node:test";
import { carried } from "../../scripts/toolbox/theme/js/proposal/carried.js";
import { readPage } from "../../scripts/toolbox/theme/js/proposal/pagetext.js";
import {
  readSaved,
  restoreDraft,
  restoreText,
  savedText,
  textState,
} from "../../scripts/toolbox/theme/js/proposal/saved.js";

const page = (body) => readPage(`---\ntitel: Een\nsamenvatting: Kort\n---\n${body}`);
const OLD = "Begin.\n\n## Wie\n\nJan en Piet.\n\nEn verder.\n";

function kept() {
  const mine = page(OLD);
  mine.title = "Twee";
  mine.pieces[1].text = mine.pieces[1].text.replace("Piet", "Anna");
  return textState(mine, page(OLD));
}

test("what was kept of a text stands in it again", () => {
  const again = page(OLD);
  assert.deepEqual(restoreText(kept(), again), []);
  assert.equal(again.title, "Twee");
  assert.equal(again.pieces[1].text, "## Wie\n\nJan en Anna.\n\nEn verder.");
  assert.equal(again.pieces[0].text, again.pieces[0].before);
});

test("a text that changed elsewhere keeps both changes", () => {
  const now = page(
    `Een ander begin.\n\n## Nieuw\n\nX\n\n${OLD.replace("Begin.\n\n", "").replace("verder", "zo verder")}`,
  );
  assert.deepEqual(restoreText(kept(), now), []);
  assert.equal(now.pieces[2].text, "## Wie\n\nJan en Anna.\n\nEn zo verder.");
});

test("where both changed one sentence, mine stands and it is said", () => {
  const now = page(OLD.replace("Piet", "Klaas"));
  assert.deepEqual(restoreText(kept(), now), ["de tekst onder ‘Wie’"]);
  assert.match(now.pieces[1].text, /Anna/);
  const gone = page("Begin.\n");
  assert.match(restoreText(kept(), gone)[0], /dat stuk is er niet meer; jouw tekst: .*Anna/s);
});

const question = (name, title, origin = 0) => ({ key: `vraag-${origin}`, name, title, origin, help: "" });
const draft = (...questions) => ({ about: "Waarvoor", sections: [], questions, tables: [] });

test("questions are carried over by name, each property apart", () => {
  const before = draft(question("a", "A", 0), question("b", "B", 1));
  const mine = draft(
    { ...question("b", "B", 1), help: "uitleg" },
    { ...question("a", "A", 0) },
    question(null, "Nieuw", null),
  );
  const now = draft(question("x", "X", 0), question("a", "Anders", 1), question("b", "B2", 2));
  const { draft: merged, clashes } = restoreDraft({ before, draft: mine }, now);
  assert.deepEqual(clashes, []);
  assert.deepEqual(
    merged.questions.map(({ name, title, help, origin }) => [name, title, help, origin]),
    [
      ["x", "X", "", 0],
      ["b", "B2", "uitleg", 2],
      ["a", "Anders", "", 1],
      [null, "Nieuw", "", null],
    ],
  );
});

test("two titles of one question are a clash", () => {
  const { draft: merged, clashes } = restoreDraft(
    { before: draft(question("a", "A")), draft: draft(question("a", "Mijn")) },
    draft(question("a", "Hun")),
  );
  assert.equal(merged.questions[0].title, "Mijn");
  assert.deepEqual(clashes, ["Hun"]);
});

test("what was taken away stays away, unless it changed meanwhile", () => {
  const clashes = [];
  assert.deepEqual(carried(["a", "b"], ["b"], ["a", "b", "c"], "", clashes), ["b", "c"]);
  assert.deepEqual(clashes, []);
});

test("a file that is no proposal is refused", () => {
  const proposal = { items: [{ path: "content/a.md", state: kept() }], fields: { naam: "Anne" }, quote: null };
  assert.deepEqual(readSaved(savedText(proposal)).items, proposal.items);
  for (const text of ["", "{}", "[]", "null", '{"kenmerk":"toolbox-voorstel","versie":1,"items":[null]}', "<html>"]) {
    assert.throws(() => readSaved(text), /geen voorstel/);
  }
  const whole = savedText(proposal);
  for (const cut of [1, Math.floor(whole.length / 2), whole.length - 2]) {
    assert.throws(() => readSaved(whole.slice(0, cut)), /geen voorstel/);
  }
});

test("a file of a later version of the page says so", () => {
  const later = '{"kenmerk":"toolbox-voorstel","versie":2,"onderdelen":[]}';
  assert.throws(() => readSaved(later), /nieuwere versie/);
});

test("what is saved with many images opens again", () => {
  const picture = { kind: "png", data: "A".repeat(660_000), size: 495_000, width: 1600, height: 900 };
  const pictures = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`content/${at}.png`, picture]));
  const items = [{ path: "content/a.md", state: { ...kept(), pictures } }];
  assert.deepEqual(readSaved(savedText({ items, fields: {}, quote: null })).items, items);
});
