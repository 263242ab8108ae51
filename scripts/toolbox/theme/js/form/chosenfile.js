// A file that someone chose → what was filled in in it. What it is, its first bytes tell.

import { loadPdfMaker, loadWordLines, loadWordReader } from "./downloads.js";
import { leftOver, listed } from "./leftover.js";
import { MAX_SIZE as MAX_PAGE, openSaved } from "./open.js";
import { isLike } from "./recognise.js";
import { REFUSED, refuse } from "./refusal.js";
import { told } from "./told.js";

/** @import { Chosen, Definition, Desk, Found, ReadRoute } from "./types.js" */

const MAX_SIZE = 20_000_000; // bytes
const HEAD = 1_024;
const ZIP = "PK\x03\x04";
// Office files that are locked with a password, and those of before 2007.
const COMPOUND_FILE = "\xd0\xcf\x11\xe0";

/**
 * A saved page without its looks: only read, never shown, and this page's policy would complain of them.
 * @param {string} text
 */
const withoutStyle = (text) => text.replace(/<style>[^<]*<\/style>/g, "");

/**
 * @param {File} file
 * @param {string} toolbox
 * @returns {Promise<ReadRoute>}
 */
async function readSaved(file, toolbox) {
  const { forms, stations } = openSaved(withoutStyle(await file.slice(0, MAX_PAGE + 1).text()), toolbox);
  return { forms: forms.map((form) => ({ ...form, loose: [], note: "" })), stations };
}

/**
 * The file's format, or what its fields look like.
 * @param {Found} found
 * @param {Definition[]} asked
 */
function named(found, asked) {
  if (found.name) {
    return found;
  }
  const [like] = asked.filter((definition) => isLike(found.answers, definition));
  return like ? { ...found, name: like.name } : refuse(REFUSED.notOurs);
}

/**
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 * @param {Desk} desk
 * @returns {Promise<Chosen>}
 */
async function readAsPdf(bytes, toolbox, desk) {
  const reader = await loadPdfMaker(desk.pdfScript);
  const found = named(await reader.readPdf(bytes, toolbox), desk.asked);
  return {
    ...found,
    loose: found.beside.map(listed),
    note: told("pdf_mee"),
  };
}

/**
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 * @param {Desk} desk
 * @returns {Promise<Chosen>}
 */
async function readAsWord(bytes, toolbox, desk) {
  const reader = await loadWordReader(desk.wordScript);
  const found = named(reader.readWord(bytes, toolbox), desk.asked);
  desk.require(found);
  const mine = desk.asked.find(({ name }) => name === found.name);
  if (!mine) {
    return { ...found, loose: [], note: "" };
  }
  const blank = await loadWordLines(desk.wordLines(mine.name));
  return { ...found, loose: leftOver(found, blank, found.version === mine.version).map(listed), note: "" };
}

/**
 * The one form of a file that is no page of ours.
 * @param {Chosen} form
 * @param {Desk} desk
 * @returns {ReadRoute}
 */
function alone(form, desk) {
  desk.require(form);
  return { forms: [form], stations: null };
}

/**
 * What was filled in in a file: of one form, or of all in a saved route. Rejects with a Dutch sentence.
 * @param {File} file
 * @param {Desk} desk
 * @returns {Promise<ReadRoute>}
 */
export async function readChosen(file, desk) {
  if (file.size === 0 || file.size > MAX_SIZE) {
    refuse(file.size ? REFUSED.tooBig : REFUSED.empty);
  }
  const [toolbox] = desk.asked[0].mark.split(" ");
  const head = new TextDecoder("latin1").decode(await file.slice(0, HEAD).arrayBuffer());
  const bytes = async () => new Uint8Array(await file.arrayBuffer());
  if (head.startsWith(COMPOUND_FILE)) {
    refuse(REFUSED.locked);
  }
  if (head.includes("%PDF-")) {
    return alone(await readAsPdf(await bytes(), toolbox, desk), desk);
  }
  if (head.startsWith(ZIP)) {
    return alone(await readAsWord(await bytes(), toolbox, desk), desk);
  }
  const saved = await readSaved(file, toolbox);
  return saved.stations ? saved : alone(saved.forms[0], desk);
}
