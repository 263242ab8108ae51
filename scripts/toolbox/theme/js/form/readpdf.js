// A filled-in PDF, of our own making or saved by any program → what stands in its fields: as `reading/pdf.py` does it.

import PDFArray from "@cantoo/pdf-lib/core/objects/PDFArray.js";
import PDFBool from "@cantoo/pdf-lib/core/objects/PDFBool.js";
import PDFDict from "@cantoo/pdf-lib/core/objects/PDFDict.js";
import PDFName from "@cantoo/pdf-lib/core/objects/PDFName.js";

import { TICKED } from "./fitting.js";
import { found, markedFormat, put, putTick } from "./found.js";
import {
  MAX_TEXT,
  dictionariesAt,
  fieldsOf,
  inherited,
  markedTexts,
  notesOf,
  pagesOf,
  textAt,
  textOf,
  valueAt,
} from "./pdffields.js";
import { parsePdf } from "./pdfparse.js";
import { REFUSED, Refusal, refuse } from "./refusal.js";
import { told } from "./told.js";

/** @import { Beside, Found, Texts } from "./types.js" */

// The given text of a row; older files have it as the name for other programs.
const ROW_KEYS = ["TM", "ToolboxRow"];
// What is no text of a person's: places to fill in, links, and the window of a comment.
const SILENT = ["Widget", "Link", "Popup"];
const DRAWN = told("tekening");

/** @param {string} text */
function givenTexts(text) {
  try {
    const given = JSON.parse(text.slice(0, MAX_TEXT));
    return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
  } catch {
    return {};
  }
}

/**
 * @param {PDFDict[]} above
 * @returns {Texts}
 */
function rowTexts(above) {
  const keys = above.flatMap((field) => ROW_KEYS.map((key) => textAt(field, key))).filter(Boolean);
  return keys.length > 0 ? givenTexts(keys[keys.length - 1]) : {};
}

/**
 * A button's state: its value, or what some viewers turn: the button itself. '' when it is off.
 * @param {PDFDict} field
 * @param {unknown} value
 */
function buttonState(field, value) {
  const kids = dictionariesAt(field, "Kids", 100);
  const turned = [...kids, ...(kids.length > 0 ? [] : [field])].map((widget) => textAt(widget, "AS"));
  const state = value instanceof PDFName ? textOf(value) : (turned.find((name) => name && name !== "Off") ?? "Off");
  if (state === "Off") {
    return "";
  }
  return valueAt(field, "Kids") instanceof PDFArray ? state : TICKED;
}

/**
 * @param {PDFDict} field
 * @param {PDFDict[]} above from the top, the field itself as well
 */
function fieldText(field, above) {
  const value = inherited(above, "V");
  if (inherited(above, "FT") === PDFName.of("Btn")) {
    return buttonState(field, value);
  }
  if (value instanceof PDFDict || value instanceof PDFBool) {
    refuse(REFUSED.damaged);
  }
  const text = textOf(value);
  if (text.length > MAX_TEXT) {
    // Half an answer would look like a whole one.
    refuse(REFUSED.tooMuch);
  }
  return text.replace(/\r\n?/g, "\n");
}

/**
 * The rows as they are numbered: a program may have the fields of a form in any order.
 * @param {Map<string, Texts>} byNumber
 */
function inOrder(byNumber) {
  const place = (/** @type {string} */ number) => (/^\d+$/.test(number) ? Number(number) : Infinity);
  const numbers = [...byNumber.keys()];
  numbers.sort((one, other) => (place(one) === place(other) ? 0 : place(one) - place(other)));
  return numbers.map((number) => /** @type {Texts} */ (byNumber.get(number)));
}

/**
 * Keep `text` under a question's name; a path of two is one choice of a list.
 * @param {Texts} target
 * @param {string[]} path
 * @param {string} text
 */
function putPath(target, path, text) {
  if (path.length === 2) {
    putTick(target, path[0], path[1], text === path[1] ? TICKED : text);
  } else {
    put(target, path.join("."), text);
  }
}

/**
 * Of several forms that were put together each question is there again: nobody may get the answers of somebody else.
 * @param {{ path: string[], text: string }[]} texts
 */
function refuseSeveral(texts) {
  /** @type {Map<string, string>} */
  const known = new Map();
  for (const { path, text } of texts) {
    const name = path.join(".");
    if ((known.get(name) ?? text) !== text) {
      refuse(REFUSED.several);
    }
    known.set(name, text);
  }
}

/**
 * Comments, and what is drawn or stamped on a page, of which nothing can be read.
 * @param {PDFDict[]} pages
 */
function comments(pages) {
  /** @type {Beside[]} */
  const beside = [];
  pages.forEach((page, index) => {
    for (const note of notesOf(page)) {
      if (!SILENT.includes(textAt(note, "Subtype"))) {
        const text = textAt(note, "Contents").replace(/\r\n?/g, "\n").trim();
        beside.push({ text: text || DRAWN, near: told("opmerking_op", { nummer: index + 1 }), labels: [] });
      }
    }
  });
  return beside;
}

/**
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 * @returns {Promise<Found>}
 */
async function read(bytes, toolbox) {
  const context = await parsePdf(bytes);
  const pages = pagesOf(context);
  const fields = fieldsOf(context, pages);
  if (fields.length === 0) {
    refuse(REFUSED.noFields);
  }
  /** @type {Texts} */
  const values = {};
  /** @type {Map<string, Map<string, Texts>>} */
  const tables = new Map();
  const texts = fields.map(({ path, field, above }) => ({ path, above, text: fieldText(field, above) }));
  refuseSeveral(texts);
  for (const { path, above, text } of texts) {
    if (path.length < 3) {
      putPath(values, path, text);
      continue;
    }
    const [table, number, ...rest] = path;
    const rows = tables.get(table) ?? new Map();
    const row = rows.get(number) ?? rowTexts(above);
    putPath(row, rest, text);
    tables.set(table, rows.set(number, row));
  }
  const rows = Object.fromEntries([...tables].map(([table, byNumber]) => [table, inOrder(byNumber)]));
  return found(markedFormat(markedTexts(context, pages), toolbox), { values, rows }, comments(pages));
}

/**
 * The answers in a fillable PDF of any format of `toolbox` (its mark). Rejects with a Refusal.
 * @param {Uint8Array} bytes
 * @param {string} toolbox
 */
export async function readPdf(bytes, toolbox) {
  try {
    return await read(bytes, toolbox);
  } catch (error) {
    // The library throws errors of many kinds for an object of another kind than the specification says.
    throw error instanceof Refusal ? error : new Refusal(REFUSED.damaged);
  }
}
