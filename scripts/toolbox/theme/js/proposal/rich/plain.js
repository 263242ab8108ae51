// A text as words alone, to compare: without the signs of Markdown.

import { readText } from "./read.js";

/** @import { Node } from "prosemirror-model" */

/**
 * @param {Node} node
 * @param {string} before
 * @returns {string}
 */
function lines(node, before) {
  switch (node.type.name) {
    case "bullet_list":
    case "ordered_list":
      return node.children
        .map((item, index) => lines(item, `${before}${node.attrs.start ? `${node.attrs.start + index}.` : "•"} `))
        .join("\n");
    case "item":
      return node.children
        .map((child, index) => (index === 0 ? before + words(child) : lines(child, before.replace(/\S/g, " "))))
        .join("\n");
    case "quote":
    case "definitions":
    case "table":
      return node.children.map((child) => lines(child, before)).join("\n");
    case "headrow":
    case "row":
      return node.children.map(words).join(" | ");
    case "figure":
      return `Afbeelding: ${node.attrs.alt}`;
    case "rule":
      return "";
    default:
      return before.replace(/\S/g, " ") + words(node);
  }
}

/** @param {Node} node */
const words = (node) =>
  node.textBetween(
    0,
    node.content.size,
    "\n",
    (leaf) => leaf.type.spec.leafText?.(leaf) ?? `[noot ${leaf.attrs.name}]`,
  );

/** @param {string} text */
export const plainText = (text) =>
  readText(text)
    .children.map((node) => lines(node, ""))
    .join("\n\n");
