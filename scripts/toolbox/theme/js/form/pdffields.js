// What stands in a PDF that anyone may have written or changed: its fields, its pages, its texts. No object is trusted to
// be of the kind that it should be.

import PDFArray from "@cantoo/pdf-lib/core/objects/PDFArray.js";
import PDFDict from "@cantoo/pdf-lib/core/objects/PDFDict.js";
import PDFHexString from "@cantoo/pdf-lib/core/objects/PDFHexString.js";
import PDFName from "@cantoo/pdf-lib/core/objects/PDFName.js";
import PDFNumber from "@cantoo/pdf-lib/core/objects/PDFNumber.js";
import PDFRawStream from "@cantoo/pdf-lib/core/objects/PDFRawStream.js";
import PDFString from "@cantoo/pdf-lib/core/objects/PDFString.js";

import { unpacked } from "./pdfparse.js";
import { REFUSED, refuse } from "./refusal.js";

/** @import PDFContext from "@cantoo/pdf-lib/core/PDFContext.js" */

const MAX_FIELDS = 5_000;
const MAX_DEPTH = 8;
const MAX_PAGES = 500;
const MAX_NOTES = 2_000; // on one page
const UTF8_MARK = [0xef, 0xbb, 0xbf];
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is a control character
const LANGUAGE = /\u001b[A-Za-z]{2}(?:[A-Za-z]{2})?\u001b/g;
// PDFtk puts the fields of a second file below one that is called '1'; MuPDF and qpdf count behind the name.
const ADDED = /(?: \[\d+\]|\+\d+)$/;
export const MAX_TEXT = 100_000; // characters in one field

/**
 * @param {PDFDict} dictionary
 * @param {string} key
 */
export const valueAt = (dictionary, key) => dictionary.lookup(PDFName.of(key));

/**
 * The dictionary under `key`, if it is one.
 * @param {PDFDict} dictionary
 * @param {string} key
 */
export function dictionaryAt(dictionary, key) {
  const found = valueAt(dictionary, key);
  return found instanceof PDFDict ? found : null;
}

/**
 * The dictionaries in the list under `key`, `limit` at most.
 * @param {PDFDict} dictionary
 * @param {string} key
 * @param {number} limit
 */
export function dictionariesAt(dictionary, key, limit) {
  const list = valueAt(dictionary, key);
  /** @type {PDFDict[]} */
  const found = [];
  for (let index = 0; list instanceof PDFArray && index < Math.min(list.size(), limit); index += 1) {
    const item = list.lookup(index);
    if (item instanceof PDFDict) {
      found.push(item);
    }
  }
  return found;
}

/**
 * The letters of a text, in whichever of its encodings it stands (ISO 32000-2 clause 7.9.2.2). An escape that says in
 * what language it goes on is no part of it.
 * @param {PDFString | PDFHexString} string
 */
function lettersOf(string) {
  const bytes = string.asBytes();
  const isUtf8 = UTF8_MARK.every((byte, index) => bytes[index] === byte);
  return (isUtf8 ? new TextDecoder().decode(bytes) : string.decodeText()).replace(LANGUAGE, "");
}

/**
 * A stream holds the same letters as a string (clause 7.9.3), or UTF-8 without a word about it.
 * @param {PDFRawStream} stream
 */
