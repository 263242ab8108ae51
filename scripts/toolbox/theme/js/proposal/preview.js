// Markdown as it will look, roughly: made by a library that lets no HTML through, and without anything to click on.

import MarkdownIt from "markdown-it";
import deflist from "markdown-it-deflist";

/** @import { Token } from "markdown-it" */

const markdown = new MarkdownIt("default", { html: false, linkify: false, typographer: false }).use(deflist);
const { rules } = markdown.renderer;

// A heading of the preview is no heading of this page, and a link would lead away from what was typed.
rules.heading_open = (/** @type {Token[]} */ tokens, /** @type {number} */ index) =>
  `<p class="tb-preview__head tb-preview__head--${tokens[index].tag}">`;
rules.heading_close = () => "</p>\n";
rules.link_open = () => '<span class="tb-preview__link">';
rules.link_close = () => "</span>";

// This page has no images to show: what one shows is told.
rules.image = (/** @type {Token[]} */ tokens, /** @type {number} */ index) =>
  `Afbeelding: ${markdown.utils.escapeHtml(tokens[index].content)}`;

// The page's policy allows no style in the HTML itself.
for (const cell of ["th_open", "td_open"]) {
  rules[cell] = (tokens, index) => `<${tokens[index].tag}>`;
}

// A footnote may be explained in another piece of the text.
markdown.inline.ruler.before("link", "footnote", (state, silent) => {
  const found = /^\[\^([^\]\s]{1,40})\]/.exec(state.src.slice(state.pos));
  if (!found) {
    return false;
  }
  if (!silent) {
    state.push("sup_open", "sup", 1);
    state.push("text", "", 0).content = found[1];
    state.push("sup_close", "sup", -1);
  }
  state.pos += found[0].length;
  return true;
});
markdown.block.ruler.disable("reference");

/**
 * Show `text` in `element`.
 * @param {HTMLElement} element
 * @param {string} text
 */
export function showMarkdown(element, text) {
  element.innerHTML = markdown.render(text);
}
