import assert from "node:assert/strict";
import { test } from "node:test";
import {
  editionFaults,
  editionFiles,
  newEdition,
  readEdition,
} from "../../scripts/toolbox/theme/js/proposal/edition.js";

const PATH = "content/regio/eigen/edition.yaml";
const TEXT = `# Van ons.
naam: Eigen
contact: ''
teksten:
  # Bij de eerste stap.
  - pagina: stappen/1-a.md
    doe: erna
    bestand: 1-a.md
    basis: aaaabbbbcccc
# bewerkingen:
#   - nummer: '1.2'
`;
const own = {
  page: "content/stappen/1-a.md",
  title: "A",
  base: "ddddeeeeffff",
  where: "ervoor",
  text: " Bij ons.\n\n\n\nOok zo.\n",
};

test("what nobody changes keeps its bytes", () => {
  const [file, ...others] = editionFiles(PATH, TEXT, readEdition(TEXT));
  assert.equal(file.after, TEXT);
  assert.deepEqual(others, []);
});

test("a region that has no edition gets one of its name", () => {
  const made = newEdition("Rijk en Länd");
  assert.equal(made.path, "content/regio/rijk-en-land/edition.yaml");
  assert.match(made.text, /^# .*\nnaam: Rijk en Länd\ncontact: ''\n$/);
});

test("its own text is a file of its own, named in the edition, with a name that is free", () => {
  const edition = { ...readEdition(TEXT), institutions: ["School: A", ""], contact: "a@b.nl", texts: [own] };
  const [file, text] = editionFiles(PATH, TEXT, edition);
  assert.deepEqual(text, {
    path: "content/regio/eigen/teksten/1-a-2.md",
    before: null,
    after: "Bij ons.\n\nOok zo.\n",
  });
  const lines = ["instellingen:", "  - 'School: A'", "contact: a@b.nl", "    doe: ervoor", "    bestand: '1-a-2.md'"];
  for (const line of [...lines, "    basis: ddddeeeeffff", "  # Bij de eerste stap.", "# bewerkingen:"]) {
    assert.ok(file.after?.split("\n").includes(line), line);
  }
});

test("an own text that stays empty is none", () => {
  const edition = { ...readEdition(TEXT), texts: [{ ...own, text: " \n" }] };
  assert.equal(editionFiles(PATH, TEXT, edition).length, 1);
});

test("what the check would refuse is said where it stands", () => {
  const edition = { name: "<b>", institutions: ["a>b"], contact: "javascript:x", texts: [{ ...own, text: "<i>" }] };
  assert.deepEqual(
    editionFaults(edition).map(([place]) => place),
    ["naam", "instellingen", "contact", "tekst-0"],
  );
  assert.deepEqual(editionFaults(readEdition(TEXT)), []);
});
