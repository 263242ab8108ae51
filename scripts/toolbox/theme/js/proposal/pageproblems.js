// What the toolbox would refuse in a changed page, each thing at the piece of the text in which it stands.

import { pieceLines, writePage } from "./pagetext.js";
import { pageFound } from "./rules/page.js";
import { NOTES } from "./rules/people.js";
import { lengthOf, sentence } from "./rules/words.js";
import { rowWords } from "./steptable.js";
import { capital, pageChanges, placeOf } from "./textchanges.js";
import { oneLine } from "./tidy.js";

/** @import { Found, PageText, Problem, Rules, Source } from "./types.js" */

// What is said of the text as a whole.
const OF_ALL = ["page-empty", "text-too-long"];

/**
 * A title or a summary.
 * @param {string} text
 * @param {string} key
 * @param {number} limit
 * @param {Rules} rules
 * @returns {Found[]}
 */
function lineFound(text, key, limit, rules) {
  const values = { where: "", key, value: [...text].slice(0, 57).join(""), limit: `${limit}` };
  /** @type {[string, boolean, string][]} */
  const wrong = [
    ["value-empty", !text.trim(), rules.emptyHint],
    ["value-too-long", lengthOf(text) > limit, ""],
    ["value-pattern", /[<>]/.test(text), rules.lineHint],
  ];
  return wrong
    .filter(([, isWrong]) => isWrong)
    .map(([code, , hint]) => ({ code, line: 0, values: { ...values, hint } }));
}

/**
 * The first words of a line, without signs: a line has no number where a text is edited as it looks.
 * @param {string} line
 */
function quoted(line) {
  const words = oneLine(line.replace(/\]\([^)]*\)|[#>*_`|[\]]|^\s*(?:[-+]|\d+\.)\s/g, " "));
  const letters = [...words];
  return letters.length > 40 ? `${letters.slice(0, 39).join("").trim()}…` : words;
}

/**
 * @param {Found} found
 * @param {PageText} page
 * @param {string} after
 * @param {string} first
 * @param {Rules} rules
 * @returns {Problem}
 */
function placed(found, page, after, first, rules) {
  const words = sentence(found, rules);
  const isNote = NOTES.includes(found.code);
  if (found.line === 0 || OF_ALL.includes(found.code)) {
    return { key: first, isNote, text: found.page ? `${found.page}: ${words}` : capital(words) };
  }
  const ranges = pieceLines(page, after);
  const index = ranges.findIndex(({ start, end }) => start <= found.line && found.line < end);
  if (index < 0) {
    const { character, number, name } = found.values;
    const isIn = (/** @type {string} */ text) => text.includes(character ?? number ?? name);
    const isInTable = page.table?.rows.some((row) => isIn(rowWords(row)));
    const key = isIn(page.title) ? "titel" : isInTable ? "tabel" : "samenvatting";
    return { key, isNote, text: capital(words) };
  }
  const { start, end } = ranges[index];
  const said = quoted(after.split("\n")[found.line - 1] ?? "");
  const line = end - start > 1 && said ? `bij ‘${said}’: ` : "";
  const place = capital(placeOf(page.pieces[index]));
  return {
    key: `stuk-${index}`,
    isNote,
    text: `${place}${line && ", "}${line || ": "}${words}`,
    here: capital(line + words),
  };
}

/**
 * @param {PageText} page
 * @param {Rules} rules
 * @returns {Problem[]}
 */
function tableProblems(page, rules) {
  return (page.table?.rows ?? []).flatMap(({ what, goals }, index) => {
    const texts = [what, ...goals];
    const found = texts.flatMap((text) => lineFound(text, "rij", rules.limits.title, rules));
    return found.map((each) => ({ key: "tabel", text: `De tabel, rij ${index + 1}: ${sentence(each, rules)}` }));
  });
}

/**
 * What has to be mended first. The toolbox itself holds nothing that it would refuse, so all of it came in now.
 * @param {PageText} page
 * @param {PageText} before
 * @param {Source} source
 * @param {Rules} rules
 * @returns {Problem[]}
 */
export function pageProblems(page, before, source, rules) {
  const changes = pageChanges(page, before);
  if (changes.length === 0) {
    return [];
  }
  const after = writePage(page, source.text).replaceAll("\r\n", "\n");
  const first = changes.find(({ key }) => key.startsWith("stuk"))?.key ?? "stuk-0";
  const found = pageFound(source.path, source.text.replaceAll("\r\n", "\n"), after, rules);
  /** @type {["title" | "summary", string][]} */
  const lines = [
    ["title", "titel"],
    ["summary", "samenvatting"],
  ];
  return [
    ...tableProblems(page, rules),
    ...lines.flatMap(([name, key]) =>
      lineFound(page[name], key, rules.limits[name], rules).map((each) => ({ key, text: sentence(each, rules) })),
    ),
    ...found.sort((one, other) => one.line - other.line).map((each) => placed(each, page, after, first, rules)),
  ];
}
