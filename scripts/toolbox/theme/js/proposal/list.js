// The list of pages and formats to choose from, and what the page says of the one that is shown.

import { all, one } from "../elements.js";
import { el } from "./dom.js";
import { isEdition } from "./edition.js";
import { isFormat } from "./opened.js";

/** @import { ProposalItem } from "./types.js" */

const TITLE = document.title;
const links = () => all(document, "[data-source]");

/**
 * The link of the list that leads to `path`: only what stands there can be opened.
 * @param {string} path
 */
export const linkOf = (path) => links().find((link) => link.dataset.path === path);

/** The pages that a link can lead to, by the names of the list. */
export const textPages = () =>
  links()
    .filter((link) => !isFormat(link.dataset.path ?? "") && !isEdition(link.dataset.path ?? ""))
    .map((link) => ({ path: link.dataset.path ?? "", name: link.dataset.name ?? "" }));

/** A site engine takes an address with a query for another page, so the page itself adds it. */
export function nameChoices() {
  for (const link of links()) {
    link.setAttribute("href", `?pagina=${encodeURIComponent(link.dataset.path ?? "")}`);
  }
}

/**
 * @param {ProposalItem} item
 * @param {HTMLFormElement} form
 */
export function showItem({ source, link, editor, fault }, form) {
  /** @param {string} name */
  const find = (name) => one(form, `[data-${name}]`);
  find("title").textContent = source.title;
  const facts = [link.dataset.kind, source.version && `versie ${source.version}`];
  find("version").textContent = facts.filter(Boolean).join(", ");
  find("back").setAttribute("href", link.dataset.page ?? "");
  if (editor) {
    editor.render(find("editor"));
  } else {
    find("editor").replaceChildren(el("p", { class: "tb-note" }, fault));
  }
  const parts = (editor?.parts() ?? []).map((part) => el("option", {}, part));
  const [whole] = one(form, "#onderdeel").children;
  one(form, "#onderdeel").replaceChildren(whole, ...parts);
  document.title = `${source.title} verbeteren | ${TITLE}`;
}
