// What a proposal changes in a page, and what the toolbox would refuse in it.

import { visible } from "./tidy.js";

/** @import { PageText, Piece, PlacedChange, Problem } from "./types.js" */

const LIMITS = { title: 300, summary: 260, text: 40_000 };
// An image on a line of its own: its description and its file.
const IMAGE = /^ {0,3}!\[[^[\]\\`]+\]\(([^\s()<>]+)\)[ \t]*$/gm;
const CODE = /(`+)[^`]+\1/g;
/** @type {[RegExp, string][]} */
const RULES = [
  [/<(?:\/?[a-z][^\s>]*|!--|!|\?)/i, "er staat HTML in (iets tussen < en >). Haal dat weg"],
  [/!\[(?!\^)/, "een afbeelding toevoegen kan hier niet, want er kan geen bestand mee. Beschrijf het in woorden"],
  [/^[\s>*+:-]*(?:#(?!#)|#{5})/m, "een kop begint met twee, drie of vier hekjes: ##, ### of ####"],
  [/\{:?\s*[#.:][^}\n]*\}/, "accolades zoals {.x} mogen niet. Haal ze weg"],
];
const LINK = /\]\(\s*<?([^)\s>]*)/g;
const GOOD_LINK = /^(?:https:\/\/|mailto:|tel:|#[\w-]+$|(?:\.\.?\/)*[a-z0-9][\w./-]*\.md(?:#[\w-]+)?$)/;
// Links between < and >, as Markdown has them, are no HTML.
const AUTOLINK = /<(?:https:\/\/[^\s<>]+|(?:mailto:)?[\w.+-]+@[\w.-]+)>/g;
const PICTOGRAPH = /\p{Extended_Pictographic}/u;

/** @param {Piece} piece */
export const placeOf = (piece) => (piece.heading ? `de tekst onder ‘${piece.heading}’` : "het begin van de tekst");
/** @param {string} text */
export const capital = (text) => text[0].toUpperCase() + text.slice(1);

/**
 * [{place, before, after, key}] of everything that differs, in the page's order.
 * @param {PageText} page
 * @param {PageText} before
 * @returns {PlacedChange[]}
 */
export function pageChanges(page, before) {
  const changes = [
    { place: "de titel", before: before.title, after: page.title, key: "titel" },
    { place: "de samenvatting", before: before.summary, after: page.summary, key: "samenvatting" },
  ];
  page.pieces.forEach((piece, index) => {
    changes.push({ place: placeOf(piece), before: piece.before, after: piece.text, key: `stuk-${index}` });
  });
  return changes.filter((change) => change.before !== change.after);
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} key
 * @param {number} most
 * @returns {Problem[]}
 */
function lineProblems(text, name, key, most) {
  if (!text.trim()) {
    return [{ key, text: `${name} is leeg. Vul iets in.` }];
  }
  if (text.length > most) {
    return [{ key, text: `${name} is te lang: ${text.length} tekens. Hoogstens ${most} mag.` }];
  }
  return /[<>]/.test(text) ? [{ key, text: `In ${name.toLowerCase()} mogen geen < en >. Haal ze weg.` }] : [];
}

/**
 * What Markdown may not hold, wherever it stands.
 * @param {string} text
 * @param {string} place
 * @param {string} key
 * @returns {Problem[]}
 */
export function proseProblems(text, place, key) {
  const plain = text.replace(CODE, "").replace(AUTOLINK, "");
  const found = RULES.filter(([pattern]) => pattern.test(plain)).map(([, words]) => words);
  for (const [, target] of plain.matchAll(LINK)) {
    if (!GOOD_LINK.test(target)) {
      found.push(`de link ‘${target.slice(0, 80)}’ mag niet. Begin met https://, mailto: of tel:`);
    }
  }
  return found.map((words) => ({ key, text: `${capital(place)}: ${words}.` }));
}

/**
 * The text without the images that the page has already: those may stay, and what they show may be told better.
 * @param {string} text
 * @param {string} known
 */
const withoutKnownImages = (text, known) =>
  text.replace(IMAGE, (line, file) => (known.includes(`](${file})`) ? "" : line));

/**
 * What is not wrong but gets in the way: the paper's letters do not draw everything.
 * @param {string[]} texts
 */
export function pictures(texts) {
  const found = texts.map((text) => PICTOGRAPH.exec(text)?.[0]).find(Boolean);
  return found
    ? [`Let op: het teken ${found} staat niet in de letters van het papier. Schrijf het liever in woorden.`]
    : [];
}

/**
 * [{key, text}]: what has to be mended first. Only what was changed is looked at.
 * @param {PageText} page
 * @param {PageText} before
 * @returns {Problem[]}
 */
export function pageProblems(page, before) {
  const found = [];
  const changes = pageChanges(page, before);
  const known = page.pieces.map((piece) => piece.before).join("\n");
  for (const change of changes) {
    if (change.key === "titel") {
      found.push(...lineProblems(change.after, "De titel", change.key, LIMITS.title));
    } else if (change.key === "samenvatting") {
      found.push(...lineProblems(change.after, "De samenvatting", change.key, LIMITS.summary));
    } else {
      found.push(...proseProblems(withoutKnownImages(change.after, known), change.place, change.key));
    }
  }
  const all = page.pieces.map((piece) => piece.text).join("\n");
  if (!visible(all).trim()) {
    found.push({ key: "stuk-0", text: "Er blijft geen tekst over. Schrijf minstens één zin." });
  }
  if (all.length > LIMITS.text) {
    const key = changes.at(-1)?.key ?? "stuk-0";
    found.push({ key, text: `De tekst is te lang: hoogstens ${LIMITS.text} tekens mag.` });
  }
  return found;
}
