// A text with two ways to write in it: as it looks, and as it stands in the source. One click from the one to the other.

import { area, button, el, labelled } from "./dom.js";
import { openRich, showMarkdown } from "./preview.js";

/** @import { RichPlace } from "./types.js" */

const HELP =
  "Een lege regel begint een nieuwe alinea. Zo schrijf je **vet** en *schuin*; een streepje ervoor maakt een lijst.";
// Who chose the source once, gets it for the next text as well: until the page closes.
let isSource = false;

/**
 * {element, put}: `put` shows another text, with the focus in it.
 * @param {string} text
 * @param {string} label
 * @param {RichPlace} place
 * @param {(text: string) => void} changed
 */
export function pieceField(text, label, place, changed) {
  let now = text;
  let close = () => {};
  const holder = el("div");
  const other = button("", () => {
    isSource = !isSource;
    put(now);
  });
  /** @param {string} value */
  const set = (value) => {
    now = value;
    changed(value);
  };
  const showRich = () => {
    const rich = openRich(now, label, place, set);
    const name = el("p", { class: "tb-rich__label", "aria-hidden": "true" }, label);
    close = rich.close;
    holder.replaceChildren(name, rich.element);
    return rich;
  };
  const showSource = () => {
    const preview = el("div", { class: "tb-preview" });
    const field = area(
      now,
      (value) => {
        set(value);
        showMarkdown(preview, now);
      },
      { spellcheck: "true", lang: "nl" },
    );
    showMarkdown(preview, now);
    const head = el("p", { class: "tb-preview__label" }, "Zo komt het er ongeveer uit te zien");
    const left = el("div", {}, labelled(place.id, label, field, HELP));
    close = () => {};
    holder.replaceChildren(el("div", { class: "tb-sidebyside" }, left, el("div", {}, head, preview)));
    return field;
  };
  const show = () => {
    close();
    other.textContent = isSource ? "Schrijf zoals het eruitziet" : "Bekijk de brontekst";
    return isSource ? showSource() : showRich();
  };
  /** @param {string} value */
  const put = (value) => {
    now = value;
    show().focus();
  };
  show();
  return { element: el("div", {}, holder, other), put };
}
