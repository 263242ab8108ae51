// The search of the site: loaded by site.js when someone first asks for it, with the entries in a script of their own.
import { one } from "../elements.js";
import { Engine } from "./engine.js";
import { results, told } from "./show.js";

const dialog = one(document, "[data-search]");
/** @type {HTMLInputElement} */
const input = one(dialog, "input");
const status = one(dialog, "[role=status]");
const list = one(dialog, "[data-search-results]");
const help = one(dialog, "[data-search-help]");

window.toolboxSearch = (entries) => {
  const engine = new Engine(entries);
  const update = () => {
    const typed = input.value.trim();
    const found = engine.search(typed);
    status.textContent = told(found, typed);
    list.replaceChildren(...results(found, dialog.dataset.base ?? ""));
    help.hidden = !typed || found.pages.length > 0;
  };
  input.addEventListener("input", update);
  update();
};
