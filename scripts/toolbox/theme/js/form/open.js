// A saved page → its answers. The file may come from anyone: it is parsed, never run, and only texts are taken.

import { pageCheck } from "./crc.js";
import { ANSWERS_ID, CHECK_ATTRIBUTE } from "./save.js";
import { told } from "./told.js";

/** @import { Definition, Opened, SavedRoute, Texts } from "./types.js" */

/** Larger files are refused; a caller checks `file.size` before it reads. In bytes. */
export const MAX_SIZE = 5_000_000;

/**
 * What a saved route says in its keywords; `toolbox` is the mark of the toolbox. No format's name has a capital.
 * @param {string} toolbox
 */
export const routeMark = (toolbox) => `${toolbox} Route 1`;

const TOO_BIG = told("bewaard_groot");
const NOT_OURS = told("bewaard_niet");
const DAMAGED = told("bewaard_kapot");
const EDITED = told("bewaard_veranderd");
const OTHER_FORMAT = told("bewaard_ander");

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
 * Forms that another page of ours handed over; nothing of what it is not.
 * @param {unknown} forms
 * @param {string} toolbox
 * @returns {Opened[]}
 */
export function handedForms(forms, toolbox) {
  return Array.isArray(forms) ? forms.filter((form) => isSaved(form, toolbox)).map(opened) : [];
}

/**
 * @param {unknown} content
 * @param {string} toolbox
 * @returns {content is { forms: Opened[], stations: Record<string, Texts> }}
 */
function isRoute(content, toolbox) {
  return (
    isObject(content) &&
    content.mark === routeMark(toolbox) &&
    Array.isArray(content.forms) &&
    content.forms.every((form) => isSaved(form, toolbox)) &&
    isObject(content.stations) &&
    Object.values(content.stations).every(isTexts)
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
 * What stands in a file that a page of this toolbox saved. Throws an Error with a Dutch sentence.
 * @param {string} text
 * @param {string} toolbox
 */
function contentOf(text, toolbox) {
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
  return content;
}

/** @param {Opened} content */
const opened = ({ name, version, answers: { values, rows } }) => ({ name, version, answers: { values, rows } });

/**
 * {name, version, answers} of a saved page's text; `toolbox` is the mark of the toolbox that it must be from. Throws an
 * Error with a Dutch sentence.
 * @param {string} text
 * @param {string} toolbox
 * @returns {Opened}
 */
export function openPage(text, toolbox) {
  const content = contentOf(text, toolbox);
  if (!isSaved(content, toolbox)) {
    throw new Error(DAMAGED);
  }
  return opened(content);
}

/**
 * The forms in a saved file: one, or all of somebody's route with what was said at its stations.
 * @param {string} text
 * @param {string} toolbox
 * @returns {SavedRoute}
 */
export function openSaved(text, toolbox) {
  const content = contentOf(text, toolbox);
  if (isRoute(content, toolbox)) {
    return { forms: content.forms.map(opened), stations: content.stations };
  }
  if (!isSaved(content, toolbox)) {
    throw new Error(DAMAGED);
  }
  return { forms: [opened(content)], stations: null };
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
