// Words that are a block of their own.

import { readInline } from "./inline.js";
import { schema } from "./schema.js";

/** @import { Attrs } from "prosemirror-model" */

// At the start of a line, these begin something else than words.
export const BEGINS =
  /^(?:\s|#|>|:\s|\||(?:[-*+]|\d{1,9}[.)])(?:\s|$)|[-=]+\s*$|(?:```|~~~)|\[\^?[^\]]*\]:|[-*_]{3,}\s*$)/;

/**
 * @param {string} type
 * @param {Attrs} attrs
 * @param {string} text
 * @param {boolean} hasNames
 */
export function inlineBlock(type, attrs, text, hasNames) {
  const nodes = readInline(text, hasNames);
  return nodes && schema.nodes[type].create(attrs, nodes);
}

/**
 * @param {string[]} lines
 * @param {boolean} hasNames
 */
export function readParagraph(lines, hasNames) {
  if (lines.some((line) => BEGINS.test(line)) || (lines.length > 1 && lines.some((line) => line.includes("|")))) {
    return null;
  }
  return inlineBlock("paragraph", {}, lines.join("\n"), hasNames);
}
