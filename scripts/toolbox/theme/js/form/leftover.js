// Nothing vanishes: the lines of a Word file that are in no answer, but for those that the blank form has itself. As
// `reading/leftover.py` does it: each own line goes as often as the form has it and no more.

import { told } from "./told.js";

/** @import { Beside, Found, Loose, WordLines } from "./types.js" */

const MAX_TITLE = 60;
// The line at the foot of a page: it differs with each edition.
const EDITION =
  "\\.(?: Versie \\d[\\w.+-]*)?(?:,? ?\\d{1,2} [a-z]+ \\d{4})?(?:,? ?[0-9a-f]{7,40})?(?: ?Nieuwste versie: [\\w./-]+)?";

// The sign of a list, which some programs make a letter of its line.
const BULLET = /^[•·▪◦‣–-] /;

/**
 * Equal for lines that look the same.
 * @param {string} text
 */
const lineKey = (text) => text.normalize("NFC").trim().split(/\s+/).join(" ");

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Where a label can begin in 'row: question: label', the longest first.
 * @param {string} title
 */
const ends = (title) => [title, ...[...title.matchAll(/: /g)].map((match) => title.slice(match.index + 2))];

/**
 * Whether a line is what stands beside its tick boxes, whose titles end in it: a copied row has it too.
 * @param {string} key
 * @param {string[]} titles
 */
function isLabel(key, titles) {
  let rest = key;
  for (const title of titles) {
    const label = ends(lineKey(title)).find((end) => rest.startsWith(end));
    if (label === undefined) {
      return false;
    }
    rest = rest.slice(label.length).trimStart();
  }
  return titles.length > 0 && !rest;
}

/** @param {string} text */
function short(text) {
  const line = lineKey(text);
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE - 1)}…`;
}

/**
 * What people call the place where a line stands, and the line.
 * @param {Beside} line
 * @returns {Loose}
 */
export const listed = ({ text, near }) => ({
  name: near ? told("bij_plek", { plek: short(near) }) : told("buiten_vragen"),
  value: text,
});

/**
 * The lines that somebody wrote; `blank` is what the blank form of the version now has itself. Of another version its own
 * titles tell as well, and what is left may still be the form's.
 * @param {Found} found
 * @param {WordLines} blank
 * @param {boolean} isSame the version
 */
export function leftOver(found, blank, isSame) {
  const { answers, beside, labels } = found;
  // Without places to fill in, as other programs write the file, given text stands beside nothing.
  const hasPlaces = Object.keys(answers.values).length + Object.keys(answers.rows).length > 0;
  const edition = new RegExp(`^${escaped(lineKey(blank.toolbox))}${EDITION}$`);
  const known = new Set((isSame ? [] : labels).map(lineKey));
  /** @type {Map<string, number>} */
  const free = new Map();
  for (const key of [...blank.beside, ...(hasPlaces ? [] : blank.within)].map(lineKey)) {
    free.set(key, (free.get(key) ?? 0) + 1);
  }
  return beside.filter(({ text, labels: titles }) => {
    const key = lineKey(text);
    if (!key || known.has(key) || edition.test(key) || isLabel(key, titles)) {
      return false;
    }
    const own = free.get(key) ? key : key.replace(BULLET, "");
    const count = free.get(own) ?? 0;
    free.set(own, Math.max(0, count - 1));
    return count === 0;
  });
}
