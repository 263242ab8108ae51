// Rows of a table: add one, take one away. A row's name ('Rij 3') follows its place; its ids keep the number that they
// were made with. On a phone each row is a card: of the empty ones at the end only the first shows, until one asks for more.

import { all, one, targetOf } from "../elements.js";
import { ask } from "./dialog.js";
import { say } from "./say.js";
import { told } from "./told.js";

const ROW_MARK = "{rij}";

/** @param {Element} element */
function tableOf(element) {
  return /** @type {HTMLElement} */ (element.closest("[data-table]"));
}

/**
 * The rows of one table, printed ones first.
 * @param {HTMLElement} form
 * @param {string} name
 * @returns {HTMLElement[]}
 */
export function rowsOf(form, name) {
  return all(form, `[data-table="${name}"] > table [data-row]`);
}

/** @param {Element} row */
function rowName(row) {
  return row.querySelector("[data-row-name]");
}

/** @param {HTMLElement} table */
function renumber(table) {
  all(table, "tr[data-row]").forEach((row, index) => {
    const name = rowName(row);
    if (name) {
      name.textContent = told("rij_nummer", { nummer: index + 1 });
    }
  });
}

/**
 * A number that no row of this table has had.
 * @param {HTMLElement} table
 */
function freshNumber(table) {
  const next = Number(table.dataset.next ?? all(table, "tr[data-row]").length + 1);
  table.dataset.next = String(next + 1);
  return next;
}

/**
 * Add an empty row to the end of a table (its `data-table` element); gives the row.
 * @param {HTMLElement} table
 */
export function addRow(table) {
  const source = one(table, "template").innerHTML;
  const holder = document.createElement("template");
  holder.innerHTML = source.replaceAll(ROW_MARK, `${freshNumber(table)}`);
  const row = one(holder.content, "tr");
  one(table, "[data-own-rows]").append(row);
  renumber(table);
  return row;
}

/** @param {Element} row */
function hasAnswer(row) {
  /** @type {HTMLInputElement[]} */
  const inputs = all(row, "input, textarea");
  return inputs.some((input) => (input.matches("[type=radio], [type=checkbox]") ? input.checked : input.value.trim()));
}

/**
 * Which of the rows of one's own are not needed yet: the empty ones at the end, but for the first.
 * @param {boolean[]} answered of each row
 */
export function spareRows(answered) {
  const last = answered.lastIndexOf(true);
  return answered.map((_, index) => index > last + 1);
}

/**
 * Mark the rows of each table that are not needed yet: a small screen does not show them.
 * @param {HTMLElement} form
 */
export function foldRows(form) {
  for (const table of all(form, "[data-table]")) {
    const rows = all(table, "[data-own]");
    const spare = spareRows(rows.map(hasAnswer));
    rows.forEach((row, index) => {
      // Not one that was asked for, nor from under someone who empties it.
      const isKept = row.hasAttribute("data-asked") || row.contains(document.activeElement);
      row.classList.toggle("is-spare", spare[index] && !isKept);
    });
  }
}

/** @param {HTMLElement} row */
const isShown = (row) => row.offsetParent !== null;

/** @param {Element} button */
function addByHand(button) {
  const table = tableOf(button);
  const row = all(table, ".is-spare").find((spare) => !isShown(spare)) ?? addRow(table);
  row.dataset.asked = "";
  row.classList.remove("is-spare");
  one(row, "input, textarea").focus();
  say(told("rij_erbij_gezegd", { rij: rowName(row)?.textContent }));
}

/**
 * Asks first when something stands in it; true when the row was taken away.
 * @param {Element} button
 */
async function removeByHand(button) {
  const row = /** @type {HTMLElement} */ (button.closest("[data-row]"));
  const name = rowName(row)?.textContent;
  const question = { title: told("rij_weg_kop", { rij: name }), text: told("rij_weg_vraag"), yes: told("ja_weg") };
  if (hasAnswer(row) && !(await ask(question))) {
    return false;
  }
  const table = tableOf(row);
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  renumber(table);
  foldRows(/** @type {HTMLElement} */ (table.closest("form")));
  /** @type {HTMLElement | null | undefined} */
  const next = neighbour?.querySelector("[data-remove-row]");
  (next && isShown(next) ? next : one(table, "[data-add-row]")).focus();
  say(told("rij_weg_gezegd", { rij: name }));
  return true;
}

/**
 * Make the buttons of every table work; `changed` is called after a row was added or taken away.
 * @param {HTMLElement} form
 * @param {() => void} changed
 */
export function watchRows(form, changed) {
  form.addEventListener("click", async (event) => {
    const add = targetOf(event).closest("[data-add-row]");
    const remove = targetOf(event).closest("[data-remove-row]");
    if (add) {
      addByHand(add);
      changed();
    } else if (remove && (await removeByHand(remove))) {
      changed();
    }
  });
}
