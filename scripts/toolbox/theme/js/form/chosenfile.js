// A file that someone chose → what was filled in in it. What it is, its first bytes tell.

import { definition } from "./fields.js";
import { loadPdfMaker, loadWordLines, loadWordReader } from "./downloads.js";
import { leftOver, listed } from "./leftover.js";
import { MAX_SIZE as MAX_PAGE, openPage, requireSharedFormat } from "./open.js";
import { isLike } from "./recognise.js";
import { REFUSED, refuse } from "./refusal.js";

/** @import { Chosen, Found } from "./types.js" */

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
 * @returns {Promise<Chosen>}
 */
async function readSaved(file, toolbox) {
  const opened = openPage(withoutStyle(await file.slice(0, MAX_PAGE + 1).text()), toolbox);
  return { ...opened, loose: [], note: "" };
}

/**
 * The file's format, or what its fields look like.
 * @param {Found} found
 * @param {HTMLElement} form
 */
function named(found, form) {
  const asked = definition(form);
  if (found.name) {
    return found;
  }
  return isLike(found.answers, asked) ? { ...found, name: asked.name } : refuse(REFUSED.notOurs);
}

/**
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 * @param {HTMLElement} form
 * @returns {Promise<Chosen>}
 */
async function readAsPdf(bytes, toolbox, form) {
  const reader = await loadPdfMaker(form.dataset.pdfScript ?? "");
  const found = named(await reader.readPdf(bytes, toolbox), form);
  return {
    ...found,
    loose: found.beside.map(listed),
    note: " Uit een pdf komen de invulvelden en de opmerkingen mee. Is er buiten de velden iets bijgeschreven? Kijk dan in de pdf zelf.",
  };
}

/**
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 * @param {HTMLElement} form
 * @returns {Promise<Chosen>}
 */
async function readAsWord(bytes, toolbox, form) {
  const reader = await loadWordReader(form.dataset.wordScript ?? "");
  const found = named(reader.readWord(bytes, toolbox), form);
  requireSharedFormat(found, definition(form));
  if (found.name !== definition(form).name) {
    return { ...found, loose: [], note: "" };
  }
  const blank = await loadWordLines(form.dataset.wordLines ?? "");
  const isSame = found.version === definition(form).version;
  return { ...found, loose: leftOver(found, blank, isSame).map(listed), note: "" };
}

/**
 * The answers in a file of the format of `form`, or of one that asks some of the same. Rejects with a Dutch sentence.
 * @param {File} file
 * @param {HTMLElement} form
 */
export async function readChosen(file, form) {
  if (file.size === 0 || file.size > MAX_SIZE) {
    refuse(file.size ? REFUSED.tooBig : REFUSED.empty);
  }
  const [toolbox] = definition(form).mark.split(" ");
  const head = new TextDecoder("latin1").decode(await file.slice(0, HEAD).arrayBuffer());
  const bytes = async () => new Uint8Array(await file.arrayBuffer());
  if (head.startsWith(COMPOUND_FILE)) {
    refuse(REFUSED.locked);
  }
  /** @type {Chosen} */
  let chosen;
  if (head.includes("%PDF-")) {
    chosen = await readAsPdf(await bytes(), toolbox, form);
  } else if (head.startsWith(ZIP)) {
    chosen = await readAsWord(await bytes(), toolbox, form);
  } else {
    chosen = await readSaved(file, toolbox);
  }
  requireSharedFormat(chosen, definition(form));
  return chosen;
}
