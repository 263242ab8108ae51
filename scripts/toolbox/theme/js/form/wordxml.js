// Elements of WordprocessingML and their text. By local name: a file saved as 'Strict Open XML' has other namespaces.

import { sign } from "./wordsigns.js";

// What is not (or no longer) part of the text: properties, deleted and moved text, fields' codes, the second version of
// the same drawing.
export const NO_TEXT = new Set([
  ...[
    "sdtPr",
    "pPr",
    "rPr",
    "tblPr",
    "trPr",
    "tcPr",
    "del",
    "moveFrom",
    "delText",
    "instrText",
    "Fallback",
    "sdtEndPr",
  ],
]);
/** @type {Record<string, string>} */
export const TEXTS = { br: "\n", cr: "\n", tab: "\t", noBreakHyphen: "-" };

/**
 * By local name: '' when it is not there.
 * @param {Element | null | undefined} element
 * @param {string} name
 */
export function attribute(element, name) {
  return [...(element?.attributes ?? [])].find((one) => one.localName === name)?.value ?? "";
}

/**
 * @param {Element | null | undefined} element
 * @param {string} name
 */
export function child(element, name) {
  return [...(element?.children ?? [])].find((one) => one.localName === name) ?? null;
}

/**
 * Every element of one of these kinds below `element`, in the document's order.
 * @param {Element} element
 * @param {string[]} names
 */
export function below(element, ...names) {
  const found = element.getElementsByTagNameNS("*", names.length === 1 ? names[0] : "*");
  return names.length === 1 ? [...found] : [...found].filter((one) => names.includes(one.localName));
}

/**
 * The nearest element of this kind above `element`.
 * @param {Element} element
 * @param {string} name
 */
export function above(element, name) {
  let at = element.parentElement;
  while (at && at.localName !== name) {
    at = at.parentElement;
  }
  return at;
}

/**
 * What the style of a paragraph is called; '' for none.
 * @param {Element} line
 */
export function styleOf(line) {
  const first = line.firstElementChild;
  return first?.localName === "pPr" ? attribute(child(first, "pStyle"), "val") : "";
}

/**
 * @param {Element} element
 * @param {Element | null} without
 * @returns {string}
 */
function pieces(element, without) {
  const kind = element.localName;
  if (NO_TEXT.has(kind) || element === without) {
    return "";
  }
  if (kind === "t") {
    return element.textContent ?? "";
  }
  if (kind === "sym") {
    return sign(attribute(element, "font"), attribute(element, "char"));
  }
  if (kind in TEXTS) {
    return TEXTS[kind];
  }
  const inside = [...element.children].map((one) => pieces(one, without)).join("");
  return kind === "p" ? `${inside}\n` : inside;
}

/**
 * What a person reads in it, but for the element `without`: '\n' between paragraphs and at line breaks.
 * @param {Element} element
 * @param {Element | null} without
 */
export function readable(element, without = null) {
  const text = pieces(element, without);
  // The last paragraph's end divides nothing.
  const hasParagraph = element.localName === "p" || below(element, "p").length > 0;
  return hasParagraph ? text.slice(0, -1) : text;
}
