// A region's edition as it stands in its edition.yaml: whose it is, and its own text at pages of the toolbox.

import { questionName } from "./names.js";
import { FOLDERS } from "./newsource.js";
import { openYaml, setKey } from "./scalars.js";
import { oneLine, prose } from "./tidy.js";

/** @import { EditionText, FileChange, MadeSource, MapNode, OwnText, Picture } from "./types.js" */

const FOLDER = FOLDERS.editie;
const ORDER = ["naam", "instellingen", "contact", "logo", "teksten", "verborgen", "bewerkingen"];
const BLANK = "# Wat in deze regio anders is dan in de gezamenlijke toolbox.\nnaam: Nieuw\ncontact: ''\n";
const CONTACT = /^(?:|[^\s@:/<>]+@[^\s@:/<>]+\.[a-z]{2,}|https:\/\/[!-~]+)$/;
const MAX_SLUG = 40;

/** @param {string} path */
export const isEdition = (path) => path.startsWith(FOLDER) && path.endsWith("/edition.yaml");

/**
 * The edition of a region that has none yet.
 * @param {string} name
 * @returns {MadeSource}
 */
export function newEdition(name) {
  const slug = questionName(name, new Set()).slice(0, MAX_SLUG).replaceAll("_", "-").replace(/-+$/, "");
  const text = writeEdition(BLANK, { ...readEdition(BLANK), name });
  return { path: `${FOLDER}${slug}/edition.yaml`, title: `Editie ${name}`, text, csv: {}, isForm: false };
}

/**
 * Throws when it is no YAML.
 * @param {string} text
 * @returns {EditionText}
 */
export function readEdition(text) {
  const found = openYaml(text).document.toJS();
  return {
    name: found.naam,
    institutions: found.instellingen ?? [],
    contact: found.contact ?? "",
    texts: [],
    hasLogo: "logo" in found,
    logo: null,
  };
}

/** @param {Picture} logo */
const logoName = ({ kind }) => `logo.${kind}`;

/** @param {OwnText} own */
const isWritten = (own) => prose(own.text) !== "";

/**
 * The files of a region's own texts, which the edition of which `path` is that file has none of yet: {own, file}.
 * @param {string} path
 * @param {string} source
 * @param {EditionText} edition
 */
function ownFiles(path, source, edition) {
  const items = openYaml(source).document.toJS().teksten ?? [];
  const taken = new Set(items.map((/** @type {{ bestand: string }} */ item) => item.bestand));
  return edition.texts.filter(isWritten).map((own) => {
    const base = (own.page.split("/").at(-1) ?? "").replace(/\.md$/, "");
    let file = `${base}.md`;
    for (let count = 2; taken.has(file); count += 1) {
      file = `${base}-${count}.md`;
    }
    taken.add(file);
    return { own, file, path: path.replace("edition.yaml", `teksten/${file}`) };
  });
}

/**
 * The file's text with what is said now; what nobody changed keeps its bytes.
 * @param {string} source
 * @param {EditionText} edition
 */
export function writeEdition(source, edition, path = "edition.yaml") {
  const { document, text } = openYaml(source);
  const contents = /** @type {MapNode} */ (document.contents);
  const before = readEdition(source);
  const institutions = edition.institutions.map(oneLine).filter(Boolean);
  /** @type {[string, unknown, boolean][]} */
  const values = [
    ["naam", oneLine(edition.name), edition.name !== before.name],
    [
      "instellingen",
      institutions.length > 0 ? institutions : undefined,
      institutions.join("\n") !== before.institutions.join("\n"),
    ],
    ["contact", oneLine(edition.contact), edition.contact !== before.contact],
    ["logo", edition.logo && logoName(edition.logo), edition.logo !== null],
  ];
  const changed = values.filter(([, , isChanged]) => isChanged);
  const files = ownFiles(path, source, edition);
  if (changed.length === 0 && files.length === 0) {
    return source;
  }
  for (const [key, value] of changed) {
    setKey(document, contents, key, value, ORDER);
  }
  for (const { own, file } of files) {
    const item = { pagina: own.page.replace(/^content\//, ""), doe: own.where, bestand: file, basis: own.base };
    if (contents.has("teksten")) {
      contents.get("teksten").items.push(document.createNode(item));
    } else {
      setKey(document, contents, "teksten", [item], ORDER);
    }
  }
  return text();
}

/**
 * @param {string} path
 * @param {string} source
 * @param {EditionText} edition
 * @returns {FileChange[]}
 */
export function editionFiles(path, source, edition) {
  const texts = ownFiles(path, source, edition);
  const { logo } = edition;
  const picture = logo && {
    path: path.replace("edition.yaml", logoName(logo)),
    before: null,
    after: "",
    data: logo.data,
  };
  return [
    { path, before: source, after: writeEdition(source, edition, path) },
    ...texts.map(({ own, path: file }) => ({ path: file, before: null, after: `${prose(own.text)}\n` })),
    ...(picture ? [picture] : []),
  ];
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
// As much as `rich/drawing.js` makes of one, in base64.
const MAX_LOGO = 700_000;

/**
 * What was kept of an edition, over what is there now. Throws when it is none.
 * @param {EditionText} now
 * @param {EditionText} kept
 * @returns {EditionText}
 */
export function restoredEdition(now, { name, institutions, contact, texts, logo }) {
  const words = [
    name,
    contact,
    ...institutions,
    ...texts.flatMap(({ page, title, base, where, text }) => [page, title, base, where, text]),
  ];
  const isLogo = !logo || (/^(?:png|jpg)$/.test(logo.kind) && logo.data.length <= MAX_LOGO && BASE64.test(logo.data));
  if (!isLogo || words.some((each) => typeof each !== "string")) {
    throw new Error("no edition");
  }
  return { ...now, name, institutions, contact, texts, logo: now.hasLogo ? null : logo };
}

/**
 * What has to be mended first, by the place where it stands.
 * @param {EditionText} edition
 * @returns {[place: string, words: string][]}
 */
export function editionFaults({ name, institutions, contact, texts }) {
  /** @type {[string, string, boolean][]} */
  const wrong = [
    ["naam", "Schrijf hoe je regio heet.", !/[a-z]/i.test(name)],
    ["naam", "Schrijf de naam zonder < en >, in hoogstens 120 tekens.", /[<>]/.test(name) || name.length > 120],
    ["instellingen", "Schrijf één naam per regel, zonder < en >.", institutions.some((one) => /[<>]/.test(one))],
    ["contact", "Schrijf een mailadres of een adres met https://, of laat het leeg.", !CONTACT.test(oneLine(contact))],
    ...texts.map(
      (own, index) =>
        /** @type {[string, string, boolean]} */ ([
          `tekst-${index}`,
          "Schrijf gewone tekst, zonder < en >.",
          /[<>]/.test(own.text),
        ]),
    ),
  ];
  return wrong.filter(([, , isWrong]) => isWrong).map(([place, words]) => [place, words]);
}
