// What was found → elements. Text goes in as text: nothing of an entry is ever read as HTML.
import { marked, snippet } from "./words.js";

/** @import { Entry, Found, FoundPage } from "./types.js" */

const SHOWN_PAGES = 20;
const SHOWN_PARTS = 3;

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {...string | Node} children
 * @returns {HTMLElementTagNameMap[K]}
 */
function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * @param {string} text
 * @param {string[]} terms
 */
function withMarks(text, terms) {
  return marked(text, terms).map(([part, is]) => (is ? make("mark", "", part) : part));
}

/**
 * One place of a page: where it is and what it says there.
 * @param {Entry} entry
 * @param {string} base
 * @param {string[]} terms
 */
function place(entry, base, terms) {
  const text = entry.text ?? `In het format: ${entry.asks}`;
  const words = make("span", "tb-find__text", ...withMarks(snippet(text, terms), terms));
  const link = make("a", "tb-find__part", make("b", "", ...withMarks(entry.part ?? "", terms)), words);
  link.href = base + entry.url;
  return make("li", "", link);
}

/**
 * @param {FoundPage} page
 * @param {string} base
 * @param {string[]} terms
 */
function result(page, base, terms) {
  const link = make("a", "tb-find__link", ...withMarks(page.name, terms));
  link.href = base + page.url;
  const item = make("li", "tb-find__item", link);
  const whole = page.hits.find((entry) => !entry.part);
  if (whole?.text) item.append(make("p", "tb-find__text", ...withMarks(snippet(whole.text, terms), terms)));
  const parts = page.hits.filter((entry) => entry.part).slice(0, SHOWN_PARTS);
  if (parts.length) item.append(make("ul", "tb-find__parts", ...parts.map((entry) => place(entry, base, terms))));
  return item;
}

/**
 * The list for `found`, as `Engine.search` gives it.
 * @param {Found} found
 * @param {string} base
 */
export function results(found, base) {
  return found.pages.slice(0, SHOWN_PAGES).map((page) => result(page, base, found.terms));
}

/**
 * What is said above the list: how much was found, what was searched instead, or what one can do.
 * @param {Found} found
 * @param {string} typed
 */
export function told(found, typed) {
  const count = found.pages.length;
  if (!typed) return "Typ een woord of een nummer, zoals 3.1.";
  if (!count) return `Niets gevonden voor ‘${typed}’. Kijk of het goed is gespeld, of probeer een ander woord.`;
  const many = count === 1 ? "1 pagina" : `${count} pagina’s`;
  const rest = count > SHOWN_PAGES ? `. Je ziet de eerste ${SHOWN_PAGES}: typ er een woord bij` : "";
  if (!found.meant) return `${many} gevonden${rest}.`;
  return `Niets gevonden voor ‘${typed}’. Bedoel je ‘${found.meant}’? Daarvoor: ${many}${rest}.`;
}
