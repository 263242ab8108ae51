// What the page tells after an action: visible by the buttons, and spoken by a screen reader wherever the reader is.

import { one } from "../elements.js";

const line = () => one(document, "[data-said]");

/**
 * Tell it without moving anything.
 * @param {string} text
 */
export function say(text) {
  line().textContent = text;
}

/**
 * Tell it and bring it into view.
 * @param {string} text
 */
export function show(text) {
  say(text);
  line().scrollIntoView({ block: "center" });
}
