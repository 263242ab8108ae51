import assert from "node:assert/strict";
import { test } from "node:test";
import { merge } from "../../scripts/toolbox/theme/js/form/merge.js";

const question = (name, type = "string", choices = []) => ({ name, title: name, type, choices, previous: [] });
const column = (name, given = false) => ({ ...question(name), given, group: false });
const CHOICES = ["a", "b", "c"].map((value) => ({ value, label: value.toUpperCase() }));
const DEFINITION = {
  sections: [
    {
      title: "Deel",
      questions: [
        question("naam"),
        question("datum", "date"),
        question("lijst", "list", CHOICES),
        question("vink", "boolean"),
      ],
      tables: [
        { name: "vast", title: "Vast", previous: [], columns: [column("wat", true), column("hoe")] },
        { name: "los", title: "Los", previous: [], columns: [column("wie"), column("wat")] },
      ],
    },
  ],
};
const BLANK = {
  values: {},
  rows: {
    vast: [{ wat: "Wonen", hoe: "" }],
    los: [
      { wie: "voorbeeld", wat: "" },
      { wie: "nog een", wat: "" },
    ],
  },
};

const copy = (values, vast = [], los = []) => ({ answers: { values, rows: { vast, los } }, loose: [] });
const row = (wie, wat) => ({ wie, wat });

function merged(mine, theirs, choose = () => "") {
  const result = merge(DEFINITION, BLANK, mine, theirs);
  for (const difference of result.differences) {
    difference.options.find(({ name }) => name === choose(difference))?.take();
  }
  return { ...result, answers: result.answers() };
}

test("what only one has is taken, and equal answers are one", () => {
  const { answers, differences, taken } = merged(
    copy({ naam: "Jan", vink: "" }),
    copy({ naam: "Jan ", vink: "true", datum: "2026-11-03" }),
  );
  assert.deepEqual(answers.values, { naam: "Jan", vink: "true", datum: "2026-11-03", lijst: "" });
  assert.equal(differences.length, 0);
  assert.equal(taken, 2);
});

test("what differs is to choose, and texts and lists may be kept both", () => {
  const [mine, theirs] = [
    { naam: "Jan", datum: "2026-11-03", lijst: "a,b" },
    { naam: "Jan de Vries", datum: "2026-11-04", lijst: "b,c" },
  ];
  const both = merged(copy(mine), copy(theirs), () => "both").answers.values;
  assert.deepEqual(both, { naam: "Jan\nJan de Vries", datum: "2026-11-03", lijst: "a,b,c", vink: "" });
  assert.equal(merged(copy(mine), copy(theirs), () => "theirs").answers.values.datum, "2026-11-04");
  const { differences } = merged(copy(mine), copy(theirs));
  assert.deepEqual(
    differences.map(({ where, options }) => [where[0], options.map(({ name }) => name)]),
    [
      ["naam", ["mine", "theirs", "both"]],
      ["datum", ["mine", "theirs"]],
      ["lijst", ["mine", "theirs", "both"]],
    ],
  );
});

test("a printed row is the same row in both, wherever it stands", () => {
  const { answers, differences } = merged(
    copy({}, [
      { wat: "Eigen", hoe: "x" },
      { wat: "Wonen", hoe: "goed" },
    ]),
    copy({}, [{ wat: "wonen", hoe: "matig" }]),
    () => "both",
  );
  assert.deepEqual(answers.rows.vast, [
    { wat: "Wonen", hoe: "goed\nmatig" },
    { wat: "Eigen", hoe: "x" },
  ]);
  assert.deepEqual(differences[0].where, ["Vast", "Wonen", "hoe"]);
});

test("rows of one's own: equal and agreeing ones are one, the others stay rows", () => {
  const { answers, differences } = merged(
    copy({}, [], [row("vader", ""), row("tante", "bellen"), row("buur", "mailen")]),
    copy({}, [], [row("tante", "bellen"), row("vader", "mailen"), row("oom", "schrijven"), row("nicht", "")]),
    () => "both",
  );
  assert.deepEqual(
    answers.rows.los.map(({ wie, wat }) => `${wie} ${wat}`),
    ["vader mailen", "tante bellen", "buur mailen", "oom schrijven", "nicht "],
  );
  assert.deepEqual(
    differences.map(({ where }) => where.join(" ")),
    ["Los rij 3"],
  );
});

test("rows of one name that say something else are for a person to choose", () => {
  const [mine, theirs] = [
    copy({}, [], [row("vader", "bellen")]),
    copy({}, [], [row("oom", "x"), row("Vader", "mailen")]),
  ];
  const rows = (choice) => merged(mine, theirs, () => choice).answers.rows.los.map(({ wie, wat }) => `${wie} ${wat}`);
  assert.deepEqual(rows("mine"), ["vader bellen", "oom x"]);
  assert.deepEqual(rows("theirs"), ["Vader mailen", "oom x"]);
  assert.deepEqual(rows("both"), ["vader bellen", "Vader mailen", "oom x"]);
});

test("an example that nobody touched is no answer", () => {
  const examples = BLANK.rows.los;
  const { answers, differences } = merged(
    copy({}, [], [examples[0], examples[1]]),
    copy({}, [], [examples[0], row("eigen", "werk")]),
  );
  assert.deepEqual(answers.rows.los, [examples[0], row("eigen", "werk")]);
  assert.equal(differences.length, 0);
});

test("what has no place comes along from both", () => {
  const mine = {
    ...copy({}),
    loose: [
      { name: "oud", value: "a" },
      { name: "zelfde", value: "x" },
    ],
  };
  const theirs = {
    ...copy({}),
    loose: [
      { name: "oud", value: "b" },
      { name: "zelfde", value: "x" },
    ],
  };
  assert.deepEqual(merged(mine, theirs).loose, [
    { name: "oud", value: "a" },
    { name: "zelfde", value: "x" },
    { name: "oud (2)", value: "b" },
  ]);
});

test("whatever both hold, keeping both where that can be loses no text", () => {
  // A small generator of its own: the same copies each time.
  let seed = 7;
  const next = (count) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % count;
  };
  const word = () => ["", "vader", "oom", "tante", "bellen"][next(5)];
  const made = () =>
    copy(
      { naam: word() },
      [{ wat: "Wonen", hoe: word() }, ...(next(2) ? [{ wat: word(), hoe: word() }] : [])],
      Array.from({ length: next(4) }, () => row(word(), word())).filter(({ wie, wat }) => wie || wat),
    );
  const texts = (answers) =>
    [answers.values, ...Object.values(answers.rows).flat()].flatMap((record) => Object.values(record));
  for (let round = 0; round < 500; round += 1) {
    const [mine, theirs] = [made(), made()];
    const { answers } = merged(mine, theirs, () => "both");
    const kept = texts(answers).flatMap((text) => text.split("\n"));
    for (const text of [...texts(mine.answers), ...texts(theirs.answers)]) {
      assert.ok(kept.includes(text) || text === "", JSON.stringify([mine, theirs, answers]));
    }
    for (const rows of [mine, theirs].map((from) => from.answers.rows.los)) {
      for (const { wie, wat } of rows) {
        const found = answers.rows.los.some((each) => (!wie || each.wie === wie) && (!wat || each.wat === wat));
        assert.ok(found, JSON.stringify([mine, theirs, answers]));
      }
    }
  }
});
