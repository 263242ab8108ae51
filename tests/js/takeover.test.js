import assert from "node:assert/strict";
import { test } from "node:test";
import { offers } from "../../scripts/toolbox/theme/js/form/takeover.js";

const question = (name, more = {}) => ({ name, title: name, type: "string", choices: [], previous: [], ...more });
const CHOICES = ["ja", "nee"].map((value) => ({ value, label: value.toUpperCase() }));
const DEFINITION = {
  others: {
    ander: {
      title: "1.1 Ander",
      terms: { heet: "naam", geboren: "geboren", hulp: "hulp", mag: "mag", heette: "naam" },
    },
  },
  sections: [
    {
      questions: [
        question("naam", { term: "naam" }),
        question("geboortedatum", { term: "geboren", type: "date" }),
        question("eigen"),
      ],
    },
    {
      questions: [
        question("zorg", { term: "hulp", sensitive: true }),
        question("toestemming", { term: "mag", choices: CHOICES }),
      ],
    },
  ],
};

const found = (values, name = "ander") => ({ name, version: "1.0.0", answers: { values, rows: {} } });
const offered = (theirs, mine = {}) => offers(DEFINITION, found(theirs), { values: mine, rows: {} });
const told = (theirs, mine) =>
  offered(theirs, mine).map(({ question: { name }, value, left, isTicked }) => [name, value, left, isTicked]);

test("what both ask is offered in the order of this form, and nothing else of the file", () => {
  assert.deepEqual(told({ geboren: "2008-11-03", heet: "Jan", eigen: "geheim", rest: "geheim" }), [
    ["naam", "Jan", "", true],
    ["geboortedatum", "2008-11-03", "", true],
  ]);
});

test("what stands here is not ticked away, and what is the same already is not asked", () => {
  assert.deepEqual(told({ heet: "Jan" }, { naam: "Piet" }), [["naam", "Jan", "", false]]);
  assert.deepEqual(told({ heet: " jan " }, { naam: "Jan" }), []);
  assert.deepEqual(told({ heet: " ", geboren: "" }), []);
});

test("what is sensitive is never ticked beforehand", () => {
  const [{ isSensitive, isTicked }] = offered({ hulp: "Wajong" });
  assert.equal(isSensitive, true);
  assert.equal(isTicked, false);
});

test("what fits no choice and what is no date stays out, with what it says", () => {
  assert.deepEqual(told({ mag: "misschien", geboren: "toen" }), [
    ["geboortedatum", "", "toen", false],
    ["toestemming", "", "misschien", false],
  ]);
  assert.deepEqual(told({ mag: "JA" }), [["toestemming", "ja", "", true]]);
});

test("a former name counts where the present one is empty", () => {
  assert.deepEqual(told({ heette: "Jan", heet: "" }), [["naam", "Jan", "", true]]);
  assert.deepEqual(told({ heette: "Jan", heet: "Piet" }), [["naam", "Piet", "", true]]);
});

test("of a format that shares nothing nothing is offered", () => {
  assert.deepEqual(offers(DEFINITION, found({ heet: "Jan" }, "vreemd"), { values: {}, rows: {} }), []);
});
