// The fields for something new, and what is not right in them yet.

import { all, one } from "../elements.js";
import { newEdition } from "./edition.js";
import { slugOf } from "./newsource.js";
import { oneLine } from "./tidy.js";

/** @import { NewSort, NewThing } from "./types.js" */

const NUMBER = /^[1-9]\d?(?:\.[1-9]\d?){1,2}$/;
const STEP = /^[1-9]\d?$/;
/** @type {NewSort[]} */
const NUMBERED = ["format", "bijlage", "stap"];

/** @param {HTMLElement} form */
export function watchNew(form) {
  const sort = /** @type {HTMLSelectElement} */ (one(form, "#nieuw-soort"));
  const show = () => {
    const now = /** @type {NewSort} */ (sort.value);
    one(form, "[data-new-format]").hidden = now !== "format";
    one(form, "[data-new-number]").hidden = !NUMBERED.includes(now);
    one(form, "[data-new-step]").hidden = now !== "stap";
    one(form, "[data-new-part]").hidden = now === "stap";
    one(form, "[data-new-loose]").hidden = now !== "pagina";
    one(form, "[data-new-summary]").hidden = now === "editie";
    one(form, "label[for=nieuw-titel]").textContent = now === "editie" ? "Hoe heet je regio?" : "Titel";
  };
  sort.addEventListener("change", show);
  show();
}

/**
 * @param {HTMLElement} form
 * @param {string} id
 */
const value = (form, id) =>
  oneLine(/** @type {HTMLInputElement} */ (one(form, `#nieuw-${id}`)).value).replace(/[<>]/g, "");

/**
 * {thing, fault}: `fault` is what to mend first, '' for nothing. `used` are the numbers that there are, `paths` the files.
 * @param {HTMLElement} form
 * @param {string[]} used
 * @param {string[]} paths
 * @returns {{ thing: NewThing, fault: string }}
 */
export function readNew(form, used, paths) {
  const ticked = /** @type {HTMLInputElement[]} */ (all(form, "[data-new-role]:checked"));
  const sort = /** @type {NewSort} */ (value(form, "soort"));
  const thing = {
    sort,
    number: NUMBERED.includes(sort) ? value(form, "nummer") : "",
    title: value(form, "titel"),
    summary: value(form, "samenvatting"),
    kind: value(form, "vorm"),
    roles: ticked.map((box) => box.value),
    from: value(form, "begin"),
    order: Number(form.dataset.order),
  };
  const names = [...(form.dataset.taken ?? "").split(" "), ...paths.map((path) => path.replace(/^.*\/|\.md$/g, ""))];
  const fault = sort === "editie" ? regionFault(thing.title, paths) : "";
  return { thing, fault: fault || numberFault(thing, used) || wordsFault(thing, names) };
}

/**
 * @param {string} name
 * @param {string[]} paths
 */
function regionFault(name, paths) {
  if (!/[a-z]/i.test(name)) {
    return "Schrijf hoe je regio heet.";
  }
  return paths.includes(newEdition(name).path) ? "Die regio heeft al een editie." : "";
}

/**
 * @param {NewThing} thing
 * @param {string[]} used
 */
function numberFault({ sort, number }, used) {
  if (!NUMBERED.includes(sort)) {
    return "";
  }
  if (sort === "stap" && !STEP.test(number)) {
    return "Schrijf het nummer van de stap, zoals 9.";
  }
  if (sort !== "stap" && !NUMBER.test(number)) {
    return "Schrijf een nummer zoals 3.2: eerst het nummer van de stap, dan een punt en een nummer.";
  }
  if (used.includes(number)) {
    return `Nummer ${number} is er al. Kies een ander nummer.`;
  }
  const step = number.split(".")[0];
  return sort !== "stap" && !used.includes(step) ? `Stap ${step} is er niet. Begin met het nummer van een stap.` : "";
}

/**
 * @param {NewThing} thing
 * @param {string[]} names
 */
function wordsFault({ sort, title, summary, roles }, names) {
  if (sort === "editie") {
    return "";
  }
  if (!/[a-z]/i.test(title) || !summary) {
    return "Schrijf een titel en een samenvatting.";
  }
  if (!NUMBERED.includes(sort) && names.includes(slugOf(title))) {
    return "Er is al een pagina die zo heet. Kies een andere titel.";
  }
  return sort === "format" && roles.length === 0 ? "Kies wie het format invult." : "";
}