function lettersIn(stream) {
  const bytes = unpacked(stream, 4 * MAX_TEXT);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(LANGUAGE, "");
  } catch {
    return lettersOf(PDFHexString.of(Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")));
  }
}

/**
 * A text, as it reads; '' for what is no text. Of a list all its texts, with commas in between.
 * @param {unknown} object
 * @returns {string}
 */
export function textOf(object) {
  if (object instanceof PDFString || object instanceof PDFHexString) {
    return lettersOf(object);
  }
  if (object instanceof PDFName) {
    return object.decodeText();
  }
  if (object instanceof PDFNumber) {
    return String(object.asNumber());
  }
  if (object instanceof PDFArray) {
    return object
      .asArray()
      .map((_, index) => textOf(object.lookup(index)))
      .join(",");
  }
  if (!(object instanceof PDFRawStream)) {
    return "";
  }
  // In a file that was cut off, the number of a text can have become that of a drawing.
  return object.dict.has(PDFName.of("Subtype")) ? refuse(REFUSED.damaged) : lettersIn(object);
}

/**
 * What a field says of itself, else what the fields above it say of all below them (ISO 32000-1 table 220).
 * @param {PDFDict[]} above from the top, the field itself as well
 * @param {string} key
 */
export function inherited(above, key) {
  const found = above.map((field) => valueAt(field, key)).filter((value) => value !== undefined);
  return found[found.length - 1];
}

/**
 * @param {PDFDict} dictionary
 * @param {string} key
 */
export const textAt = (dictionary, key) => textOf(valueAt(dictionary, key));

/** @param {PDFContext} context */
function rootOf(context) {
  const root = context.lookup(context.trailerInfo.Root);
  return root instanceof PDFDict ? root : refuse(REFUSED.damaged);
}

/**
 * The pages in their order.
 * @param {PDFContext} context
 */
export function pagesOf(context) {
  /** @type {PDFDict[]} */
  const pages = [];
  const seen = new Set();
  const top = dictionaryAt(rootOf(context), "Pages");
  const waiting = top ? [top] : [];
  for (let node = waiting.pop(); node && pages.length < MAX_PAGES; node = waiting.pop()) {
    if (seen.has(node) || seen.size > 4 * MAX_PAGES) {
      continue;
    }
    seen.add(node);
    if (node.has(PDFName.of("Kids"))) {
      waiting.push(...dictionariesAt(node, "Kids", 4 * MAX_PAGES).reverse());
    } else {
      pages.push(node);
    }
  }
  return pages;
}

/**
 * What stands on a page beside its own content: fields, comments, drawings.
 * @param {PDFDict} page
 */
export const notesOf = (page) => dictionariesAt(page, "Annots", MAX_NOTES);

/**
 * The fields that have none above them: of the form, and those to which only a page still leads.
 * @param {PDFContext} context
 * @param {PDFDict[]} pages
 */
function topFields(context, pages) {
  const form = dictionaryAt(rootOf(context), "AcroForm");
  const tops = new Set(form ? dictionariesAt(form, "Fields", MAX_FIELDS) : []);
  for (const note of pages.flatMap(notesOf)) {
    let top = note;
    for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
      top = dictionaryAt(top, "Parent") ?? top;
    }
    if (
      valueAt(note, "Subtype") === PDFName.of("Widget") &&
      (top.has(PDFName.of("T")) || top.has(PDFName.of("Kids")))
    ) {
      tops.add(top);
    }
  }
  return [...tops];
}

/**
 * Its own name, without what programs add when they put files together; '' for a level that they added.
 * @param {PDFDict} field
 */
function nameOf(field) {
  const name = textAt(field, "T").replace(ADDED, "");
  return /^\d+$/.test(name) && !field.has(PDFName.of("Parent")) ? "" : name;
}

/**
 * Of every field that has a value of its own: its names from the top, itself, and what stands on the fields above it.
 * @param {PDFContext} context
 * @param {PDFDict[]} pages
 */
export function fieldsOf(context, pages) {
  /** @type {{ path: string[], field: PDFDict, above: PDFDict[] }[]} */
  const found = [];
  let count = 0;
  /** @type {{ field: PDFDict, names: string[], above: PDFDict[] }[]} */
  const waiting = topFields(context, pages)
    .reverse()
    .map((field) => ({ field, names: [], above: [] }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { field, names, above } = next;
    count += 1;
    if (count > MAX_FIELDS || above.length > MAX_DEPTH) {
      refuse(REFUSED.tooMuch);
    }
    // A name with periods in it comes from a program that flattened the tree.
    const path = [...names, ...nameOf(field).split(".").filter(Boolean)];
    // A level in between may be without a name; what has neither a name nor kids is the place on the page.
    const named = dictionariesAt(field, "Kids", MAX_FIELDS).filter(
      (kid) => kid.has(PDFName.of("T")) || kid.has(PDFName.of("Kids")),
    );
    if (named.length > 0) {
      waiting.push(...named.reverse().map((kid) => ({ field: kid, names: path, above: [...above, field] })));
    } else {
      found.push({ path, field, above: [...above, field] });
    }
  }
  return found;
}

/** @param {PDFContext} context */
function metadataOf(context) {
  const metadata = valueAt(rootOf(context), "Metadata");
  return metadata instanceof PDFRawStream ? new TextDecoder().decode(unpacked(metadata, 4 * MAX_TEXT)) : "";
}

/**
 * Where a program may have left the mark of a format.
 * @param {PDFContext} context
 * @param {PDFDict[]} pages
 */
export function markedTexts(context, pages) {
  const info = context.lookup(context.trailerInfo.Info);
  const pieces = pages.map((page) =>
    ["PieceInfo", "ToolboxFormat", "Private"].reduce(
      (/** @type {PDFDict | null} */ at, key) => at && dictionaryAt(at, key),
      page,
    ),
  );
  // A page speaks for itself; what is said of a file can be of another that was put in it.
  return [
    ...pieces.map((piece) => (piece ? textAt(piece, "Mark") : "")),
    info instanceof PDFDict ? textAt(info, "Keywords") : "",
    metadataOf(context),
  ];
}
