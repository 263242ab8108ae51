// A saved page → its answers. The file may come from anyone: it is parsed, never run, and only texts are taken.

import { pageCheck } from "./crc.js";
import { ANSWERS_ID, CHECK_ATTRIBUTE } from "./save.js";

/** @import { Definition, Opened, Texts } from "./types.js" */

/** Larger files are refused; a caller checks `file.size` before it reads. In bytes. */
export const MAX_SIZE = 5_000_000;

const TOO_BIG = "Dit bestand is te groot om een bewaard formulier te zijn. Kies het bestand dat je hier hebt bewaard.";
const NOT_OURS = "Dit is geen bewaard formulier. Kies het bestand dat je op deze pagina hebt bewaard.";
const DAMAGED = "Dit bewaarde formulier is beschadigd en kan niet open. Kies een andere kopie, als je die hebt.";
const EDITED = "Dit bewaarde formulier is met de hand veranderd. Kies het bestand zoals het is bewaard.";
const OTHER_FORMAT = "Dit bewaarde formulier hoort bij een ander format. Open het op de pagina van dat format.";

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isText(value) {
  return typeof value === "string";
}

/**
 * @param {unknown} value
 * @returns {value is Texts}
 */
function isTexts(value) {
  return isObject(value) && Object.values(value).every(isText);
}

/**
 * @param {unknown} value
 * @returns {value is Texts[]}
 */
function isRows(value) {
  return Array.isArray(value) && value.every(isTexts);
}

/**
 * @param {unknown} content
 * @param {string} toolbox
 * @returns {content is Opened}
 */
function isSaved(content, toolbox) {
  return (
    isObject(content) &&
    [content.mark, content.name, content.version].every(isText) &&
    content.mark === `${toolbox} ${content.name} ${content.version}` &&
    isObject(content.answers) &&
    isTexts(content.answers.values) &&
    isObject(content.answers.rows) &&
    Object.values(content.answers.rows).every(isRows)
  );
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(DAMAGED);
  }
}

/**
 * {name, version, answers} of a saved page's text; `toolbox` is the mark of the toolbox that it must be from. Throws an
 * Error with a Dutch sentence.
 * @param {string} text
 * @param {string} toolbox
 * @returns {Opened}
 */
export function openPage(text, toolbox) {
  if (text.length > MAX_SIZE) {
    throw new Error(TOO_BIG);
  }
  // Before it is parsed: of other people's files a browser may make minutes of work.
  if (!text.includes(`${toolbox} `)) {
    throw new Error(NOT_OURS);
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const mark = page.querySelector("meta[name=keywords]")?.getAttribute("content") ?? "";
  if (!mark.startsWith(`${toolbox} `)) {
    throw new Error(NOT_OURS);
  }
  const script = page.querySelector(`script#${ANSWERS_ID}`);
  const main = page.querySelector("main");
  if (!script || !main) {
    throw new Error(DAMAGED);
  }
  const content = parseJson(script.textContent);
  if (script.getAttribute(CHECK_ATTRIBUTE) !== pageCheck(script.textContent, main.textContent)) {
    throw new Error(EDITED);
  }
  if (!isSaved(content, toolbox)) {
    throw new Error(DAMAGED);
  }
  const { name, version, answers } = content;
  return { name, version, answers: { values: answers.values, rows: answers.rows } };
}

/**
 * Throws an Error with a Dutch sentence when `opened` belongs to a format that asks nothing that `definition` asks too.
 * @param {Opened} opened
 * @param {Definition} definition
 */
export function requireSharedFormat(opened, definition) {
  if (!Object.hasOwn(definition.others, opened.name)) {
    requireSameFormat(opened, definition);
  }
}

/**
 * Throws an Error with a Dutch sentence when what `openPage` gave belongs to another format than `definition`.
 * @param {Opened} opened
 * @param {Definition} definition
 */
export function requireSameFormat(opened, definition) {
  if (opened.name !== definition.name) {
    throw new Error(OTHER_FORMAT);
  }
}
