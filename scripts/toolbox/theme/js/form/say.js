// What the page tells after an action: visible by the buttons, and spoken by a screen reader wherever the reader is.

import { one } from "../elements.js";

const line = () => one(document, "[data-said]");

// Where an action tells what it did when it began elsewhere than at the page's end.
/** @type {HTMLElement | null} */
let near = null;

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
  if (near) {
    near.textContent = text;
  } else {
    line().scrollIntoView({ block: "center" });
  }
}

/**
 * Do something of which the outcome shows in `place`: whoever asked for it stays where they are.
 * @param {HTMLElement} place
 * @param {() => unknown} action
 */
export async function showIn(place, action) {
  near = place;
  try {
    await action();
  } finally {
    near = null;
  }
}
