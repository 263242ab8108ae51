// The dictionaries of a PDF, of which the file that we made holds the kinds: what stands in them by key.

import PDFDict from "@cantoo/pdf-lib/core/objects/PDFDict.js";
import PDFName from "@cantoo/pdf-lib/core/objects/PDFName.js";

/** @import PDFArray from "@cantoo/pdf-lib/core/objects/PDFArray.js" */
/** @import PDFNumber from "@cantoo/pdf-lib/core/objects/PDFNumber.js" */
/** @import PDFString from "@cantoo/pdf-lib/core/objects/PDFString.js" */

/**
 * @param {PDFDict} dictionary
 * @param {string} key
 * @returns {string}
 */
export function text(dictionary, key) {
  return /** @type {PDFString | undefined} */ (dictionary.lookup(PDFName.of(key)))?.decodeText() ?? "";
}

/**
 * @param {PDFDict} dictionary
 * @param {string} key
 */
export function number(dictionary, key) {
  return /** @type {PDFNumber | undefined} */ (dictionary.lookup(PDFName.of(key)))?.asNumber();
}

/** @param {unknown} object one that is a dictionary in the file that we made */
export const dictionaryOf = (object) => /** @type {PDFDict} */ (object);

/**
 * @param {PDFDict} dictionary
 * @param {string} key
 * @returns {PDFDict[]}
 */
export function dictionaries(dictionary, key) {
  const list = /** @type {PDFArray | undefined} */ (dictionary.lookup(PDFName.of(key)));
  return list ? list.asArray().map((_, index) => list.lookup(index, PDFDict)) : [];
}

/**
 * Full name → field dictionary, of every field that holds a value itself.
 * @param {PDFDict[]} level
 * @param {string} above
 * @param {Map<string, PDFDict>} found
 */
export function collectFields(level, above, found) {
  for (const dictionary of level) {
    const name = above + text(dictionary, "T");
    const named = dictionaries(dictionary, "Kids").filter((kid) => kid.has(PDFName.of("T")));
    if (named.length > 0) {
      collectFields(named, `${name}.`, found);
    } else {
      found.set(name, dictionary);
    }
  }
  return found;
}
