// The fields for something new, and what is not right in them yet.

import { all, one } from "../elements.js";
import { oneLine } from "./tidy.js";

/** @import { NewThing } from "./types.js" */

const NUMBER = /^[1-9]\d?(?:\.[1-9]\d?){1,2}$/;

/** @param {HTMLElement} form */
export function watchNew(form) {
  const kind = /** @type {HTMLSelectElement} */ (one(form, "#nieuw-soort"));
  const show = () => {
    one(form, "[data-new-format]").hidden = kind.value !== "format";
  };
  kind.addEventListener("change", show);
  show();
}

/**
 * @param {HTMLElement} form
 * @param {string} id
 */
const value = (form, id) =>
  oneLine(/** @type {HTMLInputElement} */ (one(form, `#nieuw-${id}`)).value).replace(/[<>]/g, "");

/**
 * {thing, fault}: `fault` is what to mend first, '' for nothing. `used` are the numbers that there are.
 * @param {HTMLElement} form
 * @param {string[]} used
 * @returns {{ thing: NewThing, fault: string }}
 */
export function readNew(form, used) {
  const ticked = /** @type {HTMLInputElement[]} */ (all(form, "[data-new-role]:checked"));
  const thing = {
    isForm: value(form, "soort") === "format",
    number: value(form, "nummer"),
    title: value(form, "titel"),
    summary: value(form, "samenvatting"),
    kind: value(form, "vorm"),
    roles: ticked.map((box) => box.value),
    from: value(form, "begin"),
  };
  return { thing, fault: faultOf(thing, used) };
}

/**
 * @param {NewThing} thing
 * @param {string[]} used
 */
function faultOf({ isForm, number, title, summary, roles }, used) {
  if (!NUMBER.test(number)) {
    return "Schrijf een nummer zoals 3.2: eerst het nummer van de stap, dan een punt en een nummer.";
  }
  if (used.includes(number)) {
    return `Nummer ${number} is er al. Kies een ander nummer.`;
  }
  if (!used.includes(number.split(".")[0])) {
    return `Stap ${number.split(".")[0]} is er niet. Begin met het nummer van een stap.`;
  }
  if (!/[a-z]/i.test(title) || !summary) {
    return "Schrijf een titel en een samenvatting.";
  }
  return isForm && roles.length === 0 ? "Kies wie het format invult." : "";
}
