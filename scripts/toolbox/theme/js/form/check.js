// Which fields still need something, told next to the field and in a list at the top (GOV.UK, NL Design System).

import { all, one, targetOf } from "../elements.js";
import { inputs, read } from "./fields.js";
import { isoDate } from "./dates.js";
import { afterPresses } from "./presses.js";
import { counted, told } from "./told.js";

/** @import { Fault, FieldFault } from "./types.js" */

/** @param {string} name */
const find = (name) => one(document, `[data-errors${name}]`);

/** @type {Record<string, (label: string) => string>} */
const MISSING = {
  choice: (label) => told("kies_bij", { vraag: label }),
  list: (label) => told("kies_bij", { vraag: label }),
  tick: (label) => told("kruis_aan", { vraag: label }),
  date: (label) => told("datum_bij", { vraag: label }),
  line: (label) => told("vul_in", { vraag: label }),
  area: (label) => told("vul_in", { vraag: label }),
};

/** @param {HTMLElement} field */
function labelOf(field) {
  const label = one(field, "[data-label]").textContent.trim().replace(/:$/, "");
  const row = field.closest("[data-row]");
  const name = row?.querySelector("[data-row-name], th")?.textContent.trim();
  return name ? `${name}: ${label}` : label;
}

/**
 * A row in which nothing stands may stay open, whatever it asks.
 * @param {HTMLElement} field
 */
function isOpenRow(field) {
  const row = field.closest("[data-row]");
  return row !== null && all(row, "[data-type]").every((cell) => !read(cell));
}

/**
 * {text, isMissing} of what is wrong with a field, `near` when it is said shorter beside it; null when nothing is.
 * @param {HTMLElement} field
 * @returns {Fault | null}
 */
function problem(field) {
  const type = field.dataset.type;
  const text = read(field);
  if (type === "date" && text && !isoDate(text, inputs(field)[0].name)) {
    const near = field.closest("[data-row]") ? told("geen_datum") : undefined;
    return { text: told("geen_datum_bij", { vraag: labelOf(field) }), near, isMissing: false };
  }
  if (field.hasAttribute("data-required") && !text && !isOpenRow(field)) {
    return { text: MISSING[type ?? "line"](labelOf(field)), isMissing: true };
  }
  return null;
}

/**
 * @param {HTMLElement} form
 * @returns {HTMLElement[]}
 */
function fieldsOf(form) {
  return all(form, "[data-fields] [data-type]").filter((field) => field.dataset.type !== "given");
}

/**
 * Where the message is tied to: the group for choices, else the input itself.
 * @param {HTMLElement} field
 * @returns {HTMLElement}
 */
function described(field) {
  return field.matches("fieldset") ? field : (field.querySelector("[role$=group]") ?? inputs(field)[0]);
}

/** @param {HTMLElement} field */
function errorId(field) {
  return `${inputs(field)[0].id}-fout`;
}

/** @param {HTMLElement} field */
function clear(field) {
  const target = described(field);
  const others = (target.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== errorId(field));
  field.classList.remove("is-wrong");
  document.getElementById(errorId(field))?.remove();
  inputs(field).forEach((input) => input.removeAttribute("aria-invalid"));
  target.setAttribute("aria-describedby", others.join(" "));
  if (!others.join("")) {
    target.removeAttribute("aria-describedby");
  }
}

/**
 * @param {HTMLElement} field
 * @param {string} text
 */
function mark(field, text) {
  const message = document.createElement("p");
  const target = described(field);
  message.className = "tb-field__error";
  message.id = errorId(field);
  message.textContent = text;
  const place = field.matches("fieldset") ? one(field, ".tb-choices") : (target.closest("label") ?? target);
  place.before(message);
  field.classList.add("is-wrong");
  inputs(field)
    .filter((input) => input.type !== "radio")
    .forEach((input) => input.setAttribute("aria-invalid", "true"));
  target.setAttribute("aria-describedby", `${target.getAttribute("aria-describedby") ?? ""} ${message.id}`.trim());
}

/**
 * Check one field and say so next to it; gives its problem, or null.
 * @param {HTMLElement} field
 */
export function checkField(field) {
  const found = problem(field);
  clear(field);
  if (found) {
    mark(field, found.near ?? found.text);
  }
  return found;
}

/**
 * @param {HTMLElement} field
 * @param {string} text
 */
function listItem(field, text) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `#${inputs(field)[0].id}`;
  link.textContent = text;
  link.setAttribute("data-jump", "");
  item.append(link);
  return item;
}

/** @param {FieldFault[]} problems */
function title(problems) {
  const missing = problems.every(({ found }) => found.isMissing);
  const count = problems.length;
  if (missing) {
    return counted(count, "mist_een", "mist_meer");
  }
  return counted(count, "beter_een", "beter_meer");
}

/** @param {FieldFault[]} problems */
function showSummary(problems) {
  find("").hidden = problems.length === 0;
  find("-title").textContent = title(problems);
  find("-list").replaceChildren(...problems.map(({ field, found }) => listItem(field, found.text)));
  find("-go").hidden = problems.some(({ found }) => !found.isMissing);
}

/**
 * @param {HTMLElement} field
 * @param {Fault | null} found
 * @returns {FieldFault[]}
 */
const faultOf = (field, found) => (found ? [{ field, found }] : []);

/**
 * Check the whole form: true when all is well. Else the list of problems is shown and takes the focus.
 * @param {HTMLElement} form
 */
export function checkForm(form) {
  const problems = fieldsOf(form).flatMap((field) => faultOf(field, checkField(field)));
  showSummary(problems);
  if (problems.length > 0) {
    find("").focus();
    find("").scrollIntoView();
  }
  return problems.length === 0;
}

export function hideSummary() {
  find("").hidden = true;
}

/**
 * Once something was marked, its mending is seen at once; a date is checked when the field is left.
 * @param {HTMLElement} form
 */
export function watchFields(form) {
  const afterPress = afterPresses();
  form.addEventListener("input", (event) => {
    /** @type {HTMLElement | null} */
    const field = targetOf(event).closest(".is-wrong");
    if (field && !problem(field)) {
      clear(field);
      refreshSummary(form);
    }
  });
  form.addEventListener("change", (event) => {
    /** @type {HTMLElement | null} */
    const field = targetOf(event).closest("[data-type=date]");
    if (field) {
      afterPress(() => {
        checkField(field);
        refreshSummary(form);
      });
    }
  });
}

/** @param {HTMLElement} form */
function refreshSummary(form) {
  if (!find("").hidden) {
    showSummary(all(form, ".is-wrong").flatMap((field) => faultOf(field, problem(field))));
  }
}
