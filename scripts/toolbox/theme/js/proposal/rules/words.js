// What the rules share: their expressions and sentences, and characters that stand for others.

/** @import { Found, Rules } from "../types.js" */

const REFERENCE = /&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|([a-zA-Z][a-zA-Z0-9]{1,31});|(shy))/g;
// What may stand in a sentence that others wrote: nothing that nobody sees.
const UNSEEN = /(?! )[\p{C}\p{Z}]/gu;
/** @type {Map<string, RegExp>} */
const made = new Map();

/**
 * The check's own expression `name`; `whole` for one that has to fit the whole text, `all` to go through its places.
 * @param {Rules} rules
 * @param {string} name
 * @param {"first" | "start" | "whole" | "all"} [how]
 */
export function expression(rules, name, how = "first") {
  const key = `${name} ${how}`;
  const found = made.get(key);
  if (found) {
    found.lastIndex = 0;
    return found;
  }
  const [pattern, isMultiline] = rules.patterns[name];
  const forms = { first: pattern, all: pattern, start: `^(?:${pattern})`, whole: `^(?:${pattern})$` };
  const one = new RegExp(forms[how], `u${isMultiline ? "m" : ""}${how === "all" ? "g" : ""}`);
  made.set(key, one);
  return one;
}

/**
 * As Python counts: in characters.
 * @param {string} text
 */
export const lengthOf = (text) => [...text].length;

/** @param {number} point */
function character(point) {
  const isNone = point > 0x10ffff || (point >= 0xd800 && point < 0xe000) || point === 0;
  // A browser takes these for letters of Windows.
  const windows = point >= 0x80 && point < 0xa0 ? new TextDecoder("windows-1252").decode(new Uint8Array([point])) : "";
  return isNone ? "\ufffd" : windows || String.fromCodePoint(point);
}

/** @type {Map<string, string>} */
const named = new Map();

/**
 * What '&eacute;' stands for, by the browser's own table; as it is when nothing is called so.
 * @param {string} reference
 */
function namedCharacter(reference) {
  const found = named.get(reference);
  if (found !== undefined) {
    return found;
  }
  // Not the body itself: space before its first word is dropped.
  const made = new DOMParser().parseFromString(`<p>${reference}</p>`, "text/html").body.textContent ?? "";
  named.set(reference, made);
  return made;
}

/**
 * The text with '&eacute;' and the like as the character they stand for.
 * @param {string} text
 */
export function unescaped(text) {
  return text.replace(REFERENCE, (whole, decimal, hexadecimal, name, soft) => {
    if (name || soft) {
      return soft ? "\u00ad" : namedCharacter(whole);
    }
    return character(Number.parseInt(decimal ?? hexadecimal, decimal ? 10 : 16));
  });
}

/**
 * The code of a character, as the sentences have it.
 * @param {string} letter
 */
export function codeOf(letter) {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * The characters of a text that paper cannot draw, each once, by code.
 * @param {string} text
 * @param {Rules} rules
 * @returns {string[]}
 */
export function undrawable(text, rules) {
  /** @param {string} letter */
  const isDrawn = (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    return rules.drawable.some(([first, last]) => first <= point && point <= last);
  };
  return [...new Set(text)]
    .filter((letter) => !isDrawn(letter))
    .sort((one, other) => (one.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0));
}

/**
 * @param {string} value
 * @param {number} most
 */
function shown(value, most) {
  const letters = [...value];
  const cut = letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : value;
  const line = cut.split(/\s+/).filter(Boolean).join(" ").replace(UNSEEN, "\ufffd").replaceAll("##[", "## [");
  return /\s$/.test(value) ? `${line} ` : line;
}

/**
 * The check's sentence for what was found.
 * @param {Found} found
 * @param {Rules} rules
 */
export function sentence({ code, values }, rules) {
  return rules.sentences[code]
    .replace(/\{(\w+)\}/g, (_, name) => shown(values[name], rules.limits.value))
    .replace(/\{\{|\}\}/g, (brace) => brace[0]);
}
