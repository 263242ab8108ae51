// For paper: a text field on the screen cuts its text off, so its text is put beside it while the page prints.

import { inputs, read } from "./fields.js";

function addText(field) {
  const text = document.createElement("p");
  text.className = "tb-printed";
  text.textContent = inputs(field)[0].value;
  field.append(text);
}

function isOpen(row) {
  return [...row.querySelectorAll("[data-type]")].every((cell) => !read(cell));
}

/** Of the empty rows one stays when there is no other, so that something can be written in it. */
function hideOpenRows(table) {
  const rows = [...table.querySelectorAll("table [data-row]")];
  const open = rows.filter(isOpen);
  open.slice(open.length === rows.length ? 1 : 0).forEach((row) => row.classList.add("is-open-row"));
}

function prepare(form) {
  clean(form);
  form.querySelectorAll("[data-type=line], [data-type=area], [data-type=date]").forEach(addText);
  form.querySelectorAll("[data-table]").forEach(hideOpenRows);
}

function clean(form) {
  form.querySelectorAll(".tb-printed").forEach((text) => text.remove());
  form.querySelectorAll(".is-open-row").forEach((row) => row.classList.remove("is-open-row"));
}

export function watchPrinting(form) {
  window.addEventListener("beforeprint", () => prepare(form));
  window.addEventListener("afterprint", () => clean(form));
}
