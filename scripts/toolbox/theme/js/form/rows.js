// Rows of a table: add one, take one away. A row's name ('Rij 3') follows its place; its ids keep the number that they
// were made with.

import { ask } from "./dialog.js";
import { say } from "./say.js";

const ROW_MARK = "{rij}";

function tableOf(element) {
  return element.closest("[data-table]");
}

/** The rows of one table, printed ones first. */
export function rowsOf(form, name) {
  return [...form.querySelectorAll(`[data-table="${name}"] > table [data-row]`)];
}

function rowName(row) {
  return row.querySelector("[data-row-name]");
}

function renumber(table) {
  [...table.querySelectorAll("tr[data-row]")].forEach((row, index) => {
    const name = rowName(row);
    if (name) {
      name.textContent = `Rij ${index + 1}`;
    }
  });
}

/** A number that no row of this table has had. */
function freshNumber(table) {
  const next = Number(table.dataset.next ?? table.querySelectorAll("tr[data-row]").length + 1);
  table.dataset.next = String(next + 1);
  return next;
}

/** Add an empty row to the end of a table (its `data-table` element); gives the row. */
export function addRow(table) {
  const source = table.querySelector("template").innerHTML;
  const holder = document.createElement("template");
  holder.innerHTML = source.replaceAll(ROW_MARK, freshNumber(table));
  const row = holder.content.querySelector("tr");
  table.querySelector("[data-own-rows]").append(row);
  renumber(table);
  return row;
}

function hasAnswer(row) {
  return [...row.querySelectorAll("input, textarea")].some((input) =>
    input.matches("[type=radio], [type=checkbox]") ? input.checked : input.value.trim(),
  );
}

function addByHand(button) {
  const table = tableOf(button);
  const row = addRow(table);
  row.querySelector("input, textarea").focus();
  say(`${rowName(row).textContent} is toegevoegd.`);
}

/** Asks first when something stands in it; true when the row was taken away. */
async function removeByHand(button) {
  const row = button.closest("[data-row]");
  const name = rowName(row).textContent;
  const question = { title: `${name} weghalen?`, text: "Wat je erin hebt gezet, is dan weg.", yes: "Ja, haal weg" };
  if (hasAnswer(row) && !(await ask(question))) {
    return false;
  }
  const table = tableOf(row);
  const neighbour = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  renumber(table);
  (neighbour?.querySelector("[data-remove-row]") ?? table.querySelector("[data-add-row]")).focus();
  say(`${name} is weggehaald.`);
  return true;
}

/** Make the buttons of every table work; `changed` is called after a row was added or taken away. */
export function watchRows(form, changed) {
  form.addEventListener("click", async (event) => {
    const add = event.target.closest("[data-add-row]");
    const remove = event.target.closest("[data-remove-row]");
    if (add) {
      addByHand(add);
      changed();
    } else if (remove && (await removeByHand(remove))) {
      changed();
    }
  });
}
