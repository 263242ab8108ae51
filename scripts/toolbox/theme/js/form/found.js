// What the readers of files share: the mark of a format, and answers as they are found.

import { isTicked } from "./fitting.js";

/** @import { Answers, Beside, Found, Texts } from "./types.js" */

const SEPARATOR = ",";

/**
 * Name and version of the format, from wherever a program left the mark; '' when none did.
 * @param {string[]} texts
 * @param {string} toolbox
 */
export function markedFormat(texts, toolbox) {
  // Between other keywords, with commas or not, or in XML.
  const version = "\\d+\\.\\d+\\.\\d+(?:\\+[a-z0-9-]+)?";
  const mark = new RegExp(`(?:^|[^\\w-])${toolbox}[ ,;]+([a-z0-9-]+)[ ,;]+(${version})(?![\\w.])`);
  const match = texts.map((text) => mark.exec(text)).find(Boolean);
  return { name: match?.[1] ?? "", version: match?.[2] ?? "" };
}

/**
 * @param {{ name: string, version: string }} format
 * @param {Answers} answers
 * @param {Beside[]} beside
 * @param {string[]} labels titles of questions that the file keeps out of sight
 * @returns {Found}
 */
export function found(format, answers, beside, labels = []) {
  return { ...format, answers, beside, labels };
}

/**
 * Nothing is overwritten: a second answer under the same name comes below the first.
 * @param {Texts} target
 * @param {string} name
 * @param {string} value
 */
export function put(target, name, value) {
  const before = target[name] ?? "";
  target[name] = before && value && before !== value ? `${before}\n${value}` : before || value;
}

/**
 * The box of one choice of a list; other words than a tick are kept under the box's own name.
 * @param {Texts} target
 * @param {string} name
 * @param {string} choice
 * @param {string} value
 */
export function putTick(target, name, choice, value) {
  target[name] ??= "";
  if (value !== "" && !isTicked(value)) {
    put(target, `${name}.${choice}`, value);
  } else if (value) {
    const chosen = target[name].split(SEPARATOR).filter(Boolean);
    target[name] = [...new Set([...chosen, choice])].join(SEPARATOR);
  }
}
