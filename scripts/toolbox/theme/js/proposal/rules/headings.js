// The ids of the headings in a text, as the site gives them: what a link with '#' leads to.

import { withoutCode } from "./lint.js";
import { unescaped } from "./words.js";

/** @import { Rules } from "../types.js" */

const HEADING = /^[\s>*+:-]*(#{2,4})(?!#)(.*?)#*\s*$/;
const MARKED = /\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|[*`]/g;

/**
 * @param {string} words
 * @param {Rules} rules
 */
function idOf(words, rules) {
  const plain = unescaped(words.replace(MARKED, "$1"));
  const id = plain
    .replace(/[^\p{L}\p{N}_\s-]/gu, "")
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, "-");
  const isOwn = rules.ownIds.includes(id) || rules.ownPrefixes.some((start) => id.startsWith(start));
  return isOwn || /^[mr]\p{Nd}+$/u.test(id) ? `${id}-tekst` : id;
}

/**
 * @param {string} text
 * @param {Rules} rules
 */
function idsIn(text, rules) {
  /** @type {string[]} */
  const ids = [];
  const lines = text.split("\n");
  const bare = withoutCode(lines, rules);
  for (const [index, line] of lines.entries()) {
    // A heading may hold code, but does not stand in it.
    const heading = HEADING.test(bare[index]) ? HEADING.exec(line) : null;
    if (heading) {
      const id = idOf(heading[2], rules);
      let free = id;
      for (let count = 1; ids.includes(free); count += 1) {
        free = `${id}_${count}`;
      }
      ids.push(free);
    }
  }
  return ids;
}

/**
 * The ids on page `path` once its text is `after`: what the site knows of it, with what came and without what went.
 * @param {string} path
 * @param {string} before
 * @param {string} after
 * @param {Rules} rules
 */
export function idsAfter(path, before, after, rules) {
  const was = idsIn(before, rules);
  const is = idsIn(after, rules);
  const kept = (rules.pages[path] ?? []).filter((id) => !was.includes(id) || is.includes(id));
  return [...new Set([...kept, ...is])];
}
