import assert from "node:assert/strict";
import { test } from "node:test";
import {
  editionFaults,
  editionFiles,
  newEdition,
  readEdition,
  restoredEdition,
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

test("a logo goes along as a file beside it, and what is kept is held to what it can be", () => {
  const logo = { kind: /** @type {const} */ ("png"), data: "AAAA", size: 3, width: 1, height: 1 };
  const edition = { ...readEdition(TEXT), logo };
  const [file, picture] = editionFiles(PATH, TEXT, edition);
  assert.match(file.after ?? "", /\nlogo: logo\.png\n/);
  assert.deepEqual(picture, { path: "content/regio/eigen/logo.png", before: null, after: "", data: "AAAA" });
  assert.deepEqual(restoredEdition(readEdition(TEXT), edition), edition);
  for (const wrong of [{ logo: { ...logo, data: "<" } }, { name: 1 }, { texts: [{ ...own, page: null }] }]) {
    const kept = /** @type {typeof edition} */ (/** @type {unknown} */ ({ ...edition, ...wrong }));
    assert.throws(() => restoredEdition(readEdition(TEXT), kept));
  }
});

test("what the check would refuse is said where it stands", () => {
  const edition = {
    name: "<b>",
    institutions: ["a>b"],
    contact: "javascript:x",
    hasLogo: false,
    logo: null,
    texts: [{ ...own, text: "<i>" }],
  };
  assert.deepEqual(
    editionFaults(edition).map(([place]) => place),
    ["naam", "instellingen", "contact", "tekst-0"],
  );
  assert.deepEqual(editionFaults(readEdition(TEXT)), []);
});
