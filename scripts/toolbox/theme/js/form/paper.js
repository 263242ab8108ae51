// For paper: a text field on the screen cuts its text off, so its text is put beside it while the page prints.

import { all } from "../elements.js";
import { inputs, read } from "./fields.js";

/** @param {Element} field */
function addText(field) {
  const text = document.createElement("p");
  text.className = "tb-printed";
  text.textContent = inputs(field)[0].value;
  field.append(text);
}

/** @param {Element} row */
function isOpen(row) {
  return all(row, "[data-type]").every((cell) => !read(cell));
}

/**
 * Of the empty rows one stays when there is no other, so that something can be written in it.
 * @param {Element} table
 */
function hideOpenRows(table) {
  const rows = all(table, "table [data-row]");
  const open = rows.filter(isOpen);
  open.slice(open.length === rows.length ? 1 : 0).forEach((row) => row.classList.add("is-open-row"));
}

/** @param {HTMLElement} form */
function prepare(form) {
  clean(form);
  all(form, "[data-type=line], [data-type=area], [data-type=date]").forEach(addText);
  all(form, "[data-table]").forEach(hideOpenRows);
}

/** @param {HTMLElement} form */
function clean(form) {
  all(form, ".tb-printed").forEach((text) => text.remove());
  all(form, ".is-open-row").forEach((row) => row.classList.remove("is-open-row"));
}

/** @param {HTMLElement} form */
export function watchPrinting(form) {
  window.addEventListener("beforeprint", () => prepare(form));
  window.addEventListener("afterprint", () => clean(form));
}
