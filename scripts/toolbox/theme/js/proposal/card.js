// A card: a part of the page or the format that shows what stands there, and opens to change it.

import { el } from "./dom.js";
import { markedWords } from "./marked.js";

/** @import { CardParts } from "./types.js" */

/**
 * What differs in one text, word by word; empty when nothing does.
 * @param {string} before
 * @param {string} after
 */
export function comparison(before, after) {
  const box = el("div", { class: "tb-compare", hidden: before === after });
  if (before !== after) {
    const text = el("p", { class: "tb-compare__text" }, ...markedWords(before, after));
    box.append(el("p", { class: "tb-compare__head" }, "Wat verandert er"), text);
  }
  return box;
}

/**
 * `fill(body)` puts the fields in when the card opens, and may give the place beside them for what is not right;
 * `tools` are further buttons.
 * `key` is its id; `open` is the Set of keys of the cards that are open.
 * @param {CardParts} parts
 */
export function card({ key, title, note = "", tools = [], fill, shown = null, open }) {
  const body = el("div", { class: "tb-card__body", id: `${key}-velden`, hidden: true });
  const toggle = el("button", { type: "button", class: "tb-undo", "data-toggle": key, "aria-controls": body.id });
  const name = el("span", { class: "tb-sr" });
  // What is not right in it, as long as that is so: see `page.js`.
  const wrong = el("div", { class: "tb-card__wrong", role: "status", "data-wrong": key });
  /** @type {HTMLElement | null} */
  let beside = null;
  /** @param {boolean} isOpen */
  const show = (isOpen) => {
    toggle.setAttribute("aria-expanded", `${isOpen}`);
    toggle.replaceChildren(isOpen ? "Sluiten" : "Aanpassen", name);
    body.hidden = !isOpen;
    if (shown) {
      shown.hidden = isOpen;
    }
    if (isOpen && !body.hasChildNodes()) {
      beside = fill(body) ?? null;
    }
    (isOpen && beside ? beside : element).append(wrong);
  };
  name.textContent = `: ${title}`;
  toggle.addEventListener("click", () => {
    const isOpen = !open.has(key);
    if (isOpen) {
      open.add(key);
    } else {
      open.delete(key);
    }
    show(isOpen);
    if (isOpen) {
      /** @type {HTMLElement | null} */ (body.querySelector("[role=textbox], input, textarea, select"))?.focus();
    }
  });
  const heading = el("h3", {}, title);
  const words = el("div", { class: "tb-card__words" }, heading, note && el("p", { class: "tb-soft" }, note));
  const head = el("div", { class: "tb-card__head" }, words, el("div", { class: "tb-card__tools" }, ...tools, toggle));
  const element = el("section", { class: "tb-card", id: key, tabindex: "-1", "aria-label": title }, head, shown, body);
  show(open.has(key));
  return element;
}
