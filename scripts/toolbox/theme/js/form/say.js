// What the page tells after an action: visible by the buttons, and spoken by a screen reader wherever the reader is.

const line = () => document.querySelector("[data-said]");

/** Tell it without moving anything. */
export function say(text) {
  line().textContent = text;
}

/** Tell it and bring it into view. */
export function show(text) {
  say(text);
  line().scrollIntoView({ block: "center" });
}
